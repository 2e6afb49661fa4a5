//! What other vocabularies put into feeds, and where.

use super::structure::UNDEFINED_ELEMENT;
use super::value::{any, date, language, number, text};
use super::walk::{Child, Shape, Walk, is_foreign, shown};
use super::xml::namespace::Ns;
use super::xml::tree::Id;
use super::{atom, html};
use crate::diagnostic::rule::rules;

rules! {
    /// An element without a namespace in an Atom feed.
    ///
    /// Nobody can tell which vocabulary it is of.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><mood xmlns="">good</mood></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><title>News</title></feed>
    /// ```
    NO_VOCABULARY = Warning "atom/no-vocabulary" "an element without a namespace in an Atom feed",
        "https://www.rfc-editor.org/rfc/rfc4287#section-6.1", w3c "UndeterminableVocabulary";

    /// An element without a namespace inside one that has one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:group><content url="https://gazette.example/a.mp4"/></media:group></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:group><media:content url="https://gazette.example/a.mp4"/><media:content url="https://gazette.example/a.webm"/></media:group></item>
    /// ```
    NOT_IN_NAMESPACE = Error "namespace/missing-inside" "an element without a namespace inside one that has one",
        "https://www.w3.org/TR/xml-names/", w3c "NotInANamespace";

    /// XHTML where a feed has none.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><xhtml:p>News</xhtml:p></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><description>News</description></channel>
    /// ```
    MISPLACED_XHTML = Warning "feed/misplaced-xhtml" "XHTML where a feed has none",
        "https://www.rssboard.org/rss-profile#namespace-elements", w3c "MisplacedXHTMLContent";

    /// An element of a known vocabulary at a place that no specification gives it.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><atom:title>News</atom:title></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title></channel>
    /// ```
    QUESTIONABLE = Warning "feed/questionable-element" "an element at a place that no specification gives it",
        "https://www.rssboard.org/rss-profile#namespace-elements", w3c "QuestionableUsage";
}

static ANY: Shape = Shape::text(any);
static PLAIN: Shape = Shape::text(text::plain);
static DC_DATE: Shape = Shape::text(date::w3c);
static LANGUAGE: Shape = Shape::text(language::check);
static HTML: Shape = Shape::text(html::fragment);
static COUNT: Shape = Shape::text(number::non_negative);

/// In `rss`.
pub(crate) const RSS: &[Child] = &[];

/// In a channel of RSS.
pub(crate) const CHANNEL: &[Child] = &[
    Child::many(Ns::Atom, "link", &atom::link::LINK),
    Child::many(Ns::Dc, "creator", &PLAIN),
    Child::one(Ns::Dc, "date", &DC_DATE),
    Child::one(Ns::Dc, "language", &LANGUAGE),
    Child::one(Ns::Dc, "publisher", &PLAIN),
];

/// In an item of RSS.
pub(crate) const ITEM: &[Child] = &[
    Child::many(Ns::Atom, "link", &atom::link::LINK),
    Child::one(Ns::Content, "encoded", &HTML),
    Child::many(Ns::Dc, "creator", &PLAIN),
    Child::one(Ns::Dc, "date", &DC_DATE),
    Child::many(Ns::Dc, "subject", &ANY),
    Child::one(Ns::Slash, "comments", &COUNT),
];

/// In a feed of Atom.
pub(crate) const FEED: &[Child] = &[];
/// In an entry of Atom.
pub(crate) const ENTRY: &[Child] = &[];
/// In a person of Atom.
pub(crate) const PERSON: &[Child] = &[];
/// In a link of Atom.
pub(crate) const LINK: &[Child] = &[];

/// An element that the tables do not have at its place.
pub(crate) fn misplaced(walk: &mut Walk<'_, '_>, parent: Id, id: Id) {
    let document = walk.document;
    let element = document.element(id);
    let name = walk.name(id);
    match element.ns {
        _ if is_foreign(element) => {}
        Ns::None if walk.core == Ns::Atom => {
            let message = format!("`<{}>` is of no vocabulary", shown(element.name));
            walk.element(&NO_VOCABULARY, id, message, "give it a namespace");
        }
        Ns::None if document.element(parent).ns != Ns::None => {
            let message = format!("`<{}>` has no namespace", shown(element.name));
            let prefix = document.element(parent).prefix;
            walk.element(&NOT_IN_NAMESPACE, id, message, &format!("write `<{prefix}:{}>`", shown(element.name)));
        }
        Ns::Xhtml => walk.element(&MISPLACED_XHTML, id, format!("`<{name}>` where a feed has none"), "take it out"),
        ns if ns == walk.core || ns == Ns::None => {
            let message = format!("`<{name}>` is not defined in `<{}>`", walk.name(parent));
            walk.element(&UNDEFINED_ELEMENT, id, message, "take it out");
        }
        Ns::Atom | Ns::App => {
            walk.element(&QUESTIONABLE, id, format!("no specification puts `<{name}>` here"), "take it out");
        }
        _ => {}
    }
}

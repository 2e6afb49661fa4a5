//! Podcasts: what Apple's directory and the Podcast Standards Project want beyond what the W3C validator checks.
//!
//! It follows <https://podcasters.apple.com/support/823-podcast-requirements>,
//! <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification> and
//! <https://podcasting2.org/docs/podcast-namespace>.

mod namespace;

use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Span};

use super::Kind;
use super::readers::{is_sound, once};
use super::walk::{Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::Id;

rules! {
    /// A podcast without artwork.
    ///
    /// Apple's directory does not take a show without `itunes:image`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><itunes:image href="https://gazette.example/art.jpg"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    MISSING_ARTWORK = Warning "podcast/missing-artwork" "a podcast without artwork",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// Artwork that is neither JPEG nor PNG by its name.
    ///
    /// Apple takes no other format.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><itunes:image href="https://gazette.example/art.webp"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><itunes:image href="https://gazette.example/art.jpg"/></channel>
    /// ```
    ARTWORK_FORMAT = Warning "podcast/artwork-format" "artwork that is neither JPEG nor PNG",
        "https://podcasters.apple.com/support/896-artwork-requirements";

    /// Something that directories recommend for a show: an author, `podcast:guid`, `podcast:locked`.
    ///
    /// The guid keeps the show the same one when it moves to another address; `locked` keeps other hosts from importing
    /// it.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><itunes:author>Gazette</itunes:author><podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid><podcast:locked>yes</podcast:locked></channel>
    /// ```
    RECOMMENDED = Info "podcast/recommended" "something that directories recommend for a show",
        "https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification";

    /// An episode whose file has a length of 0.
    ///
    /// Podcast apps show the length before they fetch the file, and some do not fetch it at all.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="0" type="audio/mpeg"/></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="89970236" type="audio/mpeg"/></item></channel>
    /// ```
    ZERO_LENGTH = Warning "podcast/enclosure-of-no-bytes" "an episode whose file has a length of 0",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// A file or artwork that is not served over https.
    ///
    /// Apple recommends https; apps on phones refuse plain http unless they were told otherwise.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="http://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    INSECURE = Info "podcast/not-https" "a file or artwork that is not served over https",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// A type that nobody registered for a common kind of file.
    ///
    /// Apps that look at the type pass the episode over.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mp3"/></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    ODD_TYPE = Warning "podcast/enclosure-type" "a type that nobody registered",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// An item of a podcast without a file.
    ///
    /// Podcast apps leave it out.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    NO_ENCLOSURE = Info "podcast/item-without-enclosure" "an item of a podcast without a file",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// An episode without its length in time.
    ///
    /// Apps show it in lists before anyone listens.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/><item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/><itunes:duration>1801</itunes:duration></item></channel>
    /// ```
    MISSING_DURATION = Info "podcast/missing-duration" "an episode without its length in time",
        "https://podcasters.apple.com/support/823-podcast-requirements";

    /// A `podcast:` element that the namespace does not have.
    ///
    /// Apps skip it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><podcast:transcripts url="https://gazette.example/a.vtt" type="text/vtt"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><podcast:transcript url="https://gazette.example/a.vtt" type="text/vtt"/></item>
    /// ```
    UNKNOWN_ELEMENT = Warning "podcast/unknown-element" "a `podcast:` element that the namespace does not have",
        "https://podcasting2.org/docs/podcast-namespace";

    /// A `podcast:` element at a place where the namespace does not have it.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><podcast:transcript url="https://gazette.example/a.vtt" type="text/vtt"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><item><title>a</title><podcast:transcript url="https://gazette.example/a.vtt" type="text/vtt"/></item></channel>
    /// ```
    MISPLACED = Warning "podcast/misplaced-element" "a `podcast:` element at another place than its own",
        "https://podcasting2.org/docs/podcast-namespace";

    /// A `podcast:` element without an attribute that it needs.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><podcast:transcript url="https://gazette.example/a.vtt"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><podcast:transcript url="https://gazette.example/a.vtt" type="text/vtt"/></item>
    /// ```
    MISSING_ATTRIBUTE = Warning "podcast/missing-attribute" "a `podcast:` element without an attribute that it needs",
        "https://podcasting2.org/docs/podcast-namespace";

    /// A `podcast:` element or attribute with a value of another form than its own.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><podcast:locked>true</podcast:locked></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><podcast:locked>yes</podcast:locked></channel>
    /// ```
    BAD_VALUE = Warning "podcast/invalid-value" "a `podcast:` value of another form than its own",
        "https://podcasting2.org/docs/podcast-namespace";

    /// A second `podcast:` element where one may stand.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><podcast:locked>yes</podcast:locked><podcast:locked>no</podcast:locked></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><podcast:locked>yes</podcast:locked></channel>
    /// ```
    REPEATED = Warning "podcast/repeated-element" "a second `podcast:` element where one may stand",
        "https://podcasting2.org/docs/podcast-namespace";
}

const NONE: Ns = Ns::None;

/// Types that are seen for files of these endings, and what to write.
const TYPES: &[(&str, &str)] = &[
    ("audio/mp3", "audio/mpeg"),
    ("audio/x-mp3", "audio/mpeg"),
    ("audio/mpeg3", "audio/mpeg"),
    ("audio/x-mpeg-3", "audio/mpeg"),
    ("audio/mpg", "audio/mpeg"),
    ("audio/m4a", "audio/x-m4a"),
    ("video/m4v", "video/x-m4v"),
    ("video/mov", "video/quicktime"),
    ("audio/wave", "audio/wav"),
];

/// Checks a channel as a podcast, if it is one.
pub(crate) fn check(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    namespace::check(walk, root);
    let channel = document.child(root, NONE, "channel").filter(|_| walk.kind == Kind::Rss20);
    let Some(channel) = channel.filter(|&channel| document.element(channel).closed) else { return };
    let items: Vec<Id> = document.children_named(channel, NONE, "item").collect();
    if is_podcast(walk, channel, &items) {
        show(walk, channel);
        episodes(walk, &items);
    }
}

/// Whether a channel is meant for podcast directories: it says so itself, or has files of sound and speaks to iTunes.
///
/// An owner or author alone says nothing: newsletters have them too.
fn is_podcast(walk: &Walk<'_, '_>, channel: Id, items: &[Id]) -> bool {
    let document = walk.document;
    let itunes = |id: Id| document.children(id).any(|child| document.element(child).ns == Ns::Itunes);
    let listed =
        ["category", "explicit", "type"].iter().any(|name| document.child(channel, Ns::Itunes, name).is_some());
    listed
        || (itunes(channel) || items.iter().any(|&item| itunes(item)))
            && items.iter().any(|&item| sounds(walk, item).next().is_some())
}

fn sounds<'a>(walk: &'a Walk<'_, '_>, item: Id) -> impl Iterator<Item = Id> + 'a {
    walk.document.children_named(item, NONE, "enclosure").filter(|&enclosure| is_sound(walk, enclosure))
}

fn show(walk: &mut Walk<'_, '_>, channel: Id) {
    let document = walk.document;
    match document.child(channel, Ns::Itunes, "image") {
        None => {
            let help = "add `<itunes:image href=\"…\"/>`: a square JPEG or PNG of 1400 to 3000 pixels";
            walk.lacks(&MISSING_ARTWORK, channel, "itunes:image", "the show has no artwork", help);
        }
        Some(image) => artwork(walk, image),
    }
    let wanted = [(Ns::Itunes, "author"), (Ns::Podcast, "guid"), (Ns::Podcast, "locked")];
    let missing: Vec<String> = wanted
        .iter()
        .filter(|(ns, name)| document.child(channel, *ns, name).is_none())
        .map(|(ns, name)| format!("{}:{name}", ns.prefix()))
        .collect();
    if let Some(first) = missing.first() {
        let names = missing.iter().map(|name| format!("`<{name}>`")).collect::<Vec<_>>().join(", ");
        walk.lacks(&RECOMMENDED, channel, first, format!("the show has no {names}"), "add what is true of the show");
    }
}

fn artwork(walk: &mut Walk<'_, '_>, image: Id) {
    let Some(href) = walk.document.attribute(image, "href") else { return };
    let path = href.value.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some((_, ending)) = name.rsplit_once('.').filter(|_| path.matches('/').count() > 2) {
        let other = ["webp", "gif", "svg", "avif", "bmp", "tif", "tiff", "heic"];
        if other.contains(&ending.to_ascii_lowercase().as_str()) {
            let site = Walk::attribute_site(image, href);
            let message = format!("artwork that ends in `.{}`", shown(ending));
            walk.value(&ARTWORK_FORMAT, &site, message, "give a JPEG or PNG file");
        }
    }
    insecure(walk, &[(image, "href")]);
}

fn episodes(walk: &mut Walk<'_, '_>, items: &[Id]) {
    let document = walk.document;
    let files: Vec<Id> = items.iter().flat_map(|&item| sounds(walk, item)).collect();
    let value = |id: Id, name: &str| document.attribute(id, name).map(|attribute| attribute.value.trim().to_owned());
    let empty: Vec<Id> = files.iter().copied().filter(|&file| value(file, "length").as_deref() == Some("0")).collect();
    once(walk, &ZERO_LENGTH, &empty, "a file of 0 bytes", "write its size in bytes");
    let addresses: Vec<(Id, &str)> = files.iter().map(|&file| (file, "url")).collect();
    insecure(walk, &addresses);
    for &(odd, known) in TYPES {
        let found: Vec<Id> = files
            .iter()
            .copied()
            .filter(|&file| value(file, "type").is_some_and(|kind| kind.eq_ignore_ascii_case(odd)))
            .collect();
        once(walk, &ODD_TYPE, &found, &format!("nobody registered `{odd}`"), &format!("write `type=\"{known}\"`"));
    }
    let without = |test: &dyn Fn(Id) -> bool| -> Vec<Id> { items.iter().copied().filter(|&item| test(item)).collect() };
    let silent = without(&|item| {
        document.element(item).closed
            && document.child(item, NONE, "enclosure").is_none()
            && document.child(item, Ns::Media, "content").is_none()
    });
    once(walk, &NO_ENCLOSURE, &silent, "podcast apps leave an item without a file out", "add an `<enclosure>`");
    let untimed =
        without(&|item| sounds(walk, item).next().is_some() && document.child(item, Ns::Itunes, "duration").is_none());
    once(walk, &MISSING_DURATION, &untimed, "the episode has no `<itunes:duration>`", "add it, in seconds");
}

fn insecure(walk: &mut Walk<'_, '_>, addresses: &[(Id, &str)]) {
    let document = walk.document;
    let plain = |&(id, name): &(Id, &str)| {
        let address = document.attribute(id, name);
        address
            .is_some_and(|it| it.value.trim_start().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://")))
    };
    let found: Vec<Id> = addresses.iter().copied().filter(plain).map(|(id, _)| id).collect();
    once(walk, &INSECURE, &found, "an address that is not of https", "serve it over https, and write `https://`");
}

/// A finding at an attribute's value.
fn at_value(walk: &mut Walk<'_, '_>, id: Id, name: &str, message: &str, help: &str) {
    let range = walk.document.attribute(id, name).map(|attribute| attribute.value_range.clone());
    let range = range.filter(|range| !range.is_empty()).unwrap_or_else(|| walk.document.element(id).open.clone());
    let (element, parent) = (name.to_owned(), walk.as_parent(id));
    let finding = Diagnostic::new(&BAD_VALUE, Span::new(walk.source, range), message).element(element, parent);
    walk.push(finding, help);
}

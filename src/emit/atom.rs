//! Atom 1.0, <https://www.rfc-editor.org/rfc/rfc4287>, with Media RSS for pictures.

use chrono::SecondsFormat;

use super::xml::{References, Writer};
use super::{GENERATOR, Sheet, extension, own_address, relations, room, style};
use crate::feed::{Entry, Feed};
use crate::value::format::Format;
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::text::XmlText;

pub(super) fn write(feed: &Feed<'_>) -> Sheet {
    let mut out = Writer::new(References::Named, style(feed).as_deref(), room(feed));
    let prefixes = [(feed.is_archive(), "fh", extension::HISTORY), (feed.has_pictures, "media", extension::MEDIA)];
    let used = prefixes.into_iter().filter(|&(is_used, ..)| is_used);
    let root = out.tag("feed").attribute("xmlns", extension::ATOM);
    let root = used.fold(root, |root, (_, prefix, address)| root.namespace(prefix, address));
    root.attribute("xml:lang", feed.language.as_str()).open();
    head(&mut out, feed);
    let begin = out.length();
    for &entry in &feed.entries {
        self::entry(&mut out, entry, feed);
    }
    let entries = begin..out.length();
    if feed.is_archive() {
        out.tag("fh:archive").empty();
    }
    Sheet { text: out.finish(), entries }
}

/// What a feed says of itself.
fn head(out: &mut Writer, feed: &Feed<'_>) {
    let site = feed.site;
    text(out, "title", None, &feed.title);
    out.element("id", feed.id.as_str());
    out.element("updated", &utc(feed.updated));
    // Whom entries without a byline are by: the editor, else the publication itself.
    match &site.editor {
        Some(editor) => person(out, "author", editor.name.as_str(), editor.email.as_deref(), None),
        None => person(out, "author", site.title.as_str(), None, Some(site.link.as_str())),
    }
    out.element("generator", GENERATOR);
    out.elements("icon", site.icon.as_ref().map(WebUrl::as_str));
    link(out, "alternate", feed.page.as_str(), "text/html");
    link(out, "self", &own_address(feed, Format::Atom), Format::Atom.media_type());
    for (rel, href) in relations(feed, Format::Atom) {
        match rel {
            "hub" => out.tag("link").attribute("href", &href).attribute("rel", rel).empty(),
            _ => link(out, rel, &href, Format::Atom.media_type()),
        }
    }
    out.elements("logo", site.image.as_ref().map(WebUrl::as_str));
    if let Some(rights) = &site.rights {
        text(out, "rights", None, rights);
    }
    text(out, "subtitle", None, &feed.description);
}

fn entry(out: &mut Writer, entry: Entry<'_>, feed: &Feed<'_>) {
    let Entry { article, content, full } = entry;
    let lang = feed.other_language(article).map(Lang::as_str);
    out.tag("entry").open();
    text(out, "title", lang, article.title());
    out.element("id", article.id().as_str());
    out.element("updated", &utc(article.updated()));
    for author in article.authors() {
        person(out, "author", author.name(), author.email(), author.uri());
    }
    for name in article.categories() {
        out.tag("category").attribute("term", name.as_str()).empty();
    }
    for contributor in article.contributors() {
        person(out, "contributor", contributor.name(), contributor.email(), contributor.uri());
    }
    link(out, "alternate", article.url().as_str(), "text/html");
    for enclosure in article.enclosures() {
        let length = enclosure.length().map(|length| length.0.to_string());
        let tag = out.tag("link").attribute("href", enclosure.url().as_str()).attribute("rel", "enclosure");
        let tag = tag.attribute("type", enclosure.media_type().as_str());
        tag.optional("title", enclosure.title().map(XmlText::as_str)).optional("length", length.as_deref()).empty();
    }
    if let Some(origin) = article.origin() {
        let tag = out.tag("link").attribute("href", origin.url().as_str()).attribute("rel", "via");
        tag.attribute("type", "text/html").attribute("title", origin.title().as_str()).empty();
    }
    out.element("published", &utc(article.published()));
    if let Some(summary) = &content.summary {
        out.tag("summary").optional("xml:lang", lang).attribute("type", "html").text_as_html(summary.as_str());
    }
    if full {
        out.tag("content").optional("xml:lang", lang).attribute("type", "html").html(content.html.as_str());
    }
    extension::media(out, article);
    out.end();
}

/// Text, with its type, which readers want to see though it is the default.
fn text(out: &mut Writer, name: &'static str, lang: Option<&str>, text: &XmlText) {
    let media_type = (!text.is_empty()).then_some("text");
    out.tag(name).optional("xml:lang", lang).optional("type", media_type).text(text.as_str());
}

fn link(out: &mut Writer, rel: &str, href: &str, media_type: &str) {
    out.tag("link").attribute("href", href).attribute("rel", rel).attribute("type", media_type).empty();
}

fn person(out: &mut Writer, name: &'static str, who: &str, email: Option<&str>, uri: Option<&str>) {
    out.tag(name).open();
    out.element("name", who);
    out.elements("email", email);
    out.elements("uri", uri);
    out.end();
}

/// In UTC, since a reader of note ignores offsets, and another understands `Z` alone.
fn utc(moment: Moment) -> String {
    moment.to_chrono().to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

//! RSS 2.0, <https://www.rssboard.org/rss-specification>, with Dublin Core, Media RSS and Atom's elements where RSS has
//! none that readers show right.

use super::xml::{References, Writer};
use super::{GENERATOR, Sheet, extension, own_address, relations, room, style};
use crate::article::{self, Article};
use crate::feed::{Entry, Feed};
use crate::value::format::{Creators, Format};
use crate::value::lang::Lang;
use crate::value::person::Credit;
use crate::value::text::XmlText;

pub(super) fn write(feed: &Feed<'_>) -> Sheet {
    let mut out = Writer::new(References::Numbered, style(feed).as_deref(), room(feed));
    let prefixes = [
        (true, "atom", extension::ATOM),
        (feed.has_texts, "content", extension::CONTENT),
        (feed.has_core, "dc", extension::DUBLIN_CORE),
        (feed.is_archive(), "fh", extension::HISTORY),
        (feed.has_pictures, "media", extension::MEDIA),
    ];
    let used = prefixes.into_iter().filter(|&(is_used, ..)| is_used);
    let root = out.tag("rss").attribute("version", "2.0");
    used.fold(root, |root, (_, prefix, address)| root.namespace(prefix, address)).open();
    out.tag("channel").open();
    head(&mut out, feed);
    let begin = out.length();
    for &entry in &feed.entries {
        item(&mut out, entry, feed);
    }
    let entries = begin..out.length();
    Sheet { text: out.finish(), entries }
}

/// What a channel says of itself.
fn head(out: &mut Writer, feed: &Feed<'_>) {
    let site = feed.site;
    out.element("title", feed.title.as_str());
    out.tag("link").address(feed.page.as_str());
    out.element("description", feed.description.as_str());
    out.element("language", feed.language.as_str());
    out.elements("copyright", site.rights.as_ref().map(XmlText::as_str));
    out.elements("managingEditor", site.rss_contact().as_deref());
    out.element("pubDate", &feed.published.to_rfc822());
    out.element("lastBuildDate", &feed.updated.to_rfc822());
    out.element("generator", GENERATOR);
    out.tag("docs").address("https://www.rssboard.org/rss-specification");
    if let Some(image) = site.rss_image() {
        out.tag("image").open();
        out.tag("url").address(image.as_str());
        out.element("title", feed.title.as_str());
        out.tag("link").address(feed.page.as_str());
        out.end();
    }
    let links = std::iter::once(("self", own_address(feed, Format::Rss))).chain(relations(feed, Format::Rss));
    for (rel, href) in links {
        let media_type = (rel != "hub").then_some(Format::Rss.media_type());
        out.tag("atom:link").attribute("href", &href).attribute("rel", rel).optional("type", media_type).empty();
    }
    if feed.is_archive() {
        out.tag("fh:archive").empty();
    }
}

fn item(out: &mut Writer, entry: Entry<'_>, feed: &Feed<'_>) {
    let Entry { article, content, full } = entry;
    out.tag("item").open();
    out.element("title", article.title().as_str());
    out.tag("link").address(article.url().as_str());
    if let Some(summary) = &content.summary {
        out.tag("description").text_as_html(summary.as_str());
    }
    out.elements("category", article.categories().map(XmlText::as_str));
    if let Some(enclosure) = article.enclosure() {
        self::enclosure(out, enclosure);
    }
    let is_none = (!article.guid_is_url()).then_some("false");
    out.tag("guid").optional("isPermaLink", is_none).address(article.identity().in_format(Format::Rss));
    out.element("pubDate", &article.published().to_rfc822());
    if let Some(origin) = article.origin() {
        out.tag("source").attribute("url", origin.url().as_str()).text(origin.title().as_str());
    }
    if full {
        out.tag("content:encoded").html(content.html.as_str());
    }
    out.element("atom:updated", &article.updated().to_rfc3339_utc());
    extension::media(out, article);
    dublin_core(out, article, feed);
    out.end();
}

fn enclosure(out: &mut Writer, enclosure: &article::Enclosure) {
    // RSS requires a length, and has 0 where it is not known.
    let length = enclosure.length().map_or(0, |length| length.0).to_string();
    let tag = out.tag("enclosure").attribute("url", enclosure.url().as_str()).attribute("length", &length);
    tag.attribute("type", enclosure.media_type().as_str()).empty();
}

fn dublin_core(out: &mut Writer, article: &Article, feed: &Feed<'_>) {
    out.elements("dc:contributor", article.contributors().map(Credit::name));
    let creators: Vec<&str> = article.authors().map(Credit::name).collect();
    match feed.settings.creators {
        Creators::Joined if !creators.is_empty() => out.element("dc:creator", &creators.join(", ")),
        Creators::Joined | Creators::Each => out.elements("dc:creator", creators),
    }
    out.elements("dc:language", feed.other_language(article).map(Lang::as_str));
}

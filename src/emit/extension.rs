//! Elements of other vocabularies, the same in RSS and in Atom.

use super::xml::Writer;
use crate::article::{Article, Image};
use crate::value::media::MediaType;
use crate::value::person::{Credit, Role};
use crate::value::text::XmlText;

/// Atom's namespace.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
/// RSS's module for whole texts, <https://web.resource.org/rss/1.0/modules/content/>.
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
/// Dublin Core, <https://web.resource.org/rss/1.0/modules/dc/>.
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
/// Media RSS, <https://www.rssboard.org/media-rss>.
pub(super) const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// Feed history, <https://www.rfc-editor.org/rfc/rfc5005>.
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// Writes the picture of an article.
///
/// Beside a sound it is a thumbnail alone: there a reader of note takes a second `media:content` for the enclosure.
pub(super) fn media(out: &mut Writer, article: &Article) {
    let Some(image) = article.image() else { return };
    let size = image.size().map(|size| (size.width.to_string(), size.height.to_string()));
    let (width, height) = size.as_ref().map(|(width, height)| (width.as_str(), height.as_str())).unzip();
    if article.enclosures().is_empty() {
        content(out, image, article, width, height);
    }
    let thumbnail = out.tag("media:thumbnail").optional("height", height);
    thumbnail.attribute("url", image.url().as_str()).optional("width", width).empty();
}

fn content(out: &mut Writer, image: &Image, article: &Article, width: Option<&str>, height: Option<&str>) {
    let length = image.length().map(|length| length.0.to_string());
    let media_type = image.media_type().map(MediaType::as_str);
    let content = out.tag("media:content").optional("fileSize", length.as_deref()).optional("height", height);
    let content = content.attribute("medium", "image").optional("type", media_type);
    content.attribute("url", image.url().as_str()).optional("width", width).open();
    for name in credited(image, article) {
        out.tag("media:credit").attribute("role", "photographer").text(name);
    }
    if let Some(caption) = image.caption().or(image.alt()) {
        out.tag("media:description").attribute("type", "plain").text(caption.as_str());
    }
    out.end();
}

/// Whoever made a picture: as its credit says, else the photographers of the byline.
fn credited<'a>(image: &'a Image, article: &'a Article) -> impl Iterator<Item = &'a str> {
    let credit = image.credit().map(XmlText::as_str);
    let is_photographer = move |role: Role| credit.is_none() && role == Role::Photographer;
    let photographers = article.contributors().filter(move |person| is_photographer(person.role()));
    credit.into_iter().chain(photographers.map(Credit::name))
}

//! Atom 1.0 read back.

use std::borrow::Cow;

use atom_syndication::{Content, Error, Link, Text, TextType};
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::{Enclosure, Entry, Feed, Head, Unreadable, absolute, as_html, filled, fingerprint, moment, plain};
use crate::value::format::Format;
use crate::value::moment::Moment;

pub(super) fn read(body: &str) -> Result<Feed, Unreadable> {
    let told = |error: Error| Unreadable::Malformed(error.to_string());
    let feed = match atom_syndication::Feed::read_from(body.as_bytes()) {
        // One bad value makes the crate refuse the whole feed.
        Err(Error::WrongDatetime(_) | Error::WrongAttribute { .. }) => {
            let mended = mended(body).ok_or(Unreadable::NoFeed)?;
            atom_syndication::Feed::read_from(mended.as_slice()).map_err(told)?
        }
        read => read.map_err(told)?,
    };
    let site = address(&feed.links, None);
    let base = feed.base.clone().or_else(|| site.clone());
    let head = Box::new(head(&feed));
    let entries = feed.entries.into_iter().map(|entry| self::entry(entry, base.as_deref())).collect();
    Ok(Feed { format: Format::Atom, title: text(&feed.title), link: site, head, entries })
}

fn head(feed: &atom_syndication::Feed) -> Head {
    let of = |rel: &'static str| feed.links.iter().filter(move |link| link.rel == rel).map(|link| link.href.clone());
    Head {
        id: filled(Some(feed.id.trim().to_owned())),
        description: feed.subtitle.as_ref().map(text),
        language: feed.lang.clone(),
        address: of("self").next(),
        hubs: of("hub").collect(),
        image: feed.logo.clone().or_else(|| feed.icon.clone()),
        rights: feed.rights.as_ref().map(text),
        people: feed.authors.iter().map(|person| person.name.clone()).collect(),
        ttl: None,
    }
}

fn entry(entry: atom_syndication::Entry, base: Option<&str>) -> Entry {
    let fingerprint = fingerprint(&entry);
    let enclosures = entry.links.iter().filter(|link| link.rel == "enclosure").map(|link| Enclosure {
        url: absolute(&link.href, base),
        media_type: link.mime_type.clone().unwrap_or_default(),
        length: link.length.as_deref().and_then(|length| length.trim().parse().ok()).filter(|&length| length > 0),
    });
    let language = entry.content.as_ref().and_then(|content| content.lang.clone()).or(entry.title.lang.clone());
    let mut people: Vec<String> = entry.authors.into_iter().map(|person| person.name).collect();
    if people.is_empty() {
        people = entry.source.map(|source| source.authors).unwrap_or_default().into_iter().map(|p| p.name).collect();
    }
    Entry {
        id: entry.id.trim().to_owned(),
        link: address(&entry.links, base),
        title: text(&entry.title),
        published: entry.published.and_then(Moment::from_chrono),
        updated: Moment::from_chrono(entry.updated).filter(|updated| updated.timestamp() != 0),
        summary: entry.summary.as_ref().map(text),
        content: entry.content.and_then(html),
        people,
        contributors: entry.contributors.into_iter().map(|person| person.name).collect(),
        tags: entry.categories.into_iter().map(|category| category.term).collect(),
        enclosures: enclosures.collect(),
        image: picture(&entry.extensions),
        language,
        fingerprint,
        ..Entry::default()
    }
}

/// The page: the first alternate that is HTML or says nothing of its type.
fn address(links: &[Link], base: Option<&str>) -> Option<String> {
    let is_page = |link: &&Link| link.mime_type.as_deref().is_none_or(|of| of.contains("html"));
    let alternates = || links.iter().filter(|link| link.rel == "alternate" || link.rel.is_empty());
    let link = alternates().find(is_page).or_else(|| alternates().next())?;
    filled(Some(absolute(&link.href, base)))
}

/// A text construct as plain text.
fn text(text: &Text) -> String {
    match text.r#type {
        TextType::Text => text.value.clone(),
        TextType::Html | TextType::Xhtml => plain(&text.value),
    }
}

/// Content as HTML; what lies elsewhere or is of another type is no text.
fn html(content: Content) -> Option<String> {
    let value = content.value?;
    match content.content_type.as_deref() {
        None | Some("text" | "text/plain") => Some(as_html(&value)),
        Some("html" | "xhtml" | "text/html" | "application/xhtml+xml") => Some(value),
        Some(_) => None,
    }
}

fn picture(extensions: &atom_syndication::extension::ExtensionMap) -> Option<String> {
    let media = extensions.get("media")?;
    let url = |element: &atom_syndication::extension::Extension| element.attrs.get("url").cloned();
    let content =
        || media.get("content")?.iter().find(|content| content.attrs.get("medium").is_some_and(|of| of == "image"));
    media.get("thumbnail").and_then(|all| all.first()).or_else(content).and_then(url)
}

/// The document with dates and types as the crate takes them: what cannot be read is left out.
fn mended(body: &str) -> Option<Vec<u8>> {
    let mut reader = Reader::from_str(body);
    let mut writer = Writer::new(Vec::new());
    let mut in_date = false;
    loop {
        let event = match reader.read_event().ok()? {
            Event::Eof => return Some(writer.into_inner()),
            Event::Start(element) => {
                in_date = matches!(element.name().as_ref(), b"updated" | b"published");
                Event::Start(typed(element))
            }
            Event::End(element) => {
                in_date = false;
                Event::End(element)
            }
            Event::Text(text) if in_date => {
                let date = text.decode().ok().and_then(|text| moment(&text)).map(Moment::to_rfc3339);
                Event::Text(BytesText::from_escaped(date.unwrap_or_default()))
            }
            Event::CData(_) | Event::GeneralRef(_) if in_date => continue,
            event => event,
        };
        writer.write_event(event).ok()?;
    }
}

/// The start of a text construct with one of the three types that there are.
fn typed(element: BytesStart<'_>) -> BytesStart<'_> {
    let is_text = matches!(element.name().as_ref(), b"title" | b"subtitle" | b"summary" | b"rights");
    let declared = element.try_get_attribute("type").ok().flatten();
    let Some(declared) = declared.filter(|_| is_text) else { return element };
    let known: Cow<'_, str> = match declared.value.as_ref() {
        b"text" | b"html" | b"xhtml" => return element,
        other if other.ends_with(b"xhtml+xml") => "xhtml".into(),
        other if other.ends_with(b"html") => "html".into(),
        _ => "text".into(),
    };
    let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
    BytesStart::new(name).with_attributes([("type", known.as_ref())])
}

//! Atom 1.0, <https://www.rfc-editor.org/rfc/rfc4287>, with Media RSS for pictures.

use std::collections::BTreeMap;

use atom_syndication as atom;
use chrono::{DateTime, FixedOffset, Utc};

use super::extension::{self, Element};
use super::{GENERATOR, Sheet, own_address, relations, style, xml};
use crate::feed::{Entry, Feed};
use crate::value::format::Format;
use crate::value::html;
use crate::value::moment::Moment;
use crate::value::person::Credit;
use crate::value::text::XmlText;

pub(super) fn write(feed: &Feed<'_>) -> Sheet {
    let written = document(feed).to_string();
    let text = xml::finish(&written, style(feed).as_deref(), feed.html());
    Sheet::new(text, "\n  <entry>", "</entry>")
}

fn document(feed: &Feed<'_>) -> atom::Feed {
    let site = feed.site;
    let mut document = atom::Feed {
        title: text(&feed.title),
        subtitle: Some(text(&feed.description)),
        id: feed.id.clone(),
        updated: utc(feed.updated),
        authors: vec![publisher(feed)],
        generator: Some(atom::Generator { value: GENERATOR.to_owned(), uri: None, version: None }),
        icon: site.icon.as_ref().map(ToString::to_string),
        logo: site.image.as_ref().map(ToString::to_string),
        rights: site.rights.as_ref().map(text),
        links: links(feed),
        lang: Some(feed.language.to_string()),
        entries: feed.entries.iter().map(|&entry| self::entry(entry, feed)).collect(),
        ..atom::Feed::default()
    };
    if feed.has_pictures {
        document.namespaces.insert("media".to_owned(), extension::MEDIA.to_owned());
    }
    if feed.is_archive() {
        document.namespaces.insert("fh".to_owned(), extension::HISTORY.to_owned());
        extension::add_to_atom(&mut document.extensions, Element::new("fh:archive"));
    }
    document
}

fn links(feed: &Feed<'_>) -> Vec<atom::Link> {
    let mut links = vec![
        link("alternate", feed.page.to_string(), "text/html"),
        link("self", own_address(feed, Format::Atom), Format::Atom.media_type()),
    ];
    links.extend(relations(feed, Format::Atom).map(|(rel, href)| match rel {
        "hub" => atom::Link { mime_type: None, ..link(rel, href, "") },
        _ => link(rel, href, Format::Atom.media_type()),
    }));
    links
}

/// Whom entries without a byline are by: the editor, else the publication itself.
fn publisher(feed: &Feed<'_>) -> atom::Person {
    match &feed.site.editor {
        Some(editor) => {
            atom::Person { name: editor.name.to_string(), email: editor.email.clone(), ..atom::Person::default() }
        }
        None => atom::Person {
            name: feed.site.title.to_string(),
            uri: Some(feed.site.link.to_string()),
            ..atom::Person::default()
        },
    }
}

fn entry(entry: Entry<'_>, feed: &Feed<'_>) -> atom::Entry {
    let Entry { article, content, full } = entry;
    let lang = feed.other_language(article).map(ToString::to_string);
    let mut links = vec![link("alternate", article.url().to_string(), "text/html")];
    links.extend(article.enclosures().iter().map(|enclosure| atom::Link {
        length: enclosure.length().map(|length| length.0.to_string()),
        title: enclosure.title().map(ToString::to_string),
        ..link("enclosure", enclosure.url().to_string(), enclosure.media_type().as_str())
    }));
    links.extend(article.origin().map(|origin| atom::Link {
        title: Some(origin.title().to_string()),
        ..link("via", origin.url().to_string(), "text/html")
    }));
    // Every field has its value here: the default entry of the crate parses a date.
    let mut entry = atom::Entry {
        title: atom::Text { lang: lang.clone(), ..text(article.title()) },
        id: article.id().to_string(),
        updated: utc(article.updated()),
        published: Some(utc(article.published())),
        authors: article.authors().map(person).collect(),
        contributors: article.contributors().map(person).collect(),
        categories: article
            .categories()
            .map(|name| atom::Category { term: name.to_string(), ..atom::Category::default() })
            .collect(),
        links,
        summary: content.summary.as_ref().map(|summary| atom::Text {
            value: html::escape(summary.as_str()),
            lang: lang.clone(),
            r#type: atom::TextType::Html,
            base: None,
        }),
        content: full.then(|| atom::Content {
            value: Some(xml::HTML.to_owned()),
            lang,
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        rights: None,
        source: None,
        extensions: BTreeMap::new(),
        namespaces: BTreeMap::new(),
    };
    for media in extension::media(article) {
        extension::add_to_atom(&mut entry.extensions, media);
    }
    entry
}

fn text(text: &XmlText) -> atom::Text {
    atom::Text::plain(text.as_str())
}

fn link(rel: &str, href: String, media_type: &str) -> atom::Link {
    atom::Link { href, rel: rel.to_owned(), mime_type: Some(media_type.to_owned()), ..atom::Link::default() }
}

fn person(credit: &Credit) -> atom::Person {
    atom::Person {
        name: credit.name().to_owned(),
        email: credit.email().map(str::to_owned),
        uri: credit.uri().map(str::to_owned),
        ..atom::Person::default()
    }
}

/// In UTC, since a reader of note ignores offsets.
fn utc(moment: Moment) -> DateTime<FixedOffset> {
    moment.to_chrono().with_timezone(&Utc).fixed_offset()
}

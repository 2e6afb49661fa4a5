//! RSS 2.0, <https://www.rssboard.org/rss-specification>, with Dublin Core, Media RSS and Atom's elements where RSS has
//! none that readers show right.

use rss::extension::dublincore::{self, DublinCoreExtension};
use rss::{Category, Channel, Enclosure, Guid, Image, Item, Source};

use super::extension::{self, Element};
use super::{GENERATOR, Sheet, own_address, relations, style, xml};
use crate::article::{self, Article};
use crate::feed::{Entry, Feed};
use crate::value::format::{Creators, Format};
use crate::value::html;
use crate::value::text::XmlText;

pub(super) fn write(feed: &Feed<'_>) -> Sheet {
    let written = channel(feed).to_string();
    let text = xml::finish(&written, style(feed).as_deref(), feed.html());
    Sheet::new(text, "\n    <item>", "</item>")
}

fn channel(feed: &Feed<'_>) -> Channel {
    let site = feed.site;
    let mut channel = Channel {
        title: feed.title.to_string(),
        link: feed.page.to_string(),
        description: feed.description.to_string(),
        language: Some(feed.language.to_string()),
        copyright: site.rights.as_ref().map(ToString::to_string),
        managing_editor: site.rss_contact(),
        pub_date: Some(feed.published.to_rfc822()),
        last_build_date: Some(feed.updated.to_rfc822()),
        generator: Some(GENERATOR.to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        ttl: feed.lifetime().map(|minutes| minutes.to_string()),
        image: site.rss_image().map(|image| Image {
            url: image.to_string(),
            title: feed.title.to_string(),
            link: feed.page.to_string(),
            ..Image::default()
        }),
        items: feed.entries.iter().map(|&entry| item(entry, feed)).collect(),
        ..Channel::default()
    };
    let links = std::iter::once(("self", own_address(feed, Format::Rss))).chain(relations(feed, Format::Rss));
    for (rel, href) in links {
        let mut link = Element::new("atom:link").attribute("href", href).attribute("rel", rel);
        if rel != "hub" {
            link = link.attribute("type", Format::Rss.media_type());
        }
        extension::add_to_rss(&mut channel.extensions, link);
    }
    channel.namespaces.insert("atom".to_owned(), extension::ATOM.to_owned());
    if feed.is_archive() {
        channel.namespaces.insert("fh".to_owned(), extension::HISTORY.to_owned());
        extension::add_to_rss(&mut channel.extensions, Element::new("fh:archive"));
    }
    let used = [
        (feed.has_texts, "content", extension::CONTENT),
        (feed.has_core, "dc", dublincore::NAMESPACE),
        (feed.has_pictures, "media", extension::MEDIA),
    ];
    for (_, prefix, namespace) in used.into_iter().filter(|&(is_used, ..)| is_used) {
        channel.namespaces.insert(prefix.to_owned(), namespace.to_owned());
    }
    channel
}

fn item(entry: Entry<'_>, feed: &Feed<'_>) -> Item {
    let Entry { article, content, full } = entry;
    let mut item = Item {
        title: Some(article.title().to_string()),
        link: Some(article.url().to_string()),
        description: content.summary.as_ref().map(|summary| html::escape(summary.as_str())),
        categories: article.categories().map(category).collect(),
        enclosure: article.enclosure().map(enclosure),
        guid: Some(Guid {
            value: article.identity().in_format(Format::Rss).to_owned(),
            permalink: article.guid_is_url(),
        }),
        pub_date: Some(article.published().to_rfc822()),
        source: article
            .origin()
            .map(|origin| Source { url: origin.url().to_string(), title: Some(origin.title().to_string()) }),
        content: full.then(|| xml::HTML.to_owned()),
        ..Item::default()
    };
    item.set_dublin_core_ext(dublin_core(article, feed));
    let updated = Element::new("atom:updated").text(article.updated().to_rfc3339_utc());
    extension::add_to_rss(&mut item.extensions, updated);
    for media in extension::media(article) {
        extension::add_to_rss(&mut item.extensions, media);
    }
    item
}

fn category(name: &XmlText) -> Category {
    Category { name: name.to_string(), domain: None }
}

fn enclosure(enclosure: &article::Enclosure) -> Enclosure {
    Enclosure {
        url: enclosure.url().to_string(),
        // RSS requires one, and has 0 where it is not known.
        length: enclosure.length().map_or(0, |length| length.0).to_string(),
        mime_type: enclosure.media_type().to_string(),
    }
}

fn dublin_core(article: &Article, feed: &Feed<'_>) -> Option<DublinCoreExtension> {
    let names: Vec<String> = article.authors().map(|author| author.name().to_owned()).collect();
    let creators = match feed.settings.creators {
        Creators::Joined if !names.is_empty() => vec![names.join(", ")],
        Creators::Joined | Creators::Each => names,
    };
    let contributors: Vec<String> = article.contributors().map(|person| person.name().to_owned()).collect();
    let languages: Vec<String> = feed.other_language(article).into_iter().map(ToString::to_string).collect();
    let is_empty = creators.is_empty() && contributors.is_empty() && languages.is_empty();
    (!is_empty).then(|| DublinCoreExtension { creators, contributors, languages, ..DublinCoreExtension::default() })
}

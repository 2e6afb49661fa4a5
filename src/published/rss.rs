//! RSS read back: 0.90 to 2.0, with what other namespaces add to it.

use std::collections::BTreeMap;

use rss::extension::{Extension, ExtensionMap};
use rss::{Channel, Item};

use super::{Enclosure, Entry, Feed, Head, Unreadable, absolute, filled, fingerprint, moment, name, plain};
use crate::value::format::Format;

/// Namespaces, and the prefix that most feeds have for each.
const ATOM: (&str, &str) = ("http://www.w3.org/2005/Atom", "atom");
const DCTERMS: (&str, &str) = ("http://purl.org/dc/terms/", "dcterms");
const MEDIA: (&str, &str) = ("http://search.yahoo.com/mrss/", "media");
const BURNER: (&str, &str) = ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner");

pub(super) fn read(body: &str) -> Result<Feed, Unreadable> {
    let channel = Channel::read_from(body.as_bytes()).map_err(|error| Unreadable::Malformed(error.to_string()))?;
    let site = filled(Some(channel.link.clone()));
    let head = Box::new(head(&channel));
    let namespaces = channel.namespaces;
    let entries = channel.items.into_iter().map(|item| entry(item, site.as_deref(), &namespaces)).collect();
    Ok(Feed { format: Format::Rss, title: channel.title, link: site, head, entries })
}

fn head(channel: &Channel) -> Head {
    let others = Others { extensions: &channel.extensions, namespaces: &channel.namespaces };
    let of = |rel: &'static str| {
        let is_such = move |link: &&Extension| link.attrs.get("rel").is_some_and(|found| found == rel);
        others.all(ATOM, "link").iter().filter(is_such).filter_map(|link| link.attrs.get("href").cloned())
    };
    Head {
        id: None,
        description: filled(Some(plain(&channel.description))),
        language: filled(channel.language.clone()),
        address: of("self").next(),
        hubs: of("hub").collect(),
        image: channel.image.as_ref().map(|image| image.url.clone()),
        rights: filled(channel.copyright.clone()),
        people: channel.managing_editor.iter().cloned().collect(),
        ttl: filled(channel.ttl.clone()),
    }
}

fn entry(item: Item, site: Option<&str>, namespaces: &BTreeMap<String, String>) -> Entry {
    let fingerprint = fingerprint(&item);
    let others = Others { extensions: &item.extensions, namespaces };
    let dublin = item.dublin_core_ext.clone().unwrap_or_default();
    let itunes = item.itunes_ext.clone().unwrap_or_default();
    let updated = others.text(ATOM, "updated").or_else(|| others.text(DCTERMS, "modified"));
    let published = item.pub_date.as_deref().and_then(moment);
    let (guid, permalink) = item.guid.map_or((String::new(), false), |guid| (guid.value, guid.permalink));
    let is_address = permalink && guid.trim().starts_with("http");
    let link = others.text(BURNER, "origLink").map(str::to_owned).or_else(|| filled(item.link.clone()));
    let link = link.or_else(|| is_address.then(|| guid.clone())).map(|link| absolute(&link, site));
    let image = others.picture().map(str::to_owned).or(itunes.image);
    let (summary, content) = match filled(item.content) {
        Some(content) => (item.description.as_deref().map(plain), Some(content)),
        None => (None, item.description),
    };
    let people = if dublin.creators.is_empty() { item.author.into_iter().collect() } else { dublin.creators };
    Entry {
        id: guid.trim().to_owned(),
        link,
        title: item.title.unwrap_or_default(),
        published: published.or_else(|| dublin.dates.iter().find_map(|date| moment(date))),
        updated: updated.and_then(moment),
        summary,
        content,
        people: people.iter().map(|person| name(person).into_owned()).collect(),
        contributors: dublin.contributors,
        tags: item.categories.into_iter().map(|category| category.name).chain(dublin.subjects).collect(),
        enclosures: item.enclosure.into_iter().map(enclosure).collect(),
        image,
        language: dublin.languages.into_iter().next(),
        fingerprint,
        ..Entry::default()
    }
}

fn enclosure(enclosure: rss::Enclosure) -> Enclosure {
    Enclosure {
        url: enclosure.url,
        media_type: enclosure.mime_type,
        length: enclosure.length.trim().parse().ok().filter(|&length| length > 0),
    }
}

/// The elements of other namespaces, under whatever prefix the feed has them.
struct Others<'a> {
    extensions: &'a ExtensionMap,
    namespaces: &'a BTreeMap<String, String>,
}

impl<'a> Others<'a> {
    fn all(&self, (namespace, usual): (&str, &'a str), element: &str) -> &'a [Extension] {
        let declared = self.namespaces.iter().filter(|(_, uri)| *uri == namespace).map(|(prefix, _)| prefix.as_str());
        let mut prefixes = declared.chain(std::iter::once(usual));
        prefixes.find_map(|prefix| self.extensions.get(prefix)?.get(element)).map_or(&[], Vec::as_slice)
    }

    fn text(&self, namespace: (&str, &'a str), element: &str) -> Option<&'a str> {
        self.all(namespace, element).iter().find_map(|found| found.value.as_deref())
    }

    /// A thumbnail, else the first content that is a picture.
    fn picture(&self) -> Option<&'a str> {
        let url = |element: &'a Extension| element.attrs.get("url").map(String::as_str);
        let is_picture = |element: &&Extension| {
            let is = |name: &str, begins: &str| element.attrs.get(name).is_some_and(|value| value.starts_with(begins));
            is("medium", "image") || is("type", "image/")
        };
        let content = || self.all(MEDIA, "content").iter().find(is_picture).and_then(url);
        self.all(MEDIA, "thumbnail").iter().find_map(url).or_else(content)
    }
}

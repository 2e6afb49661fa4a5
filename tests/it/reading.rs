//! Feeds read back as a subscriber would: each format by a parser that is not ours, into one shape.

use chrono::DateTime;
use serde_json::Value;

/// An entry, as any of the three formats tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) published: i64,
    pub(crate) updated: i64,
    /// The names, joined as RSS has them.
    pub(crate) authors: String,
    pub(crate) contributors: Vec<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) summary: String,
    pub(crate) html: String,
    pub(crate) language: Option<String>,
}

impl Entry {
    /// The text as it was before it became HTML: paragraphs, their lines, their characters.
    pub(crate) fn paragraphs(&self) -> Vec<Vec<String>> {
        let inner = self.html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&self.html);
        let lines = |paragraph: &str| paragraph.split("<br>").map(unescaped).collect();
        inner.split("</p>\n<p>").map(lines).collect()
    }
}

/// Reads RSS with the crate `rss`.
pub(crate) fn rss(text: &str) -> Vec<Entry> {
    let channel = rss::Channel::read_from(text.as_bytes()).expect("valid RSS");
    channel.into_items().into_iter().map(from_rss).collect()
}

fn from_rss(item: rss::Item) -> Entry {
    let date = |text: &str| DateTime::parse_from_rfc2822(text).expect("a date of RFC 2822").timestamp();
    let updated = &item.extensions["atom"]["updated"][0];
    let names = item.dublin_core_ext.clone().unwrap_or_default();
    Entry {
        id: item.guid.expect("a guid").value,
        title: item.title.expect("a title"),
        link: item.link.expect("a link"),
        published: date(&item.pub_date.expect("a date")),
        updated: instant(updated.value.as_deref().expect("a date")),
        authors: names.creators.join(", "),
        contributors: names.contributors,
        categories: item.categories.into_iter().map(|category| category.name).collect(),
        summary: unescaped(&item.description.unwrap_or_default()),
        html: trimmed(item.content),
        language: names.languages.first().cloned(),
    }
}

/// Reads Atom with the crate `atom_syndication`.
pub(crate) fn atom(text: &str) -> Vec<Entry> {
    let feed = atom_syndication::Feed::read_from(text.as_bytes()).expect("valid Atom");
    feed.entries.into_iter().map(from_atom).collect()
}

fn from_atom(entry: atom_syndication::Entry) -> Entry {
    let names = |people: Vec<atom_syndication::Person>| people.into_iter().map(|person| person.name).collect();
    let authors: Vec<String> = names(entry.authors);
    Entry {
        id: entry.id,
        language: entry.title.lang.clone(),
        title: entry.title.value,
        link: entry.links.into_iter().find(|link| link.rel == "alternate").expect("a link").href,
        published: entry.published.expect("a date").timestamp(),
        updated: entry.updated.timestamp(),
        authors: authors.join(", "),
        contributors: names(entry.contributors),
        categories: entry.categories.into_iter().map(|category| category.term).collect(),
        summary: unescaped(&entry.summary.map(|summary| summary.value).unwrap_or_default()),
        html: trimmed(entry.content.and_then(|content| content.value)),
    }
}

/// Reads JSON Feed as JSON.
pub(crate) fn json(text: &str) -> Vec<Entry> {
    let feed: Value = serde_json::from_str(text).expect("valid JSON");
    feed["items"].as_array().expect("items").iter().map(from_json).collect()
}

fn from_json(item: &Value) -> Entry {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let names = |value: &Value| list(value).iter().map(|person| text(&person["name"])).collect::<Vec<_>>();
    Entry {
        id: text(&item["id"]),
        title: text(&item["title"]),
        link: text(&item["url"]),
        published: instant(&text(&item["date_published"])),
        updated: instant(&text(&item["date_modified"])),
        authors: names(&item["authors"]).join(", "),
        contributors: names(&item["_dateline"]["contributors"]),
        categories: list(&item["tags"]).iter().map(text).collect(),
        summary: text(&item["summary"]),
        html: trimmed(item["content_html"].as_str().map(str::to_owned)),
        language: item["language"].as_str().map(str::to_owned),
    }
}

fn instant(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).expect("a date of RFC 3339").timestamp()
}

/// HTML without the white space at its ends, which one of the parsers takes away.
fn trimmed(html: Option<String>) -> String {
    html.unwrap_or_default().trim().to_owned()
}

/// The characters that a text of HTML without elements stands for.
fn unescaped(html: &str) -> String {
    assert!(!html.contains('<'), "an element in {html:?}");
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

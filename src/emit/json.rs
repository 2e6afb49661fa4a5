//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>, with `author` besides for readers of version 1.

use serde::Serialize;

use super::{Sheet, address, hubs, own_address};
use crate::article::Article;
use crate::feed::{Entry, Feed};
use crate::value::format::Format;
use crate::value::person::Credit;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_dateline", skip_serializing_if = "Option::is_none")]
    extension: Option<Extension<'a>>,
}

#[derive(Serialize, Clone, Copy)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u64>,
}

/// What the format has no key for.
#[derive(Serialize)]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributors: Vec<Contributor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Origin<'a>>,
}

#[derive(Serialize)]
struct Contributor<'a> {
    #[serde(flatten)]
    person: Author<'a>,
    role: &'static str,
}

#[derive(Serialize)]
struct Origin<'a> {
    title: &'a str,
    url: &'a str,
}

/// What stands before the items, which nothing but the end follows.
const ITEMS: &str = "\n  \"items\": [";

pub(super) fn write(feed: &Feed<'_>) -> Sheet {
    let site = feed.site;
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title.as_str(),
        home_page_url: feed.page.as_str(),
        feed_url: own_address(feed, Format::Json),
        next_url: feed.previous.as_ref().map(|archive| address(archive, Format::Json)),
        description: feed.description.as_str(),
        icon: site.image.as_ref().map(AsRef::as_ref),
        favicon: site.icon.as_ref().map(AsRef::as_ref),
        authors: site.editor.iter().map(|editor| Author { name: editor.name.as_str(), url: None }).collect(),
        language: feed.language.as_str(),
        hubs: hubs(feed).iter().map(|hub| Hub { r#type: "WebSub", url: hub.as_str() }).collect(),
        items: feed.entries.iter().map(|&entry| item(entry, feed)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("strings and numbers are always JSON");
    text.push('\n');
    let begin = text.find(ITEMS).map_or(0, |at| at + ITEMS.len());
    let end = text[begin..].rfind("\n  ]").map_or(begin, |at| begin + at);
    Sheet { text, entries: begin..end }
}

fn item<'a>(entry: Entry<'a>, feed: &Feed<'a>) -> Item<'a> {
    let Entry { article, content, full } = entry;
    let summary = content.summary.as_ref().map(AsRef::as_ref);
    let authors: Vec<Author<'_>> = article.authors().map(author).collect();
    Item {
        id: article.identity().in_format(Format::Json),
        url: article.url().as_str(),
        title: article.title().as_str(),
        content_html: full.then(|| content.html.as_str()),
        content_text: if full { None } else { Some(summary.unwrap_or(article.title().as_str())) },
        summary,
        image: article.image().map(|image| image.url().as_str()),
        date_published: article.published().to_rfc3339(),
        date_modified: article.updated().to_rfc3339(),
        author: authors.first().copied(),
        authors,
        tags: article.categories().map(AsRef::as_ref).collect(),
        language: feed.other_language(article).map(AsRef::as_ref),
        attachments: article
            .enclosures()
            .iter()
            .map(|enclosure| Attachment {
                url: enclosure.url().as_str(),
                mime_type: enclosure.media_type().as_str(),
                title: enclosure.title().map(AsRef::as_ref),
                size_in_bytes: enclosure.length().map(|length| length.0),
                duration_in_seconds: enclosure.duration(),
            })
            .collect(),
        extension: extension(article),
    }
}

fn author(credit: &Credit) -> Author<'_> {
    Author { name: credit.name(), url: credit.uri() }
}

fn extension(article: &Article) -> Option<Extension<'_>> {
    let contributors: Vec<_> = article
        .contributors()
        .map(|person| Contributor { person: author(person), role: person.role().as_str() })
        .collect();
    let source = article.origin().map(|origin| Origin { title: origin.title().as_str(), url: origin.url().as_str() });
    (!contributors.is_empty() || source.is_some()).then_some(Extension { contributors, source })
}

//! JSON Feed 1 and 1.1 read back, and what resembles them.

use serde_json::{Map, Value};

use super::{Enclosure, Entry, Feed, Head, Unreadable, absolute, as_html, filled, fingerprint, moment};
use crate::value::format::Format;

type Object = Map<String, Value>;

pub(super) fn read(text: &str) -> Result<Feed, Unreadable> {
    let value: Value = serde_json::from_str(text).map_err(|error| Unreadable::Malformed(error.to_string()))?;
    let Some(items) = value.get("items").and_then(Value::as_array) else { return Err(Unreadable::NoFeed) };
    let feed = value.as_object().ok_or(Unreadable::NoFeed)?;
    let site = string(feed, "home_page_url");
    let entries = items.iter().filter_map(Value::as_object).map(|item| entry(item, site.as_deref())).collect();
    let title = string(feed, "title").unwrap_or_default();
    Ok(Feed { format: Format::Json, title, link: site, head: Box::new(head(feed)), entries })
}

fn head(feed: &Object) -> Head {
    let hubs = list(feed.get("hubs")).filter_map(Value::as_object);
    Head {
        id: None,
        description: string(feed, "description"),
        language: string(feed, "language"),
        address: string(feed, "feed_url"),
        hubs: hubs.filter_map(|hub| string(hub, "url")).collect(),
        image: string(feed, "icon").or_else(|| string(feed, "favicon")),
        rights: None,
        people: people(feed),
        ttl: None,
    }
}

fn entry(item: &Object, site: Option<&str>) -> Entry {
    let address = |key: &str| string(item, key).map(|address| absolute(&address, site));
    let date = |key: &str| string(item, key).and_then(|date| moment(&date));
    let summary = string(item, "summary");
    let title = string(item, "title").unwrap_or_default();
    // There must be a text, so one that only says again what stands beside it is none.
    let text = string(item, "content_text").filter(|text| *text != title && summary.as_ref() != Some(text));
    let own = item.get("_dateline").and_then(Value::as_object);
    Entry {
        id: id(item.get("id")),
        link: address("url").or_else(|| address("external_url")),
        title,
        published: date("date_published"),
        updated: date("date_modified"),
        content: string(item, "content_html").or_else(|| text.as_deref().map(as_html)),
        summary,
        people: people(item),
        contributors: own.map(|own| names(own.get("contributors"))).unwrap_or_default(),
        tags: list(item.get("tags")).filter_map(Value::as_str).map(str::to_owned).collect(),
        enclosures: list(item.get("attachments")).filter_map(Value::as_object).map(enclosure).collect(),
        image: address("image").or_else(|| address("banner_image")),
        language: string(item, "language"),
        fingerprint: fingerprint(item),
        ..Entry::default()
    }
}

/// Ids must be strings; numbers are taken for what they look like, as the specification says.
fn id(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(id)) => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    }
}

fn people(item: &Object) -> Vec<String> {
    let authors = names(item.get("authors"));
    if !authors.is_empty() {
        return authors;
    }
    item.get("author").and_then(Value::as_object).and_then(|author| string(author, "name")).into_iter().collect()
}

fn names(people: Option<&Value>) -> Vec<String> {
    list(people).filter_map(Value::as_object).filter_map(|person| string(person, "name")).collect()
}

fn enclosure(attachment: &Object) -> Enclosure {
    Enclosure {
        url: string(attachment, "url").unwrap_or_default(),
        media_type: string(attachment, "mime_type").unwrap_or_default(),
        length: attachment.get("size_in_bytes").and_then(Value::as_u64).filter(|&length| length > 0),
    }
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn string(object: &Object, key: &str) -> Option<String> {
    filled(object.get(key).and_then(Value::as_str).map(str::to_owned))
}

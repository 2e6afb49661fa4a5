//! The walk over the objects of a JSON Feed.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::rule::Rule;
use crate::diagnostic::{Diagnostic, Sink, Span, suggest};
use crate::source::Source;

use super::feed::{
    BAD_EXTENSION, DUPLICATE_ID, EMPTY_AUTHOR, EMPTY_ID, MISSING_CONTENT, MISSING_FEED_URL, MISSING_HOME, MISSING_URL,
    NEWER_KEY, NEXT_IS_SELF, NOT_A_FEED, NULL, NUMERIC_ID, OLD_AUTHOR, UNKNOWN_KEY, WRONG_TYPE,
};
use super::reader::{Member, Node, Value};
use super::shape::{FEED, Holds, Shape};
use crate::lint::readers::{self, Entry};
use crate::lint::value::date;
use crate::lint::walk::shown;
use crate::lint::{Kind, Options};

/// Where a value stands: its key, the key around it, and the bytes.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    /// The key; of a value in an array, the array's with `[]`.
    pub(crate) key: &'a str,
    /// The key around it, with `[]` for an array's; empty at the top.
    pub(crate) parent: &'a str,
    /// The value.
    pub(crate) range: Range<usize>,
}

/// What the checks of a feed share.
pub(crate) struct Feed<'a> {
    source: &'a Arc<Source>,
    sink: &'a mut Sink,
    /// Now, and the feed's address.
    pub(crate) options: &'a Options<'a>,
    /// What the feed says it is.
    kind: Kind,
    /// The first finding of each kind that a program makes in every item, and how many there are.
    repeated: BTreeMap<(&'static str, String, String), (Diagnostic, usize)>,
}

impl Feed<'_> {
    /// A finding about a value.
    pub(crate) fn say(&mut self, rule: &'static Rule, site: &Site<'_>, message: impl fmt::Display, help: &str) {
        let finding = Diagnostic::new(rule, Span::new(self.source, site.range.clone()), message);
        let finding = finding.element(site.key, site.parent);
        self.sink.push(finding.help_opt((!help.is_empty()).then_some(help)));
    }

    /// A finding that is said once for all the places with the same key.
    fn say_once(&mut self, rule: &'static Rule, site: &Site<'_>, message: impl fmt::Display, help: &str) {
        let (_, count) =
            self.repeated.entry((rule.id, site.key.to_owned(), site.parent.to_owned())).or_insert_with(|| {
                let finding = Diagnostic::new(rule, Span::new(self.source, site.range.clone()), message);
                (finding.element(site.key, site.parent).help(help), 0)
            });
        *count += 1;
    }

    fn say_repeated(&mut self) {
        for (mut finding, count) in std::mem::take(&mut self.repeated).into_values() {
            if count > 1 {
                finding.message = format!("{}, here and in {} more", finding.message, count - 1);
            }
            self.sink.push(finding);
        }
    }

    /// A finding about a key that an object lacks.
    fn lacks(&mut self, rule: &'static Rule, site: &Site<'_>, key: &str, message: impl fmt::Display, help: &str) {
        let range = self.opening(&site.range);
        let finding = Diagnostic::new(rule, Span::new(self.source, range), message).element(key, site.key);
        self.sink.push(finding.help(help));
    }

    /// The bracket that opens an object.
    fn opening(&self, range: &Range<usize>) -> Range<usize> {
        let length = self.source.text()[range.clone()].chars().next().map_or(0, char::len_utf8);
        range.start..range.start + length
    }
}

/// Checks what was read.
pub(crate) fn check(
    source: &Arc<Source>,
    options: &Options<'_>,
    root: &Node<'_>,
    whole: bool,
    sink: &mut Sink,
) -> Kind {
    let mut feed = Feed { source, sink, options, kind: Kind::JsonFeed, repeated: BTreeMap::new() };
    let site = Site { key: "", parent: "", range: root.range.clone() };
    let members = match &root.value {
        Value::Object(members) if is_feed(members) => members,
        Value::Broken => return Kind::Unknown,
        value => {
            let range = feed.opening(&site.range);
            let message = match value {
                Value::Object(_) => "the object has neither the `version` of a JSON Feed nor `items`".to_owned(),
                _ => format!("a feed is an object, not {}", value.kind()),
            };
            let help = "begin with `{\"version\": \"https://jsonfeed.org/version/1.1\", …`";
            feed.say(&NOT_A_FEED, &Site { range, ..site }, message, help);
            return if whole { Kind::Other } else { Kind::Unknown };
        }
    };
    feed.kind = kind(members);
    feed.record(&site, members, &FEED, whole);
    let items = find(members, "items").map_or(&[][..], |items| match &items.value {
        Value::Array(items) => items,
        _ => &[],
    });
    repeated_ids(&mut feed, items);
    feed.say_repeated();
    let entries: Vec<Entry> = items.iter().filter_map(entry).collect();
    readers::entries(source, &entries, sink);
    kind(members)
}

fn is_feed(members: &[Member<'_>]) -> bool {
    let version = find(members, "version").and_then(text_of);
    version.is_some_and(|version| version.contains("jsonfeed")) || find(members, "items").is_some()
}

fn kind(members: &[Member<'_>]) -> Kind {
    match find(members, "version").and_then(text_of) {
        Some("https://jsonfeed.org/version/1") => Kind::JsonFeed1,
        Some("https://jsonfeed.org/version/1.1") => Kind::JsonFeed11,
        _ => Kind::JsonFeed,
    }
}

impl Feed<'_> {
    fn record(&mut self, site: &Site<'_>, members: &[Member<'_>], shape: &Shape, whole: bool) {
        for member in members {
            let inside = Site { key: &member.key, parent: site.key, range: member.value.range.clone() };
            let Some(key) = shape.keys.iter().find(|key| key.name == member.key) else {
                self.other(&inside, member, shape);
                continue;
            };
            if key.added && self.kind == Kind::JsonFeed1 {
                let place = Site { range: member.key_range.clone(), ..inside.clone() };
                let message = format!("version 1 has no `{}`", key.name);
                self.say_once(&NEWER_KEY, &place, message, "write `https://jsonfeed.org/version/1.1` as the version");
            }
            match &member.value.value {
                Value::Null if key.missing.is_none() => {
                    self.say_once(&NULL, &inside, format!("`{}` is null", key.name), "leave the key out");
                }
                _ => self.value(&inside, &member.value, &key.holds, whole),
            }
        }
        if !whole {
            return;
        }
        for key in shape.keys {
            let Some(rule) = key.missing else { continue };
            if find(members, key.name).is_none() {
                let of = match site.key {
                    "" => "the feed",
                    "items[]" => "the item",
                    "attachments[]" => "the attachment",
                    _ => "the hub",
                };
                let message = format!("{of} has no `{}`", key.name);
                self.lacks(rule, site, key.name, message, &format!("add `\"{}\": …`", key.name));
            }
        }
        (shape.check)(self, site, members);
    }

    fn value(&mut self, site: &Site<'_>, node: &Node<'_>, holds: &Holds, whole: bool) {
        match (holds, &node.value) {
            (_, Value::Broken) | (Holds::Boolean, Value::Bool) => {}
            (Holds::Text(check), Value::String(text)) => check(self, site, text),
            (Holds::Number(check), Value::Number(number)) => check(self, site, number),
            (Holds::Id, Value::String(id)) => {
                if id.trim().is_empty() {
                    self.say(&EMPTY_ID, site, "the id is empty", "write one that stays the item's for ever");
                }
            }
            (Holds::Id, Value::Number(number)) => {
                let help = format!("write `\"{}\"`", shown(number));
                self.say(&NUMERIC_ID, site, format!("the id `{}` is a number", shown(number)), &help);
            }
            (Holds::List(holds), Value::Array(values)) => {
                let key = format!("{}[]", site.key);
                for value in values {
                    let site = Site { key: &key, parent: site.parent, range: value.range.clone() };
                    self.value(&site, value, holds, whole);
                }
            }
            (Holds::Record(shape), Value::Object(members)) => self.record(site, members, shape, whole),
            (_, value) => {
                let place = match value {
                    Value::Object(_) | Value::Array(_) => Site { range: self.opening(&site.range), ..site.clone() },
                    _ => site.clone(),
                };
                let message = format!("`{}` must be {}, not {}", shown(site.key), holds.kind(), value.kind());
                self.say(&WRONG_TYPE, &place, message, &format!("write {}", holds.kind()));
            }
        }
    }

    /// A key that the tables do not have: an extension, or an unknown one.
    fn other(&mut self, site: &Site<'_>, member: &Member<'_>, shape: &Shape) {
        let key = &*member.key;
        let place = Site { range: member.key_range.clone(), ..site.clone() };
        let Some(name) = key.strip_prefix('_') else {
            let near = suggest::nearest(key, shape.keys.iter().map(|key| key.name));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out, or put it into an extension such as `_mine`".to_owned(),
            };
            self.say_once(&UNKNOWN_KEY, &place, format!("JSON Feed has no key `{}` here", shown(key)), &help);
            return;
        };
        if !name.starts_with(char::is_alphabetic) || name.contains('.') {
            let message = format!("an extension cannot be called `{}`", shown(key));
            self.say_once(&BAD_EXTENSION, &place, message, "write `_`, a letter, and no dots");
        }
        match &member.value.value {
            Value::Object(members) => {
                let odd = members.iter().find(|member| member.key.starts_with('_') || member.key.contains('.'));
                if let Some(odd) = odd {
                    let place = Site { key: &odd.key, parent: key, range: odd.key_range.clone() };
                    let message = format!("a key of an extension cannot be called `{}`", shown(&odd.key));
                    self.say_once(&BAD_EXTENSION, &place, message, "write it without `_` in front, and without dots");
                }
            }
            Value::Broken => {}
            value => {
                let message = format!("the extension `{}` is {}, not an object", shown(key), value.kind());
                self.say_once(&BAD_EXTENSION, &place, message, "put the value into an object");
            }
        }
    }
}

/// What the table cannot say of a feed.
pub(crate) fn whole(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    if find(members, "home_page_url").is_none() {
        let message = "the feed does not say which site it is of";
        feed.lacks(&MISSING_HOME, site, "home_page_url", message, "add `\"home_page_url\": …`");
    }
    if find(members, "feed_url").is_none() {
        let url = feed.options.url.unwrap_or("https://gazette.example/feed.json");
        let help = format!("add `\"feed_url\": \"{}\"`", shown(url));
        feed.lacks(&MISSING_FEED_URL, site, "feed_url", "the feed does not say where it lives", &help);
    }
    let own = find(members, "feed_url").and_then(text_of).or(feed.options.url);
    if let Some(next) = find(members, "next_url").filter(|next| own.is_some() && text_of(next) == own) {
        let place = Site { key: "next_url", parent: "", range: next.range.clone() };
        feed.say(&NEXT_IS_SELF, &place, "the next page is this one", "leave it out on the last page");
    }
    old_author(feed, members, "");
}

fn old_author(feed: &mut Feed<'_>, members: &[Member<'_>], parent: &str) {
    let author = members.iter().find(|member| member.key == "author");
    if let Some(author) = author.filter(|_| feed.kind == Kind::JsonFeed11 && find(members, "authors").is_none()) {
        let place = Site { key: "author", parent, range: author.key_range.clone() };
        feed.say_once(&OLD_AUTHOR, &place, "`author` was replaced by `authors`", "add `\"authors\": [{…}]`");
    }
}

/// What the table cannot say of an author.
pub(crate) fn author(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    if !["name", "url", "avatar"].iter().any(|key| find(members, key).is_some()) {
        let place = Site { range: feed.opening(&site.range), ..site.clone() };
        feed.say(&EMPTY_AUTHOR, &place, "nothing is said of this author", "add `\"name\": …`, or take the author out");
    }
}

/// What the table cannot say of an item.
pub(crate) fn item(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    let there = |key| find(members, key).is_some_and(|node| !matches!(node.value, Value::Null));
    if !there("content_html") && !there("content_text") {
        let message = "the item has neither `content_html` nor `content_text`";
        feed.lacks(&MISSING_CONTENT, site, "content_html", message, "add one of them");
    }
    if !there("url") {
        let message = "the item does not say where its page is";
        let place = Site { key: "url", parent: site.key, range: feed.opening(&site.range) };
        feed.say_once(&MISSING_URL, &place, message, "add `\"url\": …`");
    }
    old_author(feed, members, site.key);
}

fn repeated_ids(feed: &mut Feed<'_>, items: &[Node<'_>]) {
    let mut seen: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    for item in items {
        let Value::Object(members) = &item.value else { continue };
        let Some(node) = find(members, "id") else { continue };
        let (Value::String(_) | Value::Number(_)) = &node.value else { continue };
        let id = text_of(node).unwrap_or_default();
        if id.trim().is_empty() {
            continue;
        }
        if let Some(first) = seen.get(id) {
            let message = format!("another item has the id `{}` too", shown(id));
            let finding = Diagnostic::new(&DUPLICATE_ID, Span::new(feed.source, node.range.clone()), message)
                .related(Span::new(feed.source, (*first).clone()), "the first")
                .element("id", "items[]")
                .help("give each item its own");
            feed.sink.push(finding);
        } else {
            seen.insert(id, &node.range);
        }
    }
}

/// What readers make of an item.
fn entry(item: &Node<'_>) -> Option<Entry> {
    let Value::Object(members) = &item.value else { return None };
    let dated = |key: &str| {
        let node = find(members, key)?;
        Some((node.range.clone(), date::rfc3339(&text_of(node)?.to_ascii_uppercase()).ok()?.to_utc()))
    };
    let body = ["content_html", "content_text"].iter().filter_map(|key| find(members, key).and_then(text_of));
    let link = find(members, "url").and_then(|node| Some((node.range.clone(), text_of(node)?.to_owned())));
    Some(Entry {
        place: item.range.start..item.range.start + 1,
        name: ("items[]", ""),
        date_name: "date_published",
        published: dated("date_published"),
        updated: dated("date_modified").map(|(_, moment)| moment),
        compared: false,
        dated: find(members, "date_published").is_some() || find(members, "date_modified").is_some(),
        body: body.map(str::len).max().unwrap_or_default(),
        summarised: find(members, "summary").is_some(),
        summary_name: "summary",
        addresses: link.into_iter().map(|(range, url)| (range, "url", url)).collect(),
    })
}

/// The value of a key; of one that is there twice, the first.
pub(crate) fn find<'a, 's>(members: &'a [Member<'s>], key: &str) -> Option<&'a Node<'s>> {
    members.iter().find(|member| member.key == key).map(|member| &member.value)
}

/// A string, or a number as it is written.
fn text_of<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number),
        _ => None,
    }
}

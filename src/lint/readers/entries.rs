//! The rules of readers that hold for entries of any format.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{EQUAL_DATES, LOCALHOST, MISSING_DATE, MISSING_SUMMARY, OUT_OF_ORDER};
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::lint::Kind;
use crate::lint::value::date;
use crate::lint::walk::{Walk, shown};
use crate::lint::xml::namespace::Ns;
use crate::lint::xml::tree::{Document, Id};
use crate::source::Source;
use crate::value::link::is_own_machine;

/// A text of fewer bytes than this is shown whole, and needs no summary.
const LONG: usize = 2000;

/// What readers make of an entry.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Where it begins.
    pub(crate) place: Range<usize>,
    /// Its name and that of what is around it.
    pub(crate) name: (&'static str, &'static str),
    /// The name of its first date.
    pub(crate) date_name: &'static str,
    /// Its first date, where one can be read.
    pub(crate) published: Option<(Range<usize>, DateTime<Utc>)>,
    /// Its last date, where one can be read.
    pub(crate) updated: Option<DateTime<Utc>>,
    /// Whether a rule of the format itself compares its date.
    pub(crate) compared: bool,
    /// Whether it has any date.
    pub(crate) dated: bool,
    /// How long its text is.
    pub(crate) body: usize,
    /// Whether it has a summary.
    pub(crate) summarised: bool,
    /// The name of the summary.
    pub(crate) summary_name: &'static str,
    /// The addresses that it leads to: where, the element's name, the address.
    pub(crate) addresses: Vec<(Range<usize>, &'static str, String)>,
}

/// The entries of a document of RSS or Atom.
pub(crate) fn from_document(walk: &Walk<'_, '_>, ids: &[Id]) -> Vec<Entry> {
    let document = walk.document;
    let rss = walk.core == Ns::None;
    ids.iter().map(|&id| if rss { item(walk, document, id) } else { entry(walk, document, id) }).collect()
}

fn dated(walk: &Walk<'_, '_>, id: Option<Id>) -> Option<(Range<usize>, DateTime<Utc>)> {
    let id = id?;
    Some((walk.site(id).range, date::moment(&walk.document.text(id).value)?))
}

fn item(walk: &Walk<'_, '_>, document: &Document<'_>, id: Id) -> Entry {
    let child = |ns, name| document.child(id, ns, name);
    let others = [
        (Ns::Dc, "date"),
        (Ns::Atom, "published"),
        (Ns::Atom, "updated"),
        (Ns::DcTerms, "issued"),
        (Ns::DcTerms, "created"),
        (Ns::DcTerms, "modified"),
    ];
    let published = child(Ns::None, "pubDate");
    let content = child(Ns::Content, "encoded");
    let links = [(Ns::None, "link"), (Ns::None, "guid")].into_iter().filter_map(|(ns, name)| child(ns, name));
    Entry {
        place: document.element(id).open.clone(),
        name: ("item", "channel"),
        date_name: "pubDate",
        published: dated(walk, published),
        updated: None,
        compared: false,
        // Before RSS 2.0 items had no date.
        dated: walk.kind != Kind::Rss20
            || published.is_some()
            || others.into_iter().any(|(ns, name)| child(ns, name).is_some()),
        body: content.map_or(0, |content| walk.site(content).range.len()),
        summarised: child(Ns::None, "description").is_some(),
        summary_name: "description",
        addresses: links
            .map(|link| {
                let name = if document.element(link).name == "link" { "link" } else { "guid" };
                (walk.site(link).range, name, document.text(link).value.trim().to_owned())
            })
            .collect(),
    }
}

fn entry(walk: &Walk<'_, '_>, document: &Document<'_>, id: Id) -> Entry {
    let child = |name| document.child(id, walk.core, name);
    let updated = child("updated");
    let published = child("published");
    let content = child("content").filter(|&content| document.attribute(content, "src").is_none());
    let links = document.children_named(id, walk.core, "link").filter_map(|link| document.attribute(link, "href"));
    let last = dated(walk, updated);
    let first = dated(walk, published);
    let moment = |date: &Option<(Range<usize>, DateTime<Utc>)>| date.as_ref().map(|(_, moment)| *moment);
    Entry {
        place: document.element(id).open.clone(),
        name: ("entry", "feed"),
        date_name: "published",
        updated: moment(&last),
        compared: first.is_none() || moment(&first) == moment(&last),
        published: first.or(last),
        // An entry without `updated` is an error of Atom itself.
        dated: true,
        body: content.map_or(0, |content| walk.site(content).range.len()),
        summarised: child("summary").is_some(),
        summary_name: "summary",
        addresses: links.map(|link| (link.value_range.clone(), "link", link.value.trim().to_owned())).collect(),
    }
}

/// Checks the entries of a feed, in its order.
pub(crate) fn check(source: &Arc<Source>, entries: &[Entry], sink: &mut Sink) {
    equal_dates(source, entries, sink);
    order(source, entries, sink);
    let undated: Vec<&Entry> = entries.iter().filter(|entry| !entry.dated).collect();
    if let Some(first) = undated.first() {
        let message = format!("{} no date", count(&undated, entries));
        let finding = Diagnostic::new(&MISSING_DATE, Span::new(source, first.place.clone()), message);
        sink.push(finding.element(first.date_name, first.name.0).help(format!("add `{}`", first.date_name)));
    }
    let bare: Vec<&Entry> = entries.iter().filter(|entry| entry.body >= LONG && !entry.summarised).collect();
    if let Some(first) = bare.first() {
        let message = format!("{} a long text and no summary", count(&bare, entries));
        let finding = Diagnostic::new(&MISSING_SUMMARY, Span::new(source, first.place.clone()), message);
        sink.push(finding.element(first.summary_name, first.name.0).help(format!("add `{}`", first.summary_name)));
    }
    let local = |address: &str| {
        if is_named(address) || is_hostless(address) {
            return None;
        }
        let host = url::Url::parse(address).ok()?.host_str()?.to_ascii_lowercase();
        is_own_machine(&host).then_some(())
    };
    let found = entries.iter().flat_map(|entry| entry.addresses.iter().map(move |address| (entry, address)));
    if let Some((entry, (range, name, address))) =
        found.into_iter().find(|(_, (_, _, address))| local(address).is_some())
    {
        let message = format!("`{}` is an address of your own machine", shown(address));
        let finding = Diagnostic::new(&LOCALHOST, Span::new(source, range.clone()), message);
        sink.push(finding.element(*name, entry.name.0).help("build the feed with the site's public address"));
    }
}

/// Whether an address plainly leads to a host that has a name in a domain.
fn is_named(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.map_or("", |rest| rest.split_once('/').map_or(rest, |(host, _)| host));
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    last.starts_with(|char: char| char.is_ascii_lowercase()) && host.bytes().all(is_plain)
}

/// Whether an address plainly is a name and leads to no host.
fn is_hostless(address: &str) -> bool {
    let rest = address.strip_prefix("tag:").or_else(|| address.strip_prefix("urn:"));
    rest.is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_alphanumeric()))
}

fn count(some: &[&Entry], all: &[Entry]) -> String {
    match (some.len(), all.len()) {
        (1, _) => "the entry has".to_owned(),
        (some, all) if some == all => format!("all {all} entries have"),
        (some, all) => format!("{some} of {all} entries have"),
    }
}

fn equal_dates(source: &Arc<Source>, entries: &[Entry], sink: &mut Sink) {
    let dated = entries.iter().filter_map(|entry| Some((entry, entry.published.as_ref()?)));
    let mut moments: Vec<_> = dated.map(|(entry, (range, moment))| (moment, entry, range)).collect();
    moments.sort_by_key(|&(moment, ..)| moment);
    for found in moments.chunk_by(|(one, ..), (other, ..)| one == other) {
        let [(moment, _, first), (_, entry, second), ..] = found else { continue };
        if found.iter().all(|(_, entry, _)| entry.compared) {
            continue;
        }
        let message = format!("{} entries have the date {}", found.len(), moment.format("%Y-%m-%d %H:%M:%S UTC"));
        let finding = Diagnostic::new(&EQUAL_DATES, Span::new(source, Range::clone(second)), message)
            .related(Span::new(source, Range::clone(first)), "the first")
            .element(entry.date_name, entry.name.0)
            .help("give each a time of its own, if but a second apart");
        sink.push(finding);
    }
}

fn order(source: &Arc<Source>, entries: &[Entry], sink: &mut Sink) {
    let dated: Vec<_> = entries.iter().filter_map(|entry| Some((entry, entry.published.as_ref()?))).collect();
    let by_change: Option<Vec<_>> = entries.iter().map(|entry| entry.updated).collect();
    if by_change.is_some_and(|dates| dates.is_sorted_by(|a, b| a >= b)) {
        return;
    }
    let wrong = dated.windows(2).find(|pair| pair[1].1.1 > pair[0].1.1);
    let Some([(_, (before, _)), (entry, (range, _))]) = wrong else { return };
    let finding = Diagnostic::new(&OUT_OF_ORDER, Span::new(source, range.clone()), "newer than the entry before it")
        .related(Span::new(source, before.clone()), "the older one")
        .element(entry.date_name, entry.name.0)
        .help("put the newest entry first");
    sink.push(finding);
}

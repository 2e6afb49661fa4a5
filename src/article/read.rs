//! From TOML to a draft: every key as the type that it has, nothing judged yet.

use std::sync::Arc;

use super::{names, rules};
use crate::diagnostic::{Sink, Span};
use crate::source::Source;
use crate::table::{DateText, Item, Located, Table, Text};

/// What was written, each value with its place.
#[derive(Debug)]
pub struct Draft {
    pub(super) source: Arc<Source>,
    pub(super) title: Option<Text>,
    pub(super) date: Option<DateText>,
    pub(super) updated: Option<DateText>,
    pub(super) expires: Option<DateText>,
    pub(super) byline: Option<Text>,
    pub(super) authors: Vec<AuthorDraft>,
    pub(super) dateline: Option<Text>,
    pub(super) summary: Option<Text>,
    pub(super) section: Option<Text>,
    pub(super) tags: Vec<Text>,
    pub(super) slug: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) id: Option<IdDraft>,
    pub(super) language: Option<Text>,
    pub(super) unfinished: bool,
    pub(super) retracted: Option<Text>,
    pub(super) image: Option<FileDraft>,
    pub(super) origin: Option<OriginDraft>,
    /// Whether there is a text, be it as it should or not.
    pub(super) names_text: bool,
    pub(super) body: Option<Text>,
    pub(super) body_file: Option<Text>,
    pub(super) format: Option<Text>,
    pub(super) enclosures: Vec<FileDraft>,
}

/// `id`: one URI for all formats, or a table of what each has.
#[derive(Debug)]
pub(super) enum IdDraft {
    One(Text),
    Each { atom: Option<Text>, rss: Option<Text>, json: Option<Text> },
}

/// An element of `authors`: a name, or a table.
#[derive(Debug)]
pub(super) enum AuthorDraft {
    Name(Text),
    Person(Box<PersonDraft>),
}

/// `{ name = "…", role = "…" }`.
#[derive(Debug)]
pub(super) struct PersonDraft {
    pub(super) name: Option<Text>,
    pub(super) role: Option<Text>,
    pub(super) email: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) affiliation: Option<Text>,
    pub(super) organisation: bool,
}

/// Keys of a file of which it matters whether they are there, be their values as they should or not.
const WATCHED: [&str; 5] = ["file", "url", "type", "length", "alt"];

/// `image` and each of `enclosures`: a file here, or an address elsewhere.
#[derive(Debug)]
pub(super) struct FileDraft {
    pub(super) place: Span,
    has: [bool; WATCHED.len()],
    pub(super) file: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) media_type: Option<Text>,
    pub(super) length: Option<Located<u64>>,
    pub(super) duration: Option<Located<u64>>,
    pub(super) title: Option<Text>,
    pub(super) alt: Option<Text>,
    pub(super) caption: Option<Text>,
    pub(super) credit: Option<Text>,
}

/// `source`.
#[derive(Debug)]
pub(super) struct OriginDraft {
    pub(super) title: Option<Text>,
    pub(super) url: Option<Text>,
}

impl Draft {
    /// Where findings about it as a whole lie.
    pub(super) fn place(&self) -> Span {
        self.title.as_ref().map_or_else(|| Span::whole(&self.source), Text::span)
    }

    /// Whether it says that it is unfinished.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.unfinished
    }
}

/// Reads an article file.
pub fn read(source: &Arc<Source>, sink: &mut Sink) -> Draft {
    let mut table = Table::parse(source, sink);
    for (alias, key) in names::ALIASES {
        table.alias(alias, key, sink);
    }
    if table.holds_list("byline") {
        table.alias("byline", "authors", sink);
    }
    if !table.has("title") {
        table.missing("title", "\"Ferry line returns after eleven years\"", sink);
    }
    if !table.has("date") {
        table.missing("date", "2026-03-04T18:30:00-05:00", sink);
    }
    let draft = Draft {
        source: Arc::clone(source),
        title: table.text("title", sink),
        date: table.date("date", sink),
        updated: table.date("updated", sink),
        expires: table.date("expires", sink),
        byline: table.text("byline", sink),
        authors: authors(&mut table, sink),
        dateline: table.text("dateline", sink),
        summary: table.text("summary", sink),
        section: table.text("section", sink),
        tags: table.texts("tags", sink).unwrap_or_default(),
        slug: table.text("slug", sink),
        url: table.text("url", sink),
        id: id(&mut table, sink),
        language: table.text("language", sink),
        unfinished: table.boolean("draft", sink).is_some_and(|draft| draft.value),
        retracted: table.text("retracted", sink),
        image: image(&mut table, sink),
        origin: table
            .text_or_table("source", "a table with `title` and `url`", sink)
            .and_then(|source| origin(source, sink)),
        names_text: table.is_cut_off()
            || ["body", "body_file", "summary", "retracted"].iter().any(|key| table.has(key)),
        body: table.text("body", sink),
        body_file: table.text("body_file", sink),
        format: table.text("format", sink),
        enclosures: enclosures(&mut table, sink),
    };
    if let Some(extra) = table.table("extra", sink) {
        extra.ignore();
    }
    table.close(names::OF_ARTICLE, sink);
    draft
}

fn id(table: &mut Table<'_>, sink: &mut Sink) -> Option<IdDraft> {
    let mut each = match table.text_or_table("id", "a URI, or a table with one for each format", sink)? {
        Item::Text(one) => return Some(IdDraft::One(one)),
        Item::Table(each) => each,
    };
    if !each.has("atom") {
        each.missing("atom", "\"tag:gazette.example,2026-03-04:ferry-returns\"", sink);
    }
    let draft =
        IdDraft::Each { atom: each.text("atom", sink), rss: each.text("rss", sink), json: each.text("json", sink) };
    each.close(&[], sink);
    Some(draft)
}

fn authors(table: &mut Table<'_>, sink: &mut Sink) -> Vec<AuthorDraft> {
    let items = table.texts_or_tables("authors", "a list of names and tables", sink).unwrap_or_default();
    let author = |item| match item {
        Item::Text(name) => AuthorDraft::Name(name),
        Item::Table(table) => AuthorDraft::Person(Box::new(person(table, sink))),
    };
    items.into_iter().map(author).collect()
}

fn person(mut table: Table<'_>, sink: &mut Sink) -> PersonDraft {
    table.alias("uri", "url", sink);
    if !table.has("name") {
        table.missing("name", "\"Jane Doe\"", sink);
    }
    let person = PersonDraft {
        name: table.text("name", sink),
        role: table.text("role", sink),
        email: table.text("email", sink),
        url: table.text("url", sink),
        affiliation: table.text("affiliation", sink),
        organisation: table.boolean("organisation", sink).is_some_and(|organisation| organisation.value),
    };
    table.close(names::OF_PERSON, sink);
    person
}

fn image(table: &mut Table<'_>, sink: &mut Sink) -> Option<FileDraft> {
    let mut image = match table.text_or_table("image", "a file, an address or a table", sink)? {
        Item::Text(text) => return Some(FileDraft::named(text)),
        Item::Table(image) => image,
    };
    let draft = FileDraft {
        place: image.span(),
        has: WATCHED.map(|key| image.has(key)),
        file: image.text("file", sink),
        url: image.text("url", sink),
        media_type: image.text("type", sink),
        length: None,
        duration: None,
        title: None,
        alt: image.text("alt", sink),
        caption: image.text("caption", sink),
        credit: image.text("credit", sink),
    };
    image.close(names::OF_FILE, sink);
    Some(draft)
}

fn enclosures(table: &mut Table<'_>, sink: &mut Sink) -> Vec<FileDraft> {
    table.alias("enclosure", "enclosures", sink);
    let items = table.texts_or_tables("enclosures", "a table for each file", sink).unwrap_or_default();
    items.into_iter().map(|item| enclosure(item, sink)).collect()
}

fn enclosure(item: Item<'_>, sink: &mut Sink) -> FileDraft {
    let mut table = match item {
        Item::Text(text) => return FileDraft::named(text),
        Item::Table(table) => table,
    };
    let draft = FileDraft {
        place: table.span(),
        has: WATCHED.map(|key| table.has(key)),
        file: table.text("file", sink),
        url: table.text("url", sink),
        media_type: table.text("type", sink),
        length: table.number("length", sink),
        duration: table.number("duration", sink),
        title: table.text("title", sink),
        alt: None,
        caption: None,
        credit: None,
    };
    table.close(names::OF_FILE, sink);
    draft
}

impl FileDraft {
    /// Whether a key is there, be its value as it should or not.
    pub(super) fn has(&self, key: &str) -> bool {
        WATCHED.iter().zip(self.has).any(|(watched, has)| has && *watched == key)
    }

    /// Where its file is named.
    pub(super) fn file_span(&self) -> Span {
        self.file.as_ref().map_or_else(|| self.place.clone(), Text::span)
    }

    /// A file or an address that was named without anything else: `enclosures = ["audio/ferry.mp3"]`.
    fn named(text: Text) -> Self {
        let place = text.span();
        let (file, url) = if text.as_str().contains("://") { (None, Some(text)) } else { (Some(text), None) };
        Self {
            place,
            has: [false; WATCHED.len()],
            file,
            url,
            media_type: None,
            length: None,
            duration: None,
            title: None,
            alt: None,
            caption: None,
            credit: None,
        }
    }
}

fn origin(source: Item<'_>, sink: &mut Sink) -> Option<OriginDraft> {
    let mut table = match source {
        Item::Text(name) => {
            sink.push(rules::source_by_name(&name));
            return None;
        }
        Item::Table(table) => table,
    };
    if !table.has("title") {
        table.missing("title", "\"Coastal Wire\"", sink);
    }
    if !table.has("url") {
        table.missing("url", "\"https://wire.example/ferry\"", sink);
    }
    let origin = OriginDraft { title: table.text("title", sink), url: table.text("url", sink) };
    table.close(names::OF_ORIGIN, sink);
    Some(origin)
}

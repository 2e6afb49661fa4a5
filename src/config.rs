//! config.toml: what a publication says of itself, with every default resolved.
//!
//! Reading is total: a faulty key yields a finding and a stand-in, so that the articles can still be looked at. Nothing
//! is written while there is an error, so no stand-in ever reaches a feed.

mod levels;
mod names;
pub mod rules;

use std::sync::Arc;

use crate::diagnostic::{At, Sink};
use crate::source::Source;
use crate::table::{Item, Table, Text};
use crate::value::byline;
use crate::value::date::{Context, Order};
use crate::value::format::{By, Content, Creators, Format};
use crate::value::id::EntryId;
use crate::value::lang::Lang;
use crate::value::link::{WebUrl, is_own_machine};
use crate::value::media::{ByteLength, parse_size};
use crate::value::permalink::Permalink;
use crate::value::person::{People, Person, is_email, is_seen};
use crate::value::text::{XmlText, collapse};
use crate::value::zone::Zone;
pub use levels::{Catalogue, Levels, may_pass};

/// What a publication says of itself.
#[derive(Debug)]
pub struct Config {
    /// `[site]`.
    pub site: Site,
    /// `[feeds]`.
    pub feeds: Feeds,
    /// `[articles] permalink`: where an article without `url` is, below the site's link.
    pub permalink: Permalink,
    /// `[dates]`, with the site's zone and language: how a date without a zone of its own is read.
    pub dates: Context,
    /// `[people]`.
    pub people: People,
    /// `[rules]`.
    pub levels: Levels,
}

/// `[site]`: the publication.
#[derive(Debug)]
pub struct Site {
    /// Its name.
    pub title: XmlText,
    /// Its home page.
    pub link: WebUrl,
    /// What it is, in a sentence.
    pub description: XmlText,
    /// Its language.
    pub language: Lang,
    /// Whose clock it goes by, where that is declared.
    pub zone: Option<Zone>,
    /// Who holds which rights.
    pub rights: Option<XmlText>,
    /// Who answers for it.
    pub editor: Option<Editor>,
    /// Its picture.
    pub image: Option<WebUrl>,
    /// Its small square picture.
    pub icon: Option<WebUrl>,
}

impl Site {
    /// The zone that days begin in: as declared, else UTC.
    ///
    /// A time of day without a zone is not read by it: where no zone is declared, such a time is refused.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone.unwrap_or(Zone::UTC)
    }

    /// The editor as RSS has people, `desk@gazette.example (Ada Field)`; `None` without a public address.
    ///
    /// The name loses what no comment of RFC 822 may hold, <https://www.rfc-editor.org/rfc/rfc822#section-3.4.3>.
    #[must_use]
    pub fn rss_contact(&self) -> Option<String> {
        let editor = self.editor.as_ref()?;
        let email = editor.email.as_ref()?;
        let name: String = editor.name.as_str().chars().filter(|c| !"()<>\\@".contains(*c)).collect();
        Some(format!("{email} ({})", collapse(&name)))
    }

    /// The picture that RSS may have: checkers know no others.
    #[must_use]
    pub fn rss_image(&self) -> Option<&WebUrl> {
        let known = ["jpg", "jpeg", "gif", "png"];
        self.image.as_ref().filter(|image| {
            image
                .path()
                .rsplit_once('.')
                .is_some_and(|(_, extension)| known.iter().any(|k| extension.eq_ignore_ascii_case(k)))
        })
    }
}

/// Who answers for a publication.
#[derive(Debug)]
pub struct Editor {
    /// The name, of a person or a desk.
    pub name: XmlText,
    /// An address, only if it may be public.
    pub email: Option<String>,
}

/// `[feeds]`: what is written.
#[derive(Debug)]
pub struct Feeds {
    /// Where `feeds/` is served; ends in a slash.
    pub url: WebUrl,
    /// What the main feed is called for good, where that is not its address.
    pub id: Option<EntryId>,
    /// The formats, each once.
    pub formats: Vec<Format>,
    /// Entries a feed; `None` is all.
    pub limit: Option<usize>,
    /// What an entry carries.
    pub content: Content,
    /// The further feeds.
    pub by: Vec<By>,
    /// How RSS names several authors.
    pub creators: Creators,
    /// The most that a feed may weigh.
    pub budget: ByteLength,
    /// Whether months that are over go into archive documents.
    pub archive: bool,
    /// Whether there are a page for people, a list of all feeds, and a style for feeds opened in a browser.
    pub page: bool,
    /// The WebSub hubs that tell subscribers of what is new, each once.
    pub hubs: Vec<WebUrl>,
    /// For how many minutes a copy of a feed may be kept before it is asked for again, from 1; RSS alone says so.
    pub ttl: Option<u64>,
}

/// Entries a feed holds where config.toml does not say.
const DEFAULT_LIMIT: usize = 50;
/// What a feed may weigh where config.toml does not say: several readers and services refuse more.
const DEFAULT_BUDGET: ByteLength = ByteLength(1_000_000);
/// Above this, `limit` is taken for a slip of the keyboard.
const LARGEST_LIMIT: u64 = 100_000;
/// A week, in minutes: a correction reaches nobody earlier whose reader keeps to `ttl`, and a larger number is mostly one of
/// seconds.
const LARGEST_TTL: u64 = 7 * 24 * 60;

impl Config {
    /// Reads config.toml; `catalogue` is every rule there is, for `[rules]`.
    pub fn read(source: &Arc<Source>, catalogue: Catalogue, sink: &mut Sink) -> Self {
        let mut root = Table::parse(source, sink);
        if !root.has("site") && !root.is_cut_off() {
            sink.push(rules::no_site(&root));
        }
        let site = root.table("site", sink).map_or_else(Site::stand_in, |table| Site::read(table, sink));
        let feeds = Feeds::read(root.table("feeds", sink), &site, sink);
        let permalink = permalink(root.table("articles", sink), sink);
        let dates = dates(root.table("dates", sink), &site, sink);
        let people = people(root.table("people", sink), sink);
        let levels = Levels::read(root.table("rules", sink), catalogue, sink);
        if let Some(extra) = root.table("extra", sink) {
            extra.ignore();
        }
        root.close(names::OF_ROOT, sink);
        Self { site, feeds, permalink, dates, people, levels }
    }
}

impl Site {
    fn read(mut table: Table<'_>, sink: &mut Sink) -> Self {
        let stand_in = Self::stand_in();
        let title = required(&mut table, "title", "\"The Harbour Gazette\"", line, sink).unwrap_or(stand_in.title);
        let site = Self {
            link: required(&mut table, "link", "\"https://gazette.example/\"", home, sink).unwrap_or(stand_in.link),
            description: optional(&mut table, "description", line, sink).unwrap_or_else(|| title.clone()),
            title,
            language: optional(&mut table, "language", language, sink).unwrap_or(stand_in.language),
            zone: optional(&mut table, "timezone", zone, sink),
            rights: optional(&mut table, "rights", line, sink),
            editor: table
                .text_or_table("editor", "a name or a table", sink)
                .and_then(|editor| Editor::read(editor, sink)),
            image: optional(&mut table, "image", address, sink),
            icon: optional(&mut table, "icon", address, sink),
        };
        table.close(names::OF_SITE, sink);
        site
    }

    /// What stands in for faulty keys until they are mended.
    fn stand_in() -> Self {
        let constant = "a constant that is valid";
        Self {
            title: XmlText::parse("Untitled").expect(constant),
            link: WebUrl::parse("https://invalid.example/").expect(constant),
            description: XmlText::parse("Untitled").expect(constant),
            language: Lang::parse("en").expect(constant),
            zone: None,
            rights: None,
            editor: None,
            image: None,
            icon: None,
        }
    }
}

impl Editor {
    fn read(item: Item<'_>, sink: &mut Sink) -> Option<Self> {
        let mut table = match item {
            Item::Text(text) if text.as_str().contains('@') => return Self::with_address(&text, sink),
            Item::Text(name) => return Some(Self { name: line(&name, sink)?, email: None }),
            Item::Table(table) => table,
        };
        let name = required(&mut table, "name", "\"Ada Field\"", line, sink);
        let email = optional(&mut table, "email", email, sink);
        table.close(names::OF_EDITOR, sink);
        Some(Self { name: name?, email })
    }

    /// A name and an address in one text, as mail has them.
    fn with_address(text: &Text, sink: &mut Sink) -> Option<Self> {
        let whole = line(text, sink)?;
        match byline::read(whole.as_str()).credits.as_slice() {
            [editor] if !editor.name().contains('@') => {
                let name = XmlText::parse(editor.name()).ok()?;
                Some(Self { name, email: editor.email().map(str::to_owned) })
            }
            _ => {
                sink.push(rules::no_name(text));
                None
            }
        }
    }
}

impl Feeds {
    /// What the feed in a folder below `feeds/` is called for good, a URI: its address, unless `id` says otherwise.
    ///
    /// # Specification
    /// RFC 4287, 4.2.6: <https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6>
    #[must_use]
    pub fn id_of(&self, folder: &str) -> String {
        let named = self.id.as_ref().and_then(|id| id.below(folder));
        named.map_or_else(|| format!("{}{folder}", self.url), |id| id.to_string())
    }

    fn read(table: Option<Table<'_>>, site: &Site, sink: &mut Sink) -> Self {
        let below_site = site.link.join("feeds/").unwrap_or_else(|_| site.link.clone());
        let mut feeds = Self {
            url: below_site,
            id: None,
            formats: Format::ALL.to_vec(),
            limit: Some(DEFAULT_LIMIT),
            content: Content::Full,
            by: Vec::new(),
            creators: Creators::Joined,
            budget: DEFAULT_BUDGET,
            archive: false,
            page: true,
            hubs: Vec::new(),
            ttl: None,
        };
        let Some(mut table) = table else { return feeds };
        if let Some(url) = optional(&mut table, "url", home, sink) {
            feeds.url = url;
        }
        feeds.id = optional(&mut table, "id", feed_id, sink);
        if let Some(formats) = words(&mut table, "formats", sink) {
            if formats.is_empty() {
                sink.push(rules::no_formats(&table));
            } else {
                feeds.formats = formats;
            }
        }
        if let Some(limit) = table.number("limit", sink) {
            if limit.value > LARGEST_LIMIT {
                sink.push(rules::too_many(limit.span, limit.value, LARGEST_LIMIT));
            } else {
                feeds.limit = usize::try_from(limit.value).ok().filter(|&limit| limit > 0);
            }
        }
        feeds.content = optional(&mut table, "content", word, sink).unwrap_or(feeds.content);
        feeds.by = words(&mut table, "by", sink).unwrap_or_default();
        feeds.creators = optional(&mut table, "creators", word, sink).unwrap_or(feeds.creators);
        feeds.budget = optional(&mut table, "budget", size, sink).unwrap_or(feeds.budget);
        feeds.archive = table.boolean("archive", sink).is_some_and(|archive| archive.value);
        feeds.page = table.boolean("page", sink).is_none_or(|page| page.value);
        feeds.hubs = hubs(&mut table, sink);
        feeds.ttl = ttl(&mut table, sink);
        table.close(names::OF_FEEDS, sink);
        feeds
    }
}

fn hubs(table: &mut Table<'_>, sink: &mut Sink) -> Vec<WebUrl> {
    let mut hubs = Vec::new();
    for text in table.texts("hub", sink).unwrap_or_default() {
        match address(&text, sink) {
            Some(hub) if hubs.contains(&hub) => sink.push(rules::word_twice(&text)),
            hub => hubs.extend(hub),
        }
    }
    hubs
}

fn ttl(table: &mut Table<'_>, sink: &mut Sink) -> Option<u64> {
    let ttl = table.number_from_1("ttl", sink)?;
    let is_possible = (1..=LARGEST_TTL).contains(&ttl.value);
    if !is_possible {
        sink.push(rules::no_lifetime(ttl.span, ttl.value, LARGEST_TTL));
    }
    is_possible.then_some(ttl.value)
}

fn permalink(table: Option<Table<'_>>, sink: &mut Sink) -> Permalink {
    let default = || Permalink::parse("{year}/{month}/{slug}/").expect("a constant that is valid");
    let Some(mut table) = table else { return default() };
    let permalink = optional(&mut table, "permalink", pattern, sink);
    table.close(names::OF_ARTICLES, sink);
    permalink.unwrap_or_else(default)
}

fn dates(table: Option<Table<'_>>, site: &Site, sink: &mut Sink) -> Context {
    let mut context = Context { zone: site.zone, order: None, language: Some(site.language.as_str().to_owned()) };
    let Some(mut table) = table else { return context };
    context.order = optional(&mut table, "order", order, sink);
    for text in table.texts("languages", sink).unwrap_or_default() {
        language(&text, sink);
    }
    table.close(names::OF_DATES, sink);
    context
}

fn people(table: Option<Table<'_>>, sink: &mut Sink) -> People {
    let Some(table) = table else { return People::default() };
    let mut names = Vec::new();
    let mut known = Vec::new();
    for (key, mut person) in table.into_tables(sink) {
        rules::look_for_signs(&key, sink);
        let name = XmlText::parse(key.as_str()).at(&key.span(), &rules::FORBIDDEN_CHARACTER, sink);
        let aliases = person.texts("aliases", sink).unwrap_or_default();
        let entry = known_person(&key, &aliases, &mut person, sink);
        person.close(names::OF_PERSON, sink);
        known.extend(name.and(entry));
        names.push((key, aliases));
    }
    let (people, clashes) = People::new(known);
    for clash in clashes {
        let spelled = names.iter().flat_map(|(key, aliases)| std::iter::once(key).chain(aliases));
        let mut places = spelled.filter(|text| text.as_str() == clash.spelling).map(Text::span);
        if let (Some(first), Some(second)) = (places.next(), places.next()) {
            sink.push(rules::claimed_twice(second, first, &clash.spelling));
        }
    }
    people
}

fn known_person(name: &Text, aliases: &[Text], table: &mut Table<'_>, sink: &mut Sink) -> Option<Person> {
    let email = optional(table, "email", email, sink);
    let url = optional(table, "url", address, sink);
    let affiliation = optional(table, "affiliation", line, sink);
    let organisation = table.boolean("organisation", sink).is_some_and(|organisation| organisation.value);
    let person = Person::new(name.as_str());
    if person.is_none() {
        sink.push(rules::empty(name.span()));
    }
    let person = aliases.iter().fold(person?, |person, alias| person.with_alias(alias.as_str()));
    let person = person
        .with_email(email.as_deref().unwrap_or_default())
        .with_uri(url.as_ref().map_or("", WebUrl::as_str))
        .with_affiliation(affiliation.as_ref().map_or("", XmlText::as_str));
    Some(person.with_organisation(organisation))
}

/// A key that may be missing, read by `read`.
fn optional<T>(
    table: &mut Table<'_>,
    key: &'static str,
    read: impl Fn(&Text, &mut Sink) -> Option<T>,
    sink: &mut Sink,
) -> Option<T> {
    table.text(key, sink).and_then(|text| read(&text, sink))
}

/// A key that must be there, with an example of what to type.
fn required<T>(
    table: &mut Table<'_>,
    key: &'static str,
    example: &str,
    read: impl Fn(&Text, &mut Sink) -> Option<T>,
    sink: &mut Sink,
) -> Option<T> {
    if !table.has(key) {
        table.missing(key, example, sink);
    }
    optional(table, key, read, sink)
}

/// A text of one line that XML may hold.
fn line(text: &Text, sink: &mut Sink) -> Option<XmlText> {
    rules::look_for_signs(text, sink);
    match XmlText::single_line(text.as_str()) {
        Ok(line) if !is_seen(line.as_str()) => {
            sink.push(rules::empty(text.span()));
            None
        }
        Ok(line) => Some(line),
        Err(error) => {
            sink.push(rules::forbidden_character(text, &error));
            None
        }
    }
}

fn address(text: &Text, sink: &mut Sink) -> Option<WebUrl> {
    let url = WebUrl::parse(text.as_str()).map_err(|error| sink.push(rules::bad_address(text.span(), &error))).ok()?;
    if is_own_machine(url.host()) {
        sink.push(rules::own_machine(text));
    }
    Some(url)
}

/// An address that others are joined to: its path ends in a slash.
fn home(text: &Text, sink: &mut Sink) -> Option<WebUrl> {
    let url = address(text, sink)?;
    let page = url.path().rsplit('/').next().filter(|name| is_page(name));
    if page.is_some() || url.as_str().contains(['?', '#']) {
        sink.push(rules::not_a_folder(text.span(), page));
        return None;
    }
    Some(url.as_folder())
}

/// Whether the last part of an address is a page or a feed by its name, and no folder.
fn is_page(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ["html", "htm", "php", "asp", "aspx", "xml", "json", "rss", "atom"].contains(&ending.as_str())
}

fn feed_id(text: &Text, sink: &mut Sink) -> Option<EntryId> {
    EntryId::parse(text.as_str()).map_err(|error| sink.push(rules::bad_feed_id(text, &error))).ok()
}

fn language(text: &Text, sink: &mut Sink) -> Option<Lang> {
    Lang::parse(text.as_str()).map_err(|error| sink.push(rules::bad_language(text.span(), &error))).ok()
}

fn zone(text: &Text, sink: &mut Sink) -> Option<Zone> {
    Zone::parse(text.as_str()).map_err(|error| sink.push(rules::bad_zone(text.span(), text.as_str(), &error))).ok()
}

fn email(text: &Text, sink: &mut Sink) -> Option<String> {
    let address = text.as_str().trim();
    if is_email(address) {
        return Some(address.to_owned());
    }
    sink.push(rules::bad_email(text.span(), address));
    None
}

fn size(text: &Text, sink: &mut Sink) -> Option<ByteLength> {
    parse_size(text.as_str()).map_err(|error| sink.push(rules::bad_size(text.span(), &error))).ok()
}

fn pattern(text: &Text, sink: &mut Sink) -> Option<Permalink> {
    Permalink::parse(text.as_str()).map_err(|error| sink.push(rules::bad_permalink(text, &error))).ok()
}

fn order(text: &Text, sink: &mut Sink) -> Option<Order> {
    let order = match text.as_str() {
        "mdy" => Some(Order::Mdy),
        "dmy" => Some(Order::Dmy),
        "ymd" => Some(Order::Ymd),
        _ => None,
    };
    if order.is_none() {
        sink.push(rules::unknown_word(text, &["mdy", "dmy", "ymd"]));
    }
    order
}

/// One of a few words.
fn word<T: std::str::FromStr<Err = crate::value::format::UnknownWord>>(text: &Text, sink: &mut Sink) -> Option<T> {
    text.as_str().parse().map_err(|error: T::Err| sink.push(rules::unknown_word(text, error.known))).ok()
}

/// A list of a few words, each once.
fn words<T>(table: &mut Table<'_>, key: &'static str, sink: &mut Sink) -> Option<Vec<T>>
where
    T: std::str::FromStr<Err = crate::value::format::UnknownWord> + PartialEq,
{
    let mut words = Vec::new();
    let texts = table.texts(key, sink)?;
    let has_any = !texts.is_empty();
    for text in texts {
        match word(&text, sink) {
            Some(value) if words.contains(&value) => sink.push(rules::word_twice(&text)),
            value => words.extend(value),
        }
    }
    // Where none of them is a word that there is, that has been said.
    (!words.is_empty() || !has_any).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, usize) {
        let mut sink = Sink::new();
        let config = Config::read(&Arc::new(Source::new("config.toml", text)), || &[], &mut sink);
        (config, sink.into_sorted().len())
    }

    #[test]
    fn an_editor_is_a_name_or_a_table_of_one() {
        let site = "[site]\ntitle = \"Gazette\"\nlink = \"https://gazette.example/\"\n";
        for editor in ["\"Ada Field\"", "{ name = \"Ada Field\" }"] {
            let (config, findings) = read(&format!("{site}editor = {editor}\n"));
            let name = config.site.editor.map(|editor| editor.name.as_str().to_owned());
            assert_eq!((name.as_deref(), findings), (Some("Ada Field"), 0), "{editor}");
        }
        for editor in ["\" \"", "7", "{}"] {
            let (config, findings) = read(&format!("{site}editor = {editor}\n"));
            assert!(config.site.editor.is_none() && findings == 1, "{editor}");
        }
    }

    #[test]
    fn formats_that_are_all_unknown_are_told_once_each() {
        let (config, findings) =
            read("[site]\ntitle = \"a\"\nlink = \"https://a.example/\"\n[feeds]\nformats = [\"xml\"]\n");
        assert_eq!((config.feeds.formats.len(), findings), (Format::ALL.len(), 1));
    }
}

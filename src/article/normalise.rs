//! From a draft to an article: every value read, every fault found, one constructor.

mod dates;
mod media;
mod people;
mod text;

use super::read::{Draft, IdDraft};
use super::{Article, Body, Origin, leftover, rules};
use crate::config::Config;
use crate::diagnostic::{Sink, Span};
use crate::source::Files;
use crate::table::Text;
use crate::table::line::{Html, html};
use crate::value::html::Format;
use crate::value::id::EntryId;
use crate::value::identity::{Identity, Name};
use crate::value::lang::{Direction, Lang};
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::slug::Slug;
use crate::value::text::XmlText;
use chrono::NaiveDate;
use text::{address, line};

/// What an article is read with, besides its own text.
pub struct Setting<'a> {
    /// What the publication says of itself.
    pub config: &'a Config,
    /// The files that articles may name.
    pub files: &'a dyn Files,
    /// The moment that the build takes for the present.
    pub now: Moment,
}

/// More elements in one list are no list that anyone wrote.
const MOST_IN_A_LIST: usize = 500;
/// A longer slug is no name, and no folder can be called so.
pub const LONGEST_SLUG: usize = 200;

/// Makes an article of a draft; `None` where something is missing or wrong that it cannot be without.
///
/// All faults are found, not the first alone.
pub fn normalise(draft: &Draft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Article> {
    let title = draft.title.as_ref().and_then(|title| headline(title, sink));
    let slug = slug(draft, sink);
    let language = draft.language.as_ref().and_then(|language| language_of(language, sink));
    let context = dates::context(language.as_ref(), setting.config);
    let when = draft.date.as_ref().and_then(|date| dates::read(date, &context, sink));
    let day = when.as_ref().map(dates::day);
    let id = id(draft, slug.as_ref(), day, setting.config, sink);
    let dates = dates::dates(draft, when, id.as_ref().map(Identity::uri), &context, setting, sink);
    let section = draft.section.as_ref().and_then(|section| line(section, sink));
    let url = url(draft, day, slug.as_ref(), section.as_ref(), setting.config, sink);
    let credits = people::credits(draft, setting.config, sink);
    let dateline = draft.dateline.as_ref().and_then(|dateline| place(dateline, sink));
    let summary = draft.summary.as_ref().and_then(|summary| line(summary, sink));
    let retracted = draft.retracted.as_ref().and_then(|notice| line(notice, sink));
    let tags = tags(&draft.tags, sink);
    // What was withdrawn is not looked at: its files may be gone, and it goes nowhere.
    let stands = draft.retracted.is_none();
    let image = draft.image.as_ref().filter(|_| stands).and_then(|image| media::image(image, setting, sink));
    let enclosures = if stands { media::enclosures(&draft.enclosures, setting, sink) } else { Vec::new() };
    let origin = origin(draft, sink);
    let body = body(draft, setting, sink);
    let dates = dates?;
    let site = &setting.config.site.language;
    let own = language.as_ref().unwrap_or(site);
    let direction = own.direction();
    let is_other = || language.is_some() && direction != site.direction();
    let direction_of = (direction == Direction::RightToLeft || is_other()).then(|| own.clone());
    Some(Article {
        place: draft.place(),
        title: title?,
        id: id?,
        pinned: draft.id.is_some(),
        url: url?,
        slug: slug?,
        published: dates.published,
        updated: dates.updated,
        update_due: dates.update_due,
        expires: dates.expires,
        draft: draft.unfinished,
        credits,
        language: language.filter(|language| language != site),
        direction_of,
        dateline,
        summary,
        section,
        tags,
        retracted,
        image,
        origin,
        enclosures,
        body: body?,
    })
}

fn headline(title: &Text, sink: &mut Sink) -> Option<XmlText> {
    if let Some(plain) = text::plain(title) {
        return Some(plain);
    }
    let Some(Html::Reference(range)) = html(title.as_str()) else { return line(title, sink) };
    sink.push(rules::escaped_title(title, range));
    text::words(title, sink)
}

/// The place of a dateline, without the dash that may have been typed behind it.
fn place(dateline: &Text, sink: &mut Sink) -> Option<XmlText> {
    let whole = line(dateline, sink)?;
    let place = whole.as_str().trim_end_matches([' ', '-', '–', '—', '―', ':']);
    if place.len() == whole.as_str().len() {
        return Some(whole);
    }
    if place.is_empty() {
        sink.push(rules::empty(dateline));
    }
    XmlText::parse(place).ok().filter(|place| !place.as_str().is_empty())
}

/// The slug: as typed, else the name of the file.
fn slug(draft: &Draft, sink: &mut Sink) -> Option<Slug> {
    if let Some(slug) = &draft.slug {
        if !text::is_measured(slug, "a slug", LONGEST_SLUG, sink) {
            return None;
        }
        return Slug::parse(slug.as_str()).map_err(|error| sink.push(rules::bad_slug(slug, &error))).ok();
    }
    let file = draft.source.path().rsplit('/').next().unwrap_or_default();
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    let slug = Slug::make(stem);
    if slug.is_none() {
        sink.push(rules::no_slug(Span::whole(&draft.source), stem));
    }
    slug
}

/// The identity: as pinned, else minted of the site's host, the day and the slug.
fn id(
    draft: &Draft,
    slug: Option<&Slug>,
    day: Option<NaiveDate>,
    config: &Config,
    sink: &mut Sink,
) -> Option<Identity> {
    let mut uri = |id: &Text| EntryId::parse(id.as_str()).map_err(|error| sink.push(rules::bad_id(id, &error))).ok();
    match &draft.id {
        Some(IdDraft::One(id)) => uri(id).map(Identity::from),
        Some(IdDraft::Each { atom, rss, json }) => {
            let uri = atom.as_ref().and_then(uri);
            let mut name = |text: &Option<Text>| text.as_ref().map(|text| own_name(text, sink)).transpose();
            // A name that is none must not pass for one that is not there.
            let (rss, json) = (name(rss), name(json));
            Some(Identity::new(uri?, rss.ok()?, json.ok()?))
        }
        None => Some(Identity::from(EntryId::mint(config.site.link.host(), day?, slug?))),
    }
}

fn own_name(text: &Text, sink: &mut Sink) -> Result<Name, ()> {
    Name::parse(text.as_str()).map_err(|error| sink.push(rules::bad_name(text, error)))
}

/// The address: as typed, else the permalink's.
fn url(
    draft: &Draft,
    day: Option<NaiveDate>,
    slug: Option<&Slug>,
    section: Option<&XmlText>,
    config: &Config,
    sink: &mut Sink,
) -> Option<WebUrl> {
    if let Some(url) = &draft.url {
        let link = &config.site.link;
        let address = WebUrl::parse(url.as_str()).map_err(|error| sink.push(rules::bad_url(url, &error, link))).ok()?;
        text::look_at_host(&address, url, sink);
        return Some(address);
    }
    let section = section.filter(|_| config.permalink.has_section());
    let section = section.and_then(|section| Slug::make(section.as_str()));
    let path = config.permalink.fill(day?, slug?.as_str(), section.as_ref().map(Slug::as_str));
    config.site.link.join(&path).ok()
}

fn language_of(text: &Text, sink: &mut Sink) -> Option<Lang> {
    Lang::parse(text.as_str()).map_err(|error| sink.push(rules::bad_language(text, &error))).ok()
}

fn tags(texts: &[Text], sink: &mut Sink) -> Vec<XmlText> {
    let mut tags: Vec<XmlText> = Vec::with_capacity(texts.len().min(MOST_IN_A_LIST));
    if let Some(first) = texts.first().filter(|_| texts.len() > MOST_IN_A_LIST) {
        sink.push(rules::too_long(first.span(), "a list", texts.len(), MOST_IN_A_LIST, "tags"));
        return tags;
    }
    if let [one] = texts
        && one.as_str().contains([',', ';'])
    {
        sink.push(rules::tags_in_one(one));
    }
    for text in texts {
        let Some(tag) = line(text, sink) else { continue };
        if tags.iter().any(|known| known.as_str() == tag.as_str()) {
            sink.push(rules::tag_twice(text));
        } else {
            tags.push(tag);
        }
    }
    tags
}

fn origin(draft: &Draft, sink: &mut Sink) -> Option<Origin> {
    let origin = draft.origin.as_ref()?;
    let title = origin.title.as_ref().and_then(|title| line(title, sink));
    let url = origin.url.as_ref().and_then(|url| address(url, sink));
    Some(Origin { title: title?, url: url? })
}

/// The text: in the article or in a file beside it; none only where a summary or a notice can stand for it.
fn body(draft: &Draft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Body> {
    let (text, default) = match (&draft.body, &draft.body_file) {
        (Some(_), Some(file)) => {
            sink.push(rules::two_bodies(file));
            return None;
        }
        (_, _) if draft.retracted.is_some() => (None, Format::Markdown),
        (Some(body), None) => (Some(body.clone()), Format::Markdown),
        (None, Some(file)) => {
            let source = media::body_file(file, &draft.source, setting.files, sink)?;
            (Some(Text::of_file(&source)), format_of(file.as_str()))
        }
        (None, None) => (None, Format::Markdown),
    };
    let format = draft.format.as_ref().map_or(Some(default), |format| text::format(format, sink))?;
    if let Some(text) = &text
        && let Some(error) = text.forbidden()
    {
        sink.push(rules::forbidden_character(text, &error));
        return None;
    }
    if let Some((text, range)) = text.as_ref().and_then(|text| Some((text, leftover::front_matter(text.as_str())?))) {
        sink.push(rules::front_matter(text, range));
    }
    let is_blank = |text: &Text| text.as_str().chars().all(char::is_whitespace);
    if text.as_ref().is_none_or(is_blank) && draft.summary.is_none() && draft.retracted.is_none() {
        // One that is there and is none at all has its finding already.
        if text.is_some() || !draft.names_text {
            sink.push(rules::no_text(text.as_ref().map_or_else(|| Span::whole(&draft.source), Text::span)));
        }
        return None;
    }
    // `body = ""` is meant; a file was to hold something.
    if let (Some(text), Some(file)) = (text.as_ref().filter(|text| is_blank(text)), &draft.body_file) {
        sink.push(rules::file::empty_file(file, text.span().source.path()));
        return None;
    }
    Some(Body { text, format })
}

fn format_of(file: &str) -> Format {
    match file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" | "htm" => Format::Html,
        "txt" => Format::Text,
        _ => Format::Markdown,
    }
}

//! `identity/…`: what would make readers take an old story for a new one.

use std::fmt;

use super::Preview;
use super::gone::Cause;
use crate::article::Article;
use crate::diagnostic::render::count;
use crate::diagnostic::rule::{Level, rules};
use crate::diagnostic::{Diagnostic, Span, quote, safe};
use crate::pin;
use crate::published::matching::By;
use crate::published::{Entry, Unreadable};
use crate::value::format::Format;
use crate::value::id::EntryId;
use crate::value::identity::{Identity, Name};
use crate::value::moment::Moment;

rules! {
    /// A published story that has another id now.
    ///
    /// Readers know entries by their ids alone: every subscriber gets the story once more, unread, and nothing brings
    /// that back. A story is known again by its link, by the path of its link and its day, by its title and its day, or
    /// by its text. The cause is mostly a file that was renamed, another `slug`, another day, or another host in
    /// `site.link`, while the article had no `id` of its own.
    ///
    /// Wrong: a published article without `id`, its file renamed.
    ///
    /// Right: the line that the finding gives, such as `id = "tag:gazette.example,2026-03-04:ferry"`. `dateline adopt`
    /// writes it into all articles at once; `--allow-id-changes` accepts the cost, under `--strict` too.
    CHANGED_ID = Error "identity/changed-id" "a published story under another id", "docs/identity.md";

    /// A published story's id with another story.
    ///
    /// Readers replace the old story by the new one and show it as read, or show it never. Nothing of the address, of
    /// the title and of the text is alike. `--allow-id-changes` makes it a warning, which fails under `--strict`.
    ///
    /// Wrong: an old article's file, emptied and filled with a new story below the old `id`.
    ///
    /// Right: a new file with an `id` of its own: `dateline new "Title"`.
    REUSED_ID = Error "identity/reused-id" "the id of another story", "docs/identity.md";

    /// A published story's file with another story in it.
    ///
    /// Its id and its place are the same, and neither its title nor its text nor its date is. Readers replace the old story
    /// by the new one and mostly show it as read, or show it never.
    ///
    /// Wrong: last week's file with this week's story typed over it.
    ///
    /// Right: the old file as it was, and a new one: `dateline new "Title"`.
    OVERWRITTEN = Warning "identity/overwritten" "a story typed over a published one", "docs/identity.md";

    /// A published article that waits again: it became a draft, or its date moved ahead.
    ///
    /// What has been published stays in readers; it only leaves the feed. What fell off the end of the feed or has
    /// expired is not meant, and what was deleted is `identity/no-article`.
    ///
    /// An article without an `id` of its own comes back as another story when its day or its file's name is another by then.
    ///
    /// Wrong: `draft = true` in an article that subscribers have.
    ///
    /// Right: `retracted = "Why"`, which shows that instead of the text in every reader; for what is to come back, the `id`
    /// that the finding gives.
    VANISHED = Warning "identity/vanished" "a published article that waits again", "docs/identity.md";

    /// A published entry whose id no article has any more.
    ///
    /// Mostly its file was deleted, be it by accident. The entry leaves the feeds, readers that have it keep it, and its
    /// link may lead nowhere. What fell off the end of a feed, has expired or waits again still has its article.
    ///
    /// Wrong: a published article's file deleted because the story was wrong.
    ///
    /// Right: the file, with `retracted = "Why"`, which shows that instead of the text in every reader.
    NO_ARTICLE = Info "identity/no-article" "a published entry without an article", "docs/identity.md";

    /// A published story with another date.
    ///
    /// Readers that sort by date put it on top again or out of sight, and services that post new entries post it again.
    /// A move by less than an hour is let pass.
    ///
    /// Wrong: `date` set to the day of a correction.
    ///
    /// Right: `date` as it was, and `updated` for the correction.
    MOVED_DATE = Warning "identity/moved-date" "a published story with another date", "docs/identity.md";

    /// Most entries of the feeds have other dates than before.
    ///
    /// It is no change of articles but of how dates are made: another `timezone`, or dates taken from files or from the
    /// build. Readers sort everything anew, and services post everything once more.
    ///
    /// Wrong: a script that writes the day of its run into each article.
    ///
    /// Right: the dates that the entries had.
    REDATED = Warning "identity/redated" "a feed with other dates than before", "docs/identity.md";

    /// An `updated` that is earlier than the published one.
    ///
    /// Readers that compare the two take the entry for an old state and ignore it. Less than an hour is let pass.
    ///
    /// Wrong: the line `updated = …` removed after it was published.
    ///
    /// Right: the date that it had, or a later one.
    UPDATED_BACKWARDS = Warning "identity/updated-backwards" "an `updated` that went back", "docs/identity.md";

    /// A text that changed so that readers should know, while `updated` did not.
    ///
    /// Readers that go by `updated` do not show the change at all. What counts are words that came or went: twenty of
    /// them, or a fifth of the text and at least three. A typo's worth is not questioned; nor is anything where the old feed
    /// had no text, or an excerpt that ends in `[…]`, in dots or in "Continue reading".
    ///
    /// Wrong: a correction of a paragraph with the same `updated`.
    ///
    /// Right: `updated` with the day of the correction, and with its time too on a day that readers know it by already.
    SILENT_CHANGE = Warning "identity/silent-change" "a changed text with the same `updated`", "docs/identity.md";

    /// A published feed that cannot be read.
    ///
    /// Whether ids stay the same cannot be told from it, so the build would go out unguarded. It is mostly a file with the
    /// marks of a merge in it.
    ///
    /// Wrong: articles merged and mended, and `feeds/` left with the marks of the merge.
    ///
    /// Right: the files as they were published, such as `git checkout main -- feeds/` brings them back, and then a build.
    /// `--allow-id-changes` builds without them.
    UNREADABLE = Error "identity/unreadable" "a published feed that cannot be read", "docs/identity.md";

    /// A feed that was published and is not made any more.
    ///
    /// Readers that follow it get an error at every poll, and some give it up for good. Mostly the last article of a
    /// section, a tag, an author or a language expired, was filed elsewhere or deleted, or a word was taken from `by` or
    /// `formats`. Archives are not meant, since nobody subscribes to them. What expiry does is an info, so that no run fails
    /// for it that nobody watches.
    ///
    /// Wrong: `section = "Weather"` made `"Weather and Tides"` in all articles.
    ///
    /// Right: the same, and a redirect from the old address to the new one in the settings of the server.
    FEED_GONE = Warning "identity/feed-gone" "a published feed that is no longer made", "docs/feeds.md";

    /// A published feed that is called otherwise now.
    ///
    /// An Atom feed has an id of its own, which is not to change wherever the feed moves. Where nothing else is written it is
    /// the feed's address, so that another host or another `feeds.url` changes it, and programs that know feeds by their ids
    /// take it for another one.
    ///
    /// Wrong: `url = "https://new.example/feeds/"` in place of `url = "https://old.example/feeds/"`, and no more.
    ///
    /// Right: the same, with `id = "https://old.example/feeds/"` below `[feeds]`; the ids of all feeds follow from it.
    CHANGED_FEED_ID = Warning "identity/changed-feed-id" "a published feed under another id", "docs/identity.md";

    /// Feeds with what is not published yet.
    ///
    /// `--drafts` and `--future` let it in, to be looked at. It stands in `feeds/` then, and whoever is served that folder
    /// gets it. `feeds/.dateline` names what is early, so that a build without these options takes it out again and
    /// nothing is said of it, and so that its id may still change.
    ///
    /// Wrong: `dateline build --drafts`, and `feeds/` uploaded.
    ///
    /// Right: `dateline build` before anything is uploaded. Who announces with `--future` what is to come turns the rule
    /// off: `"identity/preview" = "off"` below `[rules]`.
    PREVIEW = Warning "identity/preview" "feeds with what is not published yet", "docs/identity.md";

    /// Published articles without an `id` of their own.
    ///
    /// Their ids are made of the host, the day and the slug at every build: a renamed file or another host changes them,
    /// and every subscriber gets the story again.
    ///
    /// Wrong: a published article without `id`.
    ///
    /// Right: `dateline pin`, once, which writes the present ids and changes nothing else.
    UNPINNED = Info "identity/unpinned" "published articles without an `id`", "docs/identity.md";
}

/// A finding that fails, with how to let it pass where that is meant.
pub(crate) fn passable(mut finding: Diagnostic) -> Diagnostic {
    let is_ours = RULES.iter().any(|rule| rule.id == finding.rule.id);
    // Those have an option of their own, which says what it costs.
    let is_told = [CHANGED_ID.id, UNREADABLE.id].contains(&finding.rule.id);
    if is_ours && finding.level != Level::Info && !is_told {
        let option = format!("`--allow {}` lets it pass", finding.rule.id);
        finding.help = Some(finding.help.map_or_else(|| option.clone(), |help| format!("{help}; {option}")));
    }
    finding
}

/// What subscribers of each format know the story by; the first of them has changed.
pub(super) fn changed_id(article: &Article, old: &[(Format, &str)], by: By) -> Diagnostic {
    let (format, id) = old.first().copied().unwrap_or((Format::Atom, ""));
    let message = format!(
        "{} was published as `{}` and is `{}` now",
        quote(article.title().as_str()),
        safe::one_line(id),
        article.identity().in_format(format)
    );
    let finding = Diagnostic::new(&CHANGED_ID, article.place().clone(), message)
        .label(format!("the same {} as that entry", by.what()))
        .note("readers would show it once more, as unread");
    match restored(article, old) {
        Some(identity) => finding.help(format!("write `id = {}`", pin::value(&identity))),
        None => finding.note("no article can have that id").help("`--allow-id-changes` lets it pass"),
    }
}

/// The identity with which an article is called in each format what its subscribers call it.
pub(super) fn restored(article: &Article, old: &[(Format, &str)]) -> Option<Identity> {
    let known = |format: Format| old.iter().find(|(of, _)| *of == format).map(|(_, id)| *id);
    let mut in_order = [Format::Atom, Format::Rss, Format::Json].into_iter().filter_map(known);
    let uri = in_order.find_map(|id| EntryId::parse(id).ok());
    let name = |format| known(format).and_then(|id| Name::parse(id).ok());
    let uri = uri.unwrap_or_else(|| article.id().clone());
    let identity = Identity::new(uri, name(Format::Rss), name(Format::Json));
    old.iter().all(|&(format, id)| identity.in_format(format) == id).then_some(identity)
}

pub(super) fn reused_id(article: &Article, old: &Entry) -> Diagnostic {
    let message = format!("the id `{}` is another story's, {}", article.id(), quote(&old.title));
    let own = EntryId::mint(article.url().host(), article.published().date(), article.slug());
    let help = if own == *article.id() {
        "give this one another `slug`".to_owned()
    } else {
        format!("write `id = \"{own}\"`")
    };
    Diagnostic::new(&REUSED_ID, article.place().clone(), message)
        .label("neither its address nor its title nor its text is that story's")
        .help(help)
}

pub(super) fn overwritten(article: &Article, old: &Entry) -> Diagnostic {
    let title = article.title().as_str();
    let message = format!("{} takes the place of {}, which readers have", quote(title), quote(&old.title));
    Diagnostic::new(&OVERWRITTEN, article.place().clone(), message)
        .label("the id is that story's; neither title nor text nor date is")
        .help("put that story back, and begin this one with `dateline new \"Title\"`")
}

/// What subscribers of each format know the story by; without an `id` of its own it may come back as another.
pub(super) fn vanished(article: &Article, old: &[(Format, &str)], now: Moment) -> Diagnostic {
    let message = format!("{} left the feeds, and readers keep it", quote(article.title().as_str()));
    let why = if article.is_draft() || article.published() <= now {
        "published, and a draft now".to_owned()
    } else {
        format!("published, and not due before {} now", article.published())
    };
    let retract = "write `retracted = \"Why\"` instead if nobody should read it";
    let pinned = restored(article, old).filter(|_| !article.is_pinned()).map(|known| pin::value(&known));
    Diagnostic::new(&VANISHED, article.place().clone(), message).label(why).help(match pinned {
        Some(id) => format!("write `id = {id}`, so that it is the same story when it comes back; {retract}"),
        None => retract.to_owned(),
    })
}

/// Of several entries the first.
pub(super) fn no_article(place: Span, entry: &Entry, count: usize) -> Diagnostic {
    let title = quote(&entry.title);
    let (message, label) = match count {
        1 => (format!("{title} is published, and no article has its id any more"), "this one".to_owned()),
        _ => (
            format!("{count} published entries have ids that no article has any more"),
            format!("{title} is the first"),
        ),
    };
    Diagnostic::new(&NO_ARTICLE, place, message)
        .label(label)
        .note("it leaves the feeds, and readers that have it keep it")
        .help("put its file back, with `retracted = \"Why\"` if nobody should read it")
}

pub(super) fn moved_date(article: &Article, old: Moment) -> Diagnostic {
    let message =
        format!("{} was published at {old} and is dated {} now", quote(article.title().as_str()), article.published());
    Diagnostic::new(&MOVED_DATE, article.place().clone(), message)
        .help(format!("write `date = \"{old}\"`; `updated` is for later changes"))
}

pub(super) fn redated(config: Span, redated: usize, all: usize) -> Diagnostic {
    let message = format!("{redated} of {all} published entries have other dates than before");
    Diagnostic::new(&REDATED, config, message)
        .note("readers would sort them anew, and services post them once more")
        .help("give them the dates that they had; look at `timezone`, and at what writes `date` and `updated`")
}

pub(super) fn updated_backwards(article: &Article, old: Moment) -> Diagnostic {
    let message =
        format!("{} was last updated at {old}, and {} is earlier", quote(article.title().as_str()), article.updated());
    Diagnostic::new(&UPDATED_BACKWARDS, article.place().clone(), message)
        .help(format!("write `updated = \"{old}\"`, or a later date"))
}

pub(super) fn silent_change(article: &Article, words: usize, now: Moment) -> Diagnostic {
    let title = quote(article.title().as_str());
    let message = format!("{words} words of {title} changed, and `updated` is no later than it was");
    Diagnostic::new(&SILENT_CHANGE, article.place().clone(), message)
        .note("a day alone counts from its first hour, so that a later change of that day needs its time")
        .help(format!("write `updated = \"{now}\"` if readers should notice"))
}

/// A published feed that cannot be read, as a whole.
#[must_use]
pub fn unreadable(feed: Span, error: &Unreadable) -> Diagnostic {
    let message = format!("the published feed cannot be read: {}", Line(error));
    Diagnostic::new(&UNREADABLE, feed, message).help("put it back as it was published, or delete it")
}

/// The same of one that a build should be held against: what a build made itself, or what was saved from elsewhere.
pub(super) fn unguarded(feed: Span, error: &Unreadable, is_other: bool) -> Diagnostic {
    let finding = unreadable(feed, error).note("a story whose id has changed would go out as new");
    finding.help(if is_other {
        "fetch it again, whole"
    } else {
        "`git checkout main -- feeds/` brings back what was published; `--allow-id-changes` builds without it"
    })
}

/// The addresses of the feeds, what makes the first of them again, and the feed that its subscribers may be sent to.
pub(super) fn feed_gone(config: Span, addresses: &[String], cause: Cause, next: &str) -> Diagnostic {
    let message = match addresses {
        [one] => format!("`{one}` is no longer made, and whoever subscribes to it gets an error"),
        all => format!("{} feeds are no longer made, and whoever subscribes to them gets an error", all.len()),
    };
    let (it, them) = if addresses.len() == 1 { ("it", "it") } else { ("the first", "them") };
    let keep = match cause {
        Cause::Format(format) => format!("write `\"{format}\"` in `formats` to keep {it}"),
        Cause::Kind(by) => format!("write `\"{}\"` in `by` to keep {it}", by.as_str()),
        Cause::Topic => format!("file an article there again to keep {it}"),
    };
    let named = addresses.iter().filter(|_| addresses.len() > 1);
    named
        .fold(Diagnostic::new(&FEED_GONE, config, message), Diagnostic::note)
        .help(format!("{keep}, or let the server redirect {them} to what is nearest, such as `{next}`"))
}

/// What the first of several feeds was called and is called, and the id of the main feed with which all keep theirs.
pub(super) fn changed_feed_id(
    config: Span,
    path: &str,
    (old, new): (&str, &str),
    others: usize,
    kept: Option<&EntryId>,
) -> Diagnostic {
    let others = if others > 0 { format!(", and {} with it", count(others, "other feed")) } else { String::new() };
    let message = format!("`{path}` was published with the id {} and has `{new}` now{others}", quote(old));
    let finding = Diagnostic::new(&CHANGED_FEED_ID, config, message)
        .note("programs that know feeds by their ids take it for another");
    match kept {
        Some(id) => finding.help(format!("write `id = \"{id}\"` below `[feeds]`")),
        None => finding.note("no `id` below `[feeds]` gives it that one and keeps the main feed's"),
    }
}

/// That feeds to be written have what is not published yet; at config.toml, since no article is to blame.
pub(crate) fn preview(config: Span, preview: &Preview) -> Diagnostic {
    let drafts = (preview.drafts > 0).then(|| count(preview.drafts, "draft"));
    let scheduled = (preview.scheduled > 0).then(|| count(preview.scheduled, "article") + " still to come");
    let what: Vec<String> = drafts.into_iter().chain(scheduled).collect();
    Diagnostic::new(&PREVIEW, config, format!("these feeds are a preview, with {}", what.join(" and ")))
        .note("whoever is served `feeds/` gets that too")
        .help("run `dateline build` before they are published")
}

pub(super) fn unpinned(first: &Article, count: usize) -> Diagnostic {
    let (message, label) = match count {
        1 => ("a published article has no `id` of its own".to_owned(), "this one"),
        _ => (format!("{count} published articles have no `id` of their own"), "the first of them"),
    };
    Diagnostic::new(&UNPINNED, first.place().clone(), message)
        .label(label)
        .help("`dateline pin` writes the ids that they have")
}

/// An error of other programs' words, on one line.
struct Line<'e>(&'e Unreadable);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe::one_line(&self.0.to_string()))
    }
}

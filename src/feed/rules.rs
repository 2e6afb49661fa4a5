//! `publication/…`: faults that only all articles together show.

use std::sync::Arc;

use super::{Feed, Plan};
use crate::article::Article;
use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Span, quote, suggest};
use crate::source::Source;
use crate::value::format::By;
use crate::value::media::ByteLength;
use crate::value::moment::Moment;
use crate::value::text::XmlText;

rules! {
    /// Two articles with one id.
    ///
    /// Readers tell entries apart by their ids alone: they show one of the two and drop the other. Where one of them is a
    /// draft it is an info, until the draft is to be published.
    ///
    /// Wrong: an article copied to start a new one, with its `id`.
    ///
    /// Right: an `id` of its own in each, or none in the new one.
    DUPLICATE_ID = Error "publication/duplicate-id" "two articles with one id", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6";

    /// Two articles at one address.
    ///
    /// One of the two links leads to the wrong page.
    ///
    /// Right: another `slug` or `url` for one of them.
    DUPLICATE_ADDRESS = Error "publication/duplicate-address" "two articles at one address", "docs/articles.md";

    /// Two articles published or updated in the same second.
    ///
    /// Readers cannot order them, some services drop one of two entries with equal dates, and checkers warn. A day
    /// without a time never leads to it: such articles are spread over the first hour of the day.
    ///
    /// Right: times that differ, by a second if need be.
    SAME_INSTANT = Warning "publication/same-instant" "two articles of the same second", "https://validator.w3.org/feed/docs/warning/DuplicateUpdated.html";

    /// Two articles of one day with the same title and text.
    ///
    /// Readers show both. It is mostly the copy of a file, such as `ferry (1).toml`, that an editor or a synchronised
    /// folder left behind, or an article that was copied to its new place instead of moved there.
    ///
    /// Wrong: `articles/ferry.toml` and `articles/ferry (1).toml` with the same lines.
    ///
    /// Right: one of them.
    SAME_TEXT = Warning "publication/same-text" "two articles with the same title and text", "docs/articles.md";

    /// A correction or a retraction of an article that no feed shows any more.
    ///
    /// The article lies beyond the `limit`, and there is no archive: whoever has the old text keeps it, and hears nothing.
    /// It is told as long as the feed has an entry that is older than the change; of a retraction without `updated` always.
    ///
    /// Right: a larger `limit`, or `archive = true`, below `[feeds]`; a new article that says what was wrong.
    OUT_OF_REACH = Info "publication/out-of-reach" "a change that no feed carries", "docs/articles.md";

    /// A feed that is too large with all its texts.
    ///
    /// Readers and services refuse large feeds: some at 512 kB, many at 1 MB. So that the feed stays within
    /// `feeds.budget`, its oldest entries carry their summaries instead of their texts, in all formats alike.
    ///
    /// Where the summaries alone are too much, the feed is written as it is.
    ///
    /// Right: a smaller `limit`, `content = "summary"`, or a larger `budget` where every reader takes it.
    OVER_BUDGET = Warning "publication/over-budget" "a feed that is too large", "docs/config.md";

    /// An archive that is larger than a feed should be.
    ///
    /// Archives keep their texts, whatever they weigh: they are what is read when an old text is looked for, and what
    /// fetches them seldom minds their size. The budget holds for the feeds that people subscribe to.
    ///
    /// Right: a larger `budget` if this is no news, or `content = "summary"`.
    LARGE_ARCHIVE = Info "publication/large-archive" "an archive above the budget", "docs/feeds.md";

    /// A file below `articles/` that looks like an article and is not read.
    ///
    /// Articles are the files whose names end with `.toml`, in small letters. An editor that hides endings saves
    /// `story.toml.txt`, and another generator's articles are Markdown with their keys above the text; without a word
    /// about them, nobody would know why they are in no feed.
    ///
    /// Wrong: `articles/ferry.toml.txt`; `articles/ferry.md` that begins with `---` or `+++`.
    ///
    /// Right: `articles/ferry.toml`; a text in Markdown beside it is named by `body_file = "ferry.md"`, and has no keys.
    STRAY = Warning "publication/stray-file" "a file that is taken for no article", "docs/articles.md";

    /// Nothing to publish.
    ///
    /// A feed has its date from its entries, so one that never had any cannot be written; the old feeds stay as they are.
    ///
    /// Wrong: `draft = true` in the only article, to withdraw it.
    ///
    /// Right: an article that is finished and due: `dateline new "Title"` begins one. What is to be withdrawn and nothing
    /// follows has `expires`, with the present day.
    EMPTY = Error "publication/empty" "no entry to publish", "docs/articles.md";

    /// No article that has not expired.
    ///
    /// The main feed is written without an entry, and dated by the day of the last that expired. It stays valid, and whoever
    /// subscribes to it gets the next article.
    ///
    /// Right: an article that is finished, due and not expired: `dateline new "Title"` begins one.
    ALL_EXPIRED = Info "publication/all-expired" "feeds without an entry", "docs/feeds.md";

    /// Two sections, tags or authors whose feeds would lie in one folder.
    ///
    /// They are mostly two spellings of one thing. They share the feed, which has the name of the newer article's: a
    /// folder that was found some other way could change with the next article, and with it an address that people have
    /// subscribed to. `C`, `C++` and `C#` have folders of their own: `c`, `c-plus-plus`, `c-sharp`.
    ///
    /// Wrong: `tags = ["Café"]` in one article and `tags = ["cafe"]` in another.
    ///
    /// Right: one spelling; for two things, a name with other letters for one of them.
    SAME_FOLDER = Warning "publication/same-folder" "two spellings, one feed", "docs/config.md";

    /// A section, tag or author that gives no folder name.
    ///
    /// There is no feed for it.
    ///
    /// Wrong: `tags = ["!?"]`.
    ///
    /// Right: a name with a letter or a digit.
    NO_FOLDER = Warning "publication/no-folder" "a name that gives no folder", "docs/config.md";
}

pub(super) fn duplicate_id(second: &Article, first: &Article, id: &str) -> Diagnostic {
    let message = format!("two articles have the id {}", quote(id));
    Diagnostic::new(&DUPLICATE_ID, second.place().clone(), message)
        .label("the second")
        .related(first.place().clone(), "the first")
        .help("give one of them another `id` or `slug`; never the one that was published first")
}

pub(super) fn duplicate_address(second: &Article, first: &Article) -> Diagnostic {
    let message = format!("two articles have the address {}", quote(second.url().as_str()));
    Diagnostic::new(&DUPLICATE_ADDRESS, second.place().clone(), message)
        .label("the second")
        .related(first.place().clone(), "the first")
        .help("give one of them another `slug` or `url`")
}

/// That two articles were `done`, published or updated, at one moment.
pub(super) fn same_instant(newer: &Article, older: &Article, done: &str, at: Moment) -> Diagnostic {
    let message = format!("two articles are {done} at {at}");
    Diagnostic::new(&SAME_INSTANT, newer.place().clone(), message)
        .related(older.place().clone(), "the other")
        .help("give one of them another time")
}

pub(super) fn same_text(copy: &Article, first: &Article) -> Diagnostic {
    let path = first.place().source.path();
    let message = format!("{} is published twice, and has the text of {}", quote(copy.title().as_str()), quote(path));
    Diagnostic::new(&SAME_TEXT, copy.place().clone(), message)
        .related(first.place().clone(), "the other")
        .help("delete the one that nobody has yet; `--allow publication/same-text` lets both pass")
}

pub(super) fn out_of_reach(article: &Article) -> Diagnostic {
    let what = if article.is_retracted() { "retraction" } else { "update" };
    let message = format!("the {what} of {} is in no feed, and reaches nobody", quote(article.title().as_str()));
    Diagnostic::new(&OUT_OF_REACH, article.place().clone(), message)
        .label("beyond the `limit` of all feeds")
        .help("write a larger `limit`, or `archive = true`, below `[feeds]`, or a new article that says what was wrong")
}

/// That a file is not read; at the file as a whole, of which no more than the name is known.
pub(crate) fn stray(path: &str) -> Diagnostic {
    let source = Arc::new(Source::new(path, ""));
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let article = format!("{}.toml", stem.strip_suffix(".toml").unwrap_or(stem));
    let help = if is_text(&ending.to_ascii_lowercase()) {
        format!("put its keys into {}, as TOML, and let `body_file` there name this file", quote(&article))
    } else {
        format!("name it {}", quote(&article))
    };
    let name = quote(path.rsplit('/').next().unwrap_or(path));
    let message = format!("{name} is not read, since its name does not end with `.toml`");
    Diagnostic::new(&STRAY, Span::whole(&source), message).help(help)
}

/// Whether a file of this ending may be the text of an article.
fn is_text(ending: &str) -> bool {
    matches!(ending, "md" | "markdown")
}

/// That there is no entry at all, or none any more; at config.toml, since no article is to blame.
pub(crate) fn empty(config: Span, articles: usize, plan: &Plan) -> Diagnostic {
    let begin = "`dateline new \"Title\"` begins an article";
    if plan.waiting.last_expiry.is_some() {
        let message = match plan.waiting.expired {
            1 => "the feeds are empty, since the last article has expired".to_owned(),
            expired => format!("the feeds are empty, since all {expired} articles that were published have expired"),
        };
        return Diagnostic::new(&ALL_EXPIRED, config, message).help(begin);
    }
    let finding = Diagnostic::new(&EMPTY, config, "there is no entry to publish");
    if articles == 0 {
        return finding.help(begin);
    }
    let withdrawn = "`expires` with the present day, and no `draft`, withdraws what is published";
    let finding = if plan.waiting.drafts > 0 { finding.note(withdrawn) } else { finding };
    finding.help(if plan.waiting.scheduled == 0 {
        "all articles are drafts: remove the `draft` line of what may be published; `--drafts` lets them in"
    } else {
        "all articles are drafts or still to come; `--drafts` and `--future` let them in"
    })
}

/// That entries carry their summaries alone, so that the feed stays within its budget; or that they do, and it does not.
pub(crate) fn over_budget(config: Span, feed: &Feed<'_>, summaries: usize, largest: ByteLength) -> Diagnostic {
    let (budget, name) = (feed.settings.budget, format!("the feed in {}", quote(&format!("feeds/{}", feed.folder))));
    let message = if largest > budget {
        format!("{name} has {}, more than {}, with the summaries alone", above(largest, budget), budget.human())
    } else {
        let entries =
            if summaries == 1 { "1 entry carries its".to_owned() } else { format!("{summaries} entries carry their") };
        format!("{entries} summary alone, so that {name} stays within {}", budget.human())
    };
    Diagnostic::new(&OVER_BUDGET, config, message)
        .help("write a smaller `limit`, or a larger `budget`, below `[feeds]`")
}

/// A size above the budget, to the byte where the two would read alike.
fn above(size: ByteLength, budget: ByteLength) -> String {
    if size.human() == budget.human() { format!("{size} bytes") } else { size.human() }
}

/// That an archive is larger than the budget, and stays so.
pub(crate) fn large_archive(config: Span, feed: &Feed<'_>, largest: ByteLength) -> Diagnostic {
    let (budget, name) = (feed.settings.budget, format!("the archive in {}", quote(&format!("feeds/{}", feed.folder))));
    let message =
        format!("{name} has {}, more than {}; archives keep their texts", above(largest, budget), budget.human());
    Diagnostic::new(&LARGE_ARCHIVE, config, message).help("write a larger `budget` below `[feeds]`")
}

pub(super) fn same_folder(article: &Article, by: By, topic: &XmlText, known: &XmlText, folder: &str) -> Diagnostic {
    let message =
        format!("the {} {} shares `feeds/{folder}` with {}", by.as_str(), quote(topic.as_str()), quote(known.as_str()));
    let help = format!("write {} in all articles, or a name with other letters", quote(known.as_str()));
    let finding = Diagnostic::new(&SAME_FOLDER, article.place().clone(), message).help(help);
    match suggest::difference(topic.as_str(), known.as_str()) {
        // The two look alike.
        Some(what) if !topic.as_str().is_ascii() => finding.note(format!("they differ in {what}")),
        _ => finding,
    }
}

pub(super) fn no_folder(article: &Article, by: By, topic: &XmlText) -> Diagnostic {
    let message = format!("there is no feed for the {} {}", by.as_str(), quote(topic.as_str()));
    Diagnostic::new(&NO_FOLDER, article.place().clone(), message).help("give it a name with a letter or a digit")
}

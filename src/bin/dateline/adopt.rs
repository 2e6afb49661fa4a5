//! `dateline adopt`: the ids of older feeds into the articles.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use dateline::adopt::{Adoption, Evidence, Matching, Named, adopt};
use dateline::article::Article;
use dateline::compile::survey;
use dateline::config::Feeds;
use dateline::diagnostic::render::count;
use dateline::diagnostic::{quote, safe};
use dateline::feed::rules::DUPLICATE_ID;
use dateline::pin::{pin, value};
use dateline::project::{CONFIG, saved_feeds};
use dateline::published::{self, Entry, Feed, Unreadable};
use dateline::value::id::EntryId;
use dateline::value::identity::Identity;

use super::Outcome;
use super::check::{is_called_feed, name, read};
use super::global::{Global, print};
use super::guess;
use super::ids::{Change, apply};

/// Take over the ids that subscribers know, from another generator's feeds
///
/// Reads RSS, Atom and JSON feeds and finds the article of each entry: by its link, else by path, title and date, slug
/// and date, title, or the beginning of the text. Its id then is the article's, letter by letter, so that nobody's old
/// posts come back as unread. Nothing is guessed: an entry that could be two articles is named and left to you. Of the
/// files nothing but `id` changes.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline adopt old/feed.xml
  dateline adopt -n old/rss.xml old/atom.xml      show what would change, and write nothing
  dateline adopt old/public                       all feeds in a folder and below it
  curl -s https://gazette.example/feed/ | dateline adopt -

Give it every feed that people have subscribed to: each format keeps its own ids.

Exit status: 0 adopted, 1 findings, or entries that could not be decided, 2 could not run.")]
pub(crate) struct Args {
    /// Feeds as they were published, or folders of feeds, `-` for standard input
    #[arg(value_name = "FEED", required = true)]
    feeds: Vec<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let project = global.project()?;
    let (names, feeds): (Vec<String>, Vec<Feed>) =
        args.feeds.iter().map(|path| open(path)).collect::<Result<Vec<_>>>()?.into_iter().flatten().unzip();
    let _lock = if args.dry_run { None } else { Some(global.hold(&project)?) };
    let opened = project.open()?;
    let mut survey = survey(&opened.sources(), global.now()?)?;
    // Which of two articles is meant by an id that both are given, the feeds may know.
    survey.errors.retain(|error| error.rule.id != DUPLICATE_ID.id);
    let outcome = global.report(&survey.errors)?;
    if survey.errors.iter().any(|error| error.span.source.path() == CONFIG) {
        return Ok(Outcome::Findings);
    }
    let articles: Vec<&Article> = survey.articles.iter().filter(|article| !survey.is_faulty(article)).collect();
    let adoption = adopt(&articles, survey.config.site.link.host(), &feeds);
    let (changes, refused) = changes(&adoption.named, &articles);
    let feeds: Vec<(&str, &Feed)> = names.iter().map(String::as_str).zip(&feeds).collect();
    let open = refused + &undecided(&adoption, &feeds, &articles);
    apply(&project, &changes, args.dry_run, global)?;
    print(&open)?;
    if global.is_talkative() {
        print(&feed_ids(&feeds, &survey.config.feeds))?;
        print(&(unmatched(&adoption, &feeds, &articles) + &summary(&adoption, &changes, args.dry_run)))?;
    }
    Ok(if open.is_empty() { outcome } else { Outcome::Findings })
}

/// Reads a feed, or those in a folder and below it; what else lies there, such as a site map, is passed over.
fn open(path: &Path) -> Result<Vec<(String, Feed)>> {
    guess::local(path, "curl -sSfL ADDRESS | dateline adopt -")?;
    if !path.is_dir() {
        let (name, bytes) = read(path)?;
        return Ok(vec![(name.clone(), parse(&name, &bytes)?)]);
    }
    let folder = name(path);
    let mut feeds = Vec::new();
    for file in saved_feeds(path)? {
        let name = format!("{}/{}", folder.trim_end_matches('/'), file.path);
        if is_called_feed(&file.path) || published::read(&file.bytes) != Err(Unreadable::NoFeed) {
            let feed = parse(&name, &file.bytes)?;
            feeds.push((name, feed));
        }
    }
    ensure!(!feeds.is_empty(), "there are no feeds in {folder}");
    Ok(feeds)
}

fn parse(name: &str, bytes: &[u8]) -> Result<Feed> {
    published::read(bytes).with_context(|| format!("{name} cannot be read as a feed"))
}

/// What changes in the articles that have old ids, and a line for each that cannot have its own.
fn changes(named: &[Named], articles: &[&Article]) -> (Vec<Change>, String) {
    let mut changes = Vec::new();
    let mut refused = String::new();
    for one in named {
        let source = &articles[one.article].place().source;
        let edit = one.identity.as_ref().map_err(ToString::to_string).and_then(|identity| {
            let edit = pin(source.text(), identity).map_err(|error| error.to_string())?;
            Ok((identity, edit))
        });
        match edit {
            Ok((identity, edit)) => {
                let kept = if edit.is_none() { ", as it was" } else { "" };
                let note = format!("by {}{kept}", one.by);
                changes.push(Change { source: source.clone(), edit, id: shown(identity), note });
            }
            Err(why) => _ = writeln!(refused, "not adopted: {}", safe::one_line(&format!("{}: {why}", source.path()))),
        }
    }
    (changes, refused)
}

/// An id as people read it, or as it is typed where it is several.
fn shown(identity: &Identity) -> String {
    if identity.is_one() { identity.uri().to_string() } else { value(identity) }
}

/// A line for each entry that may be one of several articles, and for each id that may be any of several entries.
fn undecided(adoption: &Adoption, feeds: &[(&str, &Feed)], articles: &[&Article]) -> String {
    let mut text = String::new();
    for (matching, (name, feed)) in adoption.matchings.iter().zip(feeds) {
        for &entry in &matching.shared {
            let line = format!("not adopted: {name}: the id `{}` stands for several stories", feed.entries[entry].id);
            let _ = writeln!(text, "{}", safe::one_line(&line));
        }
        for unsure in &matching.unsure {
            let paths: Vec<&str> = unsure.articles.iter().map(|&at| articles[at].place().source.path()).collect();
            let entry = described(&feed.entries[unsure.entry]);
            let line = format!("not sure: {name}: {entry} may be {}, by {}", paths.join(" or "), unsure.by);
            let _ = writeln!(text, "{}", safe::one_line(&line));
        }
    }
    text
}

/// What the old Atom feeds are called themselves, where the new ones are not called so: it stands in config.toml, which is
/// for people to write. Which of several is the main feed nobody can tell.
fn feed_ids(feeds: &[(&str, &Feed)], settings: &Feeds) -> String {
    let is_ours = |id: &EntryId| id.as_str() == settings.id_of("");
    let old = feeds.iter().filter_map(|(name, feed)| Some((*name, EntryId::parse(feed.head.id.as_deref()?).ok()?)));
    let old: Vec<(&str, EntryId)> = old.collect();
    if old.iter().any(|(_, id)| is_ours(id)) {
        return String::new();
    }
    let line = |(name, id): &(&str, EntryId)| {
        format!("feed id: {}: write `id = \"{id}\"` below `[feeds]` if this is the main feed\n", safe::one_line(name))
    };
    old.iter().map(line).collect()
}

/// What is on one side alone.
fn unmatched(adoption: &Adoption, feeds: &[(&str, &Feed)], articles: &[&Article]) -> String {
    let mut text = String::new();
    for (matching, (name, feed)) in adoption.matchings.iter().zip(feeds) {
        for &entry in &matching.unknown {
            let _ = writeln!(text, "no article: {}: {}", safe::one_line(name), described(&feed.entries[entry]));
        }
    }
    for &article in &adoption.absent {
        let _ = writeln!(text, "in no feed: {}", safe::one_line(articles[article].place().source.path()));
    }
    text
}

fn described(entry: &Entry) -> String {
    format!("{} ({})", quote(&entry.title), safe::one_line(&entry.id))
}

/// How many articles have their ids and by what, then how many entries have no article.
fn summary(adoption: &Adoption, changes: &[Change], dry_run: bool) -> String {
    let of = |by: Evidence| adoption.named.iter().filter(|one| one.identity.is_ok() && one.by == by).count();
    let kinds: Vec<String> =
        Evidence::ALL.iter().filter(|&&by| of(by) > 0).map(|&by| format!("{} by {by}", of(by))).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let all = count(adoption.named.len() + adoption.absent.len(), "article");
    let verb = if dry_run { "would change" } else { "changed" };
    let files = count(changes.iter().filter(|change| change.edit.is_some()).count(), "file");
    let mut text = format!("{} of {all} named as in the feeds{kinds}; {files} {verb}\n", changes.len());
    let entries = |list: fn(&Matching) -> usize| adoption.matchings.iter().map(list).sum::<usize>();
    let (unsure, unknown) = (entries(|matching| matching.unsure.len()), entries(|matching| matching.unknown.len()));
    if unsure + unknown > 0 {
        let _ = writeln!(text, "{} undecided, {unknown} without an article", count(unsure, "entry"));
    }
    text
}

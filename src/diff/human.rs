//! A report for people: in full, or a line each.

use std::fmt::Write as _;

use super::words::{Kind, excerpt};
use super::{Change, Diff, Fate, MARKUP, OTHER, Part, Report};
use crate::diagnostic::render::Style;
use crate::diagnostic::safe;

/// The fates in the order in which they are counted.
pub(super) const FATES: [&str; 5] = ["new", "re-surfacing", "updated", "dropped", "moved"];
/// Columns that the word for a fate takes, with what parts it from the title.
const INDENT: usize = 16;

const NEW: anstyle::Style = anstyle::AnsiColor::Green.on_default();
const GONE: anstyle::Style = anstyle::AnsiColor::Red.on_default();
const AGAIN: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();
const PLAIN: anstyle::Style = anstyle::Style::new();

/// The report in full: a paragraph for each entry, texts as word diffs.
#[must_use]
pub fn human(report: &Report, style: Style) -> String {
    let mut text = String::new();
    for feed in &report.feeds {
        let _ = writeln!(text, "{}: {}", safe::one_line(&feed.name), counts(&feed.diff));
        for part in &feed.diff.head {
            self::part(&mut text, part, 2, style);
        }
        for change in &feed.diff.changes {
            entry(&mut text, change, style);
        }
    }
    let mut list = |what: &str, names: &[String]| {
        for name in names {
            let _ = writeln!(text, "{}: {what}", safe::one_line(name));
        }
    };
    list("a new feed", &report.added);
    list("no longer made: its subscribers get an error, unless the server redirects them", &report.removed);
    list("nothing else", &report.folded);
    if text.is_empty() {
        text.push_str("no subscriber sees a difference\n");
    }
    text
}

/// A line for each entry.
#[must_use]
pub fn concise(report: &Report) -> String {
    let mut text = String::new();
    for feed in &report.feeds {
        let name = safe::one_line(&feed.name);
        for part in &feed.diff.head {
            let _ = writeln!(text, "{name}: {}", head_line(part));
        }
        for change in &feed.diff.changes {
            let _ = writeln!(text, "{name}: {}", line(change));
        }
    }
    for (what, names) in [("a new feed", &report.added), ("no longer made", &report.removed)] {
        for name in names {
            let _ = writeln!(text, "{}: {what}", safe::one_line(name));
        }
    }
    text
}

/// What a feed says of itself and did not say before, in one line.
#[must_use]
pub fn head_line(part: &Part) -> String {
    format!("{}: {}", part.name, values(part))
}

/// What becomes of an entry, in one line.
#[must_use]
pub fn line(change: &Change) -> String {
    let (title, id) = (safe::one_line(&change.title), safe::one_line(&change.id));
    let known = match &change.fate {
        Fate::Renamed { old_id, .. } => format!(", known as {}", safe::one_line(old_id)),
        _ => String::new(),
    };
    let parts: Vec<&str> = change.parts.iter().map(|part| part.name).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!("{}: {title} ({id}{known}){parts}", change.fate.as_str())
}

/// `1 new, 2 updated`.
pub(super) fn counts(diff: &Diff) -> String {
    let count = |fate: &&str| diff.changes.iter().filter(|change| change.fate.as_str() == *fate).count();
    let counted = FATES.iter().map(|fate| (count(fate), fate)).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counted.map(|(count, fate)| format!("{count} {fate}")).collect();
    if counts.is_empty() { "its head alone".to_owned() } else { counts.join(", ") }
}

/// What a reader does with it that its fate does not say by itself.
pub(super) fn consequence(change: &Change) -> Option<String> {
    match &change.fate {
        Fate::Renamed { old_id, by } => {
            Some(format!("known as {} (the same {}): readers show it as unread", safe::one_line(old_id), by.what()))
        }
        Fate::Redated => Some("a later date: readers that sort by date put it on top again".to_owned()),
        Fate::Dropped { aged: true } => Some("newer entries pushed it out".to_owned()),
        Fate::Dropped { aged: false } => Some("readers that have it keep it".to_owned()),
        Fate::New | Fate::Updated | Fate::Moved => None,
    }
}

fn entry(text: &mut String, change: &Change, style: Style) {
    let colour = match change.fate {
        Fate::New => NEW,
        Fate::Renamed { .. } | Fate::Redated => AGAIN,
        Fate::Dropped { .. } => GONE,
        Fate::Updated | Fate::Moved => PLAIN,
    };
    let word = painted(&format!("{:width$}", change.fate.as_str(), width = INDENT - 4), colour, style);
    let title = if change.title.is_empty() { "(no title)".to_owned() } else { safe::one_line(&change.title) };
    let _ = writeln!(text, "  {word}  {title}");
    let published = change.published.map(|at| format!(", {}", at.to_rfc3339())).unwrap_or_default();
    let _ = writeln!(text, "{:INDENT$}{}{published}", "", safe::one_line(&change.id));
    if let Some(consequence) = consequence(change) {
        let _ = writeln!(text, "{:INDENT$}{consequence}", "");
    }
    for part in &change.parts {
        self::part(text, part, INDENT, style);
    }
}

fn part(text: &mut String, part: &Part, indent: usize, style: Style) {
    let _ = match part.name {
        MARKUP => writeln!(text, "{:indent$}markup alone", ""),
        OTHER => writeln!(text, "{:indent$}what no reader shows", ""),
        name @ ("title" | "text" | "summary" | "title of the feed" | "description of the feed") => {
            writeln!(text, "{:indent$}{name}: {}", "", by_words(part, style))
        }
        name => writeln!(text, "{:indent$}{name}: {}", "", values(part)),
    };
}

fn values(part: &Part) -> String {
    let value = |text: &str| if text.is_empty() { "nothing".to_owned() } else { safe::one_line(text) };
    format!("{} -> {}", value(&part.old), value(&part.new))
}

/// The words that differ as `[-old-]{+new+}`, with a few words round them.
fn by_words(part: &Part, style: Style) -> String {
    let run = |(kind, run): (Kind, String)| {
        let run = safe::one_line(&run.replace("\n\n", " ¶ ").replace('\n', " "));
        match kind {
            Kind::Same => run,
            Kind::Removed => marked(&run, "[-", "-]", GONE, style),
            Kind::Added => marked(&run, "{+", "+}", NEW, style),
        }
    };
    excerpt(&part.old, &part.new).into_iter().map(run).collect::<String>().trim_end().to_owned()
}

/// The space at a run's end stays outside the marks, so that they hug the words.
fn marked(run: &str, open: &str, close: &str, colour: anstyle::Style, style: Style) -> String {
    let words = run.trim_end();
    let space = &run[words.len()..];
    format!("{}{space}", painted(&format!("{open}{words}{close}"), colour, style))
}

fn painted(text: &str, colour: anstyle::Style, style: Style) -> String {
    match style {
        Style::Coloured => format!("{colour}{text}{colour:#}"),
        Style::Plain => text.to_owned(),
    }
}

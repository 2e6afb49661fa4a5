//! A report as Markdown, for a pull request's comment: it reads well folded, and nothing of an entry is markup.

use std::fmt::Write as _;

use super::human::{FATES, consequence, counts};
use super::words::{Kind, excerpt};
use super::{Change, Fate, MARKUP, OTHER, Part, Report};
use crate::diagnostic::safe;

/// Above this many characters a text is folded.
const LONGEST: usize = 160;
/// Above this many entries of one fate the rest are folded.
const MOST: usize = 10;
/// What a comment may hold; GitHub refuses 65,536 characters.
const ROOM: usize = 60_000;

/// The report as GitHub and GitLab show it; cut where a comment would be too long.
#[must_use]
pub fn markdown(report: &Report) -> String {
    if report.is_empty() {
        return "**No subscriber sees a difference.**\n".to_owned();
    }
    let mut text = String::new();
    for feed in &report.feeds {
        let _ = writeln!(text, "### {}: {}\n", code(&feed.name), counts(&feed.diff));
        for part in &feed.diff.head {
            let is_text = part.name == "title of the feed" || part.name == "description of the feed";
            let shown = if is_text { by_words(part) } else { values(part) };
            let _ = writeln!(text, "- {}: {shown}", part.name);
        }
        if !feed.diff.head.is_empty() {
            text.push('\n');
        }
        for fate in FATES {
            let changes: Vec<&Change> = feed.diff.changes.iter().filter(|one| one.fate.as_str() == fate).collect();
            section(&mut text, fate, &changes);
        }
    }
    let mut list = |what: &str, names: &[String]| {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| code(name)).collect();
            let _ = writeln!(text, "{what}: {}\n", names.join(", "));
        }
    };
    list("New feeds", &report.added);
    list("No longer made, so that subscribers get an error unless the server redirects them", &report.removed);
    list("Nothing else in", &report.folded);
    text
}

/// The entries of one fate: the first ones open, the others folded.
fn section(text: &mut String, fate: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(text, "**{}**\n", capital(fate));
    let (open, folded) = changes.split_at(changes.len().min(MOST));
    let mut written = 0;
    for change in open {
        entry(text, change);
        written += 1;
    }
    if !folded.is_empty() {
        let _ = writeln!(text, "\n<details><summary>{} more</summary>\n", folded.len());
        for change in folded {
            if text.len() > ROOM {
                break;
            }
            entry(text, change);
            written += 1;
        }
        text.push_str("\n</details>\n");
    }
    if written < changes.len() {
        let _ = writeln!(text, "\n… and {} more, which do not fit here.", changes.len() - written);
    }
    text.push('\n');
}

fn entry(text: &mut String, change: &Change) {
    let title = if change.title.is_empty() { "(no title)".to_owned() } else { escape(&change.title) };
    let title = match change.link.as_deref().filter(|link| is_address(link)) {
        Some(link) => format!("[{title}]({link})"),
        None => title,
    };
    let published = change.published.map(|at| format!(", {}", at.date())).unwrap_or_default();
    let names: Vec<&str> = change.parts.iter().map(|part| part.name).collect();
    let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    let _ = writeln!(text, "- {title}{published}{names}");
    match &change.fate {
        Fate::Renamed { old_id, by } => {
            let _ = writeln!(
                text,
                "  - id: {} → {} (the same {}); **readers show it as unread**",
                code(old_id),
                code(&change.id),
                by.what()
            );
        }
        Fate::Updated | Fate::New | Fate::Moved => {}
        Fate::Redated | Fate::Dropped { .. } => {
            let _ = writeln!(text, "  - {}", consequence(change).unwrap_or_default());
        }
    }
    for part in &change.parts {
        self::part(text, part);
    }
}

fn part(text: &mut String, part: &Part) {
    let shown = match part.name {
        MARKUP | OTHER => return,
        "title" | "text" | "summary" => by_words(part),
        _ => values(part),
    };
    let _ = if shown.chars().count() > LONGEST {
        writeln!(text, "  - <details><summary>{}</summary>\n\n    {shown}\n\n    </details>", part.name)
    } else {
        writeln!(text, "  - {}: {shown}", part.name)
    };
}

fn values(part: &Part) -> String {
    let value = |text: &str| if text.is_empty() { "nothing".to_owned() } else { escape(text) };
    format!("{} → {}", value(&part.old), value(&part.new))
}

/// Words that went struck out, words that came in bold.
fn by_words(part: &Part) -> String {
    let mut text = String::new();
    for (kind, run) in excerpt(&part.old, &part.new) {
        let run = run.replace("\n\n", " ¶ ").replace('\n', " ");
        let words = run.trim();
        let (before, after) = (&run[..run.len() - run.trim_start().len()], &run[run.trim_end().len()..]);
        match kind {
            Kind::Same => text.push_str(&escape(&run)),
            _ if words.is_empty() => text.push_str(&run),
            Kind::Removed => _ = write!(text, "{before}<del>{}</del>{after}", escape(words)),
            Kind::Added => _ = write!(text, "{before}<ins><b>{}</b></ins>{after}", escape(words)),
        }
    }
    text.trim().to_owned()
}

/// A text that stays text: no markup, no mention that would call somebody, no reference to an issue.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_number = true;
    for c in safe::one_line(text).chars() {
        match c {
            '-' | '+' if escaped.is_empty() => escaped.extend(['\\', c]),
            '.' if is_number => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' | '#' => escaped.extend([c, '\u{2060}']),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '{' | '}' | '$' => {
                escaped.extend(['\\', c]);
            }
            _ => escaped.push(c),
        }
        is_number &= c.is_ascii_digit();
    }
    escaped
}

/// A text in backticks, which nothing in it can close.
fn code(text: &str) -> String {
    format!("`{}`", safe::one_line(text).replace('`', "'"))
}

/// Whether an address can stand in a Markdown link as it is.
fn is_address(link: &str) -> bool {
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    is_web && !link.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '`'))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

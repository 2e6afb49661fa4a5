//! A report as Markdown, for a pull request's comment: it reads well folded, and nothing of an entry is markup.

use std::fmt::Write as _;

use super::human::{FATES, consequence, counts};
use super::words::{Kind, excerpt};
use super::{Change, Fate, MARKUP, OTHER, Part, Report};
use crate::diagnostic::render::count;
use crate::diagnostic::safe;

/// Above this many characters a text is folded.
const LONGEST: usize = 160;
/// Above this many entries of one fate the rest are folded.
const MOST: usize = 10;
/// Bytes that feeds and entries have in a comment; GitHub refuses one of over 65,536 characters.
const ROOM: usize = 60_000;
/// Bytes that each list of feeds has below them.
const ROOM_OF_LIST: usize = 1_000;

/// The report as GitHub and GitLab show it; what would make a comment too long is counted instead.
#[must_use]
pub fn markdown(report: &Report) -> String {
    if report.is_empty() {
        return "**No subscriber sees a difference.**\n".to_owned();
    }
    let mut text = String::new();
    for (number, feed) in report.feeds.iter().enumerate() {
        let title = format!("### {}: {}\n\n", code(&feed.name), counts(&feed.diff));
        if text.len() + title.len() > ROOM {
            let _ =
                writeln!(text, "… and {} more, which do not fit here.\n", count(report.feeds.len() - number, "feed"));
            break;
        }
        text.push_str(&title);
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
            let mut room = ROOM_OF_LIST;
            let fits = |name: &&String| {
                room = room.saturating_sub(name.len());
                room > 0
            };
            let mut shown: Vec<String> = names.iter().take_while(fits).map(|name| code(name)).collect();
            if shown.len() < names.len() {
                shown.push(format!("and {} more", names.len() - shown.len()));
            }
            let _ = writeln!(text, "{what}: {}\n", shown.join(", "));
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
    let mut written = open.iter().take_while(|change| add(text, change)).count();
    if !folded.is_empty() && written == open.len() {
        let _ = writeln!(text, "\n<details><summary>{} more</summary>\n", folded.len());
        written += folded.iter().take_while(|change| add(text, change)).count();
        text.push_str("\n</details>\n");
    }
    if written < changes.len() {
        let _ = writeln!(text, "\n… and {} more, which do not fit here.", changes.len() - written);
    }
    text.push('\n');
}

/// Writes an entry where it fits, by its first line alone where not all of it does, and says whether it did.
fn add(text: &mut String, change: &Change) -> bool {
    let entry = entry(change);
    let line = entry.split_inclusive('\n').next().unwrap_or_default();
    let fitting = [entry.as_str(), line].into_iter().find(|part| text.len() + part.len() <= ROOM);
    text.push_str(fitting.unwrap_or_default());
    fitting.is_some()
}

fn entry(change: &Change) -> String {
    let title = if change.title.is_empty() { "(no title)".to_owned() } else { escape(&change.title) };
    let title = match change.link.as_deref().filter(|link| is_address(link)) {
        Some(link) => format!("[{title}]({link})"),
        None => title,
    };
    let published = change.published.map(|at| format!(", {}", at.date())).unwrap_or_default();
    let names: Vec<&str> = change.parts.iter().map(|part| part.name).collect();
    let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    let mut text = format!("- {title}{published}{names}\n");
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
        self::part(&mut text, part);
    }
    text
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

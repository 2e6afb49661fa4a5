//! `dateline explain RULE`: a rule's page, made for a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use anyhow::{Result, anyhow};
use dateline::diagnostic::quote;
use dateline::diagnostic::rule::{Level, Rule};
use dateline::rules;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::Outcome;
use crate::global::Hint;
use crate::guess;

/// The width of a page; longer lines tire the eye.
const WIDTH: usize = 80;

/// Prints the page of the rule `id`, or the rules of the family `id`; else says what was probably meant.
pub(super) fn run(id: &str) -> Result<Outcome> {
    let family: Vec<_> = rules::all().iter().copied().filter(|rule| rule.family() == id).collect();
    let mut out = anstream::stdout().lock();
    match rules::find(id) {
        Some(rule) => write_page(&mut out, rule)?,
        None if !family.is_empty() => write_list(&mut out, &family)?,
        None => return Err(unknown(id, rules::nearest(id))),
    }
    Ok(Outcome::Clean)
}

/// Prints all rules, one a line.
pub(super) fn list() -> Result<Outcome> {
    write_list(&mut anstream::stdout().lock(), rules::all())?;
    Ok(Outcome::Clean)
}

fn unknown(id: &str, near: Option<&Rule>) -> anyhow::Error {
    let help = match (near, guess::explained_as(id)) {
        (Some(rule), _) => format!("did you mean `{}`?", rule.id),
        (None, Some(kind)) => format!("`dateline explain {kind} TEXT` says how a {kind} is read"),
        (None, None) => "`dateline explain --list` shows all".to_owned(),
    };
    anyhow!("there is no rule {}", quote(id)).context(Hint(help))
}

fn write_list(out: &mut impl Write, rules: &[&Rule]) -> io::Result<()> {
    let widest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let style = style_of(rule.level);
        writeln!(out, "{:widest$}  {style}{:7}{style:#}  {}", rule.id, rule.level.as_str(), rule.summary)?;
    }
    Ok(())
}

fn write_page(out: &mut impl Write, rule: &Rule) -> io::Result<()> {
    let (bold, level) = (Style::new().bold(), style_of(rule.level));
    writeln!(out, "{bold}{}{bold:#} ({level}{}{level:#}): {}\n", rule.id, rule.level.as_str(), rule.summary)?;
    writeln!(out, "{}\n", readable(&rule.page()))?;
    let more = if rule.spec.starts_with("https://") { "Specification" } else { "More" };
    writeln!(out, "{more}: {}", rule.spec)?;
    if let Some(class) = rule.w3c {
        writeln!(out, "In the W3C feed validator: {class}")?;
    }
    if rule.level != Level::Error {
        writeln!(out, "To be spared it, in config.toml:\n\n    [rules]\n    \"{}\" = \"off\"", rule.id)?;
    }
    Ok(())
}

fn style_of(level: Level) -> Style {
    match level {
        Level::Error => AnsiColor::Red.on_default(),
        Level::Warning => AnsiColor::Yellow.on_default(),
        Level::Info => AnsiColor::Cyan.on_default(),
    }
}

/// Markdown as plain text: paragraphs wrapped, code indented, addresses of links behind their text.
fn readable(markdown: &str) -> String {
    let mut text = Text::default();
    for event in Parser::new(markdown) {
        text.take(event);
    }
    text.flush();
    text.done.trim_end().to_owned()
}

/// A page in the making.
#[derive(Default)]
struct Text {
    done: String,
    paragraph: String,
    /// One for each list around: the number of its next item, if it counts.
    lists: Vec<Option<u64>>,
    /// What stands before the first line of the paragraph: the mark of a list's item.
    mark: String,
    in_code: bool,
    /// The addresses of the links around.
    links: Vec<String>,
}

impl Text {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.flush();
                self.in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.done.push('\n');
            }
            Event::Start(Tag::List(first)) => {
                self.flush();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.done.push('\n');
                }
            }
            Event::Start(Tag::Item) => self.mark = self.next_mark(),
            Event::Start(Tag::Link { dest_url, .. }) => self.links.push(dest_url.into_string()),
            Event::End(TagEnd::Link) => self.end_link(),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => self.flush(),
            Event::Text(code) if self.in_code => self.code(&code),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => self.paragraph.push_str(&words),
            Event::Code(code) => self.paragraph.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.paragraph.push(' '),
            _ => {}
        }
    }

    fn code(&mut self, code: &str) {
        let indent = "  ".repeat(self.lists.len()) + "    ";
        for line in code.lines() {
            if !line.is_empty() {
                self.done.extend([&indent, line]);
            }
            self.done.push('\n');
        }
    }

    fn next_mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        }
    }

    fn end_link(&mut self) {
        if let Some(address) = self.links.pop()
            && !self.paragraph.ends_with(&address)
        {
            self.paragraph.extend([" (", &address, ")"]);
        }
    }

    /// Writes the paragraph, wrapped.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.paragraph);
        if words.trim().is_empty() {
            return;
        }
        let first = "  ".repeat(self.lists.len().saturating_sub(1)) + &std::mem::take(&mut self.mark);
        let hang = "  ".repeat(self.lists.len());
        self.done.push_str(&wrapped(&words, if first.len() < hang.len() { &hang } else { &first }, &hang));
        if self.lists.is_empty() {
            self.done.push('\n');
        }
    }
}

/// Words on lines of at most [`WIDTH`] characters, the first line after `first`, the others after `hang`.
fn wrapped(words: &str, first: &str, hang: &str) -> String {
    let mut text = first.to_owned();
    let mut column = first.chars().count();
    for (at, word) in words.split_whitespace().enumerate() {
        let width = word.chars().count();
        if at > 0 && column + 1 + width > WIDTH {
            text.extend(["\n", hang]);
            column = hang.chars().count();
        } else if at > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += width;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Rule = Rule {
        id: "sample/unknown-key",
        level: Level::Warning,
        summary: "unknown key",
        spec: "docs/articles.md",
        w3c: Some("UndefinedElement"),
        docs: " A key that no article has, though one with a **similar** name may well exist beside it.
 It is *ignored*; see [the keys](https://toml.io/) or <https://toml.io/>.

 - one item of a list that is long enough to need a second line on any narrow screen
 - two `a < b`
   1. deep
   2. deeper

 After.

 ```toml
 [a]
   b = \"x\"

 c = 1
 ```
",
    };

    fn printed(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("memory takes all");
        anstream::adapter::strip_str(&String::from_utf8(out).expect("text")).to_string()
    }

    #[test]
    fn a_page_reads_well_on_a_terminal() {
        let expected = "\
sample/unknown-key (warning): unknown key

A key that no article has, though one with a similar name may well exist beside
it. It is ignored; see the keys (https://toml.io/) or https://toml.io/.

- one item of a list that is long enough to need a second line on any narrow
  screen
- two `a < b`
  1. deep
  2. deeper

After.

    [a]
      b = \"x\"

    c = 1

More: docs/articles.md
In the W3C feed validator: UndefinedElement
To be spared it, in config.toml:

    [rules]
    \"sample/unknown-key\" = \"off\"
";
        assert_eq!(printed(|out| write_page(out, &SAMPLE)), expected);
    }

    #[test]
    fn an_error_has_its_specification_and_no_way_out() {
        let rule =
            Rule { level: Level::Error, spec: "https://www.rssboard.org/rss-specification", w3c: None, ..SAMPLE };
        let page = printed(|out| write_page(out, &rule));
        assert!(page.ends_with("\nSpecification: https://www.rssboard.org/rss-specification\n"), "{page}");
    }

    #[test]
    fn a_list_is_a_line_a_rule() {
        assert_eq!(printed(|out| write_list(out, &[&SAMPLE])), "sample/unknown-key  warning  unknown key\n");
        assert_eq!(printed(|out| write_list(out, &[])), "");
    }

    #[test]
    fn an_unknown_rule_names_the_nearest_and_is_shown_safely() {
        let said = |id, near| unknown(id, near).chain().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            said("sample/unknwon", Some(&SAMPLE)),
            ["did you mean `sample/unknown-key`?", "there is no rule `sample/unknwon`"]
        );
        assert_eq!(said("unknwon", None)[0], "`dateline explain --list` shows all");
        assert_eq!(
            said("\u{1b}5 March", None),
            ["`dateline explain date TEXT` says how a date is read", "there is no rule `␛5 March`"]
        );
        assert_eq!(said("By Jane Doe", None)[0], "`dateline explain byline TEXT` says how a byline is read");
    }

    #[test]
    fn a_word_longer_than_a_line_stands_alone() {
        let word = "x".repeat(100);
        assert_eq!(wrapped(&format!("a {word} b"), "- ", "  "), format!("- a\n  {word}\n  b\n"));
    }
}

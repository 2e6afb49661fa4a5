//! `dateline explain byline`: what became of every word of a byline.

use std::io::{self, Write};

use anyhow::Result;
use dateline::diagnostic::safe::one_line as visible;
use dateline::value::byline::{self, Byline, Explanation, Fate};
use dateline::value::person::{Credit, Role};
use serde_json::{Value, json};

use super::lines;
use crate::Outcome;

const EXAMPLES: &str = "\
Examples:
  dateline explain byline \"By JANE DOE and John Smith, Staff Writers\"
  dateline explain byline \"Text: Jane Müller, Fotos: Hans Schmidt/dpa\"
  echo '{\"id\": \"1\", \"input\": \"Par Jeanne Dupont (AFP)\"}' | dateline explain byline --jsonl

Exit status: 0 when the byline was read, also when it credits nobody; 2 for wrong usage.";

/// Say whom a byline credits, and what became of every word of it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The byline, as an article would give it
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", allow_hyphen_values = true)]
    text: Option<String>,
    /// Read {"id", "input"} lines from standard input and write {"id", "output"} lines
    #[arg(long)]
    jsonl: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let Some(text) = &args.text else {
        return lines::answer(|question| Ok(serde_json::to_value(byline::read(&question.input).credits)?))
            .map(|()| Outcome::Clean);
    };
    let mut out = io::stdout().lock();
    page(text, &mut out)?;
    out.flush()?;
    Ok(Outcome::Clean)
}

/// Writes the whole explanation, as text for a terminal.
fn page(text: &str, out: &mut impl Write) -> io::Result<()> {
    const WIDEST: usize = 32;
    let Explanation { tokens, byline } = byline::explain(text);
    if !tokens.is_empty() {
        writeln!(out, "Words")?;
        let shown: Vec<String> = tokens.iter().map(|token| visible(&token.text)).collect();
        let width = shown.iter().map(|text| text.chars().count()).max().unwrap_or(0).min(WIDEST);
        for (token, text) in tokens.iter().zip(&shown) {
            let text = if text.is_empty() { "line break" } else { text };
            writeln!(out, "  {text:width$}  {}", fate(&token.fate, &byline))?;
        }
        writeln!(out)?;
    }
    credits(&byline, out)
}

fn fate(fate: &Fate, byline: &Byline) -> String {
    match fate {
        Fate::Name(index) => {
            let credit = &byline.credits[*index];
            let kind = if credit.is_organisation() { "organisation" } else { "name" };
            format!("{kind} {}: {}", index + 1, visible(credit.name()))
        }
        Fate::Affiliation => "affiliation".to_owned(),
        Fate::Email => "email address".to_owned(),
        Fate::Uri => "link".to_owned(),
        Fate::ByWord => "by-word: author".to_owned(),
        Fate::Role(roles) => {
            let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            format!("role: {}", roles.join(" and "))
        }
        Fate::Separator => "separator".to_owned(),
        Fate::Dropped(why) => format!("dropped: {why}"),
    }
}

fn credits(byline: &Byline, out: &mut impl Write) -> io::Result<()> {
    if byline.credits.is_empty() {
        return writeln!(out, "Credits nobody: the feeds name the site's editor instead.");
    }
    writeln!(out, "Credits")?;
    for (index, credit) in byline.credits.iter().enumerate() {
        let mut details = vec![visible(credit.name()), credit.role().to_string()];
        if credit.is_organisation() {
            details.push("an organisation".to_owned());
        }
        details.extend([credit.affiliation(), credit.email(), credit.uri()].into_iter().flatten().map(visible));
        writeln!(out, "  {}. {}", index + 1, details.join(", "))?;
    }
    writeln!(out)?;
    formats(byline, out)
}

/// How each format carries the credits.
fn formats(byline: &Byline, out: &mut impl Write) -> io::Result<()> {
    let (authors, others): (Vec<&Credit>, Vec<&Credit>) =
        byline.credits.iter().partition(|credit| credit.role() == Role::Author);
    writeln!(out, "RSS 2.0")?;
    if !authors.is_empty() {
        let joined = authors.iter().map(|credit| visible(credit.name())).collect::<Vec<_>>().join(", ");
        writeln!(out, "  dc:creator      {joined}")?;
    }
    for credit in &others {
        writeln!(out, "  dc:contributor  {}", visible(credit.name()))?;
    }
    writeln!(out, "Atom 1.0")?;
    for (element, credits) in [("author", &authors), ("contributor", &others)] {
        for credit in credits {
            let mut person = vec![visible(credit.name())];
            person.extend(
                [credit.email(), credit.uri()].into_iter().flatten().map(|detail| format!("<{}>", visible(detail))),
            );
            writeln!(out, "  {element:15} {}", person.join(" "))?;
        }
    }
    writeln!(out, "JSON Feed 1.1")?;
    let person = |credit: &&Credit| match credit.uri() {
        Some(uri) => json!({ "name": credit.name(), "url": uri }),
        None => json!({ "name": credit.name() }),
    };
    let people: Vec<Value> = authors.iter().map(person).collect();
    writeln!(out, "  authors         {}", visible(&Value::Array(people).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let mut out = Vec::new();
        page(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_word_has_its_line() {
        let page = printed("By JANE DOE, Staff Writer; photos by Ana Díaz/Reuters");
        for line in [
            "By      by-word: author",
            "JANE    name 1: Jane Doe",
            "Staff   dropped: job title",
            "photos  role: photographer",
            "Reuters  affiliation",
            "1. Jane Doe, author",
            "2. Ana Díaz, photographer, Reuters",
            "dc:creator      Jane Doe",
            "dc:contributor  Ana Díaz",
            r#"authors         [{"name":"Jane Doe"}]"#,
        ] {
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(squeezed(&page).contains(&squeezed(line)), "{line}\n{page}");
        }
    }

    #[test]
    fn nobody_is_said_plainly() {
        assert!(printed("Staff report").contains("Credits nobody"));
        assert!(printed("").contains("Credits nobody"));
    }

    #[test]
    fn no_control_character_reaches_the_terminal() {
        let page = printed("By \u{1b}[31mJane\u{7} Doe\u{202e}\nReuters \u{9b}2J");
        assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "{page:?}");
        assert!(!page.contains('\u{202e}'));
    }

    #[test]
    fn a_credit_is_an_object_of_what_is_known() {
        let credits = byline::read("Ana Díaz (AFP)").credits;
        assert_eq!(json!(credits[0]), json!({ "name": "Ana Díaz", "role": "author", "affiliation": "AFP" }));
    }
}

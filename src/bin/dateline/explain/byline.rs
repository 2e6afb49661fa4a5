//! `dateline explain byline`: what became of every word of a byline.

use std::io::{self, Write};

use anyhow::Result;
use dateline::config::Config;
use dateline::diagnostic::safe::one_line as visible;
use dateline::value::byline::{self, Byline, Explanation, Fate};
use dateline::value::format::Creators;
use dateline::value::person::{Credit, People, Person, Role};
use serde_json::{Value, json};

use super::{lines, publication};
use crate::Outcome;
use crate::global::Global;

const EXAMPLES: &str = "\
Examples:
  dateline explain byline \"By JANE DOE and John Smith, Staff Writers\"
  dateline explain byline \"Text: Jane Müller, Fotos: Hans Schmidt/dpa\"
  echo '{\"id\": \"1\", \"input\": \"Par Jeanne Dupont (AFP)\"}' | dateline explain byline --jsonl

Exit status: 0 when the byline was read, also when it credits nobody; 2 for wrong usage.";

/// Say whom a byline credits, and what became of every word of it
///
/// In a publication its `[people]` hold, and the first line says so.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The byline, as an article would give it
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", allow_hyphen_values = true)]
    text: Option<String>,
    /// Read {"id", "input"} lines from standard input and write {"id", "output"} lines, without `[people]`
    #[arg(long)]
    jsonl: bool,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let Some(text) = &args.text else {
        return lines::answer(|question| Ok(serde_json::to_value(byline::read(&question.input).credits)?))
            .map(|()| Outcome::Clean);
    };
    let declared = publication::declared(global)?;
    let mut out = io::stdout().lock();
    page(text, declared.as_ref(), &mut out)?;
    out.flush()?;
    Ok(Outcome::Clean)
}

/// Writes the whole explanation, as text for a terminal.
fn page(text: &str, declared: Option<&Config>, out: &mut impl Write) -> io::Result<()> {
    const WIDEST: usize = 32;
    let Explanation { tokens, byline } = byline::explain(text);
    let nobody = People::default();
    let people = declared.map_or(&nobody, |config| &config.people);
    if let Some(config) = declared {
        let known = if people.is_empty() { Vec::new() } else { vec!["its `[people]` are known".to_owned()] };
        writeln!(out, "{}", publication::heading(config, &known))?;
    }
    if !tokens.is_empty() {
        writeln!(out, "Words")?;
        let shown: Vec<String> = tokens.iter().map(|token| visible(&token.text)).collect();
        let width = shown.iter().map(|text| text.chars().count()).max().unwrap_or(0).min(WIDEST);
        for (token, text) in tokens.iter().zip(&shown) {
            let text = if text.is_empty() { "line break" } else { text };
            writeln!(out, "  {text:width$}  {}", fate(&token.fate, &byline, people))?;
        }
        writeln!(out)?;
    }
    let creators = declared.map_or(Creators::Joined, |config| config.feeds.creators);
    credits(&Settled::of(byline, people), creators, out)
}

/// Whom the feeds name, and what is to be said of the others.
struct Settled {
    credits: Vec<Credit>,
    notes: Vec<String>,
}

impl Settled {
    /// Does as a build does: what is known of people is added, and an address in running text was not declared public.
    fn of(byline: Byline, people: &People) -> Self {
        let credits = byline.credits.into_iter().map(Credit::without_email).collect();
        let (credits, misses) = people.apply(credits);
        let near = misses.iter().map(|miss| {
            format!(
                "`{}` is almost `{}` of `[people]`: {}",
                visible(&miss.written),
                visible(&miss.known),
                miss.difference
            )
        });
        let (addresses, credits): (Vec<Credit>, Vec<Credit>) = credits.into_iter().partition(Credit::is_address);
        let unnamed =
            addresses.iter().map(|credit| format!("`{}` is an address, and names nobody", visible(credit.name())));
        let notes = near.chain(unnamed).collect();
        Self { credits, notes }
    }
}

fn fate(fate: &Fate, byline: &Byline, people: &People) -> String {
    match fate {
        Fate::Name(index) => {
            let credit = &byline.credits[*index];
            let kind = if credit.is_organisation() { "organisation" } else { "name" };
            let known = people.find(credit.name()).map(Person::name).filter(|name| *name != credit.name());
            let known = known.map(|name| format!(", who is {}", visible(name))).unwrap_or_default();
            format!("{kind} {}: {}{known}", index + 1, visible(credit.name()))
        }
        Fate::Affiliation => "affiliation".to_owned(),
        Fate::Email => "email address: not published".to_owned(),
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

fn credits(Settled { credits, notes }: &Settled, creators: Creators, out: &mut impl Write) -> io::Result<()> {
    for note in notes {
        writeln!(out, "{note}")?;
    }
    if credits.is_empty() {
        return writeln!(out, "Credits nobody: the feeds name the site's editor instead.");
    }
    writeln!(out, "Credits")?;
    for (index, credit) in credits.iter().enumerate() {
        let mut details = vec![visible(credit.name()), credit.role().to_string()];
        if credit.is_organisation() {
            details.push("an organisation".to_owned());
        }
        details.extend([credit.affiliation(), credit.email(), credit.uri()].into_iter().flatten().map(visible));
        writeln!(out, "  {}. {}", index + 1, details.join(", "))?;
    }
    writeln!(out)?;
    formats(credits, creators, out)
}

/// How each format carries the credits.
fn formats(credits: &[Credit], creators: Creators, out: &mut impl Write) -> io::Result<()> {
    let (authors, others): (Vec<&Credit>, Vec<&Credit>) =
        credits.iter().partition(|credit| credit.role() == Role::Author);
    writeln!(out, "RSS 2.0")?;
    let names: Vec<String> = authors.iter().map(|credit| visible(credit.name())).collect();
    let names = if creators == Creators::Joined && !names.is_empty() { vec![names.join(", ")] } else { names };
    for name in names {
        writeln!(out, "  dc:creator      {name}")?;
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
    if !authors.is_empty() {
        let people: Vec<Value> = authors.iter().map(person).collect();
        writeln!(out, "  authors         {}", visible(&Value::Array(people).to_string()))?;
    }
    if !others.is_empty() {
        let in_role = |credit: &&Credit| {
            let mut person = person(credit);
            person["role"] = credit.role().as_str().into();
            person
        };
        let people: Vec<Value> = others.iter().map(in_role).collect();
        writeln!(out, "  _dateline       {}", visible(&json!({ "contributors": people }).to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let mut out = Vec::new();
        page(text, None, &mut out).unwrap();
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
            r#"_dateline       {"contributors":[{"name":"Ana Díaz","role":"photographer"}]}"#,
        ] {
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(squeezed(&page).contains(&squeezed(line)), "{line}\n{page}");
        }
    }

    #[test]
    fn an_address_is_in_no_feed() {
        let page = printed("By Jane Doe (jane@gazette.example)");
        assert!(page.contains("email address: not published"), "{page}");
        assert_eq!(page.matches("jane@gazette.example").count(), 1, "{page}");
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

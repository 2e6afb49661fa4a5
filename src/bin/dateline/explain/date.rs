//! `dateline explain date`: how a date is read, what the feeds will say, or what to type instead.

use std::fmt::Write as _;

use anyhow::Result;
use dateline::config::Config;
use dateline::diagnostic::safe::one_line as shown;
use dateline::value::date::{self, Context, DateError, Explanation, Order, When};
use dateline::value::lang::Lang;
use dateline::value::zone::Zone;
use serde_json::Value;

use super::lines::{self, Question};
use super::publication;
use crate::Outcome;
use crate::global::{Global, language, print, zone};

const EXAMPLES: &str = "\
Examples:
  dateline explain date \"Aug. 15, 2025, 6:30 p.m. ET\"
  dateline explain date \"15 août 2025 à 18 h 30\" --zone Europe/Paris
  dateline explain date 03/04/2025 --order dmy
  dateline explain date 03/04/2025 --lang en-US

Exit status: 0 for a date, 1 for a refusal, 2 for wrong usage.";

/// How a date is read, step by step, and what the feeds will say
///
/// In a publication its timezone, language and `[dates]` hold, and the first line says so; what is given here comes
/// before them.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The date, as an article has it
    #[arg(required_unless_present = "jsonl", allow_hyphen_values = true)]
    text: Option<String>,
    /// The zone of times that name none: an IANA name or an offset such as +05:30
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true, value_parser = zone)]
    zone: Option<Zone>,
    /// The order of all-numeric dates: mdy, dmy or ymd
    #[arg(long, value_name = "ORDER", value_parser = order)]
    order: Option<Order>,
    /// The language of the article (BCP 47), which implies an order
    #[arg(long, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
    /// The text is a native TOML date-time, not a string; it is read in the same way
    #[arg(long)]
    native: bool,
    /// Read {"id", "input", "context"} lines from standard input, write {"id", "output"} lines; each goes by its own
    /// context alone
    #[arg(long, conflicts_with_all = ["text", "zone", "order", "lang", "native"])]
    jsonl: bool,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let Some(text) = &args.text else { return lines::answer(answer).map(|()| Outcome::Clean) };
    let declared = publication::declared(global)?;
    let context = effective(args, declared.as_ref());
    let heading = declared.map(|config| heading(&config, args, &context)).unwrap_or_default();
    let explanation = date::explain(text, &context);
    print(&(heading + &report(text, &explanation, &context)))?;
    Ok(if explanation.outcome.is_ok() { Outcome::Clean } else { Outcome::Findings })
}

/// What a date is read by: what is given, else what the publication has declared.
fn effective(args: &Args, declared: Option<&Config>) -> Context {
    let language = args.lang.as_ref().map(Lang::as_str);
    let Context { zone, order, language } = match (declared, language) {
        (None, language) => Context { language: language.map(str::to_owned), ..Context::default() },
        (Some(config), None) => config.dates.clone(),
        (Some(config), Some(language)) => config.dates.in_language(language).into_owned(),
    };
    Context { zone: args.zone.or(zone), order: args.order.or(order), language }
}

fn heading(config: &Config, args: &Args, context: &Context) -> String {
    let language = args.lang.as_ref().unwrap_or(&config.site.language);
    let details = [
        context.zone.map(|zone| format!("timezone {zone}")),
        context.numeric_order().map(|order| format!("order {}", order.as_str())),
        Some(format!("language {language}")),
    ];
    publication::heading(config, &details.into_iter().flatten().collect::<Vec<_>>())
}

fn answer(question: &Question) -> Result<Value> {
    let context = context(&question.context).map_err(anyhow::Error::msg)?;
    let output = match date::read(&question.input, &context) {
        Ok(When::Instant(moment)) => moment.to_rfc3339(),
        Ok(When::Day(day)) => format!("date-only {day}"),
        Err(error) => format!("ERROR {error}"),
    };
    Ok(Value::String(output))
}

fn order(name: &str) -> Result<Order, String> {
    Order::parse(name).ok_or_else(|| "the order is mdy, dmy or ymd".to_owned())
}

fn report(text: &str, explanation: &Explanation, context: &Context) -> String {
    let steps: Vec<_> =
        explanation.steps.iter().map(|step| (shown(text.get(step.range.clone()).unwrap_or_default()), step)).collect();
    let width = steps.iter().map(|(part, _)| part.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (part, step) in steps {
        let _ = writeln!(out, "  {part:width$}  {:>3}..{:<3} {step}", step.range.start, step.range.end);
    }
    match &explanation.outcome {
        Ok(when) => printed(&mut out, *when),
        Err(error) => refused(&mut out, text, error, context),
    }
    out
}

fn printed(out: &mut String, when: When) {
    match when {
        When::Instant(moment) => {
            let _ = writeln!(out, "RSS        {}", moment.to_rfc822());
            let _ = writeln!(out, "Atom       {}", moment.to_rfc3339_utc());
            let _ = writeln!(out, "JSON Feed  {moment}");
        }
        When::Day(day) => {
            let _ = writeln!(out, "day        {day}, without a time");
        }
    }
}

/// What a suggestion says, in words.
fn meaning(when: When) -> String {
    match when {
        When::Instant(moment) => format!("  ({})", moment.to_chrono().format("%A, %-d %B %Y, %-H:%M, %:z from UTC")),
        When::Day(day) => format!("  ({})", day.format("%A, %-d %B %Y")),
    }
}

fn refused(out: &mut String, text: &str, error: &DateError, context: &Context) {
    let _ = writeln!(out, "refused: {error}");
    let blamed = text.get(error.range.clone()).unwrap_or_default();
    let _ = writeln!(out, "at {}..{}: `{}`", error.range.start, error.range.end, shown(blamed));
    if error.suggestions.is_empty() {
        let _ = writeln!(out, "type: the whole date, such as 2026-03-04T18:30:00-05:00 or March 4, 2026, 6:30 p.m. ET");
    }
    for suggestion in &error.suggestions {
        let meaning = date::read(suggestion, context).map(meaning).unwrap_or_default();
        let _ = writeln!(out, "type: {}{meaning}", shown(suggestion));
    }
}

/// The context of a line: `zone=Europe/Paris; order=dmy`.
fn context(text: &str) -> Result<Context, String> {
    let mut context = Context::default();
    for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("zone", zone)) => context.zone = Some(Zone::parse(zone).map_err(|error| error.to_string())?),
            Some(("order", name)) => context.order = Some(order(name)?),
            Some(("lang", language)) => context.language = Some(language.to_owned()),
            Some(("native", "toml")) => {}
            _ => return Err(format!("`{}` is not zone=, order=, lang= or native=toml", shown(pair))),
        }
    }
    Ok(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_pairs() {
        let read = context("zone=Asia/Tokyo; order=ymd; lang=ja; native=toml").unwrap();
        assert_eq!(read.zone.map(|zone| zone.to_string()).as_deref(), Some("Asia/Tokyo"));
        assert_eq!((read.order, read.language.as_deref()), (Some(Order::Ymd), Some("ja")));
        assert_eq!(context("").unwrap(), Context::default());
        assert!(context("zone=Mars/Olympus").is_err());
        assert!(context("colour=red").is_err());
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(shown("\u{1b}[31m\u{202E}é"), "␛[31m<U+202E>é");
        let text = "5 Agust\u{1b} 2025\u{7}";
        let context = Context::default();
        assert!(!report(text, &date::explain(text, &context), &context).contains(['\u{1b}', '\u{7}']));
    }
}

//! Dates: a table of what newsrooms write, and what must hold for any text.

use dateline::value::date::{self, Context, Order, When};
use dateline::value::moment::Moment;
use dateline::value::zone::Zone;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("../normalise/dates.tsv");
const REFUSALS: &str = include_str!("../normalise/refusals.tsv");

struct Row {
    id: &'static str,
    input: String,
    context: Context,
    expected: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, input, context, expected, ..] = columns[..] else { panic!("not a row: {line}") };
        Row { id, input: serde_json::from_str(input).expect("a JSON string"), context: declared(context), expected }
    };
    TABLE.lines().skip(1).map(row).collect()
}

fn declared(pairs: &str) -> Context {
    let mut context = Context::default();
    for (key, value) in pairs.split("; ").filter_map(|pair| pair.split_once('=')) {
        match key {
            "zone" => context.zone = Some(Zone::parse(value).expect("a zone")),
            "order" => context.order = Some(Order::parse(value).expect("an order")),
            "lang" => context.language = Some(value.to_owned()),
            _ => panic!("unknown key {key}"),
        }
    }
    context
}

fn answer(text: &str, context: &Context) -> String {
    match date::read(text, context) {
        Ok(When::Instant(moment)) => moment.to_rfc3339(),
        Ok(When::Day(day)) => format!("date-only {day}"),
        Err(_) => "ERROR".to_owned(),
    }
}

#[test]
fn the_table_is_read_as_it_says() {
    let rows = rows();
    assert!(rows.len() >= 150, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|Row { id, input, context, expected }| {
            let got = answer(input, context);
            let why = || date::read(input, context).err().map(|error| format!(" ({error})")).unwrap_or_default();
            (got != *expected).then(|| format!("{id} {input:?}: expected {expected}, got {got}{}", why()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// In the table the place that is to blame stands between `⟦` and `⟧`.
#[test]
fn a_refusal_says_why_and_where_and_what_to_type() {
    let json = |text: &str| serde_json::from_str::<Vec<String>>(text).expect("a list of texts");
    let told = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [input, context, reason, instead] = columns[..] else { panic!("not a row: {line}") };
        let marked: String = serde_json::from_str(input).expect("a JSON string");
        let text = marked.replace(['⟦', '⟧'], "");
        let (got, context) = (date::explain(&text, &declared(context)).outcome, declared(context));
        assert_eq!(got, date::read(&text, &context), "{text:?}");
        let Err(error) = got else { return Some(format!("{text:?} is read")) };
        let range = error.range.clone();
        let place = format!("{}⟦{}⟧{}", &text[..range.start], &text[range.clone()], &text[range.end..]);
        let is_told =
            (place.as_str(), error.to_string().as_str(), &error.suggestions) == (&marked, reason, &json(instead));
        (!is_told).then(|| format!("{place:?}: {error}; {:?}", error.suggestions))
    };
    let wrong: Vec<String> = REFUSALS.lines().skip(1).filter_map(told).collect();
    assert!(wrong.is_empty(), "{} are told otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn signs_that_look_alike_are_read_alike() {
    let evening = "2026-03-04T17:12:00-05:00";
    for (pattern, signs, read) in [
        ("March 4, 2026 _ 5:12 p.m. EST", "–—―‒·•・‧∙⋅●|¦│", evening),
        ("March 4, 2026, 5_12 p.m. EST", ":∶：", evening),
        ("March 4_ 2026, 5:12 p.m. EST", ",、，", evening),
        ("March 4, 2026, 5:12 p_m_ EST", ".。．", evening),
        ("March 4, 2026, 5:12 p.m. _EST)", "(〔【「〈（", evening),
        ("March 4, 2026, 5:12 p.m. (EST_", ")〕】」〉）", evening),
        ("13_03_2026", "-‐‑−/∕⁄", "date-only 2026-03-13"),
        ("4 Mar _26", "'’‘ʼ′`ʹ", "date-only 2026-03-04"),
    ] {
        for sign in signs.chars() {
            let text = pattern.replace('_', &sign.to_string());
            assert_eq!(answer(&text, &Context::default()), read, "{text}");
        }
    }
}

#[test]
fn explaining_agrees_with_reading() {
    for Row { id, input, context, .. } in rows() {
        assert_eq!(date::explain(&input, &context).outcome, date::read(&input, &context), "{id} {input:?}");
    }
}

#[test]
fn every_suggestion_is_read() {
    for Row { id, input, context, .. } in rows() {
        if let Err(error) = date::read(&input, &context) {
            assert!(input.get(error.range.clone()).is_some(), "{id} {input:?}: {:?}", error.range);
            for text in &error.suggestions {
                assert!(date::read(text, &context).is_ok(), "{id} {input:?}: {text}");
            }
        }
    }
}

/// Texts that are nearly dates: the words, numbers and marks of the table, shuffled.
fn nearly_dates() -> impl Strategy<Value = String> {
    let mut pieces: Vec<String> = rows()
        .iter()
        .flat_map(|row| {
            row.input.split_inclusive([' ', ',', ':', '-', '/', '.']).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    pieces.sort();
    pieces.dedup();
    proptest::collection::vec(proptest::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

fn row() -> impl Strategy<Value = (String, Context)> {
    let rows: Vec<_> = rows().into_iter().map(|row| (row.input, row.context)).collect();
    proptest::sample::select(rows)
}

fn moment() -> impl Strategy<Value = Moment> {
    let offset = (-18 * 4..=18 * 4).prop_map(|quarters: i32| quarters * 900);
    let fields = (-30_000_000_000_i64..253_402_200_000, prop_oneof![Just(0_u32), 0..1_000_000_000_u32], offset);
    fields.prop_filter_map("not a moment", |(seconds, nanosecond, offset)| {
        let utc = chrono::DateTime::from_timestamp(seconds, nanosecond)?;
        Moment::from_chrono(utc.with_timezone(&chrono::FixedOffset::east_opt(offset)?))
    })
}

fn has_a_year(text: &str) -> bool {
    text.nfkc().any(|char| char.is_ascii_digit() || "〇○零一二三四五六七八九十廿卅元".contains(char))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        let context = declared("zone=Europe/Paris; order=mdy");
        if let Err(error) = date::read(&text, &context) {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?} of {text:?}", error.range);
        }
        let _ = date::explain(&text, &Context::default());
    }

    #[test]
    fn near_dates_are_read_or_refused(text in nearly_dates()) {
        for context in [Context::default(), declared("zone=America/New_York; order=dmy")] {
            let explanation = date::explain(&text, &context);
            prop_assert_eq!(&explanation.outcome, &date::read(&text, &context));
            for step in &explanation.steps {
                prop_assert!(text.get(step.range.clone()).is_some(), "{:?} of {text:?}", step.range);
            }
            match &explanation.outcome {
                Ok(when) => {
                    prop_assert!(has_a_year(&text), "{text:?} is {when}");
                    prop_assert_eq!(date::read(&when.to_string(), &context), Ok(*when));
                }
                Err(error) => {
                    prop_assert!(text.get(error.range.clone()).is_some());
                    for suggestion in &error.suggestions {
                        prop_assert!(date::read(suggestion, &context).is_ok(), "{text:?}: {suggestion:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_printed_moment_reads_back(moment in moment()) {
        let context = Context::default();
        prop_assert_eq!(date::read(&moment.to_rfc3339(), &context), Ok(When::Instant(moment)));
        prop_assert_eq!(Moment::parse_rfc3339(&moment.to_rfc3339()), Ok(moment));
        let whole = Moment::parse_rfc822(&moment.to_rfc822());
        prop_assert_eq!(whole.map(Moment::timestamp), Ok(moment.timestamp()));
        prop_assert_eq!(date::read(&moment.to_rfc822(), &context), whole.map(When::Instant).map_err(|_| unreachable!()));
        let utc = Moment::parse_rfc3339(&moment.to_rfc3339_utc());
        prop_assert_eq!(utc.map(Moment::timestamp), Ok(moment.timestamp()));
    }

    #[test]
    fn a_printed_day_reads_back(days in 1_i32..3_652_059) {
        let day = chrono::NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        prop_assert_eq!(date::read(&day.to_string(), &Context::default()), Ok(When::Day(day)));
    }

    #[test]
    fn text_without_a_year_is_no_date(text in "[a-zA-Zäéžя .,:/-]*") {
        prop_assert!(date::read(&text, &declared("zone=Europe/Paris; order=mdy")).is_err());
    }

    #[test]
    fn white_space_does_not_count((text, context) in row(), space in "[ \t\n\u{a0}\u{2009}\u{3000}]{1,3}") {
        let spread = text.split(' ').collect::<Vec<_>>().join(&space);
        prop_assert_eq!(answer(&spread, &context), answer(&text, &context), "{:?}", spread);
        let framed = format!("{space}{text}{space}");
        prop_assert_eq!(answer(&framed, &context), answer(&text, &context), "{:?}", framed);
    }

    #[test]
    fn normalisation_forms_do_not_count((text, context) in row()) {
        let expected = answer(&text, &context);
        let forms = [text.nfc().collect::<String>(), text.nfd().collect(), text.nfkc().collect(), text.nfkd().collect()];
        for form in forms {
            prop_assert_eq!(answer(&form, &context), expected.as_str(), "{:?}", form);
        }
        let shouted = text.to_uppercase();
        // Character references and the endings of upper case are letters too.
        if !text.contains('&') && shouted.to_lowercase() == text.to_lowercase() {
            prop_assert_eq!(answer(&shouted, &context), expected.as_str(), "{:?}", shouted);
        }
    }
}

//! Bylines: a table of what newsrooms write, and what holds for any text.

use dateline::value::byline::{self, Fate};
use dateline::value::person::{Credit, Role};
use proptest::prelude::*;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("../normalise/bylines.tsv");

/// The credits in the form of the table.
fn answer(text: &str) -> Value {
    let object = |credit: &Credit| {
        let mut object = Map::new();
        object.insert("name".to_owned(), credit.name().into());
        object.insert("role".to_owned(), credit.role().as_str().into());
        for (key, value) in [("email", credit.email()), ("uri", credit.uri()), ("affiliation", credit.affiliation())] {
            if let Some(value) = value {
                object.insert(key.to_owned(), value.into());
            }
        }
        if credit.is_organisation() {
            object.insert("organisation".to_owned(), true.into());
        }
        Value::Object(object)
    };
    byline::read(text).credits.iter().map(object).collect()
}

#[test]
fn every_row_of_the_table() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in TABLE.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, input, _context, expected, _source, note] = columns[..] else {
            panic!("expected six columns: {line}");
        };
        let input: String = serde_json::from_str(input).unwrap();
        let expected: Value = serde_json::from_str(expected).unwrap();
        let got = answer(&input);
        if got != expected {
            wrong.push(format!("{id} {input:?} {note}\n  expected {expected}\n  got      {got}"));
        }
        rows += 1;
    }
    assert!(rows >= 150, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_address_that_no_name_came_to_is_a_credit() {
    for (text, names) in [
        ("jane@gazette.example", &["jane@gazette.example"][..]),
        ("By @janedoe", &["@janedoe"]),
        ("By Jane Doe and press@gazette.example", &["Jane Doe", "press@gazette.example"]),
    ] {
        let byline = byline::read(text);
        let found: Vec<&str> = byline.credits.iter().map(Credit::name).collect();
        assert_eq!(found, names, "{text}");
    }
}

#[test]
fn inputs_differ() {
    let mut inputs: Vec<&str> = TABLE.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect();
    let rows = inputs.len();
    inputs.sort_unstable();
    inputs.dedup();
    assert_eq!(inputs.len(), rows);
}

/// What a byline of many names allocates and visits grows with its length: twice the names, twice the tokens.
#[test]
fn ten_thousand_names() {
    let text = |names: usize| (0..names).map(|n| ["Jane", &n.to_string(), " Doe, "].concat()).collect::<String>();
    for names in [5_000, 10_000] {
        let explanation = byline::explain(&text(names));
        assert_eq!(explanation.tokens.len(), 3 * names);
        assert_eq!(explanation.byline.credits.len(), names);
    }
}

#[test]
fn spans_point_at_the_name() {
    let text = "By <b>JANE DOE</b> and Jos&eacute; Díaz, Staff Writers; photos by Berg, Jan van der";
    let spans: Vec<&str> =
        byline::read(text).credits.iter().filter_map(|credit| credit.span().map(|span| &text[span])).collect();
    assert_eq!(spans, ["JANE DOE", "Jos&eacute; Díaz", "Berg, Jan van der"]);
    let dropped = &byline::read(text).dropped;
    assert_eq!(dropped.len(), 1);
    assert_eq!(&text[dropped[0].span.clone().unwrap()], "Staff Writers");
}

#[test]
fn labels_at_the_very_end() {
    for text in [
        "(译 z",
        "traduction z",
        "Перевод с",
        "by",
        "photos by",
        "Aus dem Englischen von",
        "AP Photo by",
        "Jane Doe, with",
        "Photo courtesy of",
    ] {
        assert!(!byline::explain(text).tokens.is_empty());
    }
}

fn plain_name() -> impl Strategy<Value = String> {
    let given =
        prop::sample::select(vec!["Ada", "Boris", "Chidi", "Émile", "Jürgen", "Łucja", "Niamh", "Oksana", "Søren"]);
    let family = prop::sample::select(vec![
        "Achterberg",
        "Bykova",
        "Okonkwo",
        "Ñúñez",
        "O'Malley",
        "McGinty",
        "Lindqvist",
        "Żak",
        "Saint-Just",
        "van der Berg",
        "de la Vega",
    ]);
    (given, prop::option::of("[A-Z]\\."), family).prop_map(|(given, initial, family)| match initial {
        Some(initial) => format!("{given} {initial} {family}"),
        None => format!("{given} {family}"),
    })
}

fn names(text: &str) -> Vec<(String, Role)> {
    byline::read(text).credits.iter().map(|credit| (credit.name().to_owned(), credit.role())).collect()
}

/// Text made of the words that bylines are made of, and of anything else.
fn bylineish() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "By", "by", "and", "&", "y", "et", "Jane", "DOE", "Doe,", "John", "Smith", "Jr.", "MD", "Reuters", "(AP)", "/", "|", ",", ";", "\n", "—",
            "photos", "Photos:", "Story", "with", "Special", "to", "in", "Kyiv", "Staff", "Writer", "@jane", "jane@example.com", "<b>", "</b>",
            "<a href=\"https://example.com\">", "</a>", "&amp;", "“", "”", "(", ")", "The", "Board", "for", "of", "文", "写真：", "山田", "2025", "5", "min", "read", "Aug.", "contributed", "et", "al.", "von", "der",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn never_panics_and_spans_are_text(text in prop_oneof![any::<String>(), bylineish()]) {
        let explanation = byline::explain(&text);
        prop_assert_eq!(&byline::read(&text), &explanation.byline);
        for credit in &explanation.byline.credits {
            prop_assert!(!credit.name().trim().is_empty());
            prop_assert!(!credit.name().contains(char::is_control));
            if let Some(span) = credit.span() {
                prop_assert!(text.get(span).is_some());
            }
        }
        for dropped in &explanation.byline.dropped {
            prop_assert!(dropped.span.clone().is_none_or(|span| text.get(span).is_some()));
        }
        for token in &explanation.tokens {
            prop_assert!(token.span.clone().is_none_or(|span| text.get(span).is_some()));
            if let Fate::Name(index) = token.fate {
                prop_assert!(index < explanation.byline.credits.len());
            }
        }
    }

    #[test]
    fn printed_names_read_back(mut people in prop::collection::vec(plain_name(), 1..6)) {
        people.dedup();
        let mut unique: Vec<String> = Vec::new();
        for name in people {
            if !unique.contains(&name) {
                unique.push(name);
            }
        }
        let text = match unique.as_slice() {
            [init @ .., last] if !init.is_empty() => format!("{} and {last}", init.join(", ")),
            all => all.join(", "),
        };
        let expected: Vec<(String, Role)> = unique.iter().map(|name| (name.clone(), Role::Author)).collect();
        prop_assert_eq!(names(&text), expected.clone());
        prop_assert_eq!(names(&format!("By {text}")), expected);
    }

    #[test]
    fn any_white_space_will_do(text in bylineish(), space in prop::sample::select(vec!["  ", "\t", "\u{a0}", "\u{2009} ", "\u{3000}"])) {
        prop_assume!(!text.contains(['\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}']));
        let spaced: String = text.replace(' ', space);
        prop_assert_eq!(answer(&spaced), answer(&text));
    }

    #[test]
    fn any_normalisation_form_will_do(text in prop_oneof![bylineish(), any::<String>()]) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(answer(&composed), answer(&decomposed));
        prop_assert_eq!(answer(&text), answer(&composed));
    }
}

//! Bylines: a table of what newsrooms write, and what holds for any text.

use std::ops::Range;

use dateline::value::byline::{self, Fate};
use dateline::value::person::{Credit, Role};
use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("../normalise/bylines.tsv");

/// The credits in the form of the table.
fn answer(text: &str) -> Value {
    serde_json::to_value(byline::read(text).credits).expect("texts")
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

/// The words of a byline as they are written, with what became of them; those of one fate stand together up to what
/// separates.
fn accounted(text: &str) -> Vec<(&str, String)> {
    let explanation = byline::explain(text);
    let mut runs: Vec<(Range<usize>, String)> = Vec::new();
    let mut goes_on = false;
    for token in &explanation.tokens {
        let fate = match &token.fate {
            Fate::Name(index) => explanation.byline.credits[*index].name().to_owned(),
            Fate::Affiliation => "affiliation".to_owned(),
            Fate::Email => "email".to_owned(),
            Fate::Uri => "link".to_owned(),
            Fate::ByWord => "by-word".to_owned(),
            Fate::Role(roles) => roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" and "),
            Fate::Separator => {
                goes_on = false;
                continue;
            }
            Fate::Dropped(why) => why.to_string(),
        };
        let span = token.span.clone().expect("a place");
        match runs.last_mut() {
            Some((run, last)) if goes_on && *last == fate => run.end = span.end,
            _ => runs.push((span, fate)),
        }
        goes_on = true;
    }
    runs.into_iter().map(|(run, fate)| (&text[run], fate)).collect()
}

/// Why words are dropped, as it is shown.
const WHYS: [&str; 8] = [
    "job title",
    "place",
    "special to",
    "handle",
    "date or reading time",
    "names nobody",
    "unnamed others",
    "parenthesis",
];

#[test]
fn every_word_is_accounted_for() {
    for (text, told) in [
        (
            "By JANE DOE, Staff Writer, London (AP) <jane@example.com>; photos by @omar",
            &[
                ("By", "by-word"),
                ("JANE DOE", "Jane Doe"),
                ("Staff Writer", "job title"),
                ("London", "place"),
                ("AP", "affiliation"),
                ("jane@example.com", "email"),
                ("photos by", "photographer"),
                ("@omar", "@omar"),
            ][..],
        ),
        (
            "<p>Jos&eacute; D&iacute;az &amp; <a href=\"https://example.com/x\">Ada&nbsp;Byron</a>, 5 min read</p>",
            &[
                ("Jos&eacute; D&iacute;az", "José Díaz"),
                ("Ada&nbsp;Byron", "Ada Byron"),
                ("5 min read", "date or reading time"),
            ][..],
        ),
        (
            "Walt (Birdie) Finch from Cairo, [author name], et al. | 3 March 2024",
            &[
                ("Walt", "Walt Finch"),
                ("(Birdie)", "parenthesis"),
                ("Finch", "Walt Finch"),
                ("from Cairo", "place"),
                ("[author name]", "names nobody"),
                ("et al.", "unnamed others"),
                ("3 March 2024", "date or reading time"),
            ][..],
        ),
        (
            "Walt Finch for The Gazette in Nairobi, Special to The Bee. Twitter: @wfinch",
            &[
                ("Walt Finch", "Walt Finch"),
                ("The Gazette", "affiliation"),
                ("in Nairobi", "place"),
                ("Special to The Bee", "special to"),
                ("Twitter: @wfinch", "handle"),
            ][..],
        ),
        (
            "Staff, {{ author }} and Ada Byron contributed to this report.",
            &[
                ("Staff", "names nobody"),
                ("{{ author }}", "names nobody"),
                ("Ada Byron", "Ada Byron"),
                ("contributed to this report", "contributor"),
            ][..],
        ),
        (
            "Finch, Walt B., Jr., MD https://example.com/walt",
            &[
                ("Finch", "Walt B. Finch Jr., MD"),
                ("Walt B.", "Walt B. Finch Jr., MD"),
                ("Jr.", "Walt B. Finch Jr., MD"),
                ("MD", "Walt B. Finch Jr., MD"),
                ("https://example.com/walt", "link"),
            ][..],
        ),
        (
            "文・小林さくら　写真・森健一",
            &[("文・", "by-word"), ("小林さくら", "小林さくら"), ("写真・", "photographer"), ("森健一", "森健一")][..],
        ),
        (
            "AP Photo/Walt Finch, File",
            &[("AP", "affiliation"), ("Photo", "photographer"), ("Walt Finch", "Walt Finch"), ("File", "names nobody")]
                [..],
        ),
        ("Video", &[("Video", "names nobody")]),
        (
            "Posted by Walt Finch on Monday",
            &[("Posted by", "by-word"), ("Walt Finch", "Walt Finch"), ("on Monday", "date or reading time")][..],
        ),
        (
            "Words, photos and video by Walt Finch",
            &[("Words, photos and video by", "author and photographer and videographer"), ("Walt Finch", "Walt Finch")]
                [..],
        ),
        (
            "✍\u{fe0f} By <!-- x > y --><b>Walt Finch</b>, Twitter",
            &[("By", "by-word"), ("Walt Finch", "Walt Finch"), ("Twitter", "handle")][..],
        ),
    ] {
        assert_accounted(text, told);
    }
}

#[test]
fn what_is_told_of_a_person_is_accounted_for() {
    assert_accounted(
        "Harriet Lowe is on Twitter @hlowe, with photos by Lena Fischer | 2025",
        &[
            ("Harriet Lowe", "Harriet Lowe"),
            ("on Twitter @hlowe", "handle"),
            ("with photos by", "photographer"),
            ("Lena Fischer", "Lena Fischer"),
            ("2025", "date or reading time"),
        ],
    );
}

fn assert_accounted(text: &str, told: &[(&str, &str)]) {
    let told: Vec<(&str, String)> = told.iter().map(|(words, fate)| (*words, (*fate).to_owned())).collect();
    assert_eq!(accounted(text), told, "{text}");
    let dropped = byline::read(text).dropped;
    let dropped: Vec<(&str, String)> = dropped
        .iter()
        .map(|dropped| (&text[dropped.span.clone().expect("a place")], dropped.why.to_string()))
        .collect();
    let is_dropped = |(_, fate): &&(&str, String)| WHYS.contains(&fate.as_str());
    assert_eq!(dropped, told.iter().filter(is_dropped).cloned().collect::<Vec<_>>(), "{text}");
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

//! Faulty articles and configs: each file of `tests/articles/` and `tests/configs/` says which findings it has, and
//! where.
//!
//! A case is a file. Its comments are what is expected: `#   ^^^ rule` below a line, with the marks below the place;
//! `#! rule` for a finding about the file as a whole; and, where a comment cannot stand, as inside of a text of several
//! lines, `#@ 3:5-3:9 rule` with the first place and the one after the last, and the path before them if it is that of
//! another file. `#--- PATH` begins another file of the same publication. The words lie in the snapshot beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use dateline::diagnostic::Diagnostic;
use dateline::{article, config, feed, table};

use crate::publication::{ARTICLE, CONFIG, PNG, Publication, shown};
use crate::repository;

/// A finding, as a case expects it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    path: String,
    place: Option<[usize; 4]>,
    rule: String,
}

/// A publication with faults, and what they are.
struct Case {
    name: String,
    publication: Publication,
    expected: Vec<Expected>,
}

#[test]
fn every_case_has_the_findings_that_it_says() {
    let faults: Vec<String> = cases().iter().filter_map(Case::fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_words_of_articles_are_as_they_were_read() {
    insta::glob!("../articles", "*/*.toml", words);
}

#[test]
fn the_words_of_configs_are_as_they_were_read() {
    insta::glob!("../configs", "*.toml", words);
}

/// Every rule of the input has a case that breaks it.
#[test]
fn every_rule_of_the_input_has_a_case() {
    let fired: BTreeSet<String> = cases().into_iter().flat_map(|case| case.expected).map(|fault| fault.rule).collect();
    let families = [article::rules::RULES, config::rules::RULES, feed::rules::RULES, table::rules::RULES];
    let wanted = families.into_iter().flatten();
    let missing: Vec<_> = wanted.map(|rule| rule.id).filter(|id| !fired.contains(*id)).collect();
    assert!(missing.is_empty(), "no case in tests/articles/ or tests/configs/ breaks {}", missing.join(", "));
}

/// Every rule is silent on a publication that uses every key and has no fault.
#[test]
fn a_publication_without_a_fault_has_no_finding() {
    let files = case("tests/articles/good.toml", &repository::read("tests/articles/good.toml").unwrap().into_bytes());
    let compiled = files.publication.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", shown(&compiled));
    let feeds = 3 * 6;
    assert_eq!(
        compiled.documents.len(),
        feeds + 3,
        "the main feed, a section's, two tags' and two authors'; the pages"
    );
}

/// Of all that the test's publication has, half is seen at the first look.
#[test]
fn articles_that_are_being_written_are_read_whole_where_anything_is_told_of_them() {
    let mut publication = Publication::new(CONFIG);
    for number in 0..90 {
        let time = format!("T{:02}:{:02}", 8 + number / 60, number % 60);
        let text = ARTICLE.replace("Harbour", &format!("{number}: Harbour")).replace("T08:00", &time);
        publication = publication.with(&format!("articles/a-{number}.toml"), text);
    }
    let odd = ARTICLE.replace("2026", "2025") + "mood  = \"calm\"\n";
    let compiled = publication.with("articles/odd.toml", odd).compile();
    let told: Vec<Expected> = compiled.diagnostics.iter().map(found).collect();
    let (path, rule) = ("articles/odd.toml".to_owned(), "toml/unknown-key".to_owned());
    assert_eq!(told, [Expected { path, place: Some([4, 1, 4, 5]), rule }], "{}", shown(&compiled));
    assert_eq!(compiled.articles, 91);
}

/// The lines that a publication's findings hold of each text, and the lines from the first of their places to the last.
fn held(publication: &Publication) -> Vec<(String, usize, usize)> {
    let compiled = publication.compile();
    let places = compiled
        .diagnostics
        .iter()
        .flat_map(|finding| std::iter::once(&finding.span).chain(finding.related.iter().map(|(place, _)| place)));
    let mut held: BTreeMap<_, (String, usize, Vec<usize>)> = BTreeMap::new();
    for place in places.filter(|place| place.source.path().starts_with("articles/")) {
        let lines = place.source.text().lines().count();
        let known = held.entry(std::sync::Arc::as_ptr(&place.source));
        let (_, _, shown) = known.or_insert_with(|| (place.source.path().to_owned(), lines, Vec::new()));
        let ends = place.range.iter().flat_map(|range| [range.start, range.end]);
        shown.extend(ends.map(|end| place.source.position(end).line));
    }
    let told = |(path, lines, shown): (String, usize, Vec<usize>)| {
        let (first, last) = (shown.iter().min(), shown.iter().max());
        (path, lines, first.zip(last).map_or(0, |(first, last)| last - first + 1))
    };
    held.into_values().map(told).collect()
}

/// A publication may have a fault in each of its articles, and all of their files are more than can be held.
#[test]
fn findings_hold_no_more_of_an_article_than_they_show() {
    for case in cases() {
        for (path, held, shown) in held(&case.publication) {
            assert!(held <= shown, "{}: {held} lines of {path}, of which {shown} are shown", case.name);
        }
    }
}

/// Of a long text they hold the lines of each place, wherever in it that is, and are told in their order.
#[test]
fn findings_hold_no_more_of_a_long_text_than_they_show() {
    let text =
        format!("<script>a()</script>\n{}<script>b()</script>\n\n<p onclick=\"c()\">D</p>\n", "Told.\n\n".repeat(5000));
    let publication = Publication::new(CONFIG)
        .with("articles/long.toml", "title = \"Long\"\ndate = 2026-03-01\nbody_file = \"long.md\"\nmood = 1\n")
        .with("articles/long.md", text);
    let held: Vec<(usize, usize)> = held(&publication).into_iter().map(|(_, held, shown)| (held, shown)).collect();
    assert_eq!(held.len(), 3);
    assert!(held.iter().all(|(held, shown)| held == shown && *held <= 3), "{held:?}");
    insta::assert_snapshot!(shown(&publication.compile()));
}

#[test]
fn there_are_cases_enough() {
    assert!(cases().len() >= 60, "{} cases", cases().len());
}

/// All cases, for the tests that look at them together.
fn cases() -> Vec<Case> {
    let is_case = |path: &str| {
        let ours = path.starts_with("tests/articles/") || path.starts_with("tests/configs/");
        ours && Path::new(path).extension().is_some_and(|extension| extension == "toml")
            && path != "tests/articles/good.toml"
    };
    let paths = repository::files().into_iter().map(|file| file.path).filter(|path| is_case(path));
    paths
        .map(|path| case(&path, &std::fs::read(repository::root().join(&path)).expect("the case was just listed")))
        .collect()
}

/// The path that a case has in its publication.
fn home_of(path: &str) -> String {
    if path.contains("configs/") {
        return "config.toml".to_owned();
    }
    format!("articles/{}", path.rsplit('/').next().unwrap_or_default())
}

fn words(path: &Path) {
    let name = path.to_string_lossy().replace('\\', "/");
    let case = case(&name, &std::fs::read(path).expect("the case was just listed"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(path.parent().expect("a case lies in a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.set_omit_expression(true);
    settings.remove_input_file();
    let words = shown(&case.publication.compile());
    let stem = path.file_stem().and_then(OsStr::to_str).expect("a case has a name of letters");
    settings.bind(|| insta::assert_snapshot!(stem, words));
}

impl Case {
    /// What is not as the case says.
    fn fault(&self) -> Option<String> {
        let compiled = self.publication.compile();
        let mut found: Vec<Expected> = compiled.diagnostics.iter().map(found).collect();
        found.sort();
        let list = |faults: &[Expected]| faults.iter().map(Expected::to_string).collect::<Vec<_>>().join("\n  ");
        let (name, wanted) = (&self.name, &self.expected);
        (found != *wanted)
            .then(|| format!("{name} says\n  {}\nand has\n  {}\n{}", list(wanted), list(&found), shown(&compiled)))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, place, rule } = self;
        match place {
            Some([line, column, end_line, end_column]) => {
                write!(f, "{path} {line}:{column}-{end_line}:{end_column} {rule}")
            }
            None => write!(f, "{path} {rule}"),
        }
    }
}

fn found(diagnostic: &Diagnostic) -> Expected {
    let source = &diagnostic.span.source;
    let place = diagnostic.span.range.as_ref().map(|range| {
        let (start, end) = (source.position(range.start), source.position(range.end));
        [start.line, start.column, end.line, end.column]
    });
    Expected { path: source.path().to_owned(), place, rule: diagnostic.rule.id.to_owned() }
}

/// Takes a case apart: the files of its publication, and what it expects of each.
fn case(name: &str, bytes: &[u8]) -> Case {
    let mut publication = Publication::new(CONFIG)
        .with("articles/ice.toml", ARTICLE)
        .with("articles/img/ferry.png", PNG)
        .with("articles/audio/ferry.mp3", &b"ID3\x04\0\0\0\0\0\0"[..]);
    let mut files: BTreeMap<String, Vec<&[u8]>> = BTreeMap::new();
    let mut path = home_of(name);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match line.strip_prefix(b"#--- ") {
            Some(other) => {
                String::from_utf8_lossy(other).trim().clone_into(&mut path);
                files.entry(path.clone()).or_default();
            }
            None => files.entry(path.clone()).or_default().push(line),
        }
    }
    let mut expected = Vec::new();
    for (path, lines) in files {
        expected.extend(marks(&path, &lines));
        publication = publication.with(&path, lines.concat());
    }
    expected.sort();
    Case { name: name.to_owned(), publication, expected }
}

/// What the comments of a file expect.
fn marks(path: &str, lines: &[&[u8]]) -> Vec<Expected> {
    let mut expected = Vec::new();
    let mut above = 0;
    for (number, line) in (1..).zip(lines) {
        let line = String::from_utf8_lossy(line);
        let expect = |place, rule: &str| Expected { path: path.to_owned(), place, rule: rule.trim().to_owned() };
        if let Some(rule) = line.strip_prefix("#!") {
            expected.push(expect(None, rule));
        } else if let Some(rest) = line.strip_prefix("#@") {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let (other, place, rule) = match words[..] {
                [place, rule] => (path, place, rule),
                [other, place, rule] => (other, place, rule),
                _ => panic!("{path}: `#@ PATH LINE:COLUMN-LINE:COLUMN RULE`, the path only if it is another file's"),
            };
            let numbers: Vec<usize> = place.split([':', '-']).map(|number| number.parse().expect("a number")).collect();
            expected.push(Expected { path: other.to_owned(), ..expect(numbers.try_into().ok(), rule) });
        } else if let Some((start, marks, rule)) = carets(&line) {
            expected.push(expect(Some([above, start, above, start + marks]), rule));
        } else {
            above = number;
        }
    }
    expected
}

/// The column, the number of marks and the rule of a comment such as `#  ^^^ rule`.
fn carets(line: &str) -> Option<(usize, usize, &str)> {
    let below = line.strip_prefix('#')?;
    let marks = below.trim_start_matches(' ');
    let rule = marks.trim_start_matches('^');
    let number = marks.len() - rule.len();
    (number > 0).then_some((2 + below.len() - marks.len(), number, rule))
}

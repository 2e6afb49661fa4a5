//! The catalogue of rules: what each must have, and `docs/rules.md`, which is made from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::diagnostic::rule::{Level, Rule};
use dateline::rules;

use crate::repository;

#[test]
fn every_rule_has_what_a_rule_must_have() {
    let faults = faults(rules::all(), |page| repository::root().join(page).is_file());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_catalogue_is_sorted_and_searchable() {
    assert!(rules::all().is_sorted_by_key(|rule| rule.id));
    for rule in rules::all() {
        assert_eq!(rules::find(rule.id).map(|found| found.id), Some(rule.id));
        assert_eq!(rules::nearest(rule.id).map(|near| near.id), Some(rule.id));
    }
}

/// `UPDATE_DOCS=1 cargo test` writes the page anew.
#[test]
fn the_page_of_rules_is_fresh() {
    let fresh = document(rules::all());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(repository::root().join("docs").join("rules.md"), &fresh).unwrap();
    }
    let committed = repository::read("docs/rules.md").unwrap_or_default();
    assert!(committed == fresh, "docs/rules.md is stale; UPDATE_DOCS=1 cargo test --test it rules writes it anew");
}

/// Every family's file is in the catalogue: a table of rules that nobody lists is a page that nobody finds.
#[test]
fn every_table_of_rules_is_in_the_catalogue() {
    let catalogue = repository::read("src/rules.rs").unwrap();
    let of_lint = repository::read("src/lint.rs").unwrap();
    for file in repository::files() {
        let Some(module) = module_of(&file.path) else { continue };
        let (list, module) = match module.strip_prefix("lint::") {
            Some(family) => (&of_lint, family),
            None => (&catalogue, module.as_str()),
        };
        assert!(
            !file.text.is_some_and(|text| declares_rules(&text)) || list.contains(&format!("{module}::RULES")),
            "no list has {module}::RULES"
        );
    }
}

/// Whether a file has a table of rules outside its tests.
fn declares_rules(text: &str) -> bool {
    text.lines().take_while(|line| *line != "#[cfg(test)]").any(|line| line == "rules! {")
}

/// `article::rules` for `src/article/rules.rs`.
fn module_of(path: &str) -> Option<String> {
    Some(path.strip_prefix("src/")?.strip_suffix(".rs")?.replace('/', "::"))
}

/// What is wrong with rules, one line each.
fn faults(rules: &[&Rule], page_exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for rule in rules {
        let mut fault = |what: &str| faults.push(format!("{}: {what}", rule.id));
        if !ids.insert(rule.id) {
            fault("the id is taken");
        }
        if !is_id(rule.id) {
            fault("the id is not `family/kebab-case`");
        }
        if rule.summary.is_empty() || rule.summary.ends_with('.') || rule.summary.contains('\n') {
            fault("the summary is not one line without a final dot");
        }
        // The first word may be a name that is written with capitals: RSS, JSON, W3C.
        let first: Vec<char> = rule.summary.chars().take(2).collect();
        if matches!(first[..], [a, b] if a.is_uppercase() && b.is_lowercase()) {
            fault("the summary begins with a capital");
        }
        if !is_specification(rule.spec, &page_exists) {
            fault("the specification is neither an https address nor a page in docs/ that exists");
        }
        if rule.w3c.is_some_and(|class| !class.chars().all(|c| c.is_ascii_alphanumeric()) || class.is_empty()) {
            fault("the W3C class is no class name");
        }
        let page = rule.page();
        if page.split("\n\n").filter(|block| !block.trim().is_empty()).count() < 2 {
            fault("the page has fewer than two paragraphs");
        }
        if page.matches("```").count() % 2 == 1 {
            fault("the page has a code block without an end");
        }
    }
    faults
}

fn is_id(id: &str) -> bool {
    let is_kebab = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .split('-')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
    };
    matches!(id.split('/').collect::<Vec<_>>()[..], [family, fault] if is_kebab(family) && is_kebab(fault))
}

fn is_specification(spec: &str, page_exists: impl Fn(&str) -> bool) -> bool {
    let is_markdown = |page: &str| Path::new(page).extension().is_some_and(|extension| extension == "md");
    if let Some(address) = spec.strip_prefix("https://") {
        return address.contains('.') && !address.contains(char::is_whitespace);
    }
    let page = spec.split('#').next().unwrap_or(spec);
    page.starts_with("docs/") && is_markdown(page) && page_exists(page)
}

/// The whole of `docs/rules.md`.
fn document(rules: &[&Rule]) -> String {
    let mut families: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        families.entry(rule.family()).or_default().push(rule);
    }
    let mut text = String::from(
        "# Rules\n\n\
         <!-- Made from the doc comments of the rules in src/; UPDATE_DOCS=1 cargo test writes it anew. -->\n\n\
         Every finding names its rule; `dateline explain RULE` prints what stands here.\n\
         `[rules]` in config.toml gives a rule another level, or turns it `off`;\n\
         what makes an article or config.toml unusable stays an error.\n",
    );
    for (family, rules) in &families {
        let _ = write!(text, "\n**[{family}](#{family})**\n\n");
        for rule in rules {
            let _ = writeln!(text, "- [`{}`](#{}): {}", rule.id, anchor(rule.id), rule.summary);
        }
    }
    for (family, rules) in &families {
        let _ = write!(text, "\n## {family}\n");
        for rule in rules {
            text.push_str(&section(rule));
        }
    }
    text
}

fn section(rule: &Rule) -> String {
    let level = match rule.level {
        Level::Error => "**error**",
        Level::Warning => "**warning**",
        Level::Info => "**info**",
    };
    let more = match rule.spec.strip_prefix("docs/") {
        // This very page.
        Some("rules.md") => String::new(),
        Some(page) => format!("\nMore: [{}]({page})\n", rule.spec),
        None => format!("\nSpecification: <{}>\n", rule.spec),
    };
    let class = rule.w3c.map_or_else(String::new, |class| format!(" · W3C: `{class}`"));
    let page = without_headings(&rule.page());
    format!("\n### {}\n\n{level}: {}{class}\n\n{page}{more}", rule.id, rule.summary)
}

/// The anchor that code hosts give a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// Headings of a rule's page as bold lines, so that the page keeps one outline.
fn without_headings(page: &str) -> String {
    let mut in_code = false;
    let mut text = String::new();
    for line in page.lines() {
        in_code ^= line.starts_with("```");
        match line.trim_start_matches('#').strip_prefix(' ') {
            Some(heading) if line.starts_with('#') && !in_code => {
                let _ = writeln!(text, "**{heading}**");
            }
            _ => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    text
}

mod checks {
    //! The checks themselves, on a family of samples.

    use super::*;

    const GOOD: Rule = Rule {
        id: "sample/unknown-key",
        level: Level::Warning,
        summary: "unknown key",
        spec: "docs/sample.md#keys",
        w3c: None,
        docs: " A key.\n\n # Why\n\n Ignored.\n\n ```sh\n # no heading\n ```\n",
    };
    static UNKNOWN: Rule = GOOD;
    static GAP: Rule = Rule {
        id: "date/gap-in-zone",
        level: Level::Error,
        summary: "RSS has no such time",
        spec: "https://www.rfc-editor.org/rfc/rfc3339",
        w3c: Some("InvalidRFC3339Date"),
        docs: " A time.\n\n That never was.\n",
    };

    fn faults_of(rule: &Rule) -> Vec<String> {
        faults(&[rule], |page| page == "docs/sample.md")
    }

    #[test]
    fn good_rules_have_no_fault() {
        assert_eq!(faults(&[&UNKNOWN, &GAP], |page| page == "docs/sample.md"), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_seen() {
        for (rule, expected) in [
            (Rule { id: "unknown-key", ..GOOD }, "kebab"),
            (Rule { id: "sample/Unknown", ..GOOD }, "kebab"),
            (Rule { id: "sample/un--known", ..GOOD }, "kebab"),
            (Rule { id: "sample/unknown_key", ..GOOD }, "kebab"),
            (Rule { id: "a/b/c", ..GOOD }, "kebab"),
            (Rule { summary: "unknown key.", ..GOOD }, "final dot"),
            (Rule { summary: "", ..GOOD }, "one line"),
            (Rule { summary: "Unknown key", ..GOOD }, "capital"),
            (Rule { spec: "http://example.com/", ..GOOD }, "specification"),
            (Rule { spec: "docs/missing.md", ..GOOD }, "specification"),
            (Rule { spec: "src/lib.rs", ..GOOD }, "specification"),
            (Rule { w3c: Some("a class"), ..GOOD }, "class"),
            (Rule { docs: " One paragraph\n of two lines.\n", ..GOOD }, "paragraphs"),
            (Rule { docs: " One.\n\n ```toml\n a = 1\n", ..GOOD }, "code block"),
        ] {
            let faults = faults_of(&rule);
            assert!(matches!(&faults[..], [fault] if fault.contains(expected)), "{expected}: {faults:?}");
        }
        assert_eq!(faults(&[&UNKNOWN, &UNKNOWN], |_| true), ["sample/unknown-key: the id is taken"]);
    }

    #[test]
    fn a_table_counts_outside_tests_alone() {
        assert!(declares_rules("use x;\nrules! {\n}\n"));
        assert!(!declares_rules("macro_rules! rules {\n}\n#[cfg(test)]\nmod tests {\nrules! {\n}\n}\n"));
        assert_eq!(module_of("src/article/rules.rs").as_deref(), Some("article::rules"));
    }

    #[test]
    fn the_page_has_a_family_a_chapter() {
        insta::assert_snapshot!(document(&[&GAP, &UNKNOWN]));
    }
}

//! `[rules]`: levels of findings, raised, lowered or turned off.

use std::collections::BTreeMap;

use super::rules;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Sink;
use crate::diagnostic::rule::{Level, Rule};
use crate::table::{Table, Text};

/// The levels that config.toml gives to rules.
#[derive(Debug, Default)]
pub struct Levels(BTreeMap<&'static str, Wanted>);

/// Every rule there is, put together where it is asked for.
pub type Catalogue = fn() -> &'static [&'static Rule];

/// What config.toml says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    At(Level),
    Off,
}

/// The words for a level in config.toml.
const WORDS: [&str; 4] = ["error", "warning", "info", "off"];

/// The families of the input: with an error there, there is nothing that could be written.
const INPUT: [&str; 4] = ["toml", "config", "article", "publication"];

impl Levels {
    pub(super) fn read(table: Option<Table<'_>>, catalogue: Catalogue, sink: &mut Sink) -> Self {
        let mut levels = Self::default();
        let Some(table) = table else { return levels };
        let catalogue = catalogue();
        for (key, word) in table.into_texts(sink) {
            let rule = catalogue.iter().find(|rule| rule.id == key.as_str());
            match (rule, wanted(&word)) {
                (None, _) => sink.push(rules::unknown_rule(&key, catalogue)),
                (_, None) => sink.push(rules::unknown_word(&word, &WORDS)),
                (Some(rule), Some(wanted)) if is_fixed(rule) && wanted != Wanted::At(Level::Error) => {
                    sink.push(rules::fixed_rule(&key));
                }
                (Some(rule), Some(wanted)) => {
                    levels.0.insert(rule.id, wanted);
                }
            }
        }
        levels
    }

    /// The finding at the level that config.toml wants, or `None` where it is off.
    #[must_use]
    pub fn apply(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        match self.0.get(diagnostic.rule.id) {
            Some(Wanted::Off) => return None,
            Some(Wanted::At(level)) => diagnostic.level = diagnostic.gravest.max(*level),
            None => {}
        }
        Some(diagnostic)
    }
}

/// Whether findings of a rule can be let pass for one run: those of what readers and the publication as a whole would
/// mind, without which something can be written all the same.
#[must_use]
pub fn may_pass(rule: &Rule) -> bool {
    matches!(rule.family(), "identity" | "publication") && !is_fixed(rule)
}

/// Whether a rule stays an error, because nothing could be written without what it asks for.
fn is_fixed(rule: &Rule) -> bool {
    rule.level == Level::Error && INPUT.contains(&rule.family())
}

fn wanted(word: &Text) -> Option<Wanted> {
    match word.as_str() {
        "error" => Some(Wanted::At(Level::Error)),
        "warning" => Some(Wanted::At(Level::Warning)),
        "info" => Some(Wanted::At(Level::Info)),
        "off" => Some(Wanted::Off),
        _ => None,
    }
}

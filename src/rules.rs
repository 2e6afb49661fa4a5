//! The catalogue: every rule of every family.

use std::sync::LazyLock;

use crate::diagnostic::rule::{self, Rule};
use crate::{article, config, feed, guard, lint, table};

/// The families of the input and of compiling, each from the file that holds its table, its constructors and its tests.
static FAMILIES: &[&[&Rule]] = &[
    article::rules::RULES,
    config::rules::RULES,
    feed::rules::RULES,
    guard::rules::RULES,
    guard::stale::RULES,
    table::rules::RULES,
];

static SORTED: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<_> = FAMILIES.iter().copied().flatten().copied().chain(lint::rules()).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// All rules, sorted by id.
#[must_use]
pub fn all() -> &'static [&'static Rule] {
    &SORTED
}

/// The rule of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().binary_search_by_key(&id, |rule| rule.id).ok().map(|at| all()[at])
}

/// The rule whose id was probably meant, if any is near enough.
///
/// The fault's name alone, without its family, is enough.
#[must_use]
pub fn nearest(id: &str) -> Option<&'static Rule> {
    rule::nearest(all(), id)
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public tables")]
mod tests {
    use super::*;
    use crate::diagnostic::rule::rules;

    rules! {
        /// A sample.
        ///
        /// For the test.
        UNKNOWN_KEY = Warning "sample/unknown-key" "unknown key", "docs/rules.md";
        /// Another.
        ///
        /// For the test.
        GAP = Error "sample/gap-in-zone" "gap in zone", "docs/rules.md";
    }

    #[test]
    fn every_rule_is_found_by_its_id_alone() {
        assert!(all().iter().all(|rule| find(rule.id).is_some_and(|found| std::ptr::eq(found, *rule))));
        assert!(find("no/such-rule").is_none());
    }

    #[test]
    fn a_misspelt_id_and_a_bare_fault_are_understood() {
        let near = |id| rule::nearest(RULES, id).map(|rule| rule.id);
        assert_eq!(near("sample/unknwon-key"), Some("sample/unknown-key"));
        assert_eq!(near("gap-in-zone"), Some("sample/gap-in-zone"));
        assert_eq!(near("gapinzone"), Some("sample/gap-in-zone"));
        assert_eq!(near("weather"), None);
    }
}

//! What the values of feeds may be: dates, addresses, numbers, codes, and plain text.

pub mod address;
pub mod contact;
pub mod date;
pub(crate) mod garbled;
pub mod language;
pub mod media_type;
pub mod number;
pub mod text;

use super::walk::{Site, Walk, shown};
use super::xml::tree::Text;
use crate::diagnostic::rule::Rule;

/// Any text.
pub(crate) fn any(_: &mut Walk<'_, '_>, _: &Site, _: &Text<'_>) {}

/// One of a few words; the finding lists them.
pub(crate) fn one_of(walk: &mut Walk<'_, '_>, site: &Site, value: &str, words: &[&str], rule: &'static Rule) {
    if !words.contains(&value) {
        let known = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let near = words.iter().find(|word| word.eq_ignore_ascii_case(value.trim()));
        let help = match near {
            Some(near) => format!("write `{near}`"),
            None => format!("write one of {known}"),
        };
        walk.value(rule, site, format!("expected one of {known}, found `{}`", shown(value)), &help);
    }
}

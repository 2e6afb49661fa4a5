//! `feeds/…`: what lies in `feeds/`, held against what a build would write.

use std::sync::Arc;

use crate::diagnostic::render::count;
use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::Source;

rules! {
    /// Feeds that are not what a build would write.
    ///
    /// `dateline build --check` looks for it, and nothing else does: where `feeds/` is committed beside the articles, it
    /// fails where somebody forgot to build, so that nobody reviews or serves what the articles do not say any more. The
    /// notes name each file, and of a feed what differs in it. Feeds become stale by themselves where an article is due or
    /// expires, and where a month that is over makes an archive.
    ///
    /// Wrong: an article changed and committed by itself.
    ///
    /// Right: `dateline build`, and `feeds/` in the same commit.
    STALE = Error "feeds/stale" "feeds that are not what a build would write", "docs/ci.md";
}

/// How many files are not as a build would leave them, by what is wrong with them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files {
    /// They have other bytes.
    pub differ: usize,
    /// They are not there.
    pub missing: usize,
    /// The build before made them, and this one would not.
    pub obsolete: usize,
}

/// That `feeds/` is stale; at the file of that path.
#[must_use]
pub fn stale(path: &str, files: Files) -> Diagnostic {
    let counts = [
        (files.differ, "differs", "differ"),
        (files.missing, "is missing", "are missing"),
        (files.obsolete, "is no longer made", "are no longer made"),
    ];
    let told = counts.into_iter().filter(|(number, ..)| *number > 0);
    let told =
        told.map(|(number, one, many)| format!("{} {}", count(number, "file"), if number == 1 { one } else { many }));
    let message = format!("feeds/ is stale: {}", told.collect::<Vec<_>>().join(", "));
    Diagnostic::new(&STALE, Span::whole(&Arc::new(Source::new(path, ""))), message)
}

//! The tests of the crate as a whole; one crate, so that they link once.
#![expect(clippy::disallowed_methods, reason = "tests read the repository's own files")]

mod beyond;
mod bylines;
mod dates;
mod lint;
mod render;
mod repository;
mod rules;
mod tidy;

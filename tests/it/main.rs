//! The tests of the crate as a whole; one crate, so that they link once.
#![expect(clippy::disallowed_methods, reason = "tests read the repository's own files")]

mod action;
mod adopting;
mod archive;
mod articles;
mod beyond;
mod bombs;
mod borders;
mod bylines;
mod clock;
mod commands;
mod dates;
mod diff;
mod explained;
mod feeds;
mod formats;
mod garbage;
mod going;
mod guard;
mod guarding;
mod hostile;
mod hosts;
mod large;
mod lint;
mod pinning;
mod publication;
mod published;
mod reading;
mod reference;
mod render;
mod repository;
mod rules;
mod secrets;
mod stale;
mod tidy;
mod transcripts;

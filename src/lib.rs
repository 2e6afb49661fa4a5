//! dateline: a feed compiler.
//!
//! It reads article files, normalises their dates and bylines, and writes RSS 2.0, Atom 1.0 and JSON Feed.

pub mod adopt;
pub mod article;
pub mod compile;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod feed;
pub mod guard;
pub mod lint;
pub mod pin;
pub mod press;
pub mod project;
pub mod published;
pub mod rules;
pub mod scaffold;
pub mod source;
pub mod spool;
pub mod table;
pub mod trace;
pub mod value;

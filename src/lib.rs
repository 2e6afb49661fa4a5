//! dateline: a feed compiler.
//!
//! It reads article files, normalises their dates and bylines, and writes RSS 2.0, Atom 1.0 and JSON Feed.

pub mod diagnostic;
pub mod lint;
pub mod rules;
pub mod source;
pub mod value;

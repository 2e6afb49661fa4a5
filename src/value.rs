//! What things are: each value with its parser, its printer and its tests in one place.
//!
//! Used alike by articles, emitters and lint. Values know no TOML, no XML events, no files and no findings: their
//! errors are facts, and the caller says where.

pub(crate) mod markdown;

pub mod byline;
pub mod byteset;
pub mod date;
pub mod encoding;
pub mod entity;
pub mod format;
pub mod garbled;
pub mod html;
pub mod id;
pub mod identity;
pub mod lang;
pub mod link;
pub mod media;
pub mod merge;
pub mod moment;
pub mod month;
pub mod permalink;
pub mod person;
pub mod slug;
pub mod summary;
pub mod text;
pub mod zone;

//! What things are: each value with its parser, its printer and its tests in one place.
//!
//! Used alike by articles, emitters and lint. Values know no TOML, no XML events, no files and no findings: their
//! errors are facts, and the caller says where.

pub mod date;
pub mod moment;
pub mod month;
pub mod zone;

//! The integration tests, one crate.

mod bylines;

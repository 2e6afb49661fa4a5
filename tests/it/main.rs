//! The tests of the crate as a whole; one crate, so that they link once.

mod render;

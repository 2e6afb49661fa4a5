//! How the program is linked, and which tables are made before it is compiled.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script in its environment what it builds")]

use std::path::Path;
use std::{env, fs};

/// The tables of words as they are written, where their own `use` finds what they name.
#[path = "src/value"]
mod value {
    pub(crate) mod person {
        /// Names alone: what is made says them, and the program knows what they are.
        #[derive(Debug)]
        pub(crate) enum Role {
            Author,
            Contributor,
            Photographer,
            Editor,
            Translator,
            Illustrator,
            Videographer,
            Producer,
            Reviewer,
            Designer,
        }
    }

    pub(crate) mod byline {
        #[expect(dead_code, reason = "some tables are searched as they are")]
        mod bodies;
        #[path = "../../../build/lexicon.rs"]
        pub(crate) mod lexicon;
        mod unnamed;
        #[expect(dead_code, reason = "some tables are searched as they are")]
        mod words;
    }
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/value/byline/bodies.rs");
    println!("cargo::rerun-if-changed=src/value/byline/words.rs");
    link();
    let made = env::var_os("OUT_DIR").expect("cargo gives a folder");
    fs::write(Path::new(&made).join("lexicon.rs"), value::byline::lexicon::source())
        .expect("the folder can be written");
}

fn link() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_ours = is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // At a fixed address the tables of time zones, locales and entities are not rewritten page by page at each start.
    if is_ours && env::var_os("CARGO_CFG_SANITIZE").is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

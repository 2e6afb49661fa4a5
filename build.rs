//! How the program is linked.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script in its environment what it builds")]

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_ours = is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // At a fixed address the tables of time zones, locales and entities are not rewritten page by page at each start.
    if is_ours && env::var_os("CARGO_CFG_SANITIZE").is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

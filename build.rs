//! How the program is linked, and which tables are made before it is compiled.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script in its environment what it builds")]

use std::path::{Path, PathBuf};
use std::process::Command;
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
    // The tables of words are part of this program: cargo runs it again where they change.
    println!("cargo::rerun-if-changed=build.rs");
    let made = PathBuf::from(env::var_os("OUT_DIR").expect("cargo gives a folder"));
    link(&made);
    write(&made.join("lexicon.rs"), &value::byline::lexicon::source());
}

fn link(made: &Path) {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_ours = is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !is_ours || env::var_os("CARGO_CFG_SANITIZE").is_some() {
        return;
    }
    // At a fixed address the tables of time zones, locales and entities are not rewritten page by page at each start.
    println!("cargo::rustc-link-arg-bins=-no-pie");
    if env::var("HOST") != env::var("TARGET") || !has("libgcc_eh.a") {
        return;
    }
    // Libraries less to find and to map at each start: scripts in the places of those that are found there, which name
    // those that become a part of the program.
    let mut scripts = vec![("libgcc_s.so", "INPUT(-l:libgcc_eh.a -l:libgcc.a)\n")];
    // Where threads are a library of their own, the system's is too old for that; elsewhere it was not tried.
    if is("CARGO_CFG_TARGET_ARCH", "x86_64") && has("libc.a") && has("libm.a") && !has("libpthread.so") {
        scripts.push(("libm.so", "INPUT(-l:libm.a)\n"));
        scripts.push(("libc.so", "GROUP(-l:libc.a -l:libgcc_eh.a -l:libgcc.a)\n"));
        // Not `-static`: what that begins a program with sorts all of its tables when a stack is first unwound.
        println!("cargo::rustc-link-arg-bins=-Wl,--no-dynamic-linker");
    }
    let libraries = made.join("libraries");
    fs::create_dir_all(&libraries).expect("the folder can be written");
    for (name, script) in scripts {
        write(&libraries.join(name), script);
    }
    println!("cargo::rustc-link-arg-bins=-L{}", libraries.display());
}

/// Whether the compiler that links has a library.
fn has(library: &str) -> bool {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let found = Command::new(linker).arg(format!("-print-file-name={library}")).output();
    // It answers with the name alone where it knows of no such file.
    found.is_ok_and(|found| Path::new(String::from_utf8_lossy(&found.stdout).trim()).is_absolute())
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("the folder can be written");
}

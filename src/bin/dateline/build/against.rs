//! `build --against`: feeds saved from the site. What is named on purpose and cannot be held against stops the build, since
//! all would go out unguarded.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use dateline::lint;
use dateline::project::{Other, Saved, saved_feeds};
use dateline::published::{self, Unreadable};
use dateline::value::format::Format;

use super::super::check::{self, name};
use super::super::global::Hint;
use super::super::guess;

/// Reads files, folders of them, and standard input.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Other>> {
    let mut others = Vec::new();
    for path in paths {
        guess::local(path, "curl -sSfL ADDRESS | dateline build --against -")?;
        if path.is_dir() {
            others.extend(folder(path, name(path).trim_end_matches('/'))?);
        } else {
            let (name, bytes) = check::read(path)?;
            look(&bytes).map_err(|fault| fault.told(&name))?;
            others.push(Other { name, below: None, bytes });
        }
    }
    Ok(others)
}

/// The feeds of a folder; what else lies there, such as a site map, is passed over.
fn folder(path: &Path, name: &str) -> Result<Vec<Other>> {
    let files = saved_feeds(path)?;
    let is_ours = |path: &str| Format::of_path(path).is_some();
    let is_like_ours = files.iter().any(|file| !file.path.contains('/') && is_ours(&file.path));
    let mut feeds = Vec::new();
    for Saved { path, bytes } in files {
        let full = format!("{name}/{path}");
        match look(&bytes) {
            Err(Fault::NoFeed) if !is_ours(&path) => {}
            Err(fault) => return Err(fault.told(&full)),
            Ok(()) => feeds.push(Other { name: full, below: is_like_ours.then_some(path), bytes }),
        }
    }
    if feeds.is_empty() {
        let hint = Hint("leave `--against` out where nothing is published yet".to_owned());
        return Err(anyhow!("there is no feed in {name}")).context(hint);
    }
    Ok(feeds)
}

/// Why a file is no feed that anything can be held against.
enum Fault {
    Empty,
    /// With which program, and how to have the feed.
    Compressed(&'static str, &'static str),
    Page,
    NoFeed,
    Broken(Unreadable),
}

fn look(bytes: &[u8]) -> Result<(), Fault> {
    let Err(error) = published::read(bytes) else { return Ok(()) };
    if let Some((program, help)) = lint::compressed(bytes) {
        return Err(Fault::Compressed(program, help));
    }
    let begin: String =
        bytes.trim_ascii_start().iter().take(14).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    Err(match error {
        _ if begin.is_empty() => Fault::Empty,
        _ if begin.starts_with("<!doctype html") || begin.starts_with("<html") => Fault::Page,
        Unreadable::NoFeed => Fault::NoFeed,
        error => Fault::Broken(error),
    })
}

impl Fault {
    /// What was given, and how to have a feed instead.
    fn told(self, name: &str) -> anyhow::Error {
        const FETCH: &str = "fetch it again: `curl --fail` refuses what a server sends in place of a feed";
        let typed = name;
        let name = if typed == "-" { "standard input" } else { typed };
        let (error, help) = match self {
            Self::Empty => (anyhow!("{name} is empty"), FETCH.to_owned()),
            Self::Compressed(program, help) => (anyhow!("{name} is compressed with {program}"), help.to_owned()),
            Self::Page => (anyhow!("{name} is a page, and no feed"), FETCH.to_owned()),
            Self::NoFeed => (anyhow!("{name} is neither RSS nor Atom nor JSON Feed"), FETCH.to_owned()),
            Self::Broken(error) => {
                let help = format!("fetch it again, whole; `dateline check {typed}` says where it is broken");
                (anyhow::Error::new(error).context(format!("cannot read {name}")), help)
            }
        };
        error.context(Hint(help))
    }
}

//! Feeds as they were published: those of a previous build, and those saved from elsewhere.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use walkdir::{DirEntry, WalkDir};

/// How the names of feeds end.
const EXTENSIONS: [&str; 4] = ["xml", "json", "rss", "atom"];

/// A feed's file, not read as a feed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its path below the folder that was asked for, with forward slashes; its name where it was asked for itself.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A file, or the files of a folder whose names end as those of feeds do, sorted by path.
///
/// # Errors
/// Where there is no such file or folder, or the disk refuses.
pub fn saved_feeds(path: &Path) -> Result<Vec<Saved>> {
    if !path.is_dir() {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        return Ok(vec![Saved { path: name, bytes }]);
    }
    let read = |below: String| {
        let bytes = fs::read(path.join(&below)).with_context(|| format!("cannot read {}/{below}", path.display()))?;
        Ok(Saved { path: below, bytes })
    };
    feeds_in(path)?.into_iter().map(read).collect()
}

/// The files of a folder whose names end as those of feeds do, by their paths below it, sorted.
///
/// # Errors
/// Where the folder, or one in it, cannot be listed.
pub fn feeds_in(folder: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    let is_shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let is_feed = |path: &Path| {
        path.extension().is_some_and(|end| EXTENSIONS.iter().any(|known| end.eq_ignore_ascii_case(known)))
    };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_shown) {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        if is_feed(entry.path()) && entry.path().is_file() {
            let parts = entry.path().strip_prefix(folder)?.iter().map(|part| part.to_string_lossy());
            paths.push(parts.collect::<Vec<_>>().join("/"));
        }
    }
    Ok(paths)
}

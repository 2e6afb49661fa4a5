//! The files of this repository, for the tests that read them.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// A file: its path from the root, with forward slashes, and its text, if it is text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: Option<String>,
}

impl File {
    /// The ending of the file's name.
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of one file, with bare line breaks.
pub(crate) fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(root().join(path)).ok().map(|text| text.replace("\r\n", "\n"))
}

/// Every file save for what is built, sorted by path.
pub(crate) fn files() -> Vec<File> {
    let is_ours = |entry: &DirEntry| {
        let name = entry.file_name();
        name != ".git" && !(entry.file_type().is_dir() && (name == "target" || name == "node_modules"))
    };
    let mut files: Vec<File> = WalkDir::new(root())
        .into_iter()
        .filter_entry(is_ours)
        .map(|entry| entry.expect("the repository can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = slashed(entry.path());
            let text = read(&path);
            File { path, text }
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn slashed(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("the walk stays inside");
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

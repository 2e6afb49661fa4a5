//! Writing `feeds/`: all or nothing, and only what changed.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tempfile::NamedTempFile;

use crate::emit::Document;

/// The list of the files that a build made, so that the next one removes those that it does not make any more, and
/// only those.
const MANIFEST: &str = ".dateline";
/// How temporary files begin and end, so that what a cut-off run left can be told from anything else.
pub(super) const TEMPORARY: (&str, &str) = (".dateline-", ".tmp~");

/// What a build would change in `feeds/`.
#[derive(Debug)]
pub struct Changes<'d> {
    folder: PathBuf,
    files: Vec<(&'d Document, Change)>,
    manifest: Document,
    manifest_change: Change,
    obsolete: Vec<String>,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is not there yet.
    New,
    /// Its bytes differ.
    Changed,
    /// It stays as it is, not even touched.
    Same,
}

impl<'d> Changes<'d> {
    pub(super) fn find(folder: PathBuf, documents: impl IntoIterator<Item = &'d Document>) -> Result<Self> {
        let mut files = Vec::new();
        for document in documents {
            let change = compare(&folder, document)?;
            files.push((document, change));
        }
        let wanted: BTreeSet<&str> = files.iter().map(|(document, _)| document.path.as_str()).collect();
        let obsolete = listed(&folder)?.into_iter().filter(|path| !wanted.contains(path.as_str())).collect();
        let manifest = Document { path: MANIFEST.to_owned(), text: manifest(&wanted) };
        let manifest_change = compare(&folder, &manifest)?;
        Ok(Self { folder, files, manifest, manifest_change, obsolete })
    }

    /// What happens to each document, in their order.
    pub fn files(&self) -> impl Iterator<Item = (&'d Document, Change)> {
        self.files.iter().copied()
    }

    /// Files of the previous build that this one does not make, below `feeds/`.
    #[must_use]
    pub fn obsolete(&self) -> &[String] {
        &self.obsolete
    }

    /// Whether `feeds/` is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.obsolete.is_empty() && self.to_write().next().is_none()
    }

    /// A file as it is on disk; `None` where it is not there.
    #[must_use]
    pub fn on_disk(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    fn to_write(&self) -> impl Iterator<Item = &Document> {
        let manifest = std::iter::once((&self.manifest, self.manifest_change));
        let files = self.files.iter().map(|&(document, change)| (document, change));
        files.chain(manifest).filter(|(_, change)| *change != Change::Same).map(|(document, _)| document)
    }

    /// Writes what changed and removes what is obsolete.
    ///
    /// # Errors
    /// Where the disk refuses. Until every new file lies complete beside its place, nothing in `feeds/` has changed.
    pub fn write(&self) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).context("cannot make the folder feeds/")?;
        sweep(&self.folder);
        let staged = self.to_write().map(|document| stage(&self.folder, document)).collect::<Result<Vec<_>>>()?;
        for (file, document) in staged {
            file.persist(self.folder.join(&document.path))
                .with_context(|| format!("cannot write feeds/{}", document.path))?;
        }
        for path in &self.obsolete {
            remove(&self.folder, path)?;
        }
        Ok(())
    }
}

fn compare(folder: &Path, document: &Document) -> Result<Change> {
    match fs::read(folder.join(&document.path)) {
        Ok(bytes) if bytes == document.text.as_bytes() => Ok(Change::Same),
        Ok(_) => Ok(Change::Changed),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(Change::New),
        Err(error) => Err(error).with_context(|| format!("cannot read feeds/{}", document.path)),
    }
}

fn manifest(paths: &BTreeSet<&str>) -> String {
    let mut text =
        String::from("# The files that `dateline build` made here; it removes those that it no longer makes.\n");
    for path in paths {
        text.extend([*path, "\n"]);
    }
    text
}

/// What the previous build made. A line that leaves the folder was not written by us.
fn listed(folder: &Path) -> Result<Vec<String>> {
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).context("cannot read feeds/.dateline"),
    };
    let is_ours = |line: &&str| {
        !line.starts_with(['#', '/'])
            && !line.contains(['\\', ':'])
            && line.split('/').all(|part| !matches!(part, "" | "." | ".."))
    };
    let lines = text.lines().filter(is_ours).map(str::to_owned);
    Ok(lines.filter(|path| folder.join(path).is_file()).collect())
}

fn stage<'d>(folder: &Path, document: &'d Document) -> Result<(NamedTempFile, &'d Document)> {
    let place = folder.join(&document.path);
    let home = place.parent().unwrap_or(folder);
    let told = || format!("cannot write feeds/{}", document.path);
    fs::create_dir_all(home).with_context(told)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    let mut file = readable(&mut builder).tempfile_in(home).with_context(told)?;
    file.write_all(document.text.as_bytes()).with_context(told)?;
    file.as_file().sync_all().with_context(told)?;
    Ok((file, document))
}

/// Feeds are for everybody to read; temporary files are for their owner alone by default.
#[cfg(unix)]
fn readable<'b>(builder: &'b mut tempfile::Builder<'static, 'static>) -> &'b mut tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn readable<'b>(builder: &'b mut tempfile::Builder<'static, 'static>) -> &'b mut tempfile::Builder<'static, 'static> {
    builder
}

/// Removes what a cut-off run left; what cannot be removed does no harm.
pub(super) fn sweep(folder: &Path) {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let is_ours = |name: &str| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_ours)) {
        let _ = fs::remove_file(entry.path());
    }
}

/// Removes a file of the previous build, and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<()> {
    let file = folder.join(path);
    fs::remove_file(&file).with_context(|| format!("cannot remove feeds/{path}"))?;
    let mut home = file.parent();
    while let Some(empty) = home.filter(|home| *home != folder) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        home = empty.parent();
    }
    Ok(())
}

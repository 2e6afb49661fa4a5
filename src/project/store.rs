//! The files that articles name, read when they are asked for and never from outside `articles/`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::whole;
use crate::diagnostic::suggest;
use crate::source::{FileError, Files, MediaFile, Source};

/// Above this, a file is not taken for a text.
const LARGEST_TEXT: u64 = 16 << 20;

/// The folder of the articles.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Opens a file by its name below the root, `articles/img/ferry.jpg`.
    #[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
    fn open(&self, name: &str) -> Result<(File, u64), FileError> {
        let below = name.split_once('/').map_or(name, |(_, below)| below);
        let path = self.folder.join(below);
        let real = path.canonicalize().map_err(|error| self.explain(&path, &error))?;
        let home = self.folder.canonicalize().map_err(|error| self.explain(&path, &error))?;
        if !real.starts_with(&home) {
            return Err(FileError::Outside);
        }
        // Before it is opened: who opens a pipe waits for somebody to write to it.
        let metadata = std::fs::metadata(&real).map_err(|error| self.explain(&path, &error))?;
        if !metadata.is_file() {
            return Err(FileError::NotAFile);
        }
        let file = File::open(&real).map_err(|error| self.explain(&path, &error))?;
        Ok((file, metadata.len()))
    }

    fn explain(&self, path: &Path, error: &io::Error) -> FileError {
        match error.kind() {
            io::ErrorKind::NotFound => FileError::Missing(self.neighbour(path)),
            io::ErrorKind::IsADirectory => FileError::NotAFile,
            kind => FileError::Unreadable(kind.to_string()),
        }
    }

    /// The file of the same folder whose name is nearest to that of one that is missing.
    #[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
    fn neighbour(&self, path: &Path) -> Option<String> {
        let folder = path.parent()?.canonicalize().ok()?;
        if !folder.starts_with(self.folder.canonicalize().ok()?) {
            return None;
        }
        let mut names: Vec<String> =
            std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort_unstable();
        suggest::nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str)).map(str::to_owned)
    }
}

impl Files for Store {
    fn text(&self, path: &str) -> Result<Arc<Source>, FileError> {
        let (mut file, _) = self.open(path)?;
        let bytes = whole::read_open(&mut file, LARGEST_TEXT);
        let bytes = bytes.map_err(|error| FileError::Unreadable(error.to_string()))?;
        Ok(Arc::new(Source::from_bytes(path, &bytes)))
    }

    fn media(&self, path: &str) -> Result<MediaFile, FileError> {
        let (file, length) = self.open(path)?;
        Ok(MediaFile { length, content: Box::new(file) })
    }
}

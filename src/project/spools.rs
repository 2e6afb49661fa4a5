//! Spools in files: beside the feeds where these are to be written, so that they need only be renamed.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use super::write::temporary;
use crate::spool;

/// A folder for spools, made when the first is opened.
#[derive(Debug)]
pub struct Spools {
    home: Home,
    opened: AtomicUsize,
}

#[derive(Debug)]
enum Home {
    Feeds(PathBuf),
    /// Goes with its value.
    Apart(Mutex<Option<TempDir>>),
}

impl Spools {
    /// In `feeds/`, under names that the next build sweeps.
    pub(super) fn in_feeds(folder: PathBuf) -> Self {
        Self { home: Home::Feeds(folder), opened: AtomicUsize::new(0) }
    }

    /// In a folder of the system's, where nothing may be written to the publication.
    pub(super) fn apart() -> Self {
        Self { home: Home::Apart(Mutex::default()), opened: AtomicUsize::new(0) }
    }

    fn folder(&self) -> io::Result<PathBuf> {
        match &self.home {
            Home::Feeds(folder) => fs::create_dir_all(folder).map(|()| folder.clone()),
            Home::Apart(made) => {
                let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(home) = &*made {
                    return Ok(home.path().to_owned());
                }
                // The error's own words have a path of the machine in them.
                let told = |error: io::Error| {
                    io::Error::new(error.kind(), format!("cannot make a temporary folder: {}", error.kind()))
                };
                Ok(made.insert(tempfile::tempdir().map_err(told)?).path().to_owned())
            }
        }
    }
}

impl spool::Spools for Spools {
    fn open(&self) -> io::Result<Box<dyn spool::Spool>> {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        let path = temporary(&self.folder()?, &format!("spool-{number}"));
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Box::new(Spool { path, file, length: 0, begun: 0 }))
    }
}

#[derive(Debug)]
struct Spool {
    path: PathBuf,
    file: File,
    length: u64,
    /// Up to where it was begun to be written out.
    begun: u64,
}

/// What is begun to be written out at once.
const STRIDE: u64 = 8 << 20;

impl spool::Spool for Spool {
    fn push(&mut self, piece: &str) -> io::Result<()> {
        self.file.write_all(piece.as_bytes())?;
        self.length += piece.len() as u64;
        if self.length - self.begun >= STRIDE {
            begin(&self.file, self.begun, self.length - self.begun);
            self.begun = self.length;
        }
        Ok(())
    }

    fn length(&self) -> u64 {
        self.length
    }

    fn path(&self) -> &Path {
        &self.path
    }

    fn text(&self) -> io::Result<String> {
        fs::read_to_string(&self.path)
    }
}

/// Has the system begin to write a part out, so that there is little to wait for when the whole is synced.
fn begin(file: &File, from: u64, length: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Advice, fadvise};

        // Linux takes it for that; should it not, the file is synced all the same.
        let _ = fadvise(file, from, std::num::NonZero::new(length), Advice::DontNeed);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (file, from, length);
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What was given its name is not there any more.
        let _ = fs::remove_file(&self.path);
    }
}

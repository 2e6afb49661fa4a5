//! What writing asks of a disk: one trait, so that a test can have a disk that fails at any moment.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempPath;
use walkdir::WalkDir;

use crate::spool::Text;

#[cfg(test)]
pub(super) mod memory;

/// What is found under a name, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// A disk.
///
/// What is done is on the disk for good only once it is synced: the bytes of a file by itself, its name with its folder.
pub(super) trait Disk: Debug + Sync {
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether a file holds these bytes.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read(path)? == bytes)
    }

    /// Whether two files hold the same bytes.
    fn are_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        Ok(self.read(one)? == self.read(other)?)
    }

    /// Whether a file holds this text.
    fn is(&self, path: &Path, text: &Text) -> io::Result<bool> {
        match text {
            Text::Held(text) => self.holds(path, text.as_bytes()),
            Text::Spooled(spool) => self.are_same(path, spool.path()),
        }
    }

    /// All files below a folder; what cannot be listed is left out, and no link is followed.
    fn files(&self, folder: &Path) -> Vec<PathBuf>;

    /// Makes one folder; its parent is there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file under a name that is free.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// The same, for nobody to read who could not read the file that it is to replace.
    fn create_like(&self, path: &Path, bytes: &[u8], model: &Path) -> io::Result<()>;

    /// Gives a file or a folder the permissions of another.
    fn liken(&self, path: &Path, model: &Path) -> io::Result<()>;

    /// Keeps the bytes of files and the names in folders, in no order.
    fn sync(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()>;

    /// Gives a file another name, in one step; what had that name is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that is free, in one step.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder that is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// How much of a file is compared at once.
const BLOCK: usize = 1 << 14;

/// The disk of the system.
#[derive(Debug)]
pub(super) struct System;

impl Disk for System {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let kind = fs::symlink_metadata(path)?.file_type();
        Ok(match kind {
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_file() => Kind::File,
            _ => Kind::Other,
        })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    /// Never holds all of it.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        // To open a pipe is to wait for somebody who writes to it.
        let there = fs::metadata(path)?;
        if !there.is_file() || there.len() != bytes.len() as u64 {
            return Ok(false);
        }
        have_same(BufReader::with_capacity(BLOCK, File::open(path)?), bytes)
    }

    /// Holds neither of them.
    fn are_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
            return Ok(false);
        }
        let open = |path| Ok::<_, io::Error>(BufReader::with_capacity(BLOCK, File::open(path)?));
        have_same(open(one)?, open(other)?)
    }

    fn files(&self, folder: &Path) -> Vec<PathBuf> {
        let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
        entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::options().write(true).create_new(true).open(path)?.write_all(bytes)
    }

    fn create_like(&self, path: &Path, bytes: &[u8], model: &Path) -> io::Result<()> {
        let permissions = permissions(model)?;
        let mut options = File::options();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.write(true).create_new(true).open(path)?;
        file.set_permissions(permissions)?;
        file.write_all(bytes)
    }

    fn liken(&self, path: &Path, model: &Path) -> io::Result<()> {
        fs::set_permissions(path, permissions(model)?)
    }

    fn sync(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        // Windows flushes none but those that are opened for writing; elsewhere one may be read-only.
        let file = |path: &PathBuf| File::options().read(cfg!(unix)).write(!cfg!(unix)).open(path)?.sync_all();
        let work: Vec<(&PathBuf, bool)> =
            files.iter().map(|path| (path, true)).chain(folders.iter().map(|path| (path, false))).collect();
        waiting_together(&work, |&(path, is_file)| if is_file { file(path) } else { sync_folder(path) })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        Ok(TempPath::try_from_path(from)?.persist_noclobber(to)?)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

fn permissions(model: &Path) -> io::Result<fs::Permissions> {
    #[cfg_attr(unix, expect(unused_mut, reason = "a file that is read-only can be synced there"))]
    let mut permissions = fs::metadata(model)?.permissions();
    #[cfg(not(unix))]
    permissions.set_readonly(false);
    Ok(permissions)
}

fn have_same(mut one: impl BufRead, mut other: impl BufRead) -> io::Result<bool> {
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if left[..length] != right[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        one.consume(length);
        other.consume(length);
    }
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Folders are written through here.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Does what is mostly waiting for the disk, which does more at once than there are processors.
fn waiting_together<T: Sync>(work: &[T], act: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    /// Threads that wait at most.
    const MOST: usize = 16;
    let share = work.len().div_ceil(MOST).max(1);
    let (mine, others) = work.split_at(share.min(work.len()));
    thread::scope(|scope| {
        let all = |share: &[T]| share.iter().try_for_each(&act);
        // Where the system has no thread to give, this one does it.
        let begin = |share| thread::Builder::new().spawn_scoped(scope, move || all(share)).map_err(|_| share);
        let waiting: Vec<_> = others.chunks(share).map(begin).collect();
        let end = |one: Result<thread::ScopedJoinHandle<'_, _>, &[T]>| match one {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(share) => all(share),
        };
        waiting.into_iter().map(end).fold(all(mine), io::Result::and)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn all_that_waits_is_done_and_a_fault_is_told() {
        for count in [0, 1, 2, 16, 17, 100] {
            let done: Vec<AtomicUsize> = (0..count).map(|_| AtomicUsize::new(0)).collect();
            waiting_together(&done, |one| {
                one.fetch_add(1, Ordering::Relaxed);
                Ok(())
            })
            .unwrap();
            assert!(done.iter().all(|one| one.load(Ordering::Relaxed) == 1), "{count}");
            for faulty in 0..count {
                let act = |&number: &usize| if number == faulty { Err(io::Error::other("no")) } else { Ok(()) };
                assert!(waiting_together(&(0..count).collect::<Vec<_>>(), act).is_err(), "{faulty} of {count}");
            }
        }
    }

    #[test]
    fn a_file_holds_its_bytes_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let mut bytes = vec![b'a'; length];
            fs::write(&path, &bytes).unwrap();
            assert!(System.holds(&path, &bytes).unwrap(), "{length}");
            for at in [0, BLOCK - 1, BLOCK, length.saturating_sub(1)].into_iter().filter(|&at| at < length) {
                bytes[at] = b'b';
                assert!(!System.holds(&path, &bytes).unwrap(), "{length}, {at}");
                bytes[at] = b'a';
            }
            bytes.push(b'a');
            assert!(!System.holds(&path, &bytes).unwrap(), "{length} and one more");
        }
        assert!(!System.holds(folder.path(), b"").unwrap());
        assert!(System.holds(&folder.path().join("none"), b"").is_err());
    }
}

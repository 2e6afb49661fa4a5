//! Reading a file whole, or not at all: half of an article may be an article too.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How often a file is read that changes meanwhile.
const TRIES: usize = 5;

/// Bytes that nearly every article has room in.
const ROOM: usize = 64 << 10;

/// Seconds without a change after which a file counts as settled: the coarsest stamps are of two, and a server's clock
/// may be behind.
const SETTLES: i64 = 3;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(Vec::with_capacity(ROOM));
}

/// What a file is cut off at that is being written, or that comes from a file system which gives less than it is asked for:
/// whole pages of memory.
const PAGE: usize = 4096;

/// How sure it has to be that a file did not change while it was read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Care {
    /// Quite: the bytes are those of one moment.
    Steady,
    /// They mostly are: to ask the system takes a twelfth of what it takes to open and read a file.
    Glance,
}

/// A folder whose files are read by their names.
#[derive(Debug)]
pub(super) struct Home {
    path: PathBuf,
    /// The folder itself where there is one, so that the way there is not looked up for each of its files.
    folder: Option<File>,
    /// What changed last before this, in seconds since 1970, is settled.
    settled: i64,
}

impl Home {
    pub(super) fn at(path: PathBuf) -> Self {
        let folder = if cfg!(unix) { File::open(&path).ok() } else { None };
        // It decides how a file is read, and nothing of what is made of it.
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let settled = i64::try_from(now.as_secs()).unwrap_or_default() - SETTLES;
        Self { path, folder, settled }
    }

    /// Makes something of the bytes of a file, which are as [`read`] has them if that is wanted; names have forward slashes.
    pub(super) fn read<T>(&self, name: &str, most: u64, care: Care, make: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
        let mut file = self.open(name)?;
        BUFFER.with_borrow_mut(|buffer| {
            if self.read_settled(&file, care, buffer) {
                return Ok(make(buffer));
            }
            file.rewind()?;
            Ok(make(&read_open(&mut file, most)?))
        })
    }

    /// Reads a file by one look, and says whether that has all of it, as sure as that has to be. The room is not filled
    /// before: a small build would take longer for that than for reading.
    #[cfg(unix)]
    fn read_settled(&self, file: &File, care: Care, buffer: &mut Vec<u8>) -> bool {
        buffer.clear();
        let length = rustix::io::read(file, rustix::buffer::spare_capacity(buffer)).unwrap_or(0);
        let is_whole = || match care {
            Care::Steady => self.is_settled(file, length),
            Care::Glance => !length.is_multiple_of(PAGE),
        };
        length < buffer.capacity() && is_whole()
    }

    #[cfg(not(unix))]
    fn read_settled(&self, _: &File, _: Care, _: &mut Vec<u8>) -> bool {
        false
    }

    /// Whether a file of which so many bytes have been read has no more, and was last changed well before this began, so
    /// that it did not change while it was read. The time is the system's own, which whoever writes cannot set.
    #[cfg(unix)]
    fn is_settled(&self, file: &File, length: usize) -> bool {
        rustix::fs::fstat(file)
            .is_ok_and(|stat| usize::try_from(stat.st_size) == Ok(length) && stat.st_ctime < self.settled)
    }

    fn open(&self, name: &str) -> io::Result<File> {
        match &self.folder {
            #[cfg(unix)]
            Some(folder) => {
                use rustix::fs::{Mode, OFlags, openat};
                let open = || openat(folder, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty());
                Ok(rustix::io::retry_on_intr(open)?.into())
            }
            _ => File::open(self.path.join(name)),
        }
    }
}

/// The bytes of a file that has `most` at most, as they were at one moment.
///
/// # Errors
/// Where the disk refuses, the file is larger, or somebody keeps writing to it.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    read_open(&mut File::open(path)?, most)
}

/// The same of a file that has just been opened.
pub(super) fn read_open(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    let file = &*file;
    let mut is_first = true;
    steady(
        || stamp(file),
        |length| {
            if length > most {
                return Err(io::Error::other(format!("it has {length} bytes, {most} are the most")));
            }
            let mut from = file;
            if !std::mem::take(&mut is_first) {
                from.rewind()?;
            }
            // No byte more: whether there is one, the next stamp tells.
            let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            from.take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        },
    )
}

/// The length of a file, and what else tells that it is being written to. Whoever writes may say when that was, but not
/// when the file changed.
#[cfg(unix)]
fn stamp(file: &File) -> io::Result<(u64, impl PartialEq)> {
    let stat = rustix::fs::fstat(file)?;
    let times = (stat.st_mtime, stat.st_mtime_nsec, stat.st_ctime, stat.st_ctime_nsec);
    Ok((u64::try_from(stat.st_size).map_err(io::Error::other)?, times))
}

#[cfg(not(unix))]
fn stamp(file: &File) -> io::Result<(u64, impl PartialEq)> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}

fn steady<T: PartialEq>(
    mut stamp: impl FnMut() -> io::Result<(u64, T)>,
    mut read: impl FnMut(u64) -> io::Result<Vec<u8>>,
) -> io::Result<Vec<u8>> {
    let mut before = stamp()?;
    for _ in 0..TRIES {
        let bytes = read(before.0)?;
        let after = stamp()?;
        if after == before && bytes.len() as u64 == before.0 {
            return Ok(bytes);
        }
        before = after;
    }
    Err(io::Error::other("it changes while it is read; build again when it is saved"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(stamps: &[(u64, u64)], reads: &[&str]) -> Result<String, String> {
        let time = |seconds| Some(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds));
        let mut stamps = stamps.iter().map(|&(length, seconds)| (length, time(seconds)));
        let mut reads = reads.iter().map(|text| text.as_bytes().to_vec());
        let bytes = steady(|| Ok(stamps.next().unwrap()), |_| Ok(reads.next().unwrap()));
        bytes.map(|bytes| String::from_utf8(bytes).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_that_changes_is_read_again() {
        assert_eq!(read_as(&[(3, 1), (3, 1)], &["old"]).unwrap(), "old");
        assert_eq!(read_as(&[(3, 1), (5, 2), (5, 2), (5, 2)], &["ol", "newer"]).unwrap(), "newer", "longer");
        assert_eq!(read_as(&[(3, 1), (3, 2), (3, 2), (3, 2)], &["onl", "new"]).unwrap(), "new", "as long, and later");
        assert_eq!(read_as(&[(3, 1), (3, 1), (3, 1), (3, 1)], &["ol", "old"]).unwrap(), "old", "shorter than it is");
    }

    #[test]
    fn a_file_that_never_rests_is_refused() {
        let stamps: Vec<(u64, u64)> = (0..10).map(|at| (3, at)).collect();
        let error = read_as(&stamps, &["old"; 5]).unwrap_err();
        assert!(error.contains("changes while it is read"), "{error}");
    }

    #[test]
    fn all_files_are_read_whole_whether_they_are_settled_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let now = Home::at(folder.path().to_owned());
        let later = Home { settled: now.settled + 2 * SETTLES, ..Home::at(folder.path().to_owned()) };
        for length in [0, 5, PAGE, ROOM - 1, ROOM, ROOM + 1] {
            std::fs::write(folder.path().join("a"), vec![b'a'; length]).unwrap();
            for (home, care) in [(&now, Care::Steady), (&later, Care::Steady), (&now, Care::Glance)] {
                assert_eq!(home.read("a", 1 << 20, care, <[u8]>::len).unwrap(), length);
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_has_just_changed_is_not_settled() {
        let folder = tempfile::tempdir().unwrap();
        let now = Home::at(folder.path().to_owned());
        let later = Home { settled: now.settled + 2 * SETTLES, ..Home::at(folder.path().to_owned()) };
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        assert!(later.is_settled(&file, 5) && !later.is_settled(&file, 4), "more was written meanwhile");
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(!now.is_settled(&file, 5), "whatever whoever writes says");
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_before_it_is_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "12345").unwrap();
        assert_eq!(read(file.path(), 5).unwrap(), b"12345");
        assert_eq!(read(file.path(), 4).unwrap_err().to_string(), "it has 5 bytes, 4 are the most");
    }
}

//! One at a time writes to a publication.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};

/// How long one waits for another: a pause, so many times.
const PATIENCE: (Duration, u32) = (Duration::from_millis(100), 600);

/// A publication's folder, held by one that writes to it.
///
/// The system lets go of it when the process ends, however it ends, so that nothing stale can block the next one, and no
/// clock is asked.
#[derive(Debug)]
pub struct Lock {
    _folder: Option<File>,
}

/// What became of a try to hold a folder.
enum Try {
    Held(Lock),
    Busy,
}

impl Lock {
    /// Holds a folder as soon as no other does; `tell` hears once that there is one, and its process if known.
    pub(super) fn hold(folder: &Path, tell: impl FnOnce(Option<u32>)) -> Result<Self> {
        Self::hold_for(folder, tell, PATIENCE)
    }

    fn hold_for(folder: &Path, tell: impl FnOnce(Option<u32>), (pause, times): (Duration, u32)) -> Result<Self> {
        let mut tell = Some(tell);
        for _ in 0..times {
            match attempt(folder)? {
                Try::Held(lock) => return Ok(lock),
                Try::Busy => {}
            }
            if let Some(tell) = tell.take() {
                tell(holder(folder));
            }
            std::thread::sleep(pause);
        }
        match holder(folder) {
            Some(process) => bail!("process {process} still writes to this publication; end it and try again"),
            None => bail!("another process still writes to this publication; end it and try again"),
        }
    }
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
fn attempt(folder: &Path) -> Result<Try> {
    use anyhow::Context as _;
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let file = File::open(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    Ok(match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Try::Held(Lock { _folder: Some(file) }),
        Err(Errno::WOULDBLOCK | Errno::INTR) => Try::Busy,
        // Some network file systems lock no folders, and one there goes without.
        Err(_) => Try::Held(Lock { _folder: None }),
    })
}

/// Folders cannot be locked here: the temporary names are each taken once, so that the slower one fails.
#[cfg(not(unix))]
fn attempt(_: &Path) -> Result<Try> {
    Ok(Try::Held(Lock { _folder: None }))
}

/// The process that holds a folder, as far as the system tells.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
fn holder(folder: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;

    let inode = std::fs::metadata(folder).ok()?.ino().to_string();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        // `1: FLOCK  ADVISORY  WRITE 1234 fe:00:4567 0 EOF`
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [_, "FLOCK", _, "WRITE", process, file, ..] = fields.as_slice() else { return None };
        let is_it = file.rsplit(':').next() == Some(inode.as_str());
        process.parse().ok().filter(|&process| is_it && process > 0)
    })
}

#[cfg(not(target_os = "linux"))]
fn holder(_: &Path) -> Option<u32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn told(folder: &Path) -> (Result<Lock>, Vec<Option<u32>>) {
        let mut told = Vec::new();
        let lock = Lock::hold_for(folder, |process| told.push(process), (Duration::from_millis(1), 3));
        (lock, told)
    }

    #[test]
    fn a_folder_is_held_once_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let (first, heard) = told(folder.path());
        assert!(first.is_ok() && heard.is_empty());
        let (second, heard) = told(folder.path());
        let error = second.unwrap_err().to_string();
        assert!(error.ends_with("still writes to this publication; end it and try again"), "{error}");
        assert_eq!(heard.len(), 1);
        if cfg!(target_os = "linux") {
            assert_eq!(heard, [Some(std::process::id())]);
            assert!(error.contains(&std::process::id().to_string()), "{error}");
        }
        drop(first);
        assert!(told(folder.path()).0.is_ok());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
    fn no_clock_makes_a_lock_old() {
        use std::time::SystemTime;
        let folder = tempfile::tempdir().unwrap();
        let (first, _) = told(folder.path());
        for seconds in [0, 7_000_000_000] {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            File::open(folder.path()).unwrap().set_modified(time).unwrap();
            assert!(told(folder.path()).0.is_err(), "it is held, whatever the clock says");
        }
        drop(first);
        assert!(told(folder.path()).0.is_ok());
    }
}

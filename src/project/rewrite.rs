//! Giving articles other texts: all of them or none, and each file complete at every moment.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use super::disk::{Disk, System};
use super::write::{sweep, temporary};
use super::{ARTICLES, Project};
use crate::source::Source;

/// An article's file, and what it is to hold.
#[derive(Debug)]
pub struct Rewrite {
    /// The file, as it was read.
    pub source: Arc<Source>,
    /// Its new text.
    pub text: String,
}

impl Project {
    /// Gives articles other texts; the publication is to be held from before they were read.
    ///
    /// Permissions stay as they are, and a link stays a link: what it leads to is written.
    ///
    /// # Errors
    /// Where a file lies outside of the articles, is read-only or is not what was read any more, or the disk refuses;
    /// until every new file lies complete beside its place, nothing has changed.
    pub fn rewrite(&self, files: &[Rewrite]) -> Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let folder = self.root().join(ARTICLES);
        let home = folder.canonicalize().with_context(|| format!("cannot find {ARTICLES}/"))?;
        let places =
            files.iter().map(|file| Ok((place(self.root(), &home, file)?, file))).collect::<Result<Vec<_>>>()?;
        replace(&System, &home, &places)
    }
}

/// Where the text of an article lies.
fn place(root: &Path, home: &Path, file: &Rewrite) -> Result<PathBuf> {
    let name = file.source.path();
    let told = || format!("cannot write {name}");
    let place = root.join(name).canonicalize().with_context(told)?;
    if !place.parent().is_some_and(|folder| folder.starts_with(home)) {
        bail!("{name} lies outside of {ARTICLES}/");
    }
    if fs::metadata(&place).with_context(told)?.permissions().readonly() {
        bail!("{name} is read-only; nothing was written");
    }
    Ok(place)
}

fn replace(disk: &dyn Disk, home: &Path, files: &[(PathBuf, &Rewrite)]) -> Result<()> {
    sweep(disk, home);
    let written = stage(disk, files).and_then(|staged| settle(disk, files, &staged));
    if written.is_err() {
        sweep(disk, home);
    }
    written
}

/// Writes the new texts under temporary names, each in the folder of its place.
fn stage(disk: &dyn Disk, files: &[(PathBuf, &Rewrite)]) -> Result<Vec<PathBuf>> {
    let mut staged = Vec::new();
    for (number, (place, file)) in files.iter().enumerate() {
        let path = temporary(place.parent().unwrap_or(place), &number.to_string());
        let written = disk.create_like(&path, file.text.as_bytes(), place);
        written.with_context(|| format!("cannot write {}", file.source.path()))?;
        staged.push(path);
    }
    disk.sync(&staged, &[]).with_context(|| format!("cannot write {ARTICLES}/"))?;
    Ok(staged)
}

/// Gives the new texts their places, where these are still what was read.
fn settle(disk: &dyn Disk, files: &[(PathBuf, &Rewrite)], staged: &[PathBuf]) -> Result<()> {
    for (place, file) in files {
        let name = file.source.path();
        if disk.read(place).with_context(|| format!("cannot read {name}"))? != file.source.text().as_bytes() {
            bail!("{name} has changed since it was read; nothing was written");
        }
    }
    for (temporary, (place, file)) in staged.iter().zip(files) {
        disk.rename(temporary, place).with_context(|| format!("cannot write {}", file.source.path()))?;
    }
    let folders: BTreeSet<PathBuf> = files.iter().filter_map(|(place, _)| place.parent()).map(Path::to_owned).collect();
    disk.sync(&[], &folders.into_iter().collect::<Vec<_>>()).with_context(|| format!("cannot write {ARTICLES}/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::disk::memory::{Fault, Faulty, Memory};

    const HOME: &str = "/articles";
    const NAMES: [&str; 4] = ["a.toml", "b.toml", "2026/a.toml", "2026/b.toml"];

    fn old(name: &str) -> String {
        format!("title = '{name}'\nbody = 'long enough to be torn'\n")
    }

    fn new(name: &str) -> String {
        format!("id = 'tag:a.example,2026:{name}'\n{}", old(name))
    }

    fn memory() -> Memory {
        let disk = Memory::default();
        let home = Path::new(HOME);
        let folders = [Path::new("/").to_owned(), home.to_owned(), home.join("2026")];
        folders[1..].iter().for_each(|folder| disk.make_folder(folder).unwrap());
        for name in NAMES {
            disk.create(&home.join(name), old(name).as_bytes()).unwrap();
        }
        disk.sync(&disk.files(home), &[]).unwrap();
        disk.sync(&[], &folders).unwrap();
        disk
    }

    /// Pins what is not pinned yet, as a run of the command does.
    fn act(disk: &dyn Disk, as_it_is: &Memory) -> Result<()> {
        let home = Path::new(HOME);
        let rewrite = |name: &&str| {
            let bytes = as_it_is.read(&home.join(name)).unwrap();
            (bytes == old(name).as_bytes()).then(|| {
                (home.join(name), Rewrite { source: Arc::new(Source::from_bytes(*name, &bytes)), text: new(name) })
            })
        };
        let files: Vec<(PathBuf, Rewrite)> = NAMES.iter().filter_map(rewrite).collect();
        let files: Vec<(PathBuf, &Rewrite)> = files.iter().map(|(place, file)| (place.clone(), file)).collect();
        replace(disk, home, &files)
    }

    /// How many have their new text; each has that or the old one, whole.
    fn count(disk: &Memory, told: &str) -> usize {
        let is_new = |name: &&&str| {
            let text = String::from_utf8(disk.read(&Path::new(HOME).join(name)).unwrap()).unwrap();
            assert!(text == old(name) || text == new(name), "{told}: {name} is {text:?}");
            text == new(name)
        };
        NAMES.iter().filter(is_new).count()
    }

    fn has_litter(disk: &Memory) -> bool {
        disk.files(Path::new(HOME)).len() > NAMES.len()
    }

    #[test]
    fn a_fault_at_any_call_leaves_whole_articles_and_the_next_run_completes_them() {
        let mut tried = 0;
        for fault in Fault::ALL {
            for at in 0.. {
                let told = format!("{fault:?} at call {at}");
                let disk = memory();
                let faulty = Faulty::new(&disk, at, fault);
                let done = act(&faulty, &disk);
                if !faulty.has_failed() {
                    assert!(at > 10 && done.is_ok(), "{at} calls");
                    break;
                }
                tried += 1;
                let changed = count(&disk, &told);
                match fault {
                    Fault::Full if done.is_err() => assert!(changed == 0 && !has_litter(&disk), "{told}"),
                    Fault::Refused => assert!(!has_litter(&disk) || done.is_ok(), "{told}"),
                    _ => {}
                }
                act(&disk, &disk).unwrap_or_else(|error| panic!("{told}: {error:#}"));
                assert_eq!(count(&disk, &told), NAMES.len(), "{told}");
                act(&disk, &disk).unwrap();
                assert!(!has_litter(&disk), "{told}: something is left");
            }
        }
        println!("{tried} faults");
        assert!(tried > 60, "{tried}");
    }

    #[test]
    fn a_power_cut_at_any_call_leaves_whole_articles() {
        for at in 0.. {
            let disk = memory();
            let faulty = Faulty::new(&disk, at, Fault::KilledBefore);
            let _ = act(&faulty, &disk);
            for choice in 0..1_usize << disk.at_risk().min(10) {
                let back = disk.after_power_cut(|number| choice >> number & 1 == 1);
                count(&back, &format!("power cut at call {at}, choice {choice}"));
            }
            if !faulty.has_failed() {
                assert_eq!(disk.at_risk(), 0, "something is not there for good");
                break;
            }
        }
    }

    /// Someone saves an article between the reading and the writing: nobody's words are lost.
    #[test]
    fn an_article_that_was_saved_meanwhile_stays_and_so_do_the_others() {
        let disk = memory();
        let before = memory();
        let saved = Path::new(HOME).join("2026/b.toml");
        disk.remove_file(&saved).unwrap();
        disk.create(&saved, b"title = 'saved meanwhile'\n").unwrap();
        let error = act(&disk, &before).unwrap_err().to_string();
        assert_eq!(error, "2026/b.toml has changed since it was read; nothing was written");
        assert_eq!(disk.read(&saved).unwrap(), b"title = 'saved meanwhile'\n");
        assert!(!has_litter(&disk));
        disk.remove_file(&saved).unwrap();
        disk.create(&saved, old("2026/b.toml").as_bytes()).unwrap();
        assert_eq!(count(&disk, "afterwards"), 0, "all or nothing");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_reads_a_new_text_who_could_not_read_the_old_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (model, path) = (folder.path().join("model"), folder.path().join("path"));
        for mode in [0o600, 0o640, 0o604, 0o755] {
            System.create(&model, b"x").unwrap();
            fs::set_permissions(&model, fs::Permissions::from_mode(mode)).unwrap();
            System.create_like(&path, b"y", &model).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
            System.remove_file(&model).unwrap();
            System.remove_file(&path).unwrap();
        }
    }
}

//! Beginning: files that are new, all of them whole or none there, and nothing that was there overwritten.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::disk::{Disk, System};
use super::write::{exists, sweep, temporary};
use super::{ARTICLES, CONFIG, Lock, Project};

impl Project {
    /// Writes a file that is not there yet, with the folders that it needs; the publication is to be held meanwhile.
    ///
    /// # Errors
    /// Where there is such a file already, or the disk refuses; nothing has changed then.
    pub fn add(&self, name: &str, text: &str) -> Result<()> {
        sweep(&System, &self.root().join(ARTICLES));
        let mut begun = Begun::on(&System);
        let done = begun.put(self.root(), &[(name, text)]);
        begun.end(done)
    }

    /// Makes a publication of these files in a folder, and returns the names of those that were not there already; `tell`
    /// hears that another process holds the folder.
    ///
    /// # Errors
    /// Where there is a publication already, or the disk refuses; nothing has changed then.
    pub fn begin<'f>(
        root: &Path,
        files: &'f [(String, String)],
        tell: impl FnOnce(Option<u32>),
    ) -> Result<Vec<&'f str>> {
        let mut begun = Begun::on(&System);
        let done = begun.folder(root).and_then(|()| {
            let _lock = Lock::hold(root, tell)?;
            begin(&mut begun, root, files)
        });
        begun.end(done)
    }
}

/// What makes the folder a publication comes last, so that one that was cut off can be begun again.
fn begin<'f>(begun: &mut Begun<'_>, root: &Path, files: &'f [(String, String)]) -> Result<Vec<&'f str>> {
    if exists(begun.disk, &root.join(CONFIG))? {
        bail!("{CONFIG} is already there; nothing was written");
    }
    let mut new = Vec::new();
    for (name, text) in files {
        if !exists(begun.disk, &root.join(name))? {
            new.push((name.as_str(), text.as_str()));
        }
    }
    let names = new.iter().map(|(name, _)| *name).collect();
    new.sort_by_key(|(name, _)| *name == CONFIG);
    begun.put(root, &new)?;
    Ok(names)
}

/// What was made so far, to be taken back where the rest fails.
#[derive(Debug)]
struct Begun<'d> {
    disk: &'d dyn Disk,
    made: Vec<Made>,
}

#[derive(Debug)]
enum Made {
    File(PathBuf),
    Folder(PathBuf),
}

impl<'d> Begun<'d> {
    fn on(disk: &'d dyn Disk) -> Self {
        Self { disk, made: Vec::new() }
    }

    /// Makes a folder and those above it, where they are not there.
    fn folder(&mut self, path: &Path) -> Result<()> {
        let told = || format!("cannot make the folder {}", path.display());
        let mut missing = Vec::new();
        for folder in path.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
            if exists(self.disk, folder).with_context(told)? {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            self.disk.make_folder(folder).with_context(told)?;
            self.made.push(Made::Folder(folder.to_owned()));
        }
        Ok(())
    }

    /// Gives new files their names, the last one last, when all lie whole under temporary ones.
    fn put(&mut self, root: &Path, files: &[(&str, &str)]) -> Result<()> {
        let mut staged = Vec::new();
        for (name, text) in files {
            let place = root.join(name);
            if exists(self.disk, &place).with_context(|| format!("cannot read {name}"))? {
                bail!("{name} is already there");
            }
            let home = place.parent().unwrap_or(root);
            self.folder(home)?;
            let temporary = temporary(home, name.rsplit('/').next().unwrap_or(name));
            // One that was cut off may have left it.
            let _ = self.disk.remove_file(&temporary);
            self.made.push(Made::File(temporary.clone()));
            self.disk.create(&temporary, text.as_bytes()).with_context(|| format!("cannot write {name}"))?;
            staged.push((temporary, place));
        }
        let temporaries: Vec<PathBuf> = staged.iter().map(|(temporary, _)| temporary.clone()).collect();
        self.disk.sync(&temporaries, &[]).context("cannot write what is new")?;
        for ((temporary, place), (name, _)) in staged.into_iter().zip(files) {
            match self.disk.rename_new(&temporary, &place) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!("{name} is already there"),
                done => done.with_context(|| format!("cannot write {name}"))?,
            }
            self.made.push(Made::File(place));
        }
        self.disk.sync(&[], &self.touched()).context("cannot write what is new")
    }

    /// The folders in which a name is new.
    fn touched(&self) -> Vec<PathBuf> {
        let home = |made: &Made| {
            let (Made::File(path) | Made::Folder(path)) = made;
            let home = path.parent().filter(|home| !home.as_os_str().is_empty());
            home.unwrap_or(Path::new(".")).to_owned()
        };
        self.made.iter().map(home).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Takes everything back where it failed.
    fn end<T>(self, done: Result<T>) -> Result<T> {
        if done.is_err() {
            for made in self.made.iter().rev() {
                let _ = match made {
                    Made::File(path) => self.disk.remove_file(path),
                    Made::Folder(path) => self.disk.remove_folder(path),
                };
            }
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::disk::memory::{Fault, Faulty, Memory, Tree};

    fn files() -> Vec<(String, String)> {
        let files = [(CONFIG, "[site]\ntitle = 'x'\n"), ("articles/welcome.toml", "title = 'x'\n")];
        files.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
    }

    fn act(disk: &dyn Disk, root: &Path) -> Result<Vec<String>> {
        let files = files();
        let mut begun = Begun::on(disk);
        let done = begun.folder(root).and_then(|()| begin(&mut begun, root, &files));
        begun.end(done).map(|names| names.into_iter().map(str::to_owned).collect())
    }

    fn is_temporary(path: &str) -> bool {
        path.ends_with(".tmp~")
    }

    /// That each file is there whole or not at all, and config.toml not before the rest.
    fn assert_whole(tree: &Tree, told: &str) {
        for (path, bytes) in tree.iter().filter(|(path, _)| !is_temporary(path)) {
            let Some(bytes) = bytes else { continue };
            let (_, text) = files().into_iter().find(|(name, _)| path.ends_with(name)).expect("nothing else is made");
            assert_eq!(std::str::from_utf8(bytes).unwrap(), text, "{told}: {path}");
        }
        let has = |name: &str| tree.contains_key(&format!("desk/{name}"));
        assert!(has("articles/welcome.toml") || !has(CONFIG), "{told}");
    }

    fn assert_done(tree: &Tree, told: &str) {
        let names: Vec<&str> = tree.keys().map(String::as_str).collect();
        assert_eq!(names, ["desk", "desk/articles", "desk/articles/welcome.toml", "desk/config.toml"], "{told}");
        assert_whole(tree, told);
    }

    #[test]
    fn a_fault_at_any_call_leaves_nothing_half_done_and_it_can_be_begun_again() {
        let root = Path::new("/desk");
        let mut tried = 0;
        for fault in Fault::ALL {
            for at in 0.. {
                let told = format!("{fault:?} at call {at}");
                let disk = Memory::default();
                let faulty = Faulty::new(&disk, at, fault);
                let done = act(&faulty, root);
                if !faulty.has_failed() {
                    assert!(at > 10, "{at} calls");
                    break;
                }
                tried += 1;
                let tree = disk.tree(Path::new("/"));
                assert_whole(&tree, &told);
                match (fault, &done) {
                    (_, Ok(_)) => assert_done(&tree, &told),
                    (Fault::Refused | Fault::Full, Err(_)) => assert!(tree.is_empty(), "{told}: {tree:?} is left"),
                    _ => {}
                }
                if !tree.contains_key("desk/config.toml") {
                    act(&disk, root).unwrap_or_else(|error| panic!("{told}: {error:#}"));
                    assert_done(&disk.tree(Path::new("/")), &told);
                }
            }
        }
        println!("{tried} faults");
        assert!(tried > 60, "{tried}");
    }

    #[test]
    fn a_power_cut_at_any_call_leaves_whole_files() {
        let root = Path::new("/desk");
        for at in 0.. {
            let disk = Memory::default();
            let faulty = Faulty::new(&disk, at, Fault::KilledBefore);
            let _ = act(&faulty, root);
            let count = disk.at_risk();
            for choice in 0..1_usize << count.min(9) {
                let back = disk.after_power_cut(|number| choice >> number & 1 == 1);
                let told = format!("power cut at call {at}, choice {choice}");
                let tree = back.tree(Path::new("/"));
                for (path, bytes) in tree.iter().filter(|(path, _)| !is_temporary(path)) {
                    let whole = files()
                        .into_iter()
                        .any(|(name, text)| path.ends_with(&name) && bytes.as_deref() == Some(text.as_bytes()));
                    assert!(whole || bytes.is_none(), "{told}: {path}");
                }
            }
            if !faulty.has_failed() {
                assert_eq!(count, 0, "something is not there for good");
                break;
            }
        }
    }

    #[test]
    fn what_is_there_is_kept_and_what_is_missing_added() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("a/b");
        let article = root.join("articles/welcome.toml");
        let mut begun = Begun::on(&System);
        begun.folder(article.parent().unwrap()).unwrap();
        System.create(&article, b"mine").unwrap();
        assert_eq!(act(&System, &root).unwrap(), [CONFIG]);
        assert_eq!(System.read(&article).unwrap(), b"mine");
        let error = act(&System, &root).unwrap_err().to_string();
        assert_eq!(error, "config.toml is already there; nothing was written");
        let project = Project::at(&root).unwrap();
        let error = project.add("articles/welcome.toml", "theirs").unwrap_err().to_string();
        assert_eq!(error, "articles/welcome.toml is already there");
        assert_eq!(System.read(&article).unwrap(), b"mine");
    }

    /// A name that is taken between the look and the rename.
    #[test]
    fn a_name_that_is_taken_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        System.create(&from, b"mine").unwrap();
        System.create(&to, b"theirs").unwrap();
        assert_eq!(System.rename_new(&from, &to).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(System.read(&to).unwrap(), b"theirs");
    }
}

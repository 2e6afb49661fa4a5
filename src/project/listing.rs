//! Finding the articles, of which there may be many: they can be read while the rest is still being found.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fs::{self, DirEntry, ReadDir};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::{Context as _, Result, bail};

use super::ARTICLES;

/// How many names are found at first: few enough that nobody waits for them, and all that most publications have.
const FIRST: usize = 1024;
/// How many times as many are found after that as before: reading an article takes longer than finding some twenty.
const GROWTH: usize = 8;
/// So many parts are more than any disk holds.
const PARTS: usize = 8;

/// The names of the articles, as findings show them: below the publication's folder, with forward slashes. They are in no
/// order.
#[derive(Debug)]
pub(super) struct Names {
    parts: [OnceLock<Part>; PARTS],
    rest: Mutex<Rest>,
}

/// Names that were found together, one behind the other in one text.
#[derive(Debug)]
struct Part {
    /// How many were found before.
    before: usize,
    text: String,
    /// Where in the text each ends.
    ends: Vec<u32>,
    /// Of files that look like articles and are none.
    strays: Vec<String>,
}

/// What is still to be listed.
#[derive(Debug)]
struct Rest {
    home: PathBuf,
    pending: Vec<Pending>,
    open: Option<(Pending, ReadDir)>,
}

/// A folder that is still to be listed.
#[derive(Debug)]
struct Pending {
    path: PathBuf,
    /// Its name, if it is UTF-8.
    name: Option<String>,
}

impl Pending {
    fn unlisted(&self, home: &Path) -> String {
        format!("cannot list {}", named(&self.path, home))
    }
}

impl Names {
    /// Finds the first articles of a publication.
    ///
    /// # Errors
    /// As [`Self::find_more`].
    pub(super) fn find(root: &Path) -> Result<Self> {
        let home = root.join(ARTICLES);
        let first = home.is_dir().then(|| Pending { path: home.clone(), name: Some(ARTICLES.to_owned()) });
        let rest = Rest { home, pending: first.into_iter().collect(), open: None };
        let found = Self { parts: Default::default(), rest: Mutex::new(rest) };
        found.find_more()?;
        Ok(found)
    }

    /// Finds more of them; whether there were any.
    ///
    /// # Errors
    /// Where the disk refuses, a link leaves the articles, or a name is not UTF-8.
    pub(super) fn find_more(&self) -> Result<bool> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.found().count();
        let Some(next) = self.parts.get(number) else { bail!("there are too many articles") };
        let mut part = Part { before: self.count(), text: String::new(), ends: Vec::new(), strays: Vec::new() };
        rest.list(&mut part, FIRST * GROWTH.pow(u32::try_from(number)?))?;
        let has_any = !part.ends.is_empty() || !part.strays.is_empty();
        if has_any {
            next.get_or_init(|| part);
        }
        Ok(has_any)
    }

    /// How many have been found.
    pub(super) fn count(&self) -> usize {
        self.found().last().map_or(0, |part| part.before + part.ends.len())
    }

    /// One that has been found, by its number from 0.
    pub(super) fn get(&self, number: usize) -> &str {
        self.found().find_map(|part| part.get(number.checked_sub(part.before)?)).unwrap_or_default()
    }

    /// The names of files that look like articles and are none, as far as they have been found.
    pub(super) fn strays(&self) -> Vec<&str> {
        self.found().flat_map(|part| part.strays.iter().map(String::as_str)).collect()
    }

    fn found(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().map_while(OnceLock::get)
    }
}

impl Part {
    fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }

    fn push(&mut self, name: &[&str]) -> Result<()> {
        self.text.extend(name.iter().copied());
        self.ends.push(u32::try_from(self.text.len()).context("there are too many articles")?);
        Ok(())
    }
}

impl Rest {
    /// Goes on until so many names have been found, or all.
    fn list(&mut self, part: &mut Part, most: usize) -> Result<()> {
        while part.ends.len() < most {
            let Some((folder, entries)) = &mut self.open else {
                let Some(folder) = self.pending.pop() else { break };
                let entries = fs::read_dir(&folder.path).with_context(|| folder.unlisted(&self.home))?;
                self.open = Some((folder, entries));
                continue;
            };
            match entries.next() {
                Some(entry) => {
                    let entry = entry.with_context(|| folder.unlisted(&self.home))?;
                    take(&entry, folder, &self.home, &mut self.pending, part)?;
                }
                None => self.open = None,
            }
        }
        Ok(())
    }
}

fn take(entry: &DirEntry, folder: &Pending, home: &Path, pending: &mut Vec<Pending>, part: &mut Part) -> Result<()> {
    let file = entry.file_name();
    let bytes = file.as_encoded_bytes();
    // Hidden files and folders are editors' and systems' own.
    if bytes.starts_with(b".") {
        return Ok(());
    }
    let kind = entry.file_type().with_context(|| folder.unlisted(home))?;
    let name = folder.name.as_deref().zip(file.to_str());
    if kind.is_dir() {
        let name = name.map(|(folder, file)| format!("{folder}/{file}"));
        pending.push(Pending { path: entry.path(), name });
    } else if bytes.ends_with(b".toml") && (kind.is_file() || kind.is_symlink() && is_file(&entry.path(), home)?) {
        let (folder, file) =
            name.with_context(|| format!("the name of {} is not UTF-8", named(&entry.path(), home)))?;
        part.push(&[folder, "/", file])?;
    } else if kind.is_file()
        && let Some((folder, file)) = name
        && is_stray(file, &entry.path())
    {
        part.strays.push(format!("{folder}/{file}"));
    }
    Ok(())
}

/// Whether somebody may have taken a file for an article: one by a misspelt ending, or one of another generator, which
/// has its keys above its text.
fn is_stray(file: &str, path: &Path) -> bool {
    let file = file.to_ascii_lowercase();
    let is_misspelt = [".toml", ".toml.txt", ".tml"].iter().any(|ending| file.ends_with(ending));
    is_misspelt
        || [".md", ".markdown"].iter().any(|ending| file.ends_with(ending))
            && !path.with_extension("toml").exists()
            && begins_with_keys(path).unwrap_or(false)
}

/// Whether a text begins as those with keys above them do, in YAML or TOML.
fn begins_with_keys(path: &Path) -> io::Result<bool> {
    let mut line = [0; 4];
    fs::File::open(path)?.read_exact(&mut line)?;
    Ok([b"---", b"+++"].iter().any(|fence| line.starts_with(*fence)) && matches!(line[3], b'\n' | b'\r'))
}

/// What lies below the articles as errors show it: where the publication lies is the machine's own.
fn named(path: &Path, articles: &Path) -> String {
    let below = path.strip_prefix(articles).unwrap_or(path);
    Path::new(ARTICLES).join(below).to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

/// Whether a link leads to a file; it may not leave the articles.
fn is_file(link: &Path, articles: &Path) -> Result<bool> {
    let told = || format!("cannot follow {}", named(link, articles));
    let target = match link.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("{} is a link to what is not there; delete it, or put the file in its place", named(link, articles));
        }
        target => target.with_context(told)?,
    };
    if !target.starts_with(articles.canonicalize().with_context(told)?) {
        bail!("{} is a link that leaves {ARTICLES}/; put the file itself there", named(link, articles));
    }
    Ok(target.is_file())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn found(root: &Path) -> Result<Vec<String>> {
        let names = Names::find(root)?;
        let mut found: Vec<String> = (0..names.count()).map(|number| names.get(number).to_owned()).collect();
        found.sort_unstable();
        Ok(found)
    }

    #[test]
    fn articles_are_found_in_all_folders() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(found(root).unwrap(), [""; 0], "no folder, no articles");
        for name in
            ["b.toml", "a/c.toml", "a-b.toml", "a/b/ü.toml", ".a.toml", ".git/a.toml", "a.md", "toml", "c.toml/d.toml"]
        {
            let path = root.join(ARTICLES).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let names = ["a-b.toml", "a/b/ü.toml", "a/c.toml", "b.toml", "c.toml/d.toml"];
        assert_eq!(found(root).unwrap(), names.map(|name| format!("articles/{name}")));
    }

    #[test]
    fn what_looks_like_an_article_and_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join(ARTICLES);
        fs::create_dir_all(home.join("a")).unwrap();
        let files = [
            ("a/b.toml.txt", ""),
            ("a/c.TOML", ""),
            ("d.tml", ""),
            ("e.md", "---\ntitle: Ferry\n---\n"),
            ("f.Markdown", "+++\r\ntitle = 'Ferry'\r\n+++\r\n"),
            ("g.md", "--- a dash, and no keys"),
            ("h.md", "---"),
            ("i.md", "---\nthe text of another article\n"),
            ("i.toml", ""),
            ("j.txt", "---\n"),
            ("k.toml.bak", ""),
            (".l.toml.txt", ""),
        ];
        for (name, text) in files {
            fs::write(home.join(name), text).unwrap();
        }
        let names = Names::find(folder.path()).unwrap();
        let mut strays = names.strays();
        strays.sort_unstable();
        assert_eq!(
            strays,
            ["a/b.toml.txt", "a/c.TOML", "d.tml", "e.md", "f.Markdown"].map(|name| format!("articles/{name}"))
        );
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn many_are_found_one_part_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join(ARTICLES);
        let mut expected = BTreeSet::new();
        for number in 0..FIRST + 100 {
            let name = format!("{}/{number}.toml", number % 3);
            let path = home.join(&name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
            expected.insert(format!("{ARTICLES}/{name}"));
        }
        let names = Names::find(folder.path()).unwrap();
        assert_eq!(names.count(), FIRST);
        let first = names.get(0);
        assert!(names.find_more().unwrap());
        assert_eq!(names.count(), FIRST + 100);
        assert!(!names.find_more().unwrap());
        assert_eq!(names.get(0), first, "what was found keeps its number");
        assert_eq!((0..names.count()).map(|number| names.get(number).to_owned()).collect::<BTreeSet<_>>(), expected);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_articles() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let home = root.join(ARTICLES);
        fs::create_dir_all(home.join("a")).unwrap();
        fs::write(home.join("a/b.toml"), "").unwrap();
        symlink("a/b.toml", home.join("c.toml")).unwrap();
        symlink("a", home.join("d.toml")).unwrap();
        symlink("a", home.join("e")).unwrap();
        assert_eq!(found(root).unwrap(), ["articles/a/b.toml", "articles/c.toml"]);
        fs::write(root.join("out.toml"), "").unwrap();
        symlink("../out.toml", home.join("f.toml")).unwrap();
        let told = || found(root).unwrap_err().to_string();
        assert_eq!(told(), "articles/f.toml is a link that leaves articles/; put the file itself there");
        fs::remove_file(root.join("out.toml")).unwrap();
        assert!(told().starts_with("articles/f.toml is a link to what is not there; delete it"), "{}", told());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf_8_is_told_where_it_is_an_articles() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join(ARTICLES).join(OsStr::from_bytes(b"caf\xe9"));
        fs::create_dir_all(&odd).unwrap();
        fs::write(odd.join(OsStr::from_bytes(b"\xe9.jpg")), "").unwrap();
        assert_eq!(found(folder.path()).unwrap(), [""; 0]);
        fs::write(odd.join("a.toml"), "").unwrap();
        let error = found(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "the name of articles/caf\u{fffd}/a.toml is not UTF-8");
    }
}

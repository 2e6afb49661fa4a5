//! Finding the articles, of which there may be many: their names lie one behind the other in one text.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fs::{self, DirEntry};
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::ARTICLES;

/// The names of the articles, as findings show them: below the publication's folder, with forward slashes.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In the order in which they were found.
    text: String,
    /// Where each lies in the text, sorted by name, so that no folder's order matters.
    places: Vec<Range<u32>>,
    /// Of files that look like articles and are none, sorted.
    strays: Vec<String>,
}

/// A folder that is still to be listed.
struct Pending {
    path: PathBuf,
    /// Its name, if it is UTF-8.
    name: Option<String>,
}

impl Names {
    /// Finds the articles of a publication.
    ///
    /// # Errors
    /// Where the disk refuses, a link leaves the articles, or a name is not UTF-8.
    pub(super) fn find(root: &Path) -> Result<Self> {
        let home = root.join(ARTICLES);
        if !home.is_dir() {
            return Ok(Self::default());
        }
        let mut found = Self::default();
        let mut pending = vec![Pending { path: home.clone(), name: Some(ARTICLES.to_owned()) }];
        while let Some(folder) = pending.pop() {
            let told = || format!("cannot list {}", named(&folder.path, &home));
            for entry in fs::read_dir(&folder.path).with_context(told)? {
                found.take(&entry.with_context(told)?, &folder, &home, &mut pending)?;
            }
        }
        found.strays.sort_unstable();
        let Self { text, places, .. } = &mut found;
        places.sort_by_cached_key(|place| {
            let name = &text.as_bytes()[place.start as usize..place.end as usize];
            (beginning(name), name)
        });
        Ok(found)
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, number: usize) -> &str {
        let place = &self.places[number];
        &self.text[place.start as usize..place.end as usize]
    }

    /// The names of files that look like articles and are none.
    pub(super) fn strays(&self) -> &[String] {
        &self.strays
    }

    fn take(&mut self, entry: &DirEntry, folder: &Pending, home: &Path, pending: &mut Vec<Pending>) -> Result<()> {
        let file = entry.file_name();
        let bytes = file.as_encoded_bytes();
        // Hidden files and folders are editors' and systems' own.
        if bytes.starts_with(b".") {
            return Ok(());
        }
        let kind = entry.file_type().with_context(|| format!("cannot list {}", named(&folder.path, home)))?;
        let name = folder.name.as_deref().zip(file.to_str());
        if kind.is_dir() {
            let name = name.map(|(folder, file)| format!("{folder}/{file}"));
            pending.push(Pending { path: entry.path(), name });
        } else if bytes.ends_with(b".toml") && (kind.is_file() || kind.is_symlink() && is_file(&entry.path(), home)?) {
            let (folder, file) =
                name.with_context(|| format!("the name of {} is not UTF-8", named(&entry.path(), home)))?;
            self.push(&[folder, "/", file])?;
        } else if kind.is_file()
            && let Some((folder, file)) = name
            && is_stray(file, &entry.path())
        {
            self.strays.push(format!("{folder}/{file}"));
        }
        Ok(())
    }

    fn push(&mut self, parts: &[&str]) -> Result<()> {
        let start = self.text.len();
        self.text.extend(parts.iter().copied());
        let place = u32::try_from(start)?..u32::try_from(self.text.len()).context("there are too many articles")?;
        self.places.push(place);
        Ok(())
    }
}

/// The sixteen bytes behind `articles/` as a number, which tell most names apart without a look at them.
fn beginning(name: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    for (byte, found) in bytes.iter_mut().zip(name.iter().skip(ARTICLES.len() + 1)) {
        *byte = *found;
    }
    u128::from_be_bytes(bytes)
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
    let target = link.canonicalize().with_context(told)?;
    if !target.starts_with(articles.canonicalize().with_context(told)?) {
        bail!("{} is a link that leaves {ARTICLES}/", named(link, articles));
    }
    Ok(target.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(root: &Path) -> Result<Vec<String>> {
        Names::find(root).map(|names| (0..names.count()).map(|number| names.get(number).to_owned()).collect())
    }

    #[test]
    fn articles_are_sorted_by_their_whole_names() {
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
        assert_eq!(
            names.strays(),
            ["a/b.toml.txt", "a/c.TOML", "d.tml", "e.md", "f.Markdown"].map(|name| format!("articles/{name}"))
        );
        assert_eq!(names.count(), 1);
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
        assert_eq!(found(root).unwrap_err().to_string(), "articles/f.toml is a link that leaves articles/");
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

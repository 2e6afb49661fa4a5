//! Writing `feeds/`: all or nothing, and only what changed.
//!
//! The order is what makes it safe to be cut off anywhere: every new file lies whole under a temporary name before the
//! first takes its place; the list names what is about to appear before it does; what others point at comes before what
//! points at it, and goes after. Between these steps the disk is told to keep what it has.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::disk::{Disk, Kind, System};
use crate::emit::Document;
use crate::spool::Text;
use crate::value::format::is_in_archive;

/// The list of the files that a build made, so that the next one removes those that it does not make any more, and
/// only those.
const LIST: &str = ".dateline";
/// How a line of it begins that has the id of what only a preview let in.
const PREVIEW: &str = "# preview: ";
/// How temporary files begin and end, so that what a cut-off run left can be told from anything else.
const TEMPORARY: (&str, &str) = (".dateline-", ".tmp~");

#[cfg(test)]
mod faults;

/// What a build would change in `feeds/`.
#[derive(Debug)]
pub struct Changes<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    files: Vec<(&'d Document, Change)>,
    /// What the list names now.
    listed: BTreeSet<String>,
    /// The ids of previews that it has now, and is to have.
    previewed: [BTreeSet<String>; 2],
    list: String,
    list_change: Change,
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
    /// Looks at what lies in `feeds/`, but not once more into the files that are known to lie there as they are.
    pub(super) fn find(
        disk: &'d dyn Disk,
        folder: PathBuf,
        documents: impl IntoIterator<Item = (&'d Document, bool)>,
        previewed: &[String],
    ) -> Result<Self> {
        is_writable(disk, &folder)?;
        let mut files = Vec::new();
        for (document, is_there) in documents {
            refuse_detours(disk, &folder, &document.path)?;
            let is_same = |file: &Path| Ok(is_there || disk.is(file, &document.text)?);
            let change = compare(disk, &folder, &document.path, is_same)?;
            files.push((document, change));
        }
        let lines = lines(disk, &folder)?;
        let listed = listed(disk, &folder, &lines)?;
        let wanted: BTreeSet<&str> = files.iter().map(|(document, _)| document.path.as_str()).collect();
        let mut obsolete = Vec::new();
        for path in listed.iter().filter(|path| !wanted.contains(path.as_str())) {
            match disk.kind(&folder.join(path)) {
                Ok(Kind::Folder) => {}
                Ok(_) => obsolete.push(path.clone()),
                Err(error) if is_absence(&error) => {}
                Err(error) => return Err(error).with_context(|| format!("cannot read feeds/{path}")),
            }
        }
        let previewed = [previewed_of(&lines), previewed.iter().cloned().collect()];
        let list = list(&wanted, previewed[1].iter());
        let list_change = compare(disk, &folder, LIST, |file| disk.holds(file, list.as_bytes()))?;
        Ok(Self { disk, folder, files, listed, previewed, list, list_change, obsolete })
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

    /// What happens to the list of what a build made.
    #[must_use]
    pub fn list(&self) -> (&'static str, Change) {
        (LIST, self.list_change)
    }

    /// Whether `feeds/` is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.obsolete.is_empty() && self.list_change == Change::Same && self.to_write().next().is_none()
    }

    /// A file as it is on disk; `None` where it is not there, or a link.
    #[must_use]
    pub fn on_disk(&self, path: &str) -> Option<Vec<u8>> {
        present(self.disk, &self.folder.join(path)).ok()?
    }

    fn to_write(&self) -> impl Iterator<Item = (&'d Document, Change)> {
        self.files.iter().copied().filter(|(_, change)| *change != Change::Same)
    }

    /// Writes what changed and removes what is obsolete.
    ///
    /// # Errors
    /// Where the disk refuses. Until every new file lies complete under a temporary name, nothing in `feeds/` has
    /// changed; after that every file is the old one or the new one, and the next build does the rest.
    pub fn write(&self) -> Result<()> {
        let spools: Vec<&Path> = self.files.iter().filter_map(|(document, _)| spool(document)).collect();
        sweep_but(self.disk, &self.folder, &spools);
        if self.is_empty() {
            return Ok(());
        }
        let written = self.replace();
        if written.is_err() {
            sweep(self.disk, &self.folder);
        }
        written
    }

    fn replace(&self) -> Result<()> {
        let new: BTreeSet<&str> = self
            .files
            .iter()
            .filter(|(_, change)| *change == Change::New)
            .map(|(document, _)| document.path.as_str())
            .collect();
        let turn = |path: &'d str| turn(path, new.contains(path));
        let is_new = self.make_home()?;
        let list = self.list_of_both();
        let mut feeds = self.stage(list.as_deref(), is_new)?;
        feeds.sort_by_key(|(_, path)| turn(path));
        for group in feeds.chunk_by(|(_, one), (_, other)| turn(one) == turn(other)) {
            self.place(group)?;
        }
        self.remove_unwanted()?;
        let is_final = list.map_or(self.list_change == Change::Same, |list| list == self.list);
        if is_final { Ok(()) } else { self.put_list() }
    }

    /// The list of what is there and what will be, where anything is not listed yet.
    fn list_of_both(&self) -> Option<String> {
        let wanted = || self.files.iter().map(|(document, _)| document.path.as_str());
        let [known, new] = &self.previewed;
        let is_new = wanted().any(|path| !self.listed.contains(path)) || !new.is_subset(known);
        is_new.then(|| list(&self.listed.iter().map(String::as_str).chain(wanted()).collect(), known.union(new)))
    }

    /// Whether there was no folder.
    fn make_home(&self) -> Result<bool> {
        let is_new = !exists(self.disk, &self.folder).context("cannot make the folder feeds/")?;
        if is_new {
            self.disk.make_folder(&self.folder).context("cannot make the folder feeds/")?;
        }
        Ok(is_new)
    }

    /// Writes what changed under temporary names; what is on a spool has one. The list, if there is one to be written,
    /// has its own when this is done.
    fn stage(&self, list: Option<&str>, is_new: bool) -> Result<Vec<(PathBuf, &'d str)>> {
        let create = |name: &str, path: &'d str, text: &str, model| {
            let temporary = temporary(&self.folder, name);
            self.create(&temporary, text, model).with_context(|| format!("cannot write feeds/{path}"))?;
            Ok((temporary, path))
        };
        let beside = self.beside();
        let documents = self.to_write().enumerate().map(|(number, (document, change))| {
            let path = document.path.as_str();
            let model = if change == Change::New { beside } else { Some(path) };
            match &document.text {
                Text::Held(text) => create(&number.to_string(), path, text, model),
                Text::Spooled(spool) => {
                    self.liken(spool.path(), model).with_context(|| format!("cannot write feeds/{path}"))?;
                    Ok((spool.path().to_owned(), path))
                }
            }
        });
        let list = list.map(|list| create("list", LIST, list, beside)).transpose()?;
        let staged = documents.collect::<Result<Vec<_>>>()?;
        let mut files: Vec<PathBuf> = staged.iter().map(|(path, _)| path.clone()).collect();
        match list {
            // There is no list before it that half of it could stand for, and no feed yet: one wait is enough.
            Some(list) if is_new => {
                self.rename(&[list])?;
                files.push(self.folder.join(LIST));
                let home = self.folder.parent().map(Path::to_owned);
                self.keep(&files, home.into_iter().chain([self.folder.clone()]))?;
            }
            Some(list) => {
                files.push(list.0.clone());
                self.keep(&files, [])?;
                self.place(&[list])?;
            }
            None => self.keep(&files, [])?,
        }
        Ok(staged)
    }

    /// A file that lies there: who may read it may read what is new beside it, as a web server has to.
    fn beside(&self) -> Option<&'d str> {
        self.files.iter().find(|(_, change)| *change != Change::New).map(|(document, _)| document.path.as_str())
    }

    /// Writes a text under a temporary name, with the permissions of a file that lies there.
    fn create(&self, temporary: &Path, text: &str, model: Option<&str>) -> io::Result<()> {
        match self.model(model)? {
            Some(model) => self.disk.create_like(temporary, text.as_bytes(), &model),
            None => self.disk.create(temporary, text.as_bytes()),
        }
    }

    /// The same for a text that has been written.
    fn liken(&self, temporary: &Path, model: Option<&str>) -> io::Result<()> {
        self.model(model)?.map_or(Ok(()), |model| self.disk.liken(temporary, &model))
    }

    /// A file whose permissions others get, unless it has gone meanwhile.
    fn model(&self, path: Option<&str>) -> io::Result<Option<PathBuf>> {
        let Some(model) = path.map(|path| self.folder.join(path)) else { return Ok(None) };
        Ok(exists(self.disk, &model)?.then_some(model))
    }

    /// Gives staged files their names, for good.
    fn place(&self, staged: &[(PathBuf, &str)]) -> Result<()> {
        let touched = self.rename(staged)?;
        self.keep(&[], touched)
    }

    /// Gives staged files their names; the folders that have to be kept for that.
    fn rename(&self, staged: &[(PathBuf, &str)]) -> Result<BTreeSet<PathBuf>> {
        let mut touched = BTreeSet::from([self.folder.clone()]);
        for (temporary, path) in staged {
            let told = || format!("cannot write feeds/{path}");
            for folder in ancestors(path).map(|folder| self.folder.join(folder)) {
                if !touched.contains(&folder) && !exists(self.disk, &folder).with_context(told)? {
                    self.disk.make_folder(&folder).with_context(told)?;
                    self.disk.liken(&folder, &self.folder).with_context(told)?;
                }
                touched.insert(folder);
            }
            self.disk.rename(temporary, &self.folder.join(path)).with_context(told)?;
        }
        Ok(touched)
    }

    /// Removes the files of the previous build that are not wanted, those first that point at others, and the folders
    /// that they leave empty.
    fn remove_unwanted(&self) -> Result<()> {
        let wanted: BTreeSet<&str> = self.files.iter().map(|(document, _)| document.path.as_str()).collect();
        let mut unwanted: Vec<&String> = self.listed.iter().filter(|path| !wanted.contains(path.as_str())).collect();
        unwanted.sort_by_key(|path| Reverse(turn(path, false)));
        for group in unwanted.chunk_by(|one, other| turn(one, false) == turn(other, false)) {
            let mut touched = BTreeSet::from([self.folder.clone()]);
            for path in group {
                self.remove(path, &mut touched).with_context(|| format!("cannot remove feeds/{path}"))?;
            }
            self.keep(&[], touched)?;
        }
        Ok(())
    }

    /// Removes a file and the folders that it leaves empty; `touched` are those that are left.
    fn remove(&self, path: &str, touched: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        let file = self.folder.join(path);
        match self.disk.kind(&file) {
            Ok(Kind::Folder) => return Ok(()),
            Ok(_) => self.disk.remove_file(&file)?,
            Err(error) if is_absence(&error) => {}
            Err(error) => return Err(error),
        }
        let is_used = [ErrorKind::DirectoryNotEmpty, ErrorKind::AlreadyExists, ErrorKind::ResourceBusy];
        for folder in ancestors(path).collect::<Vec<_>>().into_iter().rev() {
            let folder = self.folder.join(folder);
            match self.disk.remove_folder(&folder) {
                Err(error) if is_used.contains(&error.kind()) => {
                    touched.insert(folder);
                    break;
                }
                Err(error) if !is_absence(&error) => return Err(error),
                _ => _ = touched.remove(&folder),
            }
        }
        Ok(())
    }

    /// Writes the list of what is there when all is done.
    fn put_list(&self) -> Result<()> {
        let temporary = temporary(&self.folder, "list");
        self.create(&temporary, &self.list, self.beside()).context("cannot write feeds/.dateline")?;
        self.disk.sync(std::slice::from_ref(&temporary), &[]).context("cannot write feeds/.dateline")?;
        self.place(&[(temporary, LIST)])
    }

    fn keep(&self, files: &[PathBuf], folders: impl IntoIterator<Item = PathBuf>) -> Result<()> {
        let folders: Vec<PathBuf> = folders.into_iter().collect();
        self.disk.sync(files, &folders).context("cannot write feeds/")
    }
}

/// The file that a document lies in which is not held.
fn spool(document: &Document) -> Option<&Path> {
    match &document.text {
        Text::Held(_) => None,
        Text::Spooled(spool) => Some(spool.path()),
    }
}

/// Removes what a cut-off run left; what cannot be removed does no harm, and the next run tries again.
pub(super) fn sweep(disk: &dyn Disk, folder: &Path) {
    sweep_but(disk, folder, &[]);
}

fn sweep_but(disk: &dyn Disk, folder: &Path, kept: &[&Path]) {
    let is_ours = |name: &str| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
    for path in disk.files(folder).into_iter().filter(|path| !kept.contains(&path.as_path())) {
        if path.file_name().and_then(|name| name.to_str()).is_some_and(is_ours) {
            let _ = disk.remove_file(&path);
        }
    }
}

/// When a file takes its place: archives, which feeds point at; feeds; pages, which point at feeds, from the inmost.
///
/// Of archives the new ones come first, each after the older one that it follows, and then those that name them as next.
fn turn(path: &str, is_new: bool) -> (u8, Reverse<usize>, bool, &str) {
    let parts: Vec<&str> = path.split('/').collect();
    let is_page = [".html", ".opml"].iter().any(|ending| path.ends_with(ending));
    match path.rsplit_once('/') {
        _ if is_page => (2, Reverse(parts.len()), false, ""),
        Some((folder, _)) if is_in_archive(path) => (0, Reverse(0), !is_new, folder),
        _ => (1, Reverse(0), false, ""),
    }
}

/// A name for what is not done yet, in a folder.
pub(super) fn temporary(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{}{name}{}", TEMPORARY.0, TEMPORARY.1))
}

/// The folders above a path, from the outermost.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

pub(super) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

pub(super) fn exists(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match disk.kind(path) {
        Ok(_) => Ok(true),
        Err(error) if is_absence(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// That `feeds/` is a folder, or can become one; it may be a link to one.
fn is_writable(disk: &dyn Disk, folder: &Path) -> Result<()> {
    match disk.kind(folder) {
        Ok(Kind::File | Kind::Other) => bail!("cannot write feeds/: there is a file of that name"),
        Ok(Kind::Link) => match disk.kind(&folder.join(".")) {
            Ok(Kind::Folder) => Ok(()),
            Err(error) if !is_absence(&error) => Err(error).context("cannot read feeds/"),
            _ => bail!("cannot write feeds/: it is a link, and not to a folder"),
        },
        Err(error) if !is_absence(&error) => Err(error).context("cannot read feeds/"),
        Ok(Kind::Folder) | Err(_) => Ok(()),
    }
}

/// What is on the way to a file and no folder, so that it leads out of `feeds/` or nowhere.
fn detour<'p>(disk: &dyn Disk, folder: &Path, path: &'p str) -> Result<Option<(&'p str, Kind)>> {
    for above in ancestors(path) {
        match disk.kind(&folder.join(above)) {
            Ok(Kind::Folder) => {}
            Ok(kind) => return Ok(Some((above, kind))),
            Err(error) if is_absence(&error) => break,
            Err(error) => return Err(error).with_context(|| format!("cannot read feeds/{above}")),
        }
    }
    Ok(None)
}

fn refuse_detours(disk: &dyn Disk, folder: &Path, path: &str) -> Result<()> {
    match detour(disk, folder, path)? {
        None => Ok(()),
        Some((above, Kind::Link)) => {
            bail!("cannot write feeds/{path}: feeds/{above} is a link, which may lead elsewhere")
        }
        Some((above, _)) => bail!("cannot write feeds/{path}: feeds/{above} is a file"),
    }
}

/// The bytes of a file; `None` where there is none, or a link or a pipe in its place.
fn present(disk: &dyn Disk, path: &Path) -> io::Result<Option<Vec<u8>>> {
    match disk.kind(path) {
        Ok(Kind::Link | Kind::Other) => Ok(None),
        Ok(_) => disk.read(path).map(Some),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn compare(
    disk: &dyn Disk,
    folder: &Path,
    path: &str,
    is_same: impl FnOnce(&Path) -> io::Result<bool>,
) -> Result<Change> {
    let told = || format!("cannot read feeds/{path}");
    let file = folder.join(path);
    match disk.kind(&file) {
        // A link or a pipe is replaced, and not looked into.
        Ok(Kind::Link | Kind::Other) => Ok(Change::New),
        Ok(Kind::Folder) => bail!("cannot write feeds/{path}: there is a folder of that name"),
        Ok(Kind::File) if is_same(&file).with_context(told)? => Ok(Change::Same),
        Ok(Kind::File) => Ok(Change::Changed),
        Err(error) if is_absence(&error) => Ok(Change::New),
        Err(error) => Err(error).with_context(told),
    }
}

fn list<'i>(paths: &BTreeSet<&str>, previewed: impl Iterator<Item = &'i String>) -> String {
    let mut text =
        String::from("# The files that `dateline build` made here; it removes those that it no longer makes.\n");
    for id in previewed {
        text.extend([PREVIEW, id, "\n"]);
    }
    for path in paths {
        text.extend([*path, "\n"]);
    }
    text
}

/// What previous builds made in a folder, as far as that is known.
pub(super) fn made(folder: &Path) -> BTreeSet<String> {
    lines(&System, folder).and_then(|lines| listed(&System, folder, &lines)).unwrap_or_default()
}

/// The ids in a folder's feeds that only a preview let in, as far as that is known.
pub(super) fn previewed(folder: &Path) -> Vec<String> {
    lines(&System, folder).map(|lines| previewed_of(&lines).into_iter().collect()).unwrap_or_default()
}

fn previewed_of(lines: &str) -> BTreeSet<String> {
    lines.lines().filter_map(|line| line.strip_prefix(PREVIEW)).map(str::to_owned).collect()
}

/// The whole lines of the list. One without an end is what was left of it when the power was cut.
fn lines(disk: &dyn Disk, folder: &Path) -> Result<String> {
    let bytes = present(disk, &folder.join(LIST)).context("cannot read feeds/.dateline")?.unwrap_or_default();
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.truncate(text.rfind('\n').unwrap_or(0));
    Ok(text)
}

/// What previous builds made, by the lines of the list. One that leaves the folder, or leads through a link, was not
/// written by us.
fn listed(disk: &dyn Disk, folder: &Path, lines: &str) -> Result<BTreeSet<String>> {
    let is_ours = |line: &&str| {
        !line.starts_with(['#', '/'])
            && !line.contains(['\\', ':'])
            && line.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && *line != LIST
    };
    let mut listed = BTreeSet::new();
    for line in lines.lines().filter(is_ours) {
        if detour(disk, folder, line)?.is_none() {
            listed.insert(line.to_owned());
        }
    }
    Ok(listed)
}

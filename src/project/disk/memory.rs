//! Disks for tests: one in memory that forgets, when the power is cut, what it was not told to keep; and one that fails.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Disk, Kind};

/// Files by their paths below a folder; `None` is a folder.
pub(in crate::project) type Tree = BTreeMap<String, Option<Vec<u8>>>;

/// What a name stands for: a folder, or bytes by their number.
#[derive(Debug, Clone, Copy)]
enum Node {
    Folder,
    File(usize),
}

/// A change of names that is not yet there for good.
#[derive(Debug, Clone)]
struct Pending {
    /// The name that appears, with what it stands for.
    new: Option<(PathBuf, Node)>,
    /// The name that goes.
    old: Option<PathBuf>,
}

#[derive(Debug, Clone, Default)]
struct State {
    bytes: Vec<(Vec<u8>, bool)>,
    names: BTreeMap<PathBuf, Node>,
    kept: BTreeMap<PathBuf, Node>,
    pending: Vec<Pending>,
}

/// A disk in memory.
#[derive(Debug, Default)]
pub(in crate::project) struct Memory(Mutex<State>);

impl Pending {
    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        let has_home =
            |path: &Path| path.parent().is_none_or(|home| home == Path::new("/") || names.contains_key(home));
        if self.new.as_ref().is_some_and(|(path, _)| !has_home(path)) {
            return;
        }
        if let Some(old) = &self.old {
            names.remove(old);
        }
        if let Some((path, node)) = &self.new {
            names.insert(path.clone(), *node);
        }
    }

    fn is_in(&self, folders: &[PathBuf]) -> bool {
        let path = self.new.as_ref().map(|(path, _)| path).or(self.old.as_ref());
        path.and_then(|path| path.parent()).is_some_and(|home| folders.iter().any(|folder| folder == home))
    }
}

impl State {
    fn apply(&mut self, pending: Pending) {
        pending.apply(&mut self.names);
        self.pending.push(pending);
    }

    fn is_used(&self, folder: &Path) -> bool {
        self.names.keys().any(|path| path.parent() == Some(folder))
    }
}

impl Memory {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while it holds the lock")
    }

    /// How many changes would be lost, or not, were the power cut now.
    pub(in crate::project) fn at_risk(&self) -> usize {
        self.state().pending.len()
    }

    /// The disk as it comes back after the power was cut: of what was not kept, only the chosen changes.
    pub(in crate::project) fn after_power_cut(&self, is_chosen: impl Fn(usize) -> bool) -> Self {
        let state = self.state();
        let mut names = state.kept.clone();
        let chosen = state.pending.iter().enumerate().filter(|(number, _)| is_chosen(*number));
        chosen.for_each(|(_, pending)| pending.apply(&mut names));
        let whole: BTreeSet<PathBuf> = names.keys().cloned().collect();
        names.retain(|path, _| path.ancestors().skip(1).all(|home| home == Path::new("/") || whole.contains(home)));
        let torn = |(bytes, is_kept): &(Vec<u8>, bool)| {
            let kept = if *is_kept { bytes.len() } else { bytes.len() / 2 };
            (bytes[..kept].to_vec(), true)
        };
        let bytes = state.bytes.iter().map(torn).collect();
        Self(Mutex::new(State { bytes, kept: names.clone(), names, pending: Vec::new() }))
    }

    pub(in crate::project) fn tree(&self, folder: &Path) -> Tree {
        let state = self.state();
        let below = |(path, node): (&PathBuf, &Node)| {
            let name = path.strip_prefix(folder).ok()?.to_str()?.to_owned();
            let bytes = match node {
                Node::Folder => None,
                Node::File(number) => Some(state.bytes[*number].0.clone()),
            };
            (!name.is_empty()).then_some((name, bytes))
        };
        state.names.iter().filter_map(below).collect()
    }
}

fn fails<T>(kind: ErrorKind) -> io::Result<T> {
    Err(kind.into())
}

impl Disk for Memory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match self.state().names.get(path.strip_prefix(".").unwrap_or(path)) {
            Some(Node::Folder) => Ok(Kind::Folder),
            Some(Node::File(_)) => Ok(Kind::File),
            None if path == Path::new("/") => Ok(Kind::Folder),
            None => fails(ErrorKind::NotFound),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let state = self.state();
        match state.names.get(path) {
            Some(Node::File(number)) => Ok(state.bytes[*number].0.clone()),
            Some(Node::Folder) => fails(ErrorKind::IsADirectory),
            None => fails(ErrorKind::NotFound),
        }
    }

    fn files(&self, folder: &Path) -> Vec<PathBuf> {
        let is_file = |(path, node): &(&PathBuf, &Node)| path.starts_with(folder) && matches!(node, Node::File(_));
        self.state().names.iter().filter(is_file).map(|(path, _)| path.clone()).collect()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        if state.names.contains_key(path) {
            return fails(ErrorKind::AlreadyExists);
        }
        state.apply(Pending { new: Some((path.to_owned(), Node::Folder)), old: None });
        if state.names.contains_key(path) { Ok(()) } else { fails(ErrorKind::NotFound) }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        if state.names.contains_key(path) {
            return fails(ErrorKind::AlreadyExists);
        }
        let number = state.bytes.len();
        state.bytes.push((bytes.to_vec(), false));
        state.apply(Pending { new: Some((path.to_owned(), Node::File(number))), old: None });
        if state.names.contains_key(path) { Ok(()) } else { fails(ErrorKind::NotFound) }
    }

    fn create_like(&self, path: &Path, bytes: &[u8], model: &Path) -> io::Result<()> {
        self.read(model)?;
        self.create(path, bytes)
    }

    fn liken(&self, path: &Path, model: &Path) -> io::Result<()> {
        self.kind(path).and_then(|_| self.kind(model)).map(|_| ())
    }

    fn sync(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        let mut state = self.state();
        for path in files {
            match state.names.get(path).copied() {
                Some(Node::File(number)) => state.bytes[number].1 = true,
                _ => return fails(ErrorKind::NotFound),
            }
        }
        if folders.iter().any(|path| path != Path::new("/") && !state.names.contains_key(path)) {
            return fails(ErrorKind::NotFound);
        }
        for pending in std::mem::take(&mut state.pending) {
            if pending.is_in(folders) {
                pending.apply(&mut state.kept);
            } else {
                state.pending.push(pending);
            }
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        let Some(node) = state.names.get(from).copied() else { return fails(ErrorKind::NotFound) };
        state.apply(Pending { new: Some((to.to_owned(), node)), old: Some(from.to_owned()) });
        if state.names.contains_key(to) { Ok(()) } else { fails(ErrorKind::NotFound) }
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.state().names.contains_key(to) { fails(ErrorKind::AlreadyExists) } else { self.rename(from, to) }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        match state.names.get(path) {
            Some(Node::File(_)) => state.apply(Pending { new: None, old: Some(path.to_owned()) }),
            Some(Node::Folder) => return fails(ErrorKind::IsADirectory),
            None => return fails(ErrorKind::NotFound),
        }
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        match state.names.get(path) {
            Some(Node::Folder) if state.is_used(path) => return fails(ErrorKind::DirectoryNotEmpty),
            Some(Node::Folder) => state.apply(Pending { new: None, old: Some(path.to_owned()) }),
            Some(Node::File(_)) => return fails(ErrorKind::NotADirectory),
            None => return fails(ErrorKind::NotFound),
        }
        Ok(())
    }
}

/// How a disk fails at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::project) enum Fault {
    /// The process ends before the call does anything, and no later call does.
    KilledBefore,
    /// The process ends when the call is done; of a file, half is written.
    KilledAfter,
    /// This call is refused.
    Refused,
    /// From here on there is no room for anything new.
    Full,
    /// From here on nothing can be changed.
    ReadOnly,
}

impl Fault {
    pub(in crate::project) const ALL: [Self; 5] =
        [Self::KilledBefore, Self::KilledAfter, Self::Refused, Self::Full, Self::ReadOnly];
}

/// What a call asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Look,
    Room,
    Change,
}

/// A disk that fails from the nth call on.
#[derive(Debug)]
pub(in crate::project) struct Faulty<'d> {
    disk: &'d dyn Disk,
    at: usize,
    fault: Fault,
    calls: AtomicUsize,
    syncs: bool,
}

impl<'d> Faulty<'d> {
    pub(in crate::project) fn new(disk: &'d dyn Disk, at: usize, fault: Fault) -> Self {
        Self { disk, at, fault, calls: AtomicUsize::new(0), syncs: true }
    }

    /// The same, for a disk that is too slow to be told to keep everything.
    pub(in crate::project) fn without_syncs(self) -> Self {
        Self { syncs: false, ..self }
    }

    /// Whether the call that was to fail was made.
    pub(in crate::project) fn has_failed(&self) -> bool {
        self.calls.load(Ordering::Relaxed) > self.at
    }

    /// Half of a file is written where there is no room for the rest, or no time.
    fn write(&self, bytes: &[u8], create: impl Fn(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let is_torn = self.calls.load(Ordering::Relaxed) >= self.at;
        let half = &bytes[..bytes.len() / 2];
        if self.fault == Fault::Full && is_torn {
            let _ = create(half);
        }
        let bytes = if self.fault == Fault::KilledAfter && is_torn { half } else { bytes };
        self.run(Call::Room, || create(bytes))
    }

    fn run<T>(&self, call: Call, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        if number < self.at {
            return act();
        }
        let is_now = number == self.at;
        match (self.fault, call) {
            (Fault::KilledAfter, _) if is_now => act().and_then(|_| fails(ErrorKind::Other)),
            (Fault::KilledBefore | Fault::KilledAfter, _) => fails(ErrorKind::Other),
            (Fault::Refused, _) if is_now => fails(ErrorKind::PermissionDenied),
            (Fault::Full, Call::Room) => fails(ErrorKind::StorageFull),
            (Fault::ReadOnly, Call::Room | Call::Change) => fails(ErrorKind::ReadOnlyFilesystem),
            _ => act(),
        }
    }
}

impl Disk for Faulty<'_> {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.run(Call::Look, || self.disk.kind(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.run(Call::Look, || self.disk.read(path))
    }

    fn files(&self, folder: &Path) -> Vec<PathBuf> {
        self.run(Call::Look, || Ok(self.disk.files(folder))).unwrap_or_default()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.run(Call::Room, || self.disk.make_folder(path))
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes, |bytes| self.disk.create(path, bytes))
    }

    fn create_like(&self, path: &Path, bytes: &[u8], model: &Path) -> io::Result<()> {
        self.write(bytes, |bytes| self.disk.create_like(path, bytes, model))
    }

    fn liken(&self, path: &Path, model: &Path) -> io::Result<()> {
        self.run(Call::Change, || self.disk.liken(path, model))
    }

    fn sync(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        self.run(Call::Change, || if self.syncs { self.disk.sync(files, folders) } else { Ok(()) })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(Call::Change, || self.disk.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(Call::Change, || self.disk.rename_new(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.run(Call::Change, || self.disk.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.run(Call::Change, || self.disk.remove_folder(path))
    }
}

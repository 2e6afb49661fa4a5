//! What subscribers have: the feeds of the previous build, and those that were saved from elsewhere.

use std::fs;
use std::path::PathBuf;

use super::disk::{Disk as _, System};
use super::saved::feeds_in;
use super::{FEEDS, write};
use crate::source::Published;
use crate::spool::Text;
use crate::value::format::Format;

/// The published feeds of a publication; those in `feeds/` are read when they are asked for.
#[derive(Debug)]
pub struct Previous {
    folder: PathBuf,
    others: Vec<Other>,
}

/// A feed that was saved from elsewhere.
#[derive(Debug)]
pub struct Other {
    /// The name that findings show.
    pub name: String,
    /// Its path below the folder of feeds that it was saved in; `None` for one by itself.
    pub below: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Previous {
    pub(super) fn new(folder: PathBuf, others: Vec<Other>) -> Self {
        Self { folder, others }
    }

    fn other(&self, path: &str) -> Option<&Vec<u8>> {
        self.others.iter().find(|other| other.name == path).map(|other| &other.bytes)
    }
}

impl Published for Previous {
    fn is(&self, path: &str, text: &Text) -> bool {
        System.is(&self.folder.join(path), text).unwrap_or(false)
    }

    fn paths(&self) -> Vec<String> {
        let made = write::made(&self.folder);
        // Without a list of what was made, as where hidden files are left behind, the names of feeds have to do.
        let is_named_so = |path: &String| Format::of_path(path).is_some();
        let is_ours = |path: &String| if made.is_empty() { is_named_so(path) } else { made.contains(path) };
        let own = feeds_in(&self.folder).unwrap_or_default().into_iter().filter(is_ours);
        let others = self.others.iter().map(|other| other.name.clone());
        own.map(|path| format!("{FEEDS}/{path}")).chain(others).collect()
    }

    fn is_other(&self, path: &str) -> bool {
        self.other(path).is_some()
    }

    fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    fn feeds(&self) -> Vec<(String, String)> {
        let own = write::made(&self.folder).into_iter().map(|below| (format!("{FEEDS}/{below}"), below));
        let others = self.others.iter().filter_map(|other| Some((other.name.clone(), other.below.clone()?)));
        own.chain(others).collect()
    }

    fn previewed(&self) -> Vec<String> {
        write::previewed(&self.folder)
    }

    #[expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let own = || fs::read(self.folder.join(path.strip_prefix(FEEDS)?.strip_prefix('/')?)).ok();
        self.other(path).cloned().or_else(own)
    }
}

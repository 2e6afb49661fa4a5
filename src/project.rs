//! A publication on disk: the only file that knows there is one.
//!
//! Reading gives [`Sources`]; writing is all or nothing: every file is complete under a temporary name before the first
//! one takes its place, and a file whose bytes would not change is not touched.

mod begin;
mod disk;
mod listing;
mod lock;
mod previous;
mod rewrite;
mod saved;
mod spools;
mod store;
mod whole;
mod write;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use crate::emit::Document;
use crate::source::{Articles, Source, Sources, Unread};
use listing::Names;
pub use lock::Lock;
pub use previous::{Other, Previous};
pub use rewrite::Rewrite;
pub use saved::{Saved, feeds_in, saved_feeds};
pub use spools::Spools;
pub use store::Store;
use whole::{Care, Home};
pub use write::{Change, Changes};

/// The file that makes a folder a publication.
pub const CONFIG: &str = "config.toml";
/// The folder of the articles.
pub const ARTICLES: &str = "articles";
/// The folder of the feeds.
pub const FEEDS: &str = "feeds";
/// Above this, a file is not taken for an article.
const LARGEST_ARTICLE: u64 = 16 << 20;

/// A publication's folder.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
}

/// A publication's folder, its config.toml read and the first of its articles found.
#[derive(Debug)]
pub struct Opened {
    config: Arc<Source>,
    articles: Names,
    home: Home,
    files: Store,
}

impl Opened {
    /// What a compilation takes.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        let Self { config, files, .. } = self;
        Sources { config: Arc::clone(config), articles: self, files, published: None, spools: None }
    }

    /// The articles' names, in no order.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn paths(&self) -> Result<impl Iterator<Item = &str>> {
        while self.articles.find_more()? {}
        Ok((0..self.articles.count()).map(|number| self.articles.get(number)))
    }

    fn source(&self, number: usize, care: Care) -> Result<Arc<Source>, Unread> {
        let path = self.articles.get(number);
        let below = &path[ARTICLES.len() + 1..];
        let source = self.home.read(below, LARGEST_ARTICLE, care, |bytes| Source::from_bytes(path, bytes));
        source.map(Arc::new).map_err(|why| Unread { path: path.to_owned(), why })
    }
}

impl Articles for Opened {
    fn count(&self) -> usize {
        self.articles.count()
    }

    fn find_more(&self) -> Result<bool, Unread> {
        let why = |error: anyhow::Error| Unread { path: ARTICLES.to_owned(), why: io::Error::other(error) };
        self.articles.find_more().map_err(why)
    }

    fn strays(&self) -> Vec<&str> {
        self.articles.strays()
    }

    fn path(&self, number: usize) -> &str {
        self.articles.get(number)
    }

    fn read(&self, number: usize) -> Result<Arc<Source>, Unread> {
        self.source(number, Care::Steady)
    }

    fn look(&self, number: usize) -> Result<Arc<Source>, Unread> {
        self.source(number, Care::Glance)
    }
}

impl Project {
    /// The publication in a folder.
    ///
    /// # Errors
    /// Where there is no config.toml in it.
    pub fn at(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        if !root.join(CONFIG).is_file() {
            bail!("there is no {CONFIG} in {}", root.display());
        }
        Ok(Self { root })
    }

    /// The publication in the nearest folder upwards that has a config.toml.
    ///
    /// # Errors
    /// Where there is none as far as the root of the disk.
    pub fn find(from: &Path) -> Result<Self> {
        let home = from.ancestors().find(|folder| folder.join(CONFIG).is_file());
        match home {
            Some(root) => Ok(Self { root: root.to_owned() }),
            None => bail!("there is no {CONFIG} here or in any folder above"),
        }
    }

    /// Its folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Holds the publication for whoever writes to it, so that two at once follow each other; `tell` hears that there is
    /// another, and its process where that is known.
    ///
    /// # Errors
    /// Where the other does not end within a minute.
    pub fn lock(&self, tell: impl FnOnce(Option<u32>)) -> Result<Lock> {
        Lock::hold(&self.root, tell)
    }

    /// Reads config.toml alone.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn config(&self) -> Result<Arc<Source>> {
        let bytes = whole::read(&self.root.join(CONFIG), LARGEST_ARTICLE);
        Ok(Arc::new(Source::from_bytes(CONFIG, &bytes.with_context(|| format!("cannot read {CONFIG}"))?)))
    }

    /// The feeds in `feeds/`, sorted by path; none before the first build.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn feeds(&self) -> Result<Vec<PathBuf>> {
        let folder = self.root.join(FEEDS);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        Ok(feeds_in(&folder)?.into_iter().map(|below| folder.join(below)).collect())
    }

    /// Reads config.toml and finds the first articles; they are read when they are asked for, and so is what they name.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn open(&self) -> Result<Opened> {
        let config = self.config()?;
        // In the words of those that are found later.
        let articles = Names::find(&self.root).with_context(|| format!("cannot read {ARTICLES}"))?;
        let home = self.root.join(ARTICLES);
        Ok(Opened { config, articles, home: Home::at(home.clone()), files: Store::new(home) })
    }

    /// A path as findings show it: below the root, with forward slashes.
    fn name(&self, path: &Path) -> Result<String> {
        let below = path.strip_prefix(&self.root)?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Ok(parts.with_context(|| format!("the name of {} is not UTF-8", below.display()))?.join("/"))
    }

    /// The name of a file or folder of articles, as findings show it, from a path that was typed.
    ///
    /// A path starts where the command runs or, where nothing is there, at the publication's folder.
    ///
    /// # Errors
    /// Where there is no such thing below `articles/`.
    pub fn name_in_articles(&self, typed: &Path) -> Result<String> {
        let here = if typed.exists() { typed.to_owned() } else { self.root.join(typed) };
        let told = || format!("there is no {}", typed.display());
        let full = match (here.file_name(), here.parent()) {
            // A link keeps its own name.
            (Some(name), Some(folder)) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                folder.canonicalize().with_context(told)?.join(name)
            }
            _ => here.canonicalize().with_context(told)?,
        };
        if !full.exists() {
            bail!(told());
        }
        let root = self.root.canonicalize().with_context(|| format!("cannot find {}", self.root.display()))?;
        match full.strip_prefix(&root).map(|below| self.name(&self.root.join(below))) {
            Ok(Ok(name)) if name == ARTICLES || name.starts_with("articles/") => Ok(name),
            _ => bail!("{} is not below {ARTICLES}/", typed.display()),
        }
    }

    /// What subscribers have: `feeds/`, and feeds saved from elsewhere.
    #[must_use]
    pub fn previous(&self, others: Vec<Other>) -> Previous {
        Previous::new(self.root.join(FEEDS), others)
    }

    /// Where large feeds are made: beside those that they will replace, or apart where nothing is to be written.
    #[must_use]
    pub fn spools(&self, are_apart: bool) -> Spools {
        if are_apart { Spools::apart() } else { Spools::in_feeds(self.root.join(FEEDS)) }
    }

    /// What writing these documents would change in `feeds/`; each with whether it is known to lie there as it is.
    /// `previewed` are the ids in them that are not published.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn changes<'d>(
        &self,
        documents: impl IntoIterator<Item = (&'d Document, bool)>,
        previewed: &[String],
    ) -> Result<Changes<'d>> {
        Changes::find(&disk::System, self.root.join(FEEDS), documents, previewed)
    }
}

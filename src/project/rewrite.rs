//! Giving articles other texts: all of them or none, and each file complete at every moment.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use tempfile::NamedTempFile;

use super::disk::System;
use super::write::{TEMPORARY, sweep};
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
    /// Gives articles other texts.
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
        sweep(&System, &home);
        let staged = files.iter().map(|file| stage(self.root(), &home, file)).collect::<Result<Vec<_>>>()?;
        for ((temporary, place), file) in staged.into_iter().zip(files) {
            temporary.persist(place).with_context(|| format!("cannot write {}", file.source.path()))?;
        }
        Ok(())
    }
}

fn stage(root: &Path, home: &Path, file: &Rewrite) -> Result<(NamedTempFile, PathBuf)> {
    let name = file.source.path();
    let told = || format!("cannot write {name}");
    let place = root.join(name).canonicalize().with_context(told)?;
    let Some(folder) = place.parent().filter(|folder| folder.starts_with(home)) else {
        bail!("{name} lies outside of {ARTICLES}/");
    };
    if fs::read(&place).with_context(told)? != file.source.text().as_bytes() {
        bail!("{name} has changed since it was read; nothing was written");
    }
    let permissions = fs::metadata(&place).with_context(told)?.permissions();
    if permissions.readonly() {
        bail!("{name} is read-only; nothing was written");
    }
    let mut builder = tempfile::Builder::new();
    let mut temporary = builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(folder).with_context(told)?;
    temporary.write_all(file.text.as_bytes()).with_context(told)?;
    temporary.as_file().set_permissions(permissions).with_context(told)?;
    temporary.as_file().sync_all().with_context(told)?;
    Ok((temporary, place))
}

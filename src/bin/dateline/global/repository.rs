//! Paths as a code host knows them: below the repository's folder, wherever in it the publication lies.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use dateline::diagnostic::{Diagnostic, Span};
use dateline::source::Source;

/// A repository's folder, and that in it which the paths of findings begin at.
pub(super) struct Repository {
    root: PathBuf,
    base: PathBuf,
}

impl Repository {
    /// The repository around `base`: the nearest folder upwards with a `.git`, else the first of `others` that is
    /// around it, else `base` itself.
    pub(super) fn around(base: &Path, others: impl IntoIterator<Item = PathBuf>) -> Self {
        let base = base.canonicalize().unwrap_or_else(|_| base.to_owned());
        let marked = base.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        let root = marked.or_else(|| {
            let mut others = others.into_iter().filter_map(|folder| folder.canonicalize().ok());
            others.find(|folder| base.starts_with(folder))
        });
        Self { root: root.unwrap_or_else(|| base.clone()), base }
    }

    /// Findings with their paths below the repository's folder; those of files outside stay as they are.
    pub(super) fn place(&self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut sources = HashMap::new();
        let mut place =
            |span: &Span| Span { source: self.renamed(&span.source, &mut sources), range: span.range.clone() };
        let place = |diagnostic: &Diagnostic| Diagnostic {
            span: place(&diagnostic.span),
            related: diagnostic.related.iter().map(|(span, label)| (place(span), label.clone())).collect(),
            ..diagnostic.clone()
        };
        diagnostics.iter().map(place).collect()
    }

    /// The source under its new path; one and the same for all of its findings, of which each may hold other lines.
    fn renamed(&self, source: &Arc<Source>, seen: &mut HashMap<*const Source, Arc<Source>>) -> Arc<Source> {
        let renamed = || match self.path(source.path()) {
            Some(path) if path != source.path() => Arc::new(source.renamed(path)),
            _ => Arc::clone(source),
        };
        Arc::clone(seen.entry(Arc::as_ptr(source)).or_insert_with(renamed))
    }

    fn path(&self, path: &str) -> Option<String> {
        // Standard input is no file of the repository.
        if path == "-" {
            return None;
        }
        let mut whole = PathBuf::new();
        for component in self.base.join(path).components() {
            match component {
                Component::ParentDir => _ = whole.pop(),
                Component::CurDir => {}
                component => whole.push(component),
            }
        }
        let below: Option<Vec<&str>> = whole.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
        below.map(|parts| parts.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(base: &str, path: &str) -> Option<String> {
        Repository { root: PathBuf::from("/r"), base: PathBuf::from(base) }.path(path)
    }

    #[test]
    fn a_path_begins_at_the_repository() {
        for (base, given, expected) in [
            ("/r", "articles/a.toml", Some("articles/a.toml")),
            ("/r/site", "articles/a.toml", Some("site/articles/a.toml")),
            ("/r/site/articles", "../feeds/./rss.xml", Some("site/feeds/rss.xml")),
            ("/r/site", "/r/b.xml", Some("b.xml")),
            ("/r", "../other/b.xml", None),
            ("/r/site", "-", None),
        ] {
            assert_eq!(path(base, given).as_deref(), expected, "{base} {given}");
        }
    }
}

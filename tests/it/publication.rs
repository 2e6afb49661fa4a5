//! A publication in memory: what the tests compile, without a disk.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use dateline::compile::{Compiled, Survey, compile, survey};
use dateline::diagnostic::suggest;
use dateline::emit::Document;
use dateline::feed::Admit;
use dateline::source::{Articles, FileError, Files, MediaFile, NoFiles, Published, Source, Sources, Unread};
use dateline::value::moment::Moment;

/// The present of every test.
pub(crate) const NOW: &str = "2026-03-10T12:00:00Z";

/// A config.toml without a fault.
pub(crate) const CONFIG: &str = "\
[site]
title       = \"The Harbour Gazette\"
link        = \"https://gazette.example/\"
description = \"News from the waterfront\"
language    = \"en-US\"
timezone    = \"America/New_York\"

[people.\"Jane Doe\"]
aliases = [\"J. Doe\"]
";

/// An article without a fault.
pub(crate) const ARTICLE: &str = "\
title = \"Harbour ice is gone\"
date  = 2026-02-01T08:00:00-05:00
body  = \"The last of it went out with Sunday's tide.\"
";

/// The first bytes of a picture of one by one pixel.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// The files of a publication, by their paths from its folder.
#[derive(Debug, Default, Clone)]
pub(crate) struct Publication(pub(crate) BTreeMap<String, Vec<u8>>);

impl Publication {
    /// One that has a config.toml, and nothing else.
    pub(crate) fn new(config: &str) -> Self {
        Self::default().with("config.toml", config)
    }

    /// The same with one more file.
    pub(crate) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    /// What becomes of it, drafts and what is to come left out.
    pub(crate) fn compile(&self) -> Compiled {
        self.compile_at(NOW)
    }

    /// What becomes of it at another time.
    pub(crate) fn compile_at(&self, now: &str) -> Compiled {
        self.compile_with(None, Admit::default(), now)
    }

    /// What becomes of it where subscribers have other feeds already.
    pub(crate) fn compile_after(&self, published: &dyn Published, admit: Admit<'_>) -> Compiled {
        self.compile_with(Some(published), admit, NOW)
    }

    fn compile_with(&self, published: Option<&dyn Published>, admit: Admit<'_>, now: &str) -> Compiled {
        let source = |(path, bytes): (&String, &Vec<u8>)| Arc::new(Source::from_bytes(path, bytes));
        let is_article = |path: &String| path.starts_with("articles/") && path.rsplit('.').next() == Some("toml");
        let articles: Vec<Arc<Source>> = self.0.iter().filter(|(path, _)| is_article(path)).map(source).collect();
        let compiled = |articles: Vec<Arc<Source>>| {
            // Which they are is told where a folder is listed; here it is what a case calls so.
            let strays = self.0.keys().filter(|path| path.contains("/stray.")).cloned().collect();
            let sources = Sources {
                config: source(self.0.get_key_value("config.toml").expect("a publication has a config.toml")),
                articles: &WithStrays { articles, strays },
                files: self,
                published,
                spools: None,
            };
            let now = Moment::parse_rfc3339(now).expect("a constant that is valid");
            compile(&sources, admit, now).expect("what is in memory can be read")
        };
        let turned = compiled(articles.iter().rev().map(Arc::clone).collect());
        let compiled = compiled(articles);
        assert_eq!(told(&compiled), told(&turned), "the order of the articles matters");
        compiled
    }

    fn file(&self, path: &str) -> Result<&[u8], FileError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let neighbours = || self.0.keys().filter_map(|other| other.strip_prefix(folder)?.strip_prefix('/'));
        let near = || suggest::nearest(name, neighbours()).map(str::to_owned);
        self.0.get(path).map(Vec::as_slice).ok_or_else(|| FileError::Missing(near()))
    }
}

/// Articles, and files among them that are none.
struct WithStrays {
    articles: Vec<Arc<Source>>,
    strays: Vec<String>,
}

impl Articles for WithStrays {
    fn count(&self) -> usize {
        self.articles.count()
    }

    fn strays(&self) -> Vec<&str> {
        self.strays.iter().map(String::as_str).collect()
    }

    fn path(&self, number: usize) -> &str {
        self.articles.path(number)
    }

    fn read(&self, number: usize) -> Result<Arc<Source>, Unread> {
        self.articles.read(number)
    }

    /// All of them are just being written.
    fn look(&self, number: usize) -> Result<Arc<Source>, Unread> {
        let text = self.articles[number].text();
        let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).expect("a text begins somewhere");
        Ok(Arc::new(Source::new(self.path(number), &text[..half])))
    }
}

impl Files for Publication {
    fn text(&self, path: &str) -> Result<Arc<Source>, FileError> {
        self.file(path).map(|bytes| Arc::new(Source::from_bytes(path, bytes)))
    }

    fn media(&self, path: &str) -> Result<MediaFile, FileError> {
        let opened =
            |bytes: &[u8]| MediaFile { length: bytes.len() as u64, content: Box::new(Cursor::new(bytes.to_vec())) };
        self.file(path).map(opened)
    }
}

/// Articles by themselves, of a publication that names no files.
pub(crate) fn surveyed(articles: &Vec<Arc<Source>>) -> Survey {
    let config = Arc::new(Source::new("config.toml", CONFIG));
    let sources = Sources { config, articles, files: &NoFiles, published: None, spools: None };
    let now = Moment::parse_rfc3339(NOW).expect("a constant that is valid");
    survey(&sources, now).expect("what is in memory can be read")
}

/// What a document holds.
pub(crate) fn text_of(document: &Document) -> String {
    document.text.read().expect("what is in memory can be read").into_owned()
}

/// All that a compilation gives.
fn told(compiled: &Compiled) -> (String, Vec<(&str, String)>, String) {
    let documents = compiled.documents.iter().map(|output| (output.document.path.as_str(), text_of(&output.document)));
    (shown(compiled), documents.collect(), format!("{:?} {:?}", compiled.waiting, compiled.preview))
}

/// The findings as people see them, without colours.
pub(crate) fn shown(compiled: &Compiled) -> String {
    use dateline::diagnostic::render::{Format, Style, render};
    render(&compiled.diagnostics, Format::Human, Style::Plain)
}

//! Findings as data: which rule, where, in what words. How they look is [`render`]'s affair.

pub mod render;
pub mod rule;
pub mod safe;
pub mod suggest;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::source::Source;
use rule::{Level, Rule};
pub use safe::quote;

/// A place: a file, and the bytes in it; no range means the file as a whole.
#[derive(Debug, Clone)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes, on character boundaries; `None` is the whole file.
    pub range: Option<Range<usize>>,
}

impl Span {
    /// Some bytes of a file, widened to whole characters and cut at the file's end.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use dateline::diagnostic::Span;
    /// use dateline::source::Source;
    ///
    /// let source = Arc::new(Source::new("a.toml", "aéb"));
    /// assert_eq!(Span::new(&source, 2..2).range, Some(1..3), "the bytes of é are one place");
    /// assert_eq!(Span::new(&source, 3..99).range, Some(3..4));
    /// ```
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let text = source.text();
        let is_border = |at: &usize| text.is_char_boundary(*at);
        let start = (0..=range.start.min(text.len())).rev().find(is_border).unwrap_or(0);
        let end = (range.end.clamp(start, text.len())..=text.len()).find(is_border).unwrap_or(text.len());
        Self { source: Arc::clone(source), range: Some(start..end) }
    }

    /// A file as a whole.
    #[must_use]
    pub fn whole(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), range: None }
    }

    /// The same place, without the lines behind it: what a finding holds of a file that is not held otherwise.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use dateline::{diagnostic::Span, source::Source};
    /// let source = Arc::new(Source::new("a.toml", "title = 1\nbody = 2\n"));
    /// let cut = Span::new(&source, 8..9).cut();
    /// assert_eq!((cut.source.text(), cut.range), ("title = 1\n", Some(8..9)));
    /// ```
    #[must_use]
    pub fn cut(&self) -> Self {
        let last = self.range.as_ref().map_or(0, |range| range.end);
        Self { source: Arc::new(self.source.cut_after(last)), range: self.range.clone() }
    }

    fn sort_key(&self) -> (&str, usize, usize) {
        let (start, end) = self.range.as_ref().map_or((0, 0), |range| (range.start, range.end));
        (self.source.path(), start, end)
    }
}

/// Where in a feed a finding lies: the element, and the element that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The element's name, without a prefix.
    pub name: String,
    /// The name of the element around it, or empty at the root.
    pub parent: String,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that it breaks.
    pub rule: &'static Rule,
    /// How grave: the rule's own level, unless overridden.
    pub level: Level,
    /// Where.
    pub span: Span,
    /// One line, lower case, no final dot, true when read alone.
    pub message: String,
    /// What is at the place.
    pub label: Option<String>,
    /// Other places that matter, each with what is there.
    pub related: Vec<(Span, String)>,
    /// Facts that help to understand it.
    pub notes: Vec<String>,
    /// What to type, imperative.
    pub help: Option<String>,
    /// In a feed, the element.
    pub element: Option<Element>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`, saying `message`.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span, message: impl fmt::Display) -> Self {
        Self {
            rule,
            level: rule.level,
            span,
            message: message.to_string(),
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            element: None,
        }
    }

    /// Says what is at the place.
    #[must_use]
    pub fn label(mut self, label: impl fmt::Display) -> Self {
        self.label = Some(label.to_string());
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl fmt::Display) -> Self {
        self.related.push((span, label.to_string()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl fmt::Display) -> Self {
        self.notes.push(note.to_string());
        self
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl fmt::Display) -> Self {
        self.help = Some(help.to_string());
        self
    }

    /// Says what to type, where that is known.
    #[must_use]
    pub fn help_opt(mut self, help: Option<impl fmt::Display>) -> Self {
        self.help = help.map(|help| help.to_string());
        self
    }

    /// Names the element of a feed that it is about.
    #[must_use]
    pub fn element(mut self, name: impl Into<String>, parent: impl Into<String>) -> Self {
        self.element = Some(Element { name: name.into(), parent: parent.into() });
        self
    }
}

/// Where findings go; each stage and each file has its own, joined and sorted after.
#[derive(Debug, Default)]
pub struct Sink(Vec<Diagnostic>);

impl Sink {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes all of another sink's.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lets go of what no finding needs of a file: the lines behind the last of their places in it.
    pub fn cut(&mut self, source: &Arc<Source>) {
        let spans: Vec<&mut Span> = self
            .0
            .iter_mut()
            .flat_map(|found| std::iter::once(&mut found.span).chain(found.related.iter_mut().map(|(span, _)| span)))
            .filter(|span| Arc::ptr_eq(&span.source, source))
            .collect();
        let ends = spans.iter().filter_map(|span| span.range.as_ref()).map(|range| range.end);
        if let Some(last) = ends.max().or((!spans.is_empty()).then_some(0)) {
            let cut = Arc::new(source.cut_after(last));
            for span in spans {
                span.source = Arc::clone(&cut);
            }
        }
    }

    /// Makes every finding an info, for a file that nothing is made of yet.
    pub fn soften(&mut self) {
        for diagnostic in &mut self.0 {
            diagnostic.level = Level::Info;
        }
    }

    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// The findings in their one order: file, place, level, rule, message.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.level, d.rule.id);
            a.span
                .sort_key()
                .cmp(&b.span.sort_key())
                .then_with(|| key(a).cmp(&key(b)))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.0
    }
}

/// Turns a value's error into a finding: values know what is wrong, callers know where.
pub(crate) trait At<T> {
    /// The value, or `None` with the error as a finding of `rule` at `span`.
    fn at(self, span: &Span, rule: &'static Rule, sink: &mut Sink) -> Option<T>;
}

impl<T, E: fmt::Display> At<T> for Result<T, E> {
    fn at(self, span: &Span, rule: &'static Rule, sink: &mut Sink) -> Option<T> {
        self.map_err(|error| sink.push(Diagnostic::new(rule, span.clone(), error))).ok()
    }
}

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

    /// The same place, in its lines alone: what a finding holds of a file that is not held otherwise.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use dateline::{diagnostic::Span, source::Source};
    /// let source = Arc::new(Source::new("a.toml", "# A\ntitle = 1\nbody = 2\n"));
    /// let cut = Span::new(&source, 12..13).cut();
    /// assert_eq!((cut.source.text(), cut.range), ("title = 1\n", Some(8..9)));
    /// ```
    #[must_use]
    pub fn cut(&self) -> Self {
        let lines = self.lines();
        let excerpt = Arc::new(self.source.excerpt(lines.clone()));
        self.moved(&excerpt, lines.start)
    }

    /// The lines that it stands in; a file as a whole stands in none.
    fn lines(&self) -> Range<usize> {
        self.range.as_ref().map_or(0..0, |range| self.source.lines(range))
    }

    /// The same place in an excerpt that begins so many bytes later.
    fn moved(&self, excerpt: &Arc<Source>, start: usize) -> Self {
        let range = self.range.as_ref().map(|range| range.start - start..range.end - start);
        Self { source: Arc::clone(excerpt), range }
    }

    fn sort_key(&self) -> (&str, usize, usize) {
        let before = self.source.offset();
        let (start, end) = self.range.as_ref().map_or((0, 0), |range| (before + range.start, before + range.end));
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
    /// How grave it may become at most, whatever level its rule is given.
    pub gravest: Level,
    /// Whether it is of a draft of which nothing is made yet.
    pub is_of_draft: bool,
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
            gravest: Level::Error,
            is_of_draft: false,
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

    /// Makes it no graver than this.
    pub fn lower(&mut self, gravest: Level) {
        self.gravest = gravest;
        self.level = self.level.max(gravest);
    }

    /// Makes it an info, since it is of a draft of which nothing is made yet.
    pub fn soften(&mut self) {
        self.is_of_draft = true;
        self.lower(Level::Info);
    }

    /// Names the element of a feed that it is about.
    #[must_use]
    pub fn element(mut self, name: impl Into<String>, parent: impl Into<String>) -> Self {
        self.element = Some(Element { name: name.into(), parent: parent.into() });
        self
    }
}

/// So many lines between two places of a file are held with them: they may be drawn in one picture.
const NEAR: usize = 3;

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

    /// Whether there is such a finding in it.
    pub fn any(&self, is_such: impl Fn(&Diagnostic) -> bool) -> bool {
        self.0.iter().any(is_such)
    }

    /// Lets go of what no finding shows of its files: of each the lines of the places stay, and what is between them
    /// where that is little.
    pub fn cut(&mut self) {
        let mut spans: Vec<&mut Span> = self
            .0
            .iter_mut()
            .flat_map(|found| std::iter::once(&mut found.span).chain(found.related.iter_mut().map(|(span, _)| span)))
            .collect();
        spans.sort_by_key(|span| (Arc::as_ptr(&span.source), span.lines().start));
        let mut rest = &mut spans[..];
        while let Some(first) = rest.first() {
            let (source, mut lines) = (Arc::clone(&first.source), first.lines());
            let mut count = 1;
            for next in rest[1..].iter().take_while(|next| Arc::ptr_eq(&next.source, &source)) {
                let further = next.lines();
                let between = source.text().as_bytes().get(lines.end..further.start).unwrap_or_default();
                if memchr::memchr_iter(b'\n', between).nth(NEAR).is_some() {
                    break;
                }
                lines.end = lines.end.max(further.end);
                count += 1;
            }
            let excerpt = Arc::new(source.excerpt(lines.clone()));
            let (near, others) = rest.split_at_mut(count);
            for span in near {
                **span = span.moved(&excerpt, lines.start);
            }
            rest = others;
        }
    }

    /// Makes every finding an info, for a draft of which nothing is made yet.
    pub fn soften(&mut self) {
        self.0.iter_mut().for_each(Diagnostic::soften);
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

//! For people: the source line with the place underlined, other places, notes, help, and where the rule stands.

mod excerpt;

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Tone, Message, Origin, Snippet};

use super::Style;
use crate::diagnostic::rule::{Level, Rule};
use crate::diagnostic::{Diagnostic, Span, safe};
use crate::source::Source;
use excerpt::Excerpt;

/// Places of one file at most so many lines apart are drawn in one picture.
const NEAR: usize = 3;

pub(super) fn render(diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled().hyperlink(false),
    };
    diagnostics
        .iter()
        .map(|diagnostic| without_counted_places(&renderer.render(&[group(diagnostic)])) + "\n\n")
        .collect()
}

/// Parts our own place from the one that the renderer counts in the excerpt, whose lines are cut and made safe. No
/// text that is drawn holds it.
const COUNTED: char = '\0';

/// Drops `:line:column` after each [`COUNTED`].
fn without_counted_places(drawn: &str) -> String {
    let mut parts = drawn.split(COUNTED);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    shown
}

fn group(diagnostic: &Diagnostic) -> Group<'static> {
    let Diagnostic { rule, level, span, message, notes, help, .. } = diagnostic;
    let tone = match level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Info => Tone::INFO,
    };
    let mut group = tone.primary_title(safe::one_line(message)).id(rule.id).elements(pictures(diagnostic));
    if span.range.is_none() && diagnostic.label.is_some() {
        group = group.elements(diagnostic.label.iter().map(|label| Tone::NOTE.message(safe::one_line(label))));
    }
    group
        .elements(notes.iter().map(|note| Tone::NOTE.message(safe::lines(note))))
        .elements(help.iter().map(|help| Tone::HELP.message(safe::lines(help))))
        .element(more(rule))
}

/// Where to read on: the specification, or the rule's page, which every user has at hand.
fn more(rule: &Rule) -> Message<'static> {
    if rule.spec.starts_with("https://") {
        Tone::NOTE.with_name("spec").message(rule.spec)
    } else {
        Tone::NOTE.with_name("more").message(format!("dateline explain {}", rule.id))
    }
}

/// A place to draw: which bytes, what is there, whether it is the finding's own.
struct Mark {
    range: Range<usize>,
    label: Option<String>,
    kind: AnnotationKind,
}

/// Places that share one picture.
struct Picture<'a> {
    source: &'a Arc<Source>,
    marks: Vec<Mark>,
}

impl Picture<'_> {
    /// Whether a place lies close enough to what is drawn already.
    fn takes(&self, span: &Span, range: &Range<usize>) -> bool {
        let line = |offset| self.source.position(offset).line;
        Arc::ptr_eq(self.source, &span.source)
            && self.marks.iter().any(|mark| {
                line(range.start) <= line(mark.range.end) + NEAR && line(mark.range.start) <= line(range.end) + NEAR
            })
    }

    fn element(self) -> Element<'static> {
        let Self { source, marks } = self;
        let path = safe::one_line(source.path());
        let Some(first) = marks.first() else {
            return Origin::path(path).into();
        };
        let start = source.position(first.range.start);
        let ranges: Vec<_> = marks.iter().map(|mark| mark.range.clone()).collect();
        let Excerpt { text, line, ranges } = Excerpt::new(source, &ranges);
        let annotations = marks
            .into_iter()
            .zip(ranges)
            .map(|(mark, range)| mark.kind.span(range).label(mark.label.map(|label| safe::one_line(&label))));
        Snippet::source(text)
            .line_start(line)
            .path(format!("{path}:{}:{}{COUNTED}", start.line, start.column))
            .annotations(annotations)
            .into()
    }
}

fn pictures(diagnostic: &Diagnostic) -> Vec<Element<'static>> {
    let Diagnostic { span, label, related, .. } = diagnostic;
    let own = |range: &Range<usize>| Mark { range: range.clone(), label: label.clone(), kind: AnnotationKind::Primary };
    let mut pictures = vec![Picture { source: &span.source, marks: span.range.iter().map(own).collect() }];
    let mut whole_files = Vec::new();
    for (place, label) in related {
        let Some(range) = &place.range else {
            whole_files.push(Tone::NOTE.message(format!(
                "{}: {}",
                safe::one_line(place.source.path()),
                safe::one_line(label)
            )));
            continue;
        };
        let mark = Mark { range: range.clone(), label: Some(label.clone()), kind: AnnotationKind::Context };
        match pictures.iter_mut().find(|picture| picture.takes(place, range)) {
            Some(picture) => picture.marks.push(mark),
            None => pictures.push(Picture { source: &place.source, marks: vec![mark] }),
        }
    }
    pictures.into_iter().map(Picture::element).chain(whole_files.into_iter().map(Element::from)).collect()
}

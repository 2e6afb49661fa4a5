//! Which elements of a fragment of HTML are open, and which stand where browsers do not leave them.
//!
//! Follows <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody> as far as it shows in a fragment.

use std::borrow::Cow;
use std::ops::Range;

use super::elements;
use super::words::Words;
use crate::value::html::token::Tag;

/// Elements whose end tag may be left out.
static OPTIONAL_END: Words =
    Words::new("dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr body html head colgroup");
/// Elements whose start closes an open paragraph.
static CLOSES_PARAGRAPH: Words = Words::new(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption \
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
);
/// Elements that a paragraph outside them is not closed from.
static KEEPS_PARAGRAPH: Words = Words::new(
    "applet button caption marquee object table td template th foreignobject desc title mi mo mn ms mtext annotation-xml",
);
/// Elements whose end tag closes what in them may close by itself; that of all others, such as `</b>`, finds it open.
static CLOSES_ALL: Words = Words::new(
    "address applet article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption \
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html li listing main marquee menu nav object ol optgroup option p pre \
    search section select summary table tbody td template tfoot th thead tr ul",
);
/// Elements that any end tag closes.
static OF_CHOICES: Words = Words::new("optgroup option rb rp rt rtc");
/// Elements of HTML that end the drawing or formula that they stand in.
static LEAVES_DRAWING: Words = Words::new(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol \
    p pre ruby s small span strong strike sub sup table tt u ul var",
);
/// Elements of drawings and formulas that hold HTML.
static HOLDS_HTML: Words = Words::new("foreignobject desc title mi mo mn ms mtext annotation-xml");
/// What stands directly in a table or its rows.
static OF_TABLES: Words = Words::new("caption col colgroup tbody td tfoot th thead tr script style template");
/// How deep elements are followed.
const DEPTH_LIMIT: usize = 500;

/// A fault, and where.
pub(super) type Fault = (Range<usize>, String);

/// The elements that are open.
#[derive(Default)]
pub(super) struct Nesting<'h> {
    /// Their names in lower case, and where they begin.
    open: Vec<(Cow<'h, str>, Range<usize>)>,
    /// How many of them are drawings or formulas.
    drawings: usize,
}

impl<'h> Nesting<'h> {
    /// Whether a drawing or a formula goes on here.
    pub(super) fn is_foreign(&self) -> bool {
        let nearest = |name: &str| matches!(name, "svg" | "math") || HOLDS_HTML.has(name);
        self.drawings > 0
            && self.open.iter().rev().find(|(name, _)| nearest(name)).is_some_and(|(name, _)| !HOLDS_HTML.has(name))
    }

    /// Takes a start tag.
    pub(super) fn start(&mut self, html: &'h str, tag: &Tag) -> Option<Fault> {
        let name = tag.name(html);
        let is_foreign = self.is_foreign();
        if is_foreign {
            let coloured = || ["color", "face", "size"].iter().any(|name| tag.attribute(html, name).is_some());
            if LEAVES_DRAWING.has(&name) || name == "font" && coloured() {
                return Some((tag.range.clone(), format!("`<{name}>` in a drawing or formula, which ends there")));
            }
        } else {
            let fault = self.misplaced(html, &name, tag);
            if fault.is_some() {
                return fault.map(|fault| (tag.range.clone(), fault));
            }
        }
        let is_empty = tag.self_closing || !is_foreign && elements::is_void(&name);
        if !is_empty && self.open.len() < DEPTH_LIMIT {
            self.drawings += usize::from(matches!(&*name, "svg" | "math"));
            self.open.push((name, tag.range.clone()));
        }
        None
    }

    /// Closes what an element closes by its start, and says what is wrong with its place.
    fn misplaced(&mut self, html: &str, name: &str, tag: &Tag) -> Option<String> {
        let stands_alone = elements::is_void(name) || matches!(name, "svg" | "math") || !elements::is_html(name);
        if tag.self_closing && !stands_alone {
            return Some(format!("`<{name}/>` does not close itself"));
        }
        if CLOSES_PARAGRAPH.has(name)
            && let Some(inner) = self.close_paragraph()
        {
            return Some(format!("`<{name}>` ends the paragraph in which `<{inner}>` is open"));
        }
        self.close_kind(name);
        let is_heading = |name: &str| matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        if is_heading(name) && self.open.last().is_some_and(|(outer, _)| is_heading(outer)) {
            return Some(format!("`<{name}>` in another heading"));
        }
        if matches!(name, "a" | "button" | "form" | "nobr") && self.is_open(name) {
            return Some(if name == "a" {
                "a link inside a link".to_owned()
            } else {
                format!("`<{name}>` inside `<{name}>`")
            });
        }
        self.out_of_table(html, name, tag)
    }

    /// Closes the paragraph that is open, if there is one; gives the element in it that would have to be closed before.
    fn close_paragraph(&mut self) -> Option<String> {
        let at = self.open.iter().rposition(|(name, _)| name == "p" || KEEPS_PARAGRAPH.has(name))?;
        if self.open[at].0 != "p" {
            return None;
        }
        let inner = self.open[at + 1..].iter().rev().find(|(name, _)| !OPTIONAL_END.has(name));
        let inner = inner.map(|(name, _)| name.to_string());
        self.truncate(at);
        inner
    }

    /// Closes the elements before that end where the next of their kind begins.
    fn close_kind(&mut self, name: &str) {
        let same_kind: &[&str] = match name {
            "li" => &["li"],
            "dd" | "dt" => &["dd", "dt"],
            "tr" => &["tr", "td", "th", "colgroup"],
            "td" | "th" => &["td", "th"],
            "tbody" | "thead" | "tfoot" => &["tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"],
            "option" | "optgroup" => &["option"],
            _ => &[],
        };
        let closes = |last: &str| same_kind.contains(&last) || !same_kind.is_empty() && last == "p";
        while self.open.last().is_some_and(|(last, _)| closes(last)) {
            self.open.pop();
        }
    }

    /// What is wrong with a part of a table elsewhere, or with something else between the cells.
    fn out_of_table(&self, html: &str, name: &str, tag: &Tag) -> Option<String> {
        let is_part = OF_TABLES.has(name) && !matches!(name, "script" | "style" | "template");
        if is_part && !self.is_open("table") && !self.is_open("template") {
            return Some(format!("`<{name}>` outside a table"));
        }
        let outer = self.open.last().map(|(outer, _)| &**outer)?;
        if !matches!(outer, "table" | "tbody" | "thead" | "tfoot" | "tr") {
            return None;
        }
        if matches!(name, "td" | "th") && outer != "tr" {
            return Some(format!("`<{name}>` outside a row"));
        }
        let hidden = || tag.attribute(html, "type").is_some_and(|kind| kind.value(html).eq_ignore_ascii_case("hidden"));
        let between = !(OF_TABLES.has(name) || name == "input" && hidden());
        between.then(|| format!("`<{name}>` between the cells of a table"))
    }

    /// Takes an end tag, whose name is in lower case.
    pub(super) fn end(&mut self, name: &str, range: &Range<usize>) -> Option<Fault> {
        if self.open.len() >= DEPTH_LIMIT {
            return None;
        }
        if name == "br" {
            return Some((range.clone(), "`</br>` is read as one more `<br>`".to_owned()));
        }
        let Some(depth) = self.open.iter().rposition(|(known, _)| known == name) else {
            return Some((range.clone(), format!("`</{name}>` closes nothing that is open")));
        };
        let closes_all = CLOSES_ALL.has(name);
        let closes = |inner: &str| closes_all && OPTIONAL_END.has(inner) || OF_CHOICES.has(inner);
        let crossed = self.open[depth + 1..].iter().find(|(inner, _)| !closes(inner));
        let fault = crossed.map(|(inner, _)| (range.clone(), format!("`</{name}>` while `<{inner}>` is open")));
        self.truncate(depth);
        fault
    }

    /// What is open at the end of the fragment, though it has to be closed.
    pub(super) fn left(&self) -> Option<Fault> {
        let left = self.open.iter().rev().find(|(name, _)| !OPTIONAL_END.has(name));
        left.map(|(name, range)| (range.clone(), format!("`<{name}>` is never closed")))
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|(known, _)| known == name)
    }

    fn truncate(&mut self, depth: usize) {
        let closed = self.open.drain(depth..);
        self.drawings -= closed.filter(|(name, _)| matches!(&**name, "svg" | "math")).count();
    }
}

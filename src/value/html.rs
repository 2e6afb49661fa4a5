//! HTML that every feed reader shows and none needs to fear.
//!
//! A body in Markdown, HTML or plain text becomes a [`SafeHtml`]: scripts, styles, event handlers and forms gone, every
//! address absolute, embedded players turned into links. What was taken out is told as [`Removed`], with its place in
//! the body as it was given.
//!
//! The way of a body: [`super::markdown`] or the text itself → [`adapt`](self::adapt) cuts it into tokens and writes
//! only elements, attributes and addresses that feeds can carry → [`sanitise`](self::sanitise) parses that once more as
//! a browser would and keeps only what is known to be safe. The last step alone decides what is safe.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::link::{LinkError, WebUrl};
use super::markdown::{self, Markup};
use super::text::is_xml_char;

mod adapt;
mod address;
mod embed;
pub mod entity;
mod open;
mod sanitise;
mod schema;
pub mod token;

/// A fragment of HTML that is balanced, harmless and complete: no address in it is relative, no character forbidden in
/// XML, no named reference other than `&amp;`, `&lt;`, `&gt;` and `&quot;`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct SafeHtml(String);

/// What a body is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables, footnotes and strikethrough.
    Markdown,
    /// HTML.
    Html,
    /// Plain text: blank lines part paragraphs, line breaks stay.
    Text,
}

/// A body as feeds carry it, and what it lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The body.
    pub html: SafeHtml,
    /// What is no longer as it was written, in the order of the body.
    pub removed: Vec<Removed>,
}

/// Something that a feed cannot carry, and was taken out of a body or replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Where it stands, in bytes of the body as given.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// The kind of a [`Removed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An element, by its name; unless it held a program, a style or a form's control, its text stayed.
    Element(String),
    /// An attribute, by its name.
    Attribute(String),
    /// An address with a scheme that is not safe, by that scheme.
    Scheme(String),
    /// An address that cannot be read or must not be published.
    Address(LinkError),
    /// An element that became a link.
    Link {
        /// The element's name.
        element: String,
        /// Where the link leads.
        to: WebUrl,
    },
    /// A formula that became its text.
    Formula,
    /// A character that XML forbids; a space stands in its place.
    Character(char),
    /// A tag inside more than 256 others.
    Nesting(String),
}

impl SafeHtml {
    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This, and then that.
    ///
    /// ```
    /// use dateline::value::html::SafeHtml;
    ///
    /// let notice = SafeHtml::from_text("Retracted.").followed_by(&SafeHtml::from_text("a < b"));
    /// assert_eq!(notice.as_str(), "<p>Retracted.</p>\n<p>a &lt; b</p>");
    /// ```
    #[must_use]
    pub fn followed_by(&self, next: &Self) -> Self {
        let between = if self.is_empty() || next.is_empty() { "" } else { "\n" };
        Self(format!("{self}{between}{next}"))
    }

    /// Paragraphs of plain text; what XML forbids becomes a space.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(paragraphs(&without_forbidden(text)))
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for SafeHtml {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(name) => write!(f, "`<{name}>` element"),
            Self::Attribute(name) => write!(f, "`{name}` attribute"),
            Self::Scheme(scheme) => write!(f, "`{scheme}:` address"),
            Self::Address(fault) => fault.fmt(f),
            Self::Link { element, to } => write!(f, "`<{element}>` became a link to `{to}`"),
            Self::Formula => f.write_str("`<math>` became text"),
            Self::Character(character) => write!(f, "character U+{:04X}", u32::from(*character)),
            Self::Nesting(name) => write!(f, "`<{name}>` inside more than {} elements", schema::MAX_DEPTH),
        }
    }
}

/// Makes a body into HTML that feeds can carry, its addresses resolved against `base`, the page of the entry.
///
/// Never fails: what cannot be carried is taken out and told.
///
/// ```
/// use dateline::value::html::{Format, render};
/// use dateline::value::link::WebUrl;
///
/// let page = WebUrl::parse("https://gazette.example/ferry/").unwrap();
/// let body = "The [plan](../plan.pdf) <span onclick=\"x()\">is out</span>.";
/// let rendered = render(body, Format::Markdown, &page);
/// assert_eq!(
///     rendered.html.as_str(),
///     "<p>The <a href=\"https://gazette.example/plan.pdf\">plan</a> <span>is out</span>.</p>",
/// );
/// assert_eq!(rendered.removed[0].what.to_string(), "`onclick` attribute");
/// assert_eq!(&body[rendered.removed[0].range.clone()], "onclick=\"x()\"");
/// ```
#[must_use]
pub fn render(body: &str, format: Format, base: &WebUrl) -> Rendered {
    let mut removed = forbidden(body);
    let clean = without_forbidden(body);
    let html = match format {
        Format::Text => paragraphs(&clean),
        Format::Html => portable(&Markup::verbatim(&clean), base, &mut removed),
        Format::Markdown => portable(&markdown::to_html(&clean), base, &mut removed),
    };
    removed.sort_by_key(|removed| (removed.range.start, removed.range.end));
    Rendered { html: SafeHtml(html), removed }
}

fn portable(markup: &Markup, base: &WebUrl, removed: &mut Vec<Removed>) -> String {
    let adapted = adapt::adapt(markup, base, removed);
    sanitise::sanitise(&adapted)
}

fn forbidden(body: &str) -> Vec<Removed> {
    body.char_indices()
        .filter(|&(_, character)| !is_xml_char(character))
        .map(|(at, character)| Removed { range: at..at + character.len_utf8(), what: What::Character(character) })
        .collect()
}

/// The text with forbidden characters replaced by others of the same length, so that places stay true.
fn without_forbidden(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml_char) {
        return Cow::Borrowed(text);
    }
    let replaced = |character: char| match character {
        character if is_xml_char(character) => character,
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        _ => ' ',
    };
    Cow::Owned(text.chars().map(replaced).collect())
}

/// Plain text as paragraphs: every character escaped, blank lines between paragraphs, `<br>` for line breaks.
fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    let mut open = false;
    for line in text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')) {
        if line.trim().is_empty() {
            if std::mem::take(&mut open) {
                html.push_str("</p>");
            }
            continue;
        }
        let before = if open {
            "<br>"
        } else if html.is_empty() {
            "<p>"
        } else {
            "\n<p>"
        };
        open = true;
        html.push_str(before);
        entity::escape_text(line, &mut html);
    }
    if open {
        html.push_str("</p>");
    }
    html
}

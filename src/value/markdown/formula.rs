//! Dollar signs: round formulas in TeX, which Markdown must leave alone, and before amounts, which are text.

use memchr::memchr;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

/// Signs that mean nothing in Markdown, so that one of them can stand for `$`.
const MEANINGLESS: [char; 3] = ['%', '?', ','];

/// A text in which every `$` that stands round no formula is another sign, as long, that was not in it.
#[derive(Debug)]
pub(super) struct Masked {
    pub(super) text: String,
    sign: char,
}

/// The text with its formulas alone in dollar signs; `None` if it has none, or every sign that could stand for others.
pub(super) fn mask(text: &str) -> Option<Masked> {
    memchr(b'$', text.as_bytes())?;
    let sign = MEANINGLESS.into_iter().find(|&sign| !text.contains(sign))?;
    let mut masked = String::with_capacity(text.len());
    let (mut rest, mut has_formula) = (text, false);
    while let Some(at) = rest.find('$') {
        masked.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_escaped = masked.ends_with('\\');
        if let Some(length) = formula(rest).filter(|_| !is_escaped) {
            has_formula = true;
            masked.push_str(&rest[..length]);
            rest = &rest[length..];
        } else {
            masked.push(if is_escaped { '$' } else { sign });
            rest = &rest[1..];
        }
    }
    masked.push_str(rest);
    has_formula.then_some(Masked { text: masked, sign })
}

impl Masked {
    /// An event as it would be of the text before.
    pub(super) fn lifted<'a>(&self, event: Event<'a>) -> Event<'a> {
        let lift = |text| self.lift(text);
        match event {
            Event::Text(text) => Event::Text(lift(text)),
            Event::Code(text) => Event::Code(lift(text)),
            Event::Html(text) => Event::Html(lift(text)),
            Event::InlineHtml(text) => Event::InlineHtml(lift(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(lift(label)),
            Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(lift(label))),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(lift(info))))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: lift(dest_url), title: lift(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: lift(dest_url), title: lift(title), id })
            }
            other => other,
        }
    }

    fn lift<'a>(&self, text: CowStr<'a>) -> CowStr<'a> {
        if text.contains(self.sign) { text.replace(self.sign, "$").into() } else { text }
    }
}

/// The length of the formula that the text begins with, its signs included.
fn formula(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix("$$") {
        let end = inside.find("$$").filter(|&end| end > 0)?;
        return (!inside[..end].contains("\n\n")).then_some(end + 4);
    }
    let inside = &text[1..][..text[1..].find('$')?];
    let is_tight = inside.trim() == inside && !inside.is_empty();
    // Amounts of money have none of these between them.
    let is_tex = inside.contains(['\\', '^', '_']) && !inside.contains("](") && !inside.contains('\n');
    (is_tight && is_tex).then_some(inside.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_formulas() {
        for (text, masked) in [
            ("$x^2$", Some("$x^2$")),
            ("$5 and $x_i$ of $6", Some("%5 and $x_i$ of %6")),
            ("$$\na\n$$ $1", Some("$$\na\n$$ %1")),
            ("\\$5, $a^b$", Some("\\$5, $a^b$")),
            ("$5 to $6", None),
            ("$5 [a](b_c) $6", None),
            ("$ x^2$", None),
            ("$x^\n2$", None),
            ("$$\n\nx^2$$", None),
            ("$$$$", None),
            ("$", None),
        ] {
            assert_eq!(mask(text).map(|masked| masked.text).as_deref(), masked, "{text}");
        }
        assert_eq!(mask("5 %, $6 and $x_i$").map(|masked| masked.text).as_deref(), Some("5 %, ?6 and $x_i$"));
        assert!(mask("5 %, $6 and $x_i$?").is_none());
    }
}

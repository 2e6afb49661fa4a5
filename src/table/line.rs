//! What a text of one line should not hold: HTML, which readers would see as it stands, and letters that were decoded in
//! the wrong encoding. Each family of rules has its own for both.

use std::ops::Range;

use memchr::memchr2;

use super::Text;
use crate::diagnostic::rule::Rule;
use crate::diagnostic::{Diagnostic, Sink, quote};
use crate::value::garbled;

/// What a text that is none has of HTML, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Html {
    /// A tag.
    Tag(Range<usize>),
    /// A character by its name or number.
    Reference(Range<usize>),
}

/// What a text first has of HTML: a tag, or else a character reference.
pub(crate) fn html(text: &str) -> Option<Html> {
    memchr2(b'<', b'&', text.as_bytes())?;
    tag(text).map(Html::Tag).or_else(|| character_reference(text).map(Html::Reference))
}

/// Tells of HTML in a text of one line.
pub(crate) fn look_for_html(rule: &'static Rule, text: &Text, sink: &mut Sink) {
    let Some(Html::Tag(range) | Html::Reference(range)) = html(text.as_str()) else { return };
    let shown = text.as_str().get(range.clone()).unwrap_or_default().to_owned();
    let finding = Diagnostic::new(rule, text.part(range), format!("readers will show {} as it stands", quote(&shown)));
    sink.push(finding.label("this is text, not HTML").help("leave tags out, and write characters themselves"));
}

/// Tells of a line that was decoded in the wrong encoding: of letters, and of controls that were letters.
pub(crate) fn look_for_garbled(rule: &'static Rule, text: &Text, sink: &mut Sink) {
    // A line break of old mainframes is a blank here.
    let is_blank = |sign: &str| sign.chars().all(char::is_whitespace);
    let line = text.as_str();
    if !line.is_ascii()
        && garbled::may_be(line)
        && let Some(range) = garbled::first(line, is_blank)
    {
        tell_garbled(rule, text, range, sink);
    }
}

/// Tells of letters in a body that was decoded in the wrong encoding; its controls have a finding of their own.
pub(crate) fn look_for_garbled_letters(rule: &'static Rule, text: &Text, sink: &mut Sink) {
    if !text.as_str().is_ascii()
        && let Some(range) = garbled::first_letters(text.as_str())
    {
        tell_garbled(rule, text, range, sink);
    }
}

/// Where the file is not UTF-8, that has been told.
fn tell_garbled(rule: &'static Rule, text: &Text, range: Range<usize>, sink: &mut Sink) {
    if text.span().source.first_bad_byte().is_none() {
        let sign = text.as_str().get(range.clone()).unwrap_or_default().to_owned();
        let meant = garbled::meant(&sign).map(|letters| format!("write {}", quote(&letters)));
        let message = format!("{} looks like text in the wrong encoding", quote(&sign));
        let finding = Diagnostic::new(rule, text.part(range), message);
        sink.push(finding.help(meant.unwrap_or_else(|| "write the letter that was meant".to_owned())));
    }
}

/// Where a text has a tag that closes, breaks a line or begins a paragraph.
fn tag(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let inner = &rest[..rest.find('>')?];
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_closing =
            name.len() < inner.len() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_closing || matches!(inner, "br" | "br/" | "br /" | "p")).then(|| start..start + inner.len() + 2)
    })
}

/// The place of the first HTML character reference, as `&amp;` or `&#8217;`, which would be shown as it stands.
fn character_reference(text: &str) -> Option<Range<usize>> {
    text.match_indices('&').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let name = &rest[..rest.find(';')?];
        let letters = name.strip_prefix('#').unwrap_or(name);
        let is_reference = (2..=8).contains(&name.len())
            && !letters.is_empty()
            && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_reference.then(|| start..start + name.len() + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_signs() {
        assert_eq!(tag("The <em>Petrel</em>"), Some(14..19));
        assert_eq!(tag("One<br>two"), Some(3..7));
        assert_eq!(tag("3 < 4, 5 > 2 and a </ b>"), None);
        assert_eq!(tag("a <b> that stays"), None, "a variable, perhaps");
    }

    #[test]
    fn only_whole_references_count() {
        assert_eq!(character_reference("AT&amp;T"), Some(2..7));
        assert_eq!(character_reference("Q&A; more"), None, "one letter is no reference");
        assert_eq!(character_reference("It&#8217;s"), Some(2..9));
        assert_eq!(character_reference("R&D, then; nothing"), None);
        assert_eq!(character_reference("AT&T"), None);
    }
}

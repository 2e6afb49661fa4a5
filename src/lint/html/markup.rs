//! What browsers have to mend in a fragment of HTML.
//!
//! Follows the parse errors of <https://html.spec.whatwg.org/multipage/parsing.html> as far as they show in a fragment.

use std::borrow::Cow;
use std::ops::Range;

use super::elements;
use super::words::Words;
use crate::value::html::token::{Tag, Token, lower, tokens};
use crate::value::text::{one_of, positions};

/// Elements whose end tag may be left out.
static OPTIONAL_END: Words =
    Words::new("dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr body html head colgroup");
/// Elements whose start closes an open paragraph.
static CLOSES_PARAGRAPH: Words = Words::new(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption \
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
);
/// How deep elements are followed.
const DEPTH_LIMIT: usize = 500;

/// Elements of drawings, which may close themselves.
static FOREIGN: Words = Words::new("svg math path circle rect g line polygon polyline ellipse use stop");

/// An element that is open: its name in lower case, and where it begins.
type Open<'h> = (Cow<'h, str>, Range<usize>);

/// The first fault, and where; the place may be empty at the end.
pub(crate) fn first_fault(html: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<Open<'_>> = Vec::new();
    for token in tokens(html) {
        let fault = match &token {
            Token::Text(range) => text_fault(html, range.clone()),
            Token::RawText(_) => None,
            Token::Start(tag) => tag_fault(html, tag).or_else(|| start(html, tag, &mut open)),
            Token::End { range, name } => end(&lower(&html[name.clone()]), range, &mut open),
            Token::Comment(range) => comment_fault(&html[range.clone()]).map(|fault| (range.clone(), fault.to_owned())),
            Token::Unfinished(range) => Some((range.clone(), "a tag that the end of the text cuts off".to_owned())),
        };
        if fault.is_some() {
            return fault;
        }
    }
    let left = open.iter().rev().find(|(name, _)| !OPTIONAL_END.has(name));
    left.map(|(name, range)| (range.clone(), format!("`<{name}>` is never closed")))
}

fn comment_fault(raw: &str) -> Option<&'static str> {
    if raw.starts_with("<!--") {
        return (raw.len() < 7 || !raw.ends_with("-->")).then_some("a comment that does not end");
    }
    if raw.starts_with("<?") {
        return Some("HTML has no processing instructions");
    }
    let doctype = raw.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    if doctype { None } else { Some("a declaration that HTML does not have") }
}

fn text_fault(html: &str, range: Range<usize>) -> Option<(Range<usize>, String)> {
    let text = &html[range.clone()];
    // The first bytes of all that is looked for.
    for at in positions(text, |byte| one_of(byte, [b'<', b'&', 0x7F, 0xC2, 0xEF])) {
        let Some(char) = text[at..].chars().next() else { break };
        let rest = &text[at + char.len_utf8()..];
        let start = range.start + at;
        match char {
            '<' => return Some((start..start + 1, "`<` that begins no tag".to_owned())),
            '&' => {
                if let Some(fault) = reference_fault(rest) {
                    return Some((start..start + 1, fault.to_owned()));
                }
            }
            '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' | '\u{7f}'..='\u{9f}' => {
                return Some((start..start + char.len_utf8(), "a character that HTML does not allow".to_owned()));
            }
            _ => {}
        }
    }
    None
}

/// What is wrong with the reference that `rest` follows the `&` of.
pub(super) fn reference_fault(rest: &str) -> Option<&'static str> {
    if let Some(number) = rest.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(number);
        let is_digit = |byte: u8| if hex.is_some() { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
        let length = digits.bytes().take_while(|&byte| is_digit(byte)).count();
        if length == 0 {
            return Some("a numeric reference without a number");
        }
        let code = u32::from_str_radix(&digits[..length], if hex.is_some() { 16 } else { 10 }).unwrap_or(u32::MAX);
        let allowed = char::from_u32(code).is_some_and(|char| {
            !matches!(char, '\0'..='\u{8}' | '\u{b}' | '\r' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}')
        });
        if !allowed {
            return Some("a reference to a character that HTML does not allow");
        }
        return (!digits[length..].starts_with(';')).then_some("a reference without its semicolon");
    }
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if length == 0 {
        return None;
    }
    let name = &rest[..length];
    let closed = rest[length..].starts_with(';');
    let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
        || crate::lint::xml::entity::html(name).is_some()
        || closed && {
            let whole = format!("&{name};");
            *crate::value::html::entity::decode(&whole) != *whole
        };
    match (known, closed) {
        (true, false) => Some("a reference without its semicolon"),
        (false, true) => Some("a reference to what HTML does not know"),
        _ => None,
    }
}

fn tag_fault(html: &str, tag: &Tag) -> Option<(Range<usize>, String)> {
    let mut end = tag.name.end;
    for (at, attribute) in tag.attributes.iter().enumerate() {
        let name = attribute.name(html);
        if attribute.range.start == end && at > 0 {
            return Some((attribute.range.clone(), format!("no space before the attribute `{name}`")));
        }
        end = attribute.range.end;
        if name.contains(['"', '\'', '<', '=']) {
            return Some((attribute.range.clone(), "a quote where an attribute should begin".to_owned()));
        }
        if tag.attributes[..at].iter().any(|other| other.name(html) == name) {
            return Some((attribute.range.clone(), format!("the attribute `{name}` is there already")));
        }
        let raw = attribute.value.clone().map(|value| &html[value]).unwrap_or_default();
        let quoted = html[attribute.range.clone()].ends_with(['"', '\'']);
        if !quoted && raw.contains(['"', '\'', '<', '=', '`']) {
            return Some((attribute.range.clone(), format!("the value of `{name}` wants quotes")));
        }
    }
    let name = tag.name(html);
    if tag.self_closing && !elements::is_void(&name) && !FOREIGN.has(&name) && elements::is_html(&name) {
        return Some((tag.range.clone(), format!("`<{name}/>` does not close itself")));
    }
    None
}

fn start<'h>(html: &'h str, tag: &Tag, open: &mut Vec<Open<'h>>) -> Option<(Range<usize>, String)> {
    let name = tag.name(html);
    if CLOSES_PARAGRAPH.has(&name) && open.last().is_some_and(|(last, _)| last == "p") {
        open.pop();
    }
    let same_kind: &[&str] = match &*name {
        "li" => &["li"],
        "dd" | "dt" => &["dd", "dt"],
        "tr" => &["tr", "td", "th"],
        "td" | "th" => &["td", "th"],
        "tbody" | "thead" | "tfoot" => &["tr", "td", "th", "tbody", "thead", "tfoot"],
        "option" | "optgroup" => &["option"],
        _ => &[],
    };
    while open.last().is_some_and(|(last, _)| same_kind.contains(&&**last) || !same_kind.is_empty() && last == "p") {
        open.pop();
    }
    if matches!(&*name, "a" | "button" | "form" | "nobr") && open.iter().any(|(other, _)| *other == name) {
        let what =
            if name == "a" { "a link inside a link".to_owned() } else { format!("`<{name}>` inside `<{name}>`") };
        return Some((tag.range.clone(), what));
    }
    if !elements::is_void(&name) && !tag.self_closing && open.len() < DEPTH_LIMIT {
        open.push((name, tag.range.clone()));
    }
    None
}

fn end(name: &str, range: &Range<usize>, open: &mut Vec<Open<'_>>) -> Option<(Range<usize>, String)> {
    if open.len() >= DEPTH_LIMIT {
        return None;
    }
    if name == "br" {
        return Some((range.clone(), "`</br>` is read as one more `<br>`".to_owned()));
    }
    let Some(depth) = open.iter().rposition(|(known, _)| known == name) else {
        return Some((range.clone(), format!("`</{name}>` closes nothing that is open")));
    };
    let crossed = open[depth + 1..].iter().find(|(inner, _)| !OPTIONAL_END.has(inner));
    let fault = crossed.map(|(inner, _)| (range.clone(), format!("`</{name}>` while `<{inner}>` is open")));
    open.truncate(depth);
    fault
}

#[cfg(test)]
mod tests {
    use super::first_fault;

    #[test]
    fn sound_fragments_pass() {
        for good in [
            "<p>a<p>b",
            "<ul><li>a<li>b</ul>",
            "a &amp; b &#8217; &hellip;",
            "<br/><img src=a alt=b>",
            "<table><tr><td>a<td>b</table>",
            "<!-- a --><b>c</b>",
            "a & b",
            "<dl><dt>a<dd>b</dl>",
            "<div><p>a</div>",
            "<svg><path d='M0'/></svg>",
        ] {
            assert_eq!(first_fault(good), None, "{good}");
        }
    }

    #[test]
    fn what_must_be_mended_is_named() {
        for bad in [
            "<div>a",
            "a</b>",
            "<b><i>a</b></i>",
            "<a href=a>b<a href=c>d</a></a>",
            "<a",
            "a < b",
            "&#x92;",
            "&nonsense;",
            "&copy",
            "<?import a?>",
            "<div/>a",
            "<a href=\"b\"title=\"c\">d</a>",
            "<a id=b id=c>d</a>",
            "<!-- a",
            "<br>a</br>",
            "<form><form>a</form></form>",
        ] {
            assert!(first_fault(bad).is_some(), "{bad}");
        }
    }
}

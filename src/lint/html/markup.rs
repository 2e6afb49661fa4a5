//! What browsers have to mend in a fragment of HTML.
//!
//! Follows the parse errors of <https://html.spec.whatwg.org/multipage/parsing.html> as far as they show in a fragment.

use std::ops::Range;

use super::nesting::{Fault, Nesting};
use crate::value::byteset::ByteSet;
use crate::value::html::entity;
use crate::value::html::token::{MAX_ATTRIBUTES, Tag, Token, lower, tokens};

/// The first fault, and where; the place may be empty at the end.
pub(crate) fn first_fault(html: &str) -> Option<Fault> {
    let mut nesting = Nesting::default();
    for token in tokens(html) {
        let fault = match &token {
            Token::Text(range) => text_fault(html, range.clone()),
            Token::RawText(_) => None,
            Token::Start(tag) => tag_fault(html, tag).or_else(|| nesting.start(html, tag)),
            Token::End { range, name } => {
                end_fault(html, range, name.end).or_else(|| nesting.end(&lower(&html[name.clone()]), range))
            }
            Token::Comment(range) if html[range.clone()].starts_with("<![CDATA[") && nesting.is_foreign() => None,
            Token::Comment(range) => comment_fault(&html[range.clone()]).map(|fault| (range.clone(), fault.to_owned())),
            Token::Unfinished(range) => Some((range.clone(), "a tag that the end of the text cuts off".to_owned())),
        };
        if fault.is_some() {
            return fault;
        }
    }
    nesting.left()
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

/// What tags and references begin with, and the first bytes of all characters that may be a mistake.
pub(super) const SIGNS: ByteSet = ByteSet::of(&[b'<', b'&', 0x7F, 0xC2, 0xEF]);

fn text_fault(html: &str, range: Range<usize>) -> Option<Fault> {
    let text = &html[range.clone()];
    for at in SIGNS.places(text.as_bytes()) {
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
            '\u{fdd0}'..='\u{fdef}' | '\u{7f}'..='\u{9f}' => {
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
            code & 0xFFFE != 0xFFFE && !matches!(char, '\0'..='\u{8}' | '\u{b}' | '\r' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}')
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
    let known = is_legacy(name)
        || crate::lint::xml::entity::html(name).is_some()
        || closed && {
            let whole = format!("&{name};");
            *entity::decode(&whole) != *whole
        };
    match (known, closed) {
        (true, false) => Some("a reference without its semicolon"),
        // `&copyright` is read as `©right`.
        (false, _) if (2..length).any(|end| is_legacy(&name[..end])) => Some("a reference without its semicolon"),
        (false, true) => Some("a reference to what HTML does not know"),
        (true, true) | (false, false) => None,
    }
}

/// Whether browsers read a name without its semicolon: those of Latin-1, and of what markup is made of.
fn is_legacy(name: &str) -> bool {
    let is_latin = |value: &str| value.chars().next().is_some_and(|char| char <= '\u{ff}');
    matches!(name, "amp" | "lt" | "gt" | "quot" | "AMP" | "LT" | "GT" | "QUOT" | "COPY" | "REG")
        || crate::lint::xml::entity::html(name).is_some_and(is_latin)
}

fn tag_fault(html: &str, tag: &Tag) -> Option<Fault> {
    let mut end = tag.name.end;
    for (at, attribute) in tag.attributes.iter().enumerate() {
        let name = attribute.name(html);
        if attribute.range.start == end && at > 0 {
            return Some((attribute.range.clone(), format!("no space before the attribute `{name}`")));
        }
        if html[end..attribute.range.start].contains('/') {
            return Some((tag.range.clone(), "a `/` inside a tag".to_owned()));
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
    let is_whole = tag.attributes.len() < MAX_ATTRIBUTES;
    if is_whole && !matches!(html[end..tag.range.end].trim_start(), ">" | "/>") {
        return Some((tag.range.clone(), "a `/` inside a tag".to_owned()));
    }
    None
}

/// What stands in an end tag besides its name.
fn end_fault(html: &str, range: &Range<usize>, name_end: usize) -> Option<Fault> {
    let rest = html[name_end..range.end].trim_start();
    (rest != ">").then(|| (range.clone(), "an end tag that holds more than its name".to_owned()))
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
            "<svg><title/><a><text>a</text></a><![CDATA[b]]><foreignObject><p>c</p></foreignObject></svg>",
            "<math><mtext><b>a</b></mtext><mi/></math>",
            "<table><colgroup><col><tbody><tr><td><p>a<table><tr><th>b</table></table>",
            "<table><caption>a</caption><tr><td><h2>b</h2></td></tr></table>",
            "<h1>a</h1><h2>b</h2>",
            "<div><h1>a</h1></div>",
            "<p><b>a</b></p><div>b</div>",
            "<p><button><div>a</div></button></p>",
            "<ul><li><p>a<li>b</ul>",
            "<b><p>a</p></b>",
            "<ruby>a<rt>b</ruby>",
            "<blockquote><p>a</blockquote>",
            "AT&T",
            "&semi; &hellip; &amp;",
            "<br\n/><a href=b/>c</a>",
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
            "<tr><td>a</td></tr>",
            "<td>a",
            "<table><td>a</td></table>",
            "<table><p>a</p></table>",
            "<table><tr><b>a</b></tr></table>",
            "<h1>a<h2>b</h2></h1>",
            "<p><b><div>a</div></b></p>",
            "<p><span><ul><li>a</ul></span></p>",
            "<b><p>a</b>",
            "<q><p>a</q>",
            "<svg><p>a</p></svg>",
            "<math><mi><svg><div>a</div></svg></mi></math>",
            "<svg><font color=red>a</font></svg>",
            "&copyright",
            "&ampx;",
            "&#xFFFE;",
            "<br / >",
            "<a / href=b>c</a>",
            "<b>a</b c>",
            "<b>a</b/>",
            "<![CDATA[a]]>",
        ] {
            assert!(first_fault(bad).is_some(), "{bad}");
        }
    }
}

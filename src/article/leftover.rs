//! What is left in a text that another program was to take out: front matter, the marks of a merge, code of templates.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::rules;
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::merge;

/// More bytes are no code of a template, so that what never ends is not looked for in all of a long line.
const LONGEST_CODE: usize = 2000;

/// A text that shows so many of them in code is about them.
const MOST_IN_CODE: usize = 64;

/// Tells of the marks of a merge and of a template's code, outside blocks of code.
pub(super) fn look_for(body: &Text, sink: &mut Sink) {
    let text = body.as_str();
    if let Some(range) = merge::conflicts(text).take(MOST_IN_CODE).find(|range| !is_in_code(&text[..range.start])) {
        sink.push(rules::merge_conflict(body, range));
    }
    if let Some(range) = template_code(text).take(MOST_IN_CODE).find(|range| !is_in_code(&text[..range.start])) {
        sink.push(rules::template_code(body, range));
    }
}

/// Whether a text ends within code, be it of Markdown or of HTML.
fn is_in_code(before: &str) -> bool {
    let is_fence = |line: &&str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    let is_open = |tag: &str, end: &str| before.rfind(tag) > before.rfind(end);
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.matches('`').count() % 2 == 1
        || line.starts_with("    ")
        || before.lines().filter(is_fence).count() % 2 == 1
        || is_open("<pre", "</pre")
        || is_open("<code", "</code")
}

/// Where a text has what Hugo, Jekyll and their kin (`{{< figure >}}`, `{% include a.html %}`) or `WordPress`
/// (`[gallery ids="1"]`) would have replaced, each on one line.
fn template_code(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let between = move |open: &'static str, close: &'static str| {
        memmem::find_iter(bytes, open).filter_map(move |start| {
            let rest = &bytes[start..bytes.len().min(start + LONGEST_CODE)];
            let line = &rest[..memchr(b'\n', rest).unwrap_or(rest.len())];
            Some(start..start + memmem::find(line, close.as_bytes())? + close.len())
        })
    };
    let is_shortcode = |range: &Range<usize>| {
        let code = &text[range.start + 1..range.end];
        let name = code.split(' ').next().unwrap_or_default();
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
            && code.contains("=\"")
    };
    between("{{", "}}").chain(between("{%", "%}")).chain(between("[", "\"]").filter(is_shortcode))
}

/// Where a body has the front matter of another generator, from its first line to its last.
pub(super) fn front_matter(body: &str) -> Option<Range<usize>> {
    /// Nobody has more keys.
    const MOST_LINES: usize = 200;
    let start = body.len() - body.trim_start().len();
    if !body[start..].starts_with("---") && !body[start..].starts_with("+++") {
        return None;
    }
    let mut lines = body[start..].split_inclusive('\n');
    let fence = lines.next()?;
    let sign = match fence.trim_end() {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut end = start + fence.len();
    let mut has_key = false;
    for line in lines.take(MOST_LINES) {
        let text = line.trim_end();
        if text == fence.trim_end() {
            return has_key.then(|| start..end + text.len());
        }
        let is_key = |key: &str| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let is_entry = text.split_once(sign).is_some_and(|(key, _)| is_key(key.trim_end()));
        let is_part = text.is_empty() || text.starts_with([' ', '\t', '#', '-', '[', ']', '}', '"', '\'']);
        if !is_entry && !is_part {
            return None;
        }
        has_key |= is_entry;
        end += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_between_fences_are_front_matter() {
        assert_eq!(front_matter("---\ntitle: A\n---\nText"), Some(0..16));
        assert_eq!(front_matter("\n+++\r\ntitle = 'A'\r\n+++\r\n"), Some(1..22));
        for body in [
            "",
            "---",
            "---\n\n---\n",
            "---\nA rule above, and: a colon.\n---\n",
            "---\ntitle: A\n",
            "---\ntitle: A\nThe ferry is back.\n---\n",
            "title: A\n---\nThe ferry is back.\n",
            "+++\ntitle: A\n+++\n",
        ] {
            assert_eq!(front_matter(body), None, "{body}");
        }
    }

    #[test]
    fn what_a_template_would_replace_is_seen() {
        let first = |text: &str| template_code(text).next().map(|range| text[range].to_owned());
        for (text, code) in [
            ("a {{< figure src=\"b.png\" >}} c", "{{< figure src=\"b.png\" >}}"),
            ("{{ page.title }}", "{{ page.title }}"),
            ("a\n{% include b.html %}", "{% include b.html %}"),
            ("[gallery ids=\"1,2\" size=\"c\"] d", "[gallery ids=\"1,2\" size=\"c\"]"),
        ] {
            assert_eq!(first(text).as_deref(), Some(code));
        }
        for text in ["{{ a\n}}", "{ a }", "{%", "[a \"b\"]", "He said [\"so\"].", "[A b=\"c\"]", "[a](b \"c\")"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn code_is_known_by_what_stands_before() {
        for before in ["```\n", "~~~ sh\na\n", "a `", "    ", "<pre>a", "<p><code>"] {
            assert!(is_in_code(before), "{before}");
        }
        for before in ["", "```\na\n```\n", "`a` ", "`\n", "<pre></pre>", "<code>a</code> b"] {
            assert!(!is_in_code(before), "{before}");
        }
    }
}

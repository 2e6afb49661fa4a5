//! The last step: a whole HTML parser reads what is about to be published, and only what is known to be safe passes.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};

use super::address::CONTACT_SCHEMES;
use super::schema::{GENERIC, KEPT};

/// Balanced, harmless HTML with no references but those that XML has too.
pub(super) fn sanitise(html: &str) -> String {
    let mut clean = policy().clean(html).to_string();
    // Links that overlap leave headings in one another, which no parser reads as they were written.
    if nests_headings(&clean) {
        clean = policy().clean(&clean).to_string();
    }
    // The serialiser names the no-break space, which XML cannot.
    keep_first_breaks(clean.trim_matches(|c: char| c.is_ascii_whitespace()).replace("&nbsp;", "\u{A0}"))
}

/// Whether a heading begins before another has ended.
fn nests_headings(html: &str) -> bool {
    let is_heading = |name: &[u8]| matches!(name, [b'h', b'1'..=b'6', ..]);
    let mut is_open = false;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = &html.as_bytes()[at + 1..];
        if is_heading(rest) {
            if is_open {
                return true;
            }
            is_open = true;
        } else if rest.strip_prefix(b"/").is_some_and(is_heading) {
            is_open = false;
        }
    }
    false
}

/// Parsers drop a line break right after `<pre>`, so the one that is meant needs another before it.
fn keep_first_breaks(html: String) -> String {
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<pre") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let end = found.find('>').map_or(found.len(), |at| at + 1);
        out.push_str(&found[..end]);
        if found[end..].starts_with('\n') {
            out.push('\n');
        }
        rest = &found[end..];
    }
    if out.is_empty() {
        return html;
    }
    out.push_str(rest);
    out
}

fn policy() -> &'static Builder<'static> {
    static POLICY: OnceLock<Builder<'static>> = OnceLock::new();
    POLICY.get_or_init(|| {
        let mut policy = Builder::empty();
        // Links lead to ids; adapting leaves only those that one of this text's own links leads to.
        let with_id = |kept: &[&'static str]| kept.iter().copied().chain(["id"]).collect::<HashSet<_>>();
        let attributes: HashMap<_, _> = KEPT.iter().map(|(name, kept)| (*name, with_id(kept))).collect();
        let schemes = ["http", "https"].into_iter().chain(CONTACT_SCHEMES);
        policy
            .tags(KEPT.iter().map(|(name, _)| *name).collect())
            .tag_attributes(attributes)
            .generic_attributes(HashSet::from(GENERIC))
            .clean_content_tags(HashSet::from([
                "script",
                "style",
                "template",
                "textarea",
                "title",
                "select",
                "button",
                "svg",
                "iframe",
                "xmp",
                "noembed",
                "noframes",
                "plaintext",
            ]))
            .url_schemes(schemes.collect())
            .url_relative(UrlRelative::Deny)
            .link_rel(None)
            .strip_comments(true);
        policy
    })
}

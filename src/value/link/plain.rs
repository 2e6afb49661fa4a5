//! Addresses that are plainly in their canonical spelling already, which need no parser.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memrchr};

use super::WebUrl;
use crate::value::byteset::{ALPHANUMERIC, ByteSet, each_block};

/// An absolute address whose [`parts`] are plain.
pub(super) fn absolute(text: &str) -> Option<WebUrl> {
    let [host, path] = parts(text)?;
    Some(WebUrl { text: text.to_owned(), host, path, read: OnceLock::new() })
}

/// The host and the path of an absolute address: a scheme, a host that is a name, perhaps a port of four figures, which is
/// neither the usual one nor too large, and a path of letters, figures and the signs that need no encoding.
pub(super) fn parts(text: &str) -> Option<[Range<usize>; 2]> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let start = text.len() - rest.len();
    let slash = start + memchr(b'/', rest.as_bytes())?;
    let end = match text.as_bytes()[start..slash] {
        [.., b':', b'1'..=b'9', second, third, fourth] if [second, third, fourth].iter().all(u8::is_ascii_digit) => {
            slash - ":8080".len()
        }
        _ => slash,
    };
    (is_name(&text[start..end]) && is_path(&text[slash..])).then_some([start..end, slash..text.len()])
}

/// What a path means that leads down from the folder of an address, or from one above it.
pub(super) fn below(base: &WebUrl, path: &str) -> Option<WebUrl> {
    let mut down = path;
    while let Some(rest) = down.strip_prefix("../") {
        down = rest;
    }
    let is_plain = down.starts_with(|c: char| c.is_ascii_alphanumeric()) && is_path(down);
    let mut folder = memrchr(b'/', base.path().as_bytes()).filter(|_| is_plain)?;
    for _ in 0..(path.len() - down.len()) / "../".len() {
        folder = base.path()[..folder].rfind('/').unwrap_or(0);
    }
    let folder = base.path.start + folder + 1;
    let mut text = String::with_capacity(folder + down.len());
    text.push_str(&base.text[..folder]);
    text.push_str(down);
    let path = base.path.start..text.len();
    Some(WebUrl { text, host: base.host.clone(), path, read: OnceLock::new() })
}

/// Whether a host is a name in lower case, without punycode: labels of letters, figures and single hyphens between them,
/// of which the last is no number.
fn is_name(host: &str) -> bool {
    let mut before = b'.';
    for byte in host.bytes() {
        let fits = match byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            b'-' | b'.' => before.is_ascii_alphanumeric(),
            _ => false,
        };
        if !fits || byte == b'.' && before == b'-' {
            return false;
        }
        before = byte;
    }
    let last = memrchr(b'.', host.as_bytes()).map_or(0, |dot| dot + 1);
    before.is_ascii_alphanumeric() && host[last..].starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether no part of a path is to be encoded or to be left out, as `.` and `..` are.
fn is_path(path: &str) -> bool {
    const SETS: [ByteSet; 3] = [ALPHANUMERIC.with(b"-_~./"), ByteSet::of(b"."), ByteSet::of(b"/")];
    let (mut count, mut odd, mut before) = (0, 0, 0);
    each_block(&SETS, path.as_bytes(), |[plain, dots, slashes]| {
        count += plain.count_ones() as usize;
        // A slash makes the dot behind it odd.
        odd |= dots & (slashes << 1 | before);
        before = slashes >> (u64::BITS - 1);
    });
    count == path.len() && odd == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::{Position, Url};

    use super::*;

    /// What the parser makes of an address, with its host and its path.
    fn parsed(url: &Url) -> [String; 3] {
        [&url[..], &url[Position::BeforeHost..Position::AfterHost], url.path()].map(str::to_owned)
    }

    fn told(url: &WebUrl) -> [String; 3] {
        [url.as_str(), url.host(), url.path()].map(str::to_owned)
    }

    fn is_plain(text: &str) -> bool {
        let plain = absolute(text);
        if let Some(plain) = &plain {
            assert_eq!(Url::parse(text).map(|url| parsed(&url)), Ok(told(plain)), "{text}");
        }
        plain.is_some()
    }

    fn is_plain_below(base: &str, path: &str) -> bool {
        let url = WebUrl::parse(base).unwrap();
        let plain = below(&url, path);
        if let Some(plain) = &plain {
            let joined = Url::parse(url.as_str()).unwrap().join(path);
            assert_eq!(joined.map(|url| parsed(&url)), Ok(told(plain)), "{base} {path}");
        }
        plain.is_some()
    }

    #[test]
    fn common_addresses_are_plain() {
        for text in [
            "https://gazette.example/",
            "http://a-b.c1.example/img/Ferry_1~2.jpg",
            "https://localhost//a/b./",
            "http://gazette.example:8080/a",
        ] {
            assert!(is_plain(text), "{text}");
        }
        for base in ["https://gazette.example/", "https://gazette.example:8080/a/b?c/d#e/f", "http://[::1]/%C3%A4/"] {
            for path in ["2026/03/ferry-returns/", "../14/", "../../../pier.jpg"] {
                assert!(is_plain_below(base, path), "{base} {path}");
            }
        }
    }

    #[test]
    fn the_parser_looks_at_all_else() {
        for text in [
            "",
            "https://",
            "https://a.example",
            "https:///a",
            "HTTPS://a.example/",
            "https://A.example/",
            "https://a.example:80/",
            "https://a.example:0808/",
            "https://a.example:80a0/",
            "https://a.example:99999/",
            "https://:8080/",
            "https://a@b.example/",
            "https://a..example/",
            "https://.example/",
            "https://a.example./",
            "https://xn--a.example/",
            "https://-a.example/",
            "https://a-.example/",
            "https://1.2.3.4/",
            "https://a.0x1/",
            "https://a_b.example/",
            "https://ä.example/",
            "https://a.example/b/../c",
            "https://a.example/./",
            "https://a.example/b?c",
            "https://a.example/b#c",
            "https://a.example/b c",
            "https://a.example/%41",
            "https://a.example/ä",
            "https://a.example\\\\b/",
        ] {
            assert!(!is_plain(text), "{text}");
        }
        for path in [
            "",
            "/a",
            "//a.example/",
            ".",
            "..",
            "../",
            ".././a",
            "../.a",
            "a/../b",
            "a/.b",
            "?a",
            "#a",
            "a?b",
            "a:b",
            "a b",
            "ä",
            "~a",
        ] {
            assert!(!is_plain_below("https://gazette.example/a/b", path), "{path}");
        }
    }

    const HOST: &str = "(a|b1|0|0x|-|\\.|xn--a|A|é|_|example|:80|@|\\[::1\\]){1,5}";
    const PATH: &str = "(/|a|B|1|\\.|\\.\\.|-|_|~|%41|%|\\?|#|:| |é|\\\\|;|\\+){0,8}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_is_plain_is_what_the_parser_reads(
            scheme in "https?://|HTTP://|ftp://|https:/",
            host in HOST,
            path in PATH,
            base in "https://(a|b\\.example|a:8080)(/|/a|/a/|/a/%41|/\\?a/b|/a#b/c|//)",
            up in 0_usize..4,
            reference in PATH,
        ) {
            is_plain(&format!("{scheme}{host}/{path}"));
            is_plain(&format!("{scheme}{host}{path}"));
            is_plain_below(&base, &("../".repeat(up) + &reference));
        }
    }
}

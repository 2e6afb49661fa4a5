//! Addresses in a body: made absolute, or refused; and the best one of several.

use crate::value::link::{LinkError, WebUrl, scheme};
use crate::value::person::is_email;

/// What a reference in a body stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A page or a file on the web.
    Web(WebUrl),
    /// A mail address, a telephone number and the like, as it is written.
    Contact(String),
    /// An address that could run a program or holds the thing itself, by its scheme.
    Unsafe(String),
    /// An address that cannot be read or must not be published.
    Broken(LinkError),
}

/// Schemes of links that are no web pages, and that every reader can hand on without harm.
pub(super) const CONTACT_SCHEMES: [&str; 6] = ["geo", "mailto", "sms", "tel", "webcal", "xmpp"];

/// Longer values are no address, description or title that anyone wrote.
pub(super) const MAX_VALUE: usize = 16 * 1024;

/// Whether a reference is plainly the address itself, so that [`resolve`] leaves it as it is.
pub(super) fn is_canonical(reference: &str) -> bool {
    reference.len() <= MAX_VALUE && WebUrl::is_plain(reference)
}

/// Reads a reference as browsers do: white space around it and line breaks inside do not count.
pub(super) fn resolve(reference: &str, base: &WebUrl) -> Address {
    let trimmed = reference.trim_matches(|c: char| c <= ' ');
    let joined: String = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    match scheme(&joined) {
        Some(scheme) if CONTACT_SCHEMES.contains(&scheme.as_str()) => match url::Url::parse(&joined) {
            Ok(url) => Address::Contact(url.into()),
            Err(_) => Address::Broken(LinkError::Malformed(joined)),
        },
        Some(scheme) if scheme != "http" && scheme != "https" => Address::Unsafe(scheme),
        _ => base.join(&joined).map_or_else(Address::Broken, Address::Web),
    }
}

/// The address that was probably meant by a reference that is a host or a mailbox, and is taken for a page of the site.
pub(super) fn meant(reference: &str) -> Option<String> {
    let reference = reference.trim();
    let is_host = reference.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if is_host && reference[4..].contains('.') {
        return Some(format!("https://{reference}"));
    }
    is_email(reference).then(|| format!("mailto:{reference}"))
}

/// The address alone, if it is one on the web.
pub(super) fn resolve_web(reference: &str, base: &WebUrl) -> Option<WebUrl> {
    if reference.len() > MAX_VALUE || reference.trim().is_empty() {
        return None;
    }
    match resolve(reference, base) {
        Address::Web(url) => Some(url),
        _ => None,
    }
}

/// The best picture of a `srcset` for a reader: the smallest that is at least 1200 pixels wide or twice as dense as the
/// screen, else the largest there is. With it comes its size, 1 being just large enough.
///
/// Specification: <https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>
pub(super) fn best_candidate(srcset: &str, base: &WebUrl) -> Option<(f64, WebUrl)> {
    const WIDE_ENOUGH: f64 = 1200.0;
    const DENSE_ENOUGH: f64 = 2.0;
    let mut best: Option<(f64, WebUrl)> = None;
    for (reference, descriptor) in candidates(srcset) {
        let Some(url) = resolve_web(reference, base) else { continue };
        let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
        let size = if let Some(width) = descriptor.strip_suffix('w').and_then(number) {
            width / WIDE_ENOUGH
        } else {
            descriptor.strip_suffix('x').and_then(number).unwrap_or(1.0) / DENSE_ENOUGH
        };
        let better = |best: f64| if best < 1.0 { size > best } else { size >= 1.0 && size < best };
        if best.as_ref().is_none_or(|&(best, _)| better(best)) {
            best = Some((size, url));
        }
    }
    best
}

/// The addresses of a `srcset`, each with its descriptor.
pub(super) fn candidates(srcset: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        // A comma at the very end of the address parts candidates; one inside belongs to it.
        if let Some(url) = url.strip_suffix(',') {
            rest = after;
            return Some((url.trim_end_matches(','), ""));
        }
        let end = after.find(',').unwrap_or(after.len());
        rest = &after[end..];
        Some((url, after[..end].trim()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn base() -> WebUrl {
        WebUrl::parse("https://gazette.example/2026/ferry/").unwrap()
    }

    #[test]
    fn hosts_and_mailboxes_lack_their_scheme() {
        assert_eq!(meant(" www.a.example/b ").as_deref(), Some("https://www.a.example/b"));
        assert_eq!(meant("WWW.a.example").as_deref(), Some("https://WWW.a.example"));
        assert_eq!(meant("desk@gazette.example").as_deref(), Some("mailto:desk@gazette.example"));
        for page in ["", "www.", "www.html", "ferry.html", "@desk", "/www.a.example", "https://www.a.example", "é.www."]
        {
            assert_eq!(meant(page), None, "{page}");
        }
    }

    #[test]
    fn references_are_resolved_or_refused() {
        let web = |text: &str| Address::Web(WebUrl::parse(text).unwrap());
        for (reference, address) in [
            ("../a.jpg", web("https://gazette.example/2026/a.jpg")),
            ("/a b?c=d&e#f", web("https://gazette.example/a%20b?c=d&e#f")),
            ("//cdn.example/x", web("https://cdn.example/x")),
            ("#fn1", web("https://gazette.example/2026/ferry/#fn1")),
            ("", web("https://gazette.example/2026/ferry/")),
            ("  https://a.example/\n ", web("https://a.example/")),
            (
                "mailto:desk@gazette.example?subject=a b",
                Address::Contact("mailto:desk@gazette.example?subject=a%20b".into()),
            ),
            ("TEL:+49-40-1", Address::Contact("tel:+49-40-1".into())),
            ("webcal://häfen.example/a?b=ö#c", Address::Contact("webcal://h%C3%A4fen.example/a?b=%C3%B6#c".into())),
            ("webcal://a b/", Address::Broken(LinkError::Malformed("webcal://a b/".into()))),
            ("javascript:alert(1)", Address::Unsafe("javascript".into())),
            ("\u{1} java\nscr\tipt:alert(1)", Address::Unsafe("javascript".into())),
            ("DATA:text/html,x", Address::Unsafe("data".into())),
            ("http://a b/", Address::Broken(LinkError::Host("http://a b/".into()))),
            ("https://me:pw@a.example/", Address::Broken(LinkError::Credentials("https://me:pw@a.example/".into()))),
        ] {
            assert_eq!(resolve(reference, &base()), address, "{reference:?}");
        }
    }

    #[test]
    fn most_addresses_are_seen_to_be_canonical() {
        for text in [
            "https://gazette.example/",
            "http://gazette.example:8080/a",
            "http://www.gazette.example/2026/03/Ferry_2.html",
            "https://gazette/a",
            "https://a-1.gazette.example:1024/~b",
        ] {
            assert!(is_canonical(text), "{text}");
        }
        for text in [
            "https://gazette.example",
            "https://gazette.example/a/../b",
            "https://1.2/",
            "https:///a",
            "https://xn--a.example/",
            "https://a..example/",
            "https://gazette.example:99999/",
            "https://gazette.example:0808/",
            "https://gazette.example:80a0/",
            "https://a.example/?a b",
            "/a",
        ] {
            assert!(!is_canonical(text), "{text}");
        }
    }

    #[test]
    fn the_best_picture_is_large_enough_and_no_larger() {
        for (srcset, best) in [
            ("a.jpg 400w, b.jpg 1600w, c.jpg 1200w, d.jpg 3000w", Some("c.jpg")),
            ("a.jpg 400w,b.jpg 800w", Some("b.jpg")),
            ("a.jpg, b.jpg 1.5x, c.jpg 2x, d.jpg 3x", Some("c.jpg")),
            ("a.jpg", Some("a.jpg")),
            ("a.jpg 400w, b.jpg 400w", Some("a.jpg")),
            ("a.jpg 1300w, b.jpg 1300w", Some("a.jpg")),
            ("a.jpg 0w, b.jpg 300w", Some("b.jpg")),
            ("a,b.jpg 1x", Some("a,b.jpg")),
            ("javascript:x 2x, a.jpg", Some("a.jpg")),
            ("data:image/png;base64,AAAA 1x", None),
            (" , ,", None),
            ("", None),
        ] {
            let best = best.map(|name| base().join(name).unwrap());
            assert_eq!(best_candidate(srcset, &base()).map(|(_, url)| url), best, "{srcset}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(,| |https:|//|a|\\PC|2x|100w|\n){0,30}") {
            let _ = (resolve(&text, &base()), best_candidate(&text, &base()));
            prop_assert!(candidates(&text).count() <= text.len());
        }

        #[test]
        fn what_is_canonical_stays(text in "https?://(www|xn|a|-|\\.|0x7f|[0-9]|:|:80|:443|:8080|:0080|@){0,4}(/|\\.|\\.\\.|a|A|%2e|é|\\?|#|-|;|,| ){0,9}") {
            if is_canonical(&text) {
                let address = WebUrl::parse(&text).unwrap();
                prop_assert_eq!(address.as_str(), &text);
                prop_assert_eq!(resolve(&text, &base()), Address::Web(address));
            }
        }
    }
}

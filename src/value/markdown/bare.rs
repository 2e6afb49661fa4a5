//! Bare addresses: `https://a.example/b` and `www.a.example` in a text, which are links where nobody marked them as such.
//!
//! Specification: <https://github.github.com/gfm/#autolinks-extension->, without its mail addresses.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

/// Signs that end no address, be they in the middle of one: those of the specification, and closing quotes.
const TRAILING: &[char] = &['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', '”', '’', '»', '…'];

/// Where in a body there is what every bare address has, be it in one or elsewhere; in their order.
pub(super) fn signs(body: &str) -> Vec<usize> {
    // Colons are rare enough for a search of one byte.
    let colons = memchr_iter(b':', body.as_bytes());
    let mut signs: Vec<usize> = colons.filter(|&at| body[at..].starts_with("://")).collect();
    signs.extend(memmem::find_iter(body.as_bytes(), "www."));
    signs.sort_unstable();
    signs
}

/// Pieces of text that nothing parts but where they were written.
#[derive(Debug)]
pub(super) struct Run {
    text: String,
    pieces: Vec<Piece>,
    /// Whether it begins a line.
    is_first: bool,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in the text.
    start: usize,
    /// Where it was written.
    body: Range<usize>,
}

/// A bare address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bare {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// Whether it lacks its scheme.
    pub(super) is_host: bool,
}

impl Run {
    /// Nothing yet, at the beginning of a line or behind something else.
    pub(super) fn new(is_first: bool) -> Self {
        Self { text: String::new(), pieces: Vec::new(), is_first }
    }

    pub(super) fn push(&mut self, text: &str, body: Range<usize>) {
        self.pieces.push(Piece { start: self.text.len(), body });
        self.text.push_str(text);
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bare addresses in it, in their order. Time is in proportion to the text.
    pub(super) fn addresses(&self, body: &str) -> Vec<Bare> {
        let mut hosts = memmem::find_iter(self.text.as_bytes(), b"www.").peekable();
        let mut schemes = memmem::find_iter(self.text.as_bytes(), b"://").peekable();
        let mut found: Vec<Bare> = Vec::new();
        loop {
            let (host, is_host) = match (hosts.peek(), schemes.peek()) {
                (None, None) => return found,
                (Some(&host), scheme) if scheme.is_none_or(|&scheme| host < scheme) => (host, true),
                (_, _) => (schemes.peek().map_or(0, |at| at + "://".len()), false),
            };
            let _ = if is_host { hosts.next() } else { schemes.next() };
            let Some(start) = (if is_host { Some(host) } else { scheme(&self.text, host - "://".len()) }) else {
                continue;
            };
            let is_taken = found.last().is_some_and(|last| start < last.range.end);
            if is_taken || !self.may_begin(start, if is_host { start + "www.".len() } else { host }, body) {
                continue;
            }
            let end = self.end(host, body);
            if is_domain(&self.text[host..end]) {
                found.push(Bare { range: start..end, is_host });
            }
        }
    }

    /// Whether an address may begin here: at the beginning of a line, behind white space or what marks a text as different,
    /// and as it is typed, so that a backslash prevents it. What stands in the parentheses of a link was meant as its
    /// address.
    fn may_begin(&self, start: usize, end: usize, body: &str) -> bool {
        let Some((piece, range)) = self.parts(start..end, body).next() else { return false };
        if piece != &self.text[start..end] || body.get(range.clone()) != Some(piece) {
            return false;
        }
        let before = body[..range.start].chars().next_back();
        let is_first = start == 0 && self.is_first;
        let fits = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(');
        (is_first || before.is_none_or(fits)) && !body[..range.start].ends_with("](")
    }

    /// Where an address ends whose host begins here.
    fn end(&self, host: usize, body: &str) -> usize {
        let rest = &self.text[host..];
        let ends = |c: char| c.is_whitespace() || c.is_control() || c == '<';
        let mut link = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let parentheses = |text: &str| [')', '('].map(|sign| text.matches(sign).count());
        let [mut closing, mut opening] = parentheses(link);
        loop {
            let shorter = if let Some(shorter) = link.strip_suffix(TRAILING) {
                shorter
            } else if let Some(shorter) = link.strip_suffix(')').filter(|_| closing > opening) {
                shorter
            } else if let Some(shorter) = without_entity(link) {
                shorter
            } else if let Some(start) = self.entity(host + link.len(), body).filter(|&start| start > host) {
                &link[..start - host]
            } else {
                return host + link.len();
            };
            let [closed, opened] = parentheses(&link[shorter.len()..]);
            (closing, opening) = (closing - closed, opening - opened);
            link = shorter;
        }
    }

    /// Where the piece begins that ends here, if it is a character written by its name.
    fn entity(&self, end: usize, body: &str) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.start < end);
        let piece = &self.pieces[after.checked_sub(1)?];
        let is_whole = self.pieces.get(after).map_or(self.text.len(), |next| next.start) == end;
        let written = body.get(piece.body.clone())?;
        (is_whole && written != &self.text[piece.start..end] && written.starts_with('&')).then_some(piece.start)
    }

    /// The pieces of a part of it, each with the place where it was written.
    pub(super) fn parts<'r>(
        &'r self,
        part: Range<usize>,
        body: &'r str,
    ) -> impl Iterator<Item = (&'r str, Range<usize>)> {
        let first = self.pieces.partition_point(|piece| piece.start <= part.start).saturating_sub(1);
        let ends = self.pieces[first..].iter().skip(1).map(|next| next.start).chain([self.text.len()]);
        self.pieces[first..].iter().zip(ends).take_while(move |(piece, _)| piece.start < part.end).map(
            move |(piece, end)| {
                let inside = piece.start.max(part.start)..end.min(part.end);
                let is_verbatim = body.get(piece.body.clone()) == Some(&self.text[piece.start..end]);
                let place = |at: usize| piece.body.start + (at - piece.start);
                let written = if is_verbatim { place(inside.start)..place(inside.end) } else { piece.body.clone() };
                (&self.text[inside], written)
            },
        )
    }

    /// Where a part of it was written.
    pub(super) fn place(&self, part: &Range<usize>, body: &str) -> Range<usize> {
        let mut places = self.parts(part.clone(), body).map(|(_, place)| place);
        let first = places.next().unwrap_or_default();
        first.start..places.last().map_or(first.end, |last| last.end)
    }
}

/// Where a scheme begins that ends before a colon, if it is that of a page.
fn scheme(text: &str, colon: usize) -> Option<usize> {
    let is = |scheme: &&str| {
        text[..colon].len() >= scheme.len()
            && text.as_bytes()[colon - scheme.len()..colon].eq_ignore_ascii_case(scheme.as_bytes())
    };
    ["https", "http"].iter().find(|scheme| is(scheme)).map(|scheme| colon - scheme.len())
}

/// Whether an address begins with names and periods between them: two of them at least, the last two without a low line.
fn is_domain(address: &str) -> bool {
    let is_of_domain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let domain = address.split(|c: char| !is_of_domain(c)).next().unwrap_or_default();
    let mut names = domain.trim_end_matches('.').rsplit('.');
    let mut is_name = || names.next().is_some_and(|name| !name.is_empty() && !name.contains('_'));
    is_name() && is_name() && names.all(|name| !name.is_empty())
}

/// An address without what looks like a character written by its name.
fn without_entity(link: &str) -> Option<&str> {
    let name = link.strip_suffix(';')?;
    let rest = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    rest.strip_suffix('&').filter(|_| rest.len() < name.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Reference, to_html};

    fn html(body: &str) -> String {
        let mut resolve = |reference: Reference<'_>, _: &_| match reference {
            Reference::Link(text) | Reference::Picture(text) | Reference::Bare(text) => {
                (!text.starts_with("no:")).then(|| text.to_owned())
            }
        };
        to_html(body, &mut resolve).html
    }

    /// What a paragraph holds.
    fn inner(body: &str) -> String {
        html(body).replace("<p>", "").replace("</p>\n", "")
    }

    fn to(address: &str) -> String {
        let address = address.replace('&', "&amp;");
        format!("<a href=\"{address}\">{address}</a>")
    }

    fn to_host(address: &str) -> String {
        to(&format!("http://{address}")).replace(">http://", ">")
    }

    #[test]
    fn those_of_the_specification_are_links() {
        for (body, html) in [
            ("www.commonmark.org", to_host("www.commonmark.org")),
            (
                "Visit www.commonmark.org/help for more.",
                format!("Visit {} for more.", to_host("www.commonmark.org/help")),
            ),
            ("Visit www.commonmark.org.", format!("Visit {}.", to_host("www.commonmark.org"))),
            ("Visit www.commonmark.org/a.b.", format!("Visit {}.", to_host("www.commonmark.org/a.b"))),
            ("www.a.example/?q=M+(b)", to_host("www.a.example/?q=M+(b)")),
            ("www.a.example/?q=M+(b)))", to_host("www.a.example/?q=M+(b)") + "))"),
            ("(www.a.example/?q=M+(b))", format!("({})", to_host("www.a.example/?q=M+(b)"))),
            ("(www.a.example/?q=M+(b)", format!("({}", to_host("www.a.example/?q=M+(b)"))),
            ("www.a.example/?q=(b))+ok", to_host("www.a.example/?q=(b))+ok")),
            ("www.a.example/?q=b&hl=en", to_host("www.a.example/?q=b&hl=en")),
            ("www.a.example/?q=b&hl;", to_host("www.a.example/?q=b") + "&amp;hl;"),
            ("www.a.example/he<lp", to_host("www.a.example/he") + "&lt;lp"),
            ("http://commonmark.org", to("http://commonmark.org")),
            ("(Visit https://a.example/?q=M+(b))", format!("(Visit {})", to("https://a.example/?q=M+(b)"))),
        ] {
            assert_eq!(inner(body), html, "{body}");
        }
    }

    #[test]
    fn bare_addresses_end_where_people_end_them() {
        for (body, html) in [
            (
                "*https://a.example/b* **http://b.example/** ~~www.c.example~~",
                format!(
                    "<em>{}</em> <strong>{}</strong> <del>{}</del>",
                    to("https://a.example/b"),
                    to("http://b.example/"),
                    to_host("www.c.example")
                ),
            ),
            ("https://a.example/b_c_d/e~f?g=[1]&h=i!,", to("https://a.example/b_c_d/e~f?g=[1]&h=i") + "!,"),
            ("https://a.example/b\\_c", to("https://a.example/b_c")),
            ("https://a.example/?b&amp;c&copy;", to("https://a.example/?b&c") + "©"),
            ("HTTPS://A.example/B", to("HTTPS://A.example/B")),
            ("https://häfen.example/ö 見 https://例え.example/テ", {
                format!("{} 見 {}", to("https://häfen.example/ö"), to("https://例え.example/テ"))
            }),
            ("\u{a0}https://a.example/b”, “www”", format!("\u{a0}{}”, “www”", to("https://a.example/b"))),
            ("a\nhttps://a.example/\nb", format!("a\n{}\nb", to("https://a.example/"))),
            ("https://a.example/?b=https://c.example/", to("https://a.example/?b=https://c.example/")),
            ("https://a.example/b'c'", to("https://a.example/b'c") + "'"),
        ] {
            assert_eq!(inner(body), html, "{body}");
        }
        for (body, address) in [
            ("- https://a.example", "https://a.example"),
            ("# https://a.example", "https://a.example"),
            (">https://a.example", "https://a.example"),
            ("|a|\n|-|\n|https://a.example|", "https://a.example"),
            ("a[^1]\n\n[^1]: https://a.example", "https://a.example"),
            ("<div>\n\nhttps://a.example\n\n</div>", "https://a.example"),
            ("<a id=\"b\"></a> https://a.example", "https://a.example"),
            ("$x$ https://a.example/$5", "https://a.example/$5"),
        ] {
            assert!(html(body).contains(&to(address)), "{body}: {}", html(body));
        }
    }

    #[test]
    fn what_is_no_bare_address_stays_text() {
        for body in [
            "https://localhost/ http://a https:// www. www.a_b www._.b www..b https://.b https://a_b.c_d/e",
            "ahttps://a.example xwww.a.example -https://b.example \"https://c.example\" ftp://d.example a://b.example",
            "desk@a.example mailto:desk@a.example",
            "`https://a.example`",
            "    https://a.example",
            "```\nwww.a.example\n```",
            "https:\\//a.example \\www.a.example www\\.a.example &#104;ttps://a.example",
            "[a](https://a.example b)",
            "<b title='https://a.example'>c</b>",
            "<code>https://a.example</code> <KBD>www.a.example</KBD>",
            "<pre>https://a.example</pre>",
            "<script>\nhttps://a.example\n\n</script>",
            "<a>\n\nhttps://a.example\n\n</a>",
        ] {
            assert!(!html(body).contains("<a href"), "{body}: {}", html(body));
        }
        for (body, html) in [
            ("[https://a.example *www.b.example*](/c)", "<a href=\"/c\">https://a.example <em>www.b.example</em></a>"),
            ("[https://a.example](no:c)", "https://a.example"),
            ("<https://a.example/>", "<a href=\"https://a.example/\">https://a.example/</a>"),
            ("![https://a.example](/c)", "<img src=\"/c\" alt=\"https://a.example\">"),
            ("<a href=\"/b\">www.a.example</a>", "<a href=\"/b\">www.a.example</a>"),
        ] {
            assert_eq!(inner(body), html, "{body}");
        }
    }

    /// Checks that links to bare addresses change nothing else, lie in no other, and remember their places.
    fn check(body: &str) {
        let with = |is_linked: bool| {
            let mut resolve = |reference: Reference<'_>, place: &std::ops::Range<usize>| match reference {
                Reference::Link(text) | Reference::Picture(text) => Some(text.to_owned()),
                Reference::Bare(_) => is_linked.then(|| format!("bare:{}", &body[place.clone()])),
            };
            to_html(body, &mut resolve).html
        };
        let linked = with(true);
        let told = || format!("{body:?}: {linked}");
        let mut parts = linked.split("<a href=\"bare:");
        let mut plain = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (place, rest) = part.split_once("\">").unwrap_or_else(|| panic!("{}", told()));
            let (text, rest) = rest.split_once("</a>").unwrap_or_else(|| panic!("{}", told()));
            assert!(!text.contains('<') && text.contains('.'), "{}", told());
            assert!(place.contains('&') || place.contains('\\') || place == text.replace('"', "&quot;"), "{}", told());
            let before = plain.to_ascii_lowercase();
            let open = ["<a>", "<a "].map(|tag| before.matches(tag).count()).iter().sum::<usize>();
            assert!(open <= before.matches("</a>").count(), "{}", told());
            plain.push_str(text);
            plain.push_str(rest);
        }
        assert_eq!(plain, with(false), "{body:?}");
    }

    const PIECES: &str = "(https?://a\\.example|www\\.a\\.b|https?://|www\\.|a\\.example|/|b|_|\\*|\\)|\\(|\\[|\\]|\\]\\(|!\\[|`|&amp;|&lt;|&hl;|&copy;|\\\\| |\n|\n\n|\\||<a>|</a>|<b>|<code>|</code>|<|>|:|;|\\.|,|\"|”|~~|\\$|é|- |> |    |\\[\\^1\\]){0,40}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn links_to_bare_addresses_change_nothing_else(body in PIECES) {
            check(&body);
        }
    }
}

//! Bodies of which it can be told at a glance that they lose nothing, so that one which no feed shows need not be
//! rendered for its findings.
//!
//! Whatever is not plain is `false` here and rendered; a test holds what is `true` to what rendering tells.

use fearless_simd::{Level, dispatch};
use memchr::{memchr_iter, memmem};

use super::Format;
use crate::value::byteset::{ALPHANUMERIC, ByteSet, first_places};
use crate::value::{garbled, merge};

/// A longer address is not looked at.
const LONGEST_ADDRESS: usize = 2048;
/// Columns that may stand before the first word of a line. Each quotation takes one of them and each item of a list
/// another, and an item is two elements.
const WIDEST_MARGIN: usize = 2 * BLOCK - 2;
/// Bytes that are looked at together: a margin that is too wide covers such a block.
const BLOCK: usize = size_of::<u128>();
/// Signs of emphasis that a paragraph may have: an element takes two.
const MOST_EMPHASIS: usize = 80;

/// Whether rendering takes nothing out of a body that XML may hold, no letter in it comes of a wrong encoding and no merge
/// left two versions of it; `false` where that is not plain to see.
///
/// ```
/// use dateline::value::html::{Format, loses_nothing};
///
/// assert!(loses_nothing("See *the* [plan](../plan.pdf), 3 < 5.", Format::Markdown));
/// assert!(!loses_nothing("See [the plan](javascript:plan).", Format::Markdown));
/// assert!(!loses_nothing("See <b>the plan</b>.", Format::Markdown), "harmless, and yet not plain");
/// ```
#[must_use]
pub fn loses_nothing(body: &str, format: Format) -> bool {
    let bytes = body.as_bytes();
    match format {
        Format::Text => {
            memchr_iter(0xC2, bytes).all(|at| is_fine_sign(body, at))
                && garbled::first_letters(body).is_none()
                && memmem::find(bytes, merge::MARK.as_bytes()).is_none()
        }
        Format::Html => false,
        Format::Markdown => {
            let (mut emphasis, mut has_tab) = (0, false);
            let is_fine = |at: usize| match bytes[at] {
                b'*' | b'_' | b'~' => {
                    emphasis += 1;
                    true
                }
                b'\t' => {
                    has_tab = true;
                    true
                }
                _ => is_fine_sign(body, at),
            };
            SIGNS.all(bytes, is_fine)
                && (!has_tab && has_short_margins(bytes) || has_fine_margins(bytes))
                && (emphasis <= MOST_EMPHASIS || body.split("\n\n").all(|paragraph| is_sparse(paragraph.as_bytes())))
        }
    }
}

/// Whether a body that loses nothing ends with a paragraph of words that has more bytes than this, so that a summary can
/// be made of it whatever stands before; `false` where that is not plain to see.
///
/// ```
/// use dateline::value::html::{Format, ends_with_words};
///
/// assert!(ends_with_words("# Ferries\n\nThe boat is back, and free on Sundays.\n", Format::Markdown, 20));
/// assert!(!ends_with_words("# Ferries\n\n- The boat is back, and free on Sundays.\n", Format::Markdown, 20));
/// ```
#[must_use]
pub fn ends_with_words(body: &str, format: Format, bytes: usize) -> bool {
    let body = body.trim_ascii_end();
    let last = body.rfind("\n\n").map_or(body, |at| &body[at + 2..]);
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b'\'' | b'-' | 0x80..);
    // The rest of an open code block or formula would be no paragraph.
    let may_be_inside =
        || ["```", "~~~", "$$"].iter().any(|fence| memmem::find(body.as_bytes(), fence.as_bytes()).is_some());
    format == Format::Markdown
        && last.len() > bytes
        && last.starts_with(|first: char| first.is_ascii_alphabetic())
        && last.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.')
        && last.bytes().all(is_word)
        && last.bytes().filter(u8::is_ascii_alphabetic).count() > bytes / 2
        && !may_be_inside()
}

const EMPHASIS: ByteSet = ByteSet::of(b"*_~");
/// All that is worth a look in Markdown.
const SIGNS: ByteSet = EMPHASIS.with(b"<&^\r]{\t").with(&garbled::BYTES);

/// No tag, no address in angle brackets, no character by its number, none of those that are a mistake (U+0080 to U+009F,
/// U+FFFD, and what a wrong encoding makes of letters), no footnote, which has addresses of its own, no address that may
/// be refused, no code of a template, and no line break of an old Macintosh.
fn is_fine_sign(body: &str, at: usize) -> bool {
    let bytes = body.as_bytes();
    let next = bytes.get(at + 1);
    match bytes[at] {
        b'<' => next.is_none_or(u8::is_ascii_whitespace),
        b'&' => next != Some(&b'#'),
        b']' => bytes[..at].last() != Some(&b'"') && has_fine_address(&bytes[at + 1..]),
        b'{' => !matches!(next, Some(b'{' | b'%')),
        b'^' => at == 0 || bytes[at - 1] != b'[',
        b'\r' => next == Some(&b'\n'),
        0x80.. => !garbled::may_be_at(body, at),
        _ => true,
    }
}

/// Whether what follows a bracket is no address that may be refused.
fn has_fine_address(rest: &[u8]) -> bool {
    let is_fine = |address, in_parentheses| {
        is_plainly_fine_address(address, in_parentheses) || is_fine_address(address, in_parentheses)
    };
    match rest {
        [b'(', address @ ..] => is_fine(address, true),
        [b':', address @ ..] => is_fine(address, false),
        _ => true,
    }
}

/// What [`is_fine_address`] says of most addresses elsewhere, by their bytes all at once; `false` is for that to look at.
fn is_plainly_fine_address(text: &[u8], in_parentheses: bool) -> bool {
    const SETS: [ByteSet; 4] =
        [ALPHANUMERIC.with(b"/.-_~%?#=&+,:"), ALPHANUMERIC.with(b".-"), ByteSet::of(b"."), ByteSet::of(b"-")];
    let Some(far) = text.strip_prefix(b"https://").or_else(|| text.strip_prefix(b"http://")) else { return false };
    let [of_address, of_host, dots, hyphens] = first_places(&SETS, far);
    let (length, host) = (of_address.trailing_ones(), of_host.trailing_ones());
    let Some(in_host) = 1_u64.checked_shl(host).map(|end| end - 1) else { return false };
    let (dots, hyphens) = (dots & in_host, hyphens & in_host);
    // Neither two dots nor two hyphens in a row, nor a dot first.
    let odd = dots & (dots << 1 | 1) | hyphens & (hyphens << 1);
    let label = u64::BITS - dots.leading_zeros();
    let byte = |at: u32| far.get(at as usize);
    let begins_path = |byte: &u8| matches!(byte, b'/' | b'?' | b'#');
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b')' && in_parentheses;
    length < u64::BITS
        && odd == 0
        && label < host
        && byte(label).is_some_and(u8::is_ascii_alphabetic)
        && (host == length || byte(host).is_some_and(begins_path))
        && byte(length).is_none_or(ends)
}

/// Whether what begins with an address, in parentheses or in a definition, begins with one that is resolved as it is.
fn is_fine_address(text: &[u8], in_parentheses: bool) -> bool {
    let blank = text.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count();
    let text = &text[blank..];
    let length = |text: &[u8]| text.iter().position(|&byte| !OF_ADDRESS[usize::from(byte)]).unwrap_or(text.len());
    let far = text.strip_prefix(b"https://").or_else(|| text.strip_prefix(b"http://"));
    let (is_fine, rest) = if let Some(far) = far {
        let Some(path) = behind_fine_host(far) else { return false };
        let (path, rest) = path.split_at(length(path));
        (path.first().is_none_or(|byte| matches!(byte, b'/' | b'?' | b'#')), rest)
    } else {
        let (address, rest) = text.split_at(length(text));
        // Without a colon there is no scheme, without a second slash no host, and without `www.` none that was meant.
        let is_host =
            address.starts_with(b"//") || address.get(..4).is_some_and(|first| first.eq_ignore_ascii_case(b"www."));
        (!address.is_empty() && !address.contains(&b':') && !is_host, rest)
    };
    is_fine
        && text.len() - rest.len() <= LONGEST_ADDRESS
        && rest.first().is_none_or(|&byte| byte.is_ascii_whitespace() || byte == b')' && in_parentheses)
}

const OF_ADDRESS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = u8::MIN;
    loop {
        table[byte as usize] = is_of_address(byte);
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// Letters, figures and signs that mean the same in Markdown, in its references and in an address.
const fn is_of_address(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.. | b'/' | b'.' | b'-' | b'_' | b'~' | b'%')
        || matches!(byte, b'?' | b'#' | b'=' | b'&' | b'+' | b',' | b':')
}

/// What follows a host that a text begins with, if that is a name, with a port of four figures at most.
fn behind_fine_host(text: &[u8]) -> Option<&[u8]> {
    // Neither two dots nor two hyphens in a row, nor a dot first.
    let (mut odd, mut before) = (0, DOT);
    let ends = |&byte: &u8| {
        let class = OF_HOST[usize::from(byte)];
        odd |= class & before;
        before = class;
        class == NOT_OF_HOST
    };
    let (host, rest) = text.split_at(text.iter().position(ends).unwrap_or(text.len()));
    let rest = rest.strip_prefix(b":").map_or(rest, |port| {
        let figures = port.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        &port[figures..]
    });
    // A last label in figures would be that of a number.
    let last = host.rsplit(|&byte| byte == b'.').next()?;
    (odd == 0 && last.first()?.is_ascii_alphabetic()).then_some(rest)
}

const DOT: u8 = 1;
const HYPHEN: u8 = 1 << 1;
const NOT_OF_HOST: u8 = 1 << 2;
const OF_HOST: [u8; 256] = {
    let mut table = [NOT_OF_HOST; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = 0;
        }
        byte += 1;
    }
    (table[b'.' as usize], table[b'-' as usize]) = (DOT, HYPHEN);
    table
};

/// Whether no element can lie inside so many others that the rest needs care.
fn has_fine_margins(bytes: &[u8]) -> bool {
    margin(bytes) <= WIDEST_MARGIN && memchr_iter(b'\n', bytes).all(|at| margin(&bytes[at + 1..]) <= WIDEST_MARGIN)
}

/// Whether there is a letter in every block, so that where there is no tab no margin is too wide even within a line, which
/// is seen without looking for the lines.
fn has_short_margins(bytes: &[u8]) -> bool {
    dispatch!(Level::new(), _ => has_letters_everywhere(bytes))
}

#[inline(always)]
fn has_letters_everywhere(bytes: &[u8]) -> bool {
    /// What the bytes of letters have at least one of, and those of a margin none.
    const LETTERS: u64 = u64::from_ne_bytes([0xC0; BLOCK / 2]);
    let (halves, _) = bytes.as_chunks();
    let (blocks, _) = halves.as_chunks();
    // Without an early way out no step waits for the one before it.
    let is_bare = |found, &[one, other]: &[[u8; BLOCK / 2]; 2]| {
        found | ((u64::from_ne_bytes(one) | u64::from_ne_bytes(other)) & LETTERS == 0)
    };
    !blocks.iter().fold(false, is_bare)
}

/// Whether there are few signs of emphasis.
fn is_sparse(bytes: &[u8]) -> bool {
    let mut signs = 0;
    EMPHASIS.all(bytes, |_| {
        signs += 1;
        signs <= MOST_EMPHASIS
    })
}

/// The columns of a line that may be taken for indentation and for signs of quotations and lists.
fn margin(line: &[u8]) -> usize {
    // Most lines begin with a word.
    if line.first().is_none_or(u8::is_ascii_alphabetic) {
        return 0;
    }
    line.iter().take(WIDEST_MARGIN + 1).map_while(|&byte| width(byte)).sum()
}

/// The columns that a character takes in a margin, if it may stand there.
const fn width(byte: u8) -> Option<usize> {
    match byte {
        b'\t' => Some(4),
        b' ' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b':' | b'0'..=b'9' => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::html::render;
    use crate::value::link::WebUrl;
    use crate::value::summary;
    use crate::value::text::XmlText;

    fn is_true(body: &str) -> bool {
        let page = WebUrl::parse("https://gazette.example/2026/ferry/").unwrap();
        let plain = loses_nothing(body, Format::Markdown) && XmlText::check(body).is_ok();
        assert!(!plain || render(body, Format::Markdown, &page).removed.is_empty(), "{body}");
        plain
    }

    #[test]
    fn what_is_plain_is_not_rendered() {
        for body in [
            "",
            "# Ferries\n\nThe *Osprey* is « back » – at 3 < 5 &amp; more.\n\n> One\n> two\n\n- a\n  1. b\n",
            "[a](https://a.example:8080/b?c=d&e#f) ![b](/img/ü.jpg \"B\") [c][d] [e]( ../e )\n\n[d]: http://d.example\n",
            "https://a.example/b www.c.example https://user@d.example/ https://e.example:99999 http://1.2.3.4.5/\n",
            "```\n[a] (b)\n    deep\n```\n\n| a | b |\n|---|---|\n| c | d |\r\n",
        ] {
            assert!(is_true(body), "{body}");
        }
    }

    #[test]
    fn what_is_not_plain_is_rendered() {
        for body in [
            "<b>a</b>",
            "a <https://a.example> b",
            "<!-- a -->",
            "&#8;",
            "a\u{85}",
            "[a](javascript:b)",
            "[a](//b.example)",
            "{{< a >}}",
            "{% a %}",
            "[gallery ids=\"1\"]",
            "[a](<b>)",
            "[a](www.b.example)",
            "[a](b@c.example)",
            "[a](\nb)",
            "[a](b\\c)",
            "[a](b&colon;c)",
            "![a]()",
            "[a](https://)",
            "[a](https://user@b.example)",
            "[a](https://1.2.3.4.5/)",
            "[a](https://b.example:99999/)",
            "[a](https://xn--a.example/)",
            "[a](https://b..example/)",
            "[a]: data:text/html,b",
            "[a]: http://b)c",
            "[a]:\nb",
            "a[^1]\n\n[^1]: b",
            "a\rb",
        ] {
            assert!(!is_true(body), "{body}");
        }
        assert!(!is_true(&">".repeat(101)));
        assert!(!is_true(&format!("{}a{}", "*_".repeat(101), "_*".repeat(101))));
        for (indentation, steps) in [("  ", 60), ("\t", 20)] {
            let stairs = (0..steps).map(|step| indentation.repeat(step) + "- a").collect::<Vec<_>>().join("\n");
            assert!(!is_true(&stairs), "{stairs}");
        }
    }

    #[test]
    fn most_addresses_are_plainly_fine() {
        let far = |text: &str| is_plainly_fine_address(text.as_bytes(), true);
        for text in
            ["https://a.example/b/c-d_e.html?f=g&h#i) j", "http://a-b.example\n", "https://a.b.example", "https://c)"]
        {
            assert!(far(text), "{text}");
        }
        let long = format!("https://a.example/{}) b", "c".repeat(100));
        for text in
            ["/a) b", "https://é.example)", "https://a..b)", "https://a.1)", "https://a:80)", "https://) b", &long]
        {
            assert!(!far(text), "{text}");
        }
    }

    #[test]
    fn text_has_no_markup_to_lose() {
        assert!(loses_nothing("<b> [a](javascript:b)", Format::Text));
        assert!(!loses_nothing("a\u{92}", Format::Text));
        assert!(!loses_nothing("a", Format::Html));
    }

    /// Bodies whose last paragraph may be one of words, and may be something else.
    const ENDINGS: &str = "(# |> |- |1\\. |a\n|\n\n|    |\t|```\n|~~~\n|\\$\\$|\\[a\\]: |LONDON — |\\* |: |---\n|===|\\||Photo: |\r\n){0,12}";

    const ADDRESSES: &str = "(https://|www\\.|b\\.example| (https?://|www\\.)|\\[a\\]\\(|!\\[a\\]\\(|\\)|\\[a\\]: ?|\n|\n\n|https?:|/|//|\\.|a|b\\.example|xn--a|1|:|:80|@|&|;|colon|#| |\"t\"|é|\\\\|%|<|>|-|_|\\*|\\?|javascript:|mailto:|\u{85}|\\||\\]|\\[|`|\\(|\\$){0,20}";
    /// What stands in parentheses, or behind a colon.
    const FAR: &str =
        "(http://|https://|https:/| )?([a-zA-Z0-9]|\\.|-|_|/|\\?|#|:|:80|é|@|%|\\)| |\n|www\\.b\\.example|xn--a){0,80}";
    const STAIRS: &str = "(> |- |: |a\n: |1\\. |\\* |\\+ |  |\t|a|\n|\n\n|_|\\*\\*|~~|\\[|\\]\\(a\\)|!\\[|\r\n){0,80}";

    /// Texts whose margins are about as wide as they may be.
    const MARGINS: &str = "(\n|a|\t| {26,32}|>{29,32}|\n {15}|-{14,16}|1\\. {13}|é|> ){0,8}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_body_that_ends_with_words_has_a_summary(
            start in ENDINGS,
            end in "(\n\n)?(LONDON — |Ferry|the|ice|, |\\. | |-|é|’|\u{a0}|\u{200b}|\u{2028}){0,40}\n?",
        ) {
            let body = format!("{start}{end}");
            if loses_nothing(&body, Format::Markdown) && ends_with_words(&body, Format::Markdown, 60) {
                let page = WebUrl::parse("https://gazette.example/2026/ferry/").unwrap();
                let html = render(&body, Format::Markdown, &page).html;
                let paragraphs = summary::paragraphs(&html);
                let last = paragraphs.last().map(|last| summary::strip_dateline(last, "LONDON").trim().len());
                prop_assert!(last.is_some_and(|length| length > 20), "{body:?}: {paragraphs:?}");
            }
        }

        #[test]
        fn short_margins_are_fine_margins(body in MARGINS) {
            prop_assert!(body.contains('\t') || !has_short_margins(body.as_bytes()) || has_fine_margins(body.as_bytes()));
        }

        #[test]
        fn addresses_that_are_plain_are_kept(body in ADDRESSES) {
            is_true(&body);
        }

        #[test]
        fn addresses_that_are_plainly_fine_are_fine(text in FAR, in_parentheses: bool) {
            let is_plain = is_plainly_fine_address(text.as_bytes(), in_parentheses);
            prop_assert!(!is_plain || is_fine_address(text.as_bytes(), in_parentheses));
        }

        #[test]
        fn nesting_that_is_plain_is_kept(body in STAIRS) {
            is_true(&body);
        }
    }
}

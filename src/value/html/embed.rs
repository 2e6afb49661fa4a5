//! Players and frames made into links, since few readers show them and none must.

use super::address::resolve_web;
use super::entity::{escape_attribute, escape_text};
use super::player::Page;
use super::token::{Tag, Token};
use crate::value::link::WebUrl;
use crate::value::media::by_name;
use crate::value::text::collapse;

/// What an embedded element leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Embed {
    pub(super) to: WebUrl,
    label: String,
    poster: Option<WebUrl>,
}

impl Embed {
    /// The link for an element, `inside` being the tokens up to its end tag; `None` if it leads nowhere on the web.
    pub(super) fn read(html: &str, name: &str, tag: &Tag, inside: &[Token], base: &WebUrl) -> Option<Self> {
        let web = |attribute: &str| tag.value(html, attribute).and_then(|value| resolve_web(&value, base));
        let own = if name == "object" { web("data") } else { web("src").or_else(|| web("data-src")) };
        let Page { to, poster } = Page::of(own.or_else(|| source(html, inside, base))?);
        let written = ["title", "aria-label", "alt"].into_iter().filter_map(|attribute| tag.value(html, attribute));
        let label = written.map(|text| collapse(&text)).find(|text| !text.is_empty());
        let label = label.unwrap_or_else(|| name_of(&to));
        let own_poster = web("poster").or_else(|| web("data-poster")).filter(|_| name == "video");
        Some(Self { label, poster: own_poster.or(poster), to })
    }

    /// Writes the link, with the poster in it if there is one; as a paragraph unless it stands in one.
    pub(super) fn write(&self, in_line: bool, out: &mut String) {
        out.push_str(if in_line { "<a href=\"" } else { "<p><a href=\"" });
        escape_attribute(self.to.as_str(), out);
        out.push_str("\">");
        if let Some(poster) = &self.poster {
            out.push_str("<img src=\"");
            escape_attribute(poster.as_str(), out);
            out.push_str("\" alt=\"\"><br>");
        }
        escape_text(&self.label, out);
        out.push_str(if in_line { "</a>" } else { "</a></p>" });
    }
}

/// Whether what stands in an element speaks for it: a link, a picture, another player.
pub(super) fn has_fallback(html: &str, inside: &[Token]) -> bool {
    // Looking no further keeps nested elements cheap.
    inside.iter().take(64).any(|token| match token {
        Token::Start(tag) => {
            matches!(&*tag.name(html), "a" | "img" | "embed" | "iframe" | "video" | "audio" | "picture")
        }
        _ => false,
    })
}

/// The first `<source>` that is on the web.
fn source(html: &str, inside: &[Token], base: &WebUrl) -> Option<WebUrl> {
    inside.iter().find_map(|token| match token {
        Token::Start(tag) if tag.name(html) == "source" => {
            tag.value(html, "src").and_then(|value| resolve_web(&value, base))
        }
        _ => None,
    })
}

/// What an address without a title is called: its file, else its host.
fn name_of(to: &WebUrl) -> String {
    let file = to.path().rsplit('/').next().filter(|file| by_name(file).is_some_and(|kind| kind.subtype() != "html"));
    let host = || to.host().strip_prefix("www.").unwrap_or(to.host()).to_owned();
    file.and_then(decoded).filter(|name| !name.contains(char::is_control)).unwrap_or_else(host)
}

/// A part of a path as people read it.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::html::token::tokens;

    fn link(html: &str) -> Option<String> {
        let base = WebUrl::parse("https://gazette.example/ferry/").unwrap();
        let all: Vec<Token> = tokens(html).collect();
        let Token::Start(tag) = &all[0] else { panic!("a start tag") };
        let mut out = String::new();
        Embed::read(html, &tag.name(html), tag, &all[1..], &base)?.write(true, &mut out);
        Some(out)
    }

    #[test]
    fn players_become_links() {
        for (html, expected) in [
            (
                "<iframe src='//www.youtube.com/embed/dQw4w9WgXcQ?rel=0' title='The  launch'>",
                "<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"><img src=\"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg\" alt=\"\"><br>The launch</a>",
            ),
            (
                "<iframe src=https://player.vimeo.com/video/76979871>",
                "<a href=\"https://vimeo.com/76979871\">vimeo.com</a>",
            ),
            (
                "<iframe src=https://www.maps.example/x?a=1&amp;b>",
                "<a href=\"https://www.maps.example/x?a=1&amp;b\">maps.example</a>",
            ),
            (
                "<video poster=p.jpg><source src='data:x'><source src=v.mp4></video>",
                "<a href=\"https://gazette.example/ferry/v.mp4\"><img src=\"https://gazette.example/ferry/p.jpg\" alt=\"\"><br>v.mp4</a>",
            ),
            (
                "<object data=/a.pdf aria-label='The report'>",
                "<a href=\"https://gazette.example/a.pdf\">The report</a>",
            ),
            (
                "<audio src='/sea%20shanties%3F.mp3'>",
                "<a href=\"https://gazette.example/sea%20shanties%3F.mp3\">sea shanties?.mp3</a>",
            ),
            ("<iframe data-src=/m src=about:blank>", "<a href=\"https://gazette.example/m\">gazette.example</a>"),
        ] {
            assert_eq!(link(html).as_deref(), Some(expected), "{html}");
        }
        for html in [
            "<iframe src='javascript:x'>",
            "<iframe srcdoc='<p>'>",
            "<video><track src=c.vtt></video>",
            "<audio src=''>",
        ] {
            assert_eq!(link(html), None, "{html}");
        }
    }
}

//! Safe HTML made of safe HTML: figures before a body, headings below a title.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::SafeHtml;
use super::entity::{decode_attribute, escape_attribute, escape_text};
use super::token::{Token, tokens};
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::media::PixelSize;

impl SafeHtml {
    /// A picture with the text that stands for it, its size if that is known, and a caption unless it is empty.
    ///
    /// ```
    /// use dateline::value::html::SafeHtml;
    /// use dateline::value::link::WebUrl;
    ///
    /// let picture = WebUrl::parse("https://gazette.example/ferry.jpg").unwrap();
    /// assert_eq!(
    ///     SafeHtml::figure(&picture, "A ferry", None, "Photo: Ana Díaz").as_str(),
    ///     "<figure><img src=\"https://gazette.example/ferry.jpg\" alt=\"A ferry\">\
    ///      <figcaption>Photo: Ana Díaz</figcaption></figure>",
    /// );
    /// ```
    #[must_use]
    pub fn figure(picture: &WebUrl, alt: &str, size: Option<PixelSize>, caption: &str) -> Self {
        let mut html = String::with_capacity(128 + picture.as_str().len() + alt.len() + caption.len());
        html.push_str("<figure><img src=\"");
        escape_attribute(picture.as_str(), &mut html);
        html.push_str("\" alt=\"");
        escape_attribute(alt, &mut html);
        html.push('"');
        if let Some(PixelSize { width, height }) = size {
            let (width, height) = (width.to_string(), height.to_string());
            html.extend([" width=\"", &width, "\" height=\"", &height, "\""]);
        }
        html.push('>');
        if !caption.is_empty() {
            html.push_str("<figcaption>");
            escape_text(caption, &mut html);
            html.push_str("</figcaption>");
        }
        html.push_str("</figure>");
        Self(super::carried(super::without_forbidden(&html).into_owned()))
    }

    /// The same in an element of its own that says in which language and direction it is written.
    ///
    /// ```
    /// use dateline::value::html::SafeHtml;
    /// use dateline::value::lang::Lang;
    ///
    /// let html = SafeHtml::from_text("שלום").in_language(&Lang::parse("he").unwrap());
    /// assert_eq!(html.as_str(), "<div lang=\"he\" dir=\"rtl\">\n<p>שלום</p>\n</div>");
    /// ```
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Self {
        Self(format!("<div lang=\"{lang}\" dir=\"{}\">\n{self}\n</div>", lang.direction().as_str()))
    }

    /// The addresses of its pictures, in order.
    pub fn pictures(&self) -> impl Iterator<Item = Cow<'_, str>> {
        // Safe HTML has no `<` but that of a tag.
        memmem::find_iter(self.0.as_bytes(), "<img").filter_map(|at| source(&self.0[at..]))
    }

    /// The same with every heading moved down, all by as much, until the highest is at `level`; none goes below 6.
    ///
    /// Headings that are low enough stay where they are.
    ///
    /// ```
    /// use dateline::value::html::{Format, render};
    /// use dateline::value::link::WebUrl;
    ///
    /// let page = WebUrl::parse("https://gazette.example/").unwrap();
    /// let html = render("# One\n\n## Two", Format::Markdown, &page).html;
    /// assert_eq!(html.with_headings_from(2).as_str(), "<h2>One</h2>\n<h3>Two</h3>");
    /// ```
    #[must_use]
    pub fn with_headings_from(self, level: u8) -> Self {
        // Safe HTML has no `<` but that of a tag.
        let digits = |html: &str, start: &str| -> Vec<(usize, u8)> {
            let html = html.as_bytes();
            memmem::find_iter(html, start).filter_map(|at| heading(&html[at..], at)).collect()
        };
        let Self(mut html) = self;
        let opened = digits(&html, "<h");
        let highest = opened.iter().map(|&(_, level)| level).min().unwrap_or(level);
        let shift = level.saturating_sub(highest);
        if shift > 0 {
            for (at, digit) in opened.into_iter().chain(digits(&html, "</h")) {
                html.replace_range(at..=at, char::from(b'0' + (digit + shift).min(6)).encode_utf8(&mut [0; 4]));
            }
        }
        Self(html)
    }
}

/// The address of the picture whose tag begins the text.
fn source(html: &str) -> Option<Cow<'_, str>> {
    // Most tags begin with it.
    if let Some(rest) = html.strip_prefix("<img src=\"") {
        return Some(decode_attribute(&rest[..memchr(b'"', rest.as_bytes())?]));
    }
    match tokens(html).next()? {
        Token::Start(tag) => tag.value(html, "src"),
        _ => None,
    }
}

/// The place and value of the digit in the tag of a heading, if the tag at `start` is one.
fn heading(tag: &[u8], start: usize) -> Option<(usize, u8)> {
    match *tag {
        [b'<', b'h', digit @ b'1'..=b'6', b'>' | b' ', ..] => Some((start + 2, digit - b'0')),
        [b'<', b'/', b'h', digit @ b'1'..=b'6', b'>', ..] => Some((start + 3, digit - b'0')),
        _ => None,
    }
}

/// A text as HTML that shows it.
///
/// ```
/// assert_eq!(dateline::value::html::escape("AT&T <b>"), "AT&amp;T &lt;b&gt;");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_text(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::html::{Format, render};

    fn page() -> WebUrl {
        WebUrl::parse("https://gazette.example/").unwrap()
    }

    #[test]
    fn figures_are_safe_whatever_is_written() {
        let size = Some(PixelSize { width: 640, height: 480 });
        let figure = SafeHtml::figure(&page().join("a.jpg?b&c").unwrap(), "<\"d\">\u{1}", size, "e & <f>");
        assert_eq!(
            figure.as_str(),
            "<figure><img src=\"https://gazette.example/a.jpg?b&amp;c\" alt=\"&lt;&quot;d&quot;&gt; \" width=\"640\" \
             height=\"480\"><figcaption>e &amp; &lt;f&gt;</figcaption></figure>"
        );
        assert_eq!(render(figure.as_str(), Format::Html, &page()).html, figure);
        assert_eq!(figure.pictures().collect::<Vec<_>>(), ["https://gazette.example/a.jpg?b&c"]);
    }

    #[test]
    fn headings_keep_their_order() {
        for (html, level, expected) in [
            ("<h1>a</h1><h3>b</h3><hr>", 2, "<h2>a</h2><h4>b</h4><hr>"),
            ("<h2>a</h2>", 2, "<h2>a</h2>"),
            ("<h3>a</h3>", 2, "<h3>a</h3>"),
            ("<h1>a</h1><h6>b</h6>", 3, "<h3>a</h3><h6>b</h6>"),
            ("<p>h1</p>", 2, "<p>h1</p>"),
        ] {
            assert_eq!(render(html, Format::Html, &page()).html.with_headings_from(level).as_str(), expected);
        }
    }

    proptest! {
        #[test]
        fn pictures_are_those_of_the_tags(body in "(<img |src=|alt=|'|\"|=|>|<|/|a\\.jpg|b\\?c&amp;d|&quot;| |<p>|!\\[|\\]\\(|\\)|é){0,30}") {
            for format in [Format::Markdown, Format::Html] {
                let html = render(&body, format, &page()).html;
                let tags = tokens(html.as_str()).filter_map(|token| match token {
                    Token::Start(tag) if tag.name(html.as_str()) == "img" => tag.value(html.as_str(), "src"),
                    _ => None,
                });
                prop_assert_eq!(html.pictures().collect::<Vec<_>>(), tags.collect::<Vec<_>>(), "{}", html);
            }
        }
    }
}

//! What is put round a text: its picture.

use std::fmt::Write as _;

use super::entity::{escape_attribute, escape_text};
use super::{SafeHtml, token};
use crate::value::link::WebUrl;
use crate::value::media::PixelSize;

/// A picture at the head of a text.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// Its address.
    pub url: &'a WebUrl,
    /// Its size.
    pub size: Option<PixelSize>,
    /// What it shows.
    pub alt: Option<&'a str>,
    /// What stands below it.
    pub caption: Option<&'a str>,
    /// Who made it.
    pub credit: Option<&'a str>,
}

impl SafeHtml {
    /// This with a picture above it.
    #[must_use]
    pub fn headed_by(&self, figure: &Figure<'_>) -> Self {
        figure.html().followed_by(self)
    }

    /// Whether a picture is in it already.
    #[must_use]
    pub fn shows(&self, picture: &WebUrl) -> bool {
        token::tokens(&self.0).any(|token| match token {
            token::Token::Start(tag) => {
                tag.name(&self.0) == "img" && tag.value(&self.0, "src").is_some_and(|src| src == picture.as_str())
            }
            _ => false,
        })
    }
}

impl Figure<'_> {
    fn html(&self) -> SafeHtml {
        let mut html = String::from("<figure><img src=\"");
        escape_attribute(self.url.as_str(), &mut html);
        html.push_str("\" alt=\"");
        escape_attribute(self.alt.unwrap_or_default(), &mut html);
        html.push('"');
        if let Some(PixelSize { width, height }) = self.size {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html.push('>');
        let credit = self.credit.map(|credit| format!("({credit})"));
        let below: Vec<&str> = self.caption.into_iter().chain(credit.as_deref()).collect();
        if !below.is_empty() {
            html.push_str("<figcaption>");
            escape_text(&below.join(" "), &mut html);
            html.push_str("</figcaption>");
        }
        html.push_str("</figure>");
        SafeHtml(html)
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
    use super::*;

    #[test]
    fn a_figure_shows_its_picture_and_escapes_its_words() {
        let url = WebUrl::parse("https://gazette.example/a.jpg?x=1&y=2").unwrap();
        let size = Some(PixelSize { width: 2, height: 1 });
        let figure = Figure { url: &url, size, alt: Some("\"a\""), caption: Some("b & c"), credit: Some("Ana Díaz") };
        let html = SafeHtml::from_text("Text.").headed_by(&figure);
        assert_eq!(
            html.as_str(),
            "<figure><img src=\"https://gazette.example/a.jpg?x=1&amp;y=2\" alt=\"&quot;a&quot;\" width=\"2\" \
             height=\"1\"><figcaption>b &amp; c (Ana Díaz)</figcaption></figure>\n<p>Text.</p>"
        );
        assert!(html.shows(&url));
    }
}

//! What a text is inside of where an address is no link: a link, code, or an element of raw HTML that is one of these.

use pulldown_cmark::{Event, Tag, TagEnd};

/// Elements of raw HTML that are links, code or controls, or whose text is no HTML or is not shown.
const OPAQUE: [&str; 19] = [
    "a", "audio", "button", "code", "iframe", "kbd", "math", "noscript", "object", "pre", "samp", "script", "select",
    "style", "svg", "textarea", "title", "video", "xmp",
];

#[derive(Debug, Default)]
pub(super) struct Inside {
    in_link: bool,
    in_code: bool,
    in_comment: bool,
    /// How many elements of raw HTML are open, of each name.
    raw: [usize; OPAQUE.len()],
}

impl Inside {
    pub(super) fn anything(&self) -> bool {
        self.in_link || self.in_code || self.raw != [0; OPAQUE.len()]
    }

    pub(super) fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. }) => self.in_link = true,
            Event::End(TagEnd::Link) => self.in_link = false,
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Html(html) | Event::InlineHtml(html) => self.see_raw(html),
            _ => {}
        }
    }

    /// A tag in an attribute counts too, and browsers see to it that no link lies in a link.
    fn see_raw(&mut self, html: &str) {
        let mut rest = html;
        loop {
            if self.in_comment {
                let Some((_, after)) = rest.split_once("-->") else { return };
                (rest, self.in_comment) = (after, false);
            }
            let Some((_, tag)) = rest.split_once('<') else { return };
            rest = tag;
            self.in_comment = tag.starts_with("!--");
            let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
            if let Some(place) = OPAQUE.iter().position(|name| name.eq_ignore_ascii_case(&tag[..length])) {
                let open = &mut self.raw[place];
                *open = if is_end { open.saturating_sub(1) } else { *open + 1 };
            }
        }
    }
}

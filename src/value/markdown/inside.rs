//! Where a text stands: whether it begins a line, and what it is inside of where an address is no link, which is a link,
//! code, or an element of raw HTML that is one of these.

use pulldown_cmark::{Event, Tag, TagEnd};

/// Elements of raw HTML that are links, code or controls, or whose text is no HTML or is not shown.
const OPAQUE: [&str; 19] = [
    "a", "audio", "button", "code", "iframe", "kbd", "math", "noscript", "object", "pre", "samp", "script", "select",
    "style", "svg", "textarea", "title", "video", "xmp",
];

#[derive(Debug, Default)]
pub(super) struct Inside {
    /// Whether it is a link or a block of code, of which none lies in another.
    in_opaque: bool,
    in_comment: bool,
    /// Whether something precedes in the line.
    follows: bool,
    /// How many elements of raw HTML are open, of each name.
    raw: [usize; OPAQUE.len()],
}

impl Inside {
    pub(super) fn anything(&self) -> bool {
        self.in_opaque || self.raw != [0; OPAQUE.len()]
    }

    /// Whether the text that comes now begins a line; the next one does not.
    pub(super) fn begins_line(&mut self) -> bool {
        !std::mem::replace(&mut self.follows, true)
    }

    pub(super) fn see(&mut self, event: &Event<'_>) {
        self.follows = match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {
                true
            }
            Event::Start(_) | Event::SoftBreak | Event::HardBreak => false,
            _ => true,
        };
        match event {
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => self.in_opaque = true,
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => self.in_opaque = false,
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

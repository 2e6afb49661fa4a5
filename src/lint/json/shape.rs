//! What may stand where in a JSON Feed, as data.

use crate::diagnostic::rule::Rule;

use super::feed::{MISSING_ATTACHMENT_KEY, MISSING_HUB_KEY, MISSING_ID, MISSING_ITEMS, MISSING_TITLE, MISSING_VERSION};
use super::reader::Member;
use super::text;
use super::walk::{Feed, Site};

/// A check of a text at a place.
pub(crate) type Check = fn(&mut Feed<'_>, &Site<'_>, &str);

/// What a key may hold.
pub(crate) enum Holds {
    /// A string.
    Text(Check),
    /// A string, which readers make of a number if they must.
    Id,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number(Check),
    /// An array of these.
    List(&'static Holds),
    /// An object.
    Record(&'static Shape),
}

impl Holds {
    /// The type's name, with its article.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Id => "a string",
            Self::Boolean => "a boolean",
            Self::Number(_) => "a number",
            Self::List(_) => "an array",
            Self::Record(_) => "an object",
        }
    }
}

/// A key that the specification defines.
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) holds: Holds,
    /// What is reported when it is missing.
    pub(crate) missing: Option<&'static Rule>,
    /// Whether version 1 does not have it.
    pub(crate) added: bool,
}

impl Key {
    const fn new(name: &'static str, holds: Holds) -> Self {
        Self { name, holds, missing: None, added: false }
    }

    const fn needed(mut self, rule: &'static Rule) -> Self {
        self.missing = Some(rule);
        self
    }

    const fn added(mut self) -> Self {
        self.added = true;
        self
    }
}

/// An object of the specification.
pub(crate) struct Shape {
    /// Its keys.
    pub(crate) keys: &'static [Key],
    /// What the table cannot say.
    pub(crate) check: fn(&mut Feed<'_>, &Site<'_>, &[Member<'_>]),
}

/// The feed.
pub(crate) static FEED: Shape = Shape {
    keys: &[
        Key::new("version", Holds::Text(text::version)).needed(&MISSING_VERSION),
        Key::new("title", Holds::Text(text::name)).needed(&MISSING_TITLE),
        Key::new("home_page_url", Holds::Text(text::address)),
        Key::new("feed_url", Holds::Text(text::own_address)),
        Key::new("description", Holds::Text(text::plain)),
        Key::new("user_comment", Holds::Text(text::any)),
        Key::new("next_url", Holds::Text(text::address)),
        Key::new("icon", Holds::Text(text::address)),
        Key::new("favicon", Holds::Text(text::address)),
        Key::new("author", Holds::Record(&AUTHOR)),
        Key::new("authors", Holds::List(&Holds::Record(&AUTHOR))).added(),
        Key::new("language", Holds::Text(text::language)).added(),
        Key::new("expired", Holds::Boolean),
        Key::new("hubs", Holds::List(&Holds::Record(&HUB))),
        Key::new("items", Holds::List(&Holds::Record(&ITEM))).needed(&MISSING_ITEMS),
    ],
    check: super::walk::whole,
};

static AUTHOR: Shape = Shape {
    keys: &[
        Key::new("name", Holds::Text(text::name)),
        Key::new("url", Holds::Text(text::contact)),
        Key::new("avatar", Holds::Text(text::address)),
    ],
    check: super::walk::author,
};

static HUB: Shape = Shape {
    keys: &[
        Key::new("type", Holds::Text(text::any)).needed(&MISSING_HUB_KEY),
        Key::new("url", Holds::Text(text::address)).needed(&MISSING_HUB_KEY),
    ],
    check: |_, _, _| (),
};

static ITEM: Shape = Shape {
    keys: &[
        Key::new("id", Holds::Id).needed(&MISSING_ID),
        Key::new("url", Holds::Text(text::address)),
        Key::new("external_url", Holds::Text(text::address)),
        Key::new("title", Holds::Text(text::plain)),
        Key::new("content_html", Holds::Text(text::html)),
        Key::new("content_text", Holds::Text(text::body)),
        Key::new("summary", Holds::Text(text::plain)),
        Key::new("image", Holds::Text(text::address)),
        Key::new("banner_image", Holds::Text(text::address)),
        Key::new("date_published", Holds::Text(text::date)),
        Key::new("date_modified", Holds::Text(text::date)),
        Key::new("author", Holds::Record(&AUTHOR)),
        Key::new("authors", Holds::List(&Holds::Record(&AUTHOR))).added(),
        Key::new("tags", Holds::List(&Holds::Text(text::name))),
        Key::new("language", Holds::Text(text::language)).added(),
        Key::new("attachments", Holds::List(&Holds::Record(&ATTACHMENT))),
    ],
    check: super::walk::item,
};

static ATTACHMENT: Shape = Shape {
    keys: &[
        Key::new("url", Holds::Text(text::address)).needed(&MISSING_ATTACHMENT_KEY),
        Key::new("mime_type", Holds::Text(text::media_type)).needed(&MISSING_ATTACHMENT_KEY),
        Key::new("title", Holds::Text(text::plain)),
        Key::new("size_in_bytes", Holds::Number(text::size)),
        Key::new("duration_in_seconds", Holds::Number(text::duration)),
    ],
    check: |_, _, _| (),
};

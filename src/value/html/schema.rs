//! What feeds can carry: elements, their attributes, and what to do with the rest.
//!
//! The elements are those that the W3C feed validator calls safe and that most readers keep; without classes, ids and
//! styles, since readers take those out and the text must read well without them.

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Keep,
    /// It becomes another element that all readers show.
    As(&'static str),
    /// Its tags go without a word, since they say nothing outside of a page.
    Unwrap,
    /// A box to tick, or another control.
    Input,
    /// It goes with all that is in it.
    Drop,
    /// It becomes a link.
    Link,
    /// A picture.
    Picture,
    /// A formula.
    Formula,
    /// Its tags go, its text stays.
    Unknown,
}

/// No element may lie in more than this many others.
pub(super) const MAX_DEPTH: usize = 256;

/// Elements that stay, sorted, each with the attributes that stay beside `dir`, `lang` and `title`.
pub(super) const KEPT: [(&str, &[&str]); 70] = [
    ("a", &["href", "hreflang"]),
    ("abbr", &[]),
    ("acronym", &[]),
    ("address", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("big", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &["class"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("header", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["alt", "height", "longdesc", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("nav", &[]),
    ("ol", &["start", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strike", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["align", "colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["abbr", "align", "colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that stay on every element.
pub(super) const GENERIC: [&str; 3] = ["dir", "lang", "title"];

/// What becomes of the element of that name, in lower case.
pub(super) fn fate(name: &str) -> Fate {
    match name {
        "img" | "image" => Fate::Picture,
        _ if kept(name).is_some() => Fate::Keep,
        // What opens only where scripts run is open; readers take out these elements or run their texts together.
        "details" | "center" | "hgroup" | "main" | "search" => Fate::As("div"),
        "summary" => Fate::As("p"),
        "menu" | "dir" => Fate::As("ul"),
        "input" => Fate::Input,
        "iframe" | "embed" | "object" | "video" | "audio" => Fate::Link,
        "math" => Fate::Formula,
        "script" | "style" | "template" | "title" | "textarea" | "select" | "button" | "datalist" | "svg"
        | "noembed" | "noframes" => Fate::Drop,
        "html" | "head" | "body" | "picture" | "source" | "track" | "noscript" | "font" | "map" | "nobr" | "tt"
        | "rb" | "rtc" | "rbc" => Fate::Unwrap,
        _ => Fate::Unknown,
    }
}

/// The element that it is written as: itself, or another that all readers show.
pub(super) fn written_as(name: &str) -> Option<&'static str> {
    let name = match fate(name) {
        Fate::As(other) => other,
        // A control's frame goes, but not the gap between what was in it and what was not.
        Fate::Unknown if matches!(name, "form" | "fieldset" | "legend" | "dialog") => "div",
        _ => name,
    };
    KEPT.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| KEPT[at].0)
}

/// The attributes of an element that stays.
pub(super) fn kept(name: &str) -> Option<&'static [&'static str]> {
    KEPT.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| KEPT[at].1)
}

/// Whether the element can hold nothing.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "wbr")
}

/// Whether another such element ends the one that is open, so that it does not nest.
pub(super) fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "rt"
            | "rp"
            | "caption"
            | "colgroup"
    )
}

/// Whether the element ends a paragraph that is open.
pub(super) fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "td"
            | "th"
            | "ul"
    )
}

/// Whether the attribute holds an address.
pub(super) fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "cite" | "longdesc")
}

/// Whether an attribute that does not stay is worth a word: it ran a program, changed the look or the
/// numbers, or named a place.
pub(super) fn is_told(attribute: &str) -> bool {
    (attribute.len() > 2 && attribute.starts_with("on") && attribute[2..].bytes().all(|b| b.is_ascii_alphanumeric()))
        || matches!(attribute, "style" | "background" | "action" | "formaction" | "reversed" | "srcdoc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_holds_nothing_unsafe() {
        assert!(KEPT.is_sorted_by_key(|(name, _)| name));
        for (name, attributes) in KEPT {
            assert!(attributes.is_sorted(), "{name}");
            assert!(!attributes.iter().any(|attribute| is_told(attribute)), "{name}");
            assert!(matches!(fate(name), Fate::Keep | Fate::Picture), "{name}");
        }
    }

    #[test]
    fn handlers_are_told_words_that_begin_alike_are_not() {
        for (attribute, told) in
            [("onclick", true), ("onpointerenter", true), ("on", false), ("one-way", false), ("style", true)]
        {
            assert_eq!(is_told(attribute), told, "{attribute}");
        }
    }
}

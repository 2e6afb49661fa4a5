//! Text that was decoded in the wrong encoding, wherever in a feed it stands.

use crate::lint::walk::Walk;
use crate::lint::xml::tree::{Attribute, Content, Document, Id, Text};
use crate::value::garbled;

use super::text::BAD_CHARACTERS;

/// Looks at every text and attribute of an element and of all in it.
pub(crate) fn check(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    if !document.may_be_garbled {
        return;
    }
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        for attribute in document.attributes(id) {
            report(walk, id, Some(attribute), &Document::attribute_text(attribute));
        }
        for content in document.contents(id) {
            match content {
                Content::Element(child, _) => stack.push(child),
                Content::Text { range, cdata } => report(walk, id, None, &document.piece(range, cdata)),
            }
        }
    }
}

/// Looks at a text of an element, or at the value of an attribute.
fn report(walk: &mut Walk<'_, '_>, id: Id, attribute: Option<&Attribute<'_>>, text: &Text<'_>) {
    // What stands in for bytes that could not be decoded is told of as such.
    let is_salvaged = walk.source.first_bad_byte().is_some();
    if let Some(range) = garbled::first(&text.value, |sign| is_salvaged && sign == "\u{fffd}") {
        let found = text.value[range.clone()].escape_debug().to_string();
        let place = text.locate(range);
        let site = attribute.map_or_else(|| walk.site(id), |attribute| Walk::attribute_site(id, attribute));
        let told = format!("`{found}` looks like text in the wrong encoding");
        let mut finding = walk.at(&BAD_CHARACTERS, &site, place, told);
        if let Some(attribute) = attribute {
            finding = finding.element(attribute.name, walk.as_parent(id));
        }
        walk.push(finding, "declare the encoding that the text is in, or convert it once");
    }
}

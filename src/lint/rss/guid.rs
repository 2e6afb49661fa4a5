//! The identity of an item.

use crate::diagnostic::rule::rules;
use crate::lint::value::{address, text};
use crate::lint::walk::{Attr, Shape, Site, Walk, shown};
use crate::lint::xml::tree::Text;

rules! {
    /// `isPermaLink` that is neither `true` nor `false`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="no">x1y2</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">x1y2</guid></item>
    /// ```
    INVALID_BOOLEAN = Error "rss/not-a-boolean" "`isPermaLink` that is neither `true` nor `false`",
        "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt", w3c "InvalidBooleanAttribute";

    /// A guid that is said to be a permalink, or left so, and is no address.
    ///
    /// Readers open it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid>ferry-2026</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">ferry-2026</guid></item>
    /// ```
    NOT_PERMALINK = Error "rss/guid-not-an-address" "a permalink that is no address",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "InvalidHttpGUID";

    /// A `tag:` or `urn:uuid:` guid that is said to be a permalink, or left so.
    ///
    /// No browser opens it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid>tag:gazette.example,2026-03-04:ferry</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">tag:gazette.example,2026-03-04:ferry</guid></item>
    /// ```
    TAG_PERMALINK = Error "rss/guid-tag-as-permalink" "a `tag:` or `urn:uuid:` as a permalink",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "InvalidPermalink";

    /// A guid that is a small number.
    ///
    /// Another feed has the same one, and aggregators take the two entries for one. Of an entry that has been published
    /// it stays all the same: with another guid every reader would show it once more, as unread. Whoever has such
    /// entries turns the rule off: `"rss/guid-small-number" = "off"` below `[rules]`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">1042</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">tag:gazette.example,2026:1042</guid></item>
    /// ```
    SMALL_GUID = Warning "rss/guid-small-number" "a guid that is a small number",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "NotSufficientlyUnique";
}

/// What may be in it.
pub(crate) static GUID: Shape = Shape::text(guid).attributes(&[Attr::new("isPermaLink", boolean)]);

fn boolean(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !matches!(&*text.value, "true" | "false") {
        let message = format!("expected `true` or `false`, found `{}`", shown(&text.value));
        let finding = walk.at(&INVALID_BOOLEAN, site, site.range.clone(), message);
        let (name, parent) = (walk.name(site.id), walk.parent_name(site.id));
        walk.push(finding.element(name, parent), "write `false` unless it is the address of the entry");
    }
}

fn guid(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    if value.is_empty() {
        text::name(walk, site, text);
        return;
    }
    let permalink = walk.document.attribute(site.id, "isPermaLink").is_none_or(|attribute| attribute.value == "true");
    let lower = value.to_ascii_lowercase();
    if !permalink {
        if value.len() < 9 && value.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("`{}` is a number that other feeds have too", shown(value));
            let help = "leave it if it has been published, since another would bring the entry back as unread; give new \
                        entries a URI of your own, such as their address";
            walk.value(&SMALL_GUID, site, message, help);
        }
        return;
    }
    let help = "write `isPermaLink=\"false\"`";
    if lower.starts_with("tag:") || lower.starts_with("urn:uuid:") {
        walk.value(&TAG_PERMALINK, site, format!("`{}` is no address that a browser opens", shown(value)), help);
    } else if let Some(fault) = address::inspect(value, true) {
        if fault == address::Fault::Form || fault == address::Fault::Scheme {
            walk.value(&NOT_PERMALINK, site, format!("`{}` is no address", shown(value)), help);
        } else {
            address::absolute(walk, site, text);
        }
    }
}

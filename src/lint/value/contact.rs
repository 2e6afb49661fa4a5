//! E-mail addresses.

use std::borrow::Cow;

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;

rules! {
    /// An author, editor or webmaster of RSS without an e-mail address.
    ///
    /// RSS wants an address there, with the name in parentheses. Most writers have a name only: for that there is
    /// `dc:creator`, which readers show as it is.
    ///
    /// Wrong:
    /// ```xml
    /// <item><author>Ada Field</author></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><dc:creator>Ada Field</dc:creator></item>
    /// ```
    WITHOUT_EMAIL = Error "rss/author-without-email" "a person of RSS without an e-mail address",
        "https://www.rssboard.org/rss-profile#data-types-email", w3c "InvalidContact";

    /// An `email` of Atom that is not an address alone.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><author><name>Ada Field</name><email>Ada Field &lt;desk@gazette.example&gt;</email></author></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><author><name>Ada Field</name><email>desk@gazette.example</email></author></entry>
    /// ```
    NOT_ADDRESS = Error "atom/email-not-an-address" "an `email` that is not an address alone",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.3", w3c "InvalidAddrSpec";

    /// An address and a name that are not written as `a@b (Name)`.
    ///
    /// Readers take the text apart at the parentheses; in another form they show all of it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><author>Ada Field &lt;desk@gazette.example&gt;</author></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><author>desk@gazette.example (Ada Field)</author></item>
    /// ```
    OTHER_FORM = Warning "rss/email-form" "an address and a name in another form than `a@b (Name)`",
        "https://www.rssboard.org/rss-profile#data-types-email", w3c "EmailFormat";

    /// An e-mail address without a name.
    ///
    /// Readers show it as the byline.
    ///
    /// Wrong:
    /// ```xml
    /// <item><author>desk@gazette.example</author></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><author>desk@gazette.example (Ada Field)</author></item>
    /// ```
    WITHOUT_NAME = Warning "rss/email-without-name" "an e-mail address without a name",
        "https://www.rssboard.org/rss-profile#data-types-email", w3c "MissingRealName";
}

/// Whether a text is an e-mail address and nothing else.
pub(crate) fn is_address(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else { return false };
    let atom = |char: char| char.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(char);
    let local_ok = !local.is_empty() && !local.starts_with('.') && !local.ends_with('.') && local.chars().all(atom);
    let literal = domain.strip_prefix('[').and_then(|inside| inside.strip_suffix(']'));
    if let Some(inside) = literal {
        let octets = inside.split('.').filter(|octet| octet.parse::<u8>().is_ok()).count();
        return local_ok && (octets == 4 && inside.matches('.').count() == 3 || inside.starts_with("IPv6:"));
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let label_ok = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|char| char.is_alphanumeric() || char == '-')
    };
    local_ok && labels.len() > 1 && labels.iter().all(label_ok)
}

/// The address in a text that may hold a name too: `a@b (Name)`, `Name <a@b>`, `mailto:a@b?subject=…`.
fn address_in(value: &str) -> Option<&str> {
    let bare = value.trim();
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare).trim();
    if let Some((_, rest)) = bare.split_once('<') {
        return rest.split_once('>').map(|(address, _)| address.trim());
    }
    let bare = bare.split_once('(').map_or(bare, |(address, _)| address).trim();
    Some(bare.split_once('?').map_or(bare, |(address, _)| address))
}

/// An address that stands among words without a sign of which is the name: `Ada Field, a@b`.
fn address_among(value: &str) -> Option<&str> {
    let words = value.split(|char: char| char.is_whitespace() || matches!(char, ',' | ';'));
    words.map(|word| word.trim_matches(['"', ':', '.'])).find(|word| is_address(word))
}

fn refuse(walk: &mut Walk<'_, '_>, site: &Site, value: &str, rule: &'static Rule, help: &str) {
    walk.value(rule, site, format!("`{}` is no e-mail address", shown(value)), help);
}

/// What a `mailto:` address stands for, escapes undone; any other text as it is.
fn percent_decoded(value: &str) -> Cow<'_, str> {
    let is_mailto = value.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    if !is_mailto {
        return Cow::Borrowed(value);
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(decoded) = hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(decoded);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// A person of RSS.
pub(crate) fn rss(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    let decoded = percent_decoded(value);
    let bare = decoded.strip_prefix("mailto:").unwrap_or(&decoded).trim();
    let alone = address_in(bare).filter(|address| is_address(address));
    let Some(address) = alone.or_else(|| address_among(bare)) else {
        let help = "write `desk@gazette.example (Ada Field)`, or the name in `dc:creator` instead";
        refuse(walk, site, value, &WITHOUT_EMAIL, help);
        return;
    };
    if bare == address {
        let message = format!("the address `{}` has no name", shown(address));
        walk.value(&WITHOUT_NAME, site, message, &format!("write `{} (Name)`", shown(address)));
        return;
    }
    let canonical = bare
        .strip_prefix(address)
        .and_then(|rest| rest.strip_prefix(' '))
        .and_then(|rest| rest.strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'))
        .is_some_and(|name| !name.trim().is_empty());
    if !canonical {
        let message = format!("`{}` is not written as `address (Name)`", shown(value));
        walk.value(&OTHER_FORM, site, message, &format!("write `{} (Name)`", shown(address)));
    }
}

/// An address of a podcast's owner.
pub(crate) fn owner(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    if !address_in(value).is_some_and(is_address) {
        refuse(walk, site, value, &WITHOUT_EMAIL, "write an address such as `desk@gazette.example`");
    }
}

/// An address of Atom.
pub(crate) fn atom(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    if !is_address(value) {
        refuse(walk, site, value, &NOT_ADDRESS, "write the address alone, such as `desk@gazette.example`");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_local_part_and_a_domain_with_a_dot() {
        for good in ["a@b.example", "a.b+c@d-e.example", "o'hara@b.example", "a@[192.0.2.1]"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "me", "a@b", "@b.example", "a at b.example", "a@b..example", "a@-b.example", "a b@c.example"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn an_address_is_found_among_words() {
        for text in ["Ada Field a@b.example", "a@b.example, Ada", "(Ada) a@b.example", "E-mail: a@b.example."] {
            assert_eq!(address_among(text), Some("a@b.example"), "{text}");
        }
        for text in ["Ada Field", "Ada (a@b.example)", "a at b.example", "@ada"] {
            assert_eq!(address_among(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_found_beside_a_name() {
        for (text, address) in [
            ("a@b.example (Ada)", "a@b.example"),
            ("Ada <a@b.example>", "a@b.example"),
            ("mailto:a@b.example?subject=x", "a@b.example"),
        ] {
            assert_eq!(address_in(text), Some(address));
        }
    }
}

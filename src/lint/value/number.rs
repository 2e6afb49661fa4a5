//! Numbers.

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;

rules! {
    /// A value that is not a whole number.
    ///
    /// Wrong:
    /// ```xml
    /// <item><georss:floor>ground</georss:floor></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><georss:floor>0</georss:floor></item>
    /// ```
    NOT_INTEGER = Error "number/not-integer" "not a whole number",
        "https://www.w3.org/TR/xmlschema-2/#integer", w3c "InvalidInteger";

    /// A value that is not a whole number from 0.
    ///
    /// Wrong:
    /// ```xml
    /// <item><slash:comments>-1</slash:comments></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><slash:comments>0</slash:comments></item>
    /// ```
    NOT_NON_NEGATIVE = Error "number/not-non-negative" "not a whole number from 0",
        "https://www.w3.org/TR/xmlschema-2/#nonNegativeInteger", w3c "InvalidNonNegativeInteger";

    /// A value that is not a whole number from 1.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><ttl>0</ttl></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><ttl>60</ttl></channel>
    /// ```
    NOT_POSITIVE = Error "number/not-positive" "not a whole number from 1",
        "https://www.w3.org/TR/xmlschema-2/#positiveInteger", w3c "InvalidPositiveInteger";

    /// A number above 2147483647, the largest that a sequence or count of updates may be.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a1" updates="2147483648"><sx:history sequence="1" by="me"/></sx:sync></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a1" updates="3"><sx:history sequence="1" by="me"/></sx:sync></item>
    /// ```
    OVERFLOW = Error "number/overflow" "a number above 2147483647",
        "https://web.archive.org/web/2010/http://feedsyncsamples.mslivelabs.com/feedsyncspec.html", w3c "IntegerOverflow";

    /// A value that is not a decimal number.
    ///
    /// Wrong:
    /// ```xml
    /// <item><media:content url="https://gazette.example/a.mp4" bitrate="high"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><media:content url="https://gazette.example/a.mp4" bitrate="128"/></item>
    /// ```
    NOT_FLOAT = Error "number/not-decimal" "not a decimal number",
        "https://www.w3.org/TR/xmlschema-2/#float", w3c "InvalidFloat";

    /// A length or port that is not a number.
    ///
    /// Wrong:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="3 MB" type="audio/mpeg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="3145728" type="audio/mpeg"/></item>
    /// ```
    NOT_INTEGER_ATTRIBUTE = Error "rss/not-integer" "a length or port that is not a number",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt", w3c "InvalidIntegerAttribute";

    /// An enclosure's length of -1.
    ///
    /// Zero is what readers take for unknown; a negative size breaks their arithmetic.
    ///
    /// Wrong:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="-1" type="audio/mpeg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="0" type="audio/mpeg"/></item>
    /// ```
    ZERO_FOR_UNKNOWN = Error "rss/length-minus-one" "a length of -1 for an unknown one",
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure", w3c "UseZeroForUnknown";
}

/// A whole number as W3C's validator reads one: spaces around, a sign.
fn read(value: &str) -> Option<i128> {
    let value = value.trim();
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    (!digits.is_empty() && digits.len() < 30 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| value.parse().ok())?
}

/// A decimal number.
pub(crate) fn decimal(value: &str) -> Option<f64> {
    let value = value.trim();
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    plain.then(|| value.parse().ok())?
}

fn refuse(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, rule: &'static Rule, expected: &str) {
    let message = format!("expected {expected}, found `{}`", shown(&text.value));
    walk.value(rule, site, message, &format!("write {expected}"));
}

/// A whole number.
pub(crate) fn integer(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if read(&text.value).is_none() {
        refuse(walk, site, text, &NOT_INTEGER, "a whole number");
    }
}

/// A whole number from 0.
pub(crate) fn non_negative(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if read(&text.value).is_none_or(|value| value < 0) {
        refuse(walk, site, text, &NOT_NON_NEGATIVE, "a whole number from 0");
    }
}

/// A whole number from 1.
pub(crate) fn positive(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if read(&text.value).is_none_or(|value| value < 1) {
        refuse(walk, site, text, &NOT_POSITIVE, "a whole number from 1");
    }
}

/// A whole number from 1 that fits 31 bits.
pub(crate) fn positive_31(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    positive(walk, site, text);
    if read(&text.value).is_some_and(|value| value > i128::from(i32::MAX)) {
        refuse(walk, site, text, &OVERFLOW, "a number up to 2147483647");
    }
}

/// A decimal number.
pub(crate) fn float(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if decimal(&text.value).is_none() {
        refuse(walk, site, text, &NOT_FLOAT, "a decimal number");
    }
}

/// The size of an enclosure.
pub(crate) fn length(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    match read(&text.value) {
        None => refuse(walk, site, text, &NOT_INTEGER_ATTRIBUTE, "the size in bytes"),
        Some(-1) => refuse(walk, site, text, &ZERO_FOR_UNKNOWN, "the size in bytes, or 0 if it is unknown"),
        Some(..=-2) => refuse(walk, site, text, &NOT_NON_NEGATIVE, "the size in bytes"),
        Some(_) => {}
    }
}

/// The port of a `cloud`.
pub(crate) fn port(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if read(&text.value).is_none_or(|value| value <= 0) {
        refuse(walk, site, text, &NOT_INTEGER_ATTRIBUTE, "a port number above 0");
    }
}

/// A whole number in a range.
pub(crate) fn within(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, range: (i128, i128), rule: &'static Rule) {
    let (low, high) = range;
    if read(&text.value).is_none_or(|value| value < low || value > high) {
        refuse(walk, site, text, rule, &format!("a whole number from {low} to {high}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_have_a_sign_and_spaces_but_no_point() {
        let cases = [
            ("7", Some(7)),
            (" +7 ", Some(7)),
            ("-7", Some(-7)),
            ("7.0", None),
            ("", None),
            ("-", None),
            ("7em", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn decimals_are_numbers_and_not_words() {
        assert_eq!(decimal("44.1"), Some(44.1));
        assert_eq!(decimal("-1e3"), Some(-1000.0));
        assert_eq!(decimal("inf"), None);
        assert_eq!(decimal("NaN"), None);
        assert_eq!(decimal(""), None);
    }
}

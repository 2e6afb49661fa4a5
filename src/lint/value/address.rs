//! Addresses: URIs, IRIs, tag: and urn: identifiers.

use std::borrow::Cow;

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;
use crate::value::byteset::ALPHANUMERIC;
use crate::value::html::token::lower;

rules! {
    /// An address that must be absolute and is not.
    ///
    /// A reader shows entries far from the site: `/2026/ferry` leads nowhere there.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><link>www.gazette.example</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><link>https://www.gazette.example/</link></channel>
    /// ```
    NOT_ABSOLUTE = Error "address/not-absolute" "an address that is not absolute",
        "https://www.rssboard.org/rss-profile#data-types-url", w3c "InvalidFullLink";

    /// A value that is no address, not even a relative one.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><icon>http:/gazette.example/icon.png</icon></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><icon>https://gazette.example/icon.png</icon></feed>
    /// ```
    NOT_REFERENCE = Error "address/not-a-reference" "a value that is no address",
        "https://www.rfc-editor.org/rfc/rfc3986#section-4.1", w3c "InvalidLink";

    /// A value that is no IRI, an address that may hold letters of any script.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link href="http:/gazette.example/ferry"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link href="https://gazette.example/ferry"/></entry>
    /// ```
    NOT_IRI = Error "address/not-an-iri" "a value that is no IRI",
        "https://www.rfc-editor.org/rfc/rfc3987", w3c "InvalidIRI";

    /// An address with letters outside ASCII where only a URI may stand.
    ///
    /// RSS is older than such addresses; readers differ in what they make of them.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><link>https://zeitung.example/bücher</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><link>https://zeitung.example/b%C3%BCcher</link></channel>
    /// ```
    IRI_FOR_URI = Error "address/iri-where-uri" "an address with letters outside ASCII",
        "https://www.rssboard.org/rss-profile#data-types-url", w3c "UriNotIri";

    /// An address with a character that no address may hold, such as a space.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><link>https://gazette.example/the news</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><link>https://gazette.example/the%20news</link></channel>
    /// ```
    BAD_CHARACTER = Error "address/forbidden-character" "a character that no address may hold",
        "https://www.rfc-editor.org/rfc/rfc3986#section-2", w3c "InvalidUriChar";

    /// An attribute of Atom that must be an address and is not.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content src="http:/gazette.example/ferry.html" type="text/html"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content src="https://gazette.example/ferry.html" type="text/html"/></entry>
    /// ```
    BAD_ATTRIBUTE = Error "address/not-a-uri" "an attribute that is no address",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2", w3c "InvalidURIAttribute";

    /// The address of a file that is not on the web: neither `http` nor `https` with a host.
    ///
    /// Podcast apps fetch enclosures from elsewhere only by a whole address.
    ///
    /// Wrong:
    /// ```xml
    /// <item><enclosure url="/audio/a.mp3" length="1024" type="audio/mpeg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/audio/a.mp3" length="1024" type="audio/mpeg"/></item>
    /// ```
    NOT_WEB = Error "address/not-on-the-web" "an address that is not http or https",
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure", w3c "InvalidURLAttribute";

    /// A malformed `tag:` URI.
    ///
    /// It is `tag:`, a host or an e-mail address, a comma, a date on which it was the author's, a colon, and anything
    /// that URIs allow.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id>tag:gazette.example,26-03-04:ferry</id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>tag:gazette.example,2026-03-04:ferry</id></entry>
    /// ```
    BAD_TAG = Error "address/malformed-tag-uri" "a malformed `tag:` URI",
        "https://www.rfc-editor.org/rfc/rfc4151", w3c "InvalidTAG";

    /// A malformed `urn:`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id>urn:gazette.example:1</id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>urn:isbn:0451450523</id></entry>
    /// ```
    BAD_URN = Error "address/malformed-urn" "a malformed `urn:`",
        "https://www.rfc-editor.org/rfc/rfc8141", w3c "InvalidURN";

    /// A malformed `urn:uuid:`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id>urn:uuid:1225c695-cfb8</id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id></entry>
    /// ```
    BAD_UUID = Error "address/malformed-uuid" "a malformed `urn:uuid:`",
        "https://www.rfc-editor.org/rfc/rfc9562#section-4", w3c "InvalidUUID";

    /// A scheme that is not registered.
    ///
    /// Nothing but the program that invented it opens such an address.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><link>gazette:home</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><link>https://gazette.example/</link></channel>
    /// ```
    UNKNOWN_SCHEME = Warning "address/unregistered-scheme" "a scheme that is not registered",
        "https://www.iana.org/assignments/uri-schemes/uri-schemes.xhtml", w3c "SchemeNotIANARegistered";

    /// An id that is not in canonical form.
    ///
    /// Ids are compared letter by letter: a program that tidies the address makes another id of it, and every entry
    /// comes back as new.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id>HTTP://Gazette.example:80/./ferry</id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>http://gazette.example/ferry</id></entry>
    /// ```
    NOT_CANONICAL = Warning "atom/id-not-canonical" "an id that is not in canonical form",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6", w3c "NonCanonicalURI";

    /// With `xml:base`, a link that leads to the base itself.
    ///
    /// It looks like a reference to the document, and is one to whatever the base names.
    ///
    /// Wrong:
    /// ```xml
    /// <entry xml:base="https://gazette.example/2026/"><link href=""/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry xml:base="https://gazette.example/2026/"><link href="ferry"/></entry>
    /// ```
    SAME_DOCUMENT = Warning "atom/link-to-base" "a link that leads to the base itself",
        "https://www.rfc-editor.org/rfc/rfc3986#section-4.4", w3c "SameDocumentReference";
}

/// The registered schemes that are letters only.
const SCHEMES: &str = "aaa aaas about acap acct acr adiumxtra admin afp afs aim amss android appdata apt ark attachment \
    aw barion beshare bitcoin bitcoincash blob bolo browserext calculator callto cap cast casts chrome cid coap coaps \
    com-eventbrite-attendee content crid cvs dab data dav diaspora dict did dis dlna-playcontainer dlna-playsingle dns \
    dntp doi dpp drm drop dtn dvb dweb ed2k elsi embedded ens ethereum example facetime fax feed feedready fido file \
    filesystem finger fish fm ftp fuchsia-pkg geo gg git gitoid gizmoproject go gopher graph grd gtalk h323 ham hcap hcp http \
    https hxxp hxxps hydrazone hyper iax icap icon im imap info iotdisco ipfs ipn ipns ipp ipps irc ircs iris isostore \
    itms jabber jar jms keyparc lastfm lbry ldap ldaps leaptofrogans lid lorawan lpa lvlt magnet mailserver mailto maps \
    market matrix message mid mms modem mongodb moz mss mtqp mumble mupdate mvn news nfs ni nih nntp notes num ocf oid onenote \
    opaquelocktoken openid otpauth oid pack palm paparazzi payment payto pkcs platform pop pres prospero proxy psyc \
    pttp pwid qb query quic redis rediss reload res resource rmi rsync rtmfp rtmp rtsp rtsps rtspu sarif secondlife \
    service session sftp sgn shc shttp sieve simpleledger sip sips skype smb smp sms smtp snews snmp soap ssb ssh starknet \
    steam stun stuns submit svn swh swid swidpath tag teamspeak tel telnet tftp things thismessage tip tn tool turn turns \
    tv udp unreal urn ut uuid vemmi ventrilo view vnc vscode w3 wais wasm web wifi wpid ws wss wtai wyciwyg xcon xfire xftp \
    xmpp xri ymsgr";

fn is_uri_char(char: char) -> bool {
    u8::try_from(char).is_ok_and(is_uri_byte)
}

fn is_uri_byte(byte: u8) -> bool {
    URI_BYTES[usize::from(byte)]
}

static URI_BYTES: [bool; 256] = ALPHANUMERIC.with(b";/?:@&=+$.-_!~*'()%,#[]").table();

/// What is wrong with an address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A malformed `tag:`.
    Tag,
    /// A malformed `urn:`.
    Urn,
    /// A malformed `urn:uuid:`.
    Uuid,
    /// A character that no address may hold, and where.
    Character(char, usize),
    /// Letters outside ASCII.
    Iri,
    /// Not of the form, or not absolute.
    Form,
    /// A scheme that nobody registered.
    Scheme,
}

/// Looks at a URI reference, or an absolute URI.
pub(crate) fn inspect(value: &str, absolute: bool) -> Option<Fault> {
    let (scheme, rest) = split_scheme(value);
    let scheme = scheme.map(lower);
    match scheme.as_deref() {
        Some("tag") => return (!is_tag(value)).then_some(Fault::Tag),
        Some("urn") => {
            let uuid = rest.get(..5).filter(|nid| nid.eq_ignore_ascii_case("uuid:")).map(|nid| &rest[nid.len()..]);
            return match uuid {
                Some(uuid) if !is_uuid(uuid) => Some(Fault::Uuid),
                None if !is_urn(rest) => Some(Fault::Urn),
                _ => None,
            };
        }
        _ => {}
    }
    if !value.bytes().all(is_uri_byte) {
        let char = value.char_indices().find(|&(_, char)| char.is_ascii() && !is_uri_char(char));
        return Some(char.map_or(Fault::Iri, |(at, char)| Fault::Character(char, at)));
    }
    if absolute && scheme.is_none() {
        return Some(Fault::Form);
    }
    match scheme.as_deref() {
        Some("http" | "https" | "ftp") => {
            let host = rest.strip_prefix("//").filter(|host| !host.is_empty() && !host.starts_with('/'));
            host.is_none().then_some(Fault::Form)
        }
        Some(scheme) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            (!SCHEMES.split(' ').any(|known| known == scheme)).then_some(Fault::Scheme)
        }
        _ => None,
    }
}

/// An address's scheme, if it has one, and what follows the colon.
pub(crate) fn split_scheme(value: &str) -> (Option<&str>, &str) {
    let named = value.split_once(':').filter(|(scheme, _)| {
        scheme.bytes().enumerate().all(|(at, byte)| {
            byte.is_ascii_alphabetic() || at > 0 && (byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'))
        }) && !scheme.is_empty()
    });
    named.map_or((None, value), |(scheme, rest)| (Some(scheme), rest))
}

fn is_tag(value: &str) -> bool {
    let Some((_, rest)) = value.split_once(':') else { return false };
    if !value.starts_with("tag:") {
        return false;
    }
    let Some((entity, specific)) = rest.split_once(':') else { return false };
    let Some((authority, date)) = entity.rsplit_once(',') else { return false };
    let (mailbox, host) = authority.rsplit_once('@').map_or((None, authority), |(mailbox, host)| (Some(mailbox), host));
    let part = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|char| char.is_ascii_alphanumeric() || more.contains(char))
    };
    let specific_ok = specific.chars().all(|char| is_uri_char(char) && !matches!(char, '[' | ']'));
    mailbox.is_none_or(|mailbox| part(mailbox, "-._+")) && part(host, ".-") && is_tag_date(date) && specific_ok
}

fn is_tag_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let digits = |part: Option<&str>, length: usize| {
        part.is_none_or(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2) && parts.next().is_none()
}

fn is_urn(rest: &str) -> bool {
    let Some((nid, nss)) = rest.split_once(':') else { return false };
    let nid_ok = (2..=32).contains(&nid.len())
        && !nid.starts_with('-')
        && nid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let nss_ok = nss.char_indices().all(|(at, char)| match char {
        '%' => nss.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())),
        _ => char.is_ascii_alphanumeric() || "()+,-.:=@;$_!*'".contains(char),
    });
    nid_ok && !nss.is_empty() && nss_ok
}

/// Whether a text is a UUID in its usual form.
pub(crate) fn is_uuid(value: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let parts: Vec<&str> = value.split('-').collect();
    parts.len() == 5
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// An IRI as the URI that it stands for: letters outside ASCII percent-encoded.
pub(crate) fn as_uri(value: &str) -> Cow<'_, str> {
    if value.is_ascii() {
        return Cow::Borrowed(value);
    }
    let mut uri = String::with_capacity(value.len() * 2);
    for char in value.chars() {
        if char.is_ascii() {
            uri.push(char);
        } else {
            let mut buffer = [0; 4];
            for byte in char.encode_utf8(&mut buffer).bytes() {
                percent(byte, &mut uri);
            }
        }
    }
    Cow::Owned(uri)
}

/// Writes a byte as `%XX`.
fn percent(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

fn say(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, fault: &Fault, otherwise: &'static Rule) {
    let value = shown(&text.value);
    match fault {
        Fault::Tag => {
            let message = format!("`{value}` is a malformed tag: URI");
            walk.value(&BAD_TAG, site, message, "write it as `tag:gazette.example,2026-03-04:ferry`");
        }
        Fault::Urn => {
            walk.value(&BAD_URN, site, format!("`{value}` is a malformed urn"), "write it as `urn:isbn:0451450523`");
        }
        Fault::Uuid => {
            let help = "write 32 hexadecimal digits as 8-4-4-4-12";
            walk.value(&BAD_UUID, site, format!("`{value}` is a malformed urn:uuid"), help);
        }
        Fault::Character(char, at) => {
            let name = if *char == ' ' { "a space".to_owned() } else { format!("`{}`", char.escape_default()) };
            let place = text.locate(*at..*at + char.len_utf8());
            let finding = walk.at(&BAD_CHARACTER, site, place, format!("{name} in the address `{value}`"));
            walk.push(finding, &format!("write `%{:02X}`", u32::from(*char)));
        }
        Fault::Iri => {
            let message = format!("letters outside ASCII in the address `{value}`");
            walk.value(&IRI_FOR_URI, site, message, &format!("write `{}`", shown(&as_uri(&text.value))));
        }
        Fault::Form => {
            let help = "write the whole address, such as `https://gazette.example/ferry`";
            walk.value(otherwise, site, format!("`{value}`: {}", otherwise.summary), help);
        }
        Fault::Scheme => {
            let scheme = text.value.split(':').next().unwrap_or_default();
            walk.value(&UNKNOWN_SCHEME, site, format!("nobody has registered the scheme `{}`", shown(scheme)), "");
        }
    }
}

fn check(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, absolute: bool, iri: bool, rule: &'static Rule) {
    let value = if iri { as_uri(&text.value) } else { Cow::Borrowed(&*text.value) };
    if let Some(fault) = inspect(&value, absolute) {
        say(walk, site, text, &fault, rule);
    }
}

/// The text of an element without the white space around it; an attribute's as it is.
fn bare<'t>(site: &Site, text: &Text<'t>) -> Text<'t> {
    if site.attribute.is_some() { text.clone() } else { text.trimmed() }
}

/// An absolute URI of RSS; white space around it is passed over.
pub(crate) fn absolute(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    check(walk, site, &bare(site, text), true, false, &NOT_ABSOLUTE);
}

/// An absolute IRI.
pub(crate) fn absolute_iri(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    check(walk, site, &bare(site, text), true, true, &NOT_ABSOLUTE);
}

/// A URI reference.
pub(crate) fn reference(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    check(walk, site, &bare(site, text), false, true, &NOT_REFERENCE);
}

/// An IRI reference.
pub(crate) fn iri(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    check(walk, site, &bare(site, text), false, true, &NOT_IRI);
}

/// An IRI reference in an attribute of Atom.
pub(crate) fn attribute(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    check(walk, site, &bare(site, text), false, true, &BAD_ATTRIBUTE);
}

/// An address of the web, absolute.
pub(crate) fn web(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let (scheme, rest) = split_scheme(&text.value);
    let on_web =
        scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"));
    let host = rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if !(on_web && host) {
        let message = format!("`{}` is no address on the web", shown(&text.value));
        walk.value(&NOT_WEB, site, message, "write the whole address, such as `https://gazette.example/a.mp3`");
        return;
    }
    check(walk, site, text, true, true, &NOT_WEB);
}

/// An id of Atom: an absolute IRI, in canonical form.
pub(crate) fn id(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let text = text.trimmed();
    let value = as_uri(&text.value);
    if let Some(fault) = inspect(&value, true) {
        say(walk, site, &text, &fault, &NOT_ABSOLUTE);
        return;
    }
    let canonical = canonical(&text.value);
    if canonical != *text.value {
        let message = format!("`{}` is not in canonical form", shown(&text.value));
        walk.value(&NOT_CANONICAL, site, message, &format!("for a new entry, write `{}`", shown(&canonical)));
    }
}

/// The canonical form of an address: case of scheme and host, default port, dot segments, escapes.
pub(crate) fn canonical(value: &str) -> String {
    let (Some(scheme), rest) = split_scheme(value) else { return value.to_owned() };
    let scheme = scheme.to_ascii_lowercase();
    let Some(after) = rest.strip_prefix("//") else { return format!("{scheme}:{}", unescaped(rest)) };
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, tail) = after.split_at(end);
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let default = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        "ftp" => ":21",
        _ => ":",
    };
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(default).unwrap_or(&host);
    let host = host.strip_suffix(':').unwrap_or(host);
    let path_end = tail.find(['?', '#']).unwrap_or(tail.len());
    let (path, query) = tail.split_at(path_end);
    let path = without_dots(&unescaped(path));
    let path = if path.is_empty() && matches!(scheme.as_str(), "http" | "https") { "/".to_owned() } else { path };
    let user = user.map(|user| format!("{user}@")).unwrap_or_default();
    format!("{scheme}://{user}{host}{path}{}", unescaped(query))
}

/// Escapes of characters that need none are undone, the others written in capitals.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let byte = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => plain.push(char::from(byte)),
            Some(byte) => percent(byte, &mut plain),
            None => {
                plain.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 3..];
    }
    plain.push_str(rest);
    plain
}

fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').collect();
    let last = segments.len().saturating_sub(1);
    for (at, segment) in segments.iter().enumerate() {
        match *segment {
            "." if at == last => parts.push(""),
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
                if at == last {
                    parts.push("");
                }
            }
            segment => parts.push(segment),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let full = |text: &str| inspect(text, true);
        assert_eq!(full("https://gazette.example/a?b=c#d"), None);
        assert_eq!(full("mailto:desk@gazette.example"), None);
        assert_eq!(full("www.gazette.example"), Some(Fault::Form));
        assert_eq!(full(""), Some(Fault::Form));
        assert_eq!(full("http:gazette.example"), Some(Fault::Form));
        assert_eq!(full("https://gazette.example/a b"), Some(Fault::Character(' ', 25)));
        assert_eq!(full("https://zeitung.example/ü"), Some(Fault::Iri));
        assert_eq!(full("gazette:home"), Some(Fault::Scheme));
        assert_eq!(inspect("/ferry", false), None);
        assert_eq!(inspect("", false), None);
    }

    #[test]
    fn tags_and_urns_have_their_own_grammar() {
        for good in ["tag:a.example,2026:x", "tag:desk@a.example,2026-03:x/y?z", "tag:a.example,2026-03-04:"] {
            assert_eq!(inspect(good, true), None, "{good}");
        }
        for bad in
            ["tag:a.example:x", "tag:a.example,26:x", "tag:a example,2026:x", "tag:a.example,2026:{x}", "tag:,2026:x"]
        {
            assert_eq!(inspect(bad, true), Some(Fault::Tag), "{bad}");
        }
        assert_eq!(inspect("urn:isbn:0451450523", true), None);
        assert_eq!(inspect("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", true), None);
        assert_eq!(inspect("urn:uuid:1225c695", true), Some(Fault::Uuid));
        assert_eq!(inspect("urn:-isbn:1", true), Some(Fault::Urn));
        assert_eq!(inspect("urn:a.b:1", true), Some(Fault::Urn));
        assert_eq!(inspect("urn:example:a&b", true), Some(Fault::Urn));
    }

    #[test]
    fn canonical_forms() {
        for (given, expected) in [
            ("HTTP://Gazette.Example:80/./a/../b", "http://gazette.example/b"),
            ("http://gazette.example", "http://gazette.example/"),
            ("http://gazette.example/%7Eada/%c3%bc", "http://gazette.example/~ada/%C3%BC"),
            ("tag:gazette.example,2026:x", "tag:gazette.example,2026:x"),
            ("https://u@h.example:443/?q=%2f", "https://u@h.example/?q=%2F"),
        ] {
            assert_eq!(canonical(given), expected);
        }
    }
}

//! Absolute web addresses, as feeds want them: http or https, percent-encoded, ASCII.

mod plain;

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use url::{Position, Url};

/// An absolute http(s) address in its canonical spelling: ASCII, percent-encoded, host in lower case.
///
/// Addresses with a user name or a password are refused, since a feed is public.
///
/// # Specification
/// RFC 3986 for the characters, <https://url.spec.whatwg.org/> for the reading.
#[derive(Clone)]
pub struct WebUrl {
    text: String,
    host: Range<usize>,
    path: Range<usize>,
    /// As the parser has it: from the start where it read the text, else when it is asked for.
    read: OnceLock<Box<Url>>,
}

/// What keeps a text from being a [`WebUrl`]. The text is kept as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is nothing.
    Empty,
    /// White space inside, or around where none may be.
    WhiteSpace(String),
    /// No scheme: a path, a fragment, or a host alone.
    Relative(String),
    /// A scheme that is neither http nor https.
    Scheme {
        /// The text.
        text: String,
        /// Its scheme, in lower case, without the colon.
        scheme: String,
    },
    /// `http:` or `https:` without the two slashes.
    Slashes(String),
    /// Nothing where the host should be, or something that no host can be.
    Host(String),
    /// A port that is no number below 65536.
    Port(String),
    /// A user name or a password.
    Credentials(String),
    /// Anything else that the URL standard refuses.
    Malformed(String),
}

impl WebUrl {
    /// Whether a text plainly is an absolute address in its canonical spelling; few that are not plain are.
    pub(crate) fn is_plain(text: &str) -> bool {
        plain::parts(text).is_some()
    }

    /// The address that is written, which must be absolute.
    ///
    /// # Errors
    /// [`LinkError`]; where the intention is plain, with the address to write as [`LinkError::suggestion`].
    ///
    /// ```
    /// use dateline::value::link::WebUrl;
    ///
    /// let url = WebUrl::parse("https://Gazette.example/häfen?a=1|2").unwrap();
    /// assert_eq!(url.as_str(), "https://gazette.example/h%C3%A4fen?a=1%7C2");
    /// let fault = WebUrl::parse("gazette.example/ferry").unwrap_err();
    /// assert_eq!(fault.suggestion().as_deref(), Some("https://gazette.example/ferry"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        if let Some(plain) = plain::absolute(text) {
            return Ok(plain);
        }
        if text.is_empty() {
            return Err(LinkError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic())
            && text.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            return Err(LinkError::WhiteSpace(text.to_owned()));
        }
        let Some(scheme) = scheme(text) else { return Err(LinkError::Relative(text.to_owned())) };
        if !is_web(&scheme) {
            // `gazette.example:8080/x` reads as a scheme, but nobody means one.
            let host = scheme.contains('.') || scheme == "localhost";
            return Err(if host {
                LinkError::Relative(text.to_owned())
            } else {
                LinkError::Scheme { text: text.to_owned(), scheme }
            });
        }
        let rest = &text[scheme.len() + 1..];
        if !rest.starts_with("//") {
            return Err(LinkError::Slashes(text.to_owned()));
        }
        if rest[2..].starts_with(['/', '\\', '?', '#']) || rest.len() == 2 {
            return Err(LinkError::Host(text.to_owned()));
        }
        Self::of(Url::parse(text), text)
    }

    /// The address that a reference on this page stands for: relative or absolute, spaces around it ignored.
    ///
    /// # Errors
    /// [`LinkError`], if that is not an http(s) address.
    ///
    /// ```
    /// use dateline::value::link::WebUrl;
    ///
    /// let page = WebUrl::parse("https://gazette.example/2026/ferry/").unwrap();
    /// assert_eq!(page.join("../img/a b.jpg").unwrap().as_str(), "https://gazette.example/2026/img/a%20b.jpg");
    /// assert_eq!(page.join("#fn1").unwrap().as_str(), "https://gazette.example/2026/ferry/#fn1");
    /// assert!(page.join("mailto:desk@gazette.example").is_err());
    /// ```
    pub fn join(&self, reference: &str) -> Result<Self, LinkError> {
        match plain::below(self, reference) {
            Some(plain) => Ok(plain),
            None => Self::of(self.url().join(reference), reference),
        }
    }

    /// The host, in lower case and punycode.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.text[self.host.clone()]
    }

    /// The path, from its first slash.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text[self.path.clone()]
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it lies in the folder of `base`: same scheme, host and port, and a path that begins with the folder.
    ///
    /// ```
    /// use dateline::value::link::WebUrl;
    ///
    /// let url = |text| WebUrl::parse(text).unwrap();
    /// assert!(url("https://gazette.example/feeds/rss.xml").is_below(&url("https://gazette.example/feeds/")));
    /// assert!(!url("https://gazette.example/feeds2/").is_below(&url("https://gazette.example/feeds/")));
    /// ```
    #[must_use]
    pub fn is_below(&self, base: &Self) -> bool {
        let folder = base.path().rfind('/').map_or("/", |slash| &base.path()[..=slash]);
        self.text[..self.path.start] == base.text[..base.path.start] && self.path().starts_with(folder)
    }

    /// The address of the folder: the same with a slash at its end.
    ///
    /// ```
    /// use dateline::value::link::WebUrl;
    ///
    /// let home = WebUrl::parse("https://gazette.example/news")?.as_folder();
    /// assert_eq!(home.as_str(), "https://gazette.example/news/");
    /// # Ok::<_, dateline::value::link::LinkError>(())
    /// ```
    #[must_use]
    pub fn as_folder(&self) -> Self {
        if self.path().ends_with('/') {
            return self.clone();
        }
        let mut url = self.url().clone();
        url.set_path(&format!("{}/", self.path()));
        Self::from(url)
    }

    /// The address of a file below this folder, each letter of its path taken as it is: `a?b.jpg` is a name.
    ///
    /// Never fails: what an address cannot hold is percent-encoded.
    #[must_use]
    pub fn join_path(&self, path: &str) -> Self {
        let mut url = self.url().clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.split('/'));
        }
        Self::from(url)
    }

    /// The address without its fragment.
    #[must_use]
    pub fn without_fragment(&self) -> Self {
        let mut url = self.url().clone();
        url.set_fragment(None);
        Self::from(url)
    }

    fn url(&self) -> &Url {
        self.read.get_or_init(|| Box::new(Url::parse(&self.text).expect("what is plain is an address")))
    }

    fn of(read: Result<Url, url::ParseError>, text: &str) -> Result<Self, LinkError> {
        let text = || text.to_owned();
        let url = match read {
            Ok(url) => url,
            Err(url::ParseError::InvalidPort) => return Err(LinkError::Port(text())),
            Err(url::ParseError::RelativeUrlWithoutBase) => return Err(LinkError::Relative(text())),
            Err(
                url::ParseError::EmptyHost
                | url::ParseError::IdnaError
                | url::ParseError::InvalidIpv4Address
                | url::ParseError::InvalidIpv6Address
                | url::ParseError::InvalidDomainCharacter,
            ) => return Err(LinkError::Host(text())),
            Err(_) => return Err(LinkError::Malformed(text())),
        };
        if !is_web(url.scheme()) {
            return Err(LinkError::Scheme { text: text(), scheme: url.scheme().to_owned() });
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(LinkError::Host(text()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LinkError::Credentials(text()));
        }
        if !has_leftovers(&url) {
            return Ok(Self::from(url));
        }
        let encoded = encode_leftovers(&url);
        let url = if encoded == url.as_str() { Ok(url) } else { Url::parse(&encoded) };
        url.map(Self::from).map_err(|_| LinkError::Malformed(text()))
    }
}

/// Whether a host is whatever machine asks for it.
pub(crate) fn is_own_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]" | "0.0.0.0")
}

impl From<Url> for WebUrl {
    /// An address that has been looked at: http or https, with a host.
    fn from(url: Url) -> Self {
        let up_to = |position| url[..position].len();
        let host = up_to(Position::BeforeHost)..up_to(Position::AfterHost);
        let path = up_to(Position::BeforePath)..up_to(Position::AfterPath);
        Self { text: url.as_str().to_owned(), host, path, read: OnceLock::from(Box::new(url)) }
    }
}

impl PartialEq for WebUrl {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for WebUrl {}

impl PartialOrd for WebUrl {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for WebUrl {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Debug for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WebUrl").field(&self.text).finish()
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl AsRef<str> for WebUrl {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl LinkError {
    /// The address that was probably meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        let guess = match self {
            Self::Empty | Self::Host(_) | Self::Port(_) | Self::Malformed(_) => return None,
            Self::WhiteSpace(text) => {
                let joined: String = text.trim().replace(['\t', '\r', '\n'], "");
                joined.replace(' ', "%20")
            }
            Self::Relative(text) => with_scheme(text)?,
            Self::Scheme { text, scheme } => {
                let slashes = text[scheme.len()..].strip_prefix("://")?;
                let near = ["htp", "htps", "http", "httpss", "htttps", "htttp", "ttps", "ttp", "hhttps", "hhttp"];
                if !near.contains(&scheme.as_str()) {
                    return None;
                }
                format!("https://{slashes}")
            }
            Self::Slashes(text) => {
                let (scheme, rest) = text.split_once(':')?;
                format!("{}://{}", scheme.to_ascii_lowercase(), rest.trim_start_matches(['/', '\\']))
            }
            Self::Credentials(text) => {
                let mut url = Url::parse(text).ok()?;
                url.set_username("").ok()?;
                url.set_password(None).ok()?;
                url.into()
            }
        };
        WebUrl::parse(&guess).is_ok().then_some(guess)
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an address cannot be empty"),
            Self::WhiteSpace(text) => write!(f, "the address `{}` holds white space", text.escape_debug()),
            Self::Relative(text) => write!(f, "the address `{text}` does not begin with `https://` or `http://`"),
            Self::Scheme { text, scheme } => write!(f, "the address `{text}` is a `{scheme}:` one, not `https:`"),
            Self::Slashes(text) => write!(f, "the address `{text}` lacks `//` after its scheme"),
            Self::Host(text) => write!(f, "the address `{text}` has no valid host"),
            Self::Port(text) => write!(f, "the address `{text}` has a port that is no number below 65536"),
            Self::Credentials(_) => f.write_str("the address holds a user name or a password"),
            Self::Malformed(text) => write!(f, "`{text}` is not an address"),
        }
    }
}

impl Error for LinkError {}

/// The scheme that a reference begins with, in lower case.
pub(crate) fn scheme(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fits))
        .then(|| scheme.to_ascii_lowercase())
}

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// `https://` before what looks like a host.
fn with_scheme(text: &str) -> Option<String> {
    for (typo, right) in [("https//", "https://"), ("http//", "http://"), ("://", "https://"), ("//", "https://")] {
        if let Some(rest) = text.strip_prefix(typo) {
            return Some(format!("{right}{rest}"));
        }
    }
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let file = [".html", ".htm", ".md", ".php", ".xml", ".json", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3"];
    let (name, top) = host.rsplit_once('.')?;
    let looks_like_host = !name.is_empty()
        && top.len() >= 2
        && top.chars().all(char::is_alphabetic)
        && !file.iter().any(|end| host.eq_ignore_ascii_case(&format!("{name}{end}")));
    looks_like_host.then(|| format!("https://{text}"))
}

/// `%7C` for `|`; for ASCII alone.
fn percent(letter: char) -> [char; 3] {
    let digit = |value: u32| char::from_digit(value & 0xF, 16).unwrap_or('0').to_ascii_uppercase();
    ['%', digit(u32::from(letter) >> 4), digit(u32::from(letter))]
}

/// Whether something may have to be percent-encoded.
fn has_leftovers(url: &Url) -> bool {
    let is_leftover =
        |byte| matches!(byte, b'%' | b'"' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{'..=b'}');
    url[Position::BeforePath..].bytes().any(is_leftover)
}

/// What the URL standard lets stand in a path or query, but RFC 3986 does not, percent-encoded.
fn encode_leftovers(url: &Url) -> String {
    let after_host = url.as_str().len() - url[Position::BeforePath..].len();
    let (origin, rest) = url.as_str().split_at(after_host);
    let mut text = String::with_capacity(url.as_str().len());
    text.push_str(origin);
    let bytes = rest.as_bytes();
    for (at, letter) in rest.char_indices() {
        let lone_percent =
            letter == '%' && !bytes[at + 1..].iter().take(2).filter(|b| b.is_ascii_hexdigit()).count().eq(&2);
        if lone_percent || matches!(letter, '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}') {
            text.extend(percent(letter));
        } else {
            text.push(letter);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_become_ascii() {
        for (text, url) in [
            ("https://gazette.example", "https://gazette.example/"),
            ("HTTP://GAZETTE.example:80/A/../b", "http://gazette.example/b"),
            ("https://münchen.example/ä?ö#ü", "https://xn--mnchen-3ya.example/%C3%A4?%C3%B6#%C3%BC"),
            ("https://a.example/x|y^z`{w}?q=[1]#[2]", "https://a.example/x%7Cy%5Ez%60%7Bw%7D?q=%5B1%5D#%5B2%5D"),
            ("https://a.example/100%?50%zz%41", "https://a.example/100%25?50%25zz%41"),
            ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
            ("http://localhost:4000/a", "http://localhost:4000/a"),
        ] {
            assert_eq!(WebUrl::parse(text).map(|url| url.to_string()).as_deref(), Ok(url));
        }
    }

    #[test]
    fn faults_are_named_and_answered() {
        for (text, message, suggestion) in [
            ("", "an address cannot be empty", None),
            ("/ferry", "the address `/ferry` does not begin with `https://` or `http://`", None),
            (
                "www.a.example/x",
                "the address `www.a.example/x` does not begin with `https://` or `http://`",
                Some("https://www.a.example/x"),
            ),
            (
                "a.example:8080",
                "the address `a.example:8080` does not begin with `https://` or `http://`",
                Some("https://a.example:8080"),
            ),
            ("img.jpg", "the address `img.jpg` does not begin with `https://` or `http://`", None),
            (
                "//a.example/",
                "the address `//a.example/` does not begin with `https://` or `http://`",
                Some("https://a.example/"),
            ),
            ("ftp://a.example", "the address `ftp://a.example` is a `ftp:` one, not `https:`", None),
            (
                "htps://a.example",
                "the address `htps://a.example` is a `htps:` one, not `https:`",
                Some("https://a.example"),
            ),
            ("javascript:alert(1)", "the address `javascript:alert(1)` is a `javascript:` one, not `https:`", None),
            (
                "https:/a.example",
                "the address `https:/a.example` lacks `//` after its scheme",
                Some("https://a.example"),
            ),
            ("https://", "the address `https://` has no valid host", None),
            ("https:///x", "the address `https:///x` has no valid host", None),
            (
                "https://a.example:99999/",
                "the address `https://a.example:99999/` has a port that is no number below 65536",
                None,
            ),
            (
                " https://a.example/a b",
                "the address ` https://a.example/a b` holds white space",
                Some("https://a.example/a%20b"),
            ),
            ("https://me:pw@a.example/", "the address holds a user name or a password", Some("https://a.example/")),
        ] {
            let fault = WebUrl::parse(text).unwrap_err();
            assert_eq!(fault.to_string(), message, "{text}");
            assert_eq!(fault.suggestion().as_deref(), suggestion, "{text}");
        }
    }

    #[test]
    fn a_scheme_is_letters_from_the_first_on() {
        for (text, found) in
            [("View-Source+1.a:x", Some("view-source+1.a")), ("1a:x", None), ("a b:x", None), ("ä:", None)]
        {
            assert_eq!(scheme(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn only_what_looks_like_a_host_gets_a_scheme() {
        let suggestion = |text| WebUrl::parse(text).unwrap_err().suggestion();
        for (text, guess) in [
            ("Gazette.example?p=1", Some("https://Gazette.example?p=1")),
            ("://a.example", Some("https://a.example")),
            ("http//a.example", Some("http://a.example")),
            (".example/x", None),
            ("ferry.x", None),
            ("ferry.2026", None),
            ("ferry.HTML", None),
            ("ferry", None),
        ] {
            assert_eq!(suggestion(text).as_deref(), guess, "{text}");
        }
    }

    #[test]
    fn a_name_or_a_password_is_one_too_many() {
        for text in ["https://me:pw@a.example/", "https://me@a.example/", "https://:pw@a.example/"] {
            assert_eq!(WebUrl::parse(text), Err(LinkError::Credentials(text.to_owned())));
        }
        assert!(WebUrl::parse("https://@a.example/").is_ok_and(|url| url.as_str() == "https://a.example/"));
    }

    #[test]
    fn folders_hold_what_is_below_them() {
        let url = |text| WebUrl::parse(text).unwrap();
        assert!(url("https://a.example/x/y").is_below(&url("https://a.example/x/index.html")));
        assert!(!url("http://a.example/x/y").is_below(&url("https://a.example/x/")));
        assert!(!url("https://a.example:444/x/y").is_below(&url("https://a.example/x/")));
        assert!(!url("https://b.example/x/y").is_below(&url("https://a.example/x/")));
        assert!(url("https://a.example/x/") < url("https://a.example/x/y"), "a folder comes first");
    }

    proptest! {
        #[test]
        fn every_address_is_ascii_and_reads_as_itself(text in "https?://[a-z]{1,5}\\.example(:[0-9]{1,5})?/\\PC{0,30}") {
            if let Ok(url) = WebUrl::parse(&text) {
                let allowed = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
                prop_assert!(url.as_str().chars().all(allowed), "{}", url);
                prop_assert_eq!(WebUrl::parse(url.as_str()), Ok(url));
            }
        }

        #[test]
        fn joining_never_panics(text in any::<String>()) {
            let base = WebUrl::parse("https://a.example/x/").unwrap();
            if let Ok(url) = base.join(&text) {
                prop_assert!(url.as_str().is_ascii());
            }
            if let Err(fault) = WebUrl::parse(&text) {
                let _ = fault.suggestion();
            }
        }
    }
}

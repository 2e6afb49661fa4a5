//! What the texts and numbers of a JSON Feed may be.

use chrono::{DateTime, Datelike, TimeDelta};

use super::feed::{
    BAD_DATE, BAD_LANGUAGE, BAD_MEDIA_TYPE, BAD_NUMBER, BAD_URL, BLANK, ELSEWHERE, HTML_IN_TEXT, IMPLAUSIBLE_DATE,
    NOT_ABSOLUTE, RELATIVE_IN_HTML, UNKNOWN_VERSION, ZERO_SIZE,
};
use super::walk::{Feed, Site};
use crate::lint::html::plain::is_plain_in;
use crate::lint::value::{address, date, media_type, text::html_in};
use crate::lint::walk::shown;
use crate::value::html::token::{Token, tokens};
use crate::value::lang::Lang;

/// The addresses of the versions that there are.
pub(crate) const VERSIONS: [&str; 2] = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"];

/// Any text.
pub(crate) fn any(_: &mut Feed<'_>, _: &Site<'_>, _: &str) {}

/// The address of the version.
pub(crate) fn version(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if !VERSIONS.contains(&value) {
        let message = format!("there is no version `{}` of JSON Feed", shown(value));
        feed.say(&UNKNOWN_VERSION, site, message, "write `https://jsonfeed.org/version/1.1`");
    }
}

/// Plain text.
pub(crate) fn plain(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if let Some(what) = meant_as_html(value) {
        let message = format!("`{}` in plain text, which readers show as it is", shown(what));
        feed.say(&HTML_IN_TEXT, site, message, "write the text alone: only `content_html` holds HTML");
    }
}

/// A tag or reference in a text that was written as HTML; a text that speaks of them has bare `&` or `<` besides.
fn meant_as_html(value: &str) -> Option<&str> {
    let (_, what) = html_in(value)?;
    let reference = |at: usize| {
        let rest = &value[at + 1..];
        let name = rest.split(';').next().unwrap_or_default();
        name.len() < rest.len()
            && name.len() <= 10
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    };
    let tag =
        |at: usize| value[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!'));
    let plain =
        value.match_indices('&').any(|(at, _)| !reference(at)) || value.match_indices('<').any(|(at, _)| !tag(at));
    let bracket = matches!(what, "&lt;" | "&gt;") && !(value.contains("&lt;") && value.contains("&gt;"));
    (!plain && !bracket).then_some(what)
}

/// Plain text that says nothing when it is empty.
pub(crate) fn name(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if value.trim().is_empty() {
        feed.say(&BLANK, site, format!("`{}` is empty", shown(site.key)), "write it, or leave the key out");
    }
    plain(feed, site, value);
}

/// The plain text of an item; it may speak of tags, but not begin and end with them.
pub(crate) fn body(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    let trimmed = value.trim();
    let tagged = trimmed.starts_with('<') && trimmed.ends_with('>') && trimmed.contains("</");
    if tagged && html_in(trimmed).is_some_and(|(_, what)| what.starts_with("</")) {
        let message = "HTML in `content_text`, which readers show as it is";
        feed.say(&HTML_IN_TEXT, site, message, "write it as `content_html`");
    }
}

/// The HTML of an item.
pub(crate) fn html(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if !value.contains('<') || is_plain_in(value, feed.options) {
        return;
    }
    let mut first: Option<String> = None;
    let mut count = 0_usize;
    for token in tokens(value) {
        let Token::Start(tag) = &token else { continue };
        for name in ["href", "src", "poster"] {
            let Some(address) = tag.value(value, name) else { continue };
            let address = address.trim();
            if address::split_scheme(address).0.is_none() && !address.starts_with("//") && !address.is_empty() {
                count += 1;
                first.get_or_insert_with(|| address.to_owned());
            }
        }
    }
    if let Some(first) = first {
        let more = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
        let message = format!("the address `{}` is relative{more}", shown(&first));
        feed.say(&RELATIVE_IN_HTML, site, message, "write the whole address");
    }
}

/// An address on the web.
pub(crate) fn address(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    check_address(feed, site, value, &["http", "https"]);
}

/// An address at which someone can be found.
pub(crate) fn contact(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    check_address(feed, site, value, &["http", "https", "mailto", "acct", "xmpp", "gemini", "gopher"]);
}

/// The feed's own address.
pub(crate) fn own_address(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    address(feed, site, value);
    let same = |url: &str| url::Url::parse(url).ok() == url::Url::parse(value).ok();
    if let Some(url) = feed.options.url.filter(|url| !same(url) && url::Url::parse(value).is_ok()) {
        let message = format!("`feed_url` is `{}`, and the feed lies at `{}`", shown(value), shown(url));
        feed.say(&ELSEWHERE, site, message, &format!("write `{}`", shown(url)));
    }
}

fn check_address(feed: &mut Feed<'_>, site: &Site<'_>, value: &str, schemes: &[&str]) {
    let scheme = address::split_scheme(value).0.map(str::to_ascii_lowercase);
    let Some(scheme) = scheme else {
        let message = format!("`{}` is not a whole address", shown(value));
        let help = if value.trim().is_empty() { "leave the key out" } else { "write it with `https://` and the host" };
        feed.say(&NOT_ABSOLUTE, site, message, help);
        return;
    };
    let parsed = url::Url::parse(value);
    let odd = value.chars().find(|char| char.is_whitespace() || char.is_control() || "<>\"{}|\\^`".contains(*char));
    if let Some(odd) = odd {
        let message = format!("`{}` holds {odd:?}, which no address may", shown(value));
        feed.say(&BAD_URL, site, message, "percent-encode it");
    } else if !schemes.contains(&scheme.as_str()) {
        let message = format!("`{}` is not on the web", shown(value));
        feed.say(&BAD_URL, site, message, "write an address of `https:`");
    } else if let Err(error) = parsed {
        feed.say(&BAD_URL, site, format!("`{}` is no address: {error}", shown(value)), "mend the address");
    } else if scheme.starts_with("http") && !value[scheme.len()..].starts_with("://") {
        feed.say(&BAD_URL, site, format!("`{}` has no `//` before the host", shown(value)), "write both slashes");
    }
}

/// A moment, as RFC 3339.
pub(crate) fn date(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    match date::rfc3339(&value.to_ascii_uppercase()) {
        Ok(moment) => {
            let ahead = moment.to_utc() > feed.options.now + TimeDelta::days(1);
            if ahead || moment.year() < 1990 {
                let when = if ahead { "lies in the future" } else { "is before 1990" };
                let message = format!("`{}` {when}", shown(value));
                feed.say(&IMPLAUSIBLE_DATE, site, message, "give the date on which it was published");
            }
        }
        Err(reason) => {
            let help =
                match date::moment(value).or_else(|| DateTime::parse_from_rfc3339(value).ok().map(|it| it.to_utc())) {
                    Some(moment) => format!("write `{}`", moment.format("%Y-%m-%dT%H:%M:%SZ")),
                    None => "write it as `2026-03-04T18:30:00Z`".to_owned(),
                };
            feed.say(&BAD_DATE, site, format!("expected an RFC 3339 date, found `{}`: {reason}", shown(value)), &help);
        }
    }
}

/// A language tag.
pub(crate) fn language(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if let Err(error) = Lang::parse(value) {
        let help = error
            .suggestion()
            .map_or_else(|| "write a code such as `en` or `en-GB`".into(), |it| format!("write `{it}`"));
        feed.say(&BAD_LANGUAGE, site, format!("`{}` is no language tag", shown(value)), &help);
    }
}

/// A media type.
pub(crate) fn media_type(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if !media_type::is_media_type(value) {
        let message = format!("`{}` is no media type", shown(value));
        feed.say(&BAD_MEDIA_TYPE, site, message, "write one such as `audio/mpeg`");
    }
}

/// A number of bytes.
pub(crate) fn size(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    match value.parse::<f64>() {
        Ok(bytes) if bytes < 0.0 || bytes.fract() != 0.0 => {
            feed.say(&BAD_NUMBER, site, format!("`{}` is no number of bytes", shown(value)), "write a whole number");
        }
        Ok(0.0) => feed.say(&ZERO_SIZE, site, "a file of 0 bytes", "write its size, or leave the key out"),
        _ => {}
    }
}

/// A number of seconds.
pub(crate) fn duration(feed: &mut Feed<'_>, site: &Site<'_>, value: &str) {
    if value.parse::<f64>().is_ok_and(|seconds| seconds < 0.0) {
        feed.say(&BAD_NUMBER, site, format!("`{}` seconds are less than none", shown(value)), "write the length");
    }
}

#[cfg(test)]
mod tests {
    use super::meant_as_html;

    #[test]
    fn html_is_told_from_text_about_html() {
        for html in ["Salt &amp; vinegar", "A <b>bold</b> step", "It&#8217;s", "&lt;b&gt;x", "Caf&eacute;"] {
            assert!(meant_as_html(html).is_some(), "{html}");
        }
        for text in
            ["AT&T <b>bold</b>", "How &lt; is written", "a < b </b>", "Salt & vinegar", "R&D; done", "x &amp; y & z"]
        {
            assert_eq!(meant_as_html(text), None, "{text}");
        }
    }
}

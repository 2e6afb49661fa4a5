//! Addresses in bylines: emails, links and accounts.

use super::Kind;

/// The email address, link or account that a text begins with, and its length; none has an `@` where there is none.
pub(super) fn address(rest: &str, has_at: bool) -> Option<(Kind, usize)> {
    let first = *rest.as_bytes().first()?;
    if matches!(first, b'h' | b'H') && (starts(rest, "http://") || starts(rest, "https://")) {
        let length = link_length(rest);
        let host = rest[..length].split_once("//").is_some_and(|(_, host)| !host.is_empty());
        return Some((if host { Kind::Uri } else { Kind::Stray }, length));
    }
    if matches!(first, b'u' | b'r' | b'/') {
        let account = rest.strip_prefix('/').unwrap_or(rest);
        if let Some(name) = account.strip_prefix("u/").or_else(|| account.strip_prefix("r/"))
            && name.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_')
        {
            return Some((Kind::Handle, rest.len() - name.len() + account_length(name)));
        }
    }
    if !has_at {
        return None;
    }
    if let Some(account) = rest.strip_prefix('@') {
        let name = account_length(account);
        if name == 0 {
            return None;
        }
        let host = account[name..].strip_prefix('@').and_then(host_length).map_or(0, |host| 1 + host);
        return Some((Kind::Handle, 1 + name + host));
    }
    email_length(rest).map(|length| (Kind::Email, length))
}

fn starts(text: &str, with: &str) -> bool {
    text.as_bytes().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
}

fn link_length(rest: &str) -> usize {
    let end = rest.find(['<', '>', '"', '|', ';', '，', '、', '）', '“', '”']).unwrap_or(rest.len());
    let mut link = &rest[..end];
    loop {
        let shorter = link.trim_end_matches([',', '.', ':', '\'', '!', '?']);
        let open = shorter.matches('(').count();
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if shorter.matches(')').count() > open => inside,
            _ => shorter.strip_suffix(']').unwrap_or(shorter),
        };
        if shorter.len() == link.len() {
            return link.len();
        }
        link = shorter;
    }
}

fn account_length(account: &str) -> usize {
    let length = account
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))
        .map_or(account.len(), |(at, _)| at);
    account[..length].trim_end_matches(['.', '-']).len()
}

fn host_length(host: &str) -> Option<usize> {
    let length = host.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let host = host[..length].trim_end_matches(['.', '-']);
    host.trim_start_matches('.').contains('.').then_some(host.len())
}

fn email_length(rest: &str) -> Option<usize> {
    let prefix = if starts(rest, "mailto:") { "mailto:".len() } else { 0 };
    let address = &rest[prefix..];
    let local = address.char_indices().find(|(_, c)| !is_local(*c)).map_or(address.len(), |(at, _)| at);
    let host = address[local..].strip_prefix('@')?;
    host_length(host).map(|length| prefix + local + 1 + length)
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '&' | '~' | '$' | '!' | '#' | '*')
}

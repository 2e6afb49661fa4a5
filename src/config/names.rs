//! What other programs call the keys of config.toml, and keys that are often typed in another table.

use crate::table::Elsewhere;

/// At the top.
pub(super) const OF_ROOT: &[Elsewhere] = &[
    (&["title", "link", "description", "language", "timezone", "rights", "editor", "image", "icon"], "below `[site]`"),
    (&["name"], "below `[site]`, as `title`"),
    (&["url", "baseurl", "siteurl", "homepage", "home"], "below `[site]`, as `link`"),
    (&["tagline", "subtitle"], "below `[site]`, as `description`"),
    (&["languagecode", "defaultlanguage", "lang", "locale"], "below `[site]`, as `language`"),
    (&["tz"], "below `[site]`, as `timezone`"),
    (&["copyright"], "below `[site]`, as `rights`"),
    (&["author", "authors", "owner"], "below `[site]`, as `editor = { name = \"…\" }`"),
    (&["limit", "formats", "content", "budget", "archive", "hub", "ttl", "id"], "below `[feeds]`"),
    (&["feedlimit", "rsslimit"], "below `[feeds]`, as `limit`"),
    (&["feedurl", "feedsurl"], "below `[feeds]`, as `url`"),
    (&["feedid"], "below `[feeds]`, as `id`"),
    (&["permalink"], "below `[articles]`"),
    (&["permalinks"], "below `[articles]`, as `permalink`"),
    (&["params", "menu", "taxonomies", "markup"], "below `[extra]`, if it is for other programs"),
];

/// Below `[site]`.
pub(super) const OF_SITE: &[Elsewhere] = &[
    (&["name", "headline"], "as `title`"),
    (&["url", "baseurl", "siteurl", "homepage", "home", "address"], "as `link`"),
    (&["tagline", "subtitle", "summary"], "as `description`"),
    (&["languagecode", "lang", "locale"], "as `language`"),
    (&["tz", "zone"], "as `timezone`"),
    (&["copyright", "license", "licence"], "as `rights`"),
    (&["author", "authors", "owner", "publisher", "contact", "managingeditor"], "as `editor = { name = \"…\" }`"),
    (&["email"], "in `editor = { name = \"…\", email = \"…\" }`"),
    (&["logo", "cover"], "as `image`"),
    (&["favicon"], "as `icon`"),
    (&["limit", "formats", "content", "budget", "archive", "hub", "ttl", "id"], "below `[feeds]`"),
    (&["feedlimit"], "below `[feeds]`, as `limit`"),
    (&["feedurl", "feedsurl"], "below `[feeds]`, as `url`"),
    (&["feedid"], "below `[feeds]`, as `id`"),
    (&["permalink"], "below `[articles]`"),
];

/// Below `[feeds]`.
pub(super) const OF_FEEDS: &[Elsewhere] = &[
    (&["hubs", "websub", "pubsubhubbub"], "as `hub`"),
    (&["archives"], "as `archive`"),
    (&["items", "entries", "count", "maxitems", "max", "size"], "as `limit`, the number of entries"),
    (&["format", "types", "outputs"], "as `formats = [\"rss\", \"atom\", \"json\"]`"),
    (&["baseurl", "link", "address"], "as `url`"),
    (&["feedid", "atomid", "guid", "uuid", "uri"], "as `id`"),
    (&["fulltext", "full", "fullcontent", "summary"], "as `content = \"full\"` or `\"summary\"`"),
    (&["sections", "tags", "authors", "languages"], "as `by = [\"section\", \"tag\", \"author\", \"language\"]`"),
    (&["maxsize", "maxbytes"], "as `budget`"),
    (&["timetolive", "maxage", "cache", "refresh", "interval", "updateinterval"], "as `ttl`, in minutes"),
    (&["html", "index", "stylesheet"], "as `page`"),
    (&["title", "description", "language", "timezone", "rights", "editor", "image", "icon"], "below `[site]`"),
    (&["permalink"], "below `[articles]`"),
];

/// Below `[articles]`.
pub(super) const OF_ARTICLES: &[Elsewhere] =
    &[(&["permalinks", "url", "path", "pattern"], "as `permalink`"), (&["limit", "ttl"], "below `[feeds]`")];

/// Below `[dates]`.
pub(super) const OF_DATES: &[Elsewhere] = &[
    (&["timezone"], "below `[site]`"),
    (&["zone", "tz"], "below `[site]`, as `timezone`"),
    (&["dateorder", "format"], "as `order = \"dmy\"`, `\"mdy\"` or `\"ymd\"`"),
    (&["language", "locale", "lang"], "as `languages`"),
];

/// In an editor.
pub(super) const OF_EDITOR: &[Elsewhere] = &[(&["mail", "emailaddress"], "as `email`")];

/// Of a person below `[people]`.
pub(super) const OF_PERSON: &[Elsewhere] = &[
    (&["alias", "names", "aka", "spellings"], "in `aliases = [\"…\"]`"),
    (&["uri", "link", "website", "homepage"], "in `url = \"…\"`"),
    (&["mail", "emailaddress"], "as `email`"),
];

/// What other programs call the words that a key may have, and ours.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["rss2", "rss20", "rssxml", "xml"], &["rss"]),
    (&["atom1", "atom10", "atomxml"], &["atom"]),
    (&["jsonfeed", "feedjson", "jsonfeed11"], &["json"]),
    (&["excerpt", "excerpts", "short", "teaser", "description", "abstract"], &["summary"]),
    (&["fulltext", "complete", "whole", "body", "content", "all"], &["full"]),
    (&["category", "categories", "topic", "topics", "taxonomy"], &["section", "tag"]),
    (&["byline", "people", "person", "writer"], &["author"]),
    (&["lang", "locale"], &["language"]),
    (&["one", "single", "together", "join"], &["joined"]),
    (&["separate", "several", "many", "split", "every"], &["each"]),
    (&["us", "american", "monthfirst"], &["mdy"]),
    (&["european", "british", "dayfirst"], &["dmy"]),
    (&["iso", "iso8601", "yearfirst"], &["ymd"]),
    (&["ignore", "ignored", "disable", "disabled", "none", "allow", "false", "never", "silent"], &["off"]),
    (&["deny", "forbid", "fail", "fatal"], &["error"]),
    (&["warn"], &["warning"]),
    (&["note", "notice", "hint"], &["info"]),
];

/// Those of the words `known` that `word` means elsewhere.
pub(super) fn meant_by(word: &str, known: &[&'static str]) -> Vec<&'static str> {
    let plain: String = word.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    // `DD/MM/YYYY` is `dmy`.
    let mut letters: Vec<char> = plain.chars().collect();
    letters.dedup();
    let letters: String = letters.into_iter().collect();
    let ours = known.iter().copied().filter(|known| *known == plain || *known == letters);
    let theirs = WORDS.iter().filter(|(names, _)| names.contains(&plain.as_str()));
    let theirs = theirs.flat_map(|(_, words)| words.iter().copied()).filter(|word| known.contains(word));
    let mut meant: Vec<_> = ours.chain(theirs).collect();
    meant.dedup();
    meant
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::Config;
    use crate::diagnostic::{Diagnostic, Sink};
    use crate::source::Source;

    /// What is said of a config.toml that has this key below `table`.
    fn said(table: &str, key: &str) -> String {
        let key = if table.is_empty() { format!("[{key}]") } else { format!("[{table}]\n{key} = {{}}") };
        let mut sink = Sink::new();
        Config::read(&Arc::new(Source::new("config.toml", key)), || &[], &mut sink);
        let is_about_keys = |finding: &&Diagnostic| finding.rule.id == "toml/unknown-key";
        sink.into_sorted().iter().filter(is_about_keys).filter_map(|finding| finding.help.clone()).collect()
    }

    #[test]
    fn words_of_other_programs_are_told_as_ours() {
        let formats = ["rss", "atom", "json"];
        for (word, meant) in [("RSS 2.0", "rss"), ("Atom", "atom"), ("feed.json", "json")] {
            assert_eq!(meant_by(word, &formats), [meant], "{word}");
        }
        let orders = ["mdy", "dmy", "ymd"];
        for (word, meant) in [("d/m/y", "dmy"), ("MM/DD/YYYY", "mdy"), ("YYYY-MM-DD", "ymd"), ("ISO 8601", "ymd")] {
            assert_eq!(meant_by(word, &orders), [meant], "{word}");
        }
        assert_eq!(meant_by("category", &["section", "tag", "author", "language"]), ["section", "tag"]);
        assert_eq!(meant_by("ignore", &["error", "warning", "info", "off"]), ["off"]);
        assert_eq!(meant_by("ignore", &formats), [""; 0], "no word of another key");
    }

    #[test]
    fn names_are_told_as_what_they_are_here_and_are_no_keys() {
        let tables = [
            ("", OF_ROOT),
            ("site", OF_SITE),
            ("site.editor", OF_EDITOR),
            ("feeds", OF_FEEDS),
            ("articles", OF_ARTICLES),
            ("dates", OF_DATES),
            ("people.\"Ada Field\"", OF_PERSON),
        ];
        for (table, known) in tables {
            for (names, home) in known {
                for name in *names {
                    assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name} stands for all its spellings");
                    assert!(said(table, name).contains(home), "{table}: {name}: {}", said(table, name));
                }
                let key = home.strip_prefix("as `").and_then(|rest| rest.split(['`', ' ']).next());
                assert_eq!(key.map_or(String::new(), |key| said(table, key)), "", "{table}: {home}");
            }
        }
    }
}

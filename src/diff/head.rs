//! What a feed says of itself, of which subscribers see little and go by all of it.

use std::collections::HashSet;

use super::Part;
use crate::published::Feed;

/// What is not the same in the heads of two feeds. What a format cannot say is not compared across formats.
pub(super) fn parts(old: &Feed, new: &Feed) -> Vec<Part> {
    let is_alike = old.format == new.format;
    let differs = |(name, old, new): (&'static str, String, String)| {
        let has_both = IN_ALL.contains(&name) && !old.is_empty() && !new.is_empty();
        (old != new && (is_alike || has_both)).then_some(Part { name, old, new })
    };
    let pairs = texts(old).into_iter().zip(texts(new));
    pairs.filter_map(|((name, old), (_, new))| differs((name, old, new))).collect()
}

/// What every format has in the same way.
const IN_ALL: [&str; 4] = ["title of the feed", "description of the feed", "language of the feed", "home page"];

fn texts(feed: &Feed) -> [(&'static str, String); 11] {
    let Feed { title, link, head, .. } = feed;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        ("title of the feed", title.clone()),
        ("description of the feed", text(&head.description)),
        ("language of the feed", text(&head.language)),
        ("home page", text(link)),
        ("id of the feed", text(&head.id)),
        ("self link", text(&head.address)),
        ("hub", head.hubs.join(", ")),
        ("picture of the feed", text(&head.image)),
        ("rights", text(&head.rights)),
        ("editor", head.people.join(", ")),
        ("ttl", text(&head.ttl)),
    ]
}

/// What has been told of heads already: each of many feeds says the same of a site that moved, but for its own name.
#[derive(Default)]
pub(super) struct Told(HashSet<(&'static str, String, String)>);

impl Told {
    pub(super) fn is_news(&mut self, part: &Part) -> bool {
        let (old, new) = without_common_end(&part.old, &part.new);
        self.0.insert((part.name, old.to_owned(), new.to_owned()))
    }
}

fn without_common_end<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let alike = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let length: usize = alike.map(|(c, _)| c.len_utf8()).sum();
    (&one[..one.len() - length], &other[..other.len() - length])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(old: &str, new: &str) -> Part {
        Part { name: "self link", old: old.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn what_rss_alone_can_say_is_held_against_rss_alone() {
        let feed = |text: &str| crate::published::read(text.as_bytes()).unwrap();
        let rss = |ttl: &str| feed(&format!("<rss version='2.0'><channel><title>a</title>{ttl}</channel></rss>"));
        let json = feed(r#"{"title":"a","items":[]}"#);
        let longer = parts(&rss("<ttl>60</ttl>"), &rss("<ttl>120</ttl>"));
        assert_eq!(longer, [Part { name: "ttl", old: "60".to_owned(), new: "120".to_owned() }]);
        assert_eq!(parts(&rss("<ttl>60</ttl>"), &rss("<ttl>60</ttl>")), []);
        assert_eq!(parts(&rss("<ttl>60</ttl>"), &json), []);
    }

    #[test]
    fn a_move_of_all_feeds_is_told_once() {
        let mut told = Told::default();
        assert!(told.is_news(&part("https://a.example/feeds/rss.xml", "https://b.example/rss.xml")));
        assert!(!told.is_news(&part("https://a.example/feeds/tag/é/rss.xml", "https://b.example/tag/é/rss.xml")));
        assert!(told.is_news(&part("https://a.example/feeds/atom.xml", "https://c.example/atom.xml")));
        assert_eq!(without_common_end("é", "è"), ("é", "è"));
        assert_eq!(without_common_end("aé", "é"), ("a", ""));
    }
}

//! From a place in one of our own feeds back to the article that it came from.

use crate::diagnostic::{Diagnostic, Span};

/// Where an article was written, by its identity.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The id, as the feeds have it.
    pub id: String,
    /// Its title in the article's file.
    pub place: Span,
}

/// How an entry begins and ends in each format, as [`crate::emit`] writes it.
const ENTRIES: [(&str, &str); 3] = [("<item>", "</item>"), ("<entry>", "</entry>"), ("\n    {\n", "\n    }")];

/// The finding at the article that it comes from, with its place in the feed beside it; one that comes from no entry
/// stays as it is.
#[must_use]
pub fn to_article(mut finding: Diagnostic, origins: &[Origin]) -> Diagnostic {
    if let Some(origin) = origin_of(&finding.span, origins) {
        let in_feed = std::mem::replace(&mut finding.span, origin.place.clone());
        let label = finding.label.take().unwrap_or_else(|| "what the feed says".to_owned());
        finding.related.insert(0, (in_feed, label));
        finding.label = Some("the article that it comes from".to_owned());
    }
    finding
}

fn origin_of<'o>(place: &Span, origins: &'o [Origin]) -> Option<&'o Origin> {
    let offset = place.range.as_ref()?.start;
    let entry = entry_at(place.source.text(), offset)?;
    let told = |origin: &&Origin| entry.match_indices(&origin.id).any(|(at, id)| is_whole(entry, at, id.len()));
    origins.iter().find(told)
}

/// Whether an id ends where it seems to, and is not the beginning of a longer one.
fn is_whole(entry: &str, at: usize, length: usize) -> bool {
    entry[at + length..].starts_with(['<', '"'])
}

/// The entry around a place.
fn entry_at(feed: &str, offset: usize) -> Option<&str> {
    let head = feed.get(..offset)?;
    ENTRIES.iter().find_map(|(begin, end)| {
        let start = head.rfind(begin)?;
        let length = feed[start..].find(end)?;
        (start + length > offset).then(|| &feed[start..start + length])
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::Source;

    fn origin(id: &str) -> Origin {
        let source = Arc::new(Source::new(format!("articles/{id}.toml"), "title = \"T\"\n"));
        Origin { id: id.to_owned(), place: Span::new(&source, 8..11) }
    }

    fn found(feed: &str, at: &str) -> Option<String> {
        let offset = feed.find(at).unwrap();
        let source = Arc::new(Source::new("feeds/x", feed));
        let origins = [origin("tag:a"), origin("tag:ab")];
        let origin = origin_of(&Span::new(&source, offset..offset + 1), &origins);
        origin.map(|origin| origin.id.clone())
    }

    #[test]
    fn an_entry_is_known_by_its_whole_id() {
        let rss = "<rss><title>F</title><item><guid>tag:ab</guid><x>one</x></item><item><guid>tag:a</guid><x>two</x></item><y/></rss>";
        assert_eq!(found(rss, "one").as_deref(), Some("tag:ab"));
        assert_eq!(found(rss, "two").as_deref(), Some("tag:a"));
        assert_eq!(found(rss, "F<"), None, "before the entries");
        assert_eq!(found(rss, "<y/>"), None, "after them");
        let json = "{\n  \"items\": [\n    {\n      \"id\": \"tag:a\",\n      \"title\": \"one\"\n    }\n  ]\n}\n";
        assert_eq!(found(json, "one").as_deref(), Some("tag:a"));
    }
}

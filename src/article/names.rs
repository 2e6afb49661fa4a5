//! What other programs call the keys of an article.

use crate::table::Elsewhere;

/// Names that are read as if ours had been typed.
pub(super) const ALIASES: [(&str, &str); 11] = [
    ("published", "date"),
    ("pubDate", "date"),
    ("pubdate", "date"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("description", "summary"),
    ("author", "byline"),
    ("categories", "tags"),
    ("lang", "language"),
    ("expiryDate", "expires"),
    ("content", "body"),
];

/// Names that may mean something else where they come from, and keys of other places.
pub(super) const OF_ARTICLE: &[Elsewhere] = &[
    (&["headline", "heading", "name"], "as `title`"),
    (
        &["publishdate", "publishedat", "publishedon", "datepublished", "pubtime", "createdat", "created", "timestamp"],
        "as `date`",
    ),
    (&["embargo", "embargoed", "embargountil", "publishat", "releasedate"], "as `date`: what is to come is held back"),
    (&["updatedat", "updatedon", "datemodified", "modifiedat", "lastmodified", "lastmodifiedat"], "as `updated`"),
    (&["expire", "expiry", "expiresat", "unpublishdate", "unpublishat"], "as `expires`"),
    (&["writer", "writers", "by", "creator", "credits"], "as `byline`, or as `authors = [\"Jane Doe\"]`"),
    (&["contributor", "contributors"], "as `authors = [{ name = \"Jane Doe\", role = \"contributor\" }]`"),
    (&["place", "location", "city"], "as `dateline`"),
    (&["excerpt", "standfirst", "dek", "deck", "teaser", "lede", "lead", "abstract", "intro"], "as `summary`"),
    (&["category", "rubric", "desk", "channel", "sections"], "as `section`, or among `tags`"),
    (&["keywords", "topics", "labels", "taxonomies"], "as `tags = [\"harbour\", \"ferries\"]`"),
    (
        &["cover", "coverimage", "featuredimage", "thumbnail", "hero", "banner", "picture", "photo", "images"],
        "as `image`",
    ),
    (&["audio", "video", "podcast", "media", "attachment", "attachments"], "below `[[enclosures]]`"),
    (&["guid", "uuid", "uid", "identifier"], "as `id`"),
    (&["canonical", "canonicalurl", "canonicallink", "link", "href", "path"], "as `url`"),
    (&["text", "article", "markdown", "html", "contenthtml", "bodyhtml"], "as `body`, with `format` beside it"),
    (&["bodypath", "contentfile", "textfile"], "as `body_file`"),
    (&["locale"], "as `language`"),
    (&["status", "state", "visibility"], "as `draft = true`, until the article may be published"),
    (&["withdrawn", "retraction", "deleted"], "as `retracted = \"why\"`"),
    (&["alt"], "in `image = { file = \"…\", alt = \"…\" }`"),
    (&["caption"], "in `image = { file = \"…\", caption = \"…\" }`"),
    (&["credit"], "in `image = { file = \"…\", credit = \"…\" }`"),
    (&["permalink"], "in config.toml below `[articles]`; an article's own address is `url`"),
];

/// Those of a person.
pub(super) const OF_PERSON: &[Elsewhere] = &[
    (&["mail", "emailaddress"], "as `email`"),
    (&["link", "href", "website", "homepage", "site"], "as `url`"),
    (&["organization", "org", "company", "agency", "employer"], "as `affiliation`, or as `organisation = true`"),
    (&["title", "job", "position"], "as `role`, where that is author, contributor, photographer or the like"),
];

/// Those of a picture or an enclosure.
pub(super) const OF_FILE: &[Elsewhere] = &[
    (&["src", "path", "href", "link", "source"], "as `file`, or as `url` where it lies elsewhere"),
    (&["mime", "mimetype", "mediatype", "contenttype"], "as `type`"),
    (&["size", "bytes", "filesize", "lengthinbytes"], "as `length`, in bytes"),
    (&["seconds", "durationinseconds"], "as `duration`, in seconds"),
    (&["photographer", "copyright", "by"], "as `credit`"),
    (&["text", "alternative", "alternate", "alttext"], "as `alt`"),
];

/// Those of what an article was taken from.
pub(super) const OF_ORIGIN: &[Elsewhere] =
    &[(&["name", "publisher"], "as `title`"), (&["link", "href", "feed"], "as `url`")];

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::read::read;
    use crate::diagnostic::Sink;
    use crate::source::Source;

    /// What is said of an article that has this key at the top.
    fn said(key: &str) -> String {
        let text = format!("title = \"a\"\ndate = 2026-03-04\nbody = \"b\"\n[{key}]\n");
        let mut sink = Sink::new();
        read(&Arc::new(Source::new("a.toml", text)), &mut sink);
        let is_about_keys = |finding: &&crate::diagnostic::Diagnostic| finding.rule.id == "toml/unknown-key";
        sink.into_sorted().iter().filter(is_about_keys).filter_map(|finding| finding.help.clone()).collect()
    }

    #[test]
    fn names_are_told_as_what_they_are_here_and_are_no_keys() {
        for (names, home) in OF_ARTICLE {
            for name in *names {
                assert!(said(name).contains(home), "{name}: {}", said(name));
                let key = home.strip_prefix("as `").and_then(|rest| rest.split(['`', ' ']).next());
                assert_eq!(key.map_or(String::new(), said), "", "{name}");
            }
        }
    }

    #[test]
    fn names_stand_for_all_their_spellings() {
        for (names, _) in [OF_ARTICLE, OF_PERSON, OF_FILE, OF_ORIGIN].concat() {
            assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())), "{names:?}");
        }
        assert_eq!(said("featured_image"), said("featuredImage"));
        assert_eq!(said("Featured-Image"), "write it as `image`");
    }
}

//! The list of all feeds as OPML 2.0, <http://opml.org/spec2.opml>, which readers import and export.

use quick_xml::escape::escape;

use super::words::Words;
use super::{groups, own_address};
use crate::feed::Feed;
use crate::value::format::Format;

pub(super) fn write(main: &Feed<'_>, feeds: &[Feed<'_>], words: &Words) -> String {
    let site = main.site;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n  <head>\n");
    let mut head = |name: &str, value: &str| text.extend(["    <", name, ">", &escape(value), "</", name, ">\n"]);
    head("title", site.title.as_str());
    head("dateModified", &main.updated.to_rfc822());
    if let Some(editor) = &site.editor {
        head("ownerName", editor.name.as_str());
        editor.email.iter().for_each(|email| head("ownerEmail", email));
    }
    head("docs", "http://opml.org/spec2.opml");
    text.push_str("  </head>\n  <body>\n");
    outline(&mut text, "    ", site.title.as_str(), main);
    for (by, feeds) in groups(feeds) {
        text.extend(["    <outline text=\"", &escape(words.kind(by)), "\">\n"]);
        for (name, feed) in feeds {
            outline(&mut text, "      ", name.as_str(), feed);
        }
        text.push_str("    </outline>\n");
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

/// A feed, once: with an outline for each format a reader would subscribe to all of them.
fn outline(text: &mut String, indent: &str, name: &str, feed: &Feed<'_>) {
    let Some(&format) = feed.settings.formats.first() else { return };
    text.extend([indent, "<outline type=\"rss\""]);
    let address = own_address(feed, format);
    let mut attribute = |name: &str, value: &str| text.extend([" ", name, "=\"", &escape(value), "\""]);
    attribute("text", name);
    attribute("title", feed.title.as_str());
    attribute("description", feed.description.as_str());
    attribute("language", feed.language.as_str());
    if format == Format::Rss {
        attribute("version", "RSS2");
    }
    attribute("htmlUrl", feed.page.as_str());
    attribute("xmlUrl", &address);
    text.push_str("/>\n");
}

//! A page for people: what the feeds are, where, and what is new. One file that asks for no other, complete without its
//! script, which copies addresses and writes dates as the reader does.

use super::words::Words;
use super::{LIST, groups, own_address};
use crate::feed::{Entry, Feed};
use crate::value::format::Format;
use crate::value::html::entity::{escape_attribute, escape_text};
use crate::value::lang::Lang;
use crate::value::text::XmlText;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
/// What the page may do, <https://www.w3.org/TR/CSP3/>: show this style, run this script, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'sha256-wjb4ylVI7y4i1IUATFbTKS6oORtCgFtq1/ViCB7SPDs='; script-src 'sha256-nJc17eF73Fy5ijR3dRdyL7TZakrRyC3YgA5dz3+HdsA='; img-src data:; \
                      base-uri 'none'; form-action 'none'";
/// Articles on the page.
pub const NEWEST: usize = 10;

pub(super) fn write(main: &Feed<'_>, feeds: &[Feed<'_>], words: &Words) -> String {
    let mut page = Page { html: String::new(), words, site: &main.site.language };
    page.head(main, feeds);
    page.header(main);
    page.raw("<main>\n");
    page.everything(main);
    page.newest(main);
    for (by, feeds) in groups(feeds) {
        page.begin_section(by.as_str(), words.kind(by));
        page.raw("<ul>\n");
        for (name, feed) in feeds {
            page.topic(name, feed);
        }
        page.raw("</ul>\n</section>\n");
    }
    page.raw("</main>\n");
    page.footer(main);
    page.html
}

struct Page<'a> {
    html: String,
    words: &'a Words,
    /// The publication's language.
    site: &'a Lang,
}

impl Page<'_> {
    fn head(&mut self, main: &Feed<'_>, feeds: &[Feed<'_>]) {
        let title = self.words.follow(main.site.title.as_str());
        let (language, direction) = (self.language().to_owned(), self.direction());
        self.raw("<!doctype html>\n<html");
        self.attribute("lang", &language);
        self.attribute("dir", direction);
        self.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
        self.attribute("content", POLICY);
        self.raw(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        self.text(&title);
        self.raw("</title>\n<meta name=\"description\"");
        self.attribute("content", self.words.what);
        self.raw(">\n<link rel=\"icon\" href=\"data:,\">\n");
        for feed in feeds.iter().filter(|feed| !feed.is_archive()) {
            for &format in &feed.settings.formats {
                self.raw("<link rel=\"alternate\"");
                self.attribute("type", format.media_type());
                self.attribute("title", &format!("{} ({})", feed.title, format.title()));
                self.attribute("href", &own_address(feed, format));
                self.raw(">\n");
            }
        }
        self.raw("<style>");
        self.raw(STYLE);
        self.raw("</style>\n</head>\n<body>\n");
    }

    fn header(&mut self, main: &Feed<'_>) {
        self.raw("<header>\n<h1>");
        let (before, after) = self.words.around_title();
        self.text(before);
        self.raw("<a");
        self.attribute("href", main.site.link.as_str());
        self.raw(">");
        self.own(&main.site.title);
        self.raw("</a>");
        self.text(after);
        self.raw("</h1>\n<p class=\"what\">");
        self.text(self.words.what);
        self.raw("</p>\n<p class=\"how\">");
        self.text(self.words.how);
        self.raw("</p>\n</header>\n");
    }

    fn everything(&mut self, main: &Feed<'_>) {
        self.begin_section("all", self.words.everything);
        self.raw("<ul class=\"main\">\n");
        for &format in &main.settings.formats {
            self.raw("<li class=\"feed\"><a class=\"name\"");
            self.attribute("href", &path(main, format));
            self.attribute("type", format.media_type());
            self.raw(">");
            self.text(format.title());
            self.raw("</a>");
            self.address(main, format, format.title());
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
        if main.settings.formats.len() > 1 {
            self.note(self.words.formats);
        }
        self.raw("<p class=\"note\"><a");
        self.attribute("href", LIST);
        self.raw(" download>");
        self.text(self.words.list);
        self.raw("</a></p>\n</section>\n");
    }

    fn newest(&mut self, main: &Feed<'_>) {
        if main.entries.is_empty() {
            return;
        }
        self.begin_section("newest", self.words.newest);
        self.raw("<ol>\n");
        main.entries.iter().take(NEWEST).for_each(|entry| self.article(entry));
        self.raw("</ol>\n</section>\n");
    }

    fn article(&mut self, entry: &Entry<'_>) {
        let article = entry.article;
        let date = article.published();
        self.raw("<li class=\"article\"><a");
        self.attribute("href", article.url().as_str());
        self.raw(">");
        self.bdi(article.title(), article.language().unwrap_or(self.site).as_str());
        self.raw("</a> <time");
        self.attribute("datetime", &date.to_rfc3339());
        self.raw(">");
        let day = self.words.date(date.date(), self.site);
        self.text(&day);
        self.raw("</time></li>\n");
    }

    /// A further feed: its first format by its name, the others below.
    fn topic(&mut self, name: &XmlText, feed: &Feed<'_>) {
        let Some((&first, others)) = feed.settings.formats.split_first() else { return };
        self.raw("<li class=\"feed\"><span><a class=\"name\"");
        self.attribute("href", &path(feed, first));
        self.attribute("type", first.media_type());
        self.raw(">");
        self.bdi(name, feed.language.as_str());
        self.raw("</a>");
        if !others.is_empty() {
            self.raw(" <span class=\"other\">");
        }
        for &format in others {
            self.raw("<a");
            self.attribute("href", &path(feed, format));
            self.attribute("type", format.media_type());
            self.raw("><span class=\"unseen\">");
            self.bdi(name, feed.language.as_str());
            self.raw(" </span>");
            self.text(format.title());
            self.raw("</a> ");
        }
        self.raw(if others.is_empty() { "</span>" } else { "</span></span>" });
        self.address(feed, first, name.as_str());
        self.raw("</li>\n");
    }

    /// An address, and the button that copies it, which only the script shows.
    fn address(&mut self, feed: &Feed<'_>, format: Format, name: &str) {
        let address = own_address(feed, format);
        self.raw("<code class=\"address\" dir=\"ltr\">");
        for part in address.split_inclusive('/') {
            self.text(part);
            self.raw("<wbr>");
        }
        self.raw("</code><button type=\"button\" hidden");
        self.attribute("value", &address);
        self.raw(">");
        self.text(self.words.copy);
        self.raw("<span class=\"unseen\"> ");
        self.text(name);
        self.raw("</span></button>");
    }

    fn footer(&mut self, main: &Feed<'_>) {
        self.raw("<footer>\n");
        if let Some(rights) = &main.site.rights {
            self.raw("<p>");
            self.own(rights);
            self.raw("</p>\n");
        }
        self.raw("<p role=\"status\"");
        self.attribute("data-copied", self.words.copied);
        self.raw("></p>\n</footer>\n<script>");
        self.raw(SCRIPT);
        self.raw("</script>\n</body>\n</html>\n");
    }

    fn begin_section(&mut self, id: &str, heading: &str) {
        self.raw("<section aria-labelledby=\"");
        self.raw(id);
        self.raw("\">\n<h2");
        self.attribute("id", id);
        self.raw(">");
        self.text(heading);
        self.raw("</h2>\n");
    }

    fn note(&mut self, text: &str) {
        self.raw("<p class=\"note\">");
        self.text(text);
        self.raw("</p>\n");
    }

    /// What the publication says itself, in its language.
    fn own(&mut self, text: &XmlText) {
        self.bdi(text, self.site.as_str());
    }

    /// A text that runs its own way, in a language that may not be the page's.
    fn bdi(&mut self, text: &XmlText, language: &str) {
        self.raw("<bdi");
        if language != self.language() {
            self.attribute("lang", language);
        }
        self.raw(">");
        self.text(text.as_str());
        self.raw("</bdi>");
    }

    /// The language of the page's words: the publication's, where they are written in it.
    fn language(&self) -> &str {
        if self.words.language == self.site.primary() { self.site.as_str() } else { self.words.language }
    }

    fn direction(&self) -> &'static str {
        Lang::parse(self.language()).map_or("ltr", |language| language.direction().as_str())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.extend([" ", name, "=\""]);
        escape_attribute(value, &mut self.html);
        self.raw("\"");
    }

    fn text(&mut self, text: &str) {
        escape_text(text, &mut self.html);
    }

    fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }
}

/// The address of a feed from the page, so that it holds wherever the folder is served.
fn path(feed: &Feed<'_>, format: Format) -> String {
    format!("{}{}", feed.folder, format.file_name())
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_policy_lets_this_style_and_this_script_through() {
        for text in [STYLE, SCRIPT] {
            let hash = BASE64_STANDARD.encode(Sha256::digest(text));
            assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the policy has not got {hash}");
        }
    }
}

//! What `dateline new` and `dateline init` write: texts to begin with.

use crate::config::Config;
use crate::table::Quoted;
use crate::value::id::EntryId;
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::slug::Slug;
use crate::value::text::{ForbiddenChar, XmlText};
use crate::value::zone::Zone;

/// Where Git is told what to leave as it is.
pub const ATTRIBUTES: &str = ".gitattributes";

/// A new publication.
#[derive(Debug)]
pub struct Publication<'a> {
    /// Its name.
    pub title: &'a str,
    /// Its home page.
    pub link: WebUrl,
    /// Its language.
    pub language: Lang,
    /// Whose clock it goes by.
    pub zone: Zone,
}

/// What an article of that day is known by, its id and its address, as long as it has no other; the address may be none.
#[must_use]
pub fn names(slug: &Slug, now: Moment, config: &Config) -> (EntryId, Option<WebUrl>) {
    let day = config.site.zone().at(now).date();
    let path = config.permalink.fill(day, slug.as_str(), None);
    (EntryId::mint(config.site.link.host(), day, slug), config.site.link.join(&path).ok())
}

/// An article with every key that is wanted, as a draft dated `now` in the site's zone.
///
/// # Errors
/// [`ForbiddenChar`], where the title holds a character that no feed may.
pub fn article(title: &str, slug: &Slug, now: Moment, config: &Config) -> Result<String, ForbiddenChar> {
    let (id, _) = names(slug, now, config);
    let now = config.site.zone().at(now);
    let title = XmlText::single_line(title)?;
    let title = Quoted(title.as_str());
    Ok(format!(
        "title    = {title}\n\
         date     = {now}\n\
         # byline   = \"By Jane Doe and John Smith; photos by Ana Díaz\"\n\
         # summary  = \"One or two sentences; without it, the first paragraph.\"\n\
         # section  = \"Local\"\n\
         # tags     = [\"ferries\", \"harbour\"]\n\
         # image    = {{ file = \"img/ferry.jpg\", alt = \"What it shows\" }}\n\
         slug     = \"{slug}\"\n\
         id       = \"{id}\"  # its identity: never change it\n\
         draft    = true  # remove this line to publish\n\
         body     = \"\"\"\n\
         The text, in Markdown.\n\
         \"\"\"\n"
    ))
}

impl Publication<'_> {
    /// The files of the publication, by their paths: config.toml, a first article, and what keeps Git from changing the
    /// line ends of feeds, which are compared byte by byte.
    ///
    /// # Errors
    /// [`ForbiddenChar`], where the title holds a character that no feed may.
    pub fn files(&self, now: Moment) -> Result<Vec<(String, String)>, ForbiddenChar> {
        Ok(vec![
            ("config.toml".to_owned(), self.config()?),
            ("articles/welcome.toml".to_owned(), self.welcome(now)),
            (ATTRIBUTES.to_owned(), "feeds/** -text\n".to_owned()),
        ])
    }

    fn config(&self) -> Result<String, ForbiddenChar> {
        let title = XmlText::single_line(self.title)?;
        let title = Quoted(title.as_str());
        let Self { link, language, zone, .. } = self;
        Ok(format!(
            "[site]\n\
             title       = {title}\n\
             link        = \"{link}\"  # the home page\n\
             description = {title}  # a sentence about it\n\
             language    = \"{language}\"\n\
             timezone    = \"{zone}\"  # for dates that carry no zone\n\
             \n\
             [feeds]\n\
             # where feeds/ is served; every feed names this address\n\
             url = \"{link}feeds/\"\n"
        ))
    }

    fn welcome(&self, now: Moment) -> String {
        // Older than what is begun right after it, since two of one second are in no order.
        let now = self.zone.at(now.checked_add_seconds(-60).unwrap_or(now));
        let slug = Slug::make("welcome").expect("a word is a slug");
        let id = EntryId::mint(self.link.host(), now.date(), &slug);
        format!(
            "title   = \"Welcome\"\n\
             date    = {now}\n\
             summary = \"The first entry of the feed.\"\n\
             id      = \"{id}\"  # its identity: never change it\n\
             body    = \"\"\"\n\
             This text is Markdown. `dateline new \"Title\"` begins the next article.\n\
             \"\"\"\n"
        )
    }
}

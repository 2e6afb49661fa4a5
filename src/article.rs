//! Articles: where they are ([`folder`]), what was written ([`read`]), what it means ([`normalise`]), and what of it a
//! reader sees ([`entry`]).

pub mod entry;
pub mod folder;
mod leftover;
mod names;
pub mod normalise;
pub mod read;
pub mod rules;

use crate::diagnostic::Span;
use crate::table::Text;
use crate::value::format::Format;
use crate::value::html;
use crate::value::id::EntryId;
use crate::value::identity::Identity;
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::media::{ByteLength, MediaType, PixelSize};
use crate::value::moment::Moment;
use crate::value::person::{Credit, Role};
use crate::value::slug::Slug;
use crate::value::text::XmlText;

/// An article in which nothing can be wrong: [`normalise::normalise`] is the only way to make one.
#[derive(Debug)]
pub struct Article {
    place: Span,
    title: XmlText,
    id: Identity,
    pinned: bool,
    url: WebUrl,
    slug: Slug,
    published: Moment,
    updated: Moment,
    update_due: Option<Moment>,
    expires: Option<Moment>,
    draft: bool,
    credits: Vec<Credit>,
    language: Option<Lang>,
    /// Its language, where readers must be told in which direction it runs.
    direction_of: Option<Lang>,
    dateline: Option<XmlText>,
    summary: Option<XmlText>,
    section: Option<XmlText>,
    tags: Vec<XmlText>,
    retracted: Option<XmlText>,
    image: Option<Image>,
    origin: Option<Origin>,
    enclosures: Vec<Enclosure>,
    body: Body,
}

impl Article {
    /// Where it was written: its title, for findings about the article as a whole.
    #[must_use]
    pub fn place(&self) -> &Span {
        &self.place
    }

    /// The headline, one line of text.
    #[must_use]
    pub fn title(&self) -> &XmlText {
        &self.title
    }

    /// Its identity, for good: a URI, and the name in Atom.
    #[must_use]
    pub fn id(&self) -> &EntryId {
        self.id.uri()
    }

    /// Its name in each format: the URI, but where old subscribers know it by another.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.id
    }

    /// Whether the id stands in its file, and is not minted anew at every build.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &WebUrl {
        &self.url
    }

    /// Its name in addresses.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.slug
    }

    /// When it was published, with the offset that its author meant.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.published
    }

    /// When it last changed in a way that readers should notice; never before it was published.
    #[must_use]
    pub fn updated(&self) -> Moment {
        self.updated
    }

    /// When an update counts that is still to come.
    #[must_use]
    pub fn update_due(&self) -> Option<Moment> {
        self.update_due
    }

    /// When it leaves the feeds.
    #[must_use]
    pub fn expires(&self) -> Option<Moment> {
        self.expires
    }

    /// Whether it is unfinished.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.draft
    }

    /// Everyone who is credited, in the order of the byline.
    #[must_use]
    pub fn credits(&self) -> &[Credit] {
        &self.credits
    }

    /// The authors among them.
    pub fn authors(&self) -> impl Iterator<Item = &Credit> {
        self.credits.iter().filter(|credit| credit.role() == Role::Author)
    }

    /// All who are credited but the authors.
    pub fn contributors(&self) -> impl Iterator<Item = &Credit> {
        self.credits.iter().filter(|credit| credit.role() != Role::Author)
    }

    /// Its language, where it is not the site's.
    #[must_use]
    pub fn language(&self) -> Option<&Lang> {
        self.language.as_ref()
    }

    /// The place that opens the text.
    #[must_use]
    pub fn dateline(&self) -> Option<&XmlText> {
        self.dateline.as_ref()
    }

    /// The desk.
    #[must_use]
    pub fn section(&self) -> Option<&XmlText> {
        self.section.as_ref()
    }

    /// The tags, each once.
    #[must_use]
    pub fn tags(&self) -> &[XmlText] {
        &self.tags
    }

    /// What it is filed under: the section, then the tags, each once.
    pub fn categories(&self) -> impl Iterator<Item = &XmlText> {
        let section = self.section.iter();
        section.chain(self.tags.iter().filter(|tag| self.section.as_ref().is_none_or(|section| section != *tag)))
    }

    /// Whether RSS's guid is the address itself, as it is where an old feed's permalinks were pinned.
    #[must_use]
    pub fn guid_is_url(&self) -> bool {
        self.id.in_format(Format::Rss) == self.url.as_str()
    }

    /// Its picture.
    #[must_use]
    pub fn image(&self) -> Option<&Image> {
        self.image.as_ref()
    }

    /// Where it was first published.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// The files that come with it.
    #[must_use]
    pub fn enclosures(&self) -> &[Enclosure] {
        &self.enclosures
    }

    /// The one of them that is carried where there is room for one.
    #[must_use]
    pub fn enclosure(&self) -> Option<&Enclosure> {
        Enclosure::main(&self.enclosures)
    }

    /// A number that all copies of an article have, and others seldom: little enough to be kept of every article.
    #[must_use]
    pub fn fingerprint(&self) -> u16 {
        /// Odd, and its bits are mixed, so that every bit of what it is multiplied with reaches the upper ones.
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let title = self.title.as_str().as_bytes();
        let end = title.last_chunk().map_or(0, |end| u64::from_le_bytes(*end));
        let length = self.body.text.as_ref().map_or(0, |text| text.as_str().len());
        let mixed = (end ^ ((title.len() as u64) << 32) ^ length as u64).wrapping_mul(MIX);
        (mixed >> 48) as u16
    }

    /// What it says and shows, which no other article has but a copy: title, text, and the addresses of its files. `None`
    /// where there is no text.
    #[must_use]
    pub fn gist(&self) -> Option<[String; 3]> {
        let text = self.body.text.as_ref().map(Text::as_str).filter(|text| !text.trim().is_empty())?;
        let image = self.image.iter().map(|image| image.url.as_str());
        let files: Vec<&str> = image.chain(self.enclosures.iter().map(|file| file.url.as_str())).collect();
        Some([self.title.as_str().to_owned(), text.to_owned(), files.join(" ")])
    }

    /// Whether it was withdrawn.
    #[must_use]
    pub fn is_retracted(&self) -> bool {
        self.retracted.is_some()
    }

    /// Its text, not rendered yet.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }
}

/// The text of an article as it was written, with nothing in it that XML forbids.
#[derive(Debug)]
pub struct Body {
    text: Option<Text>,
    format: html::Format,
}

/// A picture.
#[derive(Debug)]
pub struct Image {
    url: WebUrl,
    media_type: Option<MediaType>,
    size: Option<PixelSize>,
    length: Option<ByteLength>,
    alt: Option<XmlText>,
    caption: Option<XmlText>,
    credit: Option<XmlText>,
}

impl Image {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> &WebUrl {
        &self.url
    }

    /// Its type, where it is known.
    #[must_use]
    pub fn media_type(&self) -> Option<&MediaType> {
        self.media_type.as_ref()
    }

    /// Its size in pixels, where the file is here.
    #[must_use]
    pub fn size(&self) -> Option<PixelSize> {
        self.size
    }

    /// Its length in bytes, where the file is here.
    #[must_use]
    pub fn length(&self) -> Option<ByteLength> {
        self.length
    }

    /// What it shows, for those who do not see it.
    #[must_use]
    pub fn alt(&self) -> Option<&XmlText> {
        self.alt.as_ref()
    }

    /// What stands below it.
    #[must_use]
    pub fn caption(&self) -> Option<&XmlText> {
        self.caption.as_ref()
    }

    /// Who made it.
    #[must_use]
    pub fn credit(&self) -> Option<&XmlText> {
        self.credit.as_ref()
    }
}

/// Where an article was first published.
#[derive(Debug)]
pub struct Origin {
    title: XmlText,
    url: WebUrl,
}

impl Origin {
    /// The name of the publication.
    #[must_use]
    pub fn title(&self) -> &XmlText {
        &self.title
    }

    /// The address of the article there.
    #[must_use]
    pub fn url(&self) -> &WebUrl {
        &self.url
    }
}

/// A file that comes with an article.
#[derive(Debug)]
pub struct Enclosure {
    url: WebUrl,
    media_type: MediaType,
    length: Option<ByteLength>,
    duration: Option<u64>,
    title: Option<XmlText>,
    place: Span,
}

impl Enclosure {
    /// The first that can be played; where none can, the first of all.
    fn main(enclosures: &[Self]) -> Option<&Self> {
        let played = enclosures.iter().find(|one| matches!(one.media_type.top(), "audio" | "video"));
        played.or(enclosures.first())
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &WebUrl {
        &self.url
    }

    /// Its type.
    #[must_use]
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// Its length in bytes, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<ByteLength> {
        self.length
    }

    /// How long it plays, in whole seconds, where that is known.
    #[must_use]
    pub fn duration(&self) -> Option<u64> {
        self.duration
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> Option<&XmlText> {
        self.title.as_ref()
    }

    /// Where it was written.
    #[must_use]
    pub fn place(&self) -> &Span {
        &self.place
    }
}

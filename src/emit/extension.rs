//! Elements of other vocabularies, the same in RSS and in Atom.

use std::collections::BTreeMap;

use crate::article::{Article, Image};
use crate::value::person::Role;

/// Atom's namespace.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
/// RSS's module for whole texts, <https://web.resource.org/rss/1.0/modules/content/>.
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
/// Media RSS, <https://www.rssboard.org/media-rss>.
pub(super) const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// Feed history, <https://www.rfc-editor.org/rfc/rfc5005>.
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// An element with its prefix; a list of them as either crate wants it.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: &'static str,
    attributes: BTreeMap<String, String>,
    text: Option<String>,
    children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    pub(super) fn attribute(mut self, name: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.attributes.insert(name.to_owned(), value.to_string());
        self
    }

    pub(super) fn text(mut self, text: &(impl ToString + ?Sized)) -> Self {
        self.text = Some(text.to_string());
        self
    }

    fn prefix(&self) -> String {
        self.name.split(':').next().unwrap_or_default().to_owned()
    }

    fn local_name(&self) -> String {
        self.name.rsplit(':').next().unwrap_or_default().to_owned()
    }
}

/// Turns an [`Element`] into the extension type of one of the two crates, which are alike and yet two.
macro_rules! extensions {
    ($add:ident, $convert:ident, $krate:ident, $attribute:expr) => {
        pub(super) fn $add(extensions: &mut $krate::extension::ExtensionMap, element: Element) {
            let named = extensions.entry(element.prefix()).or_default().entry(element.local_name()).or_default();
            named.push($convert(element));
        }

        fn $convert(element: Element) -> $krate::extension::Extension {
            let mut children = BTreeMap::<String, Vec<_>>::new();
            for child in element.children {
                children.entry(child.local_name()).or_default().push($convert(child));
            }
            $krate::extension::Extension {
                name: element.name.to_owned(),
                value: element.text,
                attrs: element.attributes.into_iter().map(|(name, value)| (name, $attribute(value))).collect(),
                children,
            }
        }
    };
}

extensions!(add_to_rss, for_rss, rss, std::convert::identity);
// This crate writes the attributes of extensions, and of them alone, as they are.
extensions!(add_to_atom, for_atom, atom_syndication, |value: String| quick_xml::escape::escape(value).into_owned());

/// The picture of an article.
///
/// Beside a sound it is a thumbnail alone: there a reader of note takes a second `media:content` for the enclosure.
pub(super) fn media(article: &Article) -> Vec<Element> {
    let Some(image) = article.image() else { return Vec::new() };
    let mut elements = Vec::with_capacity(2);
    if article.enclosures().is_empty() {
        elements.push(content(image, article));
    }
    elements.push(sized(Element::new("media:thumbnail").attribute("url", image.url()), image));
    elements
}

fn content(image: &Image, article: &Article) -> Element {
    let mut content = Element::new("media:content").attribute("url", image.url()).attribute("medium", "image");
    if let Some(media_type) = image.media_type() {
        content = content.attribute("type", media_type);
    }
    if let Some(length) = image.length() {
        content = content.attribute("fileSize", &length.0);
    }
    content = sized(content, image);
    if let Some(caption) = image.caption().or(image.alt()) {
        content.children.push(Element::new("media:description").attribute("type", "plain").text(caption));
    }
    for name in credited(image, article) {
        content.children.push(Element::new("media:credit").attribute("role", "photographer").text(&name));
    }
    content
}

fn sized(element: Element, image: &Image) -> Element {
    match image.size() {
        Some(size) => element.attribute("width", &size.width).attribute("height", &size.height),
        None => element,
    }
}

/// Whoever made a picture: as its credit says, else the photographers of the byline.
fn credited(image: &Image, article: &Article) -> Vec<String> {
    if let Some(credit) = image.credit() {
        vec![credit.to_string()]
    } else {
        let photographers = article.contributors().filter(|person| person.role() == Role::Photographer);
        photographers.map(|person| person.name().to_owned()).collect()
    }
}

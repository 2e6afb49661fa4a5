//! Elements of other vocabularies, the same in RSS and in Atom.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::{Article, Image};
use crate::value::person::{Credit, Role};

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
pub(super) struct Element<'a> {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'a, str>)>,
    text: Option<Cow<'a, str>>,
    children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    pub(super) fn attribute(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn text(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Its prefix and its local name.
    fn names(&self) -> (&'static str, &'static str) {
        self.name.split_once(':').unwrap_or(("", self.name))
    }
}

/// Turns an [`Element`] into the extension type of one of the two crates, which are alike and yet two.
macro_rules! extensions {
    ($add:ident, $convert:ident, $krate:ident, $attribute:expr) => {
        pub(super) fn $add(extensions: &mut $krate::extension::ExtensionMap, element: Element<'_>) {
            let (prefix, name) = element.names();
            if !extensions.contains_key(prefix) {
                extensions.insert(prefix.to_owned(), BTreeMap::new());
            }
            if let Some(of_prefix) = extensions.get_mut(prefix) {
                of_prefix.entry(name.to_owned()).or_default().push($convert(element));
            }
        }

        fn $convert(element: Element<'_>) -> $krate::extension::Extension {
            let mut extension = $krate::extension::Extension {
                name: element.name.to_owned(),
                value: element.text.map(Cow::into_owned),
                ..$krate::extension::Extension::default()
            };
            // One by one: a map that is collected is sorted in a list first.
            for (name, value) in element.attributes {
                extension.attrs.insert(name.to_owned(), $attribute(value).into_owned());
            }
            for child in element.children {
                let (_, name) = child.names();
                extension.children.entry(name.to_owned()).or_default().push($convert(child));
            }
            extension
        }
    };
}

extensions!(add_to_rss, for_rss, rss, std::convert::identity);
// This crate writes the attributes of extensions, and of them alone, as they are.
extensions!(add_to_atom, for_atom, atom_syndication, quick_xml::escape::escape);

/// The picture of an article.
///
/// Beside a sound it is a thumbnail alone: there a reader of note takes a second `media:content` for the enclosure.
pub(super) fn media(article: &Article) -> impl Iterator<Item = Element<'_>> {
    article.image().into_iter().flat_map(|image| {
        let thumbnail = sized(Element::new("media:thumbnail").attribute("url", image.url().as_str()), image);
        let content = article.enclosures().is_empty().then(|| content(image, article));
        content.into_iter().chain([thumbnail])
    })
}

fn content<'a>(image: &'a Image, article: &'a Article) -> Element<'a> {
    let mut content = Element::new("media:content").attribute("url", image.url().as_str()).attribute("medium", "image");
    if let Some(media_type) = image.media_type() {
        content = content.attribute("type", media_type.as_str());
    }
    if let Some(length) = image.length() {
        content = content.attribute("fileSize", length.0.to_string());
    }
    content = sized(content, image);
    if let Some(caption) = image.caption().or(image.alt()) {
        content.children.push(Element::new("media:description").attribute("type", "plain").text(caption.as_str()));
    }
    for name in credited(image, article) {
        content.children.push(Element::new("media:credit").attribute("role", "photographer").text(name));
    }
    content
}

fn sized<'a>(element: Element<'a>, image: &Image) -> Element<'a> {
    match image.size() {
        Some(size) => element.attribute("width", size.width.to_string()).attribute("height", size.height.to_string()),
        None => element,
    }
}

/// Whoever made a picture: as its credit says, else the photographers of the byline.
fn credited<'a>(image: &'a Image, article: &'a Article) -> Vec<&'a str> {
    if let Some(credit) = image.credit() {
        vec![credit.as_str()]
    } else {
        let photographers = article.contributors().filter(|person| person.role() == Role::Photographer);
        photographers.map(Credit::name).collect()
    }
}

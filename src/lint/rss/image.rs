//! The image of a channel.

use crate::diagnostic::rule::rules;
use crate::lint::extension;
use crate::lint::structure::MISSING_ELEMENT;
use crate::lint::value::{address, number};
use crate::lint::walk::{Child, Inside, Shape, Site, Walk, shown};
use crate::lint::xml::tree::{Id, Text};

use super::{LINK, MISSING_LINK, MISSING_TITLE, NAME, NONE, PLAIN};

rules! {
    /// An image wider than 144 pixels, or of no width.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><width>200</width></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><width>144</width></image></channel>
    /// ```
    INVALID_WIDTH = Error "rss/image-width" "an image that is not 1 to 144 pixels wide",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt", w3c "InvalidWidth";

    /// An image higher than 400 pixels, or of no height.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><height>500</height></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><height>400</height></image></channel>
    /// ```
    INVALID_HEIGHT = Error "rss/image-height" "an image that is not 1 to 400 pixels high",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt", w3c "InvalidHeight";

    /// An image that leads elsewhere than the channel.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/about</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_LINK = Warning "rss/image-link" "an image that leads elsewhere than the channel",
        "https://www.rssboard.org/rss-profile#element-channel-image-link", w3c "ImageLinkDoesntMatch";

    /// An image with another title than the channel's.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>Logo</title><link>https://gazette.example/</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_TITLE = Warning "rss/image-title" "an image with another title than the channel's",
        "https://www.rssboard.org/rss-profile#element-channel-image-title", w3c "ImageTitleDoesntMatch";

    /// An image that is neither GIF, JPEG nor PNG by its name.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.bmp</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_FORMAT = Warning "rss/image-format" "an image that is neither GIF, JPEG nor PNG",
        "https://www.rssboard.org/rss-profile#element-channel-image-url", w3c "ImageUrlFormat";
}

/// What may be in it.
pub(crate) static IMAGE: Shape = Shape {
    inside: Inside::Elements,
    children: &[
        extension::DC,
        &[
            Child::one(NONE, "title", &NAME).needed(&MISSING_TITLE),
            Child::one(NONE, "url", &IMAGE_URL).needed(&MISSING_ELEMENT),
            Child::one(NONE, "link", &LINK).needed(&MISSING_LINK),
            Child::one(NONE, "width", &WIDTH),
            Child::one(NONE, "height", &HEIGHT),
            Child::one(NONE, "description", &PLAIN),
        ],
    ],
    attributes: &[],
    check: |_, _| (),
};
static IMAGE_URL: Shape = Shape::text(image_url);
static WIDTH: Shape = Shape::text(|walk, site, text| number::within(walk, site, text, (1, 144), &INVALID_WIDTH));
static HEIGHT: Shape = Shape::text(|walk, site, text| number::within(walk, site, text, (1, 400), &INVALID_HEIGHT));

fn image_url(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    address::absolute(walk, site, text);
    let path = text.value.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some((_, extension)) = name.rsplit_once('.').filter(|_| path.matches('/').count() > 2) {
        let lower = extension.to_ascii_lowercase();
        if !matches!(lower.as_str(), "jpg" | "jpeg" | "gif" | "png") {
            let message = format!("an image that ends in `.{}`", shown(extension));
            walk.value(&IMAGE_FORMAT, site, message, "give a GIF, JPEG or PNG file");
        }
    }
}

/// What it must have in common with its channel.
pub(crate) fn check_image(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let Some(image) = document.child(id, NONE, "image") else { return };
    for (name, rule, what) in
        [("link", &IMAGE_LINK, "leads elsewhere than"), ("title", &IMAGE_TITLE, "has another title than")]
    {
        let (Some(own), Some(channel)) = (document.child(image, NONE, name), document.child(id, NONE, name)) else {
            continue;
        };
        let wanted = document.text(channel).value.trim().to_owned();
        if document.text(own).value.trim() != wanted {
            let site = walk.site(own);
            walk.value(rule, &site, format!("the image {what} the channel"), &format!("write `{}`", shown(&wanted)));
        }
    }
}

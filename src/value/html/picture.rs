//! Whether two addresses show one picture.

use std::borrow::Cow;

use url::Url;

use super::token::lower;
use crate::value::link::WebUrl;

/// Whether the two lead to one picture, be it by another scheme, in another size or through a service that makes sizes.
///
/// ```
/// use dateline::value::html::is_same_picture;
/// use dateline::value::link::WebUrl;
///
/// let [one, same, other] = ["https://a.example/pier.jpg", "http://www.a.example/pier-300x200.jpg?w=9", "https://a.example/ferry.jpg"]
///     .map(|address| WebUrl::parse(address).unwrap());
/// assert!(is_same_picture(&one, &same));
/// assert!(!is_same_picture(&one, &other));
/// ```
#[must_use]
pub fn is_same_picture(one: &WebUrl, other: &WebUrl) -> bool {
    is_among(one, std::iter::once(other))
}

/// Whether one of some addresses leads to the same picture.
#[must_use]
pub fn is_among<'a>(picture: &WebUrl, mut others: impl Iterator<Item = &'a WebUrl>) -> bool {
    let inner_one = inner(picture);
    let original = Original::of(inner_one.as_ref().unwrap_or(picture));
    others.any(|other| {
        let inner_other = inner(other);
        picture == other || original == Original::of(inner_other.as_ref().unwrap_or(other))
    })
}

/// What of an address tells its picture from all others.
#[derive(PartialEq, Eq)]
struct Original<'a> {
    host: &'a str,
    folder: &'a str,
    /// Its name without a size.
    file: &'a str,
    /// In lower case.
    extension: Cow<'a, str>,
    query: Option<&'a str>,
}

impl<'a> Original<'a> {
    fn of(address: &'a WebUrl) -> Self {
        let host = address.host().trim_start_matches("www.");
        let (folder, file) = address.path().rsplit_once('/').unwrap_or(("", address.path()));
        match file.rsplit_once('.') {
            // A query after a file's name asks for a size; one after anything else says which picture.
            Some((stem, extension)) if is_extension(extension) => {
                Self { host, folder, file: without_size(stem), extension: lower(extension), query: None }
            }
            _ => {
                let whole = address.as_str().split_once('#').map_or(address.as_str(), |(whole, _)| whole);
                let query = whole.split_once('?').map(|(_, query)| query);
                Self { host, folder, file, extension: Cow::Borrowed(""), query }
            }
        }
    }
}

/// The address that a service which makes sizes was given.
fn inner(page: &WebUrl) -> Option<WebUrl> {
    if ["/_next/image", "/_vercel/image", "/.netlify/images"].contains(&page.path()) {
        let url = Url::parse(page.as_str()).ok()?;
        let (_, picture) = url.query_pairs().find(|(name, _)| name == "url")?;
        return page.join(&picture).ok();
    }
    if let Some((_, picture)) = page.path().strip_prefix("/cdn-cgi/image/").and_then(|rest| rest.split_once('/')) {
        return if picture.starts_with("http") {
            WebUrl::parse(picture).ok()
        } else {
            page.join(&format!("/{picture}")).ok()
        };
    }
    let host = page.host();
    let is_photon = host.len() == "i0.wp.com".len() && host.starts_with('i') && host.ends_with(".wp.com");
    if is_photon { WebUrl::parse(&format!("https:/{}", page.path())).ok() } else { None }
}

fn is_extension(text: &str) -> bool {
    matches!(
        &*lower(text),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "heic" | "bmp" | "tif" | "tiff" | "jxl"
    )
}

/// A file's name without the `-300x200`, `-800w`, `-scaled` or `@2x` that tells one size from another.
fn without_size(stem: &str) -> &str {
    if let Some((rest, density)) = stem.rsplit_once('@')
        && density.strip_suffix('x').is_some_and(is_number)
    {
        return without_size(rest);
    }
    let Some((rest, mark)) = stem.rsplit_once(['-', '_']).filter(|(rest, _)| !rest.is_empty()) else { return stem };
    let is_width = mark.strip_suffix('w').is_some_and(|width| width.len() > 1 && is_number(width));
    let is_box = mark.split_once('x').is_some_and(|(width, height)| is_number(width) && is_number(height));
    if is_width || is_box || mark == "scaled" { rest } else { stem }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(one: &str, other: &str) -> bool {
        is_same_picture(&WebUrl::parse(one).unwrap(), &WebUrl::parse(other).unwrap())
    }

    #[test]
    fn one_picture_has_many_addresses() {
        for other in [
            "https://a.example/img/pier.jpg",
            "http://a.example/img/pier.jpg",
            "https://www.a.example/img/pier.jpg?w=800&quality=80#top",
            "https://a.example/img/pier-300x200.jpg",
            "https://a.example/img/pier_1024x768.jpg",
            "https://a.example/img/pier-scaled.jpg",
            "https://a.example/img/pier-800w.JPG",
            "https://a.example/img/pier@2x.jpg",
            "https://a.example/img/pier-300x200@2x.jpg",
            "https://i2.wp.com/a.example/img/pier.jpg?resize=300",
            "https://a.example/_next/image?url=%2Fimg%2Fpier.jpg&w=640",
            "https://a.example/cdn-cgi/image/width=80,quality=75/img/pier.jpg",
            "https://b.example/cdn-cgi/image/width=80/https://a.example/img/pier.jpg",
        ] {
            assert!(is_same("https://a.example/img/pier.jpg", other), "{other}");
        }
        assert!(is_same("https://a.example/image?id=3", "http://a.example/image?id=3"));
    }

    #[test]
    fn others_have_others() {
        for other in [
            "https://b.example/img/pier.jpg",
            "https://a.example/pier.jpg",
            "https://a.example/img/pier.png",
            "https://a.example/img/pier-2.jpg",
            "https://a.example/img/pier-2024.jpg",
            "https://a.example/img/pier-new.jpg",
            "https://a.example/img/pier-1w.jpg",
            "https://a.example/img/pier-2xl.jpg",
            "https://x0.wp.com/a.example/img/pier.jpg",
            "https://i0.wp.org/a.example/img/pier.jpg",
        ] {
            assert!(!is_same("https://a.example/img/pier.jpg", other), "{other}");
        }
        assert!(!is_same("https://a.example/image?id=3", "https://a.example/image?id=4"));
        assert!(!is_same("https://a.example/image.php?id=3", "https://a.example/image.php?id=4"));
        assert!(!is_same("https://a.example/c.example/pier.jpg", "https://b.example/c.example/pier.jpg"));
        assert!(!is_same("https://a.example/-300x200.jpg", "https://a.example/-400x200.jpg"));
    }
}

//! Where in a folder the feeds of a publication lie: a site keeps them beside its pages, mostly in `feeds/`.

use std::collections::BTreeSet;

use crate::value::format::{ARCHIVE, By, Format, is_in_archive};

/// The folder of the main feed, by the paths of files that are called as ours are; `None` where it may be several, or no
/// file is called so.
///
/// ```
/// use dateline::diff::home;
///
/// assert_eq!(home(["index.xml", "feeds/rss.xml", "feeds/tag/ferries/rss.xml"]), Some("feeds/"));
/// assert_eq!(home(["tag/ferries/rss.xml"]), Some(""), "that of a tag is not the main one");
/// assert_eq!(home(["gazette/rss.xml", "herald/rss.xml"]), None);
/// ```
pub fn home<'p>(paths: impl IntoIterator<Item = &'p str>) -> Option<&'p str> {
    let ours = paths.into_iter().filter(|path| Format::of_path(path).is_some());
    let homes: BTreeSet<(usize, &str)> =
        ours.map(|path| outermost(super::folder(path))).map(|home| (home.matches('/').count(), home)).collect();
    let mut homes = homes.into_iter();
    let (depth, home) = homes.next()?;
    homes.next().is_none_or(|(next, _)| next > depth).then_some(home)
}

/// The paths among these that lie in archives of the feeds beside them.
pub fn archives<'p>(paths: impl IntoIterator<Item = &'p str> + Clone) -> BTreeSet<&'p str> {
    let ours = paths.clone().into_iter().filter(|path| Format::of_path(path).is_some());
    let homes: BTreeSet<&str> = ours.map(super::folder).collect();
    let is_archive = |path: &str| {
        let mut parts = path.match_indices(ARCHIVE).map(|(at, _)| path.split_at(at));
        parts.any(|(home, below)| is_in_archive(below) && (home.is_empty() || homes.contains(home)))
    };
    paths.into_iter().filter(|path| is_archive(path)).collect()
}

/// The folder of the main feed of a further feed or an archive; of any other feed its own.
fn outermost(folder: &str) -> &str {
    let mut parts = folder.rsplitn(4, '/').skip(2);
    let is_kind = |kind: &str| kind == ARCHIVE || By::ALL.iter().any(|by| by.as_str() == kind);
    match parts.next() {
        Some(kind) if is_kind(kind) => parts.next().map_or("", |home| &folder[..=home.len()]),
        _ => folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_lie_beside_the_feed_that_they_are_of() {
        let paths = ["archive/1/rss.xml", "feeds/archive/2/rss.xml", "feeds/rss.xml", "museum/archive/rss.xml"];
        assert_eq!(archives(paths), BTreeSet::from(["archive/1/rss.xml", "feeds/archive/2/rss.xml"]));
        assert_eq!(home(paths[1..2].iter().copied()), Some("feeds/"));
    }
}

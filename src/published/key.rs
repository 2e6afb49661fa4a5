//! By what an entry is known again when its id has changed: texts and addresses without what does not matter in them.

use crate::value::html::entity::decode;
use crate::value::summary::text_of;

/// An address without its scheme, `www.`, fragment, index page, closing slash and campaign: where it leads to.
///
/// Never fails; what is no address is its own key.
///
/// ```
/// use dateline::published::key::link;
///
/// assert_eq!(link("http://www.Gazette.example/ferry/index.html#top"), "gazette.example/ferry");
/// assert_eq!(link("https://gazette.example/?p=12&utm_source=rss"), "gazette.example?p=12");
/// ```
#[must_use]
pub fn link(address: &str) -> String {
    let address = address.trim();
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let folder = ["index.html", "index.htm", "index.php"].iter().find_map(|page| path.strip_suffix(page));
    let path = folder.filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path).trim_end_matches('/');
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let mut key = host.to_owned();
    if !path.is_empty() {
        key.extend(["/", path]);
    }
    if !kept.is_empty() {
        key.extend(["?", &kept.join("&")]);
    }
    key
}

/// Whether a part of a query tells where a reader comes from, and not where to.
fn is_tracking(pair: &str) -> bool {
    const PREFIXES: [&str; 3] = ["utm_", "mtm_", "pk_"];
    const NAMES: [&str; 5] = ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid"];
    let name = pair.split('=').next().unwrap_or(pair);
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || NAMES.contains(&name)
        || pair == "ref=rss"
        || pair == "source=rss"
}

/// A title by its letters and digits alone, in lower case, without markup and references.
///
/// ```
/// use dateline::published::key::title;
///
/// assert_eq!(title("Fish &amp; <i>Chips</i>"), title("Fish & chips"));
/// ```
#[must_use]
pub fn title(title: &str) -> String {
    text(&text_of(&decode(title)))
}

/// A text by its letters and digits alone, in lower case: the same whoever set its quotes, dashes and spaces.
#[must_use]
pub fn text(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

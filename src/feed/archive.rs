//! Archives: the months of the main feed that are over, <https://www.rfc-editor.org/rfc/rfc5005#section-4>.
//!
//! An archive is made once its month is over by the publication's clock, and from then on depends on the articles of
//! that month alone. Only the oldest names the archive after it, since it has no other neighbour and is made together
//! with the second one: in any other the link would be to what does not exist yet, and would have to be written into it
//! later.

use std::collections::BTreeMap;

use super::{Card, Outline, Scope};
use crate::config::Config;
use crate::value::format::ARCHIVE;
use crate::value::moment::Moment;

/// Fewer months than this are not archived: one archive alone has no neighbour.
const FEWEST: usize = 2;

/// Makes the archives, the newest first, and leaves in the main feed its newest entries and what no archive holds.
pub(super) fn take(main: &mut Outline, cards: &[Card], config: &Config, now: Moment) -> Vec<Outline> {
    let month = |moment: Moment| config.site.zone().at(moment).date().format("%Y-%m").to_string();
    let present = month(now);
    let mut months: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &place in &main.articles {
        let month = month(cards[place].published);
        if month < present {
            months.entry(month).or_default().push(place);
        }
    }
    if months.len() < FEWEST {
        return Vec::new();
    }
    let limit = config.feeds.limit.unwrap_or(usize::MAX);
    let mut kept = 0;
    main.articles.retain(|&place| {
        kept += 1;
        kept <= limit || month(cards[place].published) >= present
    });
    linked(months, main)
}

fn linked(months: BTreeMap<String, Vec<usize>>, main: &mut Outline) -> Vec<Outline> {
    let mut archives: Vec<Outline> = Vec::with_capacity(months.len());
    for (month, articles) in months {
        let folder = format!("{ARCHIVE}/{month}/");
        if let [oldest] = archives.as_mut_slice() {
            oldest.next = Some(folder.clone());
        }
        let previous = archives.last().map(|archive| archive.folder.clone());
        archives.push(Outline { previous, articles, ..Outline::new(folder, Scope::Archive) });
    }
    archives.reverse();
    main.previous = archives.first().map(|newest| newest.folder.clone());
    archives
}

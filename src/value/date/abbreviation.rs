//! Zones as newsrooms name them: abbreviations, their long names, and American generic time.
//!
//! An abbreviation is taken at its word at any time of year: EST is five hours behind UTC in August too.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};

/// Abbreviations with one meaning, folded, with their minutes east of UTC.
const FIXED: &[(&str, i32)] = &[
    ("acdt", 630),
    ("acst", 570),
    ("adt", -180),
    ("aedt", 660),
    ("aest", 600),
    ("akdt", -480),
    ("akst", -540),
    ("ast", -240),
    ("awst", 480),
    ("bst", 60),
    ("cat", 120),
    ("cdt", -300),
    ("cest", 120),
    ("cet", 60),
    ("cst", -360),
    ("eat", 180),
    ("edt", -240),
    ("eest", 180),
    ("eet", 120),
    ("est", -300),
    ("gmt", 0),
    ("hkt", 480),
    ("hst", -600),
    ("jst", 540),
    ("kst", 540),
    ("mdt", -360),
    ("mesz", 120),
    ("mest", 120),
    ("met", 60),
    ("mez", 60),
    ("msk", 180),
    ("mst", -420),
    ("ndt", -150),
    ("nst", -210),
    ("nzdt", 780),
    ("nzst", 720),
    ("pdt", -420),
    ("pkt", 300),
    ("pst", -480),
    ("sast", 120),
    ("sgt", 480),
    ("ut", 0),
    ("utc", 0),
    ("wat", 60),
    ("west", 60),
    ("wet", 0),
    ("wib", 420),
    ("z", 0),
    ("мск", 180),
];

/// What the long names begin with, and the minutes of the standard and the daylight or summer time.
const LONG: &[(&[&str], Option<i32>, Option<i32>)] = &[
    (&["eastern"], Some(-300), Some(-240)),
    (&["central"], Some(-360), Some(-300)),
    (&["mountain"], Some(-420), Some(-360)),
    (&["pacific"], Some(-480), Some(-420)),
    (&["atlantic"], Some(-240), Some(-180)),
    (&["alaska"], Some(-540), Some(-480)),
    (&["hawaii"], Some(-600), None),
    // Between the two stands a hyphen, which is no word.
    (&["hawaii", "", "aleutian"], Some(-600), Some(-540)),
    (&["newfoundland"], Some(-210), Some(-150)),
    (&["australian", "western"], Some(480), None),
    (&["australian", "central"], Some(570), Some(630)),
    (&["australian", "eastern"], Some(600), Some(660)),
    (&["new", "zealand"], Some(720), Some(780)),
    (&["south", "africa"], Some(120), None),
    (&["south", "african"], Some(120), None),
    (&["pakistan"], Some(300), None),
    (&["hong", "kong"], Some(480), None),
    (&["singapore"], Some(480), None),
    (&["japan"], Some(540), None),
    (&["korea"], Some(540), None),
    (&["korean"], Some(540), None),
    (&["moscow"], Some(180), None),
    (&["india"], Some(330), None),
    (&["indian"], Some(330), None),
    (&["china"], Some(480), None),
    (&["israel"], Some(120), Some(180)),
    (&["irish"], Some(60), None),
];

/// Names that do not follow that pattern.
const PHRASES: &[(&[&str], Phrase)] = &[
    (&["greenwich", "mean", "time"], Phrase::Minutes(0)),
    (&["coordinated", "universal", "time"], Phrase::Minutes(0)),
    (&["universal", "time"], Phrase::Minutes(0)),
    (&["universal", "time", "coordinated"], Phrase::Minutes(0)),
    (&["western", "european", "time"], Phrase::Minutes(0)),
    (&["western", "european", "standard", "time"], Phrase::Minutes(0)),
    (&["western", "european", "summer", "time"], Phrase::Minutes(60)),
    (&["british", "summer", "time"], Phrase::Minutes(60)),
    (&["central", "european", "time"], Phrase::Minutes(60)),
    (&["central", "european", "standard", "time"], Phrase::Minutes(60)),
    (&["central", "european", "summer", "time"], Phrase::Minutes(120)),
    (&["middle", "european", "time"], Phrase::Minutes(60)),
    (&["middle", "european", "summer", "time"], Phrase::Minutes(120)),
    (&["mitteleuropaeische", "zeit"], Phrase::Minutes(60)),
    (&["mitteleuropaeische", "sommerzeit"], Phrase::Minutes(120)),
    (&["mitteleuropaische", "zeit"], Phrase::Minutes(60)),
    (&["mitteleuropaische", "sommerzeit"], Phrase::Minutes(120)),
    (&["eastern", "european", "time"], Phrase::Minutes(120)),
    (&["eastern", "european", "standard", "time"], Phrase::Minutes(120)),
    (&["eastern", "european", "summer", "time"], Phrase::Minutes(180)),
    (&["moscow", "time"], Phrase::Minutes(180)),
    (&["по", "московскому", "времени"], Phrase::Zone(Tz::Europe__Moscow)),
    (&["по", "мск"], Phrase::Minutes(180)),
    (&["west", "africa", "time"], Phrase::Minutes(60)),
    (&["central", "africa", "time"], Phrase::Minutes(120)),
    (&["east", "africa", "time"], Phrase::Minutes(180)),
    (&["eastern", "africa", "time"], Phrase::Minutes(180)),
    (&["west", "african", "time"], Phrase::Minutes(60)),
    (&["central", "african", "time"], Phrase::Minutes(120)),
    (&["east", "african", "time"], Phrase::Minutes(180)),
    (&["pakistan", "time"], Phrase::Minutes(300)),
    (&["japan", "time"], Phrase::Minutes(540)),
    (&["korea", "time"], Phrase::Minutes(540)),
    (&["western", "indonesia", "time"], Phrase::Minutes(420)),
    (&["western", "indonesian", "time"], Phrase::Minutes(420)),
    (&["hong", "kong", "time"], Phrase::Minutes(480)),
    (&["singapore", "time"], Phrase::Minutes(480)),
    (&["beijing", "time"], Phrase::Minutes(480)),
    (&["local", "time"], Phrase::Local),
    (&["heure", "locale"], Phrase::Local),
    (&["ortszeit"], Phrase::Local),
    (&["hora", "local"], Phrase::Local),
    (&["ora", "locale"], Phrase::Local),
    (&["lokale", "tijd"], Phrase::Local),
    (&["plaatselijke", "tijd"], Phrase::Local),
    (&["czasu", "lokalnego"], Phrase::Local),
    (&["lokal", "tid"], Phrase::Local),
    (&["по", "местному", "времени"], Phrase::Local),
    (&["за", "місцевим", "часом"], Phrase::Local),
    (&["за", "київським", "часом"], Phrase::Zone(Tz::Europe__Kyiv)),
    (&["heure", "de", "paris"], Phrase::Zone(Tz::Europe__Paris)),
];

/// The same in Japanese and Chinese.
const HAN_PHRASES: &[(&str, Phrase)] = &[
    ("北京时间", Phrase::Minutes(480)),
    ("北京時間", Phrase::Minutes(480)),
    ("日本時間", Phrase::Minutes(540)),
    ("日本时间", Phrase::Minutes(540)),
    ("当地时间", Phrase::Local),
    ("當地時間", Phrase::Local),
    ("現地時間", Phrase::Local),
];

/// What a name of a zone means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// So many minutes east of UTC.
    Minutes(i32),
    /// A zone with its clock changes.
    Zone(Tz),
    /// The zone that is declared.
    Local,
}

/// The zone of American generic time; with "time" after it or without.
pub(super) fn generic(word: &str) -> Option<Tz> {
    match word {
        "et" | "eastern" => Some(Tz::America__New_York),
        "ct" | "central" => Some(Tz::America__Chicago),
        "mt" | "mountain" => Some(Tz::America__Denver),
        "pt" | "pacific" => Some(Tz::America__Los_Angeles),
        "at" | "atlantic" => Some(Tz::America__Halifax),
        _ => None,
    }
}

/// The offset that an abbreviation means everywhere.
pub(super) fn fixed(word: &str) -> Option<FixedOffset> {
    let (_, minutes) = FIXED.iter().find(|(known, _)| *known == word)?;
    minutes_east(*minutes)
}

/// Whether a word is the abbreviation of some zone, be its meaning ever so unclear.
pub(super) fn is_known(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "aft", "almt", "amt", "art", "azt", "bdt", "bnt", "bot", "brst", "brt", "chst", "clst", "clt", "cot", "cvt",
        "ect", "egst", "egt", "fjt", "galt", "get", "gft", "gst", "gyt", "hdt", "hovt", "ict", "idt", "irdt", "irkt",
        "irst", "ist", "kgt", "krat", "lhst", "magt", "mmt", "mut", "mvt", "myt", "npt", "omst", "pet", "pett", "pgt",
        "phst", "pht", "pyst", "pyt", "ret", "samt", "sct", "srt", "sst", "tjt", "tmt", "trt", "ulat", "uyt", "uzt",
        "vet", "vlat", "wast", "wit", "wita", "yakt", "yekt",
    ];
    fixed(word).is_some() || OTHERS.contains(&word)
}

/// The zones that an abbreviation may mean, where that depends on the reader.
pub(super) fn readings(word: &str) -> &'static [i32] {
    match word {
        "ist" => &[330, 120, 60],
        _ => &[],
    }
}

/// The name of several words at the start of `words`, and how many they are.
pub(super) fn phrase<'w>(word: impl Fn(usize) -> &'w str) -> Option<(Phrase, usize)> {
    let starts = |known: &[&str]| known.iter().enumerate().all(|(at, part)| word(at) == *part);
    let told = PHRASES.iter().filter(|(known, _)| starts(known)).max_by_key(|(known, _)| known.len());
    if let Some((known, meaning)) = told {
        return Some((*meaning, known.len()));
    }
    let (known, standard, daylight) =
        LONG.iter().filter(|(known, ..)| starts(known)).max_by_key(|(known, ..)| known.len())?;
    let minutes = match word(known.len()) {
        "standard" => *standard,
        "daylight" | "summer" => *daylight,
        _ => None,
    };
    let time = usize::from(word(known.len() + 1) == "time");
    Some((Phrase::Minutes(minutes?), known.len() + 1 + time))
}

/// The same for ideographs.
pub(super) fn han_phrase(starts: impl Fn(&str) -> bool) -> Option<(Phrase, usize)> {
    HAN_PHRASES.iter().find(|(known, _)| starts(known)).map(|(known, meaning)| (*meaning, known.chars().count()))
}

/// The offset that `tz` itself calls `abbreviation` at `wall`, or else on that day.
pub(super) fn in_use(tz: Tz, wall: NaiveDateTime, abbreviation: &str) -> Option<FixedOffset> {
    let called = |offset: <Tz as TimeZone>::Offset| {
        let same = offset.abbreviation().is_some_and(|name| name.eq_ignore_ascii_case(abbreviation));
        same.then(|| offset.fix())
    };
    let ends = [NaiveTime::MIN, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN)];
    let day: NaiveDate = wall.date();
    std::iter::once(wall).chain(ends.map(|time| day.and_time(time))).find_map(|wall| {
        let local = tz.offset_from_local_datetime(&wall);
        local.earliest().and_then(called).or_else(|| local.latest().and_then(called))
    })
}

/// An offset of so many minutes.
pub(super) fn minutes_east(minutes: i32) -> Option<FixedOffset> {
    FixedOffset::east_opt(minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Phrase, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        phrase(|at| words.get(at).copied().unwrap_or_default())
    }

    #[test]
    fn long_names_say_standard_or_daylight() {
        assert_eq!(read("eastern standard time"), Some((Phrase::Minutes(-300), 3)));
        assert_eq!(read("eastern daylight time in"), Some((Phrase::Minutes(-240), 3)));
        assert_eq!(read("eastern time"), None, "generic");
        assert_eq!(read("eastern european summer time"), Some((Phrase::Minutes(180), 4)));
        assert_eq!(read("australian eastern daylight time"), Some((Phrase::Minutes(660), 4)));
        assert_eq!(read("hawaii daylight time"), None, "there is none");
        assert_eq!(read("heure de paris"), Some((Phrase::Zone(Tz::Europe__Paris), 3)));
    }

    #[test]
    fn a_zone_knows_its_own_abbreviations() {
        let wall = |text: &str| text.parse().unwrap();
        let hours = |tz, text, name| in_use(tz, wall(text), name).map(|offset| offset.local_minus_utc() / 60);
        assert_eq!(hours(Tz::Asia__Kolkata, "2025-08-15T18:30:00", "ist"), Some(330));
        assert_eq!(hours(Tz::Asia__Jerusalem, "2025-01-15T18:30:00", "ist"), Some(120));
        assert_eq!(hours(Tz::Asia__Jerusalem, "2025-08-15T18:30:00", "ist"), None);
        assert_eq!(hours(Tz::Europe__Dublin, "2025-08-15T18:30:00", "ist"), Some(60));
        assert_eq!(hours(Tz::Asia__Shanghai, "2025-08-15T18:30:00", "cst"), Some(480));
        assert_eq!(hours(Tz::America__New_York, "2025-11-02T01:30:00", "est"), Some(-300));
        assert_eq!(hours(Tz::America__New_York, "2025-11-02T01:30:00", "edt"), Some(-240));
    }
}

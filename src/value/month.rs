//! The names of months and of days of the week, in the languages that newsrooms of this tool write.
//!
//! English, French, German, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Danish, Norwegian, Russian and
//! Ukrainian, in full and abbreviated, in the nominative and the genitive, with accents or without. Japanese and Chinese
//! number their months.

use std::sync::LazyLock;

use chrono::Weekday;
use pure_rust_locales::{Locale, locale_match};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

const LOCALES: [Locale; 13] = [
    Locale::en_US,
    Locale::fr_FR,
    Locale::de_DE,
    Locale::de_AT,
    Locale::es_ES,
    Locale::pt_PT,
    Locale::pt_BR,
    Locale::it_IT,
    Locale::nl_NL,
    Locale::pl_PL,
    Locale::sv_SE,
    Locale::ru_RU,
    Locale::uk_UA,
];

/// What papers write beside the forms that the locales know: the newsroom abbreviations, spellings without umlauts,
/// Austrian and Latin American names, other cases, and what Danes and Norwegians write unlike Germans and Swedes.
const MORE_MONTHS: [&[&str]; 12] = [
    &["jaenner", "jaen", "janv", "genn", "stycz", "jan"],
    &["febr", "feber", "fevr", "fév", "febbr", "febb", "февр"],
    &["mzo", "marts", "maerz", "maer", "mrz", "март", "берез"],
    &["avr", "kwiet", "квіт"],
    &["magg", "май", "трав"],
    &["giugn", "czerw", "черв"],
    &["juill", "lugl"],
    &["agto", "ag", "sierp", "серп"],
    &["sept", "sett", "setiembre", "wrzes", "сент", "верес"],
    &["paźdz", "жовт"],
    &["listop", "нояб", "лист", "листоп"],
    &["grudz", "desember", "des", "груд"],
];

const MORE_WEEKDAYS: [&[&str]; 7] = [
    &["pn", "pon", "poniedz", "maa", "måndagen", "mandag", "пнд", "пон"],
    &["tues", "wt", "din", "tisdagen", "tirsdag", "втр", "вто"],
    &["weds", "sr", "woe", "miérc", "onsdagen", "срд", "среду", "середу"],
    &["thur", "thurs", "cz", "czwart", "don", "juev", "tors", "torsdagen", "чтв"],
    &["pt", "vrij", "fredagen", "птн", "пят", "пятницу", "пятницю"],
    &["sonnabend", "sobote", "zat", "lördagen", "сбт", "суб", "субботу", "суботу"],
    &["nd", "niedz", "zon", "söndagen", "вск", "вос", "неділю"],
];

struct Name {
    folded: String,
    shown: &'static str,
    number: u8,
}

static MONTHS: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for locale in LOCALES {
        add(&mut names, locale_match!(locale => LC_TIME::MON));
        add(&mut names, locale_match!(locale => LC_TIME::ABMON));
        add(&mut names, locale_match!(locale => LC_TIME::ALT_MON).unwrap_or_default());
        add(&mut names, locale_match!(locale => LC_TIME::AB_ALT_MON).unwrap_or_default());
    }
    for (number, more) in (0..).zip(MORE_MONTHS) {
        names.extend(more.iter().map(|shown| Name { folded: fold(shown), shown, number }));
    }
    sorted(names)
});

static WEEKDAYS: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for locale in LOCALES {
        // The locales count from Sunday, chrono from Monday.
        for list in [locale_match!(locale => LC_TIME::DAY), locale_match!(locale => LC_TIME::ABDAY)] {
            add(&mut names, &list[1..]);
            names.push(Name { folded: bare(list[0]), shown: list[0], number: 6 });
        }
    }
    for (number, more) in (0..).zip(MORE_WEEKDAYS) {
        names.extend(more.iter().map(|shown| Name { folded: fold(shown), shown, number }));
    }
    sorted(names)
});

/// The month that a name means, from 1, in any case and with accents or without; a full stop is not part of a name.
///
/// ```
/// use dateline::value::month;
///
/// assert_eq!(month::month("Février"), Some(2));
/// assert_eq!(month::month("paz"), Some(10));
/// assert_eq!(month::month("Febuary"), None);
/// ```
#[must_use]
pub fn month(name: &str) -> Option<u32> {
    folded_month(&fold(name))
}

/// The day of the week that a name means, in any case and with accents or without.
#[must_use]
pub fn weekday(name: &str) -> Option<Weekday> {
    folded_weekday(&fold(name))
}

/// The name of a month that is one slip of the pen away from `name`: a letter too few, too many or wrong, or two
/// swapped; `None` for short words and for those that are near two months.
#[must_use]
pub fn near(name: &str) -> Option<&'static str> {
    nearest(&MONTHS, name)
}

/// The same for days of the week.
#[must_use]
pub fn near_weekday(name: &str) -> Option<&'static str> {
    nearest(&WEEKDAYS, name)
}

/// The month that a folded name means.
pub(crate) fn folded_month(name: &str) -> Option<u32> {
    find(&MONTHS, name).map(|number| u32::from(number) + 1)
}

/// The day of the week that a folded name means.
pub(crate) fn folded_weekday(name: &str) -> Option<Weekday> {
    find(&WEEKDAYS, name).and_then(|number| Weekday::try_from(number).ok())
}

/// Lower case without accents: what two spellings of one name have in common.
///
/// Cyrillic keeps й and ї, which are letters of their own there; ё is е.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.nfkc() {
        fold_char(char, &mut |char| folded.push(char));
    }
    folded
}

/// Folds one character of a text in NFKC.
pub(crate) fn fold_char(char: char, push: &mut dyn FnMut(char)) {
    if char.is_ascii() {
        return push(char.to_ascii_lowercase());
    }
    for lower in char.to_lowercase() {
        match lower {
            'ß' => "ss".chars().for_each(&mut *push),
            'æ' => "ae".chars().for_each(&mut *push),
            'œ' => "oe".chars().for_each(&mut *push),
            'ł' => push('l'),
            'ø' => push('o'),
            'ё' => push('е'),
            lower if canonical_combining_class(lower) != 0 => {}
            'à'..='ɏ' => decompose_canonical(lower, |part| {
                if canonical_combining_class(part) == 0 {
                    push(part);
                }
            }),
            lower => push(lower),
        }
    }
}

fn add(names: &mut Vec<Name>, list: &'static [&'static str]) {
    names.extend((0..).zip(list).map(|(number, shown)| Name { folded: bare(shown), shown, number }));
}

/// The word that the grammar looks up: without a full stop, and without the apostrophe of п'ятниця.
fn bare(shown: &str) -> String {
    fold(shown).replace(['.', '\''], "")
}

fn sorted(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by(|one, other| one.folded.cmp(&other.folded));
    names.dedup_by(|later, earlier| later.folded == earlier.folded);
    names
}

fn find(names: &[Name], folded: &str) -> Option<u8> {
    let at = names.binary_search_by(|name| name.folded.as_str().cmp(folded)).ok()?;
    Some(names[at].number)
}

fn nearest(names: &'static [Name], name: &str) -> Option<&'static str> {
    let folded: Vec<char> = fold(name).chars().collect();
    if folded.len() < 4 {
        return None;
    }
    let mut near = names.iter().filter(|known| {
        let known: Vec<char> = known.folded.chars().collect();
        known.len() >= 4 && one_slip_apart(&folded, &known)
    });
    let first = near.next()?;
    near.all(|other| other.number == first.number).then_some(first.shown)
}

fn one_slip_apart(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => match (short, long) {
            ([a, b, short @ ..], [c, d, long @ ..]) if a == d && b == c && short == long => true,
            ([_, short @ ..], [_, long @ ..]) => short == long,
            _ => false,
        },
        1 => short == &long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_of_every_language_in_full() {
        let years = [
            "january february march april may june july august september october november december",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
            "januari februari mars april maj juni juli augusti september oktober november december",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
        ];
        for year in years {
            for (number, name) in (1..).zip(year.split(' ')) {
                assert_eq!(month(name), Some(number), "{name}");
                assert_eq!(month(&name.to_uppercase()), Some(number), "{name}");
                assert_eq!(month(&fold(name)), Some(number), "{name}");
            }
        }
    }

    #[test]
    fn every_weekday_of_every_language_in_full() {
        let weeks = [
            "monday tuesday wednesday thursday friday saturday sunday",
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
            "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
            "lunes martes miércoles jueves viernes sábado domingo",
            "segunda terça quarta quinta sexta sábado domingo",
            "lunedì martedì mercoledì giovedì venerdì sabato domenica",
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
            "poniedziałek wtorek środa czwartek piątek sobota niedziela",
            "måndag tisdag onsdag torsdag fredag lördag söndag",
            "понедельник вторник среда четверг пятница суббота воскресенье",
            "понеділок вівторок середа четвер пятниця субота неділя",
        ];
        for week in weeks {
            for (number, name) in (0..).zip(week.split(' ')) {
                assert_eq!(weekday(name), Weekday::try_from(number).ok(), "{name}");
            }
        }
    }

    #[test]
    fn no_name_means_two_months_and_only_one_a_day_too() {
        let mut names = Vec::new();
        for locale in LOCALES {
            add(&mut names, locale_match!(locale => LC_TIME::MON));
            add(&mut names, locale_match!(locale => LC_TIME::ABMON));
            add(&mut names, locale_match!(locale => LC_TIME::ALT_MON).unwrap_or_default());
        }
        for name in &names {
            assert_eq!(find(&MONTHS, &name.folded), Some(name.number), "{}", name.shown);
        }
        for (number, more) in (1..).zip(MORE_MONTHS) {
            for name in more {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
        for (number, more) in (0..).zip(MORE_WEEKDAYS) {
            for name in more {
                assert_eq!(weekday(name), Weekday::try_from(number).ok(), "{name}");
            }
        }
        let both: Vec<_> = MONTHS.iter().filter(|name| find(&WEEKDAYS, &name.folded).is_some()).collect();
        assert_eq!(both.iter().map(|name| name.folded.as_str()).collect::<Vec<_>>(), ["mar"]);
    }

    #[test]
    fn marks_do_not_count_wherever_they_stand() {
        for (written, folded) in [("MÄRZ", "marz"), ("ma\u{308}rz", "marz"), ("m\u{302}arz", "marz"), ("Weiß", "weiss")]
        {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn misspelt_names_are_near_one_month_or_none() {
        assert_eq!(near("Febuary"), Some("February"));
        assert_eq!(near("Agust").and_then(month), Some(8));
        assert_eq!(near("Setpember"), Some("September"));
        assert_eq!(near("Dezembr").and_then(month), Some(12));
        assert_eq!(near_weekday("Wensday"), None, "two slips");
        assert_eq!(near_weekday("Wedesday"), Some("Wednesday"));
        assert_eq!(near("Mrach"), Some("March"));
        assert_eq!(near("Apirl"), Some("April"));
        assert_eq!(near("Jaunary"), Some("January"));
        assert_eq!(near("Naunary"), None, "a slip and two letters that changed places");
        assert_eq!(near("Agrul"), None, "two letters that are others");
        assert_eq!(near("Jamuary"), Some("January"));
        assert_eq!(near("Mrxch"), None, "two letters, of which one changed its place");
        assert_eq!(near("Marx").and_then(month), Some(3));
        assert_eq!(near("Mac"), None, "a short one may be anything");
        assert_eq!(near("Jux"), None);
        assert_eq!(near("nonsense"), None);
    }
}

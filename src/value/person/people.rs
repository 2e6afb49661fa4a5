//! The people whom a publication knows: canonical spellings, aliases, addresses.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Credit, Role, shown, without_duplicates};

/// One entry of the table of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    name: String,
    aliases: Vec<String>,
    email: Option<String>,
    uri: Option<String>,
    affiliation: Option<String>,
    organisation: bool,
}

impl Person {
    /// An entry for a name in its canonical spelling; `None` when nothing of the name can be shown.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        Some(Self {
            name: shown(name)?,
            aliases: Vec::new(),
            email: None,
            uri: None,
            affiliation: None,
            organisation: false,
        })
    }

    /// The same with one more spelling that means this person; a blank one is none.
    #[must_use]
    pub fn with_alias(mut self, alias: &str) -> Self {
        self.aliases.extend(shown(alias));
        self
    }

    /// The same with an email address.
    #[must_use]
    pub fn with_email(mut self, email: &str) -> Self {
        self.email = shown(email);
        self
    }

    /// The same with the address of a page about the person.
    #[must_use]
    pub fn with_uri(mut self, uri: &str) -> Self {
        self.uri = shown(uri);
        self
    }

    /// The same with the body that the person works for.
    #[must_use]
    pub fn with_affiliation(mut self, affiliation: &str) -> Self {
        self.affiliation = shown(affiliation);
        self
    }

    /// The same as a body rather than a person, or the other way round.
    #[must_use]
    pub fn with_organisation(mut self, organisation: bool) -> Self {
        self.organisation = organisation;
        self
    }

    /// The canonical spelling.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    fn settle(&self, credit: &mut Credit) {
        credit.name.clone_from(&self.name);
        credit.email = credit.email.take().or_else(|| self.email.clone());
        credit.uri = credit.uri.take().or_else(|| self.uri.clone());
        credit.affiliation = credit.affiliation.take().or_else(|| self.affiliation.clone());
        credit.organisation = self.organisation;
    }
}

/// A spelling that two people claim; it stays with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The spelling, as the second entry writes it.
    pub spelling: String,
    /// Whose it is.
    pub first: String,
    /// Who claims it too; the same name when one name has two entries.
    pub second: String,
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { spelling, first, second } = self;
        if first == second {
            write!(f, "`{spelling}` has two entries")
        } else {
            write!(f, "`{spelling}` means both `{first}` and `{second}`")
        }
    }
}

/// How a name differs from one that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Only accents differ.
    Accent,
    /// Two neighbouring letters changed places.
    Swapped,
    /// One letter is other, missing or too many.
    Letter,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accent => "only accents differ",
            Self::Swapped => "two neighbouring letters are swapped",
            Self::Letter => "one letter differs",
        })
    }
}

/// A name that is almost one that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The name as credited.
    pub written: String,
    /// In which role.
    pub role: Role,
    /// The bytes of the byline that hold the name, where the credit knows them.
    pub span: Option<Range<usize>>,
    /// The known name, in its canonical spelling.
    pub known: String,
    /// What tells them apart.
    pub difference: Difference,
}

/// The table of people: what settles spellings that no rule can.
#[derive(Debug, Clone, Default)]
pub struct People {
    entries: Vec<Person>,
    exact: HashMap<String, usize>,
    lower: HashMap<String, usize>,
    /// Spellings without accents and case, by their number of letters.
    folded: HashMap<usize, Vec<(Vec<char>, usize)>>,
}

impl People {
    /// Builds the table, and says which spellings two entries claim; those stay with the first.
    ///
    /// ```
    /// # use dateline::value::person::{Credit, People, Person, Role};
    /// let (people, clashes) = People::new(vec![Person::new("Ana Díaz").unwrap().with_alias("A. Diaz")]);
    /// assert!(clashes.is_empty());
    /// let (credits, _) = people.apply(vec![Credit::new("a. diaz", Role::Author).unwrap()]);
    /// assert_eq!(credits[0].name(), "Ana Díaz");
    /// ```
    #[must_use]
    pub fn new(entries: Vec<Person>) -> (Self, Vec<Clash>) {
        let mut people = Self { entries, ..Self::default() };
        let mut clashes = Vec::new();
        for (at, person) in people.entries.iter().enumerate() {
            for spelling in person.spellings() {
                let owner = *people.lower.entry(spelling.to_lowercase()).or_insert(at);
                if owner != at {
                    clashes.push(Clash {
                        spelling: spelling.to_owned(),
                        first: people.entries[owner].name.clone(),
                        second: person.name.clone(),
                    });
                    continue;
                }
                if people.exact.insert(spelling.to_owned(), at).is_none() {
                    let folded = fold(spelling);
                    people.folded.entry(folded.len()).or_default().push((folded, at));
                }
            }
        }
        (people, clashes)
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every canonical name, in the order of the entries.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|person| person.name.as_str())
    }

    /// The entry that a spelling means, letter for letter or else in any case.
    #[must_use]
    pub fn find(&self, spelling: &str) -> Option<&Person> {
        let at = self.exact.get(spelling).or_else(|| self.lower.get(&spelling.to_lowercase()))?;
        self.entries.get(*at)
    }

    /// Gives known people their canonical spelling and what the table knows of them, and reports near misses.
    ///
    /// What a credit says itself is not overwritten, and a near miss is not changed. Credits that have become the
    /// same party in the same role are made one.
    #[must_use]
    pub fn apply(&self, credits: Vec<Credit>) -> (Vec<Credit>, Vec<NearMiss>) {
        if self.is_empty() {
            return (credits, Vec::new());
        }
        let mut misses = Vec::new();
        let mut settled = Vec::with_capacity(credits.len());
        for mut credit in credits {
            if let Some(person) = self.find(&credit.name) {
                person.settle(&mut credit);
            } else if let Some((person, difference)) = self.nearest(&credit.name) {
                misses.push(NearMiss {
                    written: credit.name.clone(),
                    role: credit.role,
                    span: credit.span.clone(),
                    known: person.name.clone(),
                    difference,
                });
            }
            settled.push(credit);
        }
        (without_duplicates(settled), misses)
    }

    /// The first entry that the spelling misses by the least.
    fn nearest(&self, spelling: &str) -> Option<(&Person, Difference)> {
        /// A letter more or less makes another person of a name as short as this.
        const SHORT: usize = 5;
        let written = fold(spelling);
        let length = written.len();
        let mut best: Option<(usize, Difference)> = None;
        for near in [length, length.wrapping_sub(1), length + 1] {
            for (known, at) in self.folded.get(&near).into_iter().flatten() {
                let Some(difference) = difference(&written, known) else { continue };
                if difference != Difference::Accent && length < SHORT {
                    continue;
                }
                if best.is_none_or(|(_, found)| rank(difference) < rank(found)) {
                    best = Some((*at, difference));
                }
            }
        }
        best.map(|(at, difference)| (&self.entries[at], difference))
    }
}

const fn rank(difference: Difference) -> u8 {
    match difference {
        Difference::Accent => 0,
        Difference::Swapped => 1,
        Difference::Letter => 2,
    }
}

/// How two folded names differ, when it is by one step at most.
fn difference(left: &[char], right: &[char]) -> Option<Difference> {
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    if same == left.len() && same == right.len() {
        return Some(Difference::Accent);
    }
    let (left, right) = (&left[same..], &right[same..]);
    if let ([a, b, left @ ..], [c, d, right @ ..]) = (left, right)
        && (a, b) == (d, c)
        && left == right
    {
        return Some(Difference::Swapped);
    }
    let after = |rest: &[char]| rest.get(1..).map(<[char]>::to_vec);
    let one_letter = match left.len().cmp(&right.len()) {
        std::cmp::Ordering::Equal => after(left) == after(right),
        std::cmp::Ordering::Less => right.get(1..) == Some(left),
        std::cmp::Ordering::Greater => left.get(1..) == Some(right),
    };
    one_letter.then_some(Difference::Letter)
}

/// The letters of a name without case and accents.
fn fold(name: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(name.len());
    for c in name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => letters.push('o'),
            'ł' => letters.push('l'),
            'đ' | 'ð' => letters.push('d'),
            'ı' => letters.push('i'),
            'ё' => letters.push('е'),
            'ß' => letters.extend(['s', 's']),
            'æ' => letters.extend(['a', 'e']),
            'œ' => letters.extend(['o', 'e']),
            '’' | 'ʼ' | '‘' => letters.push('\''),
            c => letters.push(c),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        Person::new(name).unwrap()
    }

    fn credit(name: &str) -> Credit {
        Credit::new(name, Role::Author).unwrap()
    }

    fn table() -> People {
        let (people, clashes) = People::new(vec![
            person("Ana Díaz").with_alias("A. Díaz").with_email("ana@example.com").with_affiliation("Reuters"),
            person("Jan Jansen"),
            person("Jan Janssen"),
            person("Newsdesk Ltd").with_organisation(true).with_uri("https://example.com/desk"),
        ]);
        assert_eq!(clashes, []);
        people
    }

    #[test]
    fn aliases_take_the_canonical_spelling_and_the_details() {
        let (credits, misses) = table().apply(vec![credit("A. DÍAZ"), credit("newsdesk ltd")]);
        let ana = credit("Ana Díaz").with_email("ana@example.com").with_affiliation("Reuters");
        let desk = credit("Newsdesk Ltd").with_organisation(true).with_uri("https://example.com/desk");
        assert_eq!(credits, [ana, desk]);
        assert_eq!(misses, []);
    }

    #[test]
    fn what_the_byline_says_wins() {
        let (credits, _) = table().apply(vec![credit("Ana Díaz").with_email("desk@example.com")]);
        assert_eq!(credits[0].email(), Some("desk@example.com"));
    }

    #[test]
    fn two_spellings_of_one_person_become_one_credit() {
        let (credits, _) = table().apply(vec![credit("A. Díaz"), credit("Ana Díaz")]);
        assert_eq!(credits.len(), 1);
    }

    #[test]
    fn near_misses_are_questioned_and_not_changed() {
        for (written, known, difference) in [
            ("Ana Diaz", "Ana Díaz", Difference::Accent),
            ("Ana Dáiz", "Ana Díaz", Difference::Swapped),
            ("Anna Díaz", "Ana Díaz", Difference::Letter),
            ("Ana Día", "Ana Díaz", Difference::Letter),
            ("Jan Jansem", "Jan Jansen", Difference::Letter),
            ("Newsdesk Lts", "Newsdesk Ltd", Difference::Letter),
        ] {
            let (credits, misses) = table().apply(vec![credit(written)]);
            assert_eq!(credits[0].name(), written);
            assert_eq!(misses.len(), 1, "{written}");
            assert_eq!((misses[0].known.as_str(), misses[0].difference), (known, difference), "{written}");
        }
    }

    #[test]
    fn the_nearest_name_is_meant_and_the_first_of_two() {
        let (people, _) = People::new(["Ana Dias", "Ana Díaz", "Li Wu"].map(person).to_vec());
        for (written, known, difference) in [
            ("Ana Diaz", "Ana Díaz", Difference::Accent),
            ("Ana Diat", "Ana Dias", Difference::Letter),
            ("Li Wo", "Li Wu", Difference::Letter),
        ] {
            let (_, misses) = people.apply(vec![credit(written)]);
            assert_eq!((misses[0].known.as_str(), misses[0].difference), (known, difference), "{written}");
        }
        assert!(!people.is_empty() && People::default().is_empty());
    }

    #[test]
    fn a_known_name_is_no_near_miss_of_another() {
        let (_, misses) = table().apply(vec![credit("Jan Jansen"), credit("Jan Janssen")]);
        assert_eq!(misses, []);
    }

    #[test]
    fn distant_and_short_names_are_left_alone() {
        let (people, _) = People::new(vec![person("AP"), person("Li Wu"), person("Ana Díaz")]);
        let (_, misses) = people.apply(vec![credit("PA"), credit("Li"), credit("Ana Diez-Paz"), credit("Max Roe")]);
        assert_eq!(misses, []);
    }

    #[test]
    fn a_spelling_that_two_claim_is_reported() {
        let (people, clashes) =
            People::new(vec![person("Jane Doe").with_alias("JD"), person("John Dee").with_alias("jd")]);
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].to_string(), "`jd` means both `Jane Doe` and `John Dee`");
        assert_eq!(people.find("JD").map(Person::name), Some("Jane Doe"));
    }
}

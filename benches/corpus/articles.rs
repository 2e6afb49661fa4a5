//! Articles that no newspaper printed, made by their number: the same on every machine, and each one different.

use std::fmt::Write as _;

/// Words of every length, without a meaning that would read as a date or a name.
const WORDS: [&str; 64] = [
    "the",
    "harbour",
    "of",
    "council",
    "and",
    "ferry",
    "to",
    "a",
    "in",
    "season",
    "on",
    "quay",
    "for",
    "wind",
    "with",
    "bridge",
    "at",
    "timetable",
    "from",
    "winter",
    "by",
    "crew",
    "is",
    "reopened",
    "was",
    "weather",
    "said",
    "mayor",
    "after",
    "passengers",
    "before",
    "lighthouse",
    "under",
    "repairs",
    "over",
    "budget",
    "while",
    "market",
    "near",
    "fishermen",
    "since",
    "school",
    "until",
    "committee",
    "no",
    "vote",
    "more",
    "library",
    "than",
    "crossing",
    "each",
    "storm",
    "two",
    "keeper",
    "last",
    "pilot",
    "first",
    "café",
    "new",
    "naïve",
    "old",
    "façade",
    "grey",
    "–",
];
const FIRST_NAMES: [&str; 12] =
    ["Ada", "Ben", "Clara", "David", "Elena", "Farid", "Grace", "Henrik", "Inés", "Jonas", "Katya", "Liam"];
const LAST_NAMES: [&str; 12] =
    ["Field", "Marsh", "Osei", "Sato", "Núñez", "Holm", "Kaur", "Novak", "Weir", "Quinn", "Ferrer", "Lund"];
const PLACES: [&str; 6] = ["SITKA, Alaska", "HALIFAX", "BERGEN, Norway", "GALWAY", "PORTO", "LERWICK"];
const SECTIONS: [&str; 5] = ["Local", "Harbour", "Food & Drink", "Schools", "Weather"];
const TAGS: [&str; 10] =
    ["ferries", "council", "storms", "libraries", "budget", "fishing", "bridges", "music", "history", "elections"];

/// An article, in parts that every shape of file can be made of.
pub(crate) struct Article {
    pub(crate) slug: String,
    pub(crate) title: String,
    /// In RFC 3339; the higher the number, the older.
    pub(crate) date: String,
    pub(crate) names: Vec<String>,
    pub(crate) dateline: &'static str,
    pub(crate) summary: String,
    pub(crate) section: &'static str,
    pub(crate) tags: Vec<&'static str>,
    /// Markdown, about four thousand bytes.
    pub(crate) body: String,
}

impl Article {
    pub(crate) fn number(number: usize) -> Self {
        let mut dice = Dice(number as u64 ^ 0x5DEE_CE66);
        let title = format!("{} {number}", dice.sentence(4, 7).trim_end_matches('.'));
        let plain = title.split(' ').filter(|word| word.chars().all(|letter| letter.is_ascii_alphanumeric()));
        let slug = plain.collect::<Vec<_>>().join("-").to_lowercase();
        let names = (0..=dice.below(3)).map(|_| format!("{} {}", dice.of(&FIRST_NAMES), dice.of(&LAST_NAMES)));
        let names = names.collect();
        let summary = dice.sentence(14, 24);
        let tags = (0..=dice.below(2)).map(|step| TAGS[(number + step * 3) % TAGS.len()]).collect();
        Self {
            slug,
            title,
            date: date(number),
            names,
            dateline: dice.of(&PLACES),
            summary,
            section: dice.of(&SECTIONS),
            tags,
            body: body(&mut dice),
        }
    }

    /// As dateline has it.
    pub(crate) fn to_toml(&self) -> String {
        let Self { slug, title, date, names, dateline, summary, section, tags, body } = self;
        let (byline, tags) = (names.join(", "), tags.join("\", \""));
        format!(
            "title = \"{title}\"\ndate = {date}\nbyline = \"By {byline}\"\ndateline = \"{dateline}\"\n\
             summary = \"{summary}\"\nsection = \"{section}\"\ntags = [\"{tags}\"]\nslug = \"{slug}\"\n\
             image = {{ url = \"https://gazette.example/img/{slug}.jpg\", alt = \"A picture\" }}\n\
             body = '''\n{body}'''\n"
        )
    }
}

/// The config.toml of a publication of such articles.
pub(crate) fn config(formats: &str, limit: usize) -> String {
    format!(
        "[site]\ntitle = \"The Harbour Gazette\"\nlink = \"https://gazette.example/\"\n\
         description = \"News from the waterfront\"\nlanguage = \"en-US\"\ntimezone = \"America/New_York\"\n\n\
         [feeds]\nformats = [{formats}]\nlimit = {limit}\nbudget = \"2 GB\"\n"
    )
}

/// Every 37 minutes an article, back from the end of 2025.
fn date(number: usize) -> String {
    let minutes = number * 37;
    let (day, minute) = (minutes / 1440, 1439 - minutes % 1440);
    let (month, year) = (day / 28 % 12, 2025 - day / 28 / 12);
    format!("{year:04}-{:02}-{:02}T{:02}:{:02}:00-05:00", 12 - month, 28 - day % 28, minute / 60, minute % 60)
}

fn body(dice: &mut Dice) -> String {
    let mut body = String::new();
    while body.len() < 3800 {
        let block = match dice.below(10) {
            0 => format!("## {}", dice.sentence(3, 6).trim_end_matches('.')),
            1 => (0..4).map(|_| format!("- {}", dice.sentence(4, 9))).collect::<Vec<_>>().join("\n"),
            2 => format!("> {}\n>\n> — {}", dice.sentence(9, 20), dice.of(&FIRST_NAMES)),
            3 => format!("![{}](https://gazette.example/img/{}.jpg)", dice.sentence(3, 5), dice.below(9999)),
            4 => format!("```\n{}\n```", dice.sentence(8, 12)),
            5 => format!(
                "{} [{}](../{}/) {}",
                dice.sentence(9, 18),
                dice.of(&WORDS),
                dice.below(999),
                dice.sentence(5, 9)
            ),
            6 => {
                format!("{} *{}* and **{}**: 3 < 5 & \"more\".", dice.sentence(9, 18), dice.of(&WORDS), dice.of(&WORDS))
            }
            _ => format!(
                "{} {} See [{}](https://en.example.org/wiki/{}). {}",
                dice.sentence(9, 18),
                dice.sentence(9, 18),
                dice.sentence(2, 3).trim_end_matches('.'),
                dice.below(9999),
                dice.sentence(9, 18)
            ),
        };
        let _ = write!(body, "{block}\n\n");
    }
    body
}

/// A generator of numbers that is the same everywhere: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() >> 33).unwrap_or_default() % end
    }

    fn of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    fn sentence(&mut self, least: usize, most: usize) -> String {
        let words = least + self.below(most - least + 1);
        let text = (0..words).map(|_| self.of(&WORDS)).collect::<Vec<_>>().join(" ");
        let first = text.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        format!("{first}{}.", text.chars().skip(1).collect::<String>())
    }
}

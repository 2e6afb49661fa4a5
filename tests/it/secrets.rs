//! What is not to be published is in no byte that is written: drafts, what is to come or over, what was withdrawn, and
//! all that surrounds an article.

use proptest::prelude::*;

use crate::publication::{ARTICLE, Publication, text_of};

/// What every secret has in it: letters alone, so that it is the same in an address, in HTML and in JSON.
const MARK: &str = "zqsecret";

/// config.toml with what is not to be published in every place that has some.
const CONFIG: &str = "\
# zqsecret: the password of the desk
[site]
title       = \"The Harbour Gazette\" # zqsecret
link        = \"https://gazette.example/\"
language    = \"en-US\"
timezone    = \"America/New_York\"

[feeds]
by = [\"section\", \"tag\", \"author\"]
archive = true
limit = 2

[people.\"Jane Doe\"]
aliases = [\"Zqsecret Doe\"]

[people.\"Zqsecret Unnamed\"]
email = \"zqsecret@gazette.example\"

[extra]
token = \"zqsecret\"
";

/// Why an article, or a part of it, is not to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Draft,
    ToCome,
    Over,
    Withdrawn,
    /// It is published; what surrounds it is not.
    Around,
}

fn article(why: Why, number: usize, updated: bool) -> String {
    let day = number % 27 + 1;
    // The headline and the name of what was withdrawn were public; nothing else of it stays so.
    let own = if matches!(why, Why::Withdrawn | Why::Around) { "plain" } else { MARK };
    let text = if why == Why::Around { "plain" } else { MARK };
    let mut keys = format!(
        "# {MARK}\ntitle = \"{own} story {number}\" # {MARK}\nslug = \"{own}-{number}\"\nbyline = \"By Jane Doe, \
         {MARK}@gazette.example, and news.{MARK}@gazette.example\"\nsummary = \"{text} summary\"\nbody = \"\"\"{text} body <!-- {MARK} --> \
         <script>{MARK}</script><p data-note='{MARK}' class='{MARK}'>x</p>\"\"\"\nformat = \"html\"\n\
         dateline = \"{text}\"\nimage = {{ url = \"https://gazette.example/{text}.png\", type = \"image/png\", \
         alt = \"{text}\", caption = \"{text}\", credit = \"{text}\" }}\n"
    );
    let rest = match why {
        Why::Draft => format!("date = 2026-02-{day:02}\ndraft = true\nsection = \"{MARK}\"\ntags = [\"{MARK}\"]\n"),
        Why::ToCome => format!("date = 2026-04-{day:02}\nsection = \"{MARK}\"\ntags = [\"{MARK}\"]\n"),
        Why::Over => {
            format!("date = 2026-01-{day:02}\nexpires = 2026-03-01\nsection = \"{MARK}\"\ntags = [\"{MARK}\"]\n")
        }
        Why::Withdrawn => format!("date = 2026-02-{day:02}\nretracted = \"It was not so.\"\n"),
        Why::Around => format!("date = 2026-02-{day:02}\n"),
    };
    keys.push_str(&rest);
    if updated && why != Why::ToCome {
        keys.push_str("updated = 2026-03-02\n");
    }
    keys + &format!("[extra]\nnote = \"{MARK}\"\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_secret_is_in_any_byte_that_is_written(
        whys in prop::collection::vec(
            (prop::sample::select(vec![Why::Draft, Why::ToCome, Why::Over, Why::Withdrawn, Why::Around]), any::<bool>()),
            0..9,
        ),
    ) {
        let mut publication = Publication::new(CONFIG).with("articles/open.toml", ARTICLE);
        for (number, &(why, updated)) in whys.iter().enumerate() {
            let name = format!("articles/{MARK}/{MARK}-{number}.toml");
            publication = publication.with(&name, article(why, number, updated));
        }
        let compiled = publication.compile();
        prop_assert!(!compiled.documents.is_empty(), "{}", crate::publication::shown(&compiled));
        for output in &compiled.documents {
            let found = format!("{}\n{}", output.document.path, text_of(&output.document)).to_lowercase();
            if let Some(at) = found.find(MARK) {
                let line = found.lines().find(|line| line.contains(MARK)).unwrap_or_default();
                prop_assert!(false, "feeds/{} has it at {at}: {line}", output.document.path);
            }
        }
        // What a report counts, it does not name.
        let waiting = format!("{:?}", compiled.waiting).to_lowercase();
        prop_assert!(!waiting.contains(MARK), "{waiting}");
    }
}

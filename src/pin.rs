//! Pinning: an article's id written into its file, every other byte left as it was.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::table::Quoted;
use crate::value::format::Format;
use crate::value::identity::Identity;

/// The keys below which a new `id` goes, the first that is there: its kin, then what every article has.
const ABOVE: [&str; 4] = ["slug", "url", "date", "title"];
/// What some editors put before the first letter of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A change of one place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; none where something is put in.
    pub range: Range<usize>,
    /// What stands there instead.
    pub text: String,
}

impl Edit {
    /// The text with the change made.
    ///
    /// # Panics
    /// Where the text is not the one that the change was found for.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut changed = text.to_owned();
        changed.replace_range(self.range.clone(), &self.text);
        changed
    }
}

/// That an id is not written in one place, but as a table under a header or by dotted keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scattered;

impl fmt::Display for Scattered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its `id` is not written in one place, such as `id = { atom = \"…\", rss = \"…\" }`")
    }
}

impl Error for Scattered {}

/// What gives an article's file this id: a line put in, or the value of the one that is there replaced.
///
/// A new line goes below that of `slug`, else of `url`, `date` or `title`: indented as it is, ended as it is, its `=`
/// where the file aligns them. `None` where the file has the id already; nor is anything changed in a text that is not
/// TOML.
///
/// # Errors
/// [`Scattered`], where there is an id that differs and cannot be replaced.
///
/// ```
/// use dateline::pin;
/// use dateline::value::id::EntryId;
///
/// let article = "title = \"Ferry\"\ndate  = 2026-03-04  # at last\nbody  = \"Back.\"\n";
/// let id = EntryId::parse("tag:gazette.example,2026-03-04:ferry").unwrap().into();
/// let edit = pin::pin(article, &id).unwrap().unwrap();
/// assert_eq!(edit.text, "id    = \"tag:gazette.example,2026-03-04:ferry\"\n");
/// let pinned = edit.apply(article);
/// assert!(pinned.ends_with("at last\nid    = \"tag:gazette.example,2026-03-04:ferry\"\nbody  = \"Back.\"\n"));
/// assert_eq!(pin::pin(&pinned, &id), Ok(None));
/// ```
pub fn pin(text: &str, id: &Identity) -> Result<Option<Edit>, Scattered> {
    let Ok(root) = DeTable::parse(text) else { return Ok(None) };
    match root.get_ref().get("id") {
        Some(present) if says(present.get_ref(), id) => Ok(None),
        Some(present) if present.get_ref().is_table() && !text[present.span()].starts_with('{') => Err(Scattered),
        Some(present) => Ok(Some(Edit { range: present.span(), text: value(id) })),
        None => Ok(Some(new_line(text, root.get_ref(), &value(id)))),
    }
}

/// An id as an article has it: a string, or a table of what each format has.
#[must_use]
pub fn value(id: &Identity) -> String {
    if id.is_one() {
        return Quoted(id.uri().as_str()).to_string();
    }
    let is_wanted = |format: &Format| *format == Format::Atom || id.own_name(*format).is_some();
    let pair = |format: Format| format!("{format} = {}", Quoted(id.in_format(format)));
    let order = [Format::Atom, Format::Rss, Format::Json];
    format!("{{ {} }}", order.into_iter().filter(is_wanted).map(pair).collect::<Vec<_>>().join(", "))
}

/// Whether what is written is the id.
fn says(present: &DeValue<'_>, id: &Identity) -> bool {
    Format::ALL.iter().all(|&format| {
        let written = match present {
            DeValue::Table(each) => each.get(format.as_str()).or_else(|| each.get("atom")).map(Spanned::get_ref),
            one => Some(one),
        };
        written.and_then(DeValue::as_str) == Some(id.in_format(format))
    })
}

fn new_line(text: &str, root: &DeTable<'_>, value: &str) -> Edit {
    let pairs: Vec<Pair<'_>> = root.iter().filter_map(|(key, value)| Pair::find(text, key, value)).collect();
    let Some(above) = ABOVE.iter().find_map(|name| pairs.iter().find(|pair| pair.name == *name)) else {
        let start = text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len();
        return Edit { range: start..start, text: format!("id = {value}{}", line_end(text)) };
    };
    let line = format!("{}id{}={}{value}", above.indent, gap(above, &pairs), above.after);
    match text[above.end..].find('\n') {
        Some(length) => {
            let next = above.end + length + 1;
            Edit { range: next..next, text: line + line_end(&text[above.end..next]) }
        }
        None => Edit { range: text.len()..text.len(), text: format!("{}{line}", line_end(text)) },
    }
}

/// What stands between `id` and its `=`: enough for the column of `above`, where that was padded to be in line.
fn gap(above: &Pair<'_>, pairs: &[Pair<'_>]) -> String {
    let is_in_line = |other: &Pair<'_>| other.column() == above.column() && other.width != above.width;
    let is_padded = above.gap.chars().all(|c| c == ' ') && !above.gap.is_empty();
    if is_padded && (above.gap.len() > 1 || pairs.iter().any(is_in_line)) {
        return " ".repeat(above.column().saturating_sub("id".len()).max(1));
    }
    above.gap.to_owned()
}

/// How the first line ends, for a line that has no end to go by.
fn line_end(text: &str) -> &'static str {
    if text.split('\n').next().is_some_and(|line| line.ends_with('\r')) && text.contains('\n') { "\r\n" } else { "\n" }
}

/// `key = value` in the root of a file, as it is written.
struct Pair<'t> {
    name: &'t str,
    indent: &'t str,
    /// The characters of the key, with its quotation marks.
    width: usize,
    /// What stands before `=`, and what after it.
    gap: &'t str,
    after: &'t str,
    /// Where the value ends.
    end: usize,
}

impl<'t> Pair<'t> {
    /// The pair; `None` for a table under a header of its own and for a dotted key.
    fn find(text: &'t str, key: &'t Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let (gap, after) = text.get(key.span().end..value.span().start)?.split_once('=')?;
        let is_blank = |text: &str| text.chars().all(|c| c == ' ' || c == '\t');
        let start = text[..key.span().start].rfind('\n').map_or(0, |end| end + 1);
        let indent = text[start..key.span().start].trim_start_matches(BYTE_ORDER_MARK);
        let width = text[key.span()].chars().count();
        let pair = Self { name: key.get_ref(), indent, width, gap, after, end: value.span().end };
        (is_blank(gap) && is_blank(after) && is_blank(indent)).then_some(pair)
    }

    /// How many characters after the indentation `=` stands.
    fn column(&self) -> usize {
        self.width + self.gap.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::id::EntryId;
    use crate::value::identity::Name;

    fn id() -> Identity {
        EntryId::parse("tag:a.example,2026:x").unwrap().into()
    }

    fn pinned(text: &str) -> String {
        pin(text, &id()).unwrap().expect("it is not pinned").apply(text)
    }

    #[test]
    fn the_line_goes_below_its_kin() {
        for (text, above) in [
            ("title = 1\nslug = 'x'\nurl = 'y'\ndate = 3\nbody = 4\n", "slug = 'x'"),
            ("url = 'y'\ntitle = 1\ndate = 3\n", "url = 'y'"),
            ("date = 3 # when\ntitle = 1\n", "date = 3 # when"),
            ("# first\ntitle = 1\nbody = 2\n", "title = 1"),
            ("slug = \"\"\"\nx\"\"\"\ndate = 3\n", "x\"\"\""),
            ("[extra]\nslug = 'no'\n[image]\nurl = 'no'\n", ""),
            ("'slug' = 'x'\nbody = 2\n", "'slug' = 'x'"),
            ("body = '''\n[extra]\nslug = \"x\"\n'''\ntitle = 1\n[[enclosures]]\nurl = 'x'\n", "title = 1"),
        ] {
            let line = "id = \"tag:a.example,2026:x\"\n";
            let expected = if above.is_empty() {
                format!("{line}{text}")
            } else {
                text.replacen(&format!("{above}\n"), &format!("{above}\n{line}"), 1)
            };
            assert_eq!(pinned(text), expected);
        }
    }

    #[test]
    fn the_line_looks_like_its_neighbours() {
        for (text, line) in [
            ("slug = 'x'\ntitle = 1\n", "\nid = \"tag:a.example,2026:x\"\n"),
            ("slug  = 'x'\ntitle = 1\n", "\nid    = \"tag:a.example,2026:x\"\n"),
            ("slug = 'x'\nurl  = 'x'\n", "\nid   = \"tag:a.example,2026:x\"\n"),
            ("title = 'x'\ndate  = 3\nslug  = 'x'\nlanguage = 'en'\n", "\nid    = \"tag:a.example,2026:x\"\n"),
            ("slug='x'\ntitle=1\n", "\nid=\"tag:a.example,2026:x\"\n"),
            ("slug =  'x'\ntitle = 1\n", "\nid =  \"tag:a.example,2026:x\"\n"),
            ("slug\t=\t'x'\n", "\nid\t=\t\"tag:a.example,2026:x\"\n"),
            ("  slug = 'x'\n", "\n  id = \"tag:a.example,2026:x\"\n"),
            ("slug = 'x'\r\ntitle = 1\r\n", "\r\nid = \"tag:a.example,2026:x\"\r\n"),
            ("title = 1\r\nslug = 'x'", "\r\nid = \"tag:a.example,2026:x\""),
            ("slug = 'x' # last", "\nid = \"tag:a.example,2026:x\""),
            ("\u{feff}slug = 'x'\n", "\nid = \"tag:a.example,2026:x\"\n"),
            ("\u{feff}# nothing\r\n", "\u{feff}id = \"tag:a.example,2026:x\"\r\n"),
            ("", "id = \"tag:a.example,2026:x\"\n"),
        ] {
            assert!(pinned(text).contains(line), "{text:?} became {:?}", pinned(text));
        }
    }

    #[test]
    fn an_id_that_differs_is_replaced_in_its_place() {
        for (text, expected) in [
            ("id = 'old' # keep\r\nslug = 'x'", "id = \"tag:a.example,2026:x\" # keep\r\nslug = 'x'"),
            ("id=\"\"\"\nold\"\"\"\n", "id=\"tag:a.example,2026:x\"\n"),
            ("\u{feff}\"id\"  =\"o\\\"ld\"  \n", "\u{feff}\"id\"  =\"tag:a.example,2026:x\"  \n"),
        ] {
            assert_eq!(pinned(text), expected);
        }
        assert_eq!(pin("id = 'tag:a.example,2026:x'", &id()), Ok(None), "however it is quoted");
        assert_eq!(pin("title = \"not closed\ndate = 3", &id()), Ok(None));
    }

    #[test]
    fn formats_can_have_ids_of_their_own() {
        let two = Identity::new(id().uri().clone(), Some(Name::parse("a \"b\" \\ 'c'").unwrap()), None);
        let written = r#"{ atom = "tag:a.example,2026:x", rss = "a \"b\" \\ 'c'" }"#;
        let edit = pin("slug = 'x'\n", &two).unwrap().unwrap();
        assert_eq!(edit.text, format!("id = {written}\n"));
        let text = format!("id = {written} # both\nslug = 'x'\n");
        assert_eq!(pin(&text, &two), Ok(None));
        assert_eq!(pinned(&text), "id = \"tag:a.example,2026:x\" # both\nslug = 'x'\n");
        assert_eq!(pin("id = { atom = 'tag:a.example,2026:x' }", &id()), Ok(None));
        assert_eq!(pin("[id]\natom = 'tag:a.example,2026:x'", &id()), Ok(None));
        assert_eq!(pin("[id]\natom = 'tag:a.example,2026:x'", &two), Err(Scattered));
        assert_eq!(pin("id.atom = 'tag:a.example,2026:y'", &two), Err(Scattered));
    }

    /// Lines of articles, each of which may be there once, in any order; some look like what they are not.
    const LINES: [&str; 12] = [
        "title = 'x'",
        "date = 2026-03-04 # \"id\"",
        "slug   = \"s\"",
        "url=\"https://a.example/\"",
        "tags = [\n'a', # id = 1\n]",
        "body = \"\"\"\n[extra]\nslug = \"\\\"\"\"\nid = 1\n[[enclosures]]\n\"\"\"",
        "summary = '''\nid = \"no\"\n'''",
        "# id = \"x\"",
        "",
        "  byline = 'é𝄞'",
        "image.file = 'a=b'",
        "\"draft\" = false",
    ];
    const TABLES: [&str; 3] =
        ["", "[extra]\nslug = 'no'\nid = 2\n", "[[enclosures]]\nurl = 'no'\n\n[source]\nurl = ''\nid = ''\n"];
    const IDS: [&str; 5] = ["", "id = 'old'", "id=\"tag:a.example,2026:y\"# y", "\"id\" = 'o=l#d'", "id = '''\no'''"];

    /// The lines, marks and line ends of an article in all their variety.
    fn articles() -> impl Strategy<Value = String> {
        let lines = prop::sample::subsequence(LINES.to_vec(), 0..=LINES.len()).prop_shuffle();
        let parts = (lines, prop::sample::select(IDS.to_vec()), 0_usize..13, prop::sample::select(TABLES.to_vec()));
        (parts, any::<[bool; 3]>()).prop_map(|((mut lines, id, at, tables), [mark, carriage, ended])| {
            lines.insert(at.min(lines.len()), id);
            let mut text = format!("{}\n{tables}", lines.join("\n"));
            if !ended {
                text.truncate(text.trim_end_matches('\n').len());
            }
            if carriage {
                text = text.replace('\n', "\r\n");
            }
            if mark { format!("\u{feff}{text}") } else { text }
        })
    }

    /// A value without its places.
    fn plain(value: &DeValue<'_>) -> String {
        match value {
            DeValue::Table(table) => {
                let pair = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
                    format!("{}: {}", key.get_ref(), plain(value.get_ref()))
                };
                table.iter().map(pair).collect::<Vec<_>>().join(";")
            }
            DeValue::Array(values) => values.iter().map(|value| plain(value.get_ref())).collect::<Vec<_>>().join(","),
            scalar => format!("{scalar:?}"),
        }
    }

    proptest! {
        #[test]
        fn nothing_but_the_id_changes(text in articles()) {
            let old = DeTable::parse(&text).unwrap().into_inner();
            let edit = pin(&text, &id()).unwrap().expect("no article has this id");
            let changed = edit.apply(&text);
            let mut new = DeTable::parse(&changed).unwrap().into_inner();
            let written = new.remove("id").map(Spanned::into_inner);
            prop_assert_eq!(written.as_ref().and_then(DeValue::as_str), Some("tag:a.example,2026:x"));
            let mut rest = old.clone();
            let had = rest.remove("id").is_some();
            prop_assert_eq!(plain(&DeValue::Table(new)), plain(&DeValue::Table(rest)));
            prop_assert_eq!(pin(&changed, &id()), Ok(None));
            let back = Edit { range: edit.range.start..edit.range.start + edit.text.len(), text: text[edit.range.clone()].to_owned() };
            prop_assert_eq!(&back.apply(&changed), &text);
            // A line that was put in is one line, whole.
            if !had {
                let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
                let (before, mut after) = (lines(text.trim_start_matches(BYTE_ORDER_MARK)), lines(changed.trim_start_matches(BYTE_ORDER_MARK)));
                let at = before.iter().zip(&after).position(|(one, other)| one != other).unwrap_or(before.len());
                prop_assert!(after.remove(at).trim_start().starts_with("id"));
                prop_assert_eq!(before, after);
                let ends = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
                let ((carriages, all), (old_carriages, old_all)) = (ends(&changed), ends(&text));
                prop_assert!(old_all == 0 || (carriages == all) == (old_carriages == old_all));
            }
        }

        #[test]
        fn any_text_is_survived(text in "(\u{feff})?(slug ?= ?'x'|[ -~\n\r=#\\[\\]'\"]){0,20}") {
            if let Ok(Some(edit)) = pin(&text, &id()) {
                prop_assert!(DeTable::parse(&edit.apply(&text)).is_ok());
            }
        }
    }
}

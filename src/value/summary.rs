//! The plain text of a body, and the piece of it that stands for the whole.

use unicode_segmentation::UnicodeSegmentation;

use super::html::SafeHtml;
use super::html::entity::{decode, escape_text};
use super::html::token::{Token, lower, tokens};
use super::text::{collapse, is_breaking_space};

/// The text of a body without its markup: paragraphs parted by blank lines, line breaks kept, references decoded.
///
/// ```
/// use dateline::value::html::SafeHtml;
/// use dateline::value::summary::plain_text;
///
/// assert_eq!(plain_text(&SafeHtml::from_text("a < b\nc\n\nd")), "a < b\nc\n\nd");
/// ```
#[must_use]
pub fn plain_text(html: &SafeHtml) -> String {
    text_of(html.as_str())
}

/// The same of HTML of any origin; what scripts and styles hold is no text.
///
/// ```
/// use dateline::value::summary::text_of;
///
/// assert_eq!(text_of("<P>Fish &amp; <b>chips</b><script>x()</script></P><p>Tea"), "Fish & chips\n\nTea");
/// ```
#[must_use]
pub fn text_of(html: &str) -> String {
    let blocks = blocks(html);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

/// The paragraphs of a body that tell its story, each on one line: no headings, captions, tables, code, notes, nor
/// paragraphs that are nothing but a link. Quotations and lists count only where there is nothing else.
#[must_use]
pub fn paragraphs(html: &SafeHtml) -> Vec<String> {
    let blocks = blocks(html.as_str());
    let of = |rank: Rank| {
        let chosen = blocks.iter().filter(move |block| block.rank == rank);
        chosen.map(|block| collapse(&block.text)).collect::<Vec<_>>()
    };
    let told = of(Rank::Story);
    if told.is_empty() { of(Rank::Aside) } else { told }
}

/// The first of [`paragraphs`], as plain text on one line.
///
/// ```
/// use dateline::value::html::{Format, render};
/// use dateline::value::link::WebUrl;
/// use dateline::value::summary::first_paragraph;
///
/// let page = WebUrl::parse("https://gazette.example/").unwrap();
/// let body = "# Ferries\n\n![Pier](pier.jpg)\n\nThe *Osprey* is\nback.[^1]\n\n[^1]: At last.";
/// let html = render(body, Format::Markdown, &page).html;
/// assert_eq!(first_paragraph(&html).as_deref(), Some("The Osprey is back."));
/// ```
#[must_use]
pub fn first_paragraph(html: &SafeHtml) -> Option<String> {
    paragraphs(html).into_iter().next()
}

/// The body with `DATELINE — ` before the first word of its first paragraph, unless it opens so already.
///
/// A body without a paragraph stays as it is.
///
/// ```
/// use dateline::value::html::SafeHtml;
/// use dateline::value::summary::open_with_dateline;
///
/// let html = SafeHtml::from_text("Ferries run again.");
/// let opened = open_with_dateline(&html, "SITKA, Alaska");
/// assert_eq!(opened.as_str(), "<p>SITKA, Alaska — Ferries run again.</p>");
/// assert_eq!(open_with_dateline(&opened, "Sitka, Alaska"), opened);
/// ```
#[must_use]
pub fn open_with_dateline(html: &SafeHtml, dateline: &str) -> SafeHtml {
    let blocks = blocks(html.as_str());
    let mut story = blocks.iter().filter(|block| block.rank == Rank::Story);
    let Some(first) = story.next().filter(|_| !dateline.trim().is_empty()) else { return html.clone() };
    if strip_dateline(&first.text, dateline).len() < first.text.len() {
        return html.clone();
    }
    let mut opening = String::new();
    escape_text(&collapse(dateline), &mut opening);
    opening.push_str(" — ");
    html.with_text_at(first.start, &opening)
}

/// The text cut to at most `max` graphemes: at the end of a sentence if one ends in the last two thirds, else after a
/// word, with `…`.
///
/// ```
/// use dateline::value::summary::cut;
///
/// let text = "Mr. Osei left the U.S. on Friday. He did not say why.";
/// assert_eq!(cut(text, 40), "Mr. Osei left the U.S. on Friday.");
/// assert_eq!(cut(text, 26), "Mr. Osei left the U.S. on…");
/// assert_eq!(cut(text, 99), text);
/// ```
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    let text = text.trim();
    let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).take(max + 1).collect();
    let Some(&end) = starts.get(max) else { return text.to_owned() };
    if max == 0 {
        return String::new();
    }
    let is_whole = |at: &usize| *at == text.len() || starts.binary_search(at).is_ok();
    let sentence = sentence_ends(text).take_while(|&at| at <= end).filter(is_whole).last();
    if let Some(at) = sentence.filter(|&at| at > starts[max / 3]) {
        return text[..at].to_owned();
    }
    // One grapheme less, for the ellipsis.
    let room = starts[max - 1];
    let words = text.split_word_bound_indices().map(|(at, _)| at);
    let word = words.take_while(|&at| at <= room).filter(is_whole).last().filter(|&at| !text[..at].trim().is_empty());
    let dangling =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '(' | '[' | '“' | '«');
    format!("{}…", text[..word.unwrap_or(room)].trim_end_matches(dangling))
}

/// The text without the dateline that it may open with, in whatever case, brackets and dash it is written.
///
/// A date and an agency after the place go with it. A text that only begins with the same words is left alone.
///
/// ```
/// use dateline::value::summary::strip_dateline;
///
/// assert_eq!(strip_dateline("ANCHORAGE, Alaska – During a summit", "Anchorage, Alaska"), "During a summit");
/// assert_eq!(strip_dateline("LONDON, March 4 (Reuters) - Rain", "London"), "Rain");
/// assert_eq!(strip_dateline("London is calling", "London"), "London is calling");
/// ```
#[must_use]
pub fn strip_dateline<'a>(text: &'a str, dateline: &str) -> &'a str {
    let trimmed = text.trim_start();
    let (inside, bracket) = match trimmed.strip_prefix(['(', '[']) {
        Some(inside) => (inside, true),
        None => (trimmed, false),
    };
    let Some(after) = after_words(inside, dateline) else { return text };
    if bracket {
        let Some(after) = after.trim_start().strip_prefix([')', ']']) else { return text };
        return after_dash(after).unwrap_or(after.trim_start());
    }
    let after = after.strip_prefix('.').unwrap_or(after);
    let ends = [after, after_date(after), after_agency(after), after_agency(after_date(after))];
    ends.into_iter().find_map(after_dash).unwrap_or(text)
}

/// How much a block says about the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Story,
    Aside,
    Other,
}

/// A run of text between the tags that part blocks.
struct Block {
    text: String,
    rank: Rank,
    /// Where its first word stands in the HTML.
    start: usize,
}

/// Collects blocks from the tokens of a body.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    start: Option<usize>,
    /// Whether there is a letter outside of links in the block.
    has_words: bool,
    /// How many elements are open that hold quotations or lists.
    aside: usize,
    /// How many elements are open that hold no prose at all.
    other: usize,
    pre: usize,
    in_sup: bool,
    link: Link,
}

/// The link that is open.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Link {
    #[default]
    None,
    Words,
    /// A footnote's number, or the arrow that leads back to it.
    Footnote,
}

fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in tokens(html) {
        match token {
            Token::Text(range) => reader.text(&html[range.clone()], range.start),
            Token::Start(tag) => {
                reader.tag(&tag.name(html), true);
                let fragment = |href: &str| href.contains("#fnref") || (reader.in_sup && href.contains('#'));
                if reader.link == Link::Words && tag.value(html, "href").is_some_and(|href| fragment(&href)) {
                    reader.link = Link::Footnote;
                }
            }
            Token::End { name, .. } => reader.tag(&lower(&html[name]), false),
            Token::RawText(_) | Token::Comment(_) | Token::Unfinished(_) => {}
        }
    }
    reader.flush();
    reader.blocks
}

impl Reader {
    /// Safe HTML is balanced, so that a count for each kind of element is enough; of other HTML it is near enough.
    fn tag(&mut self, name: &str, opens: bool) {
        let count = |count: &mut usize| *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        match name {
            "br" => self.text.push('\n'),
            "sup" => self.in_sup = opens,
            "a" => self.link = if opens { Link::Words } else { Link::None },
            "p" | "div" | "section" | "article" | "main" | "header" | "address" | "hr" => self.flush(),
            "blockquote" | "ul" | "ol" | "li" | "dl" | "dd" | "dt" | "details" => {
                self.flush();
                count(&mut self.aside);
            }
            "pre" => {
                self.flush();
                count(&mut self.pre);
                count(&mut self.other);
            }
            "figure" | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "caption" | "tr"
            | "summary" | "aside" | "nav" | "footer" => {
                self.flush();
                count(&mut self.other);
            }
            "td" | "th" if opens && !self.text.trim().is_empty() => self.text.push('\t'),
            _ => {}
        }
    }

    fn text(&mut self, raw: &str, offset: usize) {
        if self.link == Link::Footnote {
            return;
        }
        let text = decode(raw);
        if self.start.is_none()
            && let Some(first) = raw.find(|c: char| !is_breaking_space(c))
        {
            self.start = Some(offset + first);
        }
        self.has_words |= self.link == Link::None && text.contains(char::is_alphanumeric);
        if self.pre > 0 {
            return self.text.push_str(&text);
        }
        for letter in text.chars() {
            if !is_breaking_space(letter) {
                self.text.push(letter);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
                self.text.push(' ');
            }
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (start, has_words) = (self.start.take(), std::mem::take(&mut self.has_words));
        let text = text.trim_matches('\n').trim_end();
        let Some(start) = start.filter(|_| !text.is_empty()) else { return };
        let rank = if self.other > 0 || !has_words {
            Rank::Other
        } else if self.aside > 0 {
            Rank::Aside
        } else {
            Rank::Story
        };
        self.blocks.push(Block { text: text.to_owned(), rank, start });
    }
}

/// Where sentences end, closing quotes included.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, mark)| {
        let wide = matches!(mark, '。' | '！' | '？' | '｡');
        if !wide && !matches!(mark, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '።') {
            return None;
        }
        let behind = &text[at + mark.len_utf8()..];
        let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | ')' | ']' | '）');
        let rest = behind.trim_start_matches(closing);
        let end = text.len() - rest.len();
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let next = rest.trim_start().chars().find(|c| c.is_alphanumeric());
        let goes_on = next.is_some_and(char::is_lowercase) || (mark == '.' && is_abbreviated(&text[..at], next));
        (wide || (spaced && !goes_on)).then_some(end)
    })
}

/// Words that a dot does not end a sentence after, sorted.
const ABBREVIATIONS: [&str; 59] = [
    "adm", "approx", "apr", "aug", "bzw", "ca", "capt", "cf", "cmdr", "co", "col", "corp", "dec", "dept", "dr", "est",
    "etc", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "mlle",
    "mme", "mr", "mrs", "ms", "msgr", "mt", "nov", "oct", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens",
    "sep", "sept", "sgt", "spc", "sr", "st", "str", "supt", "vgl", "vs",
];

/// Words that are abbreviations before a number: `no. 5`.
const BEFORE_NUMBERS: [&str; 7] = ["art", "fig", "no", "nos", "nr", "p", "pp"];

/// Whether the dot after this text belongs to its last word: an initial, `U.S`, a title, the number of a day.
fn is_abbreviated(before: &str, next: Option<char>) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '«' | '—' | '–'));
    let word = word.into_iter().next().unwrap_or_default();
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let day = word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let lower = word.to_lowercase();
    let numbers = next.is_some_and(|next| next.is_ascii_digit()) && BEFORE_NUMBERS.contains(&lower.as_str());
    single || day || numbers || ABBREVIATIONS.binary_search(&lower.as_str()).is_ok()
}

/// What follows the words of `dateline` in `text`, which must begin with them and end there with a whole word.
fn after_words<'a>(text: &'a str, dateline: &str) -> Option<&'a str> {
    let folded = |c: char| c.to_lowercase();
    let mut wanted = dateline.chars().filter(|c| c.is_alphanumeric()).flat_map(folded).peekable();
    wanted.peek()?;
    for (at, letter) in text.char_indices() {
        if wanted.peek().is_none() {
            return (!letter.is_alphanumeric()).then(|| &text[at..]);
        }
        if letter.is_alphanumeric() {
            for part in folded(letter) {
                wanted.next_if_eq(&part)?;
            }
        } else if !(letter.is_whitespace() || ",.-–'’()/".contains(letter) || dateline.contains(letter)) {
            return None;
        }
    }
    None
}

/// What follows a dash, if the text begins with one; a hyphen counts only with space beside it.
fn after_dash(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    let rest = trimmed.trim_start_matches(['–', '—', '―', '−', '‒', '-', ':']);
    let dash = &trimmed[..trimmed.len() - rest.len()];
    let spaced = trimmed.len() < text.len() || rest.starts_with(char::is_whitespace);
    let body = rest.trim_start();
    (!dash.is_empty() && (spaced || dash != "-")).then_some(body)
}

/// What follows `, March 4`: a comma and a short piece with a number in it.
fn after_date(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix(',') else { return text };
    let end = rest.find(['–', '—', '―', '-', '(', ':']).unwrap_or(rest.len());
    let date = &rest[..end];
    if date.chars().count() <= 20 && date.contains(|c: char| c.is_ascii_digit()) { &rest[end..] } else { text }
}

/// What follows `(AP)`: a short piece in brackets.
fn after_agency(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix('(') else { return text };
    match rest.find(')') {
        Some(end) if rest[..end].chars().count() <= 24 => &rest[end + 1..],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::html::{Format, render};
    use crate::value::link::WebUrl;

    fn html(body: &str) -> SafeHtml {
        render(body, Format::Html, &WebUrl::parse("https://gazette.example/ferry/").unwrap()).html
    }

    #[test]
    fn the_first_paragraph_tells_the_story() {
        for (body, first) in [
            ("<h1>Title</h1><p> One\n two </p><p>Three</p>", Some("One two")),
            (
                "<figure><img src=a><figcaption>Pier</figcaption></figure><div>Text &amp; more</div>",
                Some("Text & more"),
            ),
            ("<p><a href=/x>Watch</a></p><p><img src=a alt=b></p>loose text<p>next", Some("loose text")),
            ("<blockquote><p>Quoted</p></blockquote><p>Told</p>", Some("Told")),
            ("<ul><li>Item</ul><table><tr><td>Cell</table>", Some("Item")),
            ("<p>One<br>two<sup><a href='#fn-1'>1</a></sup>.</p>", Some("One two.")),
            ("<p>50&nbsp;% of 10<sup>6</sup></p>", Some("50\u{A0}% of 106")),
            ("<pre>code</pre><h2>Only</h2>", None),
            ("", None),
        ] {
            assert_eq!(first_paragraph(&html(body)).as_deref(), first, "{body}");
        }
    }

    #[test]
    fn plain_text_keeps_paragraphs_and_lines() {
        let body =
            "<h2>A</h2><p>b<br>c</p><ul><li>d</li></ul><pre>e\n  f</pre><table><tr><td>g</td><td>h</td></tr></table>";
        assert_eq!(plain_text(&html(body)), "A\n\nb\nc\n\nd\n\ne\n  f\n\ng\th");
    }

    #[test]
    fn cuts_fall_after_sentences_else_words() {
        let long = "Officials said on Monday that the ferry would return, eleven years after the last one left.";
        for (text, max, cut_text) in [
            ("One. Two. Three.", 10, "One. Two."),
            ("One! “Two?” Three.", 12, "One! “Two?”"),
            (long, 30, "Officials said on Monday that…"),
            (long, 54, "Officials said on Monday that the ferry would return…"),
            ("On 3. March it rained. Then it snowed.", 24, "On 3. March it rained."),
            ("J. R. Smith of St. Louis won. He cried.", 31, "J. R. Smith of St. Louis won."),
            ("It cost 3.50 dollars. Nobody paid.", 25, "It cost 3.50 dollars."),
            ("A. Then a very long sentence follows here", 20, "A. Then a very long…"),
            ("Really?! yes, that is so and more", 14, "Really?! yes…"),
            ("渡輪回來了。十一年後的事情。", 8, "渡輪回來了。"),
            ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"),
            ("Donaudampfschifffahrt", 6, "Donau…"),
            ("x", 0, ""),
            (" short ", 5, "short"),
        ] {
            assert_eq!(cut(text, max), cut_text, "{text} {max}");
        }
    }

    #[test]
    fn datelines_are_known_in_any_dress() {
        let place = "ANCHORAGE, Alaska";
        for text in [
            "ANCHORAGE, Alaska – During",
            "Anchorage, Alaska — During",
            "ANCHORAGE, ALASKA - During",
            "  ANCHORAGE,  Alaska -- During",
            "ANCHORAGE, Alaska (AP) — During",
            "ANCHORAGE, Alaska, Aug. 15 (Reuters) - During",
            "ANCHORAGE, Alaska, Aug 15: During",
            "(ANCHORAGE, Alaska) During",
            "[Anchorage, Alaska] – During",
            "ANCHORAGE, Alaska—During",
            "Anchorage, Alaska: During",
        ] {
            assert_eq!(strip_dateline(text, place), "During", "{text}");
        }
        for text in
            ["Anchorage, Alaska is cold", "ANCHORAGE – During", "ANCHORAGE, Alaskan – x", "", "ANCHORAGE, Alaska"]
        {
            assert_eq!(strip_dateline(text, place), text);
        }
        for (text, dateline) in [
            ("PARIS-based firms", "PARIS"),
            ("Paris, which in 2024 – x", ""),
            ("Paris (the city of light and more) – x", "Paris"),
        ] {
            assert_eq!(strip_dateline(text, dateline), text);
        }
        assert_eq!(strip_dateline("WASHINGTON, D.C. – Rain", "Washington, D.C."), "Rain");
    }

    #[test]
    fn a_dateline_stands_once() {
        let opened = |body: &str| open_with_dateline(&html(body), "AT&T Park, Calif.").to_string();
        assert_eq!(
            opened("<h2>x</h2><p><b>Rain</b> fell"),
            "<h2>x</h2><p><b>AT&amp;T Park, Calif. — Rain</b> fell</p>"
        );
        assert_eq!(opened("<p>AT&amp;T PARK, Calif. – Rain"), "<p>AT&amp;T PARK, Calif. – Rain</p>");
        assert_eq!(opened("<h2>x</h2>"), "<h2>x</h2>");
    }

    #[test]
    fn dots_of_abbreviations_end_no_sentence() {
        assert!(ABBREVIATIONS.is_sorted());
        for before in ["Mr", "the U.S", "on 3", "(vs", "by J", "at 6 a.m"] {
            assert!(is_abbreviated(before, Some('X')), "{before}");
        }
        for before in ["in 2022", "done", "she said no", ""] {
            assert!(!is_abbreviated(before, Some('X')), "{before}");
        }
        assert!(is_abbreviated("Pier No", Some('4')));
    }

    proptest! {
        #[test]
        fn cuts_are_short_and_whole(text in "(\\PC|[a-zA-Z]{1,9}|\\. | |e\u{301}|👩‍👧|。){0,60}", max in 0_usize..50) {
            let cut_text = cut(&text, max);
            let graphemes: Vec<&str> = text.trim().graphemes(true).collect();
            prop_assert!(cut_text.graphemes(true).count() <= max.max(graphemes.len().min(max)));
            let kept = cut_text.strip_suffix('…').unwrap_or(&cut_text);
            prop_assert!(text.trim().starts_with(kept));
            let boundary = text.trim().grapheme_indices(true).any(|(at, _)| at == kept.len()) || kept.len() == text.trim().len();
            prop_assert!(boundary, "{} of {}", kept, text);
        }

        #[test]
        fn a_stripped_dateline_leaves_the_end(text in "\\PC{0,40}", dateline in "\\PC{0,8}") {
            prop_assert!(text.ends_with(strip_dateline(&text, &dateline)));
            let written = format!("{dateline} — {text}");
            if dateline.contains(char::is_alphanumeric) {
                let _ = strip_dateline(&written, &dateline);
            }
        }

        #[test]
        fn any_body_has_a_text(body in "(<p>|</p>|<sup>|<a href='#a'>|</a>|<li>|<pre>|<td>|<table>|&lt;| |\\PC){0,40}") {
            let html = html(&body);
            let _ = (paragraphs(&html), plain_text(&html));
            let opened = open_with_dateline(&html, "X");
            prop_assert!(opened.as_str().len() >= html.as_str().len());
        }
    }
}

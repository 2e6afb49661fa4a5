//! Labels: by-words and roles that stand before the names they are about.

use super::super::person::Role;
use super::bodies;
use super::lexicon::{self, Meaning, Phrase};
use super::token::{Kind, Tokens};
use super::words::Use;

/// Roles that a label may name.
const MOST_ROLES: usize = 5;

/// The roles that a label names, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Roles {
    list: [Role; MOST_ROLES],
    length: usize,
}

impl Roles {
    pub(super) const fn one(role: Role) -> Self {
        Self { list: [role; MOST_ROLES], length: 1 }
    }

    pub(super) fn as_slice(&self) -> &[Role] {
        &self.list[..self.length]
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.as_slice().contains(&role)
    }

    fn add(&mut self, role: Role) {
        if !self.has(role)
            && let Some(next) = self.list.get_mut(self.length)
        {
            *next = role;
            self.length += 1;
        }
    }
}

/// A label in the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) roles: Roles,
    /// The token after its last.
    pub(super) end: usize,
    /// Whether it is about the name before it: "Jane Doe (photos)".
    pub(super) after: bool,
}

/// Where a label is looked for.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about what stands before")]
pub(super) struct Place {
    /// How many words of a name stand before it with nothing between.
    pub(super) words_before: usize,
    /// Whether a credit stands before it.
    pub(super) credit_before: bool,
    /// Whether nothing but a comma or an "and" parts it from that credit.
    pub(super) in_list: bool,
    /// Whether another label stands before it.
    pub(super) labelled: bool,
    /// Whether that is a by-word, directly before it.
    pub(super) after_by: bool,
}

/// The label that begins at a token, if one does.
pub(super) fn label(tokens: &Tokens, at: usize, place: Place) -> Option<Label> {
    phrase(tokens, at)
        .or_else(|| role_words(tokens, at, place))
        .or_else(|| by(tokens, at, place))
        .or_else(|| with(tokens, at, place))
}

/// Whether the tokens from `at` on are a phrase's words after the first.
pub(super) fn matches(tokens: &Tokens, at: usize, phrase: &Phrase) -> bool {
    phrase.rest().enumerate().all(|(i, word)| tokens.is(at + i, Kind::Word) && tokens.key(at + i) == word)
}

fn phrase(tokens: &Tokens, at: usize) -> Option<Label> {
    let phrases = tokens.phrases(at);
    let (role, length) = phrases.iter().find_map(|phrase| match phrase.meaning {
        Meaning::Label(role) if matches(tokens, at + 1, phrase) => Some((role, phrase.after + 1)),
        _ => None,
    })?;
    let mut end = at + length;
    if tokens.has(end, lexicon::BY_AFTER_ROLE) {
        end += 1;
    }
    Some(Label { roles: Roles::one(role), end: skip_colon(tokens, end), after: false })
}

fn skip_colon(tokens: &Tokens, mut at: usize) -> usize {
    while tokens.is(at, Kind::Colon) {
        at += 1;
    }
    at
}

/// The words of a label: "Additional reporting", "Text und Fotos", "Translated from the French".
struct Heading {
    roles: Roles,
    usage: Use,
    end: usize,
}

fn heading(tokens: &Tokens, at: usize, place: Place) -> Option<Heading> {
    let mut next = at;
    if matches!(tokens.key(next), "with" | "mit" | "avec" | "con" | "com" | "med" | "met") {
        next += 1;
    }
    let (role, usage, end) = role_word(tokens, next)?;
    let mut heading = Heading { roles: Roles::one(role), usage, end };
    for _ in 1..MOST_ROLES {
        let Some(after) = connector(tokens, heading.end) else { break };
        // "Jane Doe, Staff Writer, photos by"
        let told = place.words_before > 0 || place.in_list || tokens.has(heading.end - 1, lexicon::JOB);
        if tokens.is(heading.end, Kind::Comma) && told {
            break;
        }
        let Some((role, usage, end)) = role_word(tokens, after) else { break };
        heading.roles.add(role);
        heading.end = end;
        heading.usage = usage;
    }
    Some(heading)
}

/// One role word with what may stand before it.
fn role_word(tokens: &Tokens, at: usize) -> Option<(Role, Use, usize)> {
    const MOST: usize = 3;
    let role = |at: usize| tokens.list.get(at).and_then(|token| token.word.role);
    let modifies = |at: &usize| {
        let is_role = role(*at).is_some() && role(*at + 1).is_none();
        tokens.has(*at, lexicon::LABEL_MODIFIER) && !is_role
    };
    let end = at + (at..at + MOST).take_while(modifies).count();
    let helping = (at..end).any(|at| tokens.has(at, lexicon::HELPING));
    let (role, usage) = role(end)?;
    let role = if helping && role == Role::Author { Role::Contributor } else { role };
    Some((role, usage, end + 1))
}

/// Past what may stand between two role words.
fn connector(tokens: &Tokens, at: usize) -> Option<usize> {
    match tokens.kind(at)? {
        Kind::Word if tokens.has(at, lexicon::AND | lexicon::AND_SHORT) => Some(at + 1),
        // "图文"
        Kind::Word if tokens.list[at].glued && tokens.list[at].shape.ideographic => Some(at),
        Kind::Comma if tokens.has(at + 1, lexicon::AND) => Some(at + 2),
        Kind::Comma | Kind::Slash | Kind::Plus | Kind::Bullet => Some(at + 1),
        _ => None,
    }
}

fn role_words(tokens: &Tokens, at: usize, place: Place) -> Option<Label> {
    let heading = heading(tokens, at, place)?;
    let label = |end, after| Some(Label { roles: heading.roles, end, after });
    let end = heading.end;
    if heading.usage == Use::Participle {
        return by_after_gap(tokens, end).and_then(|end| label(end, false));
    }
    if heading.roles.has(Role::Translator)
        && let Some(end) = from_language(tokens, end)
    {
        return label(end, false);
    }
    // "Marta Conti, giornalista da Londra", "Redacteur van de krant", "Il Post da Londra"
    let is_paper = || known(tokens, at - place.words_before).is_some_and(|(last, _, _)| last == end);
    let is_title = || tokens.key(end) != "by" && (is_paper() || tokens.has(at, lexicon::JOB));
    if tokens.has(end, lexicon::BY_AFTER_ROLE) && !is_title() {
        return label(skip_colon(tokens, end + 1), false);
    }
    if tokens.is(end, Kind::Colon) {
        return label(skip_colon(tokens, end), false);
    }
    if place.words_before > 0 {
        let ends = tokens.kind(end).is_none_or(Kind::separates)
            || tokens.list[at].glued && !tokens.list[end].glued
            || !place.labelled && matches!(tokens.key(at), "著" | "訳" | "译" | "譯");
        let ideographic = tokens.list[at].shape.ideographic;
        if ends && ideographic {
            let leads_on = matches!(tokens.kind(end), Some(Kind::Slash | Kind::Bar | Kind::Bullet));
            return if leads_on && place.labelled { label(end + 1, false) } else { label(end, true) };
        }
        // "Ledger photo/Jane Doe"
        let of_paper = place.words_before == 1 && tokens.has(at - 1, lexicon::MASTHEAD | lexicon::BODY);
        if of_paper && !place.credit_before && tokens.is(end, Kind::Slash) {
            return label(end, false);
        }
        let long = place.words_before >= 2 || ideographic;
        if ends && long && heading.usage == Use::Bare && !tokens.list[at].shape.upper && !tokens.has(at, lexicon::JOB) {
            return label(end, true);
        }
        let bare = heading.usage == Use::Bare && place.labelled && long;
        return (bare && names_follow(tokens, end)).then(|| label(end, false)).flatten();
    }
    if heading.usage == Use::Joined {
        return None;
    }
    match tokens.kind(end) {
        Some(Kind::Word | Kind::Quote) => names_follow(tokens, end).then(|| label(end, false)).flatten(),
        Some(Kind::Break) if !place.in_list => label(end, false),
        Some(Kind::Slash | Kind::Bullet | Kind::Dash | Kind::Bar | Kind::Open) if !place.in_list || place.labelled => {
            label(if tokens.is(end, Kind::Open) { end } else { end + 1 }, false)
        }
        // "Jane Doe, Translator": a job title, which changes no role.
        _ if tokens.has(at, lexicon::JOB) && !tokens.is(at.wrapping_sub(1), Kind::Open) => None,
        _ if place.credit_before => label(end, true),
        _ => None,
    }
}

/// Past the "by" that follows a participle, at once or after the language: "translated from the French by".
fn by_after_gap(tokens: &Tokens, from: usize) -> Option<usize> {
    const FURTHEST: usize = 9;
    const LANGUAGE: &[&str] =
        &["from", "de", "du", "del", "do", "dal", "aus", "uit", "från", "fra", "z", "ins", "into", "and", "und", "et"];
    const BY: &[&str] = &["by", "von", "par", "por", "da", "pelo", "pela", "av", "af", "door", "przez", "ved"];
    let key = tokens.key(if tokens.is(from, Kind::Open) { from + 1 } else { from });
    let language = LANGUAGE.contains(&key) || key.starts_with("dall'") || key.starts_with("d'");
    for at in from..from + if language { FURTHEST } else { 1 } {
        match tokens.kind(at)? {
            Kind::Word if BY.contains(&tokens.key(at)) => return Some(skip_colon(tokens, at + 1)),
            Kind::Word | Kind::Open | Kind::Close | Kind::Stray => {}
            _ => return None,
        }
    }
    None
}

/// Past the language of a translation, with the "by" or colon after it: "Traduzione dall'inglese di".
fn from_language(tokens: &Tokens, from: usize) -> Option<usize> {
    const FURTHEST: usize = 7;
    let key = tokens.key(from);
    let elided = matches!(key, "de" | "du") && tokens.key(from + 1).starts_with("l'");
    let starts = matches!(key, "from" | "del" | "do" | "dal" | "aus" | "uit" | "från" | "fra" | "с" | "з" | "z")
        || key.starts_with("dall'")
        || key == "du"
        || elided;
    if !starts {
        return None;
    }
    for at in (from..).take(FURTHEST).skip(1) {
        match tokens.kind(at) {
            Some(Kind::Colon) => return Some(skip_colon(tokens, at)),
            Some(Kind::Word) if tokens.has(at, lexicon::BY_AFTER_ROLE) => return Some(skip_colon(tokens, at + 1)),
            Some(Kind::Word | Kind::Open | Kind::Close) => {}
            _ => break,
        }
    }
    (matches!(key, "с" | "з" | "z") && tokens.is(from + 1, Kind::Word)).then_some(from + 2)
}

/// Whether what follows a bare role word reads as a name rather than the rest of a title.
fn names_follow(tokens: &Tokens, from: usize) -> bool {
    let run = tokens.list[from..].iter().take_while(|token| !token.kind.separates());
    let mut words = 0;
    let (mut ideographic, mut body) = (false, false);
    for token in run.take(8) {
        if token.word.flags & lexicon::JOB != 0 && words == 0 {
            return false;
        }
        words += usize::from(token.kind == Kind::Word);
        ideographic |= token.shape.ideographic;
        body |= token.word.flags & lexicon::BODY != 0;
    }
    if known(tokens, from).is_some() || ideographic {
        return true;
    }
    // "author of The Long Road", "This story was originally published by"
    if matches!(tokens.key(from), "of" | "at" | "for") || tokens.has(from, lexicon::BIOGRAPHY) {
        return false;
    }
    words >= 2 && !body
}

/// "By" and its like in other languages.
fn by(tokens: &Tokens, at: usize, place: Place) -> Option<Label> {
    const NEAR: usize = 3;
    const FURTHEST: usize = 7;
    let key = tokens.key(at);
    let author = |end| Some(Label { roles: Roles::one(Role::Author), end, after: false });
    if key == "aus" && place.words_before == 0 {
        let leads_on = |at: &usize| matches!(tokens.key(*at), "von" | "berichtet" | "berichten");
        let end = (at..).take(FURTHEST).find(leads_on)? + 1;
        let from_language = matches!(tokens.key(at + 1), "dem" | "der" | "den") && tokens.key(end - 1) == "von";
        let role = if from_language { Role::Translator } else { Role::Author };
        let words = (at..end).all(|at| tokens.is(at, Kind::Word));
        return words.then_some(Label { roles: Roles::one(role), end, after: false });
    }
    // "Mit Petra Novak sprach Jane Doe"
    if key == "mit" && place.words_before == 0 {
        let end = (at..).take(FURTHEST).find(|at| matches!(tokens.key(*at), "sprach" | "sprachen"))? + 1;
        return author(end);
    }
    if matches!(key, "from" | "da" | "do" | "das" | "dal" | "dalla") && place.words_before == 0 && !place.credit_before
    {
        let from_name = key == "from" && tokens.list.get(at + 1).is_some_and(|next| next.shape.upper);
        return (from_name || known(tokens, at + 1).is_some()).then(|| author(at + 1)).flatten();
    }
    if matches!(key, "z" | "с" | "з") && place.words_before == 0 {
        return translated_from(tokens, at);
    }
    if !tokens.has(at, lexicon::BY) {
        return None;
    }
    if is_surname_first(tokens, at) {
        return None;
    }
    let end = skip_colon(tokens, at + 1);
    if place.after_by && key != "by" {
        return None;
    }
    if place.words_before > 0 {
        let follows = tokens.is(end, Kind::Word) && !tokens.has(end, lexicon::AND);
        // "Krönika av Signe Holm": none of these is a part of names.
        let subject =
            place.words_before == 1 && matches!(key, "av" | "door" | "par" | "por") && tokens.is(end + 1, Kind::Word);
        // "Jan von der Heide" has no date.
        let numbered = tokens.list[at.saturating_sub(NEAR)..at].iter().any(|token| token.shape.digit);
        let ends_date = tokens.list[at - 1].shape.digit || tokens.has(at - 1, lexicon::DATE_SIGN);
        let dated = numbered && ends_date;
        return (follows && (key == "by" || dated || subject)).then(|| author(end)).flatten();
    }
    if key == "by" || !place.in_list {
        return author(end);
    }
    let words = (end..end + 3).take_while(|at| tokens.is(*at, Kind::Word)).count();
    let lower = !tokens.list[at].shape.upper;
    (lower && words >= 2).then(|| author(end)).flatten()
}

/// "Z angielskiego przełożyła": a translation that begins with its language.
fn translated_from(tokens: &Tokens, at: usize) -> Option<Label> {
    const FURTHEST: usize = 4;
    let translates = |at: &usize| {
        let word = tokens.list.get(*at).map(|token| token.word);
        word.and_then(|word| word.role).is_some_and(|(role, _)| role == Role::Translator)
    };
    let verb = (at..at + FURTHEST).find(translates)?;
    let words = (at..verb).all(|at| tokens.is(at, Kind::Word));
    words.then(|| Label { roles: Roles::one(Role::Translator), end: skip_colon(tokens, verb + 1), after: false })
}

/// "von Trapp, Georg", "von der Tann, Wolf": a particle of a surname rather than a by-word.
fn is_surname_first(tokens: &Tokens, at: usize) -> bool {
    const MOST: usize = 3;
    let is_name = |at: usize| tokens.is(at, Kind::Word) && tokens.list[at].shape.upper;
    let is_particle = |at: usize| tokens.has(at, lexicon::SURNAME_PARTICLE) && !tokens.list[at].shape.upper;
    let particles = (at..at + MOST).take_while(|at| is_particle(*at)).count();
    let surname = at + particles;
    let given = surname + 2;
    let length = (given..=given + MOST).take_while(|at| is_name(*at)).count();
    let end = given + length;
    let ends = tokens.kind(end).is_none_or(|kind| matches!(kind, Kind::Semicolon | Kind::Break))
        || tokens.has(end, lexicon::AND);
    particles > 0
        && is_name(surname)
        && tokens.is(surname + 1, Kind::Comma)
        && (1..=MOST).contains(&length)
        && ends
        && known(tokens, given).is_none()
        && (given..end).all(|at| !tokens.has(at, lexicon::JOB | lexicon::BODY))
        && !is_place(tokens, given)
}

pub(super) fn is_place(tokens: &Tokens, at: usize) -> bool {
    tokens
        .phrases(at)
        .iter()
        .any(|phrase| matches!(phrase.meaning, Meaning::Place { .. }) && matches(tokens, at + 1, phrase))
}

/// "with X": whoever helped.
fn with(tokens: &Tokens, at: usize, place: Place) -> Option<Label> {
    let helper = |end| Label { roles: Roles::one(Role::Contributor), end, after: false };
    if tokens.key(at) == "w" && tokens.is(at + 1, Kind::Slash) && tokens.list[at + 1].glued {
        return Some(helper(at + 2));
    }
    let follows = matches!(tokens.kind(at + 1), Some(Kind::Word | Kind::Quote | Kind::Handle));
    // "Eva Ruiz con Luis Gil": no name has the word between two capitals.
    let is_name = |at: usize| {
        let other = lexicon::JOB | lexicon::BODY | lexicon::TITLE | lexicon::PARTICLE;
        tokens.list.get(at).is_some_and(|token| token.shape.upper) && !tokens.has(at, other)
    };
    let joins = || !tokens.list[at].shape.upper && place.words_before >= 2 && is_name(at + 1) && is_name(at + 2);
    let helps = match tokens.key(at) {
        "with" | "avec" => follows,
        "mit" | "con" | "com" | "med" | "met" => known(tokens, at + 1).is_some() || joins(),
        "z" | "з" | "с" | "ja" => known(tokens, at + 1).is_some(),
        _ => false,
    };
    helps.then(|| helper(at + 1))
}

/// A known agency or paper that begins at a token: the token after its last, its usual form, whether it may end a name.
pub(super) fn known(tokens: &Tokens, at: usize) -> Option<(usize, &'static str, bool)> {
    let from = if tokens.key(at) == "the" { at + 1 } else { at };
    let first = tokens.list.get(from).filter(|token| token.kind == Kind::Word)?;
    tokens.phrases(from).iter().find_map(|phrase| match phrase.meaning {
        Meaning::Known { usual, as_written } if matches(tokens, from + 1, phrase) => {
            let lower = usual.chars().next().is_some_and(char::is_lowercase);
            let fits =
                !as_written || (first.shape.upper && !first.shape.lower) || (first.shape.lower && has_lower(usual));
            let fits = fits && (!as_written || lower != first.shape.upper || !first.shape.lower);
            let trailing = || !bodies::NEVER_TRAILING.contains(&usual);
            fits.then(|| (from + 1 + phrase.after, usual, trailing()))
        }
        _ => None,
    })
}

fn has_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

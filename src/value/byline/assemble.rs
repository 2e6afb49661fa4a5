//! Credits out of segments: which part is a name, which a title, a place, a body, and what belongs to whom.

use std::ops::Range;

use super::super::person::Role;
use super::Why;
use super::label::{self, Roles};
use super::lexicon::{self, LEXICON, Meaning};
use super::segment::{Item, Separator};
use super::token::{Kind, Tokens, is_abbreviation, is_initials};

/// A credit in the making; ranges are of tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) name: Range<usize>,
    /// Given names that follow the surname after a comma.
    pub(super) given: Option<Range<usize>>,
    /// Suffixes and credentials, and whether a comma stays before them.
    pub(super) suffixes: Vec<(Range<usize>, bool)>,
    pub(super) roles: Roles,
    pub(super) body: bool,
    /// The usual form of a known body.
    pub(super) usual: Option<&'static str>,
    pub(super) email: Option<usize>,
    pub(super) uri: Option<usize>,
    pub(super) affiliation: Option<Range<usize>>,
    separator: Separator,
    labelled: bool,
    gone: bool,
}

/// What became of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Unused,
    Name(usize),
    Affiliation,
    Label(Roles),
    Email,
    Uri,
    Separator,
    Dropped(Why),
}

/// The credits of a byline and what became of each token.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub(super) drafts: Vec<Draft>,
    pub(super) marks: Vec<Mark>,
}

pub(super) fn assemble(text: &str, tokens: &Tokens, items: &[Item]) -> Assembly {
    let mut assembler = Assembler {
        text,
        tokens,
        drafts: Vec::new(),
        marks: vec![Mark::Unused; tokens.list.len()],
        roles: Roles::one(Role::Author),
        labelled: false,
        named: false,
        separator: Separator::Start,
        reach: 0,
        sentence: 0,
        outer: Vec::new(),
        waiting: None,
        handle: None,
        agency: None,
    };
    for (at, item) in items.iter().enumerate() {
        assembler.item(item, items.get(at + 1));
    }
    assembler.finish();
    assembler.invert();
    let mut marks = assembler.marks;
    let mut kept = Vec::with_capacity(assembler.drafts.len());
    for draft in assembler.drafts {
        if draft.gone {
            continue;
        }
        let ranges = [Some(draft.name.clone()), draft.given.clone()];
        let suffixes = draft.suffixes.iter().map(|(range, _)| range.clone());
        for at in ranges.into_iter().flatten().chain(suffixes).flatten() {
            if !matches!(marks[at], Mark::Dropped(_)) {
                marks[at] = Mark::Name(kept.len());
            }
        }
        kept.push(draft);
    }
    Assembly { drafts: kept, marks }
}

struct Assembler<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    drafts: Vec<Draft>,
    marks: Vec<Mark>,
    roles: Roles,
    /// Whether a label gave the roles.
    labelled: bool,
    /// Whether a name followed since.
    named: bool,
    separator: Separator,
    /// The first draft that an affiliation reaches back to.
    reach: usize,
    /// The first draft of the sentence.
    sentence: usize,
    outer: Vec<(Roles, bool, bool)>,
    /// An address that no name stands before.
    waiting: Option<(usize, Separator)>,
    /// An account that no name stands before.
    handle: Option<(usize, Separator)>,
    /// The draft of an agency before a slash.
    agency: Option<usize>,
}

impl Assembler<'_> {
    fn item(&mut self, item: &Item, next: Option<&Item>) {
        match item {
            Item::Label(roles, range) => {
                self.finish();
                self.mark(range.clone(), Mark::Label(*roles));
                (self.roles, self.labelled, self.named) = (*roles, true, false);
                self.separator = Separator::Label;
                self.reach = self.drafts.len();
                self.sentence = self.drafts.len();
            }
            Item::After(roles, range) => {
                self.mark(range.clone(), Mark::Label(*roles));
                if let Some(last) = self.drafts.last_mut() {
                    last.roles = *roles;
                }
            }
            Item::Tail(range) => self.tail(range.clone()),
            Item::Part(range) => self.part(range.clone(), next),
            Item::Address(at) => self.address(*at),
            Item::Dropped(range, why) => self.mark(range.clone(), Mark::Dropped(*why)),
            Item::Separator(separator, at) => {
                if matches!(self.marks[*at], Mark::Unused) {
                    self.marks[*at] = Mark::Separator;
                }
                self.separate(*separator);
            }
            Item::Open(at) => {
                self.marks[*at] = Mark::Separator;
                self.outer.push((self.roles, self.labelled, self.named));
                self.separate(Separator::Open);
            }
            Item::Close(at) => {
                self.marks[*at] = Mark::Separator;
                if let Some(outer) = self.outer.pop()
                    && !(self.drafts.is_empty() || self.labelled && !self.named)
                {
                    let named = self.named;
                    (self.roles, self.labelled, self.named) = outer;
                    self.named |= named;
                }
                self.separator = Separator::Nothing;
            }
        }
    }

    fn mark(&mut self, range: Range<usize>, mark: Mark) {
        self.marks[range].fill(mark);
    }

    fn separate(&mut self, separator: Separator) {
        let strong =
            |separator| matches!(separator, Separator::Break | Separator::Stop | Separator::Semicolon | Separator::And);
        let stays = strong(self.separator) && (!strong(separator) || separator < self.separator);
        let label_goes_on = self.separator == Separator::Label && !strong(separator);
        if !stays && !label_goes_on {
            self.separator = separator;
        }
        if matches!(separator, Separator::Semicolon | Separator::Stop | Separator::Break) {
            self.sentence = self.drafts.len();
        }
        if separator == Separator::Semicolon {
            self.reach = self.drafts.len();
        }
        if self.separator == Separator::And {
            self.finish();
        }
    }

    /// Makes a credit of an address or account that no name came to.
    fn finish(&mut self) {
        for (at, separator) in [self.waiting.take(), self.handle.take()].into_iter().flatten() {
            let draft = Draft { separator, ..self.draft(at..at + 1, false) };
            self.drafts.push(draft);
            self.named = true;
            self.set_address(self.drafts.len() - 1, at);
        }
    }

    fn draft(&self, name: Range<usize>, body: bool) -> Draft {
        Draft {
            name,
            given: None,
            suffixes: Vec::new(),
            roles: self.roles,
            body,
            usual: None,
            email: None,
            uri: None,
            affiliation: None,
            separator: self.separator,
            labelled: self.labelled,
            gone: false,
        }
    }

    fn set_address(&mut self, draft: usize, at: usize) {
        match self.tokens.kind(at) {
            Some(Kind::Email) => self.drafts[draft].email = Some(at),
            Some(Kind::Uri) => self.drafts[draft].uri = Some(at),
            _ => {}
        }
    }

    /// An email address, a link or an account goes to the name that it stands beside.
    fn address(&mut self, at: usize) {
        let apart = matches!(self.separator, Separator::And | Separator::Label | Separator::Start);
        let kind = self.tokens.kind(at);
        if let Some(last) = self.drafts.last_mut().filter(|last| !apart && self.waiting.is_none() && !last.gone) {
            let is_account = self.tokens.is(last.name.start, Kind::Handle);
            let slot = match kind {
                Some(Kind::Email) => &mut last.email,
                Some(Kind::Uri) => &mut last.uri,
                _ if !is_account => {
                    self.marks[at] = Mark::Dropped(Why::Handle);
                    self.separator = Separator::Nothing;
                    return;
                }
                _ => &mut None,
            };
            if slot.is_none() && kind != Some(Kind::Handle) {
                *slot = Some(at);
                self.marks[at] = if kind == Some(Kind::Email) { Mark::Email } else { Mark::Uri };
                self.separator = Separator::Nothing;
                return;
            }
        }
        let slot = if kind == Some(Kind::Handle) { &self.handle } else { &self.waiting };
        if slot.is_some() {
            self.finish();
        }
        let separator = self.separator;
        if kind == Some(Kind::Handle) {
            self.handle = Some((at, separator));
        } else {
            self.waiting = Some((at, separator));
        }
        self.separator = Separator::Nothing;
    }

    /// Adds a credit, and what was waiting for one.
    fn push(&mut self, draft: Draft) {
        let beside = !matches!(self.separator, Separator::And);
        if !beside {
            self.finish();
        }
        if let Some((_, separator)) = self.handle
            && matches!(self.separator, Separator::Comma | Separator::Plus | Separator::Semicolon)
            && separator != Separator::Nothing
        {
            self.finish();
        }
        self.drafts.push(draft);
        let index = self.drafts.len() - 1;
        if let Some((at, _)) = self.waiting.take() {
            self.set_address(index, at);
            self.marks[at] = if self.tokens.is(at, Kind::Email) { Mark::Email } else { Mark::Uri };
        }
        if let Some((at, _)) = self.handle.take() {
            self.marks[at] = Mark::Dropped(Why::Handle);
        }
        if let Some(agency) = self.agency.take()
            && self.separator == Separator::Slash
            && agency + 1 == index
            && !self.drafts[index].body
        {
            let affiliation = self.drafts[agency].name.clone();
            self.drafts[agency].gone = true;
            self.mark(affiliation.clone(), Mark::Affiliation);
            self.drafts[index].affiliation = Some(affiliation);
            self.drafts[index].separator = self.drafts[agency].separator;
            self.reach = index + 1;
        }
        self.named = true;
        self.separator = Separator::Nothing;
    }

    /// The names of the sentence only helped.
    fn tail(&mut self, range: Range<usize>) {
        self.mark(range, Mark::Label(Roles::one(Role::Contributor)));
        self.finish();
        let mut at = self.drafts.len();
        while at > self.sentence {
            at -= 1;
            let draft = &mut self.drafts[at];
            if draft.gone {
                continue;
            }
            draft.roles = Roles::one(Role::Contributor);
            if draft.labelled && draft.separator != Separator::And {
                break;
            }
        }
        self.sentence = self.drafts.len();
    }
}

/// A part, read from the outside in.
impl Assembler<'_> {
    fn part(&mut self, range: Range<usize>, next: Option<&Item>) {
        let ends_role = matches!(self.separator, Separator::Break | Separator::Stop | Separator::Semicolon);
        if ends_role && self.named {
            (self.roles, self.labelled) = (Roles::one(Role::Author), false);
        }
        self.read(range, next);
    }

    fn read(&mut self, range: Range<usize>, next: Option<&Item>) {
        let range = self.without_quotes(range);
        let range = self.without_dates(range);
        if range.is_empty() {
            return;
        }
        if self.is_nobody(range.clone()) {
            self.drop(range, Why::Nobody);
            return;
        }
        let range = self.without_others(range);
        if range.is_empty() {
            return;
        }
        if self.is_suffix(range.clone()) {
            self.suffix(range);
            return;
        }
        if self.is_place(range.clone(), next) {
            self.drop(range, Why::Place);
            return;
        }
        let known = label::known(self.tokens, range.start).filter(|(end, _, _)| *end == range.end);
        if let Some((_, usual, _)) = known {
            self.body(range, Some(usual), next);
            return;
        }
        if let Some((at, cut)) = self.cut(range.clone()) {
            if at > range.start {
                self.read(range.start..at, None);
            }
            self.tail_of_part(at..range.end, cut);
            return;
        }
        if self.has(range.clone(), lexicon::JOB) && self.title(range.clone(), next) {
            return;
        }
        let (name, agency) = self.trailing_agency(range.clone());
        if agency.is_none() || self.has(name, lexicon::BODY) {
            if self.is_body(range.clone()) {
                self.body(range, None, next);
                return;
            }
        }
        self.name(range, next);
    }

    fn has(&self, mut range: Range<usize>, flags: lexicon::Flags) -> bool {
        range.any(|at| self.tokens.has(at, flags))
    }

    fn drop(&mut self, range: Range<usize>, why: Why) {
        for at in range {
            if matches!(self.marks[at], Mark::Unused) {
                self.marks[at] = Mark::Dropped(why);
            }
        }
    }

    fn words(&self, range: Range<usize>) -> usize {
        range.filter(|at| self.tokens.is(*at, Kind::Word) && !matches!(self.marks[*at], Mark::Dropped(_))).count()
    }

    fn slice(&self, range: Range<usize>) -> &str {
        let list = &self.tokens.list;
        if range.is_empty() { "" } else { &self.text[list[range.start].start..list[range.end - 1].end] }
    }

    /// Whether a person stands before, whom a title, a place or an affiliation can be about.
    fn after_person(&self) -> bool {
        let about = !matches!(
            self.separator,
            Separator::Start | Separator::Label | Separator::And | Separator::Semicolon | Separator::Plus
        );
        about && self.drafts[self.reach.min(self.drafts.len())..].iter().any(|draft| !draft.gone && !draft.body)
    }

    fn after_credit(&self) -> bool {
        let about = !matches!(self.separator, Separator::Start | Separator::Label | Separator::And | Separator::Plus);
        about && self.drafts.iter().any(|draft| !draft.gone)
    }

    /// Without quotation marks round the whole, or left over at one end.
    fn without_quotes(&mut self, mut range: Range<usize>) -> Range<usize> {
        let is_quote = |at: usize| self.tokens.is(at, Kind::Quote);
        loop {
            let quotes = range.clone().filter(|at| is_quote(*at)).count();
            let (first, last) =
                (!range.is_empty() && is_quote(range.start), !range.is_empty() && is_quote(range.end - 1));
            if first && last && quotes == 2 {
                range = range.start + 1..range.end - 1;
            } else if first && quotes % 2 == 1 {
                range.start += 1;
            } else if last && quotes % 2 == 1 {
                range.end -= 1;
            } else {
                break;
            }
        }
        while !range.is_empty() && !self.tokens.is(range.end - 1, Kind::Word) && !is_quote(range.end - 1) {
            range.end -= 1;
        }
        range
    }

    /// Without a date or a reading time at either end.
    fn without_dates(&mut self, range: Range<usize>) -> Range<usize> {
        let is_date =
            |at: usize| self.tokens.has(at, lexicon::DATE) || self.is_number(at) || !self.tokens.is(at, Kind::Word);
        if range.clone().all(is_date) && self.says_when(range.clone(), true) {
            self.drop(range.clone(), Why::Date);
            return range.end..range.end;
        }
        let leading = range.clone().take_while(|at| is_date(*at)).count();
        let trailing = range.clone().rev().take_while(|at| is_date(*at)).count();
        let mut kept = range.clone();
        if leading > 0 && self.says_when(range.start..range.start + leading, false) {
            kept.start += leading;
            self.drop(range.start..kept.start, Why::Date);
        }
        if trailing > 0 && trailing < kept.len() && self.says_when(range.end - trailing..range.end, false) {
            kept.end -= trailing;
            self.drop(kept.end..range.end, Why::Date);
        }
        kept
    }

    /// Whether a word begins with a digit, as the parts of dates do.
    fn is_number(&self, at: usize) -> bool {
        let Some(token) = self.tokens.list.get(at).filter(|token| token.shape.digit) else { return false };
        let word = &self.text[token.start..token.end];
        let ideographic = "年月日号號時时分秒約约钟";
        let letters = word.chars().filter(|c| c.is_alphabetic() && !ideographic.contains(*c)).count();
        word.trim_start_matches(['\'', '’', '約', '约', '~']).starts_with(|c: char| c.is_numeric()) && letters <= 4
    }

    fn says_when(&self, range: Range<usize>, alone: bool) -> bool {
        let number = range.clone().any(|at| self.is_number(at));
        let sign = self.has(range.clone(), lexicon::DATE_SIGN);
        let pattern = range.clone().any(|at| {
            self.is_number(at) && {
                let word = self.slice(at..at + 1);
                let marks = word.trim_end_matches(['.', ',']);
                marks.contains([':', '/', '-', '年', '月', '分'])
                    || marks.to_lowercase().ends_with("am")
                    || marks.to_lowercase().ends_with("pm")
                    || marks.ends_with('h')
                    || (marks.matches('.').count() == 2)
                    || (marks.contains('h') && marks.starts_with(|c: char| c.is_ascii_digit()))
            }
        });
        let year = alone && self.words(range.clone()) == 1 && number;
        let lone = alone && self.after_credit() && self.has(range, lexicon::LONE_DATE);
        (number && (sign || pattern)) || year || lone
    }

    /// Templates, "admin", and text without a letter.
    fn is_nobody(&self, range: Range<usize>) -> bool {
        let text = self.slice(range.clone());
        let single = self.words(range.clone()) == 1;
        let template = (text.starts_with('%') && text.ends_with('%') || text.starts_with('$')) && text.len() > 1;
        !text.contains(char::is_alphabetic)
            || template
            || (single && self.has(range, lexicon::NOBODY) && !self.is_handle_like(text))
    }

    fn is_handle_like(&self, text: &str) -> bool {
        text.contains('_')
            && !text.trim_matches('_').is_empty()
            && !self.tokens.list.is_empty()
            && text.trim_matches('_').len() == text.len()
    }

    /// Without "et al." and its like at the end.
    fn without_others(&mut self, range: Range<usize>) -> Range<usize> {
        for at in range.clone().rev().take(3) {
            let ends = LEXICON.phrases(self.tokens.key(at)).iter().any(|phrase| {
                phrase.meaning == Meaning::Others
                    && at + 1 + phrase.rest.len() == range.end
                    && label::matches(self.tokens, at + 1, &phrase.rest)
            });
            let shape = self.tokens.list[at].shape;
            if ends && (at == range.start || !shape.upper && !shape.ideographic || shape.ideographic) {
                self.drop(at..range.end, Why::Others);
                return range.start..at;
            }
        }
        range
    }

    /// "Jr.", "MD": part of the name before it.
    fn is_suffix(&self, range: Range<usize>) -> bool {
        let Some(last) = self.drafts.last().filter(|last| !last.gone && !last.body) else { return false };
        let beside = matches!(
            self.separator,
            Separator::Comma | Separator::Nothing | Separator::Bar | Separator::Dash | Separator::Open
        );
        let surname = last.given.is_none() && self.words(last.name.clone()) == 1 && last.suffixes.is_empty();
        beside
            && range.clone().all(|at| {
                let word = self.slice(at..at + 1);
                if self.tokens.has(at, lexicon::SUFFIX) {
                    return true;
                }
                let capitals = word.chars().filter(|c| c.is_uppercase()).count();
                let listed =
                    self.tokens.has(at, lexicon::CREDENTIAL) && (capitals >= 2 || self.tokens.key(at) == "esq");
                let after_another = !last.suffixes.is_empty()
                    && (2..=5).contains(&capitals)
                    && capitals == word.chars().filter(|c| c.is_alphabetic()).count()
                    && !self.tokens.has(at, lexicon::BODY)
                    && label::known(self.tokens, at).is_none();
                let given = surname && is_initials(word) && !matches!(self.tokens.key(at), "ph.d" | "m.d" | "r.n");
                (listed && !given && label::known(self.tokens, at).is_none()) || after_another
            })
    }

    fn suffix(&mut self, range: Range<usize>) {
        let comma = !range.clone().all(|at| self.tokens.has(at, lexicon::SUFFIX));
        if let Some(last) = self.drafts.last_mut() {
            last.suffixes.push((range, comma));
        }
        self.separator = Separator::Nothing;
    }

    /// The place that the tokens from `at` on name, up to `end`.
    fn place_at(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        LEXICON.phrases(self.tokens.key(at)).iter().find_map(|phrase| match phrase.meaning {
            Meaning::Place { city }
                if at + 1 + phrase.rest.len() <= end && label::matches(self.tokens, at + 1, &phrase.rest) =>
            {
                Some((at + 1 + phrase.rest.len(), city))
            }
            _ => None,
        })
    }

    fn is_place(&self, range: Range<usize>, next: Option<&Item>) -> bool {
        let Some((mut end, _)) = self.place_at(range.start, range.end) else { return false };
        while end < range.end
            && let Some((further, _)) = self.place_at(end, range.end)
        {
            end = further;
        }
        if end != range.end {
            return false;
        }
        let surname = self.drafts.last().filter(|last| !last.gone && !last.body && self.words(last.name.clone()) == 1);
        if surname.is_some() && self.has(range.clone(), lexicon::CITY_AND_NAME) && self.separator == Separator::Comma {
            return false;
        }
        let dateline = matches!(next, Some(Item::Separator(Separator::Colon | Separator::Dash, _)))
            && matches!(
                self.separator,
                Separator::Start | Separator::Break | Separator::Stop | Separator::Open | Separator::Comma
            );
        let and_place = self.separator == Separator::And
            && matches!(self.marks.get(range.start.wrapping_sub(2)), Some(Mark::Dropped(Why::Place)));
        let beside = self.after_credit() && !matches!(self.separator, Separator::Semicolon);
        let in_brackets = self.separator == Separator::Open;
        beside || dateline || and_place || in_brackets
    }
}

/// What a preposition in a part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Place,
    SpecialTo,
    Affiliation,
    About,
}

/// Places, affiliations, titles, bodies, names.
impl Assembler<'_> {
    /// The first word that ends the name: "in Kyiv", "Special to", "for Reuters".
    fn cut(&self, range: Range<usize>) -> Option<(usize, Cut)> {
        let shouted = !self.slice(range.clone()).contains(char::is_lowercase);
        let mut names = 0;
        for at in range.clone() {
            let found = self.cut_at(at, range.clone(), names, shouted);
            if found.is_some() {
                return found.map(|cut| (at, cut));
            }
            if self.tokens.has(at, lexicon::JOB) && !matches!(self.tokens.key(at), "special") {
                return None;
            }
            names += usize::from(self.tokens.is(at, Kind::Word));
        }
        None
    }

    fn cut_at(&self, at: usize, range: Range<usize>, names: usize, shouted: bool) -> Option<Cut> {
        let key = self.tokens.key(at);
        let next = self.tokens.key(at + 1);
        let follows = at + 1 < range.end;
        let lower = !self.tokens.list[at].shape.upper;
        let small = lower || shouted || key.len() > 2;
        let whole_name =
            names >= 2 || (names == 0 && self.after_person()) || self.tokens.list[range.start].shape.ideographic;
        if key == "special" && matches!(next, "to" | "for") && follows {
            return Some(Cut::SpecialTo);
        }
        if matches!(key, "reporting" | "reports" | "reported" | "writing" | "writes" | "based" | "filed")
            && matches!(next, "from" | "in")
            && follows
            && (names == 0 || whole_name)
        {
            return Some(Cut::Place);
        }
        if names == 1 && key == "in" && follows && lower && self.place_at(at + 1, range.end).is_some() {
            return Some(Cut::Place);
        }
        if !whole_name || !follows {
            return None;
        }
        let upper_next = self.tokens.list[at + 1].shape.upper || self.tokens.list[at + 1].shape.ideographic;
        if self.tokens.has(at, lexicon::IN)
            && upper_next
            && (if key == "in" { small } else { lower })
            && !self.has(range.start..at, lexicon::BODY)
        {
            return Some(Cut::Place);
        }
        if self.tokens.has(at, lexicon::WEAK_IN)
            && (lower || shouted)
            && self.place_at(at + 1, range.end).is_some_and(|(end, city)| city && end == range.end)
        {
            return Some(Cut::Place);
        }
        if matches!(key, "for" | "of" | "from" | "at") && !self.has(range.start..at, lexicon::BODY) {
            return Some(
                if key == "from" && self.place_at(at + 1, range.end).is_some_and(|(end, _)| end == range.end) {
                    Cut::Place
                } else {
                    Cut::Affiliation
                },
            );
        }
        if matches!(
            key,
            "pour" | "für" | "para" | "per" | "voor" | "för" | "dla" | "для" | "van" | "von" | "de" | "di" | "på"
        ) && lower
            && label::known(self.tokens, at + 1).is_some_and(|(end, _, _)| end == range.end)
        {
            return Some(Cut::Affiliation);
        }
        if lower && names >= 2 && self.tokens.has(at, lexicon::BIOGRAPHY) {
            return Some(Cut::About);
        }
        if key == "on" && self.tokens.has(at + 1, lexicon::CONTACT) {
            return Some(Cut::About);
        }
        None
    }

    fn tail_of_part(&mut self, range: Range<usize>, cut: Cut) {
        let said = range.start + 1..range.end;
        match cut {
            Cut::SpecialTo => self.drop(range, Why::SpecialTo),
            Cut::About => self.drop(range, Why::JobTitle),
            Cut::Place => {
                let further = said.clone().find(|at| {
                    matches!(self.tokens.key(*at), "for" | "of")
                        && *at > said.start
                        && at + 1 < said.end
                        && self.tokens.key(*at) == "for"
                });
                let end = further.unwrap_or(range.end);
                self.drop(range.start..end, Why::Place);
                if end < range.end {
                    self.tail_of_part(end..range.end, Cut::Affiliation);
                }
            }
            Cut::Affiliation if self.has(said.clone(), lexicon::JOB) => self.drop(range, Why::JobTitle),
            Cut::Affiliation => {
                let place = (said.start + 1..said.end)
                    .find(|at| self.tokens.key(*at) == "in" && !self.tokens.list[*at].shape.upper);
                let end = place.unwrap_or(said.end);
                self.marks[range.start] = Mark::Separator;
                if self.place_at(said.start, end).is_some_and(|(last, _)| last == end) {
                    self.drop(said.start..end, Why::Place);
                } else {
                    self.affiliate(said.start..end);
                }
                self.drop(end..range.end, Why::Place);
            }
        }
    }

    /// Gives an affiliation to the names before it that have none.
    fn affiliate(&mut self, range: Range<usize>) {
        let range = self.without_quotes(range);
        if range.is_empty() {
            return;
        }
        let reach = self.reach.min(self.drafts.len());
        for draft in self.drafts[reach..].iter_mut().filter(|draft| !draft.body && !draft.gone) {
            draft.affiliation.get_or_insert_with(|| range.clone());
        }
        self.mark(range, Mark::Affiliation);
        self.reach = self.drafts.len();
        self.separator = Separator::Nothing;
    }

    /// Handles a part that holds a job word; `false` when it is a body after all.
    fn title(&mut self, range: Range<usize>, next: Option<&Item>) -> bool {
        let words: Vec<usize> = range.clone().filter(|at| self.tokens.is(*at, Kind::Word)).collect();
        let about_person = self.after_person() && self.separator != Separator::Nothing;
        let titleish = |at: usize| self.is_titleish(at);
        let Some(last_job) = words.iter().rposition(|at| self.tokens.has(*at, lexicon::JOB)) else { return false };
        if !about_person {
            let key = self.tokens.key(words[words.len() - 1]);
            if matches!(key, "staff" | "team")
                && words.len() > 1
                && !words.iter().all(|at| titleish(*at) && label::known(self.tokens, *at).is_none())
                && !self.ends_with_job_before(&words)
            {
                self.body(range, None, next);
                return true;
            }
            let ideographic = self.tokens.list[words[0]].shape.ideographic;
            let least = if ideographic { 1 } else { 2 };
            let titled = words.iter().rev().take_while(|at| titleish(**at)).count();
            let from = (words.len() - titled).max(least);
            if titled > 0
                && from <= last_job
                && from < words.len()
                && words.len() - titled > 0
                && !(titled == words.len())
                && !self.is_generic(&words[..from])
            {
                let split = words[from];
                self.drop(split..range.end, Why::JobTitle);
                self.read(range.start..split, next);
                return true;
            }
        }
        let rest = &words[last_job + 1..];
        let prefix_unknown = words[..=last_job].iter().filter(|at| !titleish(**at)).count();
        let names = rest.len() >= 2
            || (rest.len() == 1
                && (self.tokens.list[rest[0]].shape.ideographic
                    || !about_person && words[..=last_job].iter().all(|at| titleish(*at))));
        let named = names
            && rest.iter().all(|at| !titleish(*at) || self.tokens.has(*at, lexicon::PARTICLE))
            && !matches!(
                self.tokens.key(rest[0]),
                "of" | "at"
                    | "for"
                    | "in"
                    | "with"
                    | "from"
                    | "de"
                    | "du"
                    | "der"
                    | "des"
                    | "del"
                    | "di"
                    | "van"
                    | "von"
                    | "bei"
                    | "beim"
                    | "à"
                    | "chez"
                    | "en"
                    | "em"
                    | "w"
                    | "в"
                    | "у"
                    | "på"
                    | "i"
                    | "at-large"
            )
            && (prefix_unknown == 0
                || (prefix_unknown <= 2
                    && !about_person
                    && rest.len() >= 2
                    && !self.tokens.list[words[last_job]].shape.upper))
            && self.tokens.list[rest[0]].shape != super::token::Shape { lower: true, ..Default::default() };
        if named {
            let split = rest[0];
            self.drop(range.start..split, Why::JobTitle);
            self.read(split..range.end, next);
            return true;
        }
        self.drop(range, Why::JobTitle);
        true
    }

    /// "Times Staff Writer": another job word than the last.
    fn ends_with_job_before(&self, words: &[usize]) -> bool {
        words[..words.len() - 1].iter().any(|at| self.tokens.has(*at, lexicon::JOB))
    }

    fn is_generic(&self, words: &[usize]) -> bool {
        words.iter().all(|at| self.is_titleish(*at))
    }

    fn is_titleish(&self, at: usize) -> bool {
        self.tokens.has(at, lexicon::JOB | lexicon::TITLE | lexicon::BODY | lexicon::ABSTRACT)
            || label::known(self.tokens, at).is_some_and(|(end, _, _)| end == at + 1)
    }

    /// Whether a part is the name of a body.
    fn is_body(&self, range: Range<usize>) -> bool {
        let first = range.start;
        let words = self.words(range.clone());
        if self.tokens.key(first) == "the" && words > 1 {
            return true;
        }
        if self.slice(range.clone()).chars().next_back().is_some_and(super::token::is_ideographic) {
            let text = self.slice(range.clone());
            let ends = |ending: &&str| text.ends_with(*ending) && text.len() > ending.len();
            return super::words::ORGANISATION_ENDINGS.iter().any(ends)
                || (words > 1 && self.has(range, lexicon::BODY));
        }
        if let Some((end, _, trailing)) = label::known(self.tokens, first)
            && end < range.end
            && trailing
            && (self.after_person()
                || range.end - end == 1 && self.tokens.list[first].shape.upper && !self.tokens.list[first].shape.lower)
        {
            return true;
        }
        range.clone().any(|at| {
            self.tokens.has(at, lexicon::BODY) && {
                let word = self.slice(at..at + 1);
                match self.tokens.key(at) {
                    "ag" | "se" | "ab" | "oy" | "sa" => {
                        at > first
                            && at + 1 == range.end
                            && !word.contains(char::is_lowercase)
                            && self.slice(first..at).contains(char::is_lowercase)
                    }
                    "co" | "company" | "group" | "daily" | "weekly" | "union" | "party" | "globe" | "trust"
                    | "standard" => words > 1,
                    _ => true,
                }
            }
        })
    }

    fn body(&mut self, range: Range<usize>, usual: Option<&'static str>, _next: Option<&Item>) {
        if self.after_person() {
            self.affiliate(range);
            return;
        }
        let agency = self.separator != Separator::Slash || self.agency.is_none();
        let draft = Draft { usual, ..self.draft(range, true) };
        self.push(draft);
        self.agency = (usual.is_some() && agency).then(|| self.drafts.len() - 1);
    }

    fn name(&mut self, range: Range<usize>, next: Option<&Item>) {
        let words = self.words(range.clone());
        if self.after_person()
            && self.separator != Separator::Nothing
            && words == 1
            && self.is_lone_affiliation(range.clone(), next)
        {
            self.affiliate(range);
            return;
        }
        if self.separator == Separator::Open && self.after_person() && self.is_remark(range.clone()) {
            self.drop(range, Why::Parenthesis);
            self.separator = Separator::Nothing;
            return;
        }
        if self.roles.has(Role::Photographer)
            && matches!(
                self.tokens.key(range.start),
                "file" | "archive" | "archiv" | "archivo" | "pool" | "handout" | "archives"
            )
            && !self.drafts.is_empty()
        {
            self.drop(range, Why::Parenthesis);
            return;
        }
        let (range, affiliation) = self.trailing_agency(range);
        let draft = self.draft(range, false);
        self.push(draft);
        if let Some(affiliation) = affiliation {
            self.affiliate(affiliation);
        }
    }

    /// "John Smith Associated Press".
    fn trailing_agency(&self, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        const LONGEST: usize = 5;
        let from = range.start + 2;
        for at in from.max(range.end.saturating_sub(LONGEST))..range.end {
            if let Some((end, _, trailing)) = label::known(self.tokens, at)
                && end == range.end
                && (trailing || self.tokens.key(at) == "the")
            {
                return (range.start..at, Some(at..range.end));
            }
        }
        (range, None)
    }

    /// A single word that is the body somebody works for.
    fn is_lone_affiliation(&self, range: Range<usize>, _next: Option<&Item>) -> bool {
        let token = &self.tokens.list[range.start];
        let separated = matches!(
            self.separator,
            Separator::Comma
                | Separator::Bar
                | Separator::Slash
                | Separator::Bullet
                | Separator::Dash
                | Separator::Break
                | Separator::Open
                | Separator::Colon
                | Separator::Stop
        );
        let Some(last) = self.drafts.last() else { return false };
        let whole = (self.words(last.name.clone()) >= 2 && !self.is_surname(last.name.clone()))
            || self.is_domain(range.clone());
        let in_brackets = self.separator == Separator::Open;
        separated
            && whole
            && !token.shape.ideographic
            && (token.shape.upper || token.shape.digit || self.is_domain(range) || !in_brackets)
    }

    fn is_domain(&self, range: Range<usize>) -> bool {
        const ENDINGS: &[&str] = &[
            "com", "org", "net", "edu", "gov", "info", "news", "io", "co", "uk", "de", "fr", "es", "it", "nl", "se",
            "dk", "no", "pl", "ru", "ua", "jp", "cn", "br", "pt", "mx", "ar", "ca", "au", "nz", "ie", "in", "eu", "us",
            "tv", "fm", "me", "ai", "blog", "press", "media", "ch", "at", "be", "fi", "online", "today", "world",
            "app", "dev", "int",
        ];
        let word = self.slice(range);
        word.rsplit_once('.').is_some_and(|(host, ending)| {
            host.chars().count() > 1 && !host.ends_with('.') && ENDINGS.contains(&ending.to_lowercase().as_str())
        }) && !is_initials(word)
    }

    /// A parenthesis that is no name: lower case, pronouns, a birth name.
    fn is_remark(&self, range: Range<usize>) -> bool {
        let first = &self.tokens.list[range.start];
        let text = self.slice(range.clone());
        !first.shape.upper || !text.contains(char::is_uppercase) || self.words(range) >= 1
    }

    /// A single word, or particles and a word, or two words joined by a lower-case y.
    fn is_surname(&self, range: Range<usize>) -> bool {
        let words: Vec<usize> = range.filter(|at| self.tokens.is(*at, Kind::Word)).collect();
        let plain = |at: usize| self.tokens.list[at].shape.upper || self.tokens.list[at].shape.lower;
        match words.as_slice() {
            [one] => plain(*one) && !self.tokens.list[*one].shape.ideographic,
            [_, y, _] if self.tokens.key(*y) == "y" => true,
            [particles @ .., _] => particles.iter().all(|at| self.tokens.has(*at, lexicon::SURNAME_PARTICLE)),
            [] => false,
        }
    }

    /// Given names or initials after a surname and a comma.
    fn is_given(&self, range: Range<usize>) -> bool {
        const MOST: usize = 5;
        let words = self.words(range.clone());
        (1..=MOST).contains(&words)
            && range.clone().all(|at| {
                let shape = self.tokens.list[at].shape;
                (shape.upper || self.tokens.has(at, lexicon::SURNAME_PARTICLE)) && !shape.digit && !shape.ideographic
            })
            && self.tokens.list[range.start].shape.upper
    }

    /// Turns "Doe, Jane" round.
    fn invert(&mut self) {
        let mut from = 0;
        while from < self.drafts.len() {
            let joined = |draft: &Draft| matches!(draft.separator, Separator::Comma | Separator::And) && !draft.gone;
            let length = 1 + self.drafts[from + 1..].iter().take_while(|draft| joined(draft)).count();
            self.invert_group(from..from + length);
            from += length;
        }
        self.drafts.retain(|draft| !draft.gone);
    }

    fn invert_group(&mut self, group: Range<usize>) {
        if group.len() < 2 || group.len() % 2 == 1 {
            return;
        }
        let pairs = || group.clone().step_by(2).map(|left| (left, left + 1));
        let are_pairs = pairs().all(|(left, right)| {
            let (surname, given) = (&self.drafts[left], &self.drafts[right]);
            given.separator == Separator::Comma
                && !surname.body
                && !given.body
                && surname.email.is_none()
                && surname.affiliation.is_none_or_same(given.affiliation.as_ref())
                && self.is_surname(surname.name.clone())
                && self.is_given(given.name.clone())
                && !self.slice(surname.name.clone()).eq_ignore_ascii_case(self.slice(given.name.clone()))
        });
        let list = group.len() > 2 && pairs().skip(1).all(|(left, _)| self.drafts[left].separator == Separator::Comma);
        let telling = pairs().any(|(_, right)| {
            let given = self.drafts[right].name.clone();
            self.words(given.clone()) > 1 || is_initials(self.slice(given))
        });
        if !are_pairs || (list && !telling) {
            return;
        }
        for (left, right) in pairs().collect::<Vec<_>>() {
            let given = self.drafts[right].clone();
            let surname = &mut self.drafts[left];
            surname.given = Some(given.name);
            surname.suffixes.extend(given.suffixes);
            surname.email = given.email;
            surname.uri = surname.uri.or(given.uri);
            surname.affiliation = given.affiliation;
            surname.roles = given.roles;
            self.drafts[right].gone = true;
        }
    }
}

/// Whether what is said of a surname is also said of the given names after it.
trait NoneOrSame<T> {
    fn is_none_or_same(&self, other: Option<&T>) -> bool;
}

impl<T: PartialEq> NoneOrSame<T> for Option<T> {
    fn is_none_or_same(&self, other: Option<&T>) -> bool {
        self.is_none() || self.as_ref() == other
    }
}

/// The text of a range of tokens, with the marks left out that do not belong to a name.
pub(super) fn spell(text: &str, tokens: &Tokens, marks: &[Mark], range: Range<usize>) -> String {
    let mut out = String::new();
    let mut end = None;
    for at in range.clone() {
        let token = &tokens.list[at];
        let kept = matches!(
            token.kind,
            Kind::Word | Kind::Quote | Kind::Comma | Kind::Slash | Kind::Email | Kind::Uri | Kind::Handle
        ) && !matches!(marks.get(at), Some(Mark::Dropped(_)));
        if !kept {
            continue;
        }
        let glued = token.glued && end == Some(token.start);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(&text[token.start..token.end]);
        end = Some(token.end);
    }
    let last = range.rev().find(|at| tokens.is(*at, Kind::Word)).map(|at| &tokens.list[at]);
    if let Some(last) = last
        && out.ends_with('.')
        && !is_abbreviation(text[last.start..last.end].trim_end_matches('.'), last)
    {
        out.truncate(out.trim_end_matches('.').len());
    }
    out
}

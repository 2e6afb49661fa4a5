//! How to reach somebody: "Twitter: @jane", "Contact Jane Doe at".

use super::super::Why;
use super::super::lexicon;
use super::super::token::Kind;
use super::{Cutter, Item};

/// Words that lead to an address.
impl Cutter<'_> {
    /// "Twitter:", "Follow her on": how to reach somebody.
    pub(super) fn contact(&mut self, at: usize) -> Option<usize> {
        if !self.tokens.has(at, lexicon::CONTACT) {
            return None;
        }
        let colon = self.tokens.is(at + 1, Kind::Colon);
        let end = if colon { at + 2 } else { at + 1 };
        let lead = matches!(self.tokens.key(at), "follow" | "contact" | "email" | "e-mail");
        let ends = self.tokens.list.get(end).is_none_or(|token| token.kind.separates());
        let leads_on = |at: &usize| self.tokens.has(*at, lexicon::CONTACT) || !self.tokens.list[*at].shape.upper;
        let address = (end..)
            .take(5)
            .take_while(|at| self.tokens.kind(*at).is_some_and(|kind| !kind.separates() || kind == Kind::Colon))
            .find(|at| !matches!(self.tokens.kind(*at), Some(Kind::Word | Kind::Colon)) || !leads_on(at))
            .filter(|at| matches!(self.tokens.kind(*at), Some(Kind::Handle | Kind::Email | Kind::Uri)));
        let told = matches!(self.items.iter().rev().nth(1), Some(Item::Dropped(_, Why::Handle)));
        let credited = self.words > 0 || told || self.place().credit_before;
        let single = self.tokens.key(at).len() == 1;
        let end = match address {
            // "Malcolm X @malcolm": a single letter in a name belongs to it.
            Some(address) if (colon || lead || credited && (!single || self.words == 0)) => address,
            // "Facebook: janedoe"
            _ if colon && credited && !lead && self.is_alone(end) => end + 1,
            _ if colon => end,
            // "Jane Doe Facebook Twitter Email": what buttons beside the name say.
            _ if credited && !single && self.buttons(at) > 1 => at + self.buttons(at),
            _ if ends
                && credited
                && (self.words == 0 || matches!(self.tokens.key(at), "email" | "e-mail"))
                && !single =>
            {
                end
            }
            _ => return None,
        };
        self.flush();
        self.items.push(Item::Dropped(at..end, Why::Handle));
        Some(end)
    }

    /// How many words from a token on are ways to reach somebody and no more; none where something else follows them.
    fn buttons(&self, at: usize) -> usize {
        const MOST: usize = 6;
        let words = (at..).take(MOST).take_while(|at| self.tokens.has(*at, lexicon::CONTACT)).count();
        let ends = self.tokens.kind(at + words).is_none_or(Kind::separates) && !self.tokens.is(at + words, Kind::Colon);
        if ends { words } else { 0 }
    }

    /// A word with nothing beside it.
    fn is_alone(&self, at: usize) -> bool {
        self.tokens.is(at, Kind::Word) && self.tokens.kind(at + 1).is_none_or(Kind::separates)
    }

    /// "Contact Jane Doe at", "Jane Doe can be reached at": what leads to an address.
    pub(super) fn reach(&mut self, at: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        if !self.tokens.has(at, lexicon::REACH) {
            return None;
        }
        // A telephone's, where "at 10:30" and "on 3 March" say when.
        let is_number = |at: usize| {
            let token = self.tokens.list.get(at).filter(|token| !token.shape.lower);
            token.is_some_and(|token| {
                let word = &self.text[token.start..token.end];
                word.bytes().filter(u8::is_ascii_digit).count() >= 3 && !word.contains([':', '/'])
            })
        };
        let has_digit = |at: usize| self.tokens.list.get(at).is_some_and(|token| token.shape.digit);
        let numbered = |at: usize| self.tokens.has(at, lexicon::CONTACT) && has_digit(at + 1);
        let leads = |at: usize| {
            let addressed = matches!(self.tokens.kind(at + 1), Some(Kind::Email | Kind::Uri | Kind::Handle));
            let told = self.tokens.has(at + 1, lexicon::CONTACT);
            matches!(self.tokens.key(at), "at" | "on" | "via" | "or" | "by") && (addressed || is_number(at + 1) || told)
        };
        let reached = matches!(self.tokens.key(at + 2), "reached" | "contacted" | "followed" | "emailed");
        let end = match self.tokens.key(at) {
            "contact" | "reach" | "email" | "e-mail" | "follow" | "call" if self.words == 0 => {
                let names = (at + 1..at + FURTHEST).take_while(|at| self.is_capitalised(*at)).count();
                let end = at + 1 + names;
                let address = if self.tokens.is(end, Kind::Colon) { end + 1 } else { end };
                let addressed =
                    matches!(self.tokens.kind(address), Some(Kind::Email | Kind::Handle)) || is_number(address);
                // "Email Jane Doe", where "Email Doe" is a name.
                let link = names > 1 && self.tokens.kind(end).is_none_or(Kind::separates);
                (addressed || leads(end) || link).then_some(at + 1)?
            }
            "can" | "may" if reached => (at + 3..).take(FURTHEST).find(|at| leads(*at))?,
            _ if leads(at) || numbered(at) => at + 1,
            _ => return None,
        };
        // "Jane Doe is on"
        if let Some(part) = self.part.as_mut().filter(|part| self.tokens.key(part.end - 1) == "is") {
            part.end -= 1;
        }
        self.flush();
        self.items.push(Item::Dropped(at..end, Why::Handle));
        Some(end)
    }
}

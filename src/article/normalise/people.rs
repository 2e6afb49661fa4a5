//! Who is credited: the byline or the list of authors, settled by the publication's `[people]`.

use std::ops::Range;

use super::super::read::{AuthorDraft, Draft, PersonDraft};
use super::super::rules;
use super::MOST_IN_A_LIST;
use super::text::{address, is_byline, line};
use crate::config::Config;
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::byline;
use crate::value::link::WebUrl;
use crate::value::person::{Credit, Role, is_email, without_duplicates};
use crate::value::text::XmlText;

/// Everyone who is credited, in the order of the byline.
pub(super) fn credits(draft: &Draft, config: &Config, sink: &mut Sink) -> Vec<Credit> {
    let mut credits = draft.byline.as_ref().map_or_else(Vec::new, |text| {
        if !draft.authors.is_empty() {
            sink.push(rules::byline_and_authors(text));
        }
        settled(read(text, sink), text, config, sink)
    });
    for (number, author) in draft.authors.iter().enumerate() {
        if number == MOST_IN_A_LIST {
            sink.push(rules::too_long(draft.place(), "a list", draft.authors.len(), MOST_IN_A_LIST, "authors"));
            break;
        }
        match author {
            AuthorDraft::Name(text) => credits.extend(settled(read(text, sink), text, config, sink)),
            AuthorDraft::Person(person) => {
                if let (Some(name), Some(credit)) = (&person.name, structured(person, sink)) {
                    credits.extend(settled(vec![credit], name, config, sink));
                }
            }
        }
    }
    // A byline by itself names nobody twice.
    if draft.authors.is_empty() { credits } else { without_duplicates(credits) }
}

/// The people of a byline. An email in running text was not declared public, so it goes no further.
fn read(text: &Text, sink: &mut Sink) -> Vec<Credit> {
    if !is_byline(text, sink) {
        return Vec::new();
    }
    if let Some(error) = text.forbidden() {
        sink.push(rules::forbidden_character(text, &error));
        return Vec::new();
    }
    let byline = byline::read(text.as_str());
    if byline.credits.is_empty() {
        sink.push(rules::nobody(text));
    }
    byline.credits.into_iter().map(Credit::without_email).collect()
}

/// The same people as `[people]` knows them, without whoever is named by an address alone.
fn settled(credits: Vec<Credit>, text: &Text, config: &Config, sink: &mut Sink) -> Vec<Credit> {
    let place = |span: Option<Range<usize>>| span.map_or_else(|| text.span(), |range| text.part(range));
    let (mut credits, near_misses) = config.people.apply(credits);
    for miss in near_misses {
        sink.push(rules::near_miss(place(miss.span.clone()), &miss));
    }
    credits.retain(|credit| {
        let is_address = credit.is_address();
        if is_address {
            sink.push(rules::address_for_name(place(credit.span())));
        }
        !is_address
    });
    credits
}

fn structured(person: &PersonDraft, sink: &mut Sink) -> Option<Credit> {
    let name = person.name.as_ref().and_then(|name| line(name, sink));
    let role = person.role.as_ref().map_or(Some(Role::Author), |role| {
        let known = Role::parse(role.as_str());
        if known.is_none() {
            sink.push(rules::unknown_role(role));
        }
        known
    });
    let email = person.email.as_ref().map_or("", |email| {
        let address = email.as_str().trim();
        if is_email(address) {
            return address;
        }
        sink.push(rules::bad_email(email));
        ""
    });
    let url = person.url.as_ref().and_then(|url| address(url, sink));
    let affiliation = person.affiliation.as_ref().and_then(|affiliation| line(affiliation, sink));
    let credit = Credit::new(name?.as_str(), role?)?
        .with_email(email)
        .with_uri(url.as_ref().map_or("", WebUrl::as_str))
        .with_affiliation(affiliation.as_ref().map_or("", XmlText::as_str));
    Some(credit.with_organisation(person.organisation))
}

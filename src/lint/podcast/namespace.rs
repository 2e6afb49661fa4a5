//! The `podcast:` namespace as data: what may stand where, and in which form.

use super::{BAD_VALUE, MISPLACED, MISSING_ATTRIBUTE, REPEATED, UNKNOWN_ELEMENT, at_value};
use crate::diagnostic::suggest;
use crate::lint::value::{address, date, media_type};
use crate::lint::walk::{Walk, shown};
use crate::lint::xml::namespace::Ns;
use crate::lint::xml::tree::Id;

/// The form of a value.
#[derive(Clone, Copy)]
enum Form {
    Any,
    YesNo,
    Uuid,
    Web,
    MediaType,
    /// A number of seconds or the like, 0 or more.
    Number,
    Whole,
    Date,
    OneOf(&'static [&'static str]),
}

/// An element of the namespace.
struct Known {
    name: &'static str,
    /// The elements that may hold it; empty if any may.
    within: &'static [&'static str],
    /// Whether it may be there more than once.
    repeats: bool,
    /// The form of its text.
    text: Form,
    needed: &'static [&'static str],
    forms: &'static [(&'static str, Form)],
}

const TOP: &[&str] = &["channel"];
const ITEM: &[&str] = &["item", "liveItem"];
const BOTH: &[&str] = &["channel", "item", "liveItem"];
const MEDIUMS: &[&str] = &[
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
    "mixed",
    "podcastL",
    "musicL",
    "videoL",
    "filmL",
    "audiobookL",
    "newsletterL",
    "blogL",
    "publisherL",
    "courseL",
];

const fn known(name: &'static str, within: &'static [&'static str]) -> Known {
    Known { name, within, repeats: true, text: Form::Any, needed: &[], forms: &[] }
}

impl Known {
    const fn once(mut self) -> Self {
        self.repeats = false;
        self
    }

    const fn text(mut self, form: Form) -> Self {
        self.text = form;
        self
    }

    const fn needs(mut self, names: &'static [&'static str]) -> Self {
        self.needed = names;
        self
    }

    const fn with(mut self, forms: &'static [(&'static str, Form)]) -> Self {
        self.forms = forms;
        self
    }
}

static KNOWN: &[Known] = &[
    known("locked", TOP).once().text(Form::YesNo),
    known("guid", TOP).once().text(Form::Uuid),
    known("transcript", ITEM).needs(&["url", "type"]).with(&[("url", Form::Web), ("type", Form::MediaType)]),
    known("chapters", ITEM).once().needs(&["url", "type"]).with(&[("url", Form::Web), ("type", Form::MediaType)]),
    known("funding", BOTH).needs(&["url"]).with(&[("url", Form::Web)]),
    known("soundbite", ITEM)
        .needs(&["startTime", "duration"])
        .with(&[("startTime", Form::Number), ("duration", Form::Number)]),
    known("person", BOTH).with(&[("img", Form::Web), ("href", Form::Web)]),
    known("location", BOTH),
    known("season", ITEM).once().text(Form::Whole),
    known("episode", ITEM).once().text(Form::Number),
    known("trailer", TOP).needs(&["url", "pubdate"]).with(&[
        ("url", Form::Web),
        ("pubdate", Form::Date),
        ("length", Form::Whole),
        ("type", Form::MediaType),
        ("season", Form::Whole),
    ]),
    known("license", BOTH).once().with(&[("url", Form::Web)]),
    known("alternateEnclosure", ITEM).needs(&["type"]).with(&[("type", Form::MediaType), ("length", Form::Whole)]),
    known("source", &["alternateEnclosure"]).needs(&["uri"]),
    known("integrity", &["alternateEnclosure"])
        .needs(&["type", "value"])
        .with(&[("type", Form::OneOf(&["sri", "pgp-signature"]))]),
    known("value", BOTH).needs(&["type", "method"]),
    known("valueRecipient", &["value", "valueTimeSplit"])
        .needs(&["type", "address", "split"])
        .with(&[("split", Form::Whole), ("fee", Form::OneOf(&["true", "false"]))]),
    known("valueTimeSplit", &["value"])
        .needs(&["startTime", "duration"])
        .with(&[("startTime", Form::Number), ("duration", Form::Number)]),
    known("medium", TOP).once().text(Form::OneOf(MEDIUMS)),
    known("images", BOTH),
    known("image", BOTH),
    known("liveItem", TOP).needs(&["status", "start"]).with(&[("status", Form::OneOf(&["pending", "live", "ended"]))]),
    known("contentLink", &["liveItem", "item"]).needs(&["href"]).with(&[("href", Form::Web)]),
    known("socialInteract", BOTH).needs(&["protocol"]),
    known("block", TOP).text(Form::YesNo),
    known("txt", BOTH),
    known("remoteItem", &["channel", "podroll", "valueTimeSplit", "publisher", "item"]).needs(&["feedGuid"]),
    known("podroll", TOP).once(),
    known("updateFrequency", TOP).once(),
    known("podping", TOP).once(),
    known("publisher", TOP),
    known("chat", BOTH).needs(&["server", "protocol"]),
    // Proposals that feeds already use.
    known("social", &[]),
    known("socialSignUp", &[]),
    known("gateway", &[]),
    known("id", &[]),
    known("contact", &[]),
    known("recommendations", &[]),
    known("previousUrl", &[]),
    known("newFeedUrl", &[]),
];

/// Checks every `podcast:` element of a document.
pub(super) fn check(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    if !document.bindings.iter().any(|binding| binding.ns == Ns::Podcast) {
        return;
    }
    let mut inside = vec![root];
    while let Some(id) = inside.pop() {
        let mut seen: Vec<&str> = Vec::new();
        for child in document.children(id) {
            inside.push(child);
            if document.element(child).ns == Ns::Podcast {
                element(walk, id, child, &mut seen);
            }
        }
    }
}

fn element<'s>(walk: &mut Walk<'s, '_>, parent: Id, id: Id, seen: &mut Vec<&'s str>) {
    let document = walk.document;
    let name = document.element(id).name;
    let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
        let near = suggest::nearest(name, KNOWN.iter().map(|known| known.name));
        let help = near.map_or_else(|| "take it out".to_owned(), |near| format!("did you mean `<podcast:{near}>`?"));
        let message = format!("the namespace has no `<podcast:{}>`", shown(name));
        walk.element(&UNKNOWN_ELEMENT, id, message, &help);
        return;
    };
    let holder = document.element(parent);
    let place = matches!(holder.ns, Ns::None | Ns::Podcast) && known.within.contains(&holder.name);
    if walk.core == Ns::None && !known.within.is_empty() && !place && matches!(holder.ns, Ns::None | Ns::Podcast) {
        let places = known.within.iter().map(|name| format!("`<{name}>`")).collect::<Vec<_>>().join(" or ");
        let message = format!("`<podcast:{name}>` stands in {places}, not in `<{}>`", walk.name(parent));
        walk.element(&MISPLACED, id, message, "move it there");
    }
    if !known.repeats && seen.contains(&name) {
        walk.element(&REPEATED, id, format!("a second `<podcast:{name}>`"), "keep one");
    }
    if !known.repeats {
        seen.push(name);
    }
    values(walk, id, known);
}

fn values(walk: &mut Walk<'_, '_>, id: Id, known: &Known) {
    let document = walk.document;
    let name = known.name;
    for needed in known.needed {
        if document.attribute(id, needed).is_none_or(|attribute| attribute.value.trim().is_empty()) {
            let help = format!("add `{needed}=\"…\"`");
            walk.element(&MISSING_ATTRIBUTE, id, format!("`<podcast:{name}>` has no `{needed}`"), &help);
        }
    }
    for &(attribute, form) in known.forms {
        let Some(value) = document.attribute(id, attribute).map(|attribute| attribute.value.trim().to_owned()) else {
            continue;
        };
        if let Some((wanted, help)) = refusal(form, &value).filter(|_| !value.is_empty()) {
            let message = format!("`{attribute}` of `<podcast:{name}>` must be {wanted}, not `{}`", shown(&value));
            at_value(walk, id, attribute, &message, &help);
        }
    }
    let text = document.text(id);
    if let Some((wanted, help)) = refusal(known.text, text.value.trim()) {
        let site = walk.site(id);
        let message = format!("`<podcast:{name}>` must hold {wanted}, not `{}`", shown(text.value.trim()));
        walk.value(&BAD_VALUE, &site, message, &help);
    }
}

/// What was wanted instead of a value, and what to type.
fn refusal(form: Form, value: &str) -> Option<(String, String)> {
    let say = |right: bool, wanted: &str, help: &str| (!right).then(|| (wanted.to_owned(), help.to_owned()));
    let number = value.parse::<f64>();
    match form {
        Form::Any => None,
        Form::YesNo => say(
            ["yes", "no"].iter().any(|word| value.eq_ignore_ascii_case(word)),
            "`yes` or `no`",
            "write `yes` or `no`",
        ),
        Form::Uuid => {
            say(address::is_uuid(value), "a UUID", "write one such as `9b024349-ccf0-5f69-a609-6b82873eab3c`")
        }
        Form::Web => {
            let web = url::Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
            say(web, "an address of the web", "write a whole address with `https://`")
        }
        Form::MediaType => say(media_type::is_media_type(value), "a media type", "write one such as `text/vtt`"),
        Form::Number => say(number.is_ok_and(|number| number >= 0.0), "a number", "write a number from 0"),
        Form::Whole => say(value.parse::<u64>().is_ok(), "a whole number", "write a whole number"),
        Form::Date => {
            say(date::moment(value).is_some(), "a date of RFC 822", "write it as `Wed, 04 Mar 2026 18:30:00 GMT`")
        }
        Form::OneOf(words) => {
            let known = words.iter().take(8).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            say(words.contains(&value), "one of the words for it", &format!("write one of {known}"))
        }
    }
}

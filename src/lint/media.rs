//! Media RSS.

use crate::diagnostic::rule::rules;

use super::structure::MISSING_ATTRIBUTE;
use super::value::{address, any, language, media_type, number, one_of, text};
use super::walk::{Attr, Child, Inside, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Id, Text};
use super::{extension, html, itunes};

rules! {
    /// `media:adult`, which `media:rating` replaced.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:adult>false</media:adult></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:rating>nonadult</media:rating></item>
    /// ```
    DEPRECATED_ADULT = Warning "media/adult" "`media:adult`, which `media:rating` replaced",
        "https://www.rssboard.org/media-rss#media-rating", w3c "DeprecatedMediaAdult";

    /// A group with fewer than two versions of its object.
    ///
    /// A group is for alternatives; readers that do not know groups miss what is in it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:group><media:content url="https://gazette.example/a.mp4"/></media:group></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:content url="https://gazette.example/a.mp4"/></item>
    /// ```
    LONELY_GROUP = Error "media/group-of-one" "a group with fewer than two versions",
        "https://www.rssboard.org/media-rss#media-group", w3c "MediaGroupWithoutAlternatives";

    /// A `medium` that is not `image`, `audio`, `video`, `document` or `executable`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:content url="https://gazette.example/a.jpg" medium="photo"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:content url="https://gazette.example/a.jpg" medium="image"/></item>
    /// ```
    INVALID_MEDIUM = Error "media/invalid-medium" "a `medium` that Media RSS does not have",
        "https://www.rssboard.org/media-rss#media-content", w3c "InvalidMediaMedium";

    /// An `expression` that is not `sample`, `full` or `nonstop`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:content url="https://gazette.example/a.mp4" expression="trailer"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:content url="https://gazette.example/a.mp4" expression="sample"/></item>
    /// ```
    INVALID_EXPRESSION = Error "media/invalid-expression" "an `expression` that Media RSS does not have",
        "https://www.rssboard.org/media-rss#media-content", w3c "InvalidMediaExpression";

    /// A rating that its scheme does not have.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:rating scheme="urn:simple">mature</media:rating></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:rating scheme="urn:simple">adult</media:rating></item>
    /// ```
    INVALID_RATING = Error "media/invalid-rating" "a rating that its scheme does not have",
        "https://www.rssboard.org/media-rss#media-rating", w3c "InvalidMediaRating";

    /// A hash of another kind than MD5 or SHA-1, or of the wrong length.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:hash algo="md5">x1y2</media:hash></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:hash algo="md5">d41d8cd98f00b204e9800998ecf8427e</media:hash></item>
    /// ```
    INVALID_HASH = Error "media/invalid-hash" "a hash of another kind, or of the wrong length",
        "https://www.rssboard.org/media-rss#media-hash", w3c "InvalidMediaHash";

    /// The type of a text that is neither `plain` nor `html`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:title type="text/plain">The ferry</media:title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:title type="plain">The ferry</media:title></item>
    /// ```
    INVALID_TEXT_TYPE = Error "media/invalid-text-type" "the type of a text that is neither `plain` nor `html`",
        "https://www.rssboard.org/media-rss#media-title", w3c "InvalidMediaTextType";

    /// A restriction without a type that is neither `all` nor `none`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny">some</media:restriction></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny">all</media:restriction></item>
    /// ```
    INVALID_RESTRICTION = Error "media/invalid-restriction" "a restriction that is neither `all` nor `none`",
        "https://www.rssboard.org/media-rss#media-restriction", w3c "InvalidMediaRestriction";

    /// A restriction that neither allows nor denies.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="forbid" type="country">us</media:restriction></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny" type="country">us</media:restriction></item>
    /// ```
    INVALID_RELATIONSHIP = Error "media/invalid-relationship" "a restriction that neither allows nor denies",
        "https://www.rssboard.org/media-rss#media-restriction", w3c "InvalidMediaRestrictionRel";

    /// A restriction by something other than `country`, `uri` or `sharing`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny" type="state">ny</media:restriction></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny" type="country">us</media:restriction></item>
    /// ```
    INVALID_RESTRICTION_TYPE = Error "media/invalid-restriction-type" "a restriction by something unknown",
        "https://www.rssboard.org/media-rss#media-restriction", w3c "InvalidMediaRestrictionType";

    /// A country that is no code of ISO 3166.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny" type="country">France</media:restriction></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:restriction relationship="deny" type="country">fr</media:restriction></item>
    /// ```
    INVALID_COUNTRY = Error "media/invalid-country" "a country that is no code of ISO 3166",
        "https://www.rssboard.org/media-rss#media-restriction", w3c "InvalidCountryCode";

    /// A role that is not in lower case, or not of the EBU's list.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:credit role="Photographer">Ana Díaz</media:credit></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:credit role="photographer">Ana Díaz</media:credit></item>
    /// ```
    INVALID_ROLE = Error "media/invalid-role" "a role that is not in lower case, or not of the list",
        "https://www.rssboard.org/media-rss#media-credit", w3c "InvalidCreditRole";

    /// A time that is not a normal play time.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:thumbnail url="https://gazette.example/a.jpg" time="12 s"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:thumbnail url="https://gazette.example/a.jpg" time="00:00:12.5"/></item>
    /// ```
    INVALID_TIME = Error "media/invalid-time" "a time that is not a normal play time",
        "https://www.rfc-editor.org/rfc/rfc2326#section-3.6", w3c "InvalidNPTTime";
}

const NS: Ns = Ns::Media;

/// In an item, an entry, a channel or a feed.
pub(crate) static ANYWHERE: &[Child] = &[
    Child::many(NS, "group", &GROUP),
    Child::many(NS, "content", &CONTENT),
    Child::many(NS, "adult", &ADULT),
    Child::many(NS, "rating", &RATING),
    Child::one(NS, "title", &TEXT),
    Child::one(NS, "description", &TEXT),
    Child::one(NS, "keywords", &PLAIN),
    Child::many(NS, "thumbnail", &THUMBNAIL),
    Child::many(NS, "category", &CATEGORY),
    Child::many(NS, "hash", &HASH),
    Child::one(NS, "player", &PLAYER),
    Child::many(NS, "credit", &CREDIT),
    Child::one(NS, "copyright", &COPYRIGHT),
    Child::many(NS, "text", &TEXT),
    Child::many(NS, "restriction", &RESTRICTION),
    Child::one(NS, "community", &OPAQUE),
    Child::one(NS, "comments", &OPAQUE),
    Child::one(NS, "embed", &OPAQUE),
    Child::one(NS, "responses", &OPAQUE),
    Child::one(NS, "backLinks", &OPAQUE),
    Child::one(NS, "status", &OPAQUE),
    Child::many(NS, "price", &OPAQUE),
    Child::many(NS, "license", &OPAQUE),
    Child::many(NS, "subTitle", &OPAQUE),
    Child::many(NS, "peerLink", &OPAQUE),
    Child::many(NS, "location", &OPAQUE),
    Child::one(NS, "rights", &OPAQUE),
    Child::one(NS, "scenes", &OPAQUE),
];

static OPAQUE: Shape = Shape::opaque();
static PLAIN: Shape = Shape::text(text::plain);
static GROUP: Shape = Shape::of(&[ANYWHERE, extension::DC]).check(|walk, id| {
    if walk.document.children_named(id, NS, "content").count() < 2 {
        walk.element(
            &LONELY_GROUP,
            id,
            "a group with fewer than two versions",
            "write the `media:content` without a group",
        );
    }
});
static CONTENT: Shape = Shape::of(&[ANYWHERE, extension::DC])
    .attributes(&[
        Attr::new("url", address::absolute_iri),
        Attr::new("fileSize", number::positive),
        Attr::new("type", media_type::attribute),
        Attr::new("medium", |walk, site, text| {
            one_of(walk, site, &text.value, &["image", "audio", "video", "document", "executable"], &INVALID_MEDIUM);
        }),
        Attr::new("isDefault", itunes::true_false),
        Attr::new("expression", |walk, site, text| {
            one_of(walk, site, &text.value, &["sample", "full", "nonstop"], &INVALID_EXPRESSION);
        }),
        Attr::new("bitrate", number::float),
        Attr::new("framerate", number::float),
        Attr::new("samplingrate", number::float),
        Attr::new("channels", number::non_negative),
        Attr::new("duration", number::float),
        Attr::new("height", number::positive),
        Attr::new("width", number::positive),
        Attr::new("lang", language::check),
    ])
    .check(|walk, id| {
        let document = walk.document;
        if document.attribute(id, "url").is_none() && document.child(id, NS, "player").is_none() {
            super::structure::missing_attribute(walk, &MISSING_ATTRIBUTE, id, "url");
        }
    });
static ADULT: Shape = Shape::text(itunes::true_false).check(|walk, id| {
    walk.element(&DEPRECATED_ADULT, id, "`media:adult` was replaced", "write `<media:rating>adult</media:rating>`");
});
static RATING: Shape = Shape::text(rating).attributes(&[Attr::new("scheme", scheme)]);
static TEXT: Shape = Shape {
    inside: Inside::Text(any),
    children: &[],
    attributes: &[
        Attr::new("type", text_type),
        Attr::new("lang", language::check),
        Attr::new("start", play_time),
        Attr::new("end", play_time),
    ],
    check: check_text,
};
static THUMBNAIL: Shape = Shape::of(&[]).attributes(&[
    Attr::new("url", address::absolute_iri).needed(&MISSING_ATTRIBUTE),
    Attr::new("height", number::positive),
    Attr::new("width", number::positive),
    Attr::new("time", play_time),
    Attr::new("type", any),
]);
static CATEGORY: Shape = Shape::text(text::plain)
    .attributes(&[Attr::new("scheme", address::absolute_iri), Attr::new("label", text::attribute)]);
static HASH: Shape = Shape::text(hash).attributes(&[Attr::new("algo", any)]);
static PLAYER: Shape = Shape::of(&[]).attributes(&[
    Attr::new("url", address::absolute_iri).needed(&MISSING_ATTRIBUTE),
    Attr::new("height", number::positive),
    Attr::new("width", number::positive),
]);
static CREDIT: Shape = Shape::text(text::plain).attributes(&[Attr::new("role", role), Attr::new("scheme", scheme)]);
static COPYRIGHT: Shape = Shape::text(text::plain).attributes(&[Attr::new("url", address::absolute_iri)]);
static RESTRICTION: Shape = Shape::text(restriction).attributes(&[
    Attr::new("relationship", relationship).needed(&MISSING_ATTRIBUTE),
    Attr::new("type", restriction_type),
]);

/// Checks an attribute and names the finding for its element, as W3C's validator does.
fn named_for_element(
    walk: &mut Walk<'_, '_>,
    site: &Site,
    value: &str,
    words: &[&str],
    rule: &'static crate::diagnostic::rule::Rule,
) {
    one_of(walk, &Site { attribute: None, ..site.clone() }, value, words, rule);
}

fn text_type(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    named_for_element(walk, site, &text.value, &["plain", "html"], &INVALID_TEXT_TYPE);
}

fn relationship(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    named_for_element(walk, site, &text.value, &["allow", "deny"], &INVALID_RELATIONSHIP);
}

fn restriction_type(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    named_for_element(walk, site, &text.value, &["country", "uri", "sharing"], &INVALID_RESTRICTION_TYPE);
}

fn check_text(walk: &mut Walk<'_, '_>, id: Id) {
    let text = walk.document.text(id);
    let site = walk.site(id);
    if walk.document.attribute(id, "type").is_some_and(|kind| kind.value == "html") {
        html::fragment(walk, &site, &text);
    } else {
        text::without_html(walk, &site, &text, &text::UNDECLARED_HTML);
    }
}

/// An address, or one of the names that Media RSS gives its own schemes.
fn scheme(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let own = ["urn:simple", "urn:mpaa", "urn:v-chip", "urn:icra", "urn:ebu", "urn:yvs", "urn:movie"];
    if !own.contains(&&*text.value) {
        address::absolute_iri(walk, site, text);
    }
}

fn rating(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    let scheme = walk.document.attribute(site.id, "scheme").map_or("urn:simple", |scheme| &*scheme.value);
    let known = match scheme {
        "urn:simple" => ["adult", "nonadult"].contains(&value),
        "urn:mpaa" => ["g", "nc-17", "pg", "pg-13", "r", "x"].contains(&value),
        "urn:v-chip" => {
            ["14+", "18+", "c", "c8", "g", "pg", "tv-14", "tv-g", "tv-ma", "tv-pg", "tv-y", "tv-y7", "tv-y7-fv"]
                .contains(&value)
        }
        "urn:icra" => value.split_ascii_whitespace().next().is_some_and(|word| word == "r") && value.contains('('),
        _ => true,
    };
    if !known {
        let message = format!("the scheme `{}` has no rating `{}`", shown(scheme), shown(value));
        walk.value(&INVALID_RATING, site, message, "write one of the scheme's own, in lower case");
    }
}

fn hash(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    let algorithm = walk.document.attribute(site.id, "algo").map_or("md5", |algorithm| &*algorithm.value);
    let length = match algorithm {
        "md5" => 32,
        "sha-1" => 40,
        other => {
            let message = format!("a hash of `{}`", shown(other));
            walk.value(&INVALID_HASH, site, message, "write `md5` or `sha-1`");
            return;
        }
    };
    if value.len() != length || !value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let message = format!("expected {length} hexadecimal digits, found `{}`", shown(value));
        walk.value(&INVALID_HASH, site, message, "write the digits of the hash");
    }
}

/// The EBU's roles that credits commonly use.
const ROLES: &str = "actor,adaptor,anchor person,animal trainer,animator,announcer,armourer,art director,artist/performer,\
assistant camera,assistant chief lighting technician,assistant director,assistant producer,assistant visual editor,author,\
broadcast assistant,broadcast journalist,camera operator,carpenter,casting,causeur,chief lighting technician,choir,choreographer,\
clapper loader,commentator,commissioning broadcaster,composer,computer programmer,conductor,consultant,continuity announcer,\
continuity checker,contributor,copyright holder,costume designer,costume supplier,creator,dancer,dialogue coach,\
director,director of photography,distribution company,draughtsman,dresser,dubber,editor/producer,ensemble,executive producer,\
expert,fight director,floor manager,focus puller,foley artist,foley editor,foley mixer,graphic assistant,graphic designer,\
greensman,grip,hairdresser,illustrator,interviewed guest,interviewer,key character,key grip,key talents,leadman,librettist,\
lighting director,lighting technician,location manager,lyricist,make up artist,manufacturer,matte artist,music arranger,\
music group,musician,news reader,orchestra,participant,photographer,post,producer,production assistant,production company,\
production department,production manager,production secretary,programme production researcher,property manager,publishing company,\
puppeteer,pyrotechnician,reporter,rigger,runner,scenario,scenic operative,script supervisor,second assistant camera,\
second assistant director,second unit director,set designer,set dresser,sign language,singer,sound designer,sound mixer,\
sound recordist,special effects,stunts,subtitles,technical director,term,translation,transportation manager,\
treatment/programme proposal,vision mixer,visual editor,visual effects,wardrobe,witness";

fn role(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = &*text.value;
    let scheme = walk.document.attribute(site.id, "scheme").map_or("urn:ebu", |scheme| &*scheme.value);
    let lower = value.to_lowercase();
    let site = Site { attribute: None, ..site.clone() };
    if lower != value {
        let message = format!("the role `{}` is not in lower case", shown(value));
        walk.value(&INVALID_ROLE, &site, message, &format!("write `{}`", shown(&lower)));
    } else if scheme == "urn:ebu"
        && !["artist", "band member", "owner"].contains(&value)
        && !ROLES.split(',').any(|known| known == value)
    {
        let message = format!("the EBU has no role `{}`", shown(value));
        walk.value(&INVALID_ROLE, &site, message, "write one of its list, or name another `scheme`");
    }
}

/// The codes of ISO 3166-1.
const COUNTRIES: &str = "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw \
    by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo \
    fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo \
    jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms \
    mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru \
    rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um \
    us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

fn restriction(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let kind = walk.document.attribute(site.id, "type").map(|kind| kind.value.to_string());
    let value = text.value.trim();
    match kind.as_deref() {
        None => {
            if !value.is_empty() {
                one_of(walk, site, value, &["all", "none"], &INVALID_RESTRICTION);
            }
        }
        Some("country") => {
            let unknown = value.split_ascii_whitespace().find(|code| {
                let code = code.to_ascii_lowercase();
                !COUNTRIES.split_ascii_whitespace().any(|known| known == code)
            });
            if let Some(code) = unknown {
                walk.value(
                    &INVALID_COUNTRY,
                    site,
                    format!("`{}` is no country code", shown(code)),
                    "write codes such as `fr us`",
                );
            }
        }
        Some("uri") => {
            let base = text.value.len() - text.value.trim_start().len();
            for word in value.split_ascii_whitespace() {
                let start = word.as_ptr() as usize - value.as_ptr() as usize + base;
                address::absolute_iri(walk, site, &text.part(start..start + word.len()));
            }
        }
        Some(_) => {}
    }
}

fn play_time(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !is_play_time(&text.value) {
        let site = Site { attribute: None, ..site.clone() };
        let message = format!("`{}` is no normal play time", shown(&text.value));
        walk.value(&INVALID_TIME, &site, message, "write seconds, or `hh:mm:ss.sss`");
    }
}

/// `now`, seconds, or hours, minutes and seconds.
fn is_play_time(value: &str) -> bool {
    if value == "now" {
        return true;
    }
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').collect();
    let sixty = |part: &&str| digits(part) && part.len() <= 2 && part.parse::<u32>().is_ok_and(|value| value < 60);
    fraction.bytes().all(|byte| byte.is_ascii_digit())
        && digits(parts[0])
        && (parts.len() == 1 || parts.len() == 3 && parts[1..].iter().all(sixty))
}

#[cfg(test)]
mod tests {
    use super::is_play_time;

    #[test]
    fn play_times_are_seconds_or_clocks() {
        for good in ["now", "12", "12.5", "0:01:02", "12:05:35.123"] {
            assert!(is_play_time(good), "{good}");
        }
        for bad in ["", "-3", "+17sec", "1:2", "0:61:00", "12 s", "1:00:00.x"] {
            assert!(!is_play_time(bad), "{bad}");
        }
    }
}

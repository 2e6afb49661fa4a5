//! The document as XML: what is not well-formed, with the likely cause.

mod character;
pub(crate) mod doctype;
pub(crate) mod entity;
pub(crate) mod fault;
pub(crate) mod namespace;
pub(crate) mod reader;
pub(crate) mod tree;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;

use super::walk::shown;
use fault::{Fault, FaultKind};
use tree::Document;

rules! {
    /// An `&` that begins no reference.
    ///
    /// XML reads `&` as the start of a reference such as `&amp;`. Readers with a strict parser refuse the whole feed,
    /// all entries of it, for one bare `&` in a title or an address.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>Bed & breakfast</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>Bed &amp; breakfast</title></item>
    /// ```
    BARE_AMPERSAND = Error "xml/bare-ampersand" "an `&` that begins no reference",
        "https://www.w3.org/TR/xml/#syntax", w3c "SAXError";

    /// A reference to an entity that the document does not declare, most often one of HTML's.
    ///
    /// XML knows `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;` only. HTML's `&nbsp;` or `&eacute;` end the parsing.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>Caf&eacute;</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>Café</title></item>
    /// ```
    UNDEFINED_ENTITY = Error "xml/undefined-entity" "a reference to an entity that XML does not know",
        "https://www.w3.org/TR/xml/#wf-entdeclared", w3c "SAXError";

    /// A character that XML cannot hold, be it as a numeric reference.
    ///
    /// Control characters arrive from databases and word processors; most parsers stop at the first one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>Page &#12; break</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>Page break</title></item>
    /// ```
    FORBIDDEN_CHARACTER = Error "xml/forbidden-character" "a character that XML cannot hold",
        "https://www.w3.org/TR/xml/#charsets", w3c "SAXError";

    /// A `<` that begins no tag, or stands in an attribute's value.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>1 < 2</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>1 &lt; 2</title></item>
    /// ```
    BARE_LESS_THAN = Error "xml/bare-less-than" "a `<` that begins no tag",
        "https://www.w3.org/TR/xml/#syntax", w3c "SAXError";

    /// `]]>` in text, where no CDATA section is open.
    ///
    /// It comes from a CDATA section put into another: the first `]]>` ends both.
    ///
    /// Wrong:
    /// ```xml
    /// <item><description><![CDATA[a <![CDATA[b]]> c]]></description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><description><![CDATA[a b c]]></description></item>
    /// ```
    CDATA_END = Error "xml/cdata-end-in-text" "`]]>` outside a CDATA section",
        "https://www.w3.org/TR/xml/#syntax", w3c "SAXError";

    /// An element that is not closed, or closed in the wrong order.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>News</item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>News</title></item>
    /// ```
    UNCLOSED_TAG = Error "xml/unclosed-tag" "an element that is not closed",
        "https://www.w3.org/TR/xml/#GIMatch", w3c "SAXError";

    /// An end tag for which no element is open.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>News</b></title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>News</title></item>
    /// ```
    STRAY_END_TAG = Error "xml/stray-end-tag" "an end tag without its start tag",
        "https://www.w3.org/TR/xml/#GIMatch", w3c "SAXError";

    /// A tag that is not written as XML wants it: no `>`, an attribute without quotes or without a value, or two that
    /// touch.
    ///
    /// Wrong:
    /// ```xml
    /// <item><guid isPermaLink=false>1f3a</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><guid isPermaLink="false">1f3a</guid></item>
    /// ```
    MALFORMED_TAG = Error "xml/malformed-tag" "a tag that XML does not allow",
        "https://www.w3.org/TR/xml/#sec-starttags", w3c "SAXError";

    /// The same attribute twice in one tag.
    ///
    /// Wrong:
    /// ```xml
    /// <item><guid isPermaLink="false" isPermaLink="true">1f3a</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><guid isPermaLink="false">1f3a</guid></item>
    /// ```
    DUPLICATE_ATTRIBUTE = Error "xml/duplicate-attribute" "an attribute that is there already",
        "https://www.w3.org/TR/xml/#uniqattspec", w3c "SAXError";

    /// A prefix that no `xmlns` attribute declares.
    ///
    /// Without a declaration on the element or one around it, a name such as `dc:creator` means nothing, and strict
    /// parsers refuse the document.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0"><channel><item><undeclared:creator>Ada Field</undeclared:creator></item></channel></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><dc:creator>Ada Field</dc:creator></item></channel></rss>
    /// ```
    UNBOUND_PREFIX = Error "xml/unbound-prefix" "a prefix without a declaration",
        "https://www.w3.org/TR/xml-names/#ns-decl", w3c "SAXError";

    /// A namespace declaration that is empty or holds white space.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/ "></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"></rss>
    /// ```
    BAD_NAMESPACE = Error "xml/bad-namespace-declaration" "a namespace that is no address",
        "https://www.w3.org/TR/xml-names/#ns-decl", w3c "SAXError";

    /// A comment, CDATA section, instruction or declaration that does not end, or stands where it may not; or the marks
    /// of a merge.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0"><channel><!-- news -- views --></channel></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"><channel><!-- news, views --></channel></rss>
    /// ```
    MALFORMED_MARKUP = Error "xml/malformed-markup" "a comment, section or instruction that XML does not allow",
        "https://www.w3.org/TR/xml/#sec-comments", w3c "SAXError";

    /// An XML declaration that is faulty, or not at the very beginning.
    ///
    /// A blank line before `<?xml` is the classic: some plug-in printed it, and every strict parser stops there.
    ///
    /// Wrong:
    /// ```xml
    /// <!-- made by hand --><?xml version="1.0"?><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0"?><rss version="2.0"></rss>
    /// ```
    BAD_DECLARATION = Error "xml/bad-declaration" "a faulty or late XML declaration",
        "https://www.w3.org/TR/xml/#sec-prolog-dtd", w3c "SAXError";

    /// White space before the XML declaration of a feed that `wordpress` made.
    ///
    /// It comes from a blank line before `<?php` or after `?>` in `functions.php`, a theme or a plug-in.
    ///
    /// Wrong:
    /// ```xml
    ///  <?xml version="1.0"?><rss version="2.0"><channel><generator>https://wordpress.org/?v=6.6</generator></channel></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0"?><rss version="2.0"><channel><generator>https://wordpress.org/?v=6.6</generator></channel></rss>
    /// ```
    WORDPRESS_BLANK_LINE = Error "xml/wordpress-blank-line" "a blank line before the XML declaration",
        "https://www.w3.org/TR/xml/#sec-prolog-dtd", w3c "WPBlankLine";

    /// Text, a section or a second element outside the outermost one, or no element at all.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// <p>Cached copy</p>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    OUTSIDE_ROOT = Error "xml/outside-root" "content outside the outermost element",
        "https://www.w3.org/TR/xml/#sec-well-formed", w3c "SAXError";

    /// Entities that refer to one another until the document fills the memory, elements nested without end, or tags
    /// with hundreds of attributes.
    ///
    /// No feed needs it; parsers that read on have been brought down by it.
    ///
    /// Wrong:
    /// ```xml
    /// <!DOCTYPE rss [<!ENTITY a "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
    /// <rss version="2.0"><channel><title>&c;</title></channel></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <!DOCTYPE rss [<!ENTITY a "Harbour Gazette">]>
    /// <rss version="2.0"><channel><title>&a;</title></channel></rss>
    /// ```
    BEYOND_LIMITS = Error "xml/beyond-limits" "entities or nesting beyond all measure",
        "https://www.w3.org/TR/xml/#sec-entity-decl", w3c "SAXError";

    /// More faults than are worth listing.
    ///
    /// After a hundred, mend the first ones: the rest are mostly their echo.
    TOO_MANY_FAULTS = Error "xml/too-many-faults" "more faults than are listed",
        "https://www.w3.org/TR/xml/#sec-well-formed", w3c "SAXError";

    /// An XML declaration of another version than 1.0.
    ///
    /// Few parsers know 1.1, and it allows nothing that a feed needs.
    ///
    /// Wrong:
    /// ```xml
    /// <?xml version="1.1"?><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0"?><rss version="2.0"></rss>
    /// ```
    BAD_VERSION = Error "xml/not-version-1" "an XML version other than 1.0",
        "https://www.w3.org/TR/xml/#sec-prolog-dtd", w3c "BadXmlVersion";

    /// A document type or an entity that lies outside the document.
    ///
    /// Readers do not fetch it, so whatever it declares is missing there.
    ///
    /// Wrong:
    /// ```xml
    /// <!DOCTYPE rss SYSTEM "http://gazette.example/rss.dtd"><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    SYSTEM_ENTITY = Info "xml/system-entity" "a document type or entity that lies outside",
        "https://www.w3.org/TR/xml/#sec-external-ent", w3c "ContainsSystemEntity";

    /// The RSS 0.91 document type at an address that Netscape no longer serves.
    ///
    /// A parser that fetches it waits for a host that does not answer.
    ///
    /// Wrong:
    /// ```xml
    /// <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="0.91"></rss>
    /// ```
    DEPRECATED_DTD = Error "xml/deprecated-dtd" "the document type of RSS 0.91 at my.netscape.com",
        "https://www.rssboard.org/rss-0-9-1-netscape", w3c "DeprecatedDTD";

    /// The RSS 0.91 document type on a feed of another version.
    ///
    /// Wrong:
    /// ```xml
    /// <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://www.rssboard.org/rss-0.91.dtd"><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://www.rssboard.org/rss-0.91.dtd"><rss version="0.91"></rss>
    /// ```
    INVALID_DOCTYPE = Error "xml/doctype-of-other-version" "the document type of RSS 0.91 on another version",
        "https://www.rssboard.org/rss-0-9-1-netscape", w3c "InvalidDoctype";
}

/// Turns what the reader found into findings.
pub(crate) fn report(document: &Document<'_>, faults: Vec<Fault>, source: &Arc<Source>, sink: &mut Sink) {
    let wordpress = faults.iter().any(|fault| matches!(fault.kind, FaultKind::LateDeclaration { blank: true }))
        && source.text().contains("<generator>http")
        && source.text().contains("wordpress.org/?v=");
    for fault in faults {
        let (rule, message, help) = words(&fault.kind, wordpress);
        let (name, parent) = around(document, &fault.range);
        let mut finding =
            Diagnostic::new(rule, Span::new(source, fault.range), message).help_opt(help).element(name, parent);
        if let Some(other) = fault.other {
            finding = finding.related(Span::new(source, other), "opened here");
        }
        sink.push(finding);
    }
    prolog(document, source, sink);
}

fn prolog(document: &Document<'_>, source: &Arc<Source>, sink: &mut Sink) {
    let mut push = |rule, range: &Range<usize>, message: String| {
        sink.push(Diagnostic::new(rule, Span::new(source, range.clone()), message));
    };
    if let Some(declaration) = &document.declaration
        && let Some(version) = declaration.version.filter(|version| *version != "1.0")
    {
        push(&BAD_VERSION, &declaration.range, format!("XML version `{}` where 1.0 is expected", shown(version)));
    }
    let Some(doctype) = &document.doctype else { return };
    let rss091 = doctype::is_rss091(Some(doctype));
    if doctype.system.contains("my.netscape.com") {
        push(&DEPRECATED_DTD, &doctype.range, format!("`{}` is no longer served", shown(doctype.system)));
    } else if !doctype.system.is_empty() && !rss091 {
        push(&SYSTEM_ENTITY, &doctype.range, format!("the document type `{}` lies outside", shown(doctype.system)));
    } else if document.declares_external() {
        push(&SYSTEM_ENTITY, &doctype.range, "an entity is declared that lies outside the document".to_owned());
    }
    let version = document.root.and_then(|root| document.attribute(root, "version")).map(|version| &*version.value);
    if rss091 && version.is_some_and(|version| version != "0.91") {
        push(&INVALID_DOCTYPE, &doctype.range, "the document type is that of RSS 0.91, the feed is not".to_owned());
    }
}

/// The element that a place lies in, by the tags as written, and the one around it.
fn around(document: &Document<'_>, range: &Range<usize>) -> (String, String) {
    document.enclosing(range.start).unwrap_or_default()
}

fn words(kind: &FaultKind, wordpress: bool) -> (&'static Rule, String, Option<String>) {
    let help = |text: &str| Some(text.to_owned());
    match kind {
        FaultKind::BareAmpersand => {
            (&BARE_AMPERSAND, "`&` begins no reference".to_owned(), help("write `&amp;` for the character itself"))
        }
        FaultKind::UndefinedEntity(name) => undefined_entity(name),
        FaultKind::ForbiddenReference(name) => {
            (&FORBIDDEN_CHARACTER, format!("`&{};` is no character of XML", shown(name)), help("take it out"))
        }
        FaultKind::ForbiddenCharacter(char) => {
            let message = format!("the control character U+{:04X}, which XML cannot hold", u32::from(*char));
            (&FORBIDDEN_CHARACTER, message, help("take it out"))
        }
        FaultKind::BareLessThan => {
            (&BARE_LESS_THAN, "`<` begins no tag".to_owned(), help("write `&lt;` for the character itself"))
        }
        FaultKind::LessThanInAttribute(name) => (
            &BARE_LESS_THAN,
            format!("`<` in the value of `{}`", shown(name)),
            help("write `&lt;`, or close the quote before it"),
        ),
        FaultKind::CdataEndInText => (
            &CDATA_END,
            "`]]>` where no CDATA section is open".to_owned(),
            help("write `]]&gt;`, or look for a CDATA section inside another"),
        ),
        FaultKind::Unclosed { .. } | FaultKind::StrayEndTag(_) => unbalanced(kind),
        FaultKind::LateDeclaration { blank } => late_declaration(*blank, wordpress),
        FaultKind::EntityBomb(name) => {
            (&BEYOND_LIMITS, format!("the entity `{}` grows beyond all measure", shown(name)), None)
        }
        FaultKind::TooDeep => {
            let message = format!("elements nested deeper than {}", reader::DEPTH_LIMIT);
            (&BEYOND_LIMITS, message, help("close the elements; nothing below is checked"))
        }
        FaultKind::TooManyAttributes => {
            (&BEYOND_LIMITS, "more attributes or namespaces than are read".to_owned(), None)
        }
        FaultKind::TooMany => (&TOO_MANY_FAULTS, "further faults are not listed".to_owned(), None),
        other => malformed(other),
    }
}

fn undefined_entity(name: &str) -> (&'static Rule, String, Option<String>) {
    let message = format!("`&{};` is not an entity of XML", shown(name));
    let help = match entity::html(name) {
        Some(value) => {
            let number = value.chars().next().map_or(0, u32::from);
            format!("it is HTML's: write `&#{number};`, or the character itself")
        }
        None => format!("write `&amp;{};` for the text itself", shown(name)),
    };
    (&UNDEFINED_ENTITY, message, Some(help))
}

fn unbalanced(kind: &FaultKind) -> (&'static Rule, String, Option<String>) {
    match kind {
        FaultKind::Unclosed { name, found } if found.is_empty() => {
            let message = format!("`<{}>` is never closed", shown(name));
            (&UNCLOSED_TAG, message, Some(format!("write `</{}>` where it ends", shown(name))))
        }
        FaultKind::Unclosed { name, found } => {
            let message = format!("expected `</{}>`, found `</{}>`", shown(name), shown(found));
            let void = matches!(name.as_str(), "br" | "hr" | "img" | "input" | "link" | "meta" | "p" | "li");
            let help = if void {
                "HTML inside a feed is escaped (`&lt;`) or put into a CDATA section".to_owned()
            } else {
                format!("close `<{}>` first", shown(name))
            };
            (&UNCLOSED_TAG, message, Some(help))
        }
        FaultKind::StrayEndTag(name) => (
            &STRAY_END_TAG,
            format!("`</{}>` closes nothing that is open", shown(name)),
            Some("take it out, or look for the start tag that is missing".to_owned()),
        ),
        other => malformed(other),
    }
}

fn late_declaration(blank: bool, wordpress: bool) -> (&'static Rule, String, Option<String>) {
    let help = Some("let the file begin with `<?xml`".to_owned());
    match (blank, wordpress) {
        (true, true) => (&WORDPRESS_BLANK_LINE, "white space before the XML declaration".to_owned(), help),
        (true, false) => (&BAD_DECLARATION, "white space before the XML declaration".to_owned(), help),
        _ => (&BAD_DECLARATION, "an XML declaration that is not at the beginning".to_owned(), help),
    }
}

fn malformed(kind: &FaultKind) -> (&'static Rule, String, Option<String>) {
    let (rule, message, help): (_, _, Option<&str>) = match kind {
        FaultKind::UnfinishedTag(name) => {
            (&MALFORMED_TAG, format!("the tag `<{}` has no `>`", shown(name)), Some("write `>` where the tag ends"))
        }
        FaultKind::UnquotedAttribute(name) => (
            &MALFORMED_TAG,
            format!("the attribute `{}` has no value in quotes", shown(name)),
            Some("write `name=\"value\"`"),
        ),
        FaultKind::UnclosedQuote(name) => {
            (&MALFORMED_TAG, format!("the quote of `{}` is never closed", shown(name)), Some("close the quote"))
        }
        FaultKind::CrowdedAttributes(name) => {
            (&MALFORMED_TAG, format!("no space before the attribute `{}`", shown(name)), Some("write a space"))
        }
        FaultKind::StrayInTag(text) => (&MALFORMED_TAG, format!("`{}` cannot stand in a tag", shown(text)), None),
        FaultKind::DuplicateAttribute(name) => (
            &DUPLICATE_ATTRIBUTE,
            format!("the attribute `{}` is there already", shown(name)),
            Some("take one of them out"),
        ),
        FaultKind::UnboundPrefix(prefix) => {
            let message = format!("the prefix `{}` is not declared", shown(prefix));
            let known = namespace::Ns::of_prefix(prefix);
            let help = known.map(|(_, uri)| format!("write `xmlns:{prefix}=\"{uri}\"` in the outermost tag"));
            return (&UNBOUND_PREFIX, message, help);
        }
        FaultKind::BadNamespace(uri) => (
            &BAD_NAMESPACE,
            format!("`{}` cannot be a namespace", shown(uri)),
            Some("write the address without white space"),
        ),
        FaultKind::BadName(name) => (
            &MALFORMED_TAG,
            format!("`{}` is no name: one colon parts a prefix from the rest", shown(name)),
            Some("write the prefix, a colon and the name"),
        ),
        FaultKind::ReservedNamespace(name) => (
            &BAD_NAMESPACE,
            format!("`{}` declares what XML itself does", shown(name)),
            Some("take it out, or choose another prefix and namespace"),
        ),
        FaultKind::Unterminated(what) => (&MALFORMED_MARKUP, format!("a {what} that does not end"), None),
        FaultKind::Conflict => (
            &MALFORMED_MARKUP,
            "a merge left two versions of the feed".to_owned(),
            Some("keep one of them, and take the marks out"),
        ),
        FaultKind::DashesInComment => {
            (&MALFORMED_MARKUP, "`--` inside a comment".to_owned(), Some("write a single dash"))
        }
        FaultKind::BadDeclaration(what) => (
            &BAD_DECLARATION,
            format!("an XML declaration {what}"),
            Some("write `<?xml version=\"1.0\" encoding=\"utf-8\"?>`"),
        ),
        FaultKind::StrayDeclaration => (&MALFORMED_MARKUP, "a declaration where none may stand".to_owned(), None),
        FaultKind::TextOutside => (&OUTSIDE_ROOT, "text outside the outermost element".to_owned(), Some("take it out")),
        FaultKind::SecondRoot(name) => {
            (&OUTSIDE_ROOT, format!("`<{}>` after the end of the document", shown(name)), Some("take it out"))
        }
        FaultKind::NoElement => (&OUTSIDE_ROOT, "no element at all: this is no feed".to_owned(), None),
        _ => (&MALFORMED_MARKUP, "an instruction without a proper name".to_owned(), None),
    };
    (rule, message, help.map(str::to_owned))
}

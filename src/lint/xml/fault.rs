//! What the reader finds wrong with a text as XML: facts with places, no words.

use std::ops::Range;

/// A place where a text is not well-formed XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What.
    pub(crate) kind: FaultKind,
    /// Where.
    pub(crate) range: Range<usize>,
    /// A second place, such as that of the start tag.
    pub(crate) other: Option<Range<usize>>,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// `&` that begins no reference.
    BareAmpersand,
    /// A reference to an entity that nothing declares.
    UndefinedEntity(String),
    /// A numeric reference to what is no XML character.
    ForbiddenReference(String),
    /// A character that XML cannot hold.
    ForbiddenCharacter(char),
    /// `<` that begins no tag.
    BareLessThan,
    /// The mark of a merge that left several versions.
    Conflict,
    /// `]]>` in text.
    CdataEndInText,
    /// An element that is never closed, or closed by another's end tag.
    Unclosed {
        /// Its name.
        name: String,
        /// The end tag that came instead; empty at the end of the text.
        found: String,
    },
    /// An end tag for which no element is open.
    StrayEndTag(String),
    /// A tag without its `>`.
    UnfinishedTag(String),
    /// An attribute without a value, or without quotes around it.
    UnquotedAttribute(String),
    /// A quote that is never closed.
    UnclosedQuote(String),
    /// An attribute that follows the one before without white space.
    CrowdedAttributes(String),
    /// `<` in an attribute's value.
    LessThanInAttribute(String),
    /// The same attribute twice.
    DuplicateAttribute(String),
    /// What cannot be a part of a tag.
    StrayInTag(String),
    /// A name of more than a prefix, a colon and a name.
    BadName(String),
    /// A declaration, by its attribute, of what XML itself declares.
    ReservedNamespace(String),
    /// A prefix that no `xmlns` declares.
    UnboundPrefix(String),
    /// A namespace declaration that is not allowed.
    BadNamespace(String),
    /// A comment, section or instruction that does not end.
    Unterminated(&'static str),
    /// `--` inside a comment.
    DashesInComment,
    /// A faulty XML declaration.
    BadDeclaration(&'static str),
    /// An XML declaration that is not at the very beginning.
    LateDeclaration {
        /// Whether only white space precedes it.
        blank: bool,
    },
    /// A processing instruction without a proper name.
    BadInstruction,
    /// A declaration (`<!…`) where none may stand.
    StrayDeclaration,
    /// Text before the first or after the last tag.
    TextOutside,
    /// A second outermost element.
    SecondRoot(String),
    /// No element at all.
    NoElement,
    /// Entities that grow beyond all measure, or refer to themselves.
    EntityBomb(String),
    /// Elements nested deeper than anyone reads.
    TooDeep,
    /// A tag with more attributes, or more namespaces in scope, than anyone writes.
    TooManyAttributes,
    /// More faults than are worth listing.
    TooMany,
}

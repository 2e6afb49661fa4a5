//! The texts that findings point into, and the way from a byte to a line.
//!
//! Everything else speaks in byte ranges; lines and columns exist only here and where findings are rendered.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read, Seek};
use std::mem;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::spool::{Spools, Text};

/// A text with the name that its findings show.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: Room,
    /// What of the file precedes the text, where that is an excerpt.
    before: Before,
    first_bad_byte: Option<usize>,
    line_starts: OnceLock<Vec<usize>>,
    /// How many characters precede each block of [`BLOCK`] bytes: a document may be one line of megabytes.
    blocks: OnceLock<Vec<usize>>,
}

thread_local! {
    /// The room of a text that was let go, for the next file: most articles are looked at and not held.
    static SPARE: Cell<String> = const { Cell::new(String::new()) };
}

/// A text that leaves its room to the next one of its thread.
#[derive(Debug)]
struct Room(String);

impl Room {
    fn holding(text: &str) -> Self {
        let mut room = SPARE.take();
        room.clear();
        room.push_str(text);
        Self(room)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        /// Bytes that nearly every article has room in.
        const MOST: usize = 64 << 10;
        if (1..=MOST).contains(&self.0.capacity()) {
            // Where the thread ends there is no next one.
            let _ = SPARE.try_with(|spare| spare.set(mem::take(&mut self.0)));
        }
    }
}

/// Whole lines that are not held.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    bytes: usize,
    lines: usize,
}

/// How many bytes are counted anew for a column.
const BLOCK: usize = 4096;

/// A line and a column, both counted from 1, columns in characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A source named `path` (with forward slashes, relative to the publication's folder).
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(path.into(), Room(text.into()))
    }

    fn of(path: String, text: Room) -> Self {
        Self {
            path,
            text,
            before: Before::default(),
            first_bad_byte: None,
            line_starts: OnceLock::new(),
            blocks: OnceLock::new(),
        }
    }

    /// A source from the bytes of a file; what is not UTF-8 becomes U+FFFD, and [`Self::first_bad_byte`] says where.
    ///
    /// ```
    /// let source = dateline::source::Source::from_bytes("a.toml", b"caf\xe9");
    /// assert_eq!((source.text(), source.first_bad_byte()), ("caf\u{fffd}", Some(3)));
    /// ```
    #[must_use]
    pub fn from_bytes(path: impl Into<String>, bytes: &[u8]) -> Self {
        // Many bytes are looked at at a time, which is well worth a copy.
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Self::of(path.into(), Room::holding(text));
        }
        let first_bad_byte = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        Self { first_bad_byte, ..Self::new(path, String::from_utf8_lossy(bytes)) }
    }

    /// A source from what was decoded elsewhere, and where in the text the first byte stood that could not be.
    #[must_use]
    pub fn decoded(path: impl Into<String>, text: impl Into<String>, first_bad_byte: Option<usize>) -> Self {
        Self { first_bad_byte, ..Self::new(path, text) }
    }

    /// The same text under another name.
    #[must_use]
    pub fn renamed(&self, path: impl Into<String>) -> Self {
        Self { before: self.before, first_bad_byte: self.first_bad_byte, ..Self::new(path, self.text()) }
    }

    /// The lines that some bytes of the text stand in, by the text's bytes.
    #[must_use]
    pub fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text().as_bytes();
        let (start, end) = (range.start.min(text.len()), range.end.min(text.len()));
        let first = memchr::memrchr(b'\n', &text[..start]).map_or(0, |line| line + 1);
        let last = memchr::memchr(b'\n', &text[end..]).map_or(text.len(), |line| end + line + 1);
        first..last
    }

    /// Some whole lines alone, as [`Self::lines`] has them; they are where they were in the file.
    ///
    /// ```
    /// use dateline::source::{Position, Source};
    ///
    /// let source = Source::new("a.md", "one\ntwo\nthree\n");
    /// let excerpt = source.excerpt(source.lines(&(5..6)));
    /// assert_eq!((excerpt.text(), excerpt.offset()), ("two\n", 4));
    /// assert_eq!(excerpt.position(1), source.position(5));
    /// ```
    #[must_use]
    pub fn excerpt(&self, lines: Range<usize>) -> Self {
        let skipped = memchr::memchr_iter(b'\n', &self.text().as_bytes()[..lines.start]).count();
        let before = Before { bytes: self.before.bytes + lines.start, lines: self.before.lines + skipped };
        Self { before, first_bad_byte: self.first_bad_byte, ..Self::new(self.path.as_str(), &self.text()[lines]) }
    }

    /// How many bytes of the file precede the text: none, unless it is an excerpt.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.before.bytes
    }

    /// Where the bytes of the file stopped being of their encoding, if they did; U+FFFD may stand in for them.
    #[must_use]
    pub fn first_bad_byte(&self) -> Option<usize> {
        self.first_bad_byte
    }

    /// The name, as findings show it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text: the whole of it, or the lines of an excerpt.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text.0
    }

    /// The text again, by value.
    #[must_use]
    pub fn into_text(mut self) -> String {
        mem::take(&mut self.text.0)
    }

    /// Where a byte offset lies.
    ///
    /// Never fails: an offset past the end is the end, one inside a character is that character's.
    ///
    /// ```
    /// use dateline::source::{Position, Source};
    ///
    /// let source = Source::new("a.toml", "title = 1\nüx = 2\n");
    /// assert_eq!(source.position(12), Position { line: 2, column: 2 });
    /// ```
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text();
        let offset = (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset);
        let start = starts[line - 1];
        Position { line: self.before.lines + line, column: self.chars_before(offset) - self.chars_before(start) + 1 }
    }

    /// How many characters begin before a byte.
    fn chars_before(&self, offset: usize) -> usize {
        let begins = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        let bytes = self.text().as_bytes();
        let blocks = self.blocks.get_or_init(|| {
            let ends = bytes.chunks(BLOCK).scan(0, |before, block| {
                *before += begins(block);
                Some(*before)
            });
            std::iter::once(0).chain(ends).collect()
        });
        let block = offset / BLOCK;
        blocks[block] + begins(&bytes[block * BLOCK..offset])
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let after_breaks = self.text().bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after_breaks).collect()
        })
    }
}

/// All that a compilation reads.
pub struct Sources<'f> {
    /// config.toml.
    pub config: Arc<Source>,
    /// The articles.
    pub articles: &'f dyn Articles,
    /// The files that articles name.
    pub files: &'f dyn Files,
    /// What subscribers have, where a build is to be held against it.
    pub published: Option<&'f dyn Published>,
    /// Where feeds go that are too large to be held; without, all are held.
    pub spools: Option<&'f dyn Spools>,
}

/// The articles' files, in any order. Each is read when it is asked for, and again when it is asked for again: only what
/// a feed shows need be held.
pub trait Articles: Sync {
    /// How many have been found.
    fn count(&self) -> usize;

    /// Finds more of them, which have the next numbers; whether there were any.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    fn find_more(&self) -> Result<bool, Unread> {
        Ok(false)
    }

    /// The paths of files among them that are no articles, though somebody may take them for some.
    fn strays(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The name of one, as findings show it, by its number from 0.
    fn path(&self, number: usize) -> &str;

    /// What is in it.
    ///
    /// # Errors
    /// [`Unread`], where it is not there any more or the disk refuses.
    fn read(&self, number: usize) -> Result<Arc<Source>, Unread>;

    /// What is seen of it at one look, which costs less: where it is being written, that may be a part of it. What is told
    /// or shown of one has to be read.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn look(&self, number: usize) -> Result<Arc<Source>, Unread> {
        self.read(number)
    }
}

/// Articles that are held in memory.
impl Articles for Vec<Arc<Source>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn path(&self, number: usize) -> &str {
        self[number].path()
    }

    fn read(&self, number: usize) -> Result<Arc<Source>, Unread> {
        Ok(Arc::clone(&self[number]))
    }
}

/// An article's file that cannot be read.
#[derive(Debug)]
pub struct Unread {
    /// Its name, as findings show it.
    pub path: String,
    /// Why.
    pub why: io::Error,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}", self.path)
    }
}

impl std::error::Error for Unread {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.why)
    }
}

/// The feeds that subscribers have: those in `feeds/`, and others that were saved from elsewhere.
///
/// Paths are as findings show them; those of a publication's own feeds begin with `feeds/`.
pub trait Published: Sync {
    /// Whether a file below `feeds/` holds this very text.
    fn is(&self, path: &str, text: &Text) -> bool;

    /// All of them.
    fn paths(&self) -> Vec<String>;

    /// Whether one was saved from elsewhere.
    fn is_other(&self, path: &str) -> bool;

    /// Whether any was.
    fn has_others(&self) -> bool;

    /// Those that a build made, each also by its path below the folder that feeds are served from.
    fn feeds(&self) -> Vec<(String, String)>;

    /// The ids of what a preview let into the publication's own feeds, so that nobody has it.
    fn previewed(&self) -> Vec<String> {
        Vec::new()
    }

    /// What one holds; `None` where it is not there any more.
    fn bytes(&self, path: &str) -> Option<Vec<u8>>;
}

/// The files that articles may name: bodies, pictures, sound.
///
/// Paths have forward slashes and start at the publication's folder.
pub trait Files: Sync {
    /// A text file, whole.
    ///
    /// # Errors
    /// [`FileError`], where there is no such file or it cannot be read.
    fn text(&self, path: &str) -> Result<Arc<Source>, FileError>;

    /// How long a file is, and its beginning.
    ///
    /// # Errors
    /// [`FileError`], where there is no such file or it cannot be read.
    fn media(&self, path: &str) -> Result<MediaFile, FileError>;
}

/// No files at all: what a publication without any gives.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn text(&self, _: &str) -> Result<Arc<Source>, FileError> {
        Err(FileError::Missing(None))
    }

    fn media(&self, _: &str) -> Result<MediaFile, FileError> {
        Err(FileError::Missing(None))
    }
}

/// A picture or a sound, opened: what is wanted of it is read from wherever in the file it stands.
pub struct MediaFile {
    /// Its length in bytes.
    pub length: u64,
    /// What it holds, from its start.
    pub content: Box<dyn ReadSeek>,
}

/// What can be read from anywhere in it.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Why a file that an article names cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is none; the name of the nearest one in its folder, if one is near.
    Missing(Option<String>),
    /// It lies outside the publication's `articles/`, by itself or through a symbolic link.
    Outside,
    /// It is a folder or a device.
    NotAFile,
    /// The system refused; its own words.
    Unreadable(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(_) => f.write_str("there is no such file"),
            Self::Outside => f.write_str("the file lies outside `articles/`"),
            Self::NotAFile => f.write_str("this is not a file"),
            Self::Unreadable(why) => write!(f, "the file cannot be read: {why}"),
        }
    }
}

impl std::error::Error for FileError {}

/// The range of `part` in `whole`, if `part` is borrowed from the very buffer of `whole`.
///
/// ```
/// let whole = String::from("by Jane Doe");
/// assert_eq!(dateline::source::range_in(&whole, &whole[3..7]), Some(3..7));
/// assert_eq!(dateline::source::range_in(&whole, &String::from("Jane")), None);
/// ```
#[must_use]
pub fn range_in(whole: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (end <= whole.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_count_characters_too() {
        let source = Source::new("x", "é\n".to_owned() + &"aé𝄞".repeat(5_000));
        for characters in [0, 1, 2, 3, 4_095, 4_096, 9_999, 15_000] {
            let line = &source.text()[3..];
            let at = line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
            assert_eq!(source.position(3 + at), Position { line: 2, column: characters + 1 });
        }
    }

    #[test]
    fn lines_of_an_excerpt_are_where_they_were() {
        let source = Source::new("x", "aé\nb𝄞c\r\n\nd");
        for (range, text) in [
            (0..0, "aé\n"),
            (2..3, "aé\n"),
            (3..4, "aé\nb𝄞c\r\n"),
            (4..9, "b𝄞c\r\n"),
            (12..12, "\n"),
            (13..13, "d"),
            (14..99, "d"),
            (0..99, source.text()),
        ] {
            let lines = source.lines(&range);
            let excerpt = source.excerpt(lines.clone());
            assert_eq!(excerpt.text(), text, "{range:?}");
            for at in lines.clone() {
                assert_eq!(excerpt.position(at - excerpt.offset()), source.position(at), "{range:?}, {at}");
            }
            let again = excerpt.excerpt(excerpt.lines(&(lines.len()..lines.len())));
            assert_eq!(again.position(0), source.position(again.offset()), "{range:?}, twice");
        }
    }

    #[test]
    fn positions_count_characters_and_survive_any_offset() {
        let source = Source::new("x", "aé\n\n𝄞b");
        let at = |offset| {
            let Position { line, column } = source.position(offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (1, 2), "inside é");
        assert_eq!(at(3), (1, 3), "the line break itself");
        assert_eq!(at(4), (2, 1));
        assert_eq!(at(5), (3, 1));
        assert_eq!(at(9), (3, 2));
        assert_eq!(at(999), (3, 3));
    }
}

//! Texts that may be too large to be held: what is made of many articles goes to a spool as it is made.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;

/// The text of a document.
#[derive(Debug)]
pub enum Text {
    /// In memory.
    Held(String),
    /// On a spool.
    Spooled(Box<dyn Spool>),
}

/// A place for one large text, written from its start to its end; it is gone with its value.
pub trait Spool: fmt::Debug + Send + Sync {
    /// Adds a piece.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn push(&mut self, piece: &str) -> io::Result<()>;

    /// Its length so far, in bytes.
    fn length(&self) -> u64;

    /// The file that it lies in.
    fn path(&self) -> &Path;

    /// All of it.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn text(&self) -> io::Result<String>;
}

/// Where spools come from.
pub trait Spools: Sync {
    /// A new one, empty.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn open(&self) -> io::Result<Box<dyn Spool>>;
}

/// A text above this many bytes goes to a spool.
const MOST_HELD: usize = 1 << 20;

impl Text {
    /// Its length in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::Held(text) => text.len() as u64,
            Self::Spooled(spool) => spool.length(),
        }
    }

    /// All of it, read where it is not held.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn read(&self) -> io::Result<Cow<'_, str>> {
        match self {
            Self::Held(text) => Ok(Cow::Borrowed(text)),
            Self::Spooled(spool) => spool.text().map(Cow::Owned),
        }
    }

    /// Adds a piece; what becomes too large to be held goes to a spool, where there are any.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn push(&mut self, piece: &str, spools: Option<&dyn Spools>) -> io::Result<()> {
        if let (Self::Held(text), Some(spools)) = (&*self, spools)
            && text.len() + piece.len() > MOST_HELD
        {
            let mut spool = spools.open()?;
            spool.push(text)?;
            *self = Self::Spooled(spool);
        }
        match self {
            Self::Held(text) => {
                text.push_str(piece);
                Ok(())
            }
            Self::Spooled(spool) => spool.push(piece),
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Held(text)
    }
}

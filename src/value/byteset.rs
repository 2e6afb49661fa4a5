//! Sets of bytes, found in a text many bytes at a time whatever their number.

#![expect(clippy::inline_always, reason = "what is a function of its own knows nothing of the processor's vectors")]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x16, u8x64};

/// A set of bytes to look for.
///
/// ```
/// use dateline::value::byteset::ByteSet;
///
/// const SIGNS: ByteSet = ByteSet::of(b"<&]");
/// let text = b"a < b & c";
/// assert_eq!(SIGNS.find_map(text, |at| (text[at] == b'&').then_some(at)), Some(6));
/// assert!(SIGNS.all(text, |at| text[at + 1] == b' '));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ByteSet {
    /// By the lower half of a byte, the groups that have it; there is a group for each upper half that occurs.
    lower: [u8; HALF],
    /// By the upper half of a byte, its group.
    upper: [u8; HALF],
    groups: u32,
}

/// The letters and figures of ASCII.
pub const ALPHANUMERIC: ByteSet = ByteSet::of(b"").with_all(b'A', b'Z').with_all(b'a', b'z').with_all(b'0', b'9');

/// How many values half a byte has.
const HALF: usize = 16;
/// Bytes that are looked at together.
pub const BLOCK: usize = 64;

impl ByteSet {
    /// The set of these bytes.
    ///
    /// # Panics
    /// While it is compiled, where the upper halves of the bytes (`0x3` of `<`) have more than eight values.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> Self {
        Self { lower: [0; HALF], upper: [0; HALF], groups: 0 }.with(bytes)
    }

    /// This set and these bytes.
    ///
    /// # Panics
    /// As [`ByteSet::of`].
    #[must_use]
    pub const fn with(mut self, bytes: &[u8]) -> Self {
        let mut at = 0;
        while at < bytes.len() {
            self = self.with_one(bytes[at]);
            at += 1;
        }
        self
    }

    /// This set and all bytes from one to another, both included.
    ///
    /// ```
    /// use dateline::value::byteset::ByteSet;
    ///
    /// const FIGURES: ByteSet = ByteSet::of(b"").with_all(b'0', b'9');
    /// assert_eq!(FIGURES.find_map(b"no. 9", Some), Some(4));
    /// ```
    ///
    /// # Panics
    /// As [`ByteSet::of`].
    #[must_use]
    pub const fn with_all(mut self, first: u8, last: u8) -> Self {
        let mut byte = first;
        while byte < last {
            self = self.with_one(byte);
            byte += 1;
        }
        self.with_one(last)
    }

    const fn with_one(mut self, byte: u8) -> Self {
        let (upper, lower) = halves(byte);
        if self.upper[upper] == 0 {
            assert!(self.groups < u8::BITS, "the bytes lie too far apart");
            self.upper[upper] = 1 << self.groups;
            self.groups += 1;
        }
        self.lower[lower] |= self.upper[upper];
        self
    }

    /// This set without these bytes.
    #[must_use]
    pub const fn without(mut self, bytes: &[u8]) -> Self {
        let mut at = 0;
        while at < bytes.len() {
            let (upper, lower) = halves(bytes[at]);
            self.lower[lower] &= !self.upper[upper];
            at += 1;
        }
        self
    }

    /// Which bytes are in the set, for what looks at one after the other.
    ///
    /// ```
    /// use dateline::value::byteset::ByteSet;
    ///
    /// static FIGURES: [bool; 256] = ByteSet::of(b"").with_all(b'0', b'9').table();
    /// assert!(FIGURES[usize::from(b'7')] && !FIGURES[usize::from(b'a')]);
    /// ```
    #[must_use]
    pub const fn table(&self) -> [bool; 256] {
        let mut table = [false; 256];
        let mut byte = u8::MIN;
        loop {
            let (upper, lower) = halves(byte);
            table[byte as usize] = self.lower[lower] & self.upper[upper] != 0;
            if byte == u8::MAX {
                return table;
            }
            byte += 1;
        }
    }

    /// What the first of the places gives that gives anything; places are in bytes of the text, in their order.
    pub fn find_map<T>(&self, text: &[u8], look: impl FnMut(usize) -> Option<T>) -> Option<T> {
        dispatch!(Level::new(), simd => find_map(simd, self, text, look))
    }

    #[inline(always)]
    fn tables<S: Simd>(&self, simd: S) -> [u8x64<S>; 2] {
        [self.lower, self.upper].map(|table| u8x64::block_splat(u8x16::simd_from(simd, table)))
    }

    /// Whether a text has a byte of the set.
    #[must_use]
    pub fn is_in(&self, text: &[u8]) -> bool {
        !self.all(text, |_| false)
    }

    /// The places in a text, one after the other, where the next of them is not wanted before something else is done.
    ///
    /// ```
    /// use dateline::value::byteset::ByteSet;
    ///
    /// assert_eq!(ByteSet::of(b"<>").places(b"a<b>").collect::<Vec<_>>(), [1, 3]);
    /// ```
    pub fn places(self, text: &[u8]) -> impl Iterator<Item = usize> {
        let mut blocks = text.chunks(BLOCK).enumerate();
        let (mut start, mut found) = (0, 0_u64);
        std::iter::from_fn(move || {
            while found == 0 {
                let (number, block) = blocks.next()?;
                start = number * BLOCK;
                [found] = first_places(&[self], block);
            }
            let at = start + found.trailing_zeros() as usize;
            found &= found - 1;
            Some(at)
        })
    }

    /// Whether all places are as they should be.
    pub fn all(&self, text: &[u8], mut is_fine: impl FnMut(usize) -> bool) -> bool {
        self.find_map(text, |at| (!is_fine(at)).then_some(())).is_none()
    }
}

const fn halves(byte: u8) -> (usize, usize) {
    ((byte >> 4) as usize, (byte & 0xF) as usize)
}

/// In which of the first 64 places of a text bytes of each set stand, the lowest bit for the first place.
///
/// ```
/// use dateline::value::byteset::{ByteSet, first_places};
///
/// const SETS: [ByteSet; 2] = [ByteSet::of(b"."), ByteSet::of(b"/")];
/// assert_eq!(first_places(&SETS, b"a.b/"), [0b0010, 0b1000]);
/// ```
#[must_use]
pub fn first_places<const N: usize>(sets: &[ByteSet; N], text: &[u8]) -> [u64; N] {
    dispatch!(Level::new(), simd => match text.first_chunk() {
        Some(block) => places_of(simd, sets, block),
        None => places_within(simd, sets, text),
    })
}

/// Shows the places of each set in all blocks of 64 bytes of a text, as [`first_places`] has them.
///
/// ```
/// use dateline::value::byteset::{ByteSet, each_block};
///
/// let mut dots = 0;
/// each_block(&[ByteSet::of(b".")], "a. ".repeat(50).as_bytes(), |[places]| dots += places.count_ones());
/// assert_eq!(dots, 50);
/// ```
pub fn each_block<const N: usize>(sets: &[ByteSet; N], text: &[u8], look: impl FnMut([u64; N])) {
    dispatch!(Level::new(), simd => look_at_blocks(simd, sets, text, look));
}

#[inline(always)]
fn look_at_blocks<const N: usize, S: Simd>(simd: S, sets: &[ByteSet; N], text: &[u8], mut look: impl FnMut([u64; N])) {
    let (blocks, rest) = text.as_chunks();
    for block in blocks {
        look(places_of(simd, sets, block));
    }
    look(places_within(simd, sets, rest));
}

/// The places in a text that is shorter than a block.
#[inline(always)]
fn places_within<const N: usize, S: Simd>(simd: S, sets: &[ByteSet; N], text: &[u8]) -> [u64; N] {
    // What stands behind the text is not in it.
    let (block, within) = (padded(text), (1 << text.len()) - 1);
    let mut found = places_of(simd, sets, &block);
    for places in &mut found {
        *places &= within;
    }
    found
}

#[inline(always)]
fn places_of<const N: usize, S: Simd>(simd: S, sets: &[ByteSet; N], block: &[u8; BLOCK]) -> [u64; N] {
    let mut found = [0; N];
    // What maps an array is a function of its own.
    for (found, set) in found.iter_mut().zip(sets) {
        *found = places(simd, set.tables(simd), block);
    }
    found
}

/// A text that is shorter than a block, with zeros behind it.
fn padded(text: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..text.len()].copy_from_slice(text);
    block
}

#[inline(always)]
fn find_map<T, S: Simd>(simd: S, set: &ByteSet, text: &[u8], mut look: impl FnMut(usize) -> Option<T>) -> Option<T> {
    let tables = set.tables(simd);
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let mut start = 0;
    for block in blocks.iter().chain([&padded(rest)]) {
        let mut places = places(simd, tables, block);
        while places != 0 {
            let at = start + places.trailing_zeros() as usize;
            // Behind the text there is nothing to find.
            let found = if at < text.len() { look(at) } else { None };
            if found.is_some() {
                return found;
            }
            places &= places - 1;
        }
        start += BLOCK;
    }
    None
}

/// Where bytes of the set stand in a block, a bit each.
#[inline(always)]
fn places<S: Simd>(simd: S, [lower, upper]: [u8x64<S>; 2], block: &[u8; BLOCK]) -> u64 {
    let bytes = u8x64::simd_from(simd, *block);
    let groups = lower.swizzle_dyn_within_blocks(bytes & 0xF) & upper.swizzle_dyn_within_blocks(bytes >> 4);
    !groups.simd_eq(u8x64::splat(simd, 0)).to_bitmask()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EACH_SIDE: ByteSet = ByteSet::of(&[0, b'\t', b'<', b'=', b']', b'{', 0x7F, 0x80, 0xC2, 0xEF]);

    fn is_one(byte: u8) -> bool {
        matches!(byte, 0 | b'\t' | b'<' | b'=' | b']' | b'{' | 0x7F | 0x80 | 0xC2 | 0xEF)
    }

    #[test]
    fn every_byte_is_in_the_set_or_not() {
        for byte in 0..=u8::MAX {
            assert_eq!(EACH_SIDE.is_in(&[byte]), is_one(byte), "{byte:#x}");
            assert_eq!(EACH_SIDE.table()[usize::from(byte)], is_one(byte), "{byte:#x}");
            assert_eq!(EACH_SIDE.without(b"=\0a").is_in(&[byte]), is_one(byte) && !b"=\0".contains(&byte), "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn all_places_are_found_in_their_order(text in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut found = Vec::new();
            let all = EACH_SIDE.find_map(&text, |at| { found.push(at); None::<()> });
            prop_assert_eq!(all, None);
            let expected: Vec<usize> = (0..text.len()).filter(|&at| is_one(text[at])).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(EACH_SIDE.places(&text).collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(EACH_SIDE.is_in(&text), !expected.is_empty());
            let third = |at| found.iter().skip(2).find(|&&found| found == at).copied();
            prop_assert_eq!(EACH_SIDE.find_map(&text, third), expected.get(2).copied());
            let first = expected.iter().filter(|&&at| at < BLOCK).fold(0, |places, at| places | 1 << at);
            prop_assert_eq!(first_places(&[EACH_SIDE, ByteSet::of(b"")], &text), [first, 0]);
            let (mut seen, mut start) = (Vec::new(), 0);
            each_block(&[EACH_SIDE], &text, |[places]| {
                seen.extend((0..BLOCK).filter(|at| places >> at & 1 == 1).map(|at| start + at));
                start += BLOCK;
            });
            prop_assert_eq!(seen, expected);
        }
    }
}

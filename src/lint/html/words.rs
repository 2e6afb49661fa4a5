//! Lists of words, searched by halves.

use std::sync::OnceLock;

/// Words as they are written in a source, in any order.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static str,
    sorted: OnceLock<Vec<&'static str>>,
}

impl Words {
    pub(crate) const fn new(list: &'static str) -> Self {
        Self { list, sorted: OnceLock::new() }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        let sorted = self.sorted.get_or_init(|| {
            let mut words: Vec<_> = self.list.split_ascii_whitespace().collect();
            words.sort_unstable();
            words
        });
        sorted.binary_search(&word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn whole_words_are_found() {
        static WORDS: Words = Words::new("tr td \n th");
        assert!(["td", "th", "tr"].iter().all(|word| WORDS.has(word)));
        assert!(!["", "t", "tdx", "a", "td th"].iter().any(|word| WORDS.has(word)));
    }
}

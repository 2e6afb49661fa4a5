//! Words and signs of a run without white space.

use super::super::lexicon;
use super::address::address;
use super::sign::{is_dash, is_katakana, is_stray};
use super::{Kind, Tokens, is_ideographic};

/// A run of the text without white space.
pub(super) struct Chunk<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) tokens: &'t mut Tokens,
}

impl Chunk<'_> {
    pub(super) fn split(&mut self) {
        let chunk = &self.text[self.start..self.end];
        if chunk.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.tokens.push_word(self.text, self.start..self.end, false);
            return;
        }
        if chunk.chars().all(is_dash) {
            self.tokens.push(Kind::Dash, self.start..self.end, false);
            return;
        }
        if let Some(rest) = chunk.strip_prefix(['&', '＆']).filter(|rest| !rest.is_empty()) {
            let and = self.end - rest.len();
            self.tokens.push_word(self.text, self.start..and, false);
            return Chunk { start: and, ..self.reborrow() }.split();
        }
        let mut at = self.start;
        let has_at = chunk.contains('@');
        let mut word = None;
        while at < self.end {
            if word.is_none()
                && let Some((kind, length)) = address(&self.text[at..self.end], has_at)
            {
                self.tokens.push(kind, at..at + length, false);
                at += length;
                continue;
            }
            let Some(c) = self.text[at..].chars().next() else { break };
            let next = at + c.len_utf8();
            match self.punctuation(c, at, word.is_some()) {
                None => {
                    word.get_or_insert(at);
                }
                Some(kind) => {
                    self.tokens.quoted |= matches!(c, '\'' | '‘' | '‚');
                    self.finish(&mut word, at);
                    self.tokens.push(kind, at..next, at > self.start);
                }
            }
            at = next;
        }
        let end = self.end;
        self.finish(&mut word, end);
    }

    fn reborrow(&mut self) -> Chunk<'_> {
        Chunk { text: self.text, start: self.start, end: self.end, tokens: self.tokens }
    }

    /// Ends a word, setting aside what only clings to its end.
    fn finish(&mut self, word: &mut Option<usize>, end: usize) {
        let Some(start) = word.take() else { return };
        let whole = &self.text[start..end];
        let quoted = self.tokens.quoted;
        let kept =
            whole.trim_end_matches(|c| is_stray(c) || is_dash(c) || (quoted && matches!(c, '\'' | '‘' | '’'))).len();
        let kept = start + if kept == 0 { whole.len() } else { kept };
        let article = self.elided(start, kept);
        if self.text[start..start + article].starts_with('d') {
            self.tokens.push_word(self.text, start..start + article, false);
        }
        let mut start = start + article;
        if let Some(paper) = self.paper_of_reporter(start, kept) {
            self.tokens.push(Kind::Stray, start..start + paper, start > self.start);
            start += paper;
        }
        for (from, to) in self.unspaced(start, kept) {
            self.tokens.push_word(self.text, from..to, from > self.start);
        }
        if kept < end {
            let rest = &self.text[kept..end];
            let kind = match rest.chars().next() {
                Some(c) if is_dash(c) && c != '-' => Kind::Dash,
                Some('\'' | '‘' | '’') => {
                    self.tokens.quoted = false;
                    Kind::Quote
                }
                _ => Kind::Stray,
            };
            self.tokens.push(kind, kept..end, true);
        }
    }

    /// The length of the article or "d'" that is no part of what it is written with: "l'AFP", "reportage d'Inès".
    fn elided(&self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let Some((article, rest)) = word.split_once(['\'', '’']) else { return 0 };
        let is_article = matches!(article.to_lowercase().as_str(), "l" | "d" | "dell" | "dall" | "all");
        let is_agency = lexicon::word(&lexicon::key(rest)).flags & lexicon::AGENCY != 0;
        let agency = is_article && is_agency && !rest.contains(char::is_lowercase);
        let headed = self.tokens.list.last().is_some_and(|last| last.word.role.is_some());
        let joined = article == "d" && headed && rest.starts_with(char::is_uppercase);
        if agency || joined { word.len() - rest.len() } else { 0 }
    }

    /// "财新记者 王小明", "聯合報記者王小明": the length of what a reporter's title before a name begins with.
    fn paper_of_reporter(&self, start: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let word = &self.text[start..end];
        let (title, length) = ["记者", "記者"].iter().find_map(|title| Some((word.find(title)?, title.len())))?;
        let known = lexicon::word(word);
        let is_paper = |text: &str| (1..=LONGEST).contains(&text.chars().count()) && text.chars().all(is_ideographic);
        if known.role.is_some() || known.flags & lexicon::JOB != 0 || !is_paper(&word[..title]) {
            return None;
        }
        let name = &word[title + length..];
        let signs = [' ', '\n', '、', '，', '／', '/', '：', ':', '＝', '=', '・', '｜'];
        let next = || self.text[self.end..].strip_prefix(' ')?.split(signs).next();
        let is_named = |text: &str| text.starts_with(is_ideographic) && lexicon::word(text).role.is_none();
        // The Japanese have the title behind the name: "山田太郎記者 鈴木花子".
        let told_first = word.ends_with("记者") || lexicon::word(&word[..title]).flags & lexicon::AGENCY != 0;
        let before_name = if name.is_empty() {
            told_first && next().is_some_and(|next| is_named(next) && !next.ends_with(&word[title..]))
        } else {
            name.chars().count() >= 2 && name.chars().all(is_ideographic)
        };
        before_name.then_some(title)
    }

    /// Cuts a Chinese or Japanese by-word off the name that it is written against, and a title after it.
    fn unspaced(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        const BEFORE: &[&str] = &[
            "本报记者",
            "本報記者",
            "新华社记者",
            "特约记者",
            "责任编辑",
            "責任編輯",
            "記者",
            "记者",
            "作者",
            "著者",
            "撰文",
            "编辑",
            "摄影",
            "攝影",
            "编译",
            "編譯",
            "翻译",
            "通讯员",
            "通訊員",
        ];
        const AFTER: &[&str] = &[
            "報導",
            "报导",
            "报道",
            "記者",
            "记者",
            "特派員",
            "編集委員",
            "論説委員",
            "特约撰稿人",
            "著",
            "訳",
            "译",
            "譯",
            "ほか",
            "等",
        ];
        let word = &self.text[start..end];
        let known = lexicon::word(word);
        if !word.ends_with(is_ideographic) || known.role.is_some() || known.flags & lexicon::JOB != 0 {
            return vec![(start, end)];
        }
        if matches!(word, "图文" | "圖文") {
            let middle = start + word.len() / 2;
            return vec![(start, middle), (middle, end)];
        }
        if let Some((left, right)) = word.split_once('と')
            && [left, right].iter().all(|part| lexicon::word(part).role.is_some())
        {
            let and = start + left.len();
            return vec![(start, and), (and, and + 'と'.len_utf8()), (and + 'と'.len_utf8(), end)];
        }
        let letters = |text: &str| text.chars().count();
        for label in BEFORE {
            if let Some(rest) = word.strip_prefix(label)
                && (2..=6).contains(&letters(rest))
                && rest.chars().all(is_ideographic)
            {
                let reports =
                    ["報導", "报导", "报道"].iter().find(|reports| letters(rest) > 3 && rest.ends_with(**reports));
                let (name, ends) = (start + label.len(), end - reports.map_or(0, |reports| reports.len()));
                let parts = [(start, name), (name, ends), (ends, end)];
                return parts.into_iter().filter(|(from, to)| from < to).collect();
            }
        }
        for title in AFTER {
            if let Some(rest) = word.strip_suffix(title)
                && (2..=if rest.ends_with(is_katakana) { 16 } else { 6 }).contains(&letters(rest))
            {
                return vec![(start, start + rest.len()), (start + rest.len(), end)];
            }
        }
        vec![(start, end)]
    }
}

//! The words around a date: labels, fillers, what stands between a date and a time, and what makes a date relative.
//!
//! All are folded: lower case, without accents.

/// What stands before a date and is dropped, word by word, the longest first where one begins another.
pub(super) const LABELS: &[&[&str]] = &[
    &["first", "published"],
    &["originally", "published"],
    &["date", "published"],
    &["date", "posted"],
    &["date", "created"],
    &["date", "updated"],
    &["date", "modified"],
    &["published", "date"],
    &["publication", "date"],
    &["date", "of", "publication"],
    &["last", "updated"],
    &["last", "modified"],
    &["published"],
    &["posted"],
    &["issued"],
    &["created"],
    &["updated"],
    &["modified"],
    &["date"],
    &["publie"],
    &["publiee"],
    &["mis", "a", "jour"],
    &["mise", "a", "jour"],
    &["derniere", "mise", "a", "jour"],
    &["modifie"],
    &["modifiee"],
    &["cree"],
    &["creee"],
    &["date", "de", "publication"],
    &["veroffentlicht"],
    &["veroeffentlicht"],
    &["aktualisiert"],
    &["zuletzt", "aktualisiert"],
    &["letzte", "aktualisierung"],
    &["publiziert"],
    &["erschienen"],
    &["erstellt"],
    &["geandert"],
    &["geaendert"],
    &["datum"],
    &["stand"],
    &["publicado"],
    &["publicada"],
    &["actualizado"],
    &["actualizada"],
    &["ultima", "actualizacion"],
    &["modificado"],
    &["modificada"],
    &["creado"],
    &["fecha"],
    &["fecha", "de", "publicacion"],
    &["atualizado"],
    &["atualizada"],
    &["ultima", "atualizacao"],
    &["criado"],
    &["criada"],
    &["data"],
    &["data", "de", "publicacao"],
    &["pubblicato"],
    &["pubblicata"],
    &["aggiornato"],
    &["aggiornata"],
    &["ultimo", "aggiornamento"],
    &["modificato"],
    &["creato"],
    &["data", "di", "pubblicazione"],
    &["gepubliceerd"],
    &["bijgewerkt"],
    &["laatst", "bijgewerkt"],
    &["geplaatst"],
    &["gewijzigd"],
    &["opublikowano"],
    &["aktualizacja"],
    &["ostatnia", "aktualizacja"],
    &["zaktualizowano"],
    &["data", "publikacji"],
    &["publicerad"],
    &["publicerat"],
    &["uppdaterad"],
    &["uppdaterat"],
    &["senast", "uppdaterad"],
    &["skapad"],
    &["publisert"],
    &["publiceret"],
    &["oppdatert"],
    &["sist", "oppdatert"],
    &["opdateret"],
    &["sidst", "opdateret"],
    &["опубликовано"],
    &["обновлено"],
    &["дата"],
    &["дата", "публикации"],
    &["опубліковано"],
    &["оновлено"],
    &["дата", "публікації"],
];

/// The same in Japanese and Chinese, character by character.
pub(super) const HAN_LABELS: &[&str] = &[
    "最終更新日時",
    "最終更新日",
    "公開日時",
    "掲載日",
    "配信日",
    "投稿日",
    "公開日",
    "更新日時",
    "更新日",
    "发布时间",
    "发布日期",
    "發布日期",
    "更新日期",
    "发布于",
    "发表于",
    "更新时间",
    "發布時間",
    "更新時間",
    "最終更新",
    "更新",
    "公開",
    "日期",
    "发布",
    "發布",
];

/// What may follow a date or time in Japanese: "updated", "published".
pub(super) const HAN_TRAILERS: &[&str] = &["更新", "公開"];

/// The little words between a label and its date.
pub(super) fn is_on(word: &str) -> bool {
    matches!(
        word,
        "on" | "at" | "le" | "am" | "el" | "em" | "il" | "op" | "den" | "dnia" | "vom" | "a" | "o" | "в" | "о" | "um"
    )
}

/// The words that may stand between a date and a time.
pub(super) fn is_separator(word: &str) -> bool {
    announces_hour(word)
        || matches!(
            word,
            "at" | "on" | "um" | "am" | "a" | "en" | "as" | "la" | "las" | "alle" | "om" | "в" | "о" | "o" | "t"
        )
}

/// The separators after which a bare hour is a time of the 24-hour clock.
pub(super) fn announces_hour(word: &str) -> bool {
    matches!(word, "ore" | "kl" | "klockan" | "godz" | "godzina" | "godzinie")
}

/// The articles and prepositions that are dropped before a part of the date.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "the" | "of" | "le" | "den" | "el" | "il" | "de" | "del" | "vom" | "em" | "dnia" | "year" | "ano" | "anno"
    )
}

/// The words for "year", or for its era, that may follow one.
pub(super) fn is_year_word(word: &str) -> bool {
    is_era(word) || matches!(word, "г" | "года" | "р" | "року" | "r" | "roku" | "year")
}

/// The eras, which take a year as it is written.
pub(super) fn is_era(word: &str) -> bool {
    matches!(word, "ad" | "ce")
}

/// The marks that may stand between a date and a time.
pub(super) fn is_separating_mark(mark: char) -> bool {
    matches!(mark, ',' | '|' | '/' | '·' | '@' | '-' | '–' | ':')
}

/// Twelve o'clock by name.
pub(super) fn is_noon(word: &str) -> bool {
    matches!(word, "noon" | "midday" | "midi")
}

/// The other twelve o'clock, which belongs to no day for certain.
pub(super) fn is_midnight(word: &str) -> bool {
    matches!(
        word,
        "midnight"
            | "minuit"
            | "mitternacht"
            | "medianoche"
            | "mezzanotte"
            | "middernacht"
            | "midnatt"
            | "polnoc"
            | "полночь"
            | "північ"
    )
}

/// The words that count from a day that only the writer knows.
pub(super) fn is_relative(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "now",
        "ago",
        "last",
        "next",
        "this",
        "earlier",
        "recently",
        "hier",
        "aujourdhui",
        "demain",
        "maintenant",
        "heute",
        "gestern",
        "vorgestern",
        "morgen",
        "jetzt",
        "vor",
        "ayer",
        "hoy",
        "manana",
        "ahora",
        "anteayer",
        "hace",
        "ontem",
        "hoje",
        "amanha",
        "agora",
        "ieri",
        "oggi",
        "domani",
        "adesso",
        "gisteren",
        "vandaag",
        "nu",
        "geleden",
        "wczoraj",
        "dzis",
        "dzisiaj",
        "jutro",
        "teraz",
        "igar",
        "idag",
        "imorgon",
        "вчера",
        "сегодня",
        "завтра",
        "сеичас",
        "сейчас",
        "назад",
        "вчора",
        "сьогодні",
        "зараз",
        "тому",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "ete",
        "automne",
        "hiver",
        "printemps",
        "sommer",
        "herbst",
        "fruhling",
        "quarter",
        "week",
        "month",
    ];
    WORDS.contains(&word)
}

/// The same in Japanese and Chinese.
pub(super) const HAN_RELATIVE: &[&str] =
    &["昨日", "今日", "明日", "昨天", "今天", "明天", "一昨日", "前天", "刚刚", "剛剛", "現在", "现在"];

/// The words that join the ends of a span of time.
pub(super) fn is_span(word: &str) -> bool {
    matches!(
        word,
        "to" | "through"
            | "thru"
            | "until"
            | "till"
            | "bis"
            | "au"
            | "al"
            | "hasta"
            | "ate"
            | "tot"
            | "do"
            | "по"
            | "до"
            | "and"
            | "und"
            | "et"
            | "e"
            | "y"
            | "i"
            | "och"
            | "и"
            | "та"
    )
}

//! What languages call themselves, in the case that they write such names in within a sentence.

/// The name of a language by its tag without a region, in the order of the tags.
pub(super) fn own_name(tag: &str) -> Option<&'static str> {
    let at = NAMES.binary_search_by_key(&tag, |(tag, _)| tag).ok()?;
    Some(NAMES[at].1)
}

/// The tag of a language by what it is called in English or calls itself, in any case.
pub(super) fn tag_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let own = NAMES.iter().find(|(_, own)| own.to_lowercase() == name).map(|(tag, _)| *tag);
    own.or_else(|| ENGLISH.iter().find(|(_, english)| *english == name).map(|(tag, _)| *tag))
}

/// The two-letter codes of ISO 639-1, with those that were withdrawn but are still seen.
pub(super) const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it \
    iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What is taken for a language's code and is a country's, and no language has.
pub(super) const OF_COUNTRIES: [(&str, &str); 9] = [
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en-GB"),
    ("jp", "ja"),
    ("rs", "sr"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("vn", "vi"),
];

/// What those that newsrooms write in most are called in English.
const ENGLISH: [(&str, &str); 38] = [
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("bn", "bengali"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("cy", "welsh"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("ga", "irish"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("id", "indonesian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nl", "dutch"),
    ("no", "norwegian"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovenian"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("zh", "chinese"),
];

const NAMES: [(&str, &str); 75] = [
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("la", "Latina"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("ml", "മലയാളം"),
    ("mr", "मराठी"),
    ("ms", "Melayu"),
    ("mt", "Malti"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sr-Cyrl", "српски"),
    ("sr-Latn", "srpski"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::lang::Lang;

    #[test]
    fn the_table_is_sorted_and_its_tags_are_customary() {
        assert!(NAMES.is_sorted_by_key(|(tag, _)| tag) && ENGLISH.is_sorted_by_key(|(tag, _)| tag));
        assert!(ENGLISH.iter().all(|(tag, english)| own_name(tag).is_some() && tag_of(english) == Some(tag)));
        assert!(NAMES.iter().all(|(tag, _)| Lang::parse(tag).is_ok_and(|lang| lang.as_str() == *tag)));
    }
}

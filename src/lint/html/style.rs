//! Which styles W3C's validator takes for safe in a feed.

/// Properties that only change how the text itself looks.
const PROPERTIES: &str = "azimuth background-color border-bottom-color border-collapse border-color border-left-color \
    border-right-color border-top-color clear color cursor direction display elevation float font font-family font-size \
    font-style font-variant font-weight height letter-spacing line-height overflow pause pause-after pause-before pitch \
    pitch-range richness speak speak-header speak-numeral speak-punctuation speech-rate stress text-align text-decoration \
    text-indent unicode-bidi vertical-align voice-family volume white-space width";

/// The words that `background`, `border`, `margin` and `padding` may be made of, besides colours and sizes.
const WORDS: &str = "auto aqua black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green \
    !important italic left lime maroon medium none navy normal nowrap olive pointer purple red right solid silver teal top \
    transparent underline white yellow";

/// The first part of a style that is not safe; all of it if it cannot be told apart.
pub(crate) fn first_unsafe(style: &str) -> Option<&str> {
    if !is_plain(style) {
        return Some(style);
    }
    style.split(';').map(str::trim).filter(|part| !part.is_empty()).find_map(|part| {
        let Some((name, value)) = part.split_once(':') else { return Some(part) };
        (!is_safe(&name.trim().to_ascii_lowercase(), value.trim())).then_some(name.trim())
    })
}

/// Letters, digits, quoted names and little else: no addresses, no escapes, nothing negative, and in parentheses numbers
/// alone, as those of a colour.
fn is_plain(style: &str) -> bool {
    let word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let space = |char: char| char.is_ascii_whitespace();
    let mut rest = style;
    let mut after_word = false;
    while let Some(char) = rest.chars().next() {
        let inside = &rest[char.len_utf8()..];
        let passed = match char {
            '\'' | '"' => inside.find(char).filter(|&end| {
                inside[..end].chars().all(|char| word(char) || space(char) || matches!(char, '-' | ',' | '.'))
            }),
            '(' => inside.find(')').filter(|&end| {
                inside[..end].chars().all(|char| char.is_ascii_digit() || space(char) || ",.%/".contains(char))
            }),
            '-' => (after_word && inside.starts_with(word)).then_some(0),
            _ => (word(char) || space(char) || ":,;#%.!".contains(char)).then_some(0),
        };
        let Some(passed) = passed else { return false };
        let closing = usize::from(matches!(char, '\'' | '"' | '('));
        rest = &inside[passed + closing..];
        after_word = word(char);
    }
    true
}

fn is_safe(name: &str, value: &str) -> bool {
    if PROPERTIES.split_ascii_whitespace().any(|known| known == name) {
        return true;
    }
    let group = name.split('-').next().unwrap_or_default();
    matches!(group, "background" | "border" | "margin" | "padding")
        && value
            .split_ascii_whitespace()
            .all(|word| WORDS.split_ascii_whitespace().any(|known| known == word) || is_colour(word) || is_size(word))
}

fn is_colour(word: &str) -> bool {
    let is_hex = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hex = word.strip_prefix('#').is_some_and(is_hex);
    let inside = word.strip_prefix("rgb(").map(|inside| inside.trim_end_matches(')'));
    hex || inside.is_some_and(|inside| inside.bytes().all(|byte| byte.is_ascii_digit() || b"%,".contains(&byte)))
}

fn is_size(word: &str) -> bool {
    let number_end = word.find(|char: char| !(char.is_ascii_digit() || char == '.')).unwrap_or(word.len());
    let (number, unit) = word.split_at(number_end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    whole.len() <= 2
        && fraction.len() <= 2
        && !fraction.contains('.')
        && matches!(unit, "" | "cm" | "em" | "ex" | "in" | "mm" | "pc" | "pt" | "px" | "%" | "," | ")")
}

#[cfg(test)]
mod tests {
    use super::first_unsafe;

    #[test]
    fn harmless_styles_pass() {
        for good in [
            "color:red",
            "color: rgb(0, 128, 0)",
            "font-family: 'Comic Sans MS'",
            "margin:0 15px 0 0",
            "border:1px solid #ccc",
            "",
            ";",
            "padding: 2ex; float:right",
            "margin-left: 5px !important",
            "color: rgba(0, 0, 0, .5)",
            "font-family: \"Source-Sans 3\", sans-serif",
        ] {
            assert_eq!(first_unsafe(good), None, "{good}");
        }
    }

    #[test]
    fn the_first_danger_is_named() {
        for (style, part) in [
            ("position:absolute", "position"),
            ("color:red; background-repeat: repeat-x", "background-repeat"),
            ("background-image:url(a.png)", "background-image:url(a.png)"),
            ("mso-list:l0", "mso-list"),
            ("color", "color"),
            ("text-indent:-9999px", "text-indent:-9999px"),
            ("width: calc(100% - 5px)", "width: calc(100% - 5px)"),
            ("font-family: 'a", "font-family: 'a"),
            ("height: expression(a)", "height: expression(a)"),
        ] {
            assert_eq!(first_unsafe(style), Some(part), "{style}");
        }
    }
}

//! Bold and slanted type that stands in a style, as word processors write what they copy.

/// What a style says of an element's type; `None` where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Emphasis {
    bold: Option<bool>,
    slanted: Option<bool>,
}

impl Emphasis {
    /// Reads the value of a `style`.
    pub(super) fn of(style: &str) -> Self {
        let mut emphasis = Self::default();
        for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim_end().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "font-weight" => emphasis.bold = is_bold(&value).or(emphasis.bold),
                "font-style" => emphasis.slanted = is_slanted(&value).or(emphasis.slanted),
                _ => {}
            }
        }
        emphasis
    }

    /// Whether a style says nothing else.
    pub(super) fn is_all_of(style: &str) -> bool {
        let properties =
            style.split(';').filter_map(|declaration| declaration.split_once(':')).map(|(property, _)| property);
        properties
            .map(|property| property.trim().to_ascii_lowercase())
            .all(|property| property == "font-weight" || property == "font-style")
    }

    /// The elements that say the same.
    pub(super) fn elements(self) -> impl Iterator<Item = &'static str> {
        let bold = self.bold.filter(|&bold| bold).map(|_| "strong");
        bold.into_iter().chain(self.slanted.filter(|&slanted| slanted).map(|_| "em"))
    }

    /// Whether it takes from an element what that is for. Google Docs puts all that it copies into such a `<b>`.
    pub(super) fn undoes(self, element: &str) -> bool {
        match element {
            "b" | "strong" => self.bold == Some(false),
            "i" | "em" => self.slanted == Some(false),
            _ => false,
        }
    }
}

/// Specification: <https://www.w3.org/TR/css-fonts-4/#font-weight-prop>
fn is_bold(value: &str) -> Option<bool> {
    const SEMI_BOLD: u16 = 600;
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u16>().ok().map(|weight| weight >= SEMI_BOLD),
    }
}

fn is_slanted(value: &str) -> Option<bool> {
    match value {
        "normal" => Some(false),
        _ => (value.starts_with("italic") || value.starts_with("oblique")).then_some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_what_elements_do() {
        for (style, elements) in [
            ("", &[][..]),
            ("font-weight:700", &["strong"]),
            (" Font-Weight : BOLD !important ;color:red", &["strong"]),
            ("font-size:11pt;font-style:italic;font-weight:600", &["strong", "em"]),
            ("font-style:oblique 10deg", &["em"]),
            ("font-weight:bold;font-weight:400", &[]),
            ("font-weight:bold;font-weight:inherit", &["strong"]),
            ("font-weight", &[]),
        ] {
            assert_eq!(Emphasis::of(style).elements().collect::<Vec<_>>(), elements, "{style}");
        }
    }

    #[test]
    fn a_style_takes_what_an_element_is_for() {
        let plain = Emphasis::of("font-weight:normal;font-style:normal");
        assert!(["b", "strong", "i", "em"].iter().all(|element| plain.undoes(element)) && !plain.undoes("span"));
        assert!(
            Emphasis::is_all_of("font-weight: bold; FONT-STYLE:italic;")
                && !Emphasis::is_all_of("font-weight:bold;color:red")
        );
        assert!(!Emphasis::of("font-weight:700").undoes("b") && !Emphasis::of("color:red").undoes("i"));
    }
}

//! Formulas as text, for readers that know no `MathML`, as most do not.

use super::entity::decode;
use super::token::{Tag, Token};
use crate::value::text::collapse;

/// The text of a formula: as its author described it, else in TeX if that is there, else on one line.
pub(super) fn text(html: &str, tag: &Tag, inside: &[Token]) -> String {
    if let Some(described) = tag.value(html, "alttext").map(|text| collapse(&text)).filter(|text| !text.is_empty()) {
        return described;
    }
    tex(html, inside).unwrap_or_else(|| on_one_line(html, &inside[..inside.len().min(LONGEST)]))
}

/// Tokens beyond which a formula is cut off: nobody reads it on a line.
const LONGEST: usize = 4096;

/// What an annotation says in TeX of the formula as a whole; one of a part of it does not.
fn tex(html: &str, inside: &[Token]) -> Option<String> {
    // How many elements are open, and how many of them from the outermost on are nothing but `semantics`.
    let (mut depth, mut whole, mut outermost) = (0_usize, 0, 0);
    let mut found = None;
    for (at, token) in inside.iter().enumerate() {
        match token {
            Token::Start(tag) => {
                let name = tag.name(html);
                let is_annotation = name.starts_with("annotation");
                if is_annotation && depth == whole && found.is_none() && is_tex(html, tag) {
                    found = match inside.get(at + 1) {
                        Some(Token::Text(range)) => Some((decode(&html[range.clone()]).trim().to_owned(), depth)),
                        _ => None,
                    };
                }
                outermost += usize::from(depth == 0 && !is_annotation);
                if !tag.self_closing {
                    whole += usize::from(depth == whole && name == "semantics");
                    depth += 1;
                }
            }
            Token::End { .. } => {
                depth = depth.saturating_sub(1);
                whole = whole.min(depth);
            }
            _ => {}
        }
    }
    found.filter(|(_, depth)| *depth == 0 || outermost == 1).map(|(tex, _)| tex)
}

/// `application/x-tex`, `LaTeX` and the like.
fn is_tex(html: &str, annotation: &Tag) -> bool {
    let encoding = annotation.value(html, "encoding").map(|encoding| encoding.to_ascii_lowercase());
    let name = encoding.as_deref().and_then(|encoding| encoding.split(';').next()?.trim().rsplit('/').next());
    name.is_some_and(|name| matches!(name.trim_start_matches("x-"), "tex" | "latex"))
}

/// An element that is open, and the texts of what is in it.
struct Part {
    name: String,
    children: Vec<String>,
}

fn on_one_line(html: &str, inside: &[Token]) -> String {
    let mut open = vec![Part { name: String::new(), children: Vec::new() }];
    let close = |open: &mut Vec<Part>| {
        if let Some(text) = open.pop().map(Part::text)
            && let Some(parent) = open.last_mut()
        {
            parent.children.push(text);
        }
    };
    let mut tokens = inside.iter();
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(range) => {
                let text = collapse(&decode(&html[range.clone()]));
                if let Some(part) = open.last_mut().filter(|_| !text.is_empty()) {
                    part.children.push(text);
                }
            }
            // It says the same again in another language.
            Token::Start(tag) if tag.name(html).starts_with("annotation") => {
                let name = tag.name(html);
                let ends = |token: &Token| matches!(token, Token::End { name: end, .. } if html[end.clone()].eq_ignore_ascii_case(&name));
                if !tag.self_closing {
                    tokens.find(|token| ends(token));
                }
            }
            Token::Start(tag) if !tag.self_closing => {
                open.push(Part { name: tag.name(html).into_owned(), children: Vec::new() });
            }
            Token::End { name, .. } => {
                let name = &html[name.clone()];
                if open.iter().skip(1).any(|part| part.name.eq_ignore_ascii_case(name)) {
                    while open.last().is_some_and(|part| !part.name.eq_ignore_ascii_case(name)) {
                        close(&mut open);
                    }
                    close(&mut open);
                }
            }
            _ => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(Part::text).unwrap_or_default()
}

impl Part {
    fn text(self) -> String {
        let Self { name, children } = self;
        match (name.as_str(), children.as_slice()) {
            ("msup" | "mover", [base, up]) => base.clone() + &raised(up),
            ("msub" | "munder", [base, down]) => base.clone() + &lowered(down),
            ("msubsup" | "munderover", [base, down, up]) => base.clone() + &lowered(down) + &raised(up),
            ("mfrac", [above, below]) => format!("{}/{}", grouped(above), grouped(below)),
            ("mroot", [radicand, index]) => format!("{}√{}", raised(index).trim_start_matches('^'), grouped(radicand)),
            ("msqrt", _) => format!("√{}", grouped(&children.concat())),
            ("mfenced", _) => format!("({})", children.join(", ")),
            ("mtr", _) => children.join(", "),
            ("mtable", _) => children.join("; "),
            _ => children.concat(),
        }
    }
}

/// In parentheses, unless it is one thing.
fn grouped(text: &str) -> String {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if is_number || text.chars().count() <= 1 { text.to_owned() } else { format!("({text})") }
}

fn raised(text: &str) -> String {
    superscript(text).unwrap_or_else(|| format!("^{}", grouped(text)))
}

fn lowered(text: &str) -> String {
    subscript(text).unwrap_or_else(|| format!("_{}", grouped(text)))
}

/// The text in the raised letters that Unicode has, if it has all of them.
pub(in crate::value) fn superscript(text: &str) -> Option<String> {
    translated(text, "0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
}

/// The text in the lowered letters that Unicode has, if it has all of them.
pub(in crate::value) fn subscript(text: &str) -> Option<String> {
    translated(text, "0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
}

fn translated(text: &str, from: &str, to: &str) -> Option<String> {
    let letter = |letter: char| to.chars().nth(from.chars().position(|known| known == letter)?);
    text.chars().map(letter).collect::<Option<String>>().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::html::token::tokens;

    #[test]
    fn formulas_can_be_read_on_one_line() {
        for (html, expected) in [
            ("<math alttext='x  squared'><mi>x</mi>", "x squared"),
            ("<math><mi>y</mi> <mo>=</mo>\n<mn>1</mn></math>", "y=1"),
            (
                "<math><mi>x</mi><annotation encoding='application/x-tex'> \\frac{a}{b} </annotation></math>",
                "\\frac{a}{b}",
            ),
            ("<math><semantics><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></semantics>", "x"),
            (
                "<math>\n<semantics><mrow><mi>x</mi></mrow><annotation-xml encoding='MathML-Content'><ci>x</ci></annotation-xml><annotation encoding='LaTeX'>\\mathit{x}</annotation></semantics></math>",
                "\\mathit{x}",
            ),
            ("<math><semantics><mi>x</mi><annotation encoding='text/plain'>ex</annotation></semantics></math>", "x"),
            ("<math><semantics><mi>x</mi><annotation encoding='Context'>ex</annotation></semantics></math>", "x"),
            (
                "<math><semantics><mi>x</mi><annotation encoding='TeX'>x</annotation></semantics><mo>+</mo><mn>1</mn></math>",
                "x+1",
            ),
            (
                "<math><mrow><mn>1</mn><mo>-</mo><semantics><mi>x</mi><annotation encoding='TeX'>x</annotation></semantics></mrow></math>",
                "1-x",
            ),
            ("<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>12</mn></mrow></mfrac></math>", "a/(b+12)"),
            ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>a</mi><mi>k</mi></msub></math>", "x²+a_k"),
            ("<math><msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup></math>", "e^(iπ)"),
            ("<math><msqrt><mn>16</mn></msqrt><mroot><mi>x</mi><mn>3</mn></mroot></math>", "√16³√x"),
            (
                "<math><munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover></math>",
                "∑_(k=1)ⁿ",
            ),
            (
                "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd>a</mtd></mtr></mtable>",
                "1, 0; a",
            ),
            ("<math></mfrac><mfrac><mi>a</mfrac></mi>&lt;<mspace/>b", "a<b"),
            ("<math><mi>y</mi><mo>=</mo><msup><mi>x</mi><mn>2</mn></math>", "y=x²"),
            ("<math><mi>f</mi><mfenced><mspace/><mi>a</mi><mi>b</mi></mfenced></math>", "f(a, b)"),
            (
                "<math><semantics><mi>x</mi><annotation-xml encoding='text/html'>y</annotation-xml></semantics></math>",
                "x",
            ),
            ("<math><msup><mi>x<mn>2</mn></msup><mo>+</mo><mn>1</mn></math>", "x2+1"),
            ("<math>", ""),
        ] {
            let all: Vec<Token> = tokens(html).collect();
            let Token::Start(tag) = &all[0] else { panic!("a start tag") };
            assert_eq!(text(html, tag, &all[1..]), expected, "{html}");
        }
    }
}

//! The elements that are open while HTML is written, so that it comes out balanced whatever went in.
//!
//! The rules for end tags that may be left out are those of the HTML standard, without its repairs for formatting that
//! crosses paragraphs: such formatting ends where the paragraph does, which also keeps hostile nesting cheap.

use std::collections::BTreeMap;

use super::schema::{MAX_DEPTH, closes_itself, ends_paragraph};

/// A stack of open elements, and what was written of them.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    names: Vec<&'static str>,
    /// Start tags that were not written, whose end tags are to come.
    unwritten: BTreeMap<&'static str, usize>,
}

impl OpenElements {
    /// Ends what the start tag of `name` ends without saying, and whether there is room for the element itself.
    pub(super) fn make_room(&mut self, name: &'static str, out: &mut String) -> bool {
        if ends_paragraph(name) {
            self.end_nearest(&["p"], is_boundary, out);
        }
        match name {
            "li" => self.end_nearest(&["li"], |open| is_boundary(open) || holds_items(open), out),
            "dd" | "dt" => self.end_nearest(&["dd", "dt"], |open| is_boundary(open) || holds_items(open), out),
            "td" | "th" => self.end_nearest(&["td", "th"], is_table, out),
            "tr" => self.end_nearest(&["tr"], is_table, out),
            "tbody" | "thead" | "tfoot" => {
                self.end_nearest(&["tr"], is_table, out);
                self.end_nearest(&["tbody", "thead", "tfoot"], is_table, out);
            }
            "rt" | "rp" => self.end_nearest(&["rt", "rp"], |open| open == "ruby", out),
            "a" => self.end_nearest(&["a"], is_boundary, out),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.names.last().is_some_and(|open| is_heading(open)) => {
                self.pop(out);
            }
            _ => {}
        }
        self.names.len() < MAX_DEPTH
    }

    /// Whether the innermost element is a part of a table that holds cells, rows or columns and nothing else, so that
    /// parsers would move the element out of the table.
    pub(super) fn has_no_place_for(&self, name: &str) -> bool {
        let part = |name: &str| is_table_part(name) || matches!(name, "td" | "th" | "caption" | "col");
        self.names.last().is_some_and(|open| *open == "table" || is_table_part(open)) && !part(name)
    }

    /// The tags around a paragraph that make it a cell, where nothing but a cell has a place.
    pub(super) fn cell_around(&self) -> (&'static str, &'static str) {
        match self.names.last() {
            Some(&"tr") => ("<td>", "</td>"),
            Some(open) if *open == "table" || is_table_part(open) => ("<tr><td>", "</td></tr>"),
            _ => ("", ""),
        }
    }

    /// Remembers a start tag that was written.
    pub(super) fn push(&mut self, name: &'static str) {
        self.names.push(name);
    }

    /// Remembers a start tag that was not written, so that its end tag ends nothing else.
    pub(super) fn skip(&mut self, name: &'static str) {
        if !closes_itself(name) {
            *self.unwritten.entry(name).or_default() += 1;
        }
    }

    /// Ends the element, and what is still open in it; an end tag without a start tag is nothing.
    pub(super) fn end(&mut self, name: &'static str, out: &mut String) {
        if let Some(unwritten) = self.unwritten.get_mut(name).filter(|unwritten| **unwritten > 0) {
            *unwritten -= 1;
            return;
        }
        match name {
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => self.end_nearest(&[name], is_table, out),
            "table" => self.end_nearest(&["table"], |_| false, out),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_nearest(&["h1", "h2", "h3", "h4", "h5", "h6"], is_boundary, out);
            }
            _ => self.end_nearest(&[name], is_boundary, out),
        }
    }

    /// Ends all that is open.
    pub(super) fn end_all(&mut self, out: &mut String) {
        while !self.names.is_empty() {
            self.pop(out);
        }
    }

    /// Whether a paragraph or a heading is open, so that no other paragraph can begin without ending it.
    pub(super) fn in_line(&self) -> bool {
        let near = self.names.iter().rev().take_while(|open| !is_boundary(open));
        near.into_iter().any(|open| *open == "p" || is_heading(open))
    }

    fn end_nearest(&mut self, names: &[&str], boundary: impl Fn(&str) -> bool, out: &mut String) {
        for depth in (0..self.names.len()).rev() {
            let open = self.names[depth];
            if names.contains(&open) {
                while self.names.len() > depth {
                    self.pop(out);
                }
                return;
            }
            if boundary(open) {
                return;
            }
        }
    }

    fn pop(&mut self, out: &mut String) {
        if let Some(name) = self.names.pop() {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

/// What no end tag of something else reaches across.
fn is_boundary(open: &str) -> bool {
    matches!(open, "table" | "td" | "th" | "caption")
}

fn is_table(open: &str) -> bool {
    open == "table"
}

fn is_table_part(open: &str) -> bool {
    matches!(open, "tbody" | "thead" | "tfoot" | "tr" | "colgroup")
}

fn is_heading(open: &str) -> bool {
    matches!(open, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// What an item of a list cannot end, unlike a bare `div` or paragraph.
fn holds_items(open: &str) -> bool {
    ends_paragraph(open) && !matches!(open, "address" | "div" | "p" | "li" | "dd" | "dt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::html::schema::KEPT;

    /// Plays `+name` and `-name`, and shows what is written.
    fn play(steps: &str) -> String {
        let (mut open, mut out) = (OpenElements::default(), String::new());
        for step in steps.split(' ') {
            let name = KEPT.iter().map(|(name, _)| *name).find(|name| *name == &step[1..]).unwrap();
            if step.starts_with('-') {
                open.end(name, &mut out);
            } else if open.make_room(name, &mut out) {
                out.extend(["<", name, ">"]);
                open.push(name);
            } else {
                open.skip(name);
            }
        }
        open.end_all(&mut out);
        out
    }

    #[test]
    fn what_is_left_out_is_written() {
        for (steps, html) in [
            ("+p +p", "<p></p><p></p>"),
            ("+p +b +p -b", "<p><b></b></p><p></p>"),
            ("+b +i -b -i", "<b><i></i></b>"),
            ("+ul +li +ul +li +li -ul +li -ul", "<ul><li><ul><li></li><li></li></ul></li><li></li></ul>"),
            ("+dl +dt +dd +dt", "<dl><dt></dt><dd></dd><dt></dt></dl>"),
            ("+table +tr +td +td +tr +td", "<table><tr><td></td><td></td></tr><tr><td></td></tr></table>"),
            ("+table +tr +td +table -td -table -td", "<table><tr><td><table></table></td></tr></table>"),
            ("+p +table +p -table", "<p></p><table><p></p></table>"),
            ("-p -b +b", "<b></b>"),
            ("+h2 -h3 +h2 +h3", "<h2></h2><h2></h2><h3></h3>"),
            ("+a +b +a", "<a><b></b></a><a></a>"),
            ("+p +div -p", "<p></p><div></div>"),
            ("+table +tr +td +tfoot", "<table><tr><td></td></tr><tfoot></tfoot></table>"),
            ("+ruby +rp +rt +rp -ruby", "<ruby><rp></rp><rt></rt><rp></rp></ruby>"),
            ("+dl +dt +dd +dl +dt +dd", "<dl><dt></dt><dd><dl><dt></dt><dd></dd></dl></dd></dl>"),
            ("+ul +li +b +li", "<ul><li><b></b></li><li></li></ul>"),
            ("+ul +li +div +li", "<ul><li><div></div></li><li></li></ul>"),
            ("+ul +li +section +li", "<ul><li><section><li></li></section></li></ul>"),
            (
                "+table +thead +tr +th +tbody +tr",
                "<table><thead><tr><th></th></tr></thead><tbody><tr></tr></tbody></table>",
            ),
            ("+ruby +rt +b +rt", "<ruby><rt><b></b></rt><rt></rt></ruby>"),
            ("+ruby +rt +ruby +rt", "<ruby><rt><ruby><rt></rt></ruby></rt></ruby>"),
            ("+h2 -h3 +b", "<h2></h2><b></b>"),
            ("+table +thead +tr +th -thead +tr", "<table><thead><tr><th></th></tr></thead><tr></tr></table>"),
            ("+table +tr +td -table +b", "<table><tr><td></td></tr></table><b></b>"),
            ("+b +table +tr +td -b +i", "<b><table><tr><td><i></i></td></tr></table></b>"),
            (
                "+table +tr +td +table +tr +td -table +td",
                "<table><tr><td><table><tr><td></td></tr></table></td><td></td></tr></table>",
            ),
        ] {
            assert_eq!(play(steps), html, "{steps}");
        }
    }

    #[test]
    fn depth_has_an_end_and_balance_stays() {
        let steps = [vec!["+div"; MAX_DEPTH + 9], vec!["-div"; 9], vec!["+b"]].concat().join(" ");
        let html = play(&steps);
        assert_eq!(html.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(html.matches("</div>").count(), MAX_DEPTH);
        assert!(!html.contains("<b>"), "no room while all stay open");
    }
}

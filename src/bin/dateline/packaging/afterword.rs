//! What stands below the options in `--help`: examples, exit status, remarks.

use clap::Command;

/// A paragraph of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Paragraph {
    /// Lines to be typed, below a heading such as `Examples:`.
    Listing { heading: String, lines: Vec<String> },
    /// A text, with its heading if it begins with one, as `Exit status: 0 clean` does.
    Remark { heading: Option<String>, text: String },
}

/// The paragraphs below a command's options; where they tell no exit status, it is that of `dateline` as a whole.
pub(super) fn of(command: &Command, dateline: &Command) -> Vec<Paragraph> {
    let mut own = paragraphs(&text(command));
    if !own.iter().any(is_exit_status) {
        own.extend(paragraphs(&text(dateline)).into_iter().filter(is_exit_status));
    }
    own
}

fn text(command: &Command) -> String {
    command.get_after_help().map(ToString::to_string).unwrap_or_default()
}

fn is_exit_status(paragraph: &Paragraph) -> bool {
    matches!(paragraph, Paragraph::Remark { heading: Some(heading), .. } if heading == "Exit status")
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(paragraph).collect()
}

fn paragraph(text: &str) -> Paragraph {
    if let Some((heading, lines)) = text.split_once(":\n") {
        let lines = lines.lines().map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned()).collect();
        return Paragraph::Listing { heading: heading.to_owned(), lines };
    }
    let is_heading = |words: &str| words.starts_with(char::is_uppercase) && words.split(' ').count() <= 3;
    match text.split_once(": ") {
        Some((heading, text)) if is_heading(heading) => remark(Some(heading), text),
        _ => remark(None, text),
    }
}

fn remark(heading: Option<&str>, text: &str) -> Paragraph {
    Paragraph::Remark { heading: heading.map(str::to_owned), text: text.replace('\n', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_and_remarks_are_told_apart() {
        let text = "Examples:\n  dateline a\n  dateline b \\\n      --long\n\nMind the gap: it is\nthere.\n\n\
                    A word of warning, at length: no.";
        let lines = ["dateline a", "dateline b \\", "    --long"].map(str::to_owned).to_vec();
        assert_eq!(
            paragraphs(text),
            [
                Paragraph::Listing { heading: "Examples".to_owned(), lines },
                remark(Some("Mind the gap"), "it is there."),
                remark(None, "A word of warning, at length: no."),
            ]
        );
        assert_eq!(paragraphs("\n\n"), []);
    }

    #[test]
    fn a_command_that_tells_no_exit_status_has_that_of_all() {
        let dateline = Command::new("dateline").after_help("Examples:\n  x\n\nExit status: 0 or 2.");
        let told = Command::new("told").after_help("Exit status: 7.");
        assert_eq!(of(&Command::new("silent"), &dateline), [remark(Some("Exit status"), "0 or 2.")]);
        assert_eq!(of(&told, &dateline), [remark(Some("Exit status"), "7.")]);
    }
}

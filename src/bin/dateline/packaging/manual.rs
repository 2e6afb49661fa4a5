//! A command's manual page, for `man`.

use anyhow::Result;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::afterword::{self, Paragraph};

/// The page of a command.
pub(super) fn page(command: &Command, dateline: &Command) -> Result<String> {
    let source = format!("dateline {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title(name(command)).source(source);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut below = Roff::new();
    for paragraph in afterword::of(command, dateline) {
        section(&mut below, paragraph);
    }
    below.to_writer(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(String::from_utf8(page)?)
}

/// `dateline-explain-date.1`
pub(super) fn file_name(command: &Command) -> String {
    format!("{}.1", name(command))
}

fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn section(page: &mut Roff, paragraph: Paragraph) {
    match paragraph {
        Paragraph::Listing { heading, lines } => {
            page.control("SH", [heading.to_uppercase().as_str()]);
            // Filled, they would run together.
            page.control("nf", []);
            for line in lines {
                page.text([roman(line)]);
            }
            page.control("fi", []);
        }
        Paragraph::Remark { heading, text } => {
            page.control("SH", [heading.as_deref().unwrap_or("Notes").to_uppercase().as_str()]);
            page.text([roman(text)]);
        }
    }
}

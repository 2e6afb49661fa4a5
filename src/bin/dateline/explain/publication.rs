//! The publication that a text is explained in: what config.toml settles is settled here too.

use std::io::{self, Write as _};

use anyhow::Result;
use dateline::compile::configure;
use dateline::config::Config;
use dateline::diagnostic::safe;

use crate::Outcome;
use crate::global::Global;

/// What the publication around has declared; `None` where there is none, or its config.toml has errors, which is told.
pub(super) fn declared(global: &Global) -> Result<Option<Config>> {
    let Some(project) = global.project_if_any()? else { return Ok(None) };
    let (config, findings) = configure(&project.config()?);
    if global.outcome(&findings) == Outcome::Findings {
        let _ = writeln!(io::stderr(), "config.toml has errors, and is not gone by: `dateline build` shows them");
        return Ok(None);
    }
    Ok(Some(config))
}

/// The line that says what a reading goes by.
pub(super) fn heading(config: &Config, details: &[String]) -> String {
    let details = if details.is_empty() { String::new() } else { format!(": {}", details.join(", ")) };
    format!("as in {}{}\n", safe::one_line(config.site.title.as_str()), safe::one_line(&details))
}

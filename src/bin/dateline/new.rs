//! `dateline new`: an article to begin with.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use dateline::compile::configure;
use dateline::project::ARTICLES;
use dateline::scaffold;
use dateline::value::slug::Slug;

use super::Outcome;
use super::global::{Global, Hint, print};

/// Begin an article, its id minted and pinned for good
///
/// Writes articles/SLUG.toml with every key that is wanted, and prints its path. The article is a draft until its
/// `draft` line is removed; its id stays what it is, whatever becomes of the file's name, the slug or the address.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline new \"Ferry line returns after eleven years\"
  dateline new \"Ferry line returns\" --slug ferry-returns --in 2026/03")]
pub(crate) struct Args {
    /// The headline
    title: String,
    /// The name in addresses and of the file [default: made of the title]
    #[arg(long)]
    slug: Option<String>,
    /// The folder below articles/
    #[arg(long = "in", value_name = "FOLDER", default_value = "")]
    folder: String,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let project = global.project()?;
    let (config, findings) = configure(&project.config()?);
    if global.report(&findings)? == Outcome::Findings {
        return Ok(Outcome::Findings);
    }
    let slug = match &args.slug {
        Some(typed) => slug(typed)?,
        None => Slug::make(&args.title).context("no slug can be made of the title; `--slug` gives one")?,
    };
    let text = scaffold::article(&args.title, &slug, global.now()?, &config)?;
    let folder = args.folder.trim_matches('/');
    if folder.split(['/', '\\']).any(|part| part == "..") || folder.contains(':') {
        bail!("--in names a folder below {ARTICLES}/, found `{}`", args.folder);
    }
    let path = [ARTICLES, folder, &format!("{slug}.toml")]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("/");
    let _lock = global.hold(&project)?;
    project.add(&path, &text).map_err(|error| taken(error, project.root(), &path, &slug))?;
    print(&format!("{path}\n"))?;
    Ok(Outcome::Clean)
}

fn slug(typed: &str) -> Result<Slug> {
    Slug::parse(typed).map_err(|fault| {
        let near = fault.suggestion().map(|near| Hint(format!("`--slug {near}`")));
        Hint::on(near, anyhow::Error::new(fault).context("--slug"))
    })
}

/// Says what to do where the name is another article's.
fn taken(error: anyhow::Error, root: &Path, path: &str, slug: &Slug) -> anyhow::Error {
    let other = || Hint(format!("`--slug {slug}-2` gives this one another name"));
    Hint::on(root.join(path).exists().then(other), error)
}

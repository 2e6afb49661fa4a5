//! `dateline new`: an article to begin with.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use dateline::article::normalise::LONGEST_SLUG;
use dateline::compile::{configure, survey};
use dateline::project::{ARTICLES, Project};
use dateline::scaffold;
use dateline::value::moment::Moment;
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
    /// The name in addresses and of the file [default: made of the title, cut at a word]
    #[arg(long)]
    slug: Option<String>,
    /// The folder below articles/, with or without `articles/` before it
    #[arg(long = "in", value_name = "FOLDER", default_value = "")]
    folder: String,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    if args.title.trim().is_empty() {
        return Err(anyhow!("the title is empty").context(Hint("`dateline new \"Ferry returns\"`".to_owned())));
    }
    let project = global.project()?;
    let (config, findings) = configure(&project.config()?);
    if global.report(&findings)? == Outcome::Findings {
        return Ok(Outcome::Findings);
    }
    let slug = match &args.slug {
        Some(typed) => slug(typed)?,
        None => Slug::make(&args.title).context("no slug can be made of the title; `--slug` gives one")?.shortened(),
    };
    let now = global.now()?;
    let text = scaffold::article(&args.title, &slug, now, &config)?;
    let path = format!("{}/{slug}.toml", folder(&args.folder)?);
    let _lock = global.hold(&project)?;
    if !project.root().join(&path).exists() {
        check_names(&project, &slug, now)?;
    }
    project.add(&path, &text).map_err(|error| taken(error, project.root(), &path, &slug))?;
    print(&format!("{path}\n"))?;
    Ok(Outcome::Clean)
}

fn slug(typed: &str) -> Result<Slug> {
    if typed.len() > LONGEST_SLUG {
        bail!("--slug: {} characters, where {LONGEST_SLUG} are the most", typed.len());
    }
    Slug::parse(typed).map_err(|fault| {
        let near = fault.suggestion().map(|near| Hint(format!("`--slug {near}`")));
        Hint::on(near, anyhow::Error::new(fault).context("--slug"))
    })
}

/// The folder of the article, from what was typed: below `articles/`, which may be said or not.
fn folder(typed: &str) -> Result<String> {
    let mut parts: Vec<&str> = typed.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    let is_elsewhere = typed.starts_with(['/', '\\', '~']) || typed.contains(':') || parts.contains(&"..");
    // What begins with a dot is not looked into for articles.
    if is_elsewhere || parts.iter().any(|part| part.starts_with('.')) {
        bail!("--in names a folder below {ARTICLES}/, such as 2026/03, found `{typed}`");
    }
    if parts.first() != Some(&ARTICLES) {
        parts.insert(0, ARTICLES);
    }
    Ok(parts.join("/"))
}

/// Refuses an id or an address that is another article's, wherever that lies.
fn check_names(project: &Project, slug: &Slug, now: Moment) -> Result<()> {
    let survey = survey(&project.open()?.sources(), now)?;
    let (id, address) = scaffold::names(slug, now, &survey.config);
    for article in &survey.articles {
        let place = article.place().source.path();
        let hint = || Hint(format!("`--slug {slug}-2` gives this one another name"));
        if article.identity().names().any(|name| name == id.as_str()) {
            return Err(anyhow!("the id `{id}` is that of {place}").context(hint()));
        }
        if address.as_ref() == Some(article.url()) {
            return Err(anyhow!("the address `{}` is that of {place}", article.url()).context(hint()));
        }
    }
    Ok(())
}

/// Says what to do where the name is another article's.
fn taken(error: anyhow::Error, root: &Path, path: &str, slug: &Slug) -> anyhow::Error {
    let other = || Hint(format!("`--slug {slug}-2` gives this one another name"));
    Hint::on(root.join(path).exists().then(other), error)
}

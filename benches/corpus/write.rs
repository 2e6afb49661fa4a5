//! Writes made articles to a folder, in the shape of dateline's own files or another generator's.

mod articles;
mod peers;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: corpus dateline|hugo|zola|eleventy|jekyll ARTICLES LIMIT FOLDER";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match write(&arguments) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => fail(&error.to_string()),
        None => fail(USAGE),
    }
}

#[expect(clippy::print_stderr, reason = "a tool for the terminal")]
fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::from(2)
}

fn write(arguments: &[String]) -> Option<std::io::Result<()>> {
    let [shape, count, limit, folder] = arguments else { return None };
    let shape = peers::shape(shape)?;
    let (count, limit): (usize, usize) = (count.parse().ok()?, limit.parse().ok()?);
    let articles = (0..count).map(|number| (shape.article)(&articles::Article::number(number)));
    let mut files = (shape.files)(limit).into_iter().chain(articles);
    Some(files.try_for_each(|(path, text)| put(&Path::new(folder).join(path), &text)))
}

#[expect(clippy::disallowed_methods, reason = "it makes files")]
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, text)
}

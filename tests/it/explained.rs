//! That what `dateline explain` says of the feeds is what a build writes into them.

use serde_json::Value;

use crate::commands::Desk;

const CONFIG: &str = "\
[site]
title    = \"The Harbour Gazette\"
link     = \"https://gazette.example/\"
language = \"en-GB\"
timezone = \"Europe/London\"

[people.\"Tomás Arruda\"]
aliases = [\"T. Arruda\"]
url     = \"https://gazette.example/arruda/\"
email   = \"tomas@gazette.example\"

[people.\"Ana Díaz\"]
url = \"https://gazette.example/diaz/\"
";
const DATE: &str = "03/04/2026 6pm";

fn desk(byline: &str) -> Desk {
    let desk = Desk::new();
    desk.write("config.toml", CONFIG);
    desk.write(
        "articles/ice.toml",
        &format!("title = \"Ice\"\ndate = \"{DATE}\"\nbyline = \"{byline}\"\nbody = \"It is gone.\"\n"),
    );
    std::fs::remove_file(desk.path("articles/ferry.toml")).expect("it is there");
    let built = desk.run(&["build", "--now", "2026-05-01T12:00:00Z"]);
    assert_eq!(built.status, 0, "{}", built.err);
    desk
}

/// What stands behind a word at the beginning of a line.
fn value<'t>(page: &'t str, word: &str) -> Option<&'t str> {
    page.lines().find_map(|line| line.trim_start().strip_prefix(word)).map(str::trim)
}

#[test]
fn a_byline_credits_whom_a_build_credits() {
    for byline in [
        "By T. ARRUDA and Jo Field (jo@gazette.example); photos by Ana Díaz",
        "Photos by Ana Díaz",
        "By jane(at)gazette.example, jo@gazette.example and Jo Field",
    ] {
        let desk = desk(byline);
        let page = desk.run(&["explain", "byline", byline]).out;
        let item = &serde_json::from_str::<Value>(&desk.read("feeds/feed.json")).unwrap()["items"][0];
        for key in ["authors", "_dateline"] {
            let told = value(&page, key).map(|told| serde_json::from_str::<Value>(told).unwrap());
            assert_eq!(told.as_ref(), item.get(key), "{byline}: {key}\n{page}");
        }
        let rss = desk.read("feeds/rss.xml");
        for element in ["dc:creator", "dc:contributor"] {
            let told = value(&page, element).unwrap_or_default();
            let written =
                rss.split_once(&format!("<{element}>")).map_or("", |(_, rest)| rest.split('<').next().unwrap());
            assert_eq!(told, written, "{byline}: {element}\n{page}");
        }
        let mails = |text: &str| text.matches("tomas@gazette.example").count();
        assert_eq!(mails(&page) > 0, mails(&desk.read("feeds/atom.xml")) > 0, "{page}");
    }
}

#[test]
fn a_date_is_what_a_build_reads() {
    let desk = desk("By Jo Field");
    let page = desk.run(&["explain", "date", DATE]).out;
    assert!(
        page.starts_with("as in The Harbour Gazette: timezone Europe/London, order dmy, language en-GB\n"),
        "{page}"
    );
    let rss = desk.read("feeds/rss.xml");
    assert!(rss.contains(&format!("<pubDate>{}</pubDate>", value(&page, "RSS").unwrap())), "{page}");
    let inside = crate::commands::run(&desk.path("articles"), &["explain", "date", DATE], &[]);
    assert_eq!(inside.out, page, "the nearest folder upwards");
}

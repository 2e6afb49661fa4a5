//! What `build --check` and `diff` say of feeds that are not what a build would write.

use crate::commands::Desk;

fn replace(desk: &Desk, name: &str, from: &str, to: &str) {
    let text = desk.read(name);
    assert!(text.contains(from), "{name} has no {from}");
    desk.write(name, &text.replace(from, to));
}

#[test]
fn what_differs_of_a_head_is_named_once_for_all_feeds() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    assert!(desk.run(&["diff"]).out.contains("no subscriber sees a difference"));
    replace(
        &desk,
        "config.toml",
        "[feeds]\n",
        "[feeds]\nurl = \"https://cdn.example/f/\"\nhub = \"https://hub.example/\"\n",
    );
    replace(&desk, "config.toml", "language    = \"en-US\"", "language    = \"en-GB\"");
    let diff = desk.run(&["diff", "--exit-code"]);
    let expected = "\
feeds/rss.xml: its head alone
  language of the feed: en-US -> en-GB
  self link: https://gazette.example/feeds/rss.xml -> https://cdn.example/f/rss.xml
  hub: nothing -> https://hub.example/
feeds/atom.xml: its head alone
  id of the feed: https://gazette.example/feeds/ -> https://cdn.example/f/
feeds/feed.json: nothing else
feeds/tag/ferries/{rss.xml,atom.xml,feed.json}: nothing else
";
    assert_eq!((diff.status, diff.out.as_str()), (1, expected));
    let check = desk.run(&["build", "--check"]);
    assert_eq!(check.status, 1);
    for line in [
        "feeds/rss.xml is stale\n  language of the feed: en-US -> en-GB\n",
        "  self link: https://gazette.example/feeds/atom.xml -> https://cdn.example/f/atom.xml\n",
    ] {
        assert!(check.out.contains(line), "{}", check.out);
    }
    let markdown = desk.run(&["diff", "--format", "markdown"]).out;
    assert!(
        markdown.contains("- self link: https://gazette.example/feeds/rss.xml → https://cdn.example/f/rss.xml\n"),
        "{markdown}"
    );
    assert!(markdown.contains("\n\nNothing else in: "), "{markdown}");
    let json = desk.run(&["diff", "--format", "json"]).out;
    assert!(json.contains(r#"{"part":"hub","old":"","new":"https://hub.example/"}"#), "{json}");
}

#[test]
fn line_ends_that_git_changed_are_told_as_that() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    for name in ["config.toml", "articles/ice.toml", "articles/ferry.toml"] {
        replace(&desk, name, "\n", "\r\n");
    }
    assert_eq!(desk.run(&["build", "--check"]).status, 0, "line ends of articles reach no feed");
    replace(&desk, "feeds/rss.xml", "\n", "\r\n");
    replace(&desk, "feeds/index.html", "\n", "\r\n");
    let check = desk.run(&["build", "--check"]);
    let expected = "\
feeds/rss.xml is stale
  its line ends alone
feeds/index.html is stale: the same
feeds/ is stale: run `dateline build`
Git changes line ends where it is not told to leave them: `feeds/** -text` in .gitattributes
";
    assert_eq!((check.status, check.out.as_str()), (1, expected));
    replace(&desk, "feeds/rss.xml", "Ferry line returns", "Ferry line sinks");
    let check = desk.run(&["build", "--check"]);
    assert!(check.out.starts_with("feeds/rss.xml is stale\n  updated: Ferry line returns"), "{}", check.out);
}

#[test]
fn a_new_publication_keeps_git_from_changing_line_ends() {
    let desk = Desk::new();
    let begin = |folder: &str| desk.run(&["init", folder, "--title", "Quay"]);
    assert!(begin("quay").out.contains(".gitattributes\n"));
    assert_eq!(desk.read("quay/.gitattributes"), "feeds/** -text\n");
    desk.write("pier/.gitattributes", "*.png binary\n");
    let told = begin("pier");
    assert!(told.err.contains("`feeds/** -text` in .gitattributes, which was there"), "{}", told.err);
    assert_eq!(desk.read("pier/.gitattributes"), "*.png binary\n");
}

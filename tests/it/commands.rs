//! The command as a whole, on publications in folders of their own: the same bytes anywhere, all or nothing on disk,
//! and an exit status that scripts can go by.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::publication::{ARTICLE, CONFIG, NOW};
use crate::repository;

/// A publication on disk.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// One with two articles, and a feed for each tag.
    pub(crate) fn new() -> Self {
        let desk = Self::unpinned();
        for (name, day) in [("ice", "2026-02-01"), ("ferry", "2026-03-04")] {
            let path = format!("articles/{name}.toml");
            desk.write(&path, &format!("id = \"tag:gazette.example,{day}:{name}\"\n{}", desk.read(&path)));
        }
        desk
    }

    /// The same, its articles without ids of their own.
    pub(crate) fn unpinned() -> Self {
        let desk = Self(TempDir::new().expect("a folder for temporary files"));
        desk.write("config.toml", &format!("{CONFIG}[feeds]\nby = [\"tag\"]\n"));
        desk.write("articles/ice.toml", ARTICLE);
        desk.write("articles/ferry.toml", &ferry("The ferry is back."));
        desk
    }

    /// One with the files of a folder of the tests.
    pub(crate) fn copy(folder: &Path) -> Self {
        let desk = Self(TempDir::new().expect("a folder for temporary files"));
        for (name, bytes) in files(folder) {
            let path = desk.path(&name);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is ours");
            fs::write(path, bytes).expect("the folder is ours");
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the command in the publication's folder.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub(crate) fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        run(self.0.path(), args, environment)
    }

    /// The same, with one of its files as standard input.
    pub(crate) fn run_on(&self, input: &str, args: &[&str]) -> Run {
        let input = fs::File::open(self.path(input)).unwrap_or_else(|error| panic!("{input}: {error}"));
        run_from(input.into(), self.0.path(), args, &[])
    }

    /// All files, with their bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }
}

/// What a run left.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Run {
    run_from(Stdio::null(), folder, args, environment)
}

fn run_from(input: Stdio, folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.stdin(input).args(args).current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", "1773144000");
    let kept = ["PATH", "SystemRoot", "LLVM_PROFILE_FILE"];
    command.envs(kept.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
    let Output { status, stdout, stderr } =
        command.envs(environment.iter().copied()).output().expect("the command was built");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { status: status.code().expect("it ended by itself"), out: text(stdout), err: text(stderr) }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let read = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(folder).expect("the walk stays inside");
        (below.to_string_lossy().replace('\\', "/"), fs::read(entry.path()).expect("it can be read"))
    };
    entries.filter(|entry| entry.file_type().is_file()).map(read).collect()
}

fn ferry(body: &str) -> String {
    format!("title = \"Ferry line returns\"\ndate = 2026-03-04\ntags = [\"ferries\"]\nbody = \"{body}\"\n")
}

#[test]
fn the_same_publication_gives_the_same_bytes_anywhere() {
    let nasty = repository::root().join("tests").join("projects").join("nasty");
    let sources: Vec<_> = files(&nasty).into_iter().filter(|(path, _)| !path.starts_with("feeds/")).collect();
    let build = |order: Vec<&(String, Vec<u8>)>, folder: &str, environment: &[(&str, &str)]| {
        let home = TempDir::new().expect("a folder for temporary files");
        for (path, bytes) in order {
            let path = home.path().join(folder).join(path);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is ours");
            fs::write(path, bytes).expect("the folder is ours");
        }
        let run = run(&home.path().join(folder), &["build", "--now", NOW], environment);
        assert_eq!(run.status, 0, "{}", run.err);
        files(&home.path().join(folder).join("feeds"))
    };
    let here = build(sources.iter().collect(), "a", &[("TZ", "UTC"), ("LANG", "C")]);
    let kiritimati = [("TZ", "Pacific/Kiritimati"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8")];
    let there = build(sources.iter().rev().collect(), "other folder/däne mark", &kiritimati);
    let threads = build(sources.iter().skip(3).chain(&sources[..3]).collect(), "c", &[("RAYON_NUM_THREADS", "7")]);
    assert!(here.len() > 9);
    assert!(here == there, "another zone, language, folder or order gives other bytes");
    assert!(here == threads, "more threads give other bytes");
}

#[test]
fn a_file_whose_bytes_stay_is_not_touched() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths: Vec<PathBuf> = desk.files("feeds").keys().map(|name| desk.path("feeds").join(name)).collect();
    for path in &paths {
        let file = fs::File::options().write(true).open(path).expect("it was just written");
        file.set_modified(long_ago).expect("it is ours");
    }
    let modified = |path: &PathBuf| fs::metadata(path).and_then(|metadata| metadata.modified()).expect("it is there");
    let again = desk.run(&["build"]);
    assert!(again.out.contains("unchanged") && !again.out.contains("changed, "), "{}", again.out);
    assert!(paths.iter().all(|path| modified(path) == long_ago));
    desk.write("articles/ice.toml", &ARTICLE.replace("ice", "snow"));
    assert_eq!(desk.run(&["build"]).status, 0);
    assert!(modified(&desk.path("feeds/rss.xml")) > long_ago);
    assert_eq!(modified(&desk.path("feeds/tag/ferries/rss.xml")), long_ago, "that feed has no such article");
}

#[test]
fn check_writes_nothing_and_names_what_differs() {
    let desk = Desk::new();
    let missing = desk.run(&["build", "--check"]);
    assert_eq!(missing.status, 1);
    assert!(missing.err.contains("feeds/rss.xml is missing"), "{}", missing.err);
    assert!(!desk.path("feeds").exists(), "a check writes nothing");
    assert_eq!(desk.run(&["build"]).status, 0);
    let fresh = desk.run(&["build", "--check"]);
    assert_eq!((fresh.status, fresh.err.as_str()), (0, ""));
    desk.write("articles/ferry.toml", &ferry("The ferry is late."));
    desk.write("articles/new.toml", "title = \"New pier\"\ndate = 2026-03-05\nbody = \"Open.\"\n");
    fs::remove_file(desk.path("articles/ice.toml")).expect("it is ours");
    let before = desk.files("feeds");
    let stale = desk.run(&["build", "--check"]);
    assert_eq!(stale.status, 1);
    for line in
        ["feeds/rss.xml is stale", "updated: Ferry line returns", "new: New pier", "dropped: Harbour ice is gone"]
    {
        assert!(stale.err.contains(line), "{line} is not in\n{}", stale.err);
    }
    assert!(before == desk.files("feeds"), "a check writes nothing");
    desk.write("config.toml", CONFIG);
    assert!(desk.run(&["build", "--check"]).err.contains("feeds/tag/ferries/rss.xml is no longer made"));
}

#[test]
fn that_drafts_have_faults_is_told_without_a_list_of_them() {
    let desk = Desk::new();
    desk.write("articles/sound.toml", "title = \"Sound\"\ndate = 2026-03-01\nbody = \"x\"\ndraft = true\n");
    assert_eq!(desk.run(&["build"]).err, "");
    desk.write("articles/faulty.toml", "title = \"Faulty\"\ndate = \"soon\"\nmood = 1\ndraft = true\n");
    let copy = desk.read("articles/ice.toml") + "draft = true\n";
    desk.write("articles/copy.toml", &copy);
    for args in [&["build", "--strict"][..], &["build", "--check"], &["diff"]] {
        let told = desk.run(args);
        let summary = "4 infos in 2 files, with faults of 2 drafts (`-v` shows infos)\n";
        assert_eq!((told.status, told.err.as_str()), (0, summary), "{args:?}");
    }
    let all = desk.run(&["build", "-v", "--format", "concise"]).err;
    assert!(all.contains("articles/faulty.toml:2:9: info[article/"), "{all}");
    assert!(all.contains("articles/copy.toml:2:9: info[publication/duplicate-id]"), "{all}");
    assert!(all.ends_with("\n4 infos in 2 files, with faults of 2 drafts\n"), "{all}");
    assert!(desk.run(&["build"]).out.contains("3 drafts stay out, "), "one that cannot be read stays out too");
    let let_in = desk.run(&["build", "--drafts"]);
    assert_eq!(let_in.status, 1);
    assert!(!let_in.err.contains("draft"), "what they are then is told as of any article: {}", let_in.err);
}

#[test]
fn what_begins_beside_a_site_generator_begins_in_a_folder_of_its_own() {
    let desk = Desk::new();
    desk.write("site/config.toml", "baseURL = \"https://gazette.example/\"\ntheme = \"harbour\"\n");
    let elsewhere = "`dateline init FOLDER` makes a publication in a folder of its own";
    let begun = desk.run(&["init", "site"]);
    assert!(begun.status == 2 && begun.err.contains(elsewhere), "{}", begun.err);
    let built = desk.run(&["build", "--root", "site"]);
    assert!(built.status == 1 && built.err.contains(elsewhere), "{}", built.err);
    assert!(!desk.run(&["init", "."]).err.contains(elsewhere), "that is a publication already");
}

#[test]
fn a_failed_build_leaves_the_old_feeds_whole() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    let before = desk.files("feeds");
    desk.write("articles/bad.toml", "title = \"No date\"\nbody = \"x\"\n");
    let failed = desk.run(&["build"]);
    assert_eq!(failed.status, 1);
    assert!(failed.err.contains("error[toml/missing-key]: `date` is missing"), "{}", failed.err);
    assert!(before == desk.files("feeds"));
    assert_eq!(desk.run(&["build", "--check"]).status, 1, "a faulty source is never fresh");
}

#[test]
fn a_file_that_was_meant_as_an_article_is_no_silent_loss() {
    let desk = Desk::new();
    desk.write("articles/pier.toml.txt", &ferry("The pier is open."));
    desk.write("articles/notes.md", "Not an article, and no keys.\n");
    let built = desk.run(&["build", "--format", "concise"]);
    assert_eq!(built.status, 0, "{}", built.err);
    assert!(
        built.err.contains("articles/pier.toml.txt: warning[publication/stray-file]: `pier.toml.txt`"),
        "{}",
        built.err
    );
    assert!(!built.err.contains("notes.md"), "{}", built.err);
    assert_eq!(desk.run(&["build", "--strict"]).status, 1);
}

#[test]
fn what_is_no_longer_made_is_removed_and_nothing_else() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    assert!(desk.path("feeds/tag/ferries/atom.xml").exists());
    desk.write("feeds/tag/ferries/notes.txt", "mine");
    desk.write("feeds/.dateline-cut0ff.tmp~", "half a feed");
    desk.write("feeds/tag/.dateline-cut0ff.tmp~", "half a feed");
    desk.write("feeds/CNAME", "feeds.gazette.example");
    desk.write("articles/ferry.toml", &ferry("Back.").replace("ferries", "boats"));
    let run = desk.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let names: Vec<String> = desk.files("feeds").into_keys().collect();
    let expected = [
        ".dateline",
        "CNAME",
        "atom.xml",
        "feed.css",
        "feed.json",
        "feeds.opml",
        "index.html",
        "rss.xml",
        "tag/boats/atom.xml",
        "tag/boats/feed.json",
        "tag/boats/rss.xml",
        "tag/ferries/notes.txt",
    ];
    assert_eq!(names, expected);
    fs::remove_file(desk.path("feeds/tag/ferries/notes.txt")).expect("it is ours");
    desk.write("articles/ferry.toml", &ferry("Back."));
    assert_eq!(desk.run(&["build"]).status, 0);
    assert!(!desk.path("feeds/tag/boats").exists(), "an empty folder is litter");
}

/// A list of files that somebody has meddled with does not lead out of feeds/.
#[test]
fn the_list_of_made_files_does_not_lead_elsewhere() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    desk.write("keep.txt", "mine");
    desk.write("feeds/.dateline", "../keep.txt\n../articles/ice.toml\n/etc/passwd\ntag/../../keep.txt\n");
    assert_eq!(desk.run(&["build"]).status, 0);
    assert_eq!(desk.read("keep.txt"), "mine");
    assert!(desk.path("articles/ice.toml").exists());
}

#[cfg(unix)]
#[test]
fn feeds_that_cannot_be_written_are_status_2_with_the_reason() {
    let desk = Desk::new();
    desk.write("feeds", "a file where the folder should be");
    let run = desk.run(&["build"]);
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.err.starts_with("error: cannot ") && run.err.contains("feeds"), "{}", run.err);
}

/// As far as the permissions of a folder bind whoever runs the tests.
#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_status_2_with_the_reason() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    let before = desk.files("feeds");
    let permit = |mode| fs::set_permissions(desk.path("feeds"), fs::Permissions::from_mode(mode)).expect("it is ours");
    permit(0o555);
    let binds = fs::write(desk.path("feeds/probe"), "").is_err();
    let _ = fs::remove_file(desk.path("feeds/probe"));
    desk.write("articles/ice.toml", &ARTICLE.replace("ice", "snow"));
    let run = desk.run(&["build"]);
    permit(0o755);
    if binds {
        assert_eq!(run.status, 2, "{}", run.err);
        assert!(run.err.contains("cannot write feeds/"), "{}", run.err);
        assert!(before == desk.files("feeds"));
    }
}

/// A job under another umask does not take the feeds away from the web server.
#[cfg(unix)]
#[test]
fn feeds_stay_readable_for_those_who_could_read_them() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    let permit = |name: &str, mode| {
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    let mode = |name: &str| fs::metadata(desk.path(name)).expect(name).permissions().mode() & 0o7777;
    // Two that no umask gives: of a file that is replaced, and of those that new ones lie beside.
    let files = desk.files("feeds");
    for name in files.keys() {
        permit(&format!("feeds/{name}"), 0o646);
    }
    permit("feeds/atom.xml", 0o444);
    permit("feeds", 0o757);
    desk.write("articles/ferry.toml", &ferry("The ferry is late.").replace("ferries", "piers"));
    let built = desk.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    assert!(desk.files("feeds") != files && desk.path("feeds/tag/piers/rss.xml").exists());
    for name in desk.files("feeds").keys() {
        assert_eq!(mode(&format!("feeds/{name}")), if name == "atom.xml" { 0o444 } else { 0o646 }, "{name}");
    }
    assert_eq!(mode("feeds/tag/piers"), 0o757);
}

#[test]
fn without_a_config_a_build_says_how_to_begin() {
    let folder = TempDir::new().expect("a folder for temporary files");
    for args in [&["build"][..], &["new", "Title"], &["build", "--root", "."], &["build", "--root", "nowhere"]] {
        let run = run(folder.path(), args, &[]);
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.err.contains("config.toml") && run.err.contains("`dateline init`"), "{args:?}: {}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn statuses_are_0_1_and_2() {
    let desk = Desk::new();
    desk.write("articles/warned.toml", &format!("{}mood = 1\n", ARTICLE.replace("title", "slug = \"w\"\ntitle")));
    desk.write("articles/warned.toml", &desk.read("articles/warned.toml").replace("08:00", "09:00"));
    assert_eq!(desk.run(&["build"]).status, 0, "warnings are allowed");
    assert_eq!(desk.run(&["build", "--strict"]).status, 1);
    assert_eq!(desk.run(&["build", "--now", "yesterday"]).status, 2);
    assert_eq!(desk.run_with(&["build"], &[("SOURCE_DATE_EPOCH", "soon")]).status, 2);
    assert_eq!(desk.run(&["build", "--format", "xml"]).status, 2);
    assert_eq!(desk.run(&["bake"]).status, 2);
    assert_eq!(desk.run(&["--help"]).status, 0);
    assert_eq!(desk.run(&["explain", "toml/syntax"]).status, 0);
    assert_eq!(desk.run(&["explain", "toml/nothing-of-the-kind"]).status, 2);
    assert_eq!(desk.run(&["init", "."]).status, 2, "there is one already");
    assert_eq!(desk.run(&["new", "A title"]).status, 0);
    assert_eq!(desk.run(&["new", "A title"]).status, 2, "there is one already");
}

/// What dateline adapts by itself fails nobody; what it takes out does.
#[test]
fn a_player_that_became_a_link_fails_no_strict_build() {
    let desk = Desk::new();
    let with = |body: &str| {
        let keys = "id = \"tag:gazette.example,2026:film\"\nformat = \"html\"\n";
        desk.write("articles/film.toml", &format!("title = \"Film\"\ndate = 2026-03-05\n{keys}body = '{body}'\n"));
        desk.run(&["build", "--strict", "-v"])
    };
    let link = with("<p>Watch it:</p><iframe src=\"https://video.example/1\"></iframe>");
    assert_eq!(link.status, 0, "{}", link.err);
    assert!(link.err.contains("info[article/adapted-markup]"), "{}", link.err);
    let script = with("<p>Watch it:</p><script>play()</script>");
    assert_eq!(script.status, 1, "{}", script.err);
    assert!(script.err.contains("warning[article/removed-markup]"), "{}", script.err);
}

#[test]
fn results_and_findings_go_their_own_ways() {
    let desk = Desk::new();
    desk.write("articles/warned.toml", "title = \"W\"\ndate = 2026-03-03\nbody = \"x\"\nmood = 1\n");
    let loud = desk.run(&["build"]);
    assert!(loud.out.contains("feeds/") && loud.err.contains("warning[toml/unknown-key]"), "{}{}", loud.out, loud.err);
    let quiet = desk.run(&["build", "-q"]);
    assert_eq!(quiet.out, "");
    assert!(quiet.err.contains("warning[toml/unknown-key]"));
    let inside = run(&desk.path("articles"), &["build"], &[]);
    assert_eq!(inside.status, 0, "the nearest folder upwards");
    let root = desk.0.path().to_str().expect("a path of letters");
    let elsewhere = TempDir::new().expect("a folder for temporary files");
    assert_eq!(run(elsewhere.path(), &["build", "--root", root], &[]).status, 0);
    assert!(files(elsewhere.path()).is_empty());
}

#[test]
fn findings_have_the_form_that_is_asked_for() {
    let desk = Desk::new();
    desk.write(
        "articles/warned.toml",
        "title = \"W\"\ndate = 2026-03-03\nbody = \"x\"\nmood = 1\nid = \"tag:a.example,2026:w\"\n",
    );
    let err = |args: &[&str], environment: &[(&str, &str)]| desk.run_with(args, environment).err;
    assert!(err(&["build"], &[("GITHUB_ACTIONS", "true")]).starts_with("::warning "));
    assert!(err(&["build", "--format", "human"], &[("GITHUB_ACTIONS", "true")]).starts_with("warning["));
    assert!(err(&["build", "--format", "concise"], &[]).starts_with("articles/warned.toml:4:1"));
    let json = err(&["build", "--format", "json"], &[]);
    let finding: serde_json::Value = serde_json::from_str(json.trim_end()).expect("one finding, one line");
    assert_eq!((&finding["line"], &finding["column"]), (&4.into(), &1.into()));
    let sarif: serde_json::Value = serde_json::from_str(&err(&["build", "--format", "sarif"], &[])).expect("SARIF");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(err(&["build", "--color", "always"], &[]).contains('\u{1b}'));
    assert!(!err(&["build"], &[("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!err(&["build", "--color", "never"], &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
}

#[test]
fn what_waits_is_told_and_let_in_when_asked_for() {
    let desk = Desk::new();
    desk.write("articles/later.toml", "title = \"Later\"\ndate = 2026-04-01T10:00:00Z\nbody = \"x\"\n");
    desk.write("articles/draft.toml", "title = \"Draft\"\ndate = 2026-03-01\nbody = \"x\"\ndraft = true\n");
    desk.write("articles/gone.toml", "title = \"Gone\"\ndate = 2026-03-01\nexpires = 2026-03-02\nbody = \"x\"\n");
    let run = desk.run(&["build"]);
    assert!(run.out.contains("1 article waits for the date; the next is due 2026-04-01T10:00:00Z"), "{}", run.out);
    let titles = |desk: &Desk| {
        let feed: serde_json::Value = serde_json::from_str(&desk.read("feeds/feed.json")).expect("JSON");
        let items = feed["items"].as_array().expect("items").clone();
        items.iter().map(|item| item["title"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&desk), ["Ferry line returns", "Harbour ice is gone"]);
    let date = |text: &str| text.lines().find(|line| line.contains("<lastBuildDate>")).map(str::to_owned);
    let before = date(&desk.read("feeds/rss.xml"));
    assert_eq!(desk.run(&["build", "--now", "2026-03-20T00:00:00Z"]).status, 0);
    assert_eq!(date(&desk.read("feeds/rss.xml")), before, "the feed's date is its content's");
    assert_eq!(desk.run(&["build", "--drafts", "--future"]).status, 0);
    assert_eq!(titles(&desk), ["Later", "Ferry line returns", "Draft", "Harbour ice is gone"]);
}

#[test]
fn a_new_publication_builds_at_once_and_a_new_article_is_pinned() {
    let home = TempDir::new().expect("a folder for temporary files");
    let here = |args: &[&str]| run(home.path(), args, &[]);
    let begun = here(&["init", "gazette", "--title", "The \"Gazette\" & Sons", "--link", "https://g.example"]);
    assert_eq!((begun.status, begun.err.as_str()), (0, ""));
    let built = here(&["build", "--strict", "--root", "gazette"]);
    assert_eq!((built.status, built.err.as_str()), (0, ""));
    let article = here(&["new", "Ferry \"returns\" \\ again", "--root", "gazette", "--in", "2026/03"]);
    assert_eq!(article.out, "articles/2026/03/ferry-returns-again.toml\n");
    let text = fs::read_to_string(home.path().join("gazette").join(article.out.trim())).expect("it was just written");
    assert!(text.contains("\"tag:g.example,2026-03-10:ferry-returns-again\""), "{text}");
    let built = here(&["build", "--root", "gazette"]);
    assert_eq!((built.status, built.err.as_str()), (0, ""), "a new article is quiet until it is written");
    let draft = text.lines().find(|line| line.starts_with("draft")).expect("it is a draft");
    let path = home.path().join("gazette").join(article.out.trim());
    fs::write(&path, text.replace(draft, "")).expect("the folder is there");
    let built = here(&["build", "--strict", "--root", "gazette"]);
    assert!(!built.err.contains("same-instant"), "begun in the same second: {}", built.err);
    assert_eq!(here(&["new", "Out", "--root", "gazette", "--in", "../.."]).status, 2, "nothing is written elsewhere");
    assert_eq!(here(&["new", "!!!", "--root", "gazette"]).status, 2);
    assert_eq!(here(&["init", "x", "--timezone", "Mars/Base"]).status, 2);
    assert_eq!(here(&["init", "x", "--link", "g.example"]).status, 2);
    assert!(!home.path().join("x").exists(), "nothing is left of what failed");
}

/// Whoever finds another writing says whose it is, and follows it.
#[cfg(target_os = "linux")]
#[test]
fn who_writes_to_a_publication_waits_for_another() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;
    let desk = Desk::unpinned();
    desk.write("old.json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"G\",\"items\":[]}");
    for args in [&["build"][..], &["pin"], &["adopt", "old.json"], &["new", "Title"], &["init", "."]] {
        let lock = dateline::project::Project::at(desk.0.path()).and_then(|project| project.lock(|_| ()));
        for looks in [&["build", "--check"][..], &["pin", "--check"], &["pin", "-n"], &["adopt", "-n", "old.json"]] {
            assert!(!desk.run(looks).err.contains("waiting for"), "{looks:?} writes nothing");
        }
        let before = desk.files(".");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(args).args(["--now", NOW]).current_dir(desk.0.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut running = command.spawn().expect("the command was built");
        let mut line = String::new();
        BufReader::new(running.stderr.take().expect("it is piped")).read_line(&mut line).expect("it is UTF-8");
        let ours = std::process::id();
        assert_eq!(line, format!("waiting for process {ours}, which is writing to this publication\n"), "{args:?}");
        assert!(desk.files(".") == before, "{args:?}: nothing is written meanwhile");
        drop(lock);
        assert_eq!(running.wait().expect("it was begun").success(), args[0] != "init", "there is one already");
    }
    assert!(desk.path("feeds/rss.xml").exists() && desk.path("articles/title.toml").exists());
}

/// Who opens a pipe waits for somebody to write to it.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_no_picture_and_no_feed() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let desk = Desk::new();
    let pipe = |name: &str| mknodat(CWD, desk.path(name), FileType::Fifo, Mode::from_raw_mode(0o644), 0);
    fs::create_dir(desk.path("feeds")).expect("the folder is ours");
    pipe("articles/ice.png").expect("the folder is ours");
    pipe("feeds/rss.xml").expect("the folder is ours");
    assert_eq!(desk.run(&["build"]).status, 0);
    assert!(desk.read("feeds/rss.xml").contains("<rss"));
    desk.write("articles/ice.toml", &format!("{ARTICLE}image = {{ file = \"ice.png\", alt = \"Ice\" }}\n"));
    let run = desk.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("this is not a file"), "{}", run.err);
}

/// The machine's own names are nobody's business: in no file of `feeds/`, and in nothing that is printed.
#[test]
fn no_path_or_variable_of_the_machine_is_written_or_printed() {
    let home = TempDir::new().expect("a folder for temporary files");
    let desk = home.path().join("zqsecret");
    for (name, text) in [
        ("config.toml", format!("{CONFIG}[feeds]\nby = [\"author\"]\n")),
        ("articles/ice.toml", ARTICLE.to_owned()),
        ("articles/bad.toml", ARTICLE.replace("title", "mood = 1\nslug = \"bad\"\ntitle").replace("08:00", "09:00")),
        ("articles/lost.toml", format!("{ARTICLE}image = {{ file = \"no.png\", alt = \"x\" }}\n")),
    ] {
        fs::create_dir_all(desk.join("articles")).expect("the folder is ours");
        fs::write(desk.join(name), text).expect("the folder is ours");
    }
    let root = desk.to_str().expect("a path of letters");
    let environment = [("HOME", root), ("USER", "zqsecret"), ("TOKEN", "zqsecret"), ("HOSTNAME", "zqsecret")];
    let told = |run: &Run| {
        assert!(!run.out.contains("zqsecret") && !run.err.contains("zqsecret"), "{}{}", run.out, run.err);
    };
    for format in ["human", "concise", "json", "github", "sarif"] {
        // Those for code hosts name files from where the command runs.
        let failed = run(&desk, &["build", "--format", format], &environment);
        assert_eq!(failed.status, 1, "{}", failed.err);
        told(&failed);
    }
    fs::remove_file(desk.join("articles/lost.toml")).expect("it is ours");
    let built = run(home.path(), &["build", "--root", root], &environment);
    assert_eq!(built.status, 0, "{}", built.err);
    told(&built);
    for (name, bytes) in files(&desk.join("feeds")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("zqsecret"), "{name}");
    }
}

/// Whatever a key names, nothing is read outside `articles/`, and nothing written outside `feeds/`.
#[test]
fn no_name_leads_out_of_the_publication() {
    let home = TempDir::new().expect("a folder for temporary files");
    let desk = home.path().join("desk");
    let put = |name: &str, text: &str| {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    };
    put("outside/secret.md", "zqsecret");
    put("outside/secret.toml", "title = \"zqsecret\"\ndate = 2026-03-01\nbody = \"zqsecret\"\n");
    let absolute = home.path().join("outside/secret.md").to_str().expect("a path of letters").replace('\\', "/");
    let mut cases: Vec<String> = Vec::new();
    let paths = [
        "../../outside/secret.md",
        "x/../../../outside/secret.md",
        "..\\..\\outside\\secret.md",
        "link.md",
        "folder/secret.md",
    ];
    for path in paths.into_iter().chain([absolute.as_str()]) {
        cases.push(format!("body_file = '{path}'"));
        cases.push(format!("body = 'x'\nimage = {{ file = '{path}', alt = 'x' }}"));
        cases.push(format!("body = 'x'\n[[enclosures]]\nfile = '{path}'"));
    }
    for name in
        ["../../up", "..", ".", "/etc/up", "a/../../../up", "CON", "a\\..\\up", "C:\\up", "up\u{0}", ".dateline"]
    {
        let name = name.replace('\\', "\\\\").replace('\0', "\\u0000");
        cases.push(format!("body = 'x'\nslug = \"{name}\""));
        cases.push(format!(
            "body = 'x'\ntags = [\"{name}\"]\nsection = \"{name}\"\nauthors = [{{ name = \"{name}\" }}]"
        ));
        cases.push(format!("body = 'x'\nid = \"{name}\"\nurl = \"{name}\""));
    }
    for (number, case) in cases.iter().enumerate() {
        let _ = fs::remove_dir_all(&desk);
        put("desk/config.toml", &format!("{CONFIG}[feeds]\nby = [\"section\", \"tag\", \"author\"]\n"));
        put("desk/articles/ice.toml", ARTICLE);
        put("desk/articles/case.toml", &format!("title = \"T\"\ndate = 2026-03-02\n{case}\n"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../../outside/secret.md", desk.join("articles/link.md")).expect("ours");
            std::os::unix::fs::symlink("../../outside", desk.join("articles/folder")).expect("ours");
        }
        let before = files(&home.path().join("outside"));
        let run = run(&desk, &["build"], &[]);
        let is_path = number < 18;
        assert!(if is_path { run.status == 1 } else { run.status < 2 }, "{case}: {}{}", run.status, run.err);
        assert!(!run.err.contains("zqsecret") && !run.out.contains("zqsecret"), "{case}: {}", run.err);
        let made: Vec<String> = files(home.path()).into_keys().collect();
        let is_known = |name: &String| {
            ["outside/", "desk/articles/", "desk/feeds/", "desk/config.toml"]
                .iter()
                .any(|known| name.starts_with(known))
        };
        assert!(made.iter().all(is_known), "{case}: {made:?}");
        assert!(before == files(&home.path().join("outside")), "{case}");
        for (name, bytes) in files(&desk.join("feeds")) {
            assert!(!String::from_utf8_lossy(&bytes).contains("zqsecret"), "{case}: {name}");
        }
    }
    put("desk/articles/case.toml", ARTICLE);
    for permalink in ["../{slug}", "//evil.example/{slug}", "https://evil.example/{slug}", "{slug}/../../../x"] {
        put("desk/config.toml", &format!("{CONFIG}[articles]\npermalink = \"{permalink}\"\n"));
        let run = run(&desk, &["build"], &[]);
        let rss = fs::read_to_string(desk.join("feeds/rss.xml")).unwrap_or_default();
        assert!(run.status == 1 || !rss.contains("//evil.example"), "{permalink}: {}", run.err);
    }
}

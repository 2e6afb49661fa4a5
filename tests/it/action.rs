//! The action of `action.yml`, its script run with the environment of a runner.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::commands::Desk;
use crate::repository;

/// What a step left: its log, its outputs, the job's summary.
struct Step {
    status: i32,
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
    /// The runner's folder for temporary files, which the outputs name files of.
    _temp: TempDir,
}

impl Step {
    /// The workflow commands of the log that the runner would obey, in their order.
    fn commands(&self) -> Vec<&str> {
        let mut stopped = None;
        let mut obeyed = Vec::new();
        for line in self.log.lines().map(str::trim_start).filter(|line| line.starts_with("::")) {
            match stopped {
                Some(token) if line == format!("::{token}::") => stopped = None,
                Some(_) => {}
                None => match line.strip_prefix("::stop-commands::") {
                    Some(token) => stopped = Some(token),
                    None => obeyed.push(line),
                },
            }
        }
        assert_eq!(stopped, None, "the log ends with commands stopped");
        obeyed
    }

    fn output(&self, name: &str) -> &str {
        self.outputs.get(name).map_or("", String::as_str)
    }
}

/// Runs the step in a checkout, as the runner does.
fn step(checkout: &Path, inputs: &[(&str, &str)]) -> Step {
    let temp = TempDir::new().expect("a folder for temporary files");
    let [output, summary] = ["output", "summary"].map(|name| temp.path().join(name));
    let script = repository::root().join(".github").join("action").join("run.sh");
    let binary = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().expect("it lies in a folder");
    let mut path = binary.as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let ran = Command::new("sh")
        .args(["-c", "exec sh \"$0\" 2>&1"])
        .arg(script)
        .current_dir(checkout)
        .env_clear()
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("PATH", path)
        .env("SOURCE_DATE_EPOCH", "1773144000")
        .env("CI", "true")
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_WORKSPACE", checkout)
        .env("RUNNER_TEMP", temp.path())
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .envs(inputs.iter().copied())
        .output()
        .expect("a shell");
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let log = String::from_utf8(ran.stdout).expect("a log of text");
    let outputs = read(&output);
    let outputs = outputs.lines().filter_map(|line| line.split_once('='));
    Step {
        status: ran.status.code().expect("it ended by itself"),
        log,
        outputs: outputs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        summary: read(&summary),
        _temp: temp,
    }
}

/// A checkout whose publication lies in the folder `site`, its feeds built.
fn checkout() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path(".git")).expect("the folder is ours");
    for name in ["config.toml", "articles/ice.toml", "articles/ferry.toml"] {
        desk.write(&format!("site/{name}"), &desk.read(name));
    }
    let later = "title = \"Later\"\ndate = 2026-04-01T10:00:00Z\nbody = \"x\"\nid = \"tag:g.example,2026:later\"\n";
    desk.write("site/articles/later.toml", later);
    let built = desk.run(&["build", "--root", "site"]);
    assert_eq!(built.status, 0, "{}", built.err);
    desk
}

fn here(desk: &Desk) -> std::path::PathBuf {
    desk.path("")
}

const SITE: (&str, &str) = ("INPUT_ROOT", "site");

#[test]
fn a_fresh_publication_is_clean_and_says_when_the_next_article_is_due() {
    let desk = checkout();
    let step = step(&here(&desk), &[SITE]);
    assert_eq!((step.status, step.output("status")), (0, "0"), "{}", step.log);
    assert_eq!(step.commands(), Vec::<&str>::new());
    assert_eq!(step.output("changed"), "false");
    assert_eq!(step.output("next-due"), "2026-04-01T10:00:00Z");
    assert_eq!(step.output("next-change"), "2026-04-01T10:00:00Z");
    assert!(step.summary.starts_with("## dateline: clean\n"), "{}", step.summary);
    let sarif = std::fs::read_to_string(step.output("sarif")).expect("a file");
    let sarif: Value = serde_json::from_str(&sarif).expect("SARIF");
    assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn findings_are_annotations_on_the_lines_of_the_articles() {
    let desk = checkout();
    let faulty = "title = \"W\"\ndate = \"31 February 2026\"\nbody = \"x\"\nsumary = \"::set-output name=x::y\"\n";
    desk.write("site/articles/faulty.toml", faulty);
    let step = step(&here(&desk), &[SITE]);
    assert_eq!((step.status, step.output("status")), (1, "1"), "{}", step.log);
    let [error, warning] = step.commands()[..] else { panic!("{}", step.log) };
    assert!(error.starts_with("::error file=site/articles/faulty.toml,line=2,col=9,endLine=2,"), "{error}");
    assert!(error.contains(",title=article/bad-date::there is no 31 February%0Ahelp: write "), "{error}");
    assert!(warning.starts_with("::warning file=site/articles/faulty.toml,line=4,col=1,"), "{warning}");
    assert!(step.log.contains(" --> articles/faulty.toml:2:9\n"), "the log has it in full: {}", step.log);
    assert!(step.summary.contains("\n    articles/faulty.toml:2:9: error[article/bad-date]: "), "{}", step.summary);
    let sarif: Value =
        serde_json::from_str(&std::fs::read_to_string(step.output("sarif")).expect("a file")).expect("SARIF");
    let place = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(sarif.pointer(place).expect("a place"), "site/articles/faulty.toml");
    assert_eq!(step.output("changed"), "", "nothing could be made");
}

#[test]
fn stale_feeds_are_an_error_and_the_summary_says_what_subscribers_will_see() {
    let desk = checkout();
    let log = "title = \"Police * log\"\ndate = 2026-03-09\nbody = \"x\"\nid = \"tag:g.example,2026:log\"\n";
    desk.write("site/articles/log.toml", log);
    let stale = step(&here(&desk), &[SITE]);
    assert_eq!((stale.status, stale.output("changed")), (1, "true"), "{}", stale.log);
    let [error] = stale.commands()[..] else { panic!("{}", stale.log) };
    let begin = "::error file=site/feeds/rss.xml,title=feeds/stale::feeds/ is stale: 5 files differ%0A\
        note: feeds/rss.xml is stale%0A  new: Police * log (tag:g.example,2026:log)%0A";
    assert!(error.starts_with(begin), "{error}");
    assert!(error.contains("%0Ahelp: run `dateline build`, and commit `feeds/`%0A"), "{error}");
    assert!(stale.summary.contains("\n    feeds/rss.xml: error[feeds/stale]: feeds/ is stale"), "{}", stale.summary);
    assert!(stale.summary.contains("### What subscribers will see\n"), "{}", stale.summary);
    assert!(stale.summary.contains("Police \\* log"), "{}", stale.summary);
    let comment = std::fs::read_to_string(stale.output("diff")).expect("a file");
    assert!(stale.summary.contains(comment.trim()), "{}", stale.summary);

    desk.write("site/articles/ice.toml", &format!("{}mood = 1\n", desk.read("site/articles/ice.toml")));
    let warned = step(&here(&desk), &[SITE, ("INPUT_COMMAND", "build --check")]);
    let [error, warning] = warned.commands()[..] else { panic!("{}", warned.log) };
    let titles = ["::error file=site/feeds/rss.xml,title=feeds/stale::", "::warning file=site/articles/ice.toml,"];
    assert!(error.starts_with(titles[0]) && warning.starts_with(titles[1]), "{}", warned.log);

    let built = step(&here(&desk), &[SITE, ("INPUT_COMMAND", "build"), ("INPUT_SUMMARY", "false")]);
    assert_eq!((built.status, built.output("changed"), built.summary.as_str()), (0, "true", ""), "{}", built.log);
    assert!(desk.read("site/feeds/rss.xml").contains("Police * log"));
    assert_eq!(step(&here(&desk), &[SITE]).output("changed"), "false");
}

#[test]
fn a_build_is_held_against_the_feeds_that_subscribers_have() {
    let desk = checkout();
    std::fs::create_dir(desk.path("saved")).expect("the folder is ours");
    std::fs::rename(desk.path("site/feeds"), desk.path("saved/feeds")).expect("the folder is ours");
    let inputs = [SITE, ("INPUT_COMMAND", "build --strict"), ("INPUT_AGAINST", "saved/feeds")];
    let ice = desk.read("site/articles/ice.toml");
    desk.write("site/articles/ice.toml", &ice.replace("2026-02-01:ice", "2026-02-01:other"));
    let refused = step(&here(&desk), &inputs);
    assert_eq!(refused.status, 1, "{}", refused.log);
    assert!(refused.commands()[0].starts_with("::error file=site/articles/ice.toml,line="), "{}", refused.log);
    assert!(refused.commands()[0].contains("title=identity/changed-id::"), "{}", refused.log);
    assert!(refused.summary.contains("readers show it as unread"), "{}", refused.summary);
    assert!(!desk.path("site/feeds").exists());

    desk.write("site/articles/ice.toml", &ice);
    let built = step(&here(&desk), &inputs);
    assert_eq!((built.status, built.commands()), (0, Vec::new()), "{}", built.log);
    assert!(built.summary.contains("No subscriber sees a difference"), "{}", built.summary);
    assert!(desk.path("site/feeds/rss.xml").exists());
}

#[test]
fn what_cannot_run_is_an_error() {
    let desk = checkout();
    for inputs in [[("INPUT_ROOT", "nowhere"), ("INPUT_ARGS", "")], [SITE, ("INPUT_ARGS", "--no-such-flag")]] {
        let step = step(&here(&desk), &inputs);
        assert_eq!((step.status, step.output("status"), step.output("sarif")), (2, "2", ""), "{}", step.log);
        assert_eq!(step.commands(), ["::error title=dateline could not run::the log of this step says why"]);
        assert!(step.summary.starts_with("## dateline: could not run\n"), "{}", step.summary);
    }
}

#[test]
fn feeds_can_be_checked_too() {
    let desk = checkout();
    let feed = desk.read("site/feeds/rss.xml").replace("<pubDate>", "<pubDate>x");
    desk.write("site/old.xml", &feed);
    let step = step(&here(&desk), &[SITE, ("INPUT_COMMAND", "check"), ("INPUT_ARGS", "site/old.xml")]);
    assert_eq!(step.status, 1, "{}", step.log);
    assert!(step.commands()[0].starts_with("::error file=site/old.xml,line="), "{}", step.log);
}

#[test]
fn what_is_withdrawn_on_purpose_passes_by_its_rule() {
    let desk = checkout();
    let ice = desk.read("site/articles/ice.toml");
    desk.write("site/articles/ice.toml", &format!("draft = true\n{ice}"));
    let inputs = [SITE, ("INPUT_COMMAND", "build --strict"), ("INPUT_ARGS", "")];
    let refused = step(&here(&desk), &inputs);
    assert_eq!(refused.status, 1, "{}", refused.log);
    assert!(refused.commands()[0].contains("--allow identity/vanished"), "{}", refused.log);
    let allowed = step(&here(&desk), &[inputs[0], inputs[1], ("INPUT_ARGS", "--allow identity/vanished")]);
    assert_eq!(allowed.status, 0, "{}", allowed.log);
    assert!(!desk.read("site/feeds/rss.xml").contains("Harbour ice"));
}

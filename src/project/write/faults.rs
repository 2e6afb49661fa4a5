//! A build that is cut off, refused or robbed of its power at every single call that it makes to the disk.
//!
//! Afterwards every file is the old one or the new one, whole; nothing points at what is not there; and the next build,
//! whatever it makes, leaves its own files and nothing else.

#![expect(clippy::disallowed_methods, reason = "below project.rs, which touches the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::project::disk::System;
use crate::project::disk::memory::{Fault, Faulty, Memory, Tree};

const HOME: &str = "/feeds";
/// Somebody's own file, in a folder of ours.
const FOREIGN: (&str, &str) = ("tag/ferries/notes.txt", "mine");

/// What a build makes: each file with the files that it points at.
type Made = BTreeMap<&'static str, (u32, Vec<&'static str>)>;

fn documents(made: &Made) -> Vec<Document> {
    let text = |(version, targets): &(u32, Vec<&str>)| {
        targets
            .iter()
            .fold(format!("version {version}, long enough to be torn\n"), |text, target| text + "-> " + target + "\n")
    };
    made.iter().map(|(path, file)| Document { path: (*path).to_owned(), text: text(file).into() }).collect()
}

fn find<'d>(disk: &'d dyn Disk, home: PathBuf, documents: &'d [Document]) -> Result<Changes<'d>> {
    Changes::find(disk, home, documents.iter().map(|document| (document, false)), &[])
}

fn build(disk: &dyn Disk, home: &Path, made: &Made) -> Result<()> {
    let documents = documents(made);
    find(disk, home.to_owned(), &documents)?.write()
}

fn feeds(version: u32, tag: Option<&'static str>) -> Made {
    let mut made = Made::from([("rss.xml", (version, vec![])), ("feed.json", (version, vec![]))]);
    made.extend(tag.map(|path| (path, (version, vec![]))));
    made
}

/// Feeds with archives and pages, all pointing at one another.
fn everything(version: u32, archive: &'static str, tag: &'static str, page: &'static str) -> Made {
    Made::from([
        (archive, (version, vec!["archive/0/atom.xml"])),
        ("archive/0/atom.xml", (0, vec![])),
        ("rss.xml", (version, vec![archive, "archive/0/atom.xml"])),
        ("atom.xml", (1, vec!["archive/0/atom.xml"])),
        (tag, (version, vec![])),
        (page, (version, vec![tag])),
        ("index.html", (version, vec!["rss.xml", tag, page])),
        ("feeds.opml", (version, vec!["rss.xml", tag])),
    ])
}

/// Pairs of what lies there and what is to be made.
fn scenes() -> Vec<(Made, Made)> {
    let ferries = feeds(1, Some("tag/ferries/rss.xml"));
    let old = everything(1, "archive/1/atom.xml", "tag/ferries/rss.xml", "tag/ferries/index.html");
    let new = everything(2, "archive/2/atom.xml", "tag/piers/rss.xml", "tag/piers/index.html");
    vec![
        (Made::new(), ferries.clone()),
        (ferries.clone(), feeds(2, Some("tag/ferries/rss.xml"))),
        (ferries.clone(), feeds(1, Some("tag/piers/rss.xml"))),
        (ferries.clone(), feeds(2, None)),
        (feeds(2, None), Made::from([("section/a/b/c.xml", (1, vec![]))])),
        (Made::new(), old.clone()),
        (old.clone(), new.clone()),
        (new, old.clone()),
        (old, ferries),
        // An archive that is full names the one that follows, which names it.
        (
            Made::from([("archive/1/atom.xml", (1, vec![]))]),
            Made::from([
                ("archive/1/atom.xml", (2, vec!["archive/2/atom.xml"])),
                ("archive/2/atom.xml", (2, vec!["archive/1/atom.xml"])),
            ]),
        ),
    ]
}

/// What later builds may want: the same, what there was, or neither.
fn futures<'m>(old: &'m Made, new: &'m Made, other: &'m Made) -> [&'m Made; 3] {
    [new, old, other]
}

fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1))
}

fn by_path(made: &Made) -> BTreeMap<String, String> {
    documents(made).into_iter().map(|document| (document.path, document.text.read().unwrap().into_owned())).collect()
}

/// What must be true at any moment.
fn assert_whole(tree: &Tree, old: &Made, new: &Made, told: &str) {
    let (before, after) = (by_path(old), by_path(new));
    let listed = tree.get(LIST).and_then(Option::as_ref).map(|list| String::from_utf8(list.clone()).unwrap());
    // What has no end is what a power cut left of a line.
    let lines = listed.iter().flat_map(|list| list.split_inclusive('\n')).filter_map(|line| line.strip_suffix('\n'));
    let listed: BTreeSet<&str> = lines.skip(1).collect();
    for (path, bytes) in tree {
        let Some(bytes) = bytes else { continue };
        if path == LIST || path == FOREIGN.0 || is_temporary(path) {
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(
            [&before, &after].iter().any(|made| made.get(path).is_some_and(|made| made == text)),
            "{told}: {path} is {text:?}"
        );
        assert!(listed.contains(path.as_str()), "{told}: {path} is not listed");
        for target in text.lines().filter_map(|line| line.strip_prefix("-> ")) {
            assert!(tree.contains_key(target), "{told}: {path} points at {target}");
        }
    }
    for path in listed {
        assert!(before.contains_key(path) || after.contains_key(path), "{told}: {path} is listed");
    }
    for path in before.keys().filter(|path| after.contains_key(*path)) {
        assert!(tree.contains_key(path), "{told}: {path} is gone");
    }
}

/// That there is what a build makes, somebody's own file where there was one, and nothing else.
fn assert_done(tree: &Tree, made: &Made, told: &str) {
    let mut expected: Tree = by_path(made).into_iter().map(|(path, text)| (path, Some(text.into_bytes()))).collect();
    let paths: BTreeSet<&str> = made.keys().copied().collect();
    expected.insert(LIST.to_owned(), Some(list(&paths, [].iter()).into_bytes()));
    if tree.contains_key(FOREIGN.0) {
        expected.insert(FOREIGN.0.to_owned(), Some(FOREIGN.1.into()));
    }
    let folders: Vec<String> = expected.keys().flat_map(|path| ancestors(path)).map(str::to_owned).collect();
    expected.extend(folders.into_iter().map(|folder| (folder, None)));
    assert_eq!(tree.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{told}");
    assert!(*tree == expected, "{told}");
}

/// A disk on which a build has been, and somebody's own file lies.
fn memory(old: &Made) -> Memory {
    let disk = Memory::default();
    if !old.is_empty() {
        build(&disk, Path::new(HOME), old).unwrap();
    }
    if old.contains_key("tag/ferries/rss.xml") {
        disk.create(&Path::new(HOME).join(FOREIGN.0), FOREIGN.1.as_bytes()).unwrap();
    }
    let all = ["/", HOME, "/feeds/tag", "/feeds/tag/ferries"].map(PathBuf::from);
    let there: Vec<PathBuf> =
        all.into_iter().filter(|path| path == Path::new("/") || disk.kind(path).is_ok()).collect();
    disk.sync(&disk.files(Path::new(HOME)), &[]).unwrap();
    disk.sync(&[], &there).unwrap();
    disk
}

/// Each scene with each fault at each call, as long as there are calls.
fn each_fault(mut act: impl FnMut(&Made, &Made, usize, Fault, &str) -> bool) -> usize {
    let mut faults = 0;
    for (scene, (old, new)) in scenes().iter().enumerate() {
        for fault in Fault::ALL {
            let mut at = 0;
            while act(old, new, at, fault, &format!("scene {scene}, {fault:?} at call {at}")) {
                at += 1;
            }
            assert!(at > 10, "scene {scene} makes {at} calls");
            faults += at;
        }
    }
    faults
}

#[test]
fn a_fault_at_any_call_leaves_whole_files_and_the_next_build_completes_them() {
    let home = Path::new(HOME);
    let other = feeds(7, Some("tag/other/rss.xml"));
    let faults = each_fault(|old, new, at, fault, told| {
        let mut has_failed = false;
        for next in futures(old, new, &other) {
            let disk = memory(old);
            let faulty = Faulty::new(&disk, at, fault);
            let _ = build(&faulty, home, new);
            has_failed = faulty.has_failed();
            assert_whole(&disk.tree(home), old, new, told);
            let refused = [Fault::Refused, Fault::Full, Fault::ReadOnly].contains(&fault);
            let has_litter = disk.tree(home).keys().any(|path| is_temporary(path));
            assert!(!(fault == Fault::Full && has_litter), "{told}: a full disk is left with litter");
            if refused || !next.is_empty() {
                build(&disk, home, next).unwrap_or_else(|error| panic!("{told}: {error:#}"));
                assert_done(&disk.tree(home), next, told);
            }
        }
        has_failed
    });
    println!("{faults} faults, three builds after each");
    assert!(faults > 1000, "{faults}");
}

#[test]
fn a_power_cut_at_any_call_leaves_whole_files_whatever_the_disk_had_kept_of_it() {
    let home = Path::new(HOME);
    let mut cuts = 0;
    for (scene, (old, new)) in scenes().iter().enumerate() {
        for at in 0.. {
            let disk = memory(old);
            let faulty = Faulty::new(&disk, at, Fault::KilledBefore);
            let _ = build(&faulty, home, new);
            let count = disk.at_risk();
            // None, all, each alone, all but each, and some mixtures.
            let mut choices: Vec<Box<dyn Fn(usize) -> bool>> = vec![Box::new(|_| false), Box::new(|_| true)];
            for one in 0..count {
                choices.push(Box::new(move |number| number == one));
                choices.push(Box::new(move |number| number != one));
                choices.push(Box::new(move |number| number <= one));
            }
            for seed in 1..8_usize {
                choices.push(Box::new(move |number| ((seed * 0x9E37_79B9) >> (number % 24)) & 1 == 1));
            }
            for (choice, is_chosen) in choices.iter().enumerate() {
                let told = format!("scene {scene}, power cut at call {at}, choice {choice} of {count} changes");
                let back = disk.after_power_cut(is_chosen);
                assert_whole(&back.tree(home), old, new, &told);
                build(&back, home, new).unwrap_or_else(|error| panic!("{told}: {error:#}"));
                assert_done(&back.tree(home), new, &told);
                cuts += 1;
            }
            if !faulty.has_failed() {
                break;
            }
        }
    }
    println!("{cuts} power cuts");
    assert!(cuts > 5000, "{cuts}");
}

/// What lies in a folder of the system's disk.
fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(std::result::Result::ok);
    let read = |entry: walkdir::DirEntry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (name, entry.file_type().is_file().then(|| System.read(entry.path()).unwrap()))
    };
    entries.map(read).collect()
}

/// The disk of the system, spared the syncs.
fn system(at: usize, fault: Fault) -> Faulty<'static> {
    Faulty::new(&System, at, fault).without_syncs()
}

#[test]
fn the_disk_of_the_system_does_as_the_one_in_memory() {
    let (old, new) = scenes().swap_remove(6);
    for fault in Fault::ALL {
        for at in 0.. {
            let told = format!("{fault:?} at call {at}");
            let root = tempfile::tempdir().unwrap();
            let home = root.path().join("feeds");
            let sound = system(usize::MAX, fault);
            build(&sound, &home, &old).unwrap();
            let faulty = system(at, fault);
            let _ = build(&faulty, &home, &new);
            assert_whole(&tree(&home), &old, &new, &told);
            build(&sound, &home, &new).unwrap();
            assert_done(&tree(&home), &new, &told);
            if !faulty.has_failed() {
                break;
            }
        }
    }
}

/// A folder that goes away before it is written to is made again.
#[test]
fn feeds_that_vanish_are_made_again() {
    let (old, new) = scenes().swap_remove(6);
    let root = tempfile::tempdir().unwrap();
    let home = root.path().join("feeds");
    build(&System, &home, &old).unwrap();
    let documents = documents(&new);
    let changes = find(&System, home.clone(), &documents).unwrap();
    std::fs::rename(&home, root.path().join("elsewhere")).unwrap();
    changes.write().unwrap();
    build(&System, &home, &new).unwrap();
    assert_done(&tree(&home), &new, "after they vanished");
}

#[cfg(unix)]
#[test]
fn links_are_replaced_or_refused_but_never_followed() {
    use std::os::unix::fs::symlink;
    let made = feeds(1, Some("tag/ferries/rss.xml"));
    let root = tempfile::tempdir().unwrap();
    let (home, elsewhere) = (root.path().join("feeds"), root.path().join("elsewhere"));
    std::fs::create_dir_all(elsewhere.join("ferries")).unwrap();
    std::fs::write(elsewhere.join("rss.xml"), "theirs").unwrap();
    symlink(&elsewhere, &home).unwrap();
    build(&System, &home, &feeds(2, None)).unwrap();
    assert!(elsewhere.join("feed.json").exists(), "feeds/ itself may be a link");
    std::fs::remove_file(&home).unwrap();
    std::fs::create_dir(&home).unwrap();
    symlink(elsewhere.join("rss.xml"), home.join("rss.xml")).unwrap();
    build(&System, &home, &made).unwrap();
    assert!(System.kind(&home.join("rss.xml")).unwrap() == Kind::File);
    assert!(std::fs::read_to_string(elsewhere.join("rss.xml")).unwrap().starts_with("version 2"));
    std::fs::remove_dir_all(home.join("tag")).unwrap();
    symlink(&elsewhere, home.join("tag")).unwrap();
    let error = build(&System, &home, &made).unwrap_err().to_string();
    assert_eq!(error, "cannot write feeds/tag/ferries/rss.xml: feeds/tag is a link, which may lead elsewhere");
    std::fs::write(elsewhere.join("ferries/rss.xml"), "theirs").unwrap();
    build(&System, &home, &feeds(2, None)).unwrap();
    assert!(elsewhere.join("ferries/rss.xml").exists(), "what lies behind a link is not ours to remove");
    std::fs::remove_dir_all(&home).unwrap();
    symlink(&elsewhere, &home).unwrap();
    let error = build(&Faulty::new(&System, 1, Fault::Refused), &home, &made).unwrap_err();
    assert_eq!(error.to_string(), "cannot read feeds/", "where it leads cannot be seen");
    std::fs::remove_file(&home).unwrap();
    symlink(root.path().join("nowhere"), &home).unwrap();
    let error = build(&System, &home, &made).unwrap_err().to_string();
    assert_eq!(error, "cannot write feeds/: it is a link, and not to a folder");
}

/// What a report says of a build before it is written.
#[test]
fn what_would_change_is_told_before_it_does() {
    let home = Path::new(HOME);
    let disk = memory(&feeds(1, Some("tag/ferries/rss.xml")));
    let mut next = feeds(1, Some("tag/piers/rss.xml"));
    next.insert("rss.xml", (2, vec![]));
    let documents = documents(&next);
    let changes = find(&disk, home.to_owned(), &documents).unwrap();
    let told: Vec<(&str, Change)> =
        changes.files().map(|(document, change)| (document.path.as_str(), change)).collect();
    let expected = [("feed.json", Change::Same), ("rss.xml", Change::Changed), ("tag/piers/rss.xml", Change::New)];
    assert_eq!(told, expected);
    assert_eq!(changes.obsolete(), ["tag/ferries/rss.xml"]);
    assert!(!changes.is_empty());
    let before = by_path(&feeds(1, None))["rss.xml"].clone().into_bytes();
    assert_eq!(changes.on_disk("rss.xml"), Some(before));
    assert_eq!(changes.on_disk("tag/piers/rss.xml"), None);
    changes.write().unwrap();
    let after = find(&disk, home.to_owned(), &documents).unwrap();
    assert!(after.is_empty() && after.obsolete().is_empty());
    // A file that somebody took away already is not said to be removed, and a folder of its name stays.
    disk.remove_file(&home.join("tag/piers/rss.xml")).unwrap();
    disk.make_folder(&home.join("tag/piers/rss.xml")).unwrap();
    let without = self::documents(&feeds(1, None));
    assert!(find(&disk, home.to_owned(), &without).unwrap().obsolete().is_empty());
    let error = find(&disk, home.to_owned(), &documents).unwrap_err().to_string();
    assert_eq!(error, "cannot write feeds/tag/piers/rss.xml: there is a folder of that name");
}

/// What the disk will not let be seen is not taken for absent.
#[test]
fn no_look_that_is_refused_is_passed_over() {
    let home = Path::new(HOME);
    let (_, made) = scenes().swap_remove(6);
    let (disk, documents) = (memory(&made), documents(&made));
    for at in 0.. {
        let faulty = Faulty::new(&disk, at, Fault::Refused);
        let found = find(&faulty, home.to_owned(), &documents);
        if !faulty.has_failed() {
            assert!(found.is_ok() && at > 20, "{at} looks");
            break;
        }
        assert!(found.is_err(), "look {at} was refused, and nobody says so");
    }
}

/// A text on the spool that it lies on.
#[derive(Debug)]
struct Kept(PathBuf, String);

impl crate::spool::Spool for Kept {
    fn push(&mut self, piece: &str) -> io::Result<()> {
        self.1.push_str(piece);
        Ok(())
    }

    fn length(&self) -> u64 {
        self.1.len() as u64
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn text(&self) -> io::Result<String> {
        Ok(self.1.clone())
    }
}

/// Nor is a feed that is too large to be held.
#[test]
fn no_look_at_a_large_feed_that_is_refused_is_passed_over() {
    let home = Path::new(HOME);
    let made = Made::from([("rss.xml", (1, vec![]))]);
    let (disk, text) = (memory(&made), by_path(&made)["rss.xml"].clone());
    let spool = temporary(home, "spool");
    disk.create(&spool, text.as_bytes()).unwrap();
    let documents = [Document { path: "rss.xml".to_owned(), text: Text::Spooled(Box::new(Kept(spool, text))) }];
    for at in 0.. {
        let faulty = Faulty::new(&disk, at, Fault::Refused);
        let found = find(&faulty, home.to_owned(), &documents);
        if !faulty.has_failed() {
            assert!(found.unwrap().is_empty() && at >= 5, "{at} looks");
            break;
        }
        let error = found.expect_err("a look was refused");
        let cause = error.root_cause().downcast_ref::<io::Error>().map(io::Error::kind);
        assert_eq!(cause, Some(ErrorKind::PermissionDenied), "look {at}: {error:#}");
    }
}

/// Whatever the disk refuses, what is said is that it refused: no later step fails for another reason, and none is left
/// out, but that litter which cannot be seen is not swept.
#[test]
fn a_build_that_is_refused_says_so_and_nothing_else() {
    let home = Path::new(HOME);
    let mut passed_over = Vec::new();
    let faults = each_fault(|old, new, at, fault, told| {
        let disk = memory(old);
        let faulty = Faulty::new(&disk, at, fault);
        let built = build(&faulty, home, new);
        let expected = match fault {
            Fault::Refused => ErrorKind::PermissionDenied,
            Fault::Full => ErrorKind::StorageFull,
            Fault::ReadOnly => ErrorKind::ReadOnlyFilesystem,
            Fault::KilledBefore | Fault::KilledAfter => ErrorKind::Other,
        };
        match built {
            Err(error) => {
                let cause = error.root_cause().downcast_ref::<io::Error>().map(io::Error::kind);
                assert_eq!(cause, Some(expected), "{told}: {error:#}");
            }
            Ok(()) if fault == Fault::Refused && faulty.has_failed() => passed_over.push(told.to_owned()),
            Ok(()) => {}
        }
        faulty.has_failed()
    });
    assert!(faults > 1000, "{faults}");
    assert_eq!(passed_over.len(), scenes().len(), "one look for litter in each scene: {passed_over:?}");
}

/// As long as any feed has what only a preview let in, the list names it.
#[test]
fn a_preview_is_listed_before_it_appears_and_until_it_is_gone() {
    let home = Path::new(HOME);
    let early = ["tag:a.example,2026:early".to_owned()];
    let line = format!("{PREVIEW}{}\n", early[0]);
    let (plain, preview) = (documents(&feeds(1, None)), documents(&feeds(2, None)));
    let write = |disk: &dyn Disk, documents: &[Document], early: &[String]| {
        let documents = documents.iter().map(|document| (document, false));
        Changes::find(disk, home.to_owned(), documents, early)?.write()
    };
    let text = |disk: &Memory, name: &str| String::from_utf8(disk.read(&home.join(name)).unwrap()).unwrap();
    for fault in Fault::ALL {
        for at in 0.. {
            let told = format!("{fault:?} at call {at}");
            let disk = memory(&feeds(1, None));
            let faulty = Faulty::new(&disk, at, fault);
            let _ = write(&faulty, &preview, &early);
            let is_listed = |disk: &Memory| text(disk, LIST).contains(&line);
            let is_there =
                |disk: &Memory| ["rss.xml", "feed.json"].iter().any(|name| text(disk, name).contains("version 2"));
            assert!(!is_there(&disk) || is_listed(&disk), "{told}");
            write(&disk, &preview, &early).unwrap();
            assert!(is_there(&disk) && is_listed(&disk), "{told}");
            let back = Faulty::new(&disk, at, fault);
            let _ = write(&back, &plain, &[]);
            assert!(!is_there(&disk) || is_listed(&disk), "{told}, on the way back");
            write(&disk, &plain, &[]).unwrap();
            assert!(!is_there(&disk) && !is_listed(&disk), "{told}, on the way back");
            if !faulty.has_failed() && !back.has_failed() {
                break;
            }
        }
    }
}

/// Only a name with both of its ends is ours.
#[test]
fn what_looks_like_a_temporary_file_and_is_none_stays() {
    let home = Path::new(HOME);
    let made = feeds(1, Some("tag/ferries/rss.xml"));
    let disk = memory(&made);
    for name in ["notes.tmp~", ".dateline-notes", "tag/notes.tmp~", ".dateline-0.tmp~", "tag/.dateline-1.tmp~"] {
        disk.create(&home.join(name), b"x").unwrap();
    }
    build(&disk, home, &feeds(2, Some("tag/ferries/rss.xml"))).unwrap();
    let left: Vec<String> = disk.tree(home).into_keys().filter(|name| name.contains("notes")).collect();
    assert_eq!(left, [".dateline-notes", "notes.tmp~", "tag/ferries/notes.txt", "tag/notes.tmp~"]);
    assert!(!disk.tree(home).keys().any(|name| is_temporary(name)));
}

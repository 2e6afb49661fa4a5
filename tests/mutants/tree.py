"""The tree that has all mutants at once, and the tests that get to each."""

import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Tests of the command clear the environment but for a few variables; this one is passed on.
CHOICE = "LLVM_PROFILE_FILE"
LIVED = ("lived", "unreached")
SWITCH = """\
//! Which mutant is on, as the environment has it.
use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

enum Mode { Off, On(u32), Seen(String) }
static MODE: OnceLock<Mode> = OnceLock::new();
static SEEN: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

/// Which mutants were asked for since this was called last.
#[must_use]
pub fn seen() -> Vec<u32> {
    (0..).zip(&SEEN).filter(|(_, seen)| seen.swap(false, Ordering::Relaxed)).map(|(number, _)| number).collect()
}

fn mode() -> Mode {
    let Ok(text) = std::env::var("CHOICE") else { return Mode::Off };
    match text.split_once('=') {
        Some(("mutant", number)) => number.parse().map_or(Mode::Off, Mode::On),
        Some(("seen", path)) => Mode::Seen(path.to_owned()),
        _ => Mode::Off,
    }
}

#[must_use]
pub fn on(number: u32) -> bool {
    match MODE.get_or_init(mode) {
        Mode::Off => false,
        Mode::On(on) => *on == number,
        Mode::Seen(path) => {
            let seen = &SEEN[number as usize];
            if !seen.load(Ordering::Relaxed) && !seen.swap(true, Ordering::Relaxed) {
                let file = std::fs::File::options().append(true).create(true).open(path);
                let _ = file.and_then(|mut file| file.write_all(format!("{number}\\n").as_bytes()));
            }
            false
        }
    }
}
"""


def switch(count: int) -> str:
    """The source of the module that knows which of so many mutants is on."""
    return SWITCH.replace("CHOICE", CHOICE).replace("COUNT", str(count))


def prepared(work: Path, tree: Path, globs: list[str], patience: float) -> tuple[list[dict], list[int], dict, dict]:
    """The mutants, those that compile, the tests that reach each within the patience, and how long each test takes; as
    the last run left it where nothing was committed since."""
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout
    kept = work / "prepared.pickle"
    key = (commit, globs, patience)
    if kept.exists() and pickle.loads(kept.read_bytes())[0] == key:
        return last_prepared(work)
    mutants = prepare(work, tree, globs)
    sown, binaries = build(work, tree, mutants)
    made = (mutants, sown, *reach(tree, binaries, sown, min(patience, 300)))
    kept.write_bytes(pickle.dumps((key, made)))
    return made


def last_prepared(work: Path) -> tuple[list[dict], list[int], dict, dict]:
    """What the last run prepared, whatever was committed since."""
    return pickle.loads((work / "prepared.pickle").read_bytes())[1]


def prepare(work: Path, tree: Path, globs: list[str]) -> list[dict]:
    """A copy of what is committed, and the list of its mutants."""
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    archive = subprocess.run(["git", "-C", ROOT, "archive", "HEAD"], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", tree], input=archive, check=True)
    # Paths for code hosts begin at the repository's folder.
    subprocess.run(["git", "init", "--quiet", tree], check=True)
    files = [part for glob in globs for part in ("-f", glob)]
    listed = subprocess.run(["cargo", "mutants", "--list", "--json", *files], cwd=tree, check=True, capture_output=True)
    (work / "list.json").write_bytes(listed.stdout)
    manifest = tree / "Cargo.toml"
    # What is generated need not be pretty.
    manifest.write_text(re.sub(r"(?ms)^\[lints\.\w+\]\n.*?(?=^\[)", "", manifest.read_text()))
    mutants = json.loads(listed.stdout)
    (tree / "src" / "mutant.rs").write_text(switch(len(mutants)))
    lib = tree / "src" / "lib.rs"
    lib.write_text(lib.read_text() + "\n/// The switch.\npub mod mutant;\n")
    shutil.copytree(tree / "src", work / "pristine" / "src", dirs_exist_ok=True)
    return mutants


def build(work: Path, tree: Path, mutants: list[dict]) -> tuple[list[int], list[str]]:
    """The mutants that compile, and the binaries of the tests that have them."""
    # Most that did not compile the last time do not now.
    unsound = work / "unsound.json"
    names = set(json.loads(unsound.read_text())) if unsound.exists() else set()
    left_out = {number for number, mutant in enumerate(mutants) if mutant["name"] in names}
    sow = ["cargo", "run", "--quiet", "--manifest-path", ROOT / "tests" / "mutants" / "Cargo.toml", "--target-dir", work / "sower"]
    while True:
        (work / "left-out.json").write_text(json.dumps(sorted(left_out)))
        unsound.write_text(json.dumps([mutants[number]["name"] for number in sorted(left_out)]))
        sown = subprocess.run(
            [*sow, "--", work / "list.json", work / "pristine", tree, work / "left-out.json"],
            check=True, stdout=subprocess.PIPE,
        )
        messages, is_sound = cargo(work, tree, ["check", "--lib"])
        if is_sound:
            messages, is_sound = cargo(work, tree, ["test", "--no-run", "--lib", "--test", "it"])
        if is_sound:
            binaries = [one["executable"] for one in messages if one.get("executable") and one["profile"]["test"]]
            return json.loads(sown.stdout), binaries
        faults = guilty(tree, messages)
        print(f"{len(faults)} mutants do not compile", file=sys.stderr)
        if not faults - left_out:
            sys.exit("\n".join(one["message"]["rendered"] for one in messages if one.get("message"))[:4000])
        left_out |= faults


def cargo(work: Path, tree: Path, command: list[str]) -> tuple[list[dict], bool]:
    command = ["cargo", *command, "--message-format=json", "--target-dir", work / "target"]
    done = subprocess.run(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")], done.returncode == 0


def guilty(tree: Path, messages: list[dict]) -> set[int]:
    """The mutants that compiler errors are about: the nearest above each."""
    faults = set()
    for one in messages:
        message = one.get("message") or {}
        if message.get("level") != "error":
            continue
        for span in message["spans"] + [span for child in message["children"] for span in child["spans"]]:
            if not span["is_primary"] or not (tree / span["file_name"]).exists():
                continue
            lines = (tree / span["file_name"]).read_text().splitlines()[: span["line_end"]]
            near = next((line for line in reversed(lines) if "mutant::on(" in line), "")
            faults |= {int(number) for number in re.findall(r"mutant::on\((\d+)u32\)", near)}
    return faults


def environment(choice: str) -> dict[str, str]:
    fixed = {"INSTA_UPDATE": "no", "PROPTEST_CASES": "32", "RUST_BACKTRACE": "0", "RAYON_NUM_THREADS": "1"}
    return os.environ | fixed | {CHOICE: choice}


def run(tree: Path, command: list[str], choice: str, limit: float) -> str:
    """How a run of tests ends: `passed`, `timeout`, or with the first test that fails."""
    more = {"CARGO_MANIFEST_DIR": str(tree), "INSTA_WORKSPACE_ROOT": str(tree)}
    running = subprocess.Popen(
        command, cwd=tree, env=environment(choice) | more, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace",
    )
    is_late = threading.Event()
    clock = threading.Timer(limit, lambda: (is_late.set(), os.killpg(running.pid, signal.SIGKILL)))
    clock.start()
    failed = next((line for line in running.stdout if line.startswith("test ") and line.endswith(" FAILED\n")), None)
    clock.cancel()
    if failed:
        os.killpg(running.pid, signal.SIGKILL)
    running.stdout.close()
    if running.wait() == 0:
        return "passed"
    return "timeout" if is_late.is_set() else failed.split()[1] if failed else "died"


def reach(tree: Path, binaries: list[str], sown: list[int], limit: float):
    """For each mutant the tests that get to it, and how long each takes."""
    tests: dict[int, list] = {}
    seconds = {}
    for binary in binaries:
        listed = subprocess.run([binary, "--list"], cwd=tree, check=True, capture_output=True, text=True).stdout
        for name in re.findall(r"(?m)^(.*): test$", listed):
            with tempfile.NamedTemporaryFile() as seen:
                begun = time.monotonic()
                if (ended := run(tree, [binary, "--exact", name], f"seen={seen.name}", limit)) != "passed":
                    fault = "takes too long" if ended == "timeout" else "does not pass"
                    print(f"{name} {fault} here, and is not counted on", file=sys.stderr)
                    continue
                seconds[binary, name] = time.monotonic() - begun
                for number in set(map(int, Path(seen.name).read_text().split())):
                    tests.setdefault(number, []).append((binary, name))
    print(f"{len(seconds)} tests, {len(tests)} of {len(sown)} mutants reached", file=sys.stderr)
    return tests, seconds


def harmless(work: Path, mutants: list[dict]) -> set[str]:
    """The names of those that change nothing, as harmless.tsv explains them, by the sources that were prepared."""
    rows = [line.split("\t") for line in (ROOT / "tests/mutants/harmless.tsv").read_text().splitlines()]
    known = {(file, fault, code) for file, fault, code, _ in rows}
    lines = {file: (work / "pristine" / file).read_text().splitlines() for file in {one["file"] for one in mutants}}
    place = lambda mutant: lines[mutant["file"]][mutant["span"]["start"]["line"] - 1].strip()
    fault = lambda mutant: mutant["name"].split(": ", 1)[1]
    return {one["name"] for one in mutants if (one["file"], fault(one), place(one)) in known}

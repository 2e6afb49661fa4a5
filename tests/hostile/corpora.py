#!/usr/bin/env python3
"""Runs the tests that other sanitisers ship, and our own attacks, through a build, and opens what comes out in Chromium:
each as a body, as feeds have it; and each as title, summary, section, tag and byline, on the page of the feeds.

    tests/hostile/corpora.py [--bin target/debug/dateline] [--chromium /usr/bin/chromium]

Downloads dompurify and playwright-core from npm, bleach and lxml_html_clean from PyPI, and reads ammonia's tests from
cargo's registry; none of it is kept. Needs npm, pip and Chromium, and says so where one is missing.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONFIG = """\
[site]
title = "The Harbour Gazette"
link = "https://gazette.example/"
[feeds]
limit = 0
budget = "100 MB"
"""
# The last release of DOMPurify on npm that ships its fixtures.
DOMPURIFY = "dompurify@0.6.0"


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default="target/debug/dateline")
    args.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    args = args.parse_args()
    binary = Path(args.bin).resolve()
    missing = [tool for tool in ("npm", "node") if not shutil.which(tool)]
    if missing or not Path(args.chromium).exists():
        print(f"SKIPPED: {', '.join(missing) or 'Chromium'} is not here")
        return 0
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        corpora = collect(home)
        for name, attacks in corpora.items():
            print(f"{name}: {len(attacks)} inputs")
        attacks = sorted({attack for some in corpora.values() for attack in some})
        made = build(binary, home, attacks)
        (home / "raw.json").write_text(json.dumps(attacks))
        (home / "made.json").write_text(json.dumps(made))
        (home / "pages.json").write_text(json.dumps(pages(binary, home, attacks)))
        subprocess.run(["npm", "install", "--silent", "--prefix", home, "playwright-core"], check=True)
        shutil.copy(HERE / "browser.mjs", home)
        return subprocess.run(["node", home / "browser.mjs", args.chromium], cwd=home).returncode


def collect(home: Path) -> dict[str, set[str]]:
    subprocess.run(["npm", "pack", "--silent", DOMPURIFY], cwd=home, check=True, stdout=subprocess.DEVNULL)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(home)]
    subprocess.run([*pip, "bleach", "lxml_html_clean"], check=True)
    for archive in [*home.glob("*.tgz"), *home.glob("*.tar.gz")]:
        with tarfile.open(archive) as files:
            files.extractall(home / archive.name.split("-")[0], filter="data")
    corpora = {}
    fixtures = next((home / "dompurify").rglob("test/expect.json"))
    corpora["dompurify"] = {test["payload"] for test in json.loads(fixtures.read_text())}
    # Each file is an input, a line `--`, and what bleach makes of it.
    bleach = {path.read_text().split("\n--\n")[0] for path in (home / "bleach").rglob("tests/data/*.test")}
    for folder in ("bleach", "lxml_html_clean"):
        found = {text for path in (home / folder).rglob("test_clean*.py") for text in strings(path)}
        corpora[folder] = found | (bleach if folder == "bleach" else set())
    registry = Path.home() / ".cargo/registry/src"
    sources = [path for path in registry.glob("*/ammonia-*/src/lib.rs")]
    corpora["ammonia"] = {text for path in sources for text in rust_strings(path.read_text())}
    own = (HERE / "attacks.txt").read_text().split("\n%% ")[1:]
    numbered = lambda text: re.sub(r"\{([0-9A-F]{4})\}", lambda found: chr(int(found[1], 16)), text)
    corpora["our own"] = {numbered(block.split("\n", 1)[1]) for block in own}
    return corpora


def strings(path: Path) -> set[str]:
    constants = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and "<" in text}


def rust_strings(source: str) -> set[str]:
    tests = source[source.index("mod test {") :]
    raw = re.findall(r'r#"(.*?)"#', tests, re.S)
    plain = re.findall(r'(?<![#\w])"((?:[^"\\]|\\.)*)"', tests, re.S)
    return {text for text in raw + [text.replace('\\"', '"').replace("\\n", "\n") for text in plain] if "<" in text}


def build(binary: Path, home: Path, attacks: list[str]) -> list[str]:
    root = home / "gazette"
    (root / "articles").mkdir(parents=True)
    (root / "config.toml").write_text(CONFIG)
    for number, attack in enumerate(attacks):
        for kind in ("html", "markdown"):
            name = f"{kind}-{number}"
            body = json.dumps("x " + attack, ensure_ascii=False).replace("\x7f", "\\u007f")
            (root / "articles" / f"{name}.toml").write_text(
                f'title = "T"\nslug = "{name}"\ndate = 2026-03-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:'
                f'{number % 60:02}Z\nsummary = "S"\nformat = "{kind}"\nbody = {body}\n'
            )
    refused = build_what_is_sound(binary, root)
    feed = json.loads((root / "feeds" / "feed.json").read_text())
    made = [item["content_html"] for item in feed["items"] if "content_html" in item]
    print(f"{len(attacks)} inputs in two formats: {refused} refused with a finding, {len(made)} made into HTML")
    return made


def build_what_is_sound(binary: Path, root: Path) -> int:
    """Builds without the articles that have errors; how many these are."""
    command = [binary, "build", "--root", root, "--format", "concise"]
    done = subprocess.run(command, capture_output=True, text=True)
    refused = set(re.findall(r"^articles/(\S+)\.toml:\d+:\d+: error", done.stderr, re.M))
    for name in refused:
        (root / "articles" / f"{name}.toml").unlink()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    return len(refused)


def pages(binary: Path, home: Path, attacks: list[str]) -> list[str]:
    """Pages of ten articles each, which is how many a page has the headlines of."""
    made, refused = [], 0
    for at in range(0, len(attacks), 10):
        root = home / f"page-{at}"
        (root / "articles").mkdir(parents=True)
        config = CONFIG.replace("[feeds]\n", '[feeds]\nby = ["section", "tag", "author"]\nformats = ["json"]\n')
        (root / "config.toml").write_text(config)
        for number, attack in enumerate(attacks[at : at + 10]):
            line = json.dumps(" ".join(attack.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
            # A feed has the name of what it is about, and names need letters.
            name = line[:-1][:9000].rstrip("\\") + ' x"'
            (root / "articles" / f"{number}.toml").write_text(
                f'title = {line}\nslug = "{at + number}"\ndate = 2026-03-01\nsummary = {line}\nsection = {name}\n'
                f'tags = [{name}]\nauthors = [{{ name = {name} }}]\nbody = "x"\n'
            )
        (root / "articles" / "sound.toml").write_text('title = "S"\ndate = 2020-03-01\nbody = "x"\n')
        refused += build_what_is_sound(binary, root)
        made.append((root / "feeds" / "index.html").read_text())
    print(f"{len(attacks)} inputs as keys: {refused} refused with a finding, {len(made)} pages")
    return made


if __name__ == "__main__":
    sys.exit(main())

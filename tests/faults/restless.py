#!/usr/bin/env python3
"""Builds again and again while articles are written to, renamed into place, removed and added.

    tests/faults/restless.py [--bin target/debug/dateline] [--builds 150] [--seed 1]

A build ends well with feeds in which each story is of one version, whole, and the same in all formats; or it says why
not and leaves the feeds as they were. When all is quiet again, the next one makes what it makes anywhere.
"""

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
import threading
import time
import xml.dom.minidom
from collections import Counter
from pathlib import Path

import publication

# More than those that are read once and kept, and than are shown.
STORIES = 100


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default="target/debug/dateline")
    args.add_argument("--builds", type=int, default=150)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    binary = str(Path(args.bin).resolve())
    with tempfile.TemporaryDirectory() as home:
        root = Path(home) / "gazette"
        for folder in ("articles/texts", "articles/2026"):
            (root / folder).mkdir(parents=True)
        (root / "config.toml").write_text(publication.CONFIG.replace("limit = 6\narchive = true\n", 'limit = 60\nbudget = "100 MB"\n'))
        for number in range(STORIES):
            write(root, number, 0, in_place=True)
        is_over = threading.Event()
        desk = threading.Thread(target=disturb, args=(root, random.Random(args.seed), is_over))
        desk.start()
        try:
            counts, wrong = builds(binary, root, args.builds)
        finally:
            is_over.set()
            desk.join()
        wrong += settle(binary, root, Path(home) / "fresh")
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    print("\n".join(wrong) or "nothing was mangled")
    return 1 if wrong else 0


def write(root: Path, number: int, version: int, in_place: bool) -> None:
    """A story, in a file or in two; its text says its version in every sentence."""
    text = f"Sentence of version {version} of story {number}. " * 400
    path = root / "articles" / ("2026" if number % 2 else ".") / f"story-{number}.toml"
    body = f'body = "{text}"\n'
    if number % 4 == 0:
        put(root / "articles" / "texts" / f"{number}.md", text, in_place)
        body = f'body_file = "{"../" if number % 2 else ""}texts/{number}.md"\n'
    put(
        path,
        f'title = "Story {number}"\nid = "tag:gazette.example,2026:story-{number}"\n'
        f'date = 2026-02-{number % 28 + 1:02}T08:00:00-05:00\nsummary = "What it says."\ntags = ["tag {number % 5}"]\n{body}',
        in_place,
    )


def put(path: Path, text: str, in_place: bool) -> None:
    if in_place:
        with path.open("w") as file:
            for at in range(0, len(text), 4096):
                file.write(text[at : at + 4096])
                file.flush()
    else:
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text)
        beside.rename(path)


def disturb(root: Path, chance: random.Random, is_over: threading.Event) -> None:
    version = 0
    while not is_over.is_set():
        version += 1
        number = chance.randrange(STORIES)
        kind = chance.random()
        if kind < 0.1:
            (root / "articles" / ("2026" if number % 2 else ".") / f"story-{number}.toml").unlink(missing_ok=True)
        elif kind < 0.15:
            # A whole folder goes and comes back.
            (root / "articles" / "2026").rename(root / "articles" / ".away")
            time.sleep(0.002)
            (root / "articles" / ".away").rename(root / "articles" / "2026")
        else:
            write(root, number, version, in_place=chance.random() < 0.5)
        time.sleep(chance.uniform(0, 0.02))


def builds(binary: str, root: Path, count: int) -> tuple[Counter, list[str]]:
    counts, wrong = Counter(), []
    for _ in range(count):
        before = publication.files(root / "feeds")
        done = publication.build(binary, root)
        after = publication.files(root / "feeds")
        if done.returncode == 0:
            counts["builds of what was there"] += 1
            wrong += faults(after)
        elif done.returncode in (1, 2) and done.stderr.strip():
            counts[f"that said why not, with status {done.returncode}"] += 1
            wrong += [] if after == before else [f"status {done.returncode}, and the feeds have changed"]
        else:
            wrong.append(f"status {done.returncode}: {done.stderr}")
        if wrong:
            break
    return counts, wrong


def faults(feeds: dict[str, bytes]) -> list[str]:
    """What is wrong with feeds whose stories may be of any version each."""
    wrong = [f"{name} is left" for name in feeds if publication.is_temporary(name)]
    told = {}
    for name in ("rss.xml", "atom.xml", "feed.json"):
        text = feeds[name].decode()
        if name.endswith(".xml"):
            xml.dom.minidom.parseString(feeds[name])
        else:
            text = "\n".join(item.get("content_html", "") for item in json.loads(text)["items"])
        stories = {}
        for version, number in re.findall(r"Sentence of version (\d+) of story (\d+)\.", text):
            stories.setdefault(int(number), []).append(int(version))
        for number, versions in stories.items():
            if len(set(versions)) > 1 or len(versions) != 400:
                wrong.append(f"{name}: story {number} has {len(versions)} sentences of versions {set(versions)}")
        told[name] = {number: versions[0] for number, versions in stories.items()}
    if len({json.dumps(stories, sort_keys=True) for stories in told.values()}) > 1:
        wrong.append("the formats have other stories")
    return wrong


def settle(binary: str, root: Path, fresh: Path) -> list[str]:
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("feeds"))
    wrong = []
    for folder in (root, fresh):
        done = publication.build(binary, folder)
        wrong += [done.stderr] if done.returncode != 0 else []
    return wrong + publication.leftovers(root / "feeds", publication.files(fresh / "feeds"))


if __name__ == "__main__":
    sys.exit(main())

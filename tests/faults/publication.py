"""A publication in several versions, and what must be true of its feeds at any moment."""

import json
import os
import re
import subprocess
import xml.dom.minidom
from pathlib import Path

NOW = "2026-03-10T12:00:00Z"
BASE = "https://gazette.example/feeds/"
CONFIG = """\
[site]
title = "The Harbour Gazette"
link = "https://gazette.example/"
description = "News from the waterfront"
language = "en-US"
timezone = "America/New_York"

[feeds]
by = ["section", "tag", "author"]
limit = 6
archive = true
"""


def write(root: Path, version: int) -> None:
    """Writes the articles of a version: texts, tags and sections differ, so that folders come and go."""
    (root / "articles").mkdir(parents=True, exist_ok=True)
    (root / "config.toml").write_text(CONFIG)
    for number in range(14):
        text = f"Paragraph of version {version}. " * (20 + 3 * number)
        (root / "articles" / f"story-{number}.toml").write_text(
            f'title = "Story {number}, version {version}"\n'
            f"date = 2026-02-{number + 1:02}T08:00:00-05:00\n"
            f'id = "tag:gazette.example,2026-02-{number + 1:02}:story-{number}"\n'
            f'byline = "By Reporter {"ABC"[(number + version) % 3]} Field"\n'
            f'section = "Desk {(number + version) % 4}"\n'
            f'tags = ["tag {(number * (version + 1)) % 5}", "version {version}"]\n'
            f'summary = "What story {number} says."\nbody = "{text}"\n'
        )


def write_unpinned(root: Path, count: int) -> dict[str, bytes]:
    """Writes articles that have no id yet; what they are now."""
    (root / "articles" / "deep").mkdir(parents=True, exist_ok=True)
    (root / "config.toml").write_text(CONFIG)
    for number in range(count):
        text = f"Paragraph of story {number}. " * 200
        (root / "articles" / ("deep" if number % 2 else ".") / f"story-{number}.toml").write_text(
            f'title = "Story {number}"\ndate = 2026-02-{number % 28 + 1:02}T08:00:00-05:00\nbody = "{text}"\n'
        )
    return files(root / "articles")


def pin(binary: str, root: Path) -> list[str]:
    return [binary, "pin", "--root", str(root), "--now", NOW]


def new(binary: str, root: Path, title: str) -> list[str]:
    return [binary, "new", title, "--root", str(root), "--now", NOW]


def init(binary: str, root: Path) -> list[str]:
    return [binary, "init", str(root), "--now", NOW]


def build(binary: str, root: Path, **more) -> subprocess.CompletedProcess:
    return subprocess.run(command(binary, root), capture_output=True, text=True, **more)


def command(binary: str, root: Path) -> list[str]:
    return [binary, "build", "--root", str(root), "--now", NOW]


def files(folder: Path) -> dict[str, bytes]:
    found = {}
    for home, _, names in os.walk(folder):
        for name in names:
            path = Path(home) / name
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def folders(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir()}


def is_temporary(name: str) -> bool:
    return os.path.basename(name).startswith(".dateline-") and name.endswith(".tmp~")


def faults(feeds: Path, versions: list[dict[str, bytes]]) -> list[str]:
    """What is wrong with feeds that may have been cut off between these versions."""
    found = files(feeds)
    wrong = []
    for name, data in found.items():
        if is_temporary(name) or name == ".dateline":
            continue
        if not any(version.get(name) == data for version in versions):
            wrong.append(f"{name} is of no version")
            continue
        text = data.decode()
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith((".xml", ".opml")):
            xml.dom.minidom.parseString(data)
        for target in re.findall(re.escape(BASE) + r"([^\"'<>\s)]+)", text):
            target = target.split("#")[0]
            # A feed and the page of its folder point at each other, so that one of them has to be first.
            if not target.endswith("/") and target not in found:
                wrong.append(f"{name} points at {target}, which is not there")
    return wrong


def leftovers(feeds: Path, version: dict[str, bytes]) -> list[str]:
    """How complete feeds differ from those of a version."""
    found = files(feeds)
    wrong = [f"{name} should not be there" for name in found.keys() - version.keys()]
    wrong += [f"{name} is missing" for name in version.keys() - found.keys()]
    wrong += [f"{name} differs" for name in found.keys() & version.keys() if found[name] != version[name]]
    homes = {str(home) for name in found for home in Path(name).parents if str(home) != "."}
    return wrong + [f"{folder}/ is empty" for folder in folders(feeds) - homes]

#!/usr/bin/env python3
"""Builds feeds of random texts and reads them with Python's feedparser: every character is as it was typed.

    tests/hostile/characters.py [--bin target/debug/dateline] [--entries 400] [--seed 1]

Needs feedparser (pip install feedparser).
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

SPECIAL = ["&", "<", ">", '"', "'", "]]>", "<![CDATA[", "&amp;", "&lt;", "&#60;", "<!--", "<br>", "</p>", "\\", "\u00a0",
           "\u2028", "\u200f", "\U0001f469\U0001f3fd\u200d\U0001f680", "\u00e9", "e\u0301", "\ufffd", "%", ",", "{}", "\ufdd0",
           "\U00020000", "\u05e9\u05dc", " and ", "\u201c", "\ud55c"]


def text(chance: random.Random) -> str:
    def piece() -> str:
        kind = chance.randrange(3)
        if kind == 0:
            return chance.choice(SPECIAL)
        if kind == 1:
            return "".join(chance.choice("abc XYZ 123") for _ in range(4))
        while True:
            number = chance.choice([chance.randrange(0xA0, 0x3000), chance.randrange(0x3000, 0xD800), chance.randrange(0x10000, 0x1FFFE)])
            if number & 0xFFFE != 0xFFFE:
                return chr(number)
    # White space at the ends and in a row is nobody's to keep in one line.
    return " ".join(("x" + "".join(piece() for _ in range(chance.randrange(1, 9))) + "x").split())


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default="target/debug/dateline")
    args.add_argument("--entries", type=int, default=400)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    try:
        import feedparser
    except ImportError:
        print("SKIPPED: feedparser is not here (pip install feedparser)")
        return 0
    chance = random.Random(args.seed)
    expected = {f"e{number}": {key: text(chance) for key in ("title", "summary", "tag", "body")} for number in range(args.entries)}
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        (root / "articles").mkdir()
        (root / "config.toml").write_text('[site]\ntitle = "G"\nlink = "https://gazette.example/"\n[feeds]\nlimit = 0\nbudget = "50 MB"\n')
        quoted = lambda text: json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
        for number, (name, texts) in enumerate(expected.items()):
            (root / "articles" / f"{name}.toml").write_text(
                f"title = {quoted(texts['title'])}\nsummary = {quoted(texts['summary'])}\ntags = [{quoted(texts['tag'])}]\n"
                f'format = "text"\nbody = {quoted(texts["body"])}\ndate = 2026-03-01T{number // 60:02}:{number % 60:02}:00Z\n'
            )
        done = subprocess.run([Path(args.bin).resolve(), "build", "--root", root, "--format", "concise"], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr[-3000:])
        wrong = []
        for name in ("rss.xml", "atom.xml"):
            feed = feedparser.parse((root / "feeds" / name).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
            read = [(entry.title, entry.summary, entry.tags[0].term, entry.content[0].value, entry.link) for entry in feed.entries]
            wrong += differences(name, read, expected)
        items = json.loads((root / "feeds" / "feed.json").read_text())["items"]
        read = [(item["title"], item["summary"], item["tags"][0], item["content_html"], item["url"]) for item in items]
        wrong += differences("feed.json", read, expected, plain=True)
    print("\n".join(wrong[:20]) or f"{args.entries} entries, four texts each, in three formats: every character as it was typed")
    return 1 if wrong else 0


def differences(feed: str, read: list, expected: dict, plain: bool = False) -> list[str]:
    if len(read) != len(expected):
        return [f"{feed} has {len(read)} entries"]
    wrong = []
    for title, summary, tag, html, link in read:
        texts = expected[link.rstrip("/").rsplit("/", 1)[-1]]
        body = unescape(html.strip().removeprefix("<p>").removesuffix("</p>"))
        found = {"title": title, "summary": summary if plain else unescape(summary), "tag": tag, "body": body}
        wrong += [f"{feed}: {key} {found[key]!r} was {texts[key]!r}" for key in texts if found[key] != texts[key]]
    return wrong


if __name__ == "__main__":
    sys.exit(main())

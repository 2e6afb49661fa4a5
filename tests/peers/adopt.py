#!/usr/bin/env python3
"""What `dateline adopt` makes of the feeds that other generators write of the same articles.

    cargo build && tests/peers/adopt.py [--modules DIR] [--keep DIR]

Needs Python 3.11. A generator that is not here is skipped, and the last line says so: `hugo` and `jekyll` (with
jekyll-feed) are looked for on the path, `feed`, `feedsmith`, `@11ty/eleventy` and `@11ty/eleventy-plugin-rss` in
DIR/node_modules. Each builds the feeds of the corpus below; every article must then have its old id, letter by letter,
and the feeds that dateline builds must have these ids and no others.
"""

import argparse
import datetime
import email.utils
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITE = "https://gazette.example/"
NOW = "2026-06-01T00:00:00Z"
ATOM = "{http://www.w3.org/2005/Atom}"


class Article:
    """An article as it was (`slug`, `title`), and as dateline has it (`file`, `new_title`)."""

    def __init__(self, number, when, slug, title, paragraphs, file=None, new_title=None):
        self.number = number
        self.when = datetime.datetime.fromisoformat(when)
        self.slug = slug
        self.title = title
        self.paragraphs = paragraphs
        self.file = file or slug
        self.new_title = new_title or title

    @property
    def key(self):
        return letters(self.title), self.when.astimezone(datetime.timezone.utc).date().isoformat()

    @property
    def path(self):
        return f"{self.when:%Y/%m}/{self.slug}/"


CORPUS = [
    Article(1, "2025-11-03T08:15:00-05:00", "ferry-returns", "Ferry returns after eleven years",
            ["The Petrel tied up at Packet Wharf on Monday with 88 passengers, nine cars and a piano.",
             "She had been gone since the fire, and nobody had sold the parking meters."]),
    Article(2, "2025-11-10T09:00:00-05:00", "police-log-1", "Police log",
            ["A skiff was reported missing on Tuesday and found on Wednesday, tied to the wrong ring.",
             "No charges were filed."]),
    Article(3, "2025-11-17T09:00:00-05:00", "police-log-2", "Police log",
            ["Two gulls were removed from the bakery with a broom and, the report says, with difficulty.",
             "The bakery has since bought a second broom."]),
    Article(4, "2025-11-20T16:40:00-05:00", "buoy-markup", "Q&A: what <b> means to a buoy engineer",
            ["The sign at the wharf showed its own markup for nine hours, and a crowd gathered to read it.",
             "The fix took four minutes; the ladder took most of the afternoon."]),
    Article(5, "2025-12-01T07:30:00-05:00", "pêcheur-d-islande", "Pêcheur d’Islande comes back to the library",
            ["A novel about fishermen who do not come back came back on Monday, sixty years late.",
             "The fine would have bought the shelf it stands on."], file="pecheur-d-islande"),
    Article(6, "2025-12-05T12:00:00-05:00", "北京", "北京 sends the harbour a lion dance",
            ["Forty visitors from the sister port danced along the breakwater until the tide sent them home.",
             "The lion has dried out and is expected to recover."], file="bei-jing"),
    Article(7, "2025-12-12T18:05:00-05:00", "wells", "Wells on the north shore are safe",
            ["Samples taken from fourteen wells in November show nothing that the county minds, the board was told.",
             "The next samples are due in spring."], new_title="How we read the samples from the wells"),
    Article(8, "2025-12-19T10:00:00-05:00", "dredging", "Lowest bid to dredge is over by $160,000",
            ["The Select Board opened four bids on Thursday, and closed three of them again without a word.",
             "Divers had found a skiff where the channel should be."],
            file="channel-bids", new_title="Board asks town for the difference"),
    Article(9, "2026-01-02T00:00:00-05:00", "tide-board", "Tide board reads “HIGH” — again",
            ["The board at the end of the pier has been right twice a day since New Year, and wrong in between.",
             "A volunteer with a bicycle bell has been appointed."]),
    Article(10, "2026-01-09T23:30:00-05:00", "late-council", "Council meets until midnight",
            ["It was a quarter past eleven when the last amendment was read, and half past when it was lost.",
             "The minutes run to eleven pages, three of them about chairs."]),
    Article(11, "2026-01-16T06:00:00-05:00", "gig-regatta", "Merrow 7, Gannet 6 (a draw, says Gannet)",
            ["The islanders' gig led until the last twenty yards, when somebody waved from the bridge.",
             "The somebody has been asked not to."]),
    Article(12, "2026-01-23T08:00:00-05:00", "editors-note", "A note from the editor",
            ["We have moved to another way of making these pages, and hope that nobody will notice it.",
             "If you do, write to the desk."]),
    Article(13, "2026-01-30T08:00:00-05:00", "ice", "Harbour ice is gone",
            ["The last of the ice went out with Sunday's tide, three weeks earlier than in the year before.",
             "The harbour master has put the axe away."]),
    Article(14, "2026-02-06T08:00:00-05:00", "piano", "The piano, it turns out, was for us",
            ["The piano that came over with the ferry had been addressed to the Gazette all along, and nobody asked.",
             "It is in the hall. Nobody can get past it."]),
]


def letters(text):
    text = re.sub("<[^>]*>", "", html.unescape(html.unescape(text)))
    return "".join(c for c in text.lower() if c.isalnum())


def run(*command, cwd=None, env=None, wanted=0):
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    if done.returncode != wanted:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


# -- The generators: each writes its sources into a folder and gives back the feeds that it built of them.


def markdown(article, head):
    body = "\n\n".join(article.paragraphs)
    return f"---\ntitle: {json.dumps(article.title, ensure_ascii=False)}\n{head}---\n{body}\n"


def hugo(folder, _modules):
    """RSS whose guid is the permalink: another host, http and another scheme of addresses than dateline's."""
    (folder / "content/posts").mkdir(parents=True)
    (folder / "hugo.toml").write_text('baseURL = "http://www.gazette.example/"\ntitle = "The Harbour Gazette"\n'
                                      'disableKinds = ["taxonomy", "term", "section"]\n')
    for one in CORPUS:
        head = f"date: {one.when.isoformat()}\nslug: {one.slug}\n"
        (folder / f"content/posts/{one.number}.md").write_text(markdown(one, head))
    run("hugo", "--quiet", "--source", folder, "--clock", NOW)
    return [folder / "public/index.xml"]


def jekyll(folder, _modules):
    """Atom of jekyll-feed, whose id is the address without its slash."""
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("title: The Harbour Gazette\nurl: https://gazette.example\n"
                                        "permalink: /:year/:month/:title/\nplugins: [jekyll-feed]\n"
                                        "timezone: America/New_York\nfeed: {posts_limit: 99}\n")
    for one in CORPUS:
        head = f"date: {one.when.strftime('%Y-%m-%d %H:%M:%S %z')}\n"
        (folder / f"_posts/{one.when:%Y-%m-%d}-{one.slug}.md").write_text(markdown(one, head))
    run("jekyll", "build", "--quiet", cwd=folder, env={"LANG": "C.UTF-8"})
    return [folder / "_site/feed.xml"]


ELEVENTY = """
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
export default function (config) {
  const metadata = { language: "en", title: "The Harbour Gazette", subtitle: "News", base: "https://gazette.example/",
                     author: { name: "Ada Field", email: "" } };
  for (const [type, outputPath] of [["atom", "/atom.xml"], ["json", "/feed.json"], ["rss", "/rss.xml"]]) {
    config.addPlugin(feedPlugin, { type, outputPath, collection: { name: "posts", limit: 0 }, metadata });
  }
}
"""


def eleventy(folder, modules):
    """Atom, JSON and RSS of Eleventy's plugin: the address in all three."""
    (folder / "posts").mkdir()
    (folder / "node_modules").symlink_to(modules / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "eleventy.config.js").write_text(ELEVENTY)
    for one in CORPUS:
        head = f"date: {one.when.isoformat()}\ntags: posts\npermalink: {json.dumps('/' + one.path, ensure_ascii=False)}\n"
        (folder / f"posts/{one.number}.md").write_text(markdown(one, head))
    run("node", modules / "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", cwd=folder)
    return [folder / "_site/atom.xml", folder / "_site/feed.json", folder / "_site/rss.xml"]


FEED = """
import { Feed } from "feed";
import { readFileSync, writeFileSync } from "node:fs";
const feed = new Feed({ title: "The Harbour Gazette", id: "https://gazette.example/", link: "https://gazette.example/",
                        updated: new Date(0), feedLinks: {} });
for (const { title, link, number, date, content } of JSON.parse(readFileSync("corpus.json"))) {
  feed.addItem({ title, link, id: "https://gazette.example/?p=" + number, guid: String(number), date: new Date(date), content });
}
writeFileSync("rss.xml", feed.rss2());
writeFileSync("atom.xml", feed.atom1());
writeFileSync("feed.json", feed.json1());
"""

FEEDSMITH = """
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import { readFileSync, writeFileSync } from "node:fs";
const all = JSON.parse(readFileSync("corpus.json")).map((one) => ({ ...one, when: new Date(one.date) }));
const title = "The Harbour Gazette", site = "https://gazette.example/";
writeFileSync("rss.xml", generateRssFeed({ title, link: site, description: title, items: all.map((one) => ({
  title: one.title, link: one.link + "?utm_source=rss", pubDate: one.when, description: one.content,
  guid: { value: "?p=" + one.number, isPermaLink: false } })) }));
writeFileSync("atom.xml", generateAtomFeed({ id: site, title: { value: title }, updated: new Date(0), entries: all.map((one) => ({
  id: "tag:gazette.example,2025:/posts/" + one.number, title: { value: one.title }, updated: one.when, published: one.when,
  links: [{ href: one.link, rel: "alternate" }], content: { value: one.content, type: "html" } })) }));
writeFileSync("feed.json", JSON.stringify(generateJsonFeed({ title, items: all.map((one) => ({
  id: String(one.number), url: one.link, title: one.title, date_published: one.when, content_html: one.content })) })));
"""


def by_script(script):
    def build(folder, modules):
        (folder / "node_modules").symlink_to(modules / "node_modules")
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "build.js").write_text(script)
        corpus = [{"title": one.title, "link": SITE + one.path, "number": one.number, "date": one.when.isoformat(),
                   "content": "".join(f"<p>{paragraph}</p>" for paragraph in one.paragraphs)} for one in CORPUS]
        (folder / "corpus.json").write_text(json.dumps(corpus))
        run("node", "build.js", cwd=folder)
        return [folder / "rss.xml", folder / "atom.xml", folder / "feed.json"]
    return build


feed = by_script(FEED)
feed.__doc__ = "RSS with numbers as guids, Atom and JSON with `?p=` addresses, of the package `feed`."
feedsmith = by_script(FEEDSMITH)
feedsmith.__doc__ = "Three formats with three ids, of the package `feedsmith`; one is a relative reference."

GENERATORS = {
    "hugo": (hugo, lambda modules: shutil.which("hugo")),
    "jekyll-feed": (jekyll, lambda modules: shutil.which("jekyll")),
    "eleventy": (eleventy, lambda modules: is_installed(modules, "@11ty/eleventy", "@11ty/eleventy-plugin-rss")),
    "feed": (feed, lambda modules: is_installed(modules, "feed")),
    "feedsmith": (feedsmith, lambda modules: is_installed(modules, "feedsmith")),
}


def is_installed(modules, *packages):
    return shutil.which("node") and modules and all((modules / "node_modules" / name).is_dir() for name in packages)


# -- What the feeds say, read without dateline.


def entries(path):
    """(title, day, id) of each entry, by the format's own rules."""
    if path.suffix == ".json":
        items = json.loads(path.read_text())["items"]
        return "json", [(one.get("title", ""), day(one.get("date_published") or one["date_modified"]), one["id"]) for one in items]
    root = ET.parse(path).getroot()
    if root.tag == "rss":
        found = [(one.findtext("title"), mail_day(one.findtext("pubDate")), one.findtext("guid")) for one in root.iter("item")]
        return "rss", found
    return "atom", [(one.findtext(ATOM + "title"), day(one.findtext(ATOM + "published") or one.findtext(ATOM + "updated")),
                     one.findtext(ATOM + "id")) for one in root.iter(ATOM + "entry")]


def day(text):
    return datetime.datetime.fromisoformat(text).astimezone(datetime.timezone.utc).date().isoformat()


def mail_day(text):
    return email.utils.parsedate_to_datetime(text).astimezone(datetime.timezone.utc).date().isoformat()


# -- dateline's side.


def publication(folder):
    (folder / "articles").mkdir(parents=True)
    (folder / "config.toml").write_text(f'[site]\ntitle = "The Harbour Gazette"\nlink = "{SITE}"\n'
                                        'description = "News"\nlanguage = "en"\ntimezone = "America/New_York"\n')
    for one in CORPUS:
        body = "\n\n".join(one.paragraphs)
        title = json.dumps(one.new_title, ensure_ascii=False)
        (folder / f"articles/{one.file}.toml").write_text(
            f'# No. {one.number}\ntitle = {title}\ndate  = {one.when.isoformat()}\nbody  = """\n{body}\n"""\n')


def id_in(article, form, folder):
    written = tomllib.loads((folder / f"articles/{article.file}.toml").read_text())["id"]
    return written if isinstance(written, str) else written.get(form, written["atom"])


def check(name, feeds, folder, dateline):
    """Adopts feeds, builds, and holds every id against the old one."""
    publication(folder)
    sources = {path: path.read_text() for path in folder.glob("articles/*.toml")}
    told = run(dateline, "adopt", *feeds, "--root", folder, "--now", NOW)
    print("   " + told.splitlines()[-1])
    for path, old in sources.items():
        lines = [line for line in path.read_text().splitlines() if not line.startswith("id ")]
        assert lines == old.splitlines(), f"{name}: {path.name}: more than the id has changed"
    run(dateline, "build", "--root", folder, "--now", NOW, "--quiet")
    built = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
    for path in feeds:
        form, old = entries(path)
        expected = {(letters(title), day): id for title, day, id in old}
        assert len(expected) == len(CORPUS), f"{name}: {path.name} has {len(expected)} entries of {len(CORPUS)}"
        for article in CORPUS:
            found = id_in(article, form, folder)
            assert found == expected[article.key], f"{name}, {form}: {article.file} has {found}, not {expected[article.key]}"
        _, new = entries(folder / "feeds" / built[form])
        ids = sorted(id for _, _, id in new)
        assert ids == sorted(expected.values()), f"{name}, {form}: the built feed has other ids: {ids}"
    again = run(dateline, "adopt", *feeds, "--root", folder, "--now", NOW, "--dry-run")
    assert "@@" not in again, f"{name}: a second run would change something:\n{again}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modules", type=pathlib.Path, help="the folder that has node_modules")
    parser.add_argument("--keep", type=pathlib.Path, help="work in this folder, and leave it")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/debug/dateline", help="the command")
    args = parser.parse_args()
    modules = args.modules and args.modules.resolve()
    skipped = []
    with tempfile.TemporaryDirectory() as temporary:
        home = args.keep or pathlib.Path(temporary)
        for name, (build, is_here) in GENERATORS.items():
            if not is_here(modules):
                skipped.append(name)
                continue
            print(f"{name}: {build.__doc__}")
            (home / name / "old").mkdir(parents=True)
            feeds = build(home / name / "old", modules)
            for feed in feeds:
                check(name, [feed], home / name / f"from-{feed.name}", args.bin.resolve())
            if len(feeds) > 1:
                check(name, feeds, home / name / "from-all", args.bin.resolve())
    print(f"skipped, since they are not here: {', '.join(skipped)}" if skipped else "every generator was tried")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Builds on a disk that is full, in steps from no room at all to enough; needs root, to mount one of its own.

    tests/faults/full.py [--bin target/debug/dateline]

Where there is no room, the build says so with status 2 and leaves every feed as it was; with room again, the next one
does the rest. The disk is read-only once as well. Then `pin`, `new` and `init` do their work on such a disk: each
article is the old one or the new one, and none is half there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import publication


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default="target/debug/dateline")
    binary = str(Path(args.parse_args().bin).resolve())
    if os.geteuid() != 0:
        print("SKIPPED: mounting a small disk needs root")
        return 0
    with tempfile.TemporaryDirectory() as home:
        root = Path(home) / "gazette"
        publication.write(root, 1)
        publication.build(binary, root)
        new = publication.files(root / "feeds")
        publication.write(root, 0)
        (root / "feeds").rename(root / "new")
        (root / "feeds").mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(root / "feeds")])
        if mounted.returncode != 0:
            print("SKIPPED: no disk can be mounted here")
            return 0
        try:
            wrong = fill(binary, root, new)
        finally:
            subprocess.run(["umount", str(root / "feeds")], check=True)
        desk = Path(home) / "desk"
        desk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(desk)], check=True)
        try:
            wrong += fill_articles(binary, desk)
        finally:
            subprocess.run(["umount", str(desk)], check=True)
    print("\n".join(wrong) or "nothing was lost")
    return 1 if wrong else 0


def remount(feeds: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(feeds)], check=True)


def fill(binary: str, root: Path, new: dict[str, bytes]) -> list[str]:
    feeds = root / "feeds"
    publication.build(binary, root)
    old = publication.files(feeds)
    wrong, refused, done = [], 0, 0
    ballast = feeds / "ballast"
    remount(feeds, "ro")
    publication.write(root, 1)
    result = publication.build(binary, root)
    if result.returncode != 2 or "cannot write feeds/" not in result.stderr:
        wrong.append(f"read-only: status {result.returncode}: {result.stderr}")
    remount(feeds, "rw")
    for room in range(0, 2000, 40):
        free = os.statvfs(feeds)
        size = free.f_bavail * free.f_bsize - room * 1024
        ballast.write_bytes(b"")
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(size, 1))
        publication.write(root, 1)
        result = publication.build(binary, root)
        ballast.unlink()
        if result.returncode == 0:
            done += 1
            wrong += publication.leftovers(feeds, new)
        else:
            refused += 1
            if result.returncode != 2 or "cannot write feeds/" not in result.stderr:
                wrong.append(f"{room} KiB: status {result.returncode}: {result.stderr}")
            wrong += publication.faults(feeds, [old, new])
            wrong += [f"{room} KiB: {name} is left" for name in publication.files(feeds) if publication.is_temporary(name)]
            if publication.build(binary, root).returncode != 0:
                wrong.append(f"{room} KiB: the next build fails")
            wrong += publication.leftovers(feeds, new)
        publication.write(root, 0)
        publication.build(binary, root)
        wrong += publication.leftovers(feeds, old)
    print(f"{refused} builds without room, {done} with enough")
    return wrong + ([] if refused and done else ["the disk was never full, or always"])


def run(command: list[str]) -> int:
    return subprocess.run(command, capture_output=True).returncode


def leave(disk: Path, room: int) -> Path:
    """A file that leaves so many KiB of a disk."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free.f_bavail * free.f_bsize - room * 1024, 1))
    return ballast


def fill_articles(binary: str, disk: Path) -> list[str]:
    root, begun = disk / "gazette", disk / "begun"
    old = publication.write_unpinned(root, 40)
    run(publication.pin(binary, root))
    new = publication.files(root / "articles")
    wrong, counts = [], {"without": 0, "with": 0}
    for room in range(0, 400, 8):
        publication.write_unpinned(root, 40)
        shutil.rmtree(begun, ignore_errors=True)
        ballast = leave(disk, room)
        results = {"pin": run(publication.pin(binary, root))}
        results["new"] = run(publication.new(binary, root, "Ferry"))
        results["init"] = run(publication.init(binary, begun))
        ballast.unlink()
        after = publication.files(root / "articles")
        written = after.pop("ferry.toml", None)
        if after != (old if results["pin"] else new):
            wrong.append(f"{room} KiB: pin ended with {results['pin']} and left {sorted(after.keys() ^ old.keys())}")
        if (written is None) != (results["new"] != 0) or written is not None and not written.endswith(b'"""\n'):
            wrong.append(f"{room} KiB: new ended with {results['new']} and left {written}")
        names = sorted(publication.files(begun)) if begun.exists() else None
        if names != (None if results["init"] else [".gitattributes", "articles/welcome.toml", "config.toml"]):
            wrong.append(f"{room} KiB: init ended with {results['init']} and left {names}")
        for status in results.values():
            counts["with" if status == 0 else "without"] += 1
            wrong += [f"{room} KiB: status {status}"] if status not in (0, 2) else []
        if written is not None:
            (root / "articles" / "ferry.toml").unlink()
    print(f"{counts['without']} runs of pin, new and init without room, {counts['with']} with enough")
    return wrong + ([] if all(counts.values()) else ["the disk was never full for articles, or always"])


if __name__ == "__main__":
    sys.exit(main())

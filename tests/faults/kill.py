#!/usr/bin/env python3
"""Kills builds at random moments, then runs several at once; then kills `pin`, `new` and `init`.

    tests/faults/kill.py [--bin target/debug/dateline] [--kills 300] [--seed 1]

After each kill every feed must be that of one version, whole, and nothing may point at what is not there; a build that
is let run must leave its own files and nothing else. An article is always the old one or the new one, whole, and the
next run of the command does the rest. `pin` is killed a third as often as builds, `new` and `init` as well.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import publication


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", default="target/debug/dateline")
    args.add_argument("--kills", type=int, default=300)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    chance = random.Random(args.seed)
    binary = str(Path(args.bin).resolve())
    with tempfile.TemporaryDirectory() as home:
        versions, seconds = expected(binary, Path(home))
        wrong = kill(binary, Path(home) / "killed", versions, seconds, args.kills, chance)
        wrong += at_once(binary, Path(home) / "at-once", versions)
        wrong += kill_pin(binary, Path(home) / "pinned", args.kills // 3, chance)
        wrong += kill_new(binary, Path(home) / "new", args.kills // 3, chance)
    print("\n".join(wrong) or "nothing was lost")
    return 1 if wrong else 0


def expected(binary: str, home: Path) -> tuple[list[dict[str, bytes]], float]:
    """What undisturbed builds make of each version, and how long one takes."""
    versions, seconds = [], []
    for number in range(3):
        root = home / f"version-{number}"
        publication.write(root, number)
        begun = time.monotonic()
        done = publication.build(binary, root)
        seconds.append(time.monotonic() - begun)
        if done.returncode != 0:
            sys.exit(f"version {number} does not build:\n{done.stderr}")
        versions.append(publication.files(root / "feeds"))
    return versions, max(seconds)


def kill(binary, root, versions, seconds, kills, chance) -> list[str]:
    moments, wrong = Counter(), []
    feeds = root / "feeds"
    publication.write(root, 0)
    publication.build(binary, root)
    while moments["killed"] < kills and not wrong:
        number = chance.randrange(3)
        publication.write(root, number)
        before = publication.files(feeds)
        running = subprocess.Popen(
            publication.command(binary, root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Most of the time goes by before the first byte is written, so half of the kills aim at what comes after.
        late = chance.random() < 0.5
        time.sleep(chance.uniform(0.5, 1.1) * seconds if late else chance.uniform(0, seconds))
        running.kill()
        if running.wait() != -9:
            moments["ended before the kill"] += 1
        else:
            moments["killed"] += 1
            after = publication.files(feeds)
            if after == before:
                moments["before anything was written"] += 1
            elif publication.leftovers(feeds, versions[number]):
                moments["in the midst of writing"] += 1
            else:
                moments["when all was written"] += 1
        wrong += publication.faults(feeds, versions)
        if chance.random() < 0.3:
            number = chance.randrange(3)
            publication.write(root, number)
            done = publication.build(binary, root)
            wrong += [done.stderr] if done.returncode != 0 else publication.leftovers(feeds, versions[number])
            moments["completed by the next build"] += 1
    print(", ".join(f"{count} {what}" for what, count in moments.items()))
    return wrong


def at_once(binary, root, versions) -> list[str]:
    """Builds that begin together wait for each other."""
    wrong = []
    for round in range(10):
        number = round % 3
        publication.write(root, number)
        running = [
            subprocess.Popen(publication.command(binary, root), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(5)
        ]
        for process in running:
            _, errors = process.communicate()
            if process.returncode != 0:
                wrong.append(errors.decode())
        wrong += publication.leftovers(root / "feeds", versions[number])
    print("50 builds, five at once")
    return wrong


def killed(command: list[str], seconds: float) -> bool:
    """Whether a command was killed after so long, and had not ended by itself."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    running.kill()
    return running.wait() == -9


def timed(command: list[str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - begun


def kill_pin(binary, root, kills, chance) -> list[str]:
    old = publication.write_unpinned(root, 300)
    seconds = timed(publication.pin(binary, root))
    new = publication.files(root / "articles")
    moments, wrong = Counter(), []
    while moments["kills of pin"] < kills and not wrong:
        publication.write_unpinned(root, 300)
        moments["kills of pin"] += killed(publication.pin(binary, root), chance.uniform(0.2, 1.1) * seconds)
        after = publication.files(root / "articles")
        litter = [name for name in after if publication.is_temporary(name)]
        moments["with some files written, or about to be"] += bool(litter) or after not in (old, new)
        wrong += [f"{name} is neither" for name in after if name not in litter and after[name] not in (old[name], new[name])]
        wrong += [f"{name} is gone" for name in old.keys() - after.keys()]
        subprocess.run(publication.pin(binary, root), check=True, capture_output=True)
        if publication.files(root / "articles") != (new if after != new else after):
            # What is pinned already needs no pinning, so that litter may wait for the next run that writes.
            left = publication.files(root / "articles").keys() - new.keys()
            wrong += [f"{name} is left" for name in left] or ["the next run leaves other articles"]
    print(", ".join(f"{count} {what}" for what, count in moments.items()))
    return wrong


def kill_new(binary, root, kills, chance) -> list[str]:
    """A publication is begun and gets an article, over and over, and is killed meanwhile."""
    seconds = timed(publication.init(binary, root)), timed(publication.new(binary, root, "Ferry"))
    whole = publication.files(root)
    moments, wrong = Counter(), []
    while moments["kills of init and new"] < kills and not wrong:
        shutil.rmtree(root)
        moments["kills of init and new"] += killed(publication.init(binary, root), chance.uniform(0, 1.1) * seconds[0])
        wrong += unlike(publication.files(root), whole)
        if not (root / "config.toml").exists():
            subprocess.run(publication.init(binary, root), check=True, capture_output=True)
        moments["kills of init and new"] += killed(
            publication.new(binary, root, "Ferry"), chance.uniform(0, 1.1) * seconds[1]
        )
        wrong += unlike(publication.files(root), whole)
        if not (root / "articles/ferry.toml").exists():
            subprocess.run(publication.new(binary, root, "Ferry"), check=True, capture_output=True)
        if publication.files(root) != whole:
            wrong.append(f"afterwards there is {sorted(publication.files(root))}")
    print(", ".join(f"{count} {what}" for what, count in moments.items()))
    return wrong


def unlike(found: dict[str, bytes], whole: dict[str, bytes]) -> list[str]:
    return [f"{name} is not whole" for name, data in found.items() if not publication.is_temporary(name) and whole[name] != data]


if __name__ == "__main__":
    sys.exit(main())

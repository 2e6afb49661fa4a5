#!/usr/bin/env python3
"""Kills builds at random moments, then runs several at once.

    tests/faults/kill.py [--bin target/debug/dateline] [--kills 300] [--seed 1]

After each kill every feed must be that of one version, whole, and nothing may point at what is not there; a build that
is let run must leave its own files and nothing else.
"""

import argparse
import random
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


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Problems that the program draws and certifies, certified again here: no certificate may be false, and there must be
problems: each of these optimizers can be asked for at every level, so that a set that is refused fails as well.

    recertify.py --program build/cli/stepmark --count 1000 --seed 1 [--optimizer adam-slides] [--level medium]

--count is the number of problems for each optimizer and level, where one was not named. STEPMARK_TEST_SCALE multiplies it.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from certificate import PROPERTIES, judged
from methods import METHODS

LEVELS = ("easy", "medium", "hard")


def generated(program, directory, optimizer, level, count, seed, family):
    """The manifest's entries, or none where the program says that nothing satisfies the demands."""
    command = [program, "generate", "--optimizer", optimizer, "--level", level, "--count", str(count), "--seed", str(seed)]
    command += ["-o", directory]
    done = subprocess.run(command + (["--family", family] if family else []), capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr.strip()
    with open(os.path.join(directory, "manifest.json")) as file:
        return json.load(file)["problems"], ""


class Tally:
    def __init__(self):
        self.counts = collections.Counter()
        self.false = []

    def compare(self, path, certificate):
        self.counts["problems"] += 1
        found = judged(path)
        self.counts["wrong methods kept out"] += len(found.seen)
        self.counts["wrong methods that show nowhere"] += len(found.invisible)
        self.counts["of these one unit away in an exact line"] += found.barely
        why = [f"{name}: {reason}" for name, reason in found.failed.items() if certificate[name]]
        # What the certificate sets aside as "not tested here" (wholly, without "in ...") must not be seen.
        seen = {fault.partition("/")[0] for fault in found.seen}
        why += [f"not_tested: {name} can be seen" for name in certificate["not_tested"] if name in seen]
        if why:
            with open(path) as file:
                self.false.append(f"{path}\n" + "\n".join("  " + line for line in why) + "\n" + file.read())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--optimizer", choices=sorted(METHODS))
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--family", default="", help="families by comma, each gets --count problems; the usual one when left out")
    options = parser.parse_args()
    count = options.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    false, refused = 0, 0
    for optimizer in [options.optimizer] if options.optimizer else METHODS:
        for level in [options.level] if options.level else LEVELS:
            for family in options.family.split(","):
                tally = recertify(options, optimizer, level, count, family)
                false += len(tally.false)
                refused += tally.counts["sets refused"]
    print(f"{false} false certificates, {refused} sets refused")
    return 1 if false or refused else 0


def recertify(options, optimizer, level, count, family):
    """Sets of 50, because the problems of one set are all the same amount of work."""
    tally = Tally()
    for first in range(0, count, 50):
        with tempfile.TemporaryDirectory() as scratch:
            directory = os.path.join(scratch, "set")
            size, seed = min(50, count - first), options.seed * 1000 + first // 50
            entries, refusal = generated(options.program, directory, optimizer, level, size, seed, family)
            if entries is None:
                print(f"{optimizer}, {level}, {family}: {refusal}", flush=True)
                tally.counts["sets refused"] += 1
                continue
            for entry in entries:
                tally.compare(os.path.join(directory, entry["file"]), entry["certificate"])
    for report in tally.false[:3]:
        print(report)
    told = ", ".join(f"{n} {what}" for what, n in tally.counts.items())
    print(f"{optimizer}, {level}{', ' + family if family else ''}: {told}; {len(tally.false)} false", flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())

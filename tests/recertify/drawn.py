#!/usr/bin/python3
"""Problems drawn at random, good and bad: the program and this folder must find the same of the six properties.

    drawn.py --program build/cli/stepmark --count 200 --seed 1
"""
import argparse
import collections
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from certificate import PROPERTIES, Problem, judged
from files import certify, draw_files
from methods import NOT_WORKED_HERE, faults
from number import Undecided


def name_of(fault):
    return fault.partition("/")[0]


def disagreements(path, certificate, counts):
    """What the two say differently of a problem."""
    found = judged(path)
    if not certificate["defined"] or "defined" in found.failed:
        counts["not defined"] += 1
        return [] if certificate["defined"] != ("defined" in found.failed) else [f"defined: {found.failed} or {certificate['reasons']}"]
    why = []
    for name in PROPERTIES:
        if name == "discriminating" and not (certificate["fair"] and certificate["tidy"]):
            continue  # the window says nothing then
        unseen = {u["rival"] for u in certificate["unseen"]}
        if name == "discriminating" and unseen and unseen <= NOT_WORKED_HERE:
            continue  # for these, only the program can tell
        counts[name if certificate[name] else "not " + name] += 1
        if certificate[name] == (name in found.failed):
            why.append(f"{name}: {found.failed.get(name, 'holds')}; the program: {certificate.get('reasons', 'holds')}")
    # The names of all the wrong methods that apply.
    named = set(certificate["tested"]) | {u["rival"] for u in certificate["unseen"]} | {n.split(" in ")[0] for n in certificate["not_tested"]}
    ours = {name_of(fault) for fault in faults(Problem(path))}
    named -= NOT_WORKED_HERE
    if named != ours:
        why.append(f"wrong methods: only here {sorted(ours - named)}, only there {sorted(named - ours)}")
    return why


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    counts, differing = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as scratch:
        paths = draw_files(random.Random(options.seed), scratch, count)
        certificates, _ = certify(options.program, paths)
        for path, certificate in zip(paths, certificates):
            try:
                why = disagreements(path, certificate, counts)
            except Undecided:  # an irrational number on a boundary, so far as a thousand places tell
                counts["undecided here"] += 1
                continue
            if why:
                differing += 1
                with open(path) as file:
                    print("\n".join(why), file.read(), sep="\n")
    print(f"{count} problems drawn: " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())) + f"; {differing} differ")
    return 1 if differing or counts["undecided here"] * 500 > count else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A course from its roster to its gradebook: a paper of three questions, drawn for every student, handed in by honest, faulty,
absent, doubled and misnamed students, and by some who have a neighbour's answers. Shares nothing with the program but its files.

    course.py --program build/cli/stepmark --students 300 --seed 1

STEPMARK_TEST_SCALE multiplies the number of students.
"""
import argparse
import csv
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from fractions import Fraction as F

PAPER = """title = "Quiz 2: Optimizers"
course = "COMP5329"
date = "2026-12-04"
seed = {seed}

[[question]]
problem = "fixed.toml"
marks = 10

[[question]]
optimizer = "momentum"
marks = 12

[[question]]
optimizer = "adagrad-slides"
kind = "final"
variants = 5
marks = "7/2"
"""
FIXED = """optimizer = "momentum"
steps = 2
[hyperparameters]
eta = 0.1
gamma = 0.9
[objective]
function = "x^2 + 3*y^2"
start = { x = 3, y = -1.7 }
[working]
round = "4 places"
"""
NAMES = ["Ada Lovelace", "O'Neil, Shaun", "\u738b\u5c0f\u660e", "=cmd|' /C calc'!A0", "$x^2$ <b>", "\u0639\u0645\u0631", ""]
missed = []


def demand(holds, what):
    if not holds:
        missed.append(what)
        print("missed:", what)


class Course:
    def __init__(self, program, folder, seed):
        self.program, self.folder, self.seed = program, folder, seed
        self.write("paper.toml", PAPER.format(seed=seed))
        self.write("fixed.toml", FIXED)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def roster(self, students):
        with open(self.path("roster.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["student", "name", "group"])
            writer.writerows([s, NAMES[sum(map(ord, s)) % len(NAMES)], "A"] for s in students)

    def run(self, *words, expected=0):
        done = subprocess.run([self.program, *words], capture_output=True, text=True, cwd=self.folder)
        if done.returncode != expected:
            sys.exit(f"{words}: exit {done.returncode}\n{done.stderr}")
        return done

    def edition(self, students, where, *more):
        self.roster(students)
        return self.run("paper", "paper.toml", "--roster", "roster.csv", "-o", where, *more)

    def key(self, where):
        rows = {}
        with open(self.path(where + "/key.csv"), newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["student"], []).append(row)
        return rows


def same_files(one, other, names):
    return all(filecmp.cmp(os.path.join(one, name), os.path.join(other, name), shallow=False) for name in names)


def all_files(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)


def check_stability(course, students):
    """The same bytes again and by one thread; who is added or leaves changes no other copy."""
    course.edition(students, "one")
    course.edition(students, "again", "--threads", "1")
    one, again = course.path("one"), course.path("again")
    demand(all_files(one) == all_files(again) and same_files(one, again, all_files(one)), "the same bytes again")
    course.edition(students[1:] + ["added"], "changed")
    kept = [f"{kind}/{s}.{end}" for s in students[1:] for kind, end in (("copies", "md"), ("solutions", "md"), ("sheets", "csv"))]
    demand(same_files(one, course.path("changed"), kept), "copies of those who stay")


def check_kills(course, students, r, kills):
    whole = course.path("one")
    for i in range(kills):
        target = f"killed{i}"
        course.roster(students)
        words = [course.program, "paper", "paper.toml", "--roster", "roster.csv", "-o", target]
        child = subprocess.Popen(words, cwd=course.folder, stderr=subprocess.DEVNULL)
        time.sleep(r.uniform(0, 0.6))
        child.send_signal(signal.SIGKILL)
        child.wait()
        time.sleep(0.05)
        if not os.path.isdir(course.path(target)):
            continue
        course.edition(students, target, "--resume")
        demand(all_files(course.path(target)) == all_files(whole) and same_files(course.path(target), whole, all_files(whole)),
               f"the same bytes after kill {i}")
        shutil.rmtree(course.path(target))


def handed_in(r, students, key):
    """Rows of the class, and what is known of each student."""
    rows, known = [], {}
    for i, student in enumerate(students):
        kind = "honest" if i % 10 < 5 else ["partly", "faulty", "absent", "doubled", "neighbour"][i % 10 - 5]
        own = [dict(row) for row in key[student]]
        known[student] = (kind, None)
        if kind == "faulty":
            line = r.choice([row for row in own if row["question"] == "1" and row["quantity"] == "theta" and row["t"] == "2"])
            line["value"] = str(float(line["value"]) + 7.3)
        if kind == "neighbour":
            other = r.choice([s for s in students if s != student])
            own = [row for row in own if row["question"] != "2"] + [dict(row) for row in key[other] if row["question"] == "2"]
            known[student] = (kind, other)
        if kind == "partly":
            other = r.choice([s for s in students if s != student])
            theirs = {(row["t"], row["quantity"], row["component"]): row["value"] for row in key[other] if row["question"] == "2"}
            for row in own:
                if row["question"] == "2" and row["t"] == "2":
                    row["value"] = theirs.get((row["t"], row["quantity"], row["component"]), "")
            known[student] = (kind, other)
        if kind != "absent":
            rows += [[student, row["question"], row["t"], row["quantity"], row["component"], row["value"]] for row in own]
        if kind == "doubled":
            rows += [["nobody", "1", "1", "g", "x", "1"]]
            rows += [[student, "1", "1", "g", "x", "0"]]
    return rows, known


def check_shards(course, shards=3):
    """What shards have marked, put together, is what one run has; and nothing has changed against it."""
    for k in range(1, shards + 1):
        course.run("mark", "one", "class.csv", "-o", f"part{k}.csv", "--statistics", f"part{k}.json", "--shard", f"{k}/{shards}")
    for end, whole in (("csv", "grades.csv"), ("json", "hard.json")):
        course.run("merge", *[f"part{k}.{end}" for k in range(1, shards + 1)], "-o", "merged." + end)
        demand(filecmp.cmp(course.path("merged." + end), course.path(whole), shallow=False), f"the shards' {end} merged")
    again = course.run("mark", "one", "class.csv", "--previous", "grades.csv")
    demand(again.stderr.startswith("none of "), f"nothing has changed: {again.stderr}")


def check_marks(course, students, r):
    key = course.key("one")
    rows, known = handed_in(r, students, key)
    with open(course.path("class.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "question", "t", "quantity", "component", "value"])
        writer.writerows(rows)
    course.run("mark", "one", "class.csv", "-o", "grades.csv", "--feedback", "feedback", "--statistics", "hard.json")
    course.run("mark", "one", "class.csv", "-o", "grades1.csv", "--threads", "1")
    demand(filecmp.cmp(course.path("grades.csv"), course.path("grades1.csv"), shallow=False), "the same gradebook by one thread")
    check_shards(course)
    with open(course.path("grades.csv"), newline="", encoding="utf-8") as file:
        grades = list(csv.DictReader(file))
    demand([g["student"] for g in grades[:len(students)]] == students, "a row a student, in the order of the roster")
    noted = {"neighbour": 0, "partly": 0}
    for grade in grades[:len(students)]:
        kind, other = known[grade["student"]]
        full = F(grade["out_of"]) == F(grade["marks"])
        accused = "variant" in grade["note"]
        demand(F(grade["out_of"]) == F("25.5"), "out of 25.5")
        if kind in ("honest", "doubled"):
            demand(full and not accused, f"{kind} {grade['student']}: all marks, nobody accused ({grade})")
            demand(kind == "honest" or "2 sheets" in grade["note"], "a second sheet is noted")
        if kind == "absent":
            demand(grade["marks"] == "0" and grade["note"] == "no sheet", "absent")
        if kind == "faulty":
            # One of 12 lines, and of its two marks both; nothing comes after it.
            demand(F(grade["q1"]) == F("9.17") and F(grade["q2"]) == 12, f"faulty: {grade}")
            demand(not accused, "a faulty student is not accused")
        if kind in ("neighbour", "partly") and accused:
            noted[kind] += 1
            part = "step 2 of question 2" if kind == "partly" else "question 2"
            demand(f"{part} agrees with {other}'s variant" in grade["note"], f"the right neighbour: {grade}")
    copied = {kind: sum(kind == k for k, _ in known.values()) for kind in noted}
    # What of a step is taken for another convention, or follows from a misread number, tells nothing of a neighbour.
    for kind, share in (("neighbour", 0.95), ("partly", 0.75)):
        demand(noted[kind] >= share * copied[kind], f"{noted[kind]} of {copied[kind]} {kind} found")
    demand(any(g["student"] == "nobody" and "not on the roster" in g["note"] for g in grades), "who is on no roster is told so")
    with open(course.path("grades.csv"), encoding="utf-8") as file:
        demand(",=cmd" not in file.read(), "no formula in the gradebook")
    demand(len(os.listdir(course.path("feedback"))) == sum(kind != "absent" for kind, _ in known.values()), "a mark sheet a student")
    return sum(noted.values()), sum(copied.values())


def pages_of(file):
    """The text of each page of a PDF."""
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def check_pages(course, students):
    """One PDF of all copies to be printed on both sides, and one a student; the same bytes again."""
    course.edition(students, "printed", "--to", "pdf")
    course.edition(students, "printed again", "--to", "pdf")
    printed, again = course.path("printed"), course.path("printed again")
    demand(same_files(printed, again, [name for name in all_files(printed) if name.endswith(".pdf")]), "the same PDFs again")
    all_pages = pages_of(os.path.join(printed, "copies.pdf"))
    at = 0
    for student in students:
        own = pages_of(os.path.join(printed, "copies", student + ".pdf"))
        demand(at % 2 == 0, f"{student} begins on the front of a sheet")
        demand(student in own[0] and all_pages[at:at + len(own)] == own, f"{student}'s pages are those among all copies")
        demand(sum("Student:" in page for page in own) == 1, f"{student}'s copy alone")
        demand(all(student in page for page in own), f"{student} at the head of every page")
        solution = pages_of(os.path.join(printed, "solutions", student + ".pdf"))
        demand(all(student in page for page in solution) and "solutions" in solution[0], f"{student}'s solutions")
        demand(own[-1].strip().endswith(str(len(own))), f"{student}'s pages are numbered from 1")
        at += len(own)
        if at % 2 and student != students[-1]:
            demand(all_pages[at].strip() == "", "a back that is left blank")
            at += 1
    demand(at == len(all_pages), "no page too many")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--students", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pages", type=int, default=3, help="copies that are made PDF")
    options.add_argument("--kills", type=int, default=4)
    o = options.parse_args()
    count = o.students * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    r = random.Random(o.seed)
    students = [f"S{i:04}" for i in range(1, count + 1)]
    with tempfile.TemporaryDirectory() as folder:
        course = Course(os.path.abspath(o.program), folder, o.seed)
        check_stability(course, students)
        check_kills(course, students, r, o.kills)
        noted, copied = check_marks(course, students, r)
        if o.pages:
            check_pages(course, students[:o.pages])
    print(f"{count} students; {noted} of {copied} copies of neighbours found; {len(missed)} demands missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

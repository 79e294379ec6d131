#!/usr/bin/env python3
"""A simulated class: problems drawn at random, students with honest rounding of every kind or with faults that are known; the
program marks them, and what it says of every line is held against what was done.

    simulate.py --program build/cli/stepmark --sheets 2000 --seed 1

--sheets is the number of each kind for each optimizer. STEPMARK_TEST_SCALE multiplies it.
"""
import argparse
import collections
import copy
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal as D

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from slips import slip_for
from students import CONVENTIONS, EXCLUSIVE, NONE, OPTIMIZERS, Student, rounded

SHEETS_OF_A_PROBLEM = 25
EXPLANATIONS = 100  # of a line, at most: mistakes and slips that a checker may think of


class Problem:
    def __init__(self, r, name):
        pick = lambda *values: D(r.choice(values))
        self.name, self.count = name, r.choice([2, 2, 3])
        self.places = r.choice([4, 5, 6])
        self.unit = D(1).scaleb(-self.places)
        while True:
            self.a = [D(r.randint(1, 6)), D(r.randint(1, 6))]
            self.b = [D(r.randint(-30, 30)) / 10 for _ in range(2)]
            self.start = [D(r.randint(-50, 50)) / 10 for _ in range(2)]
            first = [a * x + b for a, b, x in zip(self.a, self.b, self.start)]
            if r.random() < 0.1:  # components that are alike
                self.a[1], self.b[1], self.start[1] = self.a[0], self.b[0], self.start[0]
                first[1] = first[0]
            if all(abs(g) > D("0.8") for g in first):
                break
        self.gives, self.carry = r.random() < 0.7, r.choice(["rounded", "rounded", "exact"])
        self.eta = pick("0.1", "0.05", "0.02", "0.2")
        self.gamma = pick("0.6", "0.7", "0.8", "0.9")
        self.beta1, self.beta2 = pick("0.6", "0.7", "0.8"), pick("0.9", "0.95")

    def steps(self):
        return range(1, self.count + 1)

    def work(self, student):
        OPTIMIZERS[self.name][0](student, self)
        return student

    def honest_paths(self):
        yield self.work(Student(None))
        for more in range(3):
            for rule in (ROUND_HALF_UP, ROUND_HALF_EVEN):
                yield self.work(Student(self.places + more, rule))

    def is_fair(self):
        """All honest paths give answers within a unit, and no gradient is nearly zero."""
        exact, *others = self.honest_paths()
        right = [row[3] for row in stated(exact, self.places)]
        near = all(abs(line.value - x) <= self.unit for other in others for line, x in zip(other.lines, right))
        return near and all(abs(x) > D("0.01") for x in right)

    def toml(self):
        values = {"eta": self.eta, "gamma": self.gamma, "beta1": self.beta1, "beta2": self.beta2}
        text = f'optimizer = "{self.name}"\nsteps = {self.count}\n[hyperparameters]\n'
        text += "".join(f"{h} = {values[h]}\n" for h in OPTIMIZERS[self.name][2])
        slopes = ", ".join(f'"{a}*{x} + {b}"' for a, b, x in zip(self.a, self.b, "xy")).replace("+ -", "- ")
        text += f"[objective]\ngradient = [{slopes}]\nstart = {{ x = {self.start[0]}, y = {self.start[1]} }}\n"
        text += f'[working]\nround = "{self.places} places"\ncarry = "{self.carry}"\n'
        return text + (f'[answer]\ngive = "{self.places} places"\n' if self.gives else "")


def stated(student, places, rule=ROUND_HALF_UP):
    return [[line.t, line.quantity, line.component, rounded(line.value, places, rule)] for line in student.lines]


def drawn(r, name):
    while True:
        problem = Problem(r, name)
        if problem.is_fair():
            return problem


class Sheet:
    """What is handed in, and what is known of it."""

    def __init__(self, kind, student, rows, expected=NONE, also=NONE):
        """`also`: what may be said as well, since it is the same on paper."""
        self.kind, self.student, self.rows, self.expected, self.also = kind, student, rows, expected, also


def honest(r, p):
    places = r.choice([None, p.places, p.places + 1, p.places + 2])
    mixed = random.Random(r.random()) if places and r.random() < 0.3 else None
    student = p.work(Student(places, r.choice([ROUND_HALF_UP, ROUND_HALF_EVEN]), mixed=mixed))
    if mixed:  # goes on now with what is written and now with what the calculator has, but rounds each number once
        for line in student.lines:
            line.value = line.unrounded
        return Sheet("honest", student, stated(student, p.places))
    return Sheet("honest", student, stated(student, p.places + r.choice([0, 0, 0, 1, 2])))


def faulty(r, p, count):
    while True:
        faults = frozenset(r.sample(OPTIMIZERS[p.name][1], count))
        if all(len(faults & group) < 2 for group in EXCLUSIVE):
            break
    since = r.choice([1, 1, 1, 2])
    student = p.work(Student(r.choice([None, p.places, p.places]), faults=faults, since=since))
    return Sheet("one fault" if count == 1 else "two faults", student, stated(student, p.places), faults)


def in_part(r, p):
    """From some step on, in a single step, or in one component."""
    student = Student(r.choice([None, p.places, p.places]), faults=frozenset(r.sample(OPTIMIZERS[p.name][1], 1)))
    part = r.randrange(3)
    if part == 2:
        student.only = r.randrange(2)
    else:
        student.since = r.randint(2 - part, p.count)
        student.until = student.since if part else student.until
    p.work(student)
    # In a single line these are slips of the pen.
    single = {"components-exchanged": "cells-exchanged", "gradient-sign": "sign-slip", "gradient-at-old-point": "stale-cell",
              "gradient-at-start": "stale-cell"}
    also = frozenset(single[fault] for fault in student.faults if fault in single)
    return Sheet("part", student, stated(student, p.places), student.faults, also)


def with_slip(r, p, kind, work, faults=NONE, also=NONE):
    exact = work(Student(None, faults=faults)).lines
    line = r.choice(exact)
    slip = slip_for(r, line.t, line.quantity, line.component, p.places, exact)
    student = work(Student(p.places, faults=faults, slips={(line.t, line.quantity, line.component): slip}))
    return Sheet(kind, student, stated(student, p.places), faults | {slip.id}, also)


def slipped(r, p):
    return with_slip(r, p, "slip", p.work)


def fault_and_slip(r, p):
    return with_slip(r, p, "fault and slip", p.work, frozenset(r.sample(OPTIMIZERS[p.name][1], 1)))


def misread(r, p):
    other = copy.copy(p)
    name = r.choice([*OPTIMIZERS[p.name][2], "start"])
    if name == "start":
        i = r.randrange(2)
        digits = [*str(p.start[i])]
        k = r.choice([k for k, c in enumerate(digits) if c.isdigit()])
        digits[k] = r.choice([c for c in "0123456789" if c != digits[k]])
        changed = r.choice([-p.start[i], D("".join(digits))])
        other.start = [changed if j == i else x for j, x in enumerate(p.start)]
    else:
        usual = ["0.1", "0.05", "0.01", "0.5"] if name == "eta" else ["0.9", "0.99", "0.8", "0.5"]
        setattr(other, name, D(r.choice([u for u in usual if D(u) != getattr(p, name)])))
    student = other.work(Student(p.places))
    return Sheet("misread", student, stated(student, p.places), frozenset(["misread-value"]))


def other_convention(r, p, slip):
    name, work = r.choice(sorted(CONVENTIONS[p.name].items()))

    def worked(student):
        work(student, p)
        return student
    if slip:
        return with_slip(r, p, "convention and slip", worked, NONE, frozenset([name]))
    student = worked(Student(r.choice([None, p.places])))
    return Sheet("convention", student, stated(student, p.places), frozenset([name]))


def invented(r, p, how):
    student = p.work(Student(p.places))
    rows = stated(student, p.places)
    same = D(r.randint(1, 99)) / 100
    for row in rows:
        row[3] = (rounded(D(str(r.uniform(-10, 10))), p.places) if how == "random numbers"
                  else D(r.randint(-9, 9)) if how == "small integers" else same)
    return Sheet(how, student, rows)


def cut_off(r, p):
    student = p.work(Student(None))
    rows = stated(student, p.places)
    k = r.randrange(len(rows))
    value = abs(student.lines[k].value)
    cut = value - value % p.unit
    rows[k][3] = cut.copy_sign(student.lines[k].value).quantize(p.unit)
    return Sheet("truncated", student, rows, frozenset([k]))


def random_number(r, p):
    student = p.work(Student(p.places))
    rows = stated(student, p.places)
    k = r.randrange(len(rows))
    rows[k][3] = rounded(rows[k][3] * D(str(r.uniform(0.5, 2))), p.places)
    return Sheet("random", student, rows, frozenset([k]))


INVENTED = ["random numbers", "small integers", "one number"]
KINDS = [honest, lambda r, p: faulty(r, p, 1), lambda r, p: faulty(r, p, 2), slipped, cut_off, random_number, in_part, fault_and_slip,
         misread, *(lambda r, p, how=how: invented(r, p, how) for how in INVENTED)]


def kinds(name):
    of_convention = [lambda r, p: other_convention(r, p, False), lambda r, p: other_convention(r, p, True)]
    return KINDS + (of_convention if name in CONVENTIONS else [])


class Marker:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def mark(self, problem, sheets):
        path = lambda name: os.path.join(self.folder, name)
        with open(path("problem.toml"), "w") as file:
            file.write(problem.toml())
        with open(path("class.csv"), "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["student", "t", "quantity", "component", "value"])
            for i, sheet in enumerate(sheets):
                writer.writerows([f"s{i}", t, q, "xy"[c], f"{v:f}"] for t, q, c, v in sheet.rows)
        done = subprocess.run([self.program, "mark", path("problem.toml"), path("class.csv"), "--threads", "1", "--force",
                               "--details", path("details")], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        with open(path("details")) as file:
            return [json.loads(line) for line in file]


def named(line):
    """All that a marked line is said to be caused by."""
    return {part for cause in [line["cause"], *line.get("or_else", [])] for part in parts(cause)}


def parts(cause):
    """Several causes of one line are a list."""
    return [] if cause is None else cause if isinstance(cause, list) else [cause]


# So many at most: of each kind, what, of all that are, and the share. Two standard deviations more are allowed.
DEMANDED = [("one fault", "not named", "no coincidence", 0.02), ("part", "not named", "no coincidence", 0.05),
            ("slip", "not named", "no coincidence", 0.03), ("two faults", "not named", "no coincidence", 0.1),
            ("fault and slip", "not named", "no coincidence", 0.2), ("misread", "not named", "no coincidence", 0.1),
            ("convention and slip", "more was charged", "sheets", 0.05), ("random", "cause invented", "sheets", 0.005),
            *((kind, "cause invented", "sheets", 0.005) for kind in INVENTED),
            ("certain", "false", "named", 0.005), ("probable", "false", "named", 0.25)]


class Tally:
    def __init__(self, show):
        self.counts, self.show = collections.Counter(), show
        self.examples = collections.Counter()

    def judge(self, problem, sheet, marked):
        getattr(self, sheet.kind.replace(" ", "_"))(problem, sheet, marked)
        self.calibrate(sheet, marked)

    def calibrate(self, sheet, marked):
        """Of the causes called certain, and of the probable ones: how many are true?"""
        true = {cause for cause in sheet.expected | sheet.also if isinstance(cause, str)}
        place = lambda of: (of["t"], of["quantity"], of["component"])
        lines = {place(line): line for line, known in zip(marked["lines"], sheet.student.lines) if known.settled}
        for root in marked["root_causes"]:
            if root["verdict"] not in ("mistake", "slip", "convention") or place(root) not in lines:
                continue
            self.note("certain", "named")
            if not true & named(lines[place(root)]):
                self.note("certain", "false", (sheet.kind, sorted(true), root["cause"]))
        for cause in {tuple(parts(line.get("probably"))) for line in lines.values()} - {()}:
            self.note("probable", "named")
            if not true & set(cause):
                self.note("probable", "false", (sheet.kind, sorted(true), cause))

    def note(self, kind, what, detail=""):
        self.counts[kind, what] += 1
        if detail:
            self.examples[kind, what, str(detail)] += 1

    def honest(self, problem, sheet, marked):
        self.note("honest", "sheets")
        if marked["marks"] != marked["out_of"]:
            lost = [(l["t"], l["quantity"], l["given"], l["expected"], l["verdict"]) for l in marked["lines"] if l["verdict"] != "correct"]
            self.note("honest", "lost a mark", lost[:2])

    def random(self, problem, sheet, marked):
        (k,) = sheet.expected
        line = sheet.student.lines[k]
        if abs(sheet.rows[k][3] - line.right) <= 2 * problem.unit:
            return
        self.note("random", "sheets")
        found = marked["lines"][k]
        near = found["verdict"] == "precision" and abs(sheet.rows[k][3] - line.right) <= abs(line.right) / 20
        if (found["verdict"] != "wrong" and not near) or found["cause"]:
            self.note("random", "cause invented", (found["verdict"], str(found["cause"])))

    def truncated(self, problem, sheet, marked):
        (k,) = sheet.expected
        if sheet.rows[k][3] == rounded(sheet.student.lines[k].value, problem.places):
            return
        self.note("truncated", "sheets")
        # What is written may also be the honest result of the rounded numbers before it.
        if marked["lines"][k]["verdict"] not in ("precision", "correct"):
            self.note("truncated", "not so called", marked["lines"][k]["verdict"])

    def slip(self, problem, sheet, marked):
        self.faults("slip", problem, sheet, marked)

    def one_fault(self, problem, sheet, marked):
        self.faults("one fault", problem, sheet, marked)

    def two_faults(self, problem, sheet, marked):
        self.faults("two faults", problem, sheet, marked)

    def part(self, problem, sheet, marked):
        self.faults("part", problem, sheet, marked)

    def fault_and_slip(self, problem, sheet, marked):
        self.faults("fault and slip", problem, sheet, marked)

    def misread(self, problem, sheet, marked):
        true = stated(problem.work(Student(None)), problem.places)
        away = [k for k, row in enumerate(sheet.rows) if abs(row[3] - true[k][3]) > 3 * problem.unit / 2]
        if self.chance(problem, sheet, away[:2]) >= D("0.00001"):
            return
        self.note("misread", "no coincidence")
        roots = {part for cause in marked["root_causes"] for part in parts(cause["cause"])}
        found = set().union(*(named(line) for line in marked["lines"]))
        if roots != {"misread-value"}:
            self.note("misread", "not named" if "misread-value" not in found else "not alone", sorted(roots))

    def convention(self, problem, sheet, marked):
        self.note("convention", "sheets")
        if marked["marks"] != marked["out_of"]:
            self.note("convention", "lost a mark", sorted({str(line["cause"]) for line in marked["lines"]}))

    def convention_and_slip(self, problem, sheet, marked):
        lines = sheet.student.lines
        wrong = {k for k, line in enumerate(lines) if line.causes and abs(sheet.rows[k][3] - line.right) > 3 * problem.unit / 2}
        if not wrong:
            return
        self.note("convention and slip", "sheets")
        lost = [k for k, line in enumerate(marked["lines"]) if line["method"] != "1" or line["accuracy"] != "1"]
        if len(lost) > 1:
            self.note("convention and slip", "more was charged", sorted({str(line["cause"]) for line in marked["lines"]}))

    def invented(self, kind, marked):
        self.note(kind, "sheets")
        causes = sorted({part for line in marked["lines"] for part in parts(line["cause"])})
        if causes:
            self.note(kind, "cause invented", causes)

    def random_numbers(self, problem, sheet, marked):
        self.invented("random numbers", marked)

    def small_integers(self, problem, sheet, marked):
        self.invented("small integers", marked)

    def one_number(self, problem, sheet, marked):
        self.invented("one number", marked)

    def faults(self, kind, problem, sheet, marked):
        lines = sheet.student.lines
        # Two faults may cancel: what is the true answer is right, however it came about.
        true = stated(problem.work(Student(None)), problem.places)
        wrong = {k for k, line in enumerate(lines) if line.causes and abs(sheet.rows[k][3] - line.right) > 3 * problem.unit / 2
                 and abs(sheet.rows[k][3] - true[k][3]) > 3 * problem.unit / 2}
        told = {cause: self.chance(problem, sheet, [k for k in wrong if cause in lines[k].causes]) for cause in sheet.expected}
        if all(chance < 1 for chance in told.values()):
            self.note(kind, "visible")
        if all(chance < D("0.001") for chance in told.values()):
            self.note(kind, "no coincidence")
            found = set().union(*(named(line) | set(parts(line.get("probably"))) for line in marked["lines"]))
            unsettled = {(line["t"], line["quantity"], line["component"]) for k, line in enumerate(marked["lines"]) if not lines[k].settled}
            roots = {tuple(parts(cause["cause"])) for cause in marked["root_causes"]
                     if (cause["t"], cause["quantity"], cause["component"]) not in unsettled}
            extra = [root for root in roots if not sheet.expected & set(root) and not self.equal(sheet, root, marked)]
            if not sheet.expected <= found or extra:
                self.note(kind, "not named", (sorted(sheet.expected), sorted("+".join(root) for root in roots)))
        self.follow_through(kind, sheet, wrong, marked)

    @staticmethod
    def equal(sheet, root, marked):
        """A cause that is named together with the true one, since both explain the same."""
        return any(tuple(parts(line["cause"])) == root and sheet.expected & named(line) for line in marked["lines"])

    @staticmethod
    def chance(problem, sheet, positions):
        product, counted = D(1), set()
        for k in positions:
            right = abs(sheet.student.lines[k].right)
            if (right, sheet.rows[k][3]) in counted:
                continue
            counted.add((right, sheet.rows[k][3]))
            # A short number in the place of a short one is one of few, however many digits are asked.
            needed = [D(1).scaleb(min(0, x.normalize().as_tuple().exponent)) for x in (right, sheet.rows[k][3])]
            unit = max(problem.unit, min(needed))
            here = EXPLANATIONS * 2 * unit / (D("1.5") * right) if right else D(1)
            small = abs(sheet.rows[k][3])
            if small < min(10 * problem.unit, right / 2):
                here = D(1)  # a single digit is near many numbers
            product *= min(D(1), here)
        return product if positions else D(1)

    def follow_through(self, kind, sheet, wrong, marked):
        """Every line that is right on the student's own numbers gets its marks."""
        for k, line in enumerate(marked["lines"]):
            if k in wrong or sheet.student.lines[k].causes or not sheet.student.lines[k].settled:
                continue
            self.note(kind, "lines due")
            if line["verdict"] not in ("correct", "follow-through"):
                self.note(kind, "due and not granted", (line["verdict"], line["cause"], line["quantity"]))

    def bounds(self, sheets):
        """What is demanded, and was missed. A class that shows nothing proves nothing."""
        c = self.counts
        share = lambda kind, part, whole: c[kind, part] / max(1, c[kind, whole])
        missed = [f"{kind}: too few to tell" for kind, what, share_told in
                  (("honest", "sheets", 1), ("random", "sheets", D("0.9")), ("one fault", "no coincidence", D("0.1")),
                   ("two faults", "no coincidence", D("0.02")))
                  if c[kind, what] < sheets * share_told]
        missed += [f"{kind}: marks were lost" for kind in ("honest", "convention") if c[kind, "lost a mark"]]
        for kind, what, whole, most in DEMANDED:
            expected = most * c[kind, whole]
            if c[kind, what] > max(1, expected + 2 * math.sqrt(expected)):
                missed.append(f"{kind}: {what} too often")
        for kind in ("one fault", "slip", "two faults"):
            if c[kind, "due and not granted"]:
                missed.append(f"{kind}: follow-through was due")
        if c["truncated", "not so called"]:
            missed.append("cut off digits were not so called")
        return missed

    def report(self, name):
        kinds = list(dict.fromkeys(kind for kind, _ in self.counts))
        for kind in sorted(kinds):
            told = ", ".join(f"{what} {count}" for (k, what), count in sorted(self.counts.items()) if k == kind)
            print(f"{name}, {kind}: {told}", flush=True)
        if self.show:
            for (kind, what, detail), count in self.examples.most_common(25):
                print(f"    {count} {kind}, {what}: {detail}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--sheets", type=int, default=100, help="of each kind and optimizer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--optimizer", choices=OPTIMIZERS)
    options.add_argument("--show", action="store_true")
    o = options.parse_args()
    sheets = o.sheets * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        marker = Marker(o.program, folder)
        for name in [o.optimizer] if o.optimizer else OPTIMIZERS:
            r, tally = random.Random(f"{o.seed}/{name}"), Tally(o.show)
            for first in range(0, sheets, SHEETS_OF_A_PROBLEM):
                problem = drawn(r, name)
                count = min(SHEETS_OF_A_PROBLEM, sheets - first)
                batch = [make(r, problem) for make in kinds(name) for _ in range(count)]
                for sheet, marked in zip(batch, marker.mark(problem, batch)):
                    tally.judge(problem, sheet, marked)
            tally.report(name)
            for missed in tally.bounds(sheets):
                print(f"{name}: {missed}")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

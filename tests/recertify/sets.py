#!/usr/bin/python3
"""Whole sets, as a tutor draws them, looked at question by question. Every number is worked here; of the program's pages only
what a student sees is read. Complained of is what a tutor would be ashamed of:

- an answer that can be had without the work: the last parameters, or more than one answer in five;
- beta2 that is not greater than beta1, or a hyperparameter pinned by --set that has another value;
- two problems of a set that are alike, or have the same answers;
- a title that tells a value, an effect, or what was done wrong;
- a choice without exactly one right row, an error to find that is not there, letters of which one is right too often;
- a set that is refused.

    sets.py --program build/cli/stepmark --count 200 --seed 1 [--optimizer adam-slides] [--level medium] [--kind table]

How often a hyperparameter has a value that is not the usual one is counted and told.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import certificate
import letters
import methods
from certificate import Judge, Problem
from methods import METHODS, Sheet, root
from number import Number, Undecided, stated
from objective import fraction

COURSE = tuple(METHODS)
LEVELS = ("easy", "medium", "hard")
KINDS = ("table", "final", "gradients", "choice", "find-error", "faded", "compare", "effect", "which", "missing-hyperparameter")
OF_NUMBERS = ("table", "final", "gradients", "faded", "compare")
BESIDE = "momentum,adam-slides,rmsprop-slides,adagrad-slides,nesterov"


# ------------------------------------------------------------- optimizers that have no wrong ways here: the right one alone

def moments(s, g, m, v, t):
    beta1, beta2 = s.p.h["beta1"], s.p.h["beta2"]
    m = s.write(t, "m", lambda i: beta1 * m[i] + (1 - beta1) * g[i])
    v = s.write(t, "v", lambda i: beta2 * v[i] + (1 - beta2) * g[i] * g[i])
    return m, v


def adamw(s):
    h, theta = s.p.h, s.p.start_numbers()
    m, v = s.p.state("m"), s.p.state("v")
    for t in s.steps():
        g = s.slope(theta, t)
        g = s.write(t, "g", lambda i: g[i])
        m, v = moments(s, g, m, v, t)
        m_hat = s.write(t, "m_hat", lambda i: m[i] / (1 - h["beta1"] ** t))
        v_hat = s.write(t, "v_hat", lambda i: v[i] / (1 - h["beta2"] ** t))
        theta = s.move(t, theta, lambda i: h["eta"] * (m_hat[i] / (root(v_hat[i]) + h["epsilon"]) + h["lambda"] * theta[i]))


def nadam(s):
    h, theta = s.p.h, s.p.start_numbers()
    m, v = s.p.state("m"), s.p.state("v")
    for t in s.steps():
        g = s.slope(theta, t)
        g = s.write(t, "g", lambda i: g[i])
        m, v = moments(s, g, m, v, t)
        b = h["beta1"]
        m_bar = s.write(t, "m_bar", lambda i: b * m[i] / (1 - b ** (t + 1)) + (1 - b) * g[i] / (1 - b ** t))
        v_hat = s.write(t, "v_hat", lambda i: v[i] / (1 - h["beta2"] ** t))
        theta = s.move(t, theta, lambda i: h["eta"] * m_bar[i] / (root(v_hat[i]) + h["epsilon"]))


def amsgrad(s):
    h, theta = s.p.h, s.p.start_numbers()
    m, v = s.p.state("m"), s.p.state("v")
    v_hat = s.p.state("v_hat")
    for t in s.steps():
        g = s.slope(theta, t)
        g = s.write(t, "g", lambda i: g[i])
        m, v = moments(s, g, m, v, t)
        kept = v_hat
        v_hat = s.write(t, "v_hat", lambda i: Number(max(kept[i].lower, v[i].lower), max(kept[i].upper, v[i].upper)))
        theta = s.move(t, theta, lambda i: h["eta"] * m[i] / root(v_hat[i]))


BESIDE_THE_COURSE = {"adamw": adamw, "nadam": nadam, "amsgrad": amsgrad}


def add_to_the_course():
    methods.METHODS.update(BESIDE_THE_COURSE)
    usual = {"beta1": "0.9", "beta2": "0.999"}
    for name, quantities, more in (("adamw", ["g", "m", "v", "m_hat", "v_hat", "theta"], {"eta": "0.001", "epsilon": "1e-8", "lambda": "0.01"}),
                                   ("nadam", ["g", "m", "v", "m_bar", "v_hat", "theta"], {"eta": "0.002", "epsilon": "1e-8"}),
                                   ("amsgrad", ["g", "m", "v", "v_hat", "theta"], {"eta": "0.001"})):
        methods.QUANTITIES[name] = quantities
        methods.DEFAULTS[name] = {**usual, **more}
        letters.CARRIED[name] = ["m", "v"] + (["v_hat"] if name == "amsgrad" else [])
    certificate.ADAPTIVE += ("adamw", "nadam", "amsgrad")


# ------------------------------------------------------------------------------------------------------------- numbers

class Glance(Judge):
    """The right lines alone, exact and as the sheet has them, and which of the asked ones need no work."""

    def without_work(self):
        exact = Sheet(self.p).work()
        assert not exact.undefined, exact.undefined
        self.right = {line: stated(value, self.p.asked_form)[0] for line, value in exact.lines.items()}
        self.units = {line: self.p.asked_form.unit(value) for line, value in self.right.items()}
        self.asked = [line for line in self.right if self.p.asked(line)]
        self.printed = self.right
        if self.p.carries_rounded:
            sheet = Sheet(self.p, form=self.p.round, ties=self.p.ties).work()
            self.printed = {line: value.lower for line, value in sheet.lines.items()}
        self.is_worth_asking()
        return self.found.failed.get("worth_asking")


def complaints_of_numbers(path, problem):
    """Of the lines that a problem, or the second optimizer of a comparison, asks for."""
    found = []
    for optimizer in [problem.optimizer] + [problem.table.get("question", {}).get("other")]:
        if not optimizer:
            continue
        one = Problem(path)
        if optimizer != problem.optimizer:
            one.optimizer = optimizer
            one.hyper = {**methods.DEFAULTS[optimizer], **{k: v for k, v in one.hyper.items() if k in methods.DEFAULTS[optimizer]}}
            one.h = {name: Number(fraction(x)) for name, x in one.hyper.items()}
            one.read_answer({}, {})
        glance = Glance(one)
        why = glance.without_work()
        if why:
            found.append(f"{optimizer}: {why}")
        last = one.first + one.steps - 1
        if not any(t == last and quantity == "theta" for t, quantity, _ in glance.asked):
            found.append(f"{optimizer}: the last parameters are not asked for")
    return found


# --------------------------------------------------------------------------------------------------------------- pages

CELL = re.compile(r"\$([-0-9.]+)\$|\$([-0-9.]+)\\cdot 10\^\{(-?[0-9]+)\}\$")


def numbers_of(row):
    """Of a table's row in Markdown; a name is no number."""
    found = []
    for cell in row.strip().strip("|").split("|"):
        match = CELL.fullmatch(cell.strip())
        if match:
            plain, mantissa, exponent = match.groups()
            found.append(Fraction(plain) if plain else Fraction(mantissa) * Fraction(10) ** int(exponent))
    return found


def rows_of(page, pattern):
    return [line for line in page.splitlines() if re.match(pattern, line)]


def choice_on(page, path):
    """(the letter of the right row, complaints)"""
    problem, lines = letters.shown(path)
    right = [value for line, value in lines.items() if problem.asked(line)]
    by_letter = {}  # a row that is too long goes on in another table
    for row in rows_of(page, r"\| \*\*[A-Z]\*\* \|"):
        by_letter.setdefault(row[4], []).extend(numbers_of(row))
    rows = [by_letter[letter] for letter in sorted(by_letter)]
    found = []
    if len(rows) < 3 or any(len(row) != len(right) for row in rows):
        found.append(f"rows that cannot be read: {rows}, for {right}")
    if len({tuple(row) for row in rows}) < len(rows):
        found.append("two rows alike")
    if rows.count(right) != 1:
        found.append(f"{rows.count(right)} rows are right")
    return (chr(ord("A") + rows.index(right)) if right in rows else None), found


def error_on(page, path):
    """(the first wrong line, as the paper counts, complaints)"""
    problem, lines = letters.shown(path)
    order = [(t, q) for t in problem_steps(problem) for q in methods.QUANTITIES[problem.optimizer]]
    rows = [numbers_of(row) for row in rows_of(page, r"\| [0-9]+ \|")]
    rows = [row[-len(problem.names):] for row in rows if len(row) >= len(problem.names)]
    if len(rows) != len(order):
        return None, [f"{len(rows)} rows for {len(order)} lines"]
    wrong = [i + 1 for i, (t, q) in enumerate(order) if rows[i] != [lines[t, q, name] for name in problem.names]]
    return (wrong[0], []) if wrong else (None, ["every line is right"])


def problem_steps(problem):
    return range(problem.first, problem.first + problem.steps)


def questions_on(page):
    """The text of each question of a page."""
    return re.split(r"^## ", page, flags=re.M)[1:]


# --------------------------------------------------------------------------------------------------------------- titles

TELLS = re.compile(r"[0-9]|converg|diverg|oscillat|too (large|small|high|low)|climb|creep|overshoot|slow|fast|"
                   r"forgot|omit|swap|missing bias|wrong|without|stays|stuck", re.I)


def complaints_of_title(table, kind, titles):
    title = table["title"]
    found = [f"the title tells: {title}"] if TELLS.search(title) else []
    if kind == "which" and any(titles[name].split(",")[0] in title for name in table["question"]["optimizers"]):
        found.append(f"the title names an optimizer: {title}")
    return found


# ----------------------------------------------------------------------------------------------------------------- sets

class Set:
    def __init__(self, optimizer, level, kind, pins):
        self.optimizer, self.level, self.kind, self.pins = optimizer, level, kind, pins
        self.complaints, self.titles = [], collections.Counter()
        self.letters, self.unusual, self.seen = [], collections.Counter(), {}
        self.count = 0

    def request(self):
        names = [self.optimizer]
        beside = [name for name in BESIDE.split(",") if name != self.optimizer]
        names += beside[:3] if self.kind == "which" else beside[:1] if self.kind == "compare" else []
        command = ["--optimizer", ",".join(names), "--level", self.level, "--kind", self.kind]
        for pin in self.pins:
            command += ["--set", pin]
        return command

    def name(self):
        return " ".join([self.optimizer, self.level, self.kind, *self.pins])

    def complain(self, path, why):
        self.complaints.append(f"{self.name()}: {os.path.basename(path)}: {why}")

    def look_at(self, path, entry, page, titles, program, scratch, tried):
        problem = Problem(path)
        self.count += 1
        self.titles[problem.table["title"]] += 1
        complaints = complaints_of_title(problem.table, self.kind, titles)
        complaints += self.complaints_of_hyperparameters(problem)
        complaints += self.complaints_of_twins(path, problem, entry)
        if self.kind in OF_NUMBERS:
            complaints += complaints_of_numbers(path, problem)
        elif self.kind == "choice":
            letter, found = choice_on(page, path)
            self.letters.append(letter)
            complaints += found + complaints_of_numbers(path, problem)
        elif self.kind == "find-error":
            line, found = error_on(page, path)
            question = problem.table["question"]
            letter = chr(ord("A") + question["choices"].index(question["mistake"]))
            self.letters.append((line, letter))
            complaints += found
            if tried and line:
                got, out_of = letters.marks(program, path, [("line", line), ("answer", letter)], scratch)
                if got < out_of / 2:
                    complaints.append(f"line {line} and {letter} earn {got} of {out_of}")
        else:
            complaints += letters.KINDS[self.kind](path, entry["certificate"])
            if tried:
                complaints += letters.judge(program, path, self.kind, entry["certificate"], titles, scratch)
            if self.kind == "effect":
                self.letters += letters.answers_of_effect(path)
            if self.kind == "which":
                self.letters.append("".join(letters.answers_of_which(path, titles)))
        for why in complaints:
            self.complain(path, why)

    def complaints_of_hyperparameters(self, problem):
        found = []
        usual = methods.DEFAULTS[problem.optimizer]
        pinned = dict(pin.split("=") for pin in self.pins)
        asked = problem.table.get("question", {}).get("hyperparameter")
        for name, value in problem.hyper.items():
            if name in pinned and fraction(value) != fraction(pinned[name]):
                found.append(f"{name} is {value}, and {pinned[name]} was pinned")
            if name not in ("eta", asked) and fraction(value) != fraction(usual[name]):
                self.unusual[name] += 1
        if "beta2" in problem.hyper and not fraction(problem.hyper["beta2"]) > fraction(problem.hyper["beta1"]):
            found.append(f"beta1 = {problem.hyper['beta1']}, beta2 = {problem.hyper['beta2']}")
        return found

    def complaints_of_twins(self, path, problem, entry):
        """What a student works on, but for the title and how much is filled in."""
        table = {key: value for key, value in problem.table.items() if key not in ("title", "question", "answer")}
        found = []
        for key in (json.dumps(table, sort_keys=True), entry.get("answers")):
            twin = self.seen.setdefault(key, path)
            if twin != path:
                found.append(f"is {os.path.basename(twin)} once more")
                break
        return found

    def look_at_letters(self):
        """Over the whole set no answer may be so common that it is worth guessing. What a gradient of zero does (effect) is
        the same whatever the numbers: that it is so is what the question asks."""
        told = collections.Counter(self.letters)
        if self.count < 40 or not told:
            return
        most, times = told.most_common(1)[0]
        share = times / len(self.letters)
        # By chance alone, four choices come out so uneven in one set of 10^5.
        bound = {"choice": 0.25, "which": 1 / 6}.get(self.kind)
        if bound and share > bound + 4.3 * (bound * (1 - bound) / len(self.letters)) ** 0.5:
            self.complaints.append(f"{self.name()}: {most} is right {times} times of {len(self.letters)}")
        if self.kind == "find-error":
            for part, limit in ((0, 0.8), (1, 0.25 + 4.3 * (0.1875 / self.count) ** 0.5)):
                one, times = collections.Counter(pair[part] for pair in self.letters).most_common(1)[0]
                if times / self.count > limit:
                    self.complaints.append(f"{self.name()}: {one} is right {times} times of {self.count}")


def drawn(wanted, program, count, seed, scratch):
    directory = os.path.join(scratch, "set")
    command = [program, "generate", *wanted.request(), "--count", str(count), "--seed", str(seed), "-o", directory, "--threads", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        wanted.complaints.append(f"{wanted.name()}: refused: {done.stderr.strip()}")
        return directory, []
    with open(os.path.join(directory, "manifest.json")) as file:
        return directory, json.load(file)["problems"]


def look_at_set(wanted, options, titles):
    with tempfile.TemporaryDirectory() as scratch:
        directory, entries = drawn(wanted, options.program, options.count, options.seed, scratch)
        if not entries:
            return
        with open(os.path.join(directory, "questions.md")) as file:
            pages = questions_on(file.read())
        assert len(pages) == len(entries), "a question on the page for each problem"
        for i, entry in enumerate(entries):
            path = os.path.join(directory, entry["file"])
            for places in (50, 200, 1000):
                Number.places, Number.longest = places, 60 * places
                try:
                    wanted.look_at(path, entry, pages[i], titles, options.program, scratch, i % 20 == 0)
                    break
                except Undecided:
                    wanted.seen = {key: twin for key, twin in wanted.seen.items() if twin != path}
            else:
                wanted.complain(path, "undecided")
        if wanted.complaints and options.keep:
            os.system(f"cp -r {directory} {options.keep}/{wanted.name().replace(' ', '-')}")
    wanted.look_at_letters()


def sets_wanted(options):
    for optimizer in [options.optimizer] if options.optimizer else list(METHODS):
        for level in [options.level] if options.level else LEVELS:
            for kind in [options.kind] if options.kind else KINDS:
                if optimizer in COURSE and not options.pinned:
                    yield Set(optimizer, level, kind, [])
                if (optimizer in BESIDE_THE_COURSE or optimizer == "adam-slides") and level != "easy":
                    yield Set(optimizer, level, kind, ["beta1=0.9", "beta2=0.999"])


def main():
    add_to_the_course()
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--optimizer", choices=sorted(METHODS))
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--pinned", action="store_true", help="only the sets whose decays are pinned")
    parser.add_argument("--keep", help="a directory for the sets that are complained of")
    options = parser.parse_args()
    options.count *= int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    titles = letters.titles_of(options.program)
    problems, complaints, unusual, all_titles = 0, [], collections.Counter(), collections.Counter()
    for wanted in sets_wanted(options):
        look_at_set(wanted, options, titles)
        told = ", ".join(f"{n} other {name}" for name, n in wanted.unusual.items())
        common = ", ".join(f"{n} {what}" for what, n in collections.Counter(wanted.letters).most_common(5))
        print(f"{wanted.name()}: {wanted.count} questions, {len(wanted.complaints)} complaints"
              + (f"; {told}" if told else "") + (f"; answers {common}" if common else ""), flush=True)
        print(*wanted.complaints[:3], sep="\n", end="\n" if wanted.complaints else "", flush=True)
        problems, complaints = problems + wanted.count, complaints + wanted.complaints
        unusual.update({name: n for name, n in wanted.unusual.items()})
        all_titles.update(wanted.titles)
    print("titles:", *(f"{n} {title}" for title, n in all_titles.most_common()), sep="\n  ")
    print(f"{problems} questions, {len(complaints)} complaints; not the usual value: {dict(unusual)}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

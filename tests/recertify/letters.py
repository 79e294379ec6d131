#!/usr/bin/python3
"""Questions on effects, on which optimizer made which table, and on a missing hyperparameter: answered here from numbers
worked in fractions, and the program must give these answers full marks, another answer none; what its certificates
promise is tried again; and problems that are spoiled must be refused.

    letters.py --program build/cli/stepmark --count 5 --seed 1
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from certificate import Problem
from files import certify
from methods import DEFAULTS, METHODS, QUANTITIES, Sheet
from number import Number, stated
from objective import fraction

RULES = [(None, "half up")] + [(more, ties) for more in range(3) for ties in ("half up", "half even")]


def worked(path, rule=(None, "half up"), optimizer=None, hyper=None):
    """The lines of the problem, by another optimizer or with another value if wished."""
    problem = Problem(path)
    if optimizer:
        problem.optimizer = optimizer
        problem.hyper = {**DEFAULTS[optimizer], **{k: v for k, v in problem.hyper.items() if k in DEFAULTS[optimizer]}}
    problem.hyper.update(hyper or {})
    problem.h = {name: Number(fraction(x)) for name, x in problem.hyper.items()}
    more, ties = rule
    return problem, Sheet(problem, form=None if more is None else problem.round.longer(more), ties=ties).work().lines


def shown(path, optimizer=None, hyper=None):
    """As the page has them, and unrounded."""
    problem = Problem(path)
    rule = (0, problem.ties) if problem.carries_rounded else (None, "half up")
    problem, lines = worked(path, rule, optimizer, hyper)
    return problem, {line: stated(value, problem.asked_form)[0] for line, value in lines.items()}


def path_of(lines, problem, name):
    start = problem.objective.start[problem.names.index(name)]
    values = [lines[t, "theta", name] for t in range(problem.first, problem.first + problem.steps)]
    return [start] + [v.lower if isinstance(v, Number) else v for v in values]


def behaviour(points):
    steps = [b - a for a, b in zip(points, points[1:])]
    if len(steps) < 3 or not all(steps):
        return None
    pairs = list(zip(steps, steps[1:]))
    same = all(a * b > 0 for a, b in pairs)
    if not same and not all(a * b < 0 for a, b in pairs):
        return None
    if all(abs(b) <= abs(a) * Fraction(9, 10) for a, b in pairs):
        return "A" if same else "B"
    if all(abs(b) >= abs(a) * Fraction(11, 10) for a, b in pairs):
        return "D" if same else "C"
    even = all(abs(abs(b) - abs(a)) <= abs(a) / 20 for a, b in pairs)
    return "E" if same and even else None


def change(before, after):
    if before == after:
        return "A"
    if after == 0:
        return "C"
    if before * after < 0:
        return "E"
    return "B" if abs(after) < abs(before) else "D"


def motion(last, before, after):
    if after == before:
        return "A"
    return "B" if (after - before) * (before - last) > 0 else "C"


def value_of(number):
    return number.lower if isinstance(number, Number) else number


CARRIED = {"gradient-descent": [], "momentum": ["v"], "nesterov": ["v"], "rmsprop-slides": ["G"],
           "adam-slides": ["m", "v"], "adagrad-slides": ["G"]}


def answers_of_effect(path, rule=None):
    problem = Problem(path)
    question = problem.table["question"]
    name = question.get("component", problem.names[0])
    one = (lambda **more: shown(path, **more)) if rule is None else (lambda **more: worked(path, rule, **more))
    if "t" in question:
        problem, lines = one()
        t = int(question["t"])
        assert value_of(lines[t, "g", name]) == 0, "the gradient is not zero"
        asked = [q for q in CARRIED[problem.optimizer] if q in QUANTITIES[problem.optimizer]]
        found = [change(value_of(lines[t - 1, q, name]), value_of(lines[t, q, name])) for q in asked]
        path_ = path_of(lines, problem, name)
        at = t - problem.first
        return found + [motion(path_[at - 1], path_[at], path_[at + 1])]
    found = []
    for value in question["values"]:
        problem, lines = one(hyper={question["hyperparameter"]: value})
        found.append(behaviour(path_of(lines, problem, name)))
    return found


def answers_of_which(path, titles):
    """A table for each optimizer of the file; parts come by title."""
    names = Problem(path).table["question"]["optimizers"]
    letters = {name: chr(ord("A") + i) for i, name in enumerate(names)}
    return [letters[name] for name in sorted(names, key=titles.get)]


def tables(path, rule=None):
    found = []
    for name in Problem(path).table["question"]["optimizers"]:
        problem, lines = shown(path, optimizer=name) if rule is None else worked(path, rule, optimizer=name)
        found.append([value_of(v) for (t, q, c), v in lines.items() if q == "theta"])
    return found


def distance(a, b, unit):
    return max(abs(x - y) / unit for x, y in zip(a, b))


def complaints_of_effect(path, certificate):
    first = answers_of_effect(path)
    found = [f"by {rule}: {answers_of_effect(path, rule)}, not {first}" for rule in RULES if answers_of_effect(path, rule) != first]
    if None in first:
        found.append(f"no single behaviour: {first}")
    if "values" in Problem(path).table["question"] and len(set(first)) < 2:
        found.append("all values do the same")
    return found


def complaints_of_which(path, certificate):
    form = Problem(path).asked_form
    found, all_tables = [], tables(path)
    for i, a in enumerate(all_tables):
        unit = max(form.unit(x) for x in a)
        found += [f"tables {i} and {k} are alike" for k, b in enumerate(all_tables[:i]) if distance(a, b, unit) < 2]
    for rule in RULES:
        for i, path_ in enumerate(tables(path, rule)):
            unit = max(form.unit(x) for x in path_)
            nearest = min(range(len(all_tables)), key=lambda k: distance(path_, all_tables[k], unit))
            if nearest != i:
                found.append(f"by {rule}, {i} is nearest to table {nearest}")
    return found


def complaints_of_missing(path, certificate):
    """Every value that makes the table to its digits has the digits that are asked: tried with those that have not."""
    problem, lines = shown(path)
    name = problem.table["question"]["hyperparameter"]
    value, unit = fraction(problem.hyper[name]), fraction(certificate["window"])
    found = []
    if value == fraction(DEFAULTS[problem.optimizer].get(name, "-1")):
        found.append("it is the usual value")
    for off in (-unit, -unit * Fraction(51, 100), unit * Fraction(51, 100), unit):
        _, other = shown(path, hyper={name: value + off})
        if other == lines:
            found.append(f"{value + off} gives the same table")
    return found


KINDS = {"effect": complaints_of_effect, "which": complaints_of_which, "missing-hyperparameter": complaints_of_missing}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def marks(program, path, rows, scratch):
    sheet = os.path.join(scratch, "sheet.csv")
    with open(sheet, "w") as file:
        file.write("t,quantity,component,value\n" + "".join(f",{row},,{value}\n" for row, value in rows))
    told = json.loads(run(program, "check", path, sheet, "--format", "json").stdout)
    return Fraction(told["marks"]), Fraction(told["out_of"])


def sheets(path, kind, titles):
    """The rows that are right, and rows that are wrong throughout."""
    problem = Problem(path)
    if kind == "missing-hyperparameter":
        value = problem.hyper[problem.table["question"]["hyperparameter"]]
        return [("value", value)], [("value", fraction(value) + 3)]
    right = answers_of_effect(path) if kind == "effect" else answers_of_which(path, titles)
    rows = [f"answer-{chr(ord('a') + i)}" for i in range(len(right))]
    return list(zip(rows, right)), list(zip(rows, ["B" if letter == "A" else "A" for letter in right]))


def judge(program, path, kind, certificate, titles, scratch):
    found = KINDS[kind](path, certificate)
    right, wrong = sheets(path, kind, titles)
    got, out_of = marks(program, path, right, scratch)
    if got != out_of:
        found.append(f"{right} earns {got} of {out_of}")
    got, _ = marks(program, path, wrong, scratch)
    if got != 0:
        found.append(f"{wrong} earns {got}")
    got, _ = marks(program, path, right[:1] + wrong[1:], scratch)
    if got != out_of / len(right):
        found.append(f"one right answer of {len(right)} earns {got}")
    return found


BASE = """optimizer = "{optimizer}"
steps = {steps}
[hyperparameters]
eta = 0.1
{more}
[objective]
{objective}
[working]
round = "{round}"
[question]
{question}
"""
BOWL = 'function = "x^2 + 5*y^2"\nstart = { x = 3, y = 1 }'
SPOILED = {
    "no behaviour": ("defined", dict(optimizer="gradient-descent", steps=4, objective=BOWL,
                                     question='kind = "effect"\nhyperparameter = "eta"\nvalues = [0.1, 0.5]')),
    "one effect": ("discriminating", dict(optimizer="gradient-descent", steps=4, objective=BOWL,
                                          question='kind = "effect"\nhyperparameter = "eta"\nvalues = [0.1, 0.2]')),
    "no zero": ("defined", dict(optimizer="momentum", steps=3, objective="gradients = [[1], [2], [3]]\nstart = [1]",
                                question='kind = "effect"\nt = 2')),
    "nothing kept": ("worth_asking", dict(optimizer="gradient-descent", steps=3, objective="gradients = [[1], [0], [3]]\nstart = [1]",
                                          question='kind = "effect"\nt = 2')),
    "tables alike": ("defined", dict(optimizer="momentum", steps=1, objective=BOWL,
                                     question='kind = "which"\noptimizers = ["momentum", "gradient-descent"]')),
    "usual value": ("worth_asking", dict(optimizer="momentum", steps=3, objective=BOWL, more="gamma = 0.9",
                                         question='kind = "missing-hyperparameter"\nhyperparameter = "gamma"')),
    "too coarse": ("defined", dict(optimizer="momentum", steps=2, objective="gradients = [[0.1], [0.1]]\nstart = [1]", more="gamma = 0.75",
                                   round="2 places", question='kind = "missing-hyperparameter"\nhyperparameter = "gamma"')),
    "half and half": ("discriminating", dict(optimizer="momentum", steps=3, objective=BOWL, more="gamma = 0.5",
                                             question='kind = "missing-hyperparameter"\nhyperparameter = "gamma"')),
}


def spoiled(program, scratch):
    found = []
    for title, (name, parts) in SPOILED.items():
        path = os.path.join(scratch, "spoiled.toml")
        with open(path, "w") as file:
            file.write(BASE.format(**{"more": "", "round": "4 places", **parts}))
        (certificate,), status = certify(program, [path])
        if certificate[name] or status != 1 or not certificate.get("reasons"):
            found.append(f"{title}: {name} is {certificate[name]}, {certificate.get('reasons')}, status {status}")
    return found


def titles_of(program):
    titles = {}
    for name in METHODS:
        first = run(program, "optimizers", name).stdout
        titles[name] = first.split('"')[1]
    return titles


def generated(program, directory, kind, optimizers, level, count, seed):
    command = [program, "generate", "--kind", kind, "--optimizer", optimizers, "--level", level, "--count", str(count),
               "--seed", str(seed), "-o", directory]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return [], [f"{kind}, {optimizers}, {level}: {done.stderr.strip()}"]
    with open(os.path.join(directory, "manifest.json")) as file:
        return json.load(file)["problems"], []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", default="medium,hard")
    options = parser.parse_args()
    count = options.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    titles = titles_of(options.program)
    tried = 0
    with tempfile.TemporaryDirectory() as scratch:
        wrong = spoiled(options.program, scratch)
        for kind in KINDS:
            for optimizers in ["gradient-descent,momentum,adam-slides,rmsprop-slides"] if kind == "which" else METHODS:
                for level in options.level.split(","):
                    directory = os.path.join(scratch, f"{kind}-{optimizers}-{level}")
                    entries, refused = generated(options.program, directory, kind, optimizers, level, count, options.seed)
                    wrong += refused
                    for entry in entries:
                        path = os.path.join(directory, entry["file"])
                        found = judge(options.program, path, kind, entry["certificate"], titles, scratch)
                        wrong += [f"{kind}, {optimizers}, {level}: {one}\n{open(path).read()}" for one in found]
                        tried += 1
    print(*wrong[:8], sep="\n")
    print(f"{tried} questions answered, {len(SPOILED)} spoiled, {len(wrong)} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Random problems, solved by the program and again here, compared digit by digit and sign by sign.

    referee.py --program build/release/cli/stepmark --count 20000 --seed 1

STEPMARK_TEST_SCALE multiplies --count. --spoil changes one digit, or whether a value is said to be exact, of each
answer; every change must be noticed.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import arithmetic as numbers_
from arithmetic import Arithmetic, Irrational, Number, Undecided, Undefined, maximum, minimum, real, rounded, total
from objectives import Formula, Given, Polynomial, Quadratic, Regression, Wave, decimal, text_of
from optimizers import OPTIMIZERS

import mpmath

sys.set_int_max_str_digits(0)  # diverging problems have long numbers


class Hyperparameters(dict):
    def __getattr__(self, name):
        return self[name]

    def given(self, function, value):
        """What is computed from given data is given too, and never rounded by hand."""
        a = value.a
        if a.kind != "operation":
            return function(value)
        return Number(a, function(Number(Arithmetic("real"), value.x)).x)


def is_short_decimal(x):
    if not isinstance(x, Fraction) or 10 ** 60 % x.denominator:
        return False
    digits = str(abs(int(x * 10 ** 60))).strip("0")
    return len(digits) <= 20


class Worker:
    """Works one problem, and keeps every line that it writes down."""

    def __init__(self, problem):
        self.p = problem
        self.a = problem.arithmetic
        self.free = Arithmetic("real")
        self.lines = []
        self.quantity = None

    def number(self, x):
        return self.a.literal(Fraction(x))

    def write(self, name, value):
        """(carried, printed, exact)"""
        if self.a.kind == "operation":
            return Number(self.a, value.x), value.x, value.clean
        if self.a.binary:
            return value, value.x, True
        if self.a.kind == "exact":
            if not isinstance(value.x, Fraction):
                raise Irrational
            return value, value.x, True
        carried = self.p.carry == "rounded" and self.p.rule is not None
        printed, exact = rounded(value.x, self.p.show)
        return (Number(self.a, printed) if carried else value), printed, exact

    def line(self, name, values):
        raise AssertionError("bound per step")

    def step(self, t, x, state):
        self.t = t
        written = {}

        def evaluated(name, component, value):
            carried, printed, exact = self.write(name, value)
            self.lines.append((t, name, component, printed, exact))
            return carried

        def line(name, values):
            result = []
            for i, value in enumerate(values):
                result.append(evaluated(name, self.p.names[i], value))
            written[name] = result
            return result

        def scalar(name, value):
            written[name] = evaluated(name, "", value)
            return written[name]
        self.line, self.scalar = line, scalar
        return written

    def unrounded(self, x):
        return self.number(x) if self.a.binary else Number(self.free, x.x if isinstance(x, Number) else Fraction(x))

    def given_data(self, name, value):
        """Carried exact whatever the working; shown in full if that takes at most twenty digits, else to ten figures or more."""
        if self.a.binary or self.a.kind == "exact":
            return self.scalar(name, value)
        x, exact = value.x, True
        if not is_short_decimal(x):
            kind, digits, ties = self.p.show
            x, exact = rounded(x, ("figures", max(10, digits if kind == "figures" else 0), ties))
        self.lines.append((self.t, name, "", x, exact))
        return Number(self.a, value.x)

    def kept(self, x):
        """What the parameters' line begins with: themselves, or what a decay apart from the gradient leaves of them."""
        if self.p.decoupled is None:
            return x
        d = self.number(self.p.decoupled)
        return self.line("theta_decay", [total(v, -(self.h.eta * d * v)) for v in x])

    def norm(self, vector):
        """One function, so one rounding where each operation is rounded."""
        if self.a.kind != "operation":
            return total(*[v ** 2 for v in vector]).sqrt() if len(vector) > 1 else (vector[0] ** 2).sqrt()
        free = [Number(self.free, v.x) for v in vector]
        return self.a.done((total(*[v ** 2 for v in free]) if len(free) > 1 else free[0] ** 2).sqrt().x, *vector)

    def gradient(self, point):
        p = self.p
        g = self.line("g", p.objective.gradient(self, point, self.t))
        if p.clip_norm is not None:
            c = self.number(p.clip_norm)
            size = self.scalar("g_norm", self.norm(g))
            g = self.line("g_clip", [c / size * v if size.compare(c) > 0 else v for v in g])
        if p.clip_value is not None:
            c = self.number(p.clip_value)
            g = self.line("g_clip", [maximum(-c, minimum(c, v)) for v in g])
        if p.decay is not None:
            d = self.number(p.decay)
            g = self.line("g_decay", [total(v, d * x) for v, x in zip(g, point)])
        return g


class Problem:
    OBJECTIVES = [Given, Formula, Polynomial, Wave, Quadratic, Regression]

    def __init__(self, seed):
        r = self.r = random.Random(seed)
        self.optimizer = r.choice(sorted(OPTIMIZERS))
        self.kind = r.choice(["by hand", "by hand", "by hand", "by hand", "digits", "exact carry", "exact", "none", "operation", "operation", "binary64", "binary32"])
        self.steps = r.choice([1, 1, 2, 2, 3, 3, 4, 5, 7, 10])
        objective = r.choice(self.OBJECTIVES)
        if self.kind == "exact" and objective is Wave:
            objective = Given
        if self.kind in ("operation", "binary64", "binary32"):
            objective = r.choice([Given, Formula])
        dimension = 2 if objective is Regression else r.randint(1, 4)
        self.names = ["w", "b"] if objective is Regression else ["x", "y", "z", "p"][:dimension]
        self.objective = objective(r, self.names, self.steps)
        self.start = [decimal(r, 3, 1) if r.random() > 0.1 else "0" for _ in self.names]
        self.hyper = self.random_hyperparameters(r)
        self.choose_working(r)
        self.choose_modifiers(r)
        self.choose_state(r)
        self.offset = OPTIMIZERS[self.optimizer]["offset"]

    def random_hyperparameters(self, r):
        entry = OPTIMIZERS[self.optimizer]
        hyper = {}
        for name in entry["defaults"]:
            if r.random() < 0.3:
                continue
            if name in ("eta", "delta", "Delta_0", "c"):
                hyper[name] = r.choice(["0.1", "0.5", "0.05", "1", "0.01", "0.3", "0.25"])
            elif name in ("gamma", "mu", "beta", "beta1", "rho", "tau"):
                hyper[name] = r.choice(["0.9", "0.5", "0.8", "0.75", "0.95"])
            elif name == "beta2":
                hyper[name] = r.choice(["0.999", "0.99", "0.9", "0.75"])
            elif name.startswith("epsilon"):
                hyper[name] = r.choice(["1e-8", "1e-7", "0.01", "1e-3"])
            elif name == "lambda":
                hyper[name] = r.choice(["0.01", "0.1", "0.001"])
        return hyper

    def choose_working(self, r):
        self.ties = r.choice(["half up", "half even"])
        form = r.choice([("places", r.choice([1, 2, 2, 3, 3, 4, 4, 5, 6])), ("figures", r.choice([2, 3, 3, 4, 5, 6]))])
        self.rule = form + (self.ties,)
        self.carry = "rounded" if self.kind in ("by hand", "operation") else "exact"
        self.show = self.rule
        self.options = []
        kind = "real"
        if self.kind == "digits":
            digits = r.choice([5, 12, 25, 40])
            self.show = ("figures", digits, self.ties)
            self.options = ["--digits", str(digits)]
        elif self.kind == "operation":
            kind = "operation"
        elif self.kind == "exact":
            kind, self.show, self.options = "exact", None, ["--arithmetic", "exact"]
        elif self.kind == "none":
            self.show = ("figures", 10, self.ties)
        elif self.kind.startswith("binary"):
            kind = self.kind
            self.options = ["--arithmetic", self.kind]
        self.arithmetic = Arithmetic(kind, self.rule)

    def choose_modifiers(self, r):
        self.clip_norm = self.clip_value = self.decay = self.decoupled = None
        if r.random() < 0.15:
            self.clip_norm = r.choice(["1", "2", "0.5"])
        elif r.random() < 0.15:
            self.clip_value = r.choice(["1", "0.5", "2"])
        if r.random() < 0.15 and "lambda" not in OPTIMIZERS[self.optimizer]["defaults"]:
            self.decay = r.choice(["0.01", "0.1"])
        elif r.random() < 0.15 and self.may_shrink():
            self.decoupled = r.choice(["0.01", "0.1"])
        self.schedule = None
        if r.random() < 0.2 and "eta" in OPTIMIZERS[self.optimizer]["defaults"]:
            self.schedule = r.choice(["list", "step", "exponential", "multi-step", "warm-up", "cosine"])
            if self.schedule == "cosine" and (self.arithmetic.binary or self.kind == "exact"):
                self.schedule = "list"  # the machine's pi is another number, and the true one is irrational
            self.schedule_numbers = [r.choice(["0.1", "0.05", "0.2", "0.00025"]) for _ in range(self.steps)]

    def may_shrink(self):
        defaults = OPTIMIZERS[self.optimizer]["defaults"]
        return "eta" in defaults and "lambda" not in defaults

    def choose_state(self, r):
        """A start in the middle: what the steps before have left."""
        self.done, self.state = 0, {}
        if self.schedule or isinstance(self.objective, (Given, Regression)) or self.optimizer == "adagrad-slides" or r.random() > 0.15:
            return
        self.done = r.choice([1, 2, 3, 7])
        for name in OPTIMIZERS[self.optimizer]["start"]:
            self.state[name] = [text_of(Fraction(r.randint(1, 300), 100)) for _ in self.names]

    def toml(self):
        lines = [f'optimizer = "{self.optimizer}"', f"steps = {self.steps}"]
        if self.hyper:
            lines += ["[hyperparameters]"] + [f"{k} = {v}" for k, v in self.hyper.items()]
        start = ", ".join(f"{n} = {v}" for n, v in zip(self.names, self.start))
        lines += ["[objective]", self.objective.toml(), "start = { " + start + " }"]
        if not self.kind.startswith("binary"):
            lines += ["[working]", f'round = "{"none" if self.kind == "none" else f"{self.rule[1]} {self.rule[0]}"}"', f'carry = "{self.carry}"', f'ties = "{self.ties}"']
            lines += [f'each = "{"operation" if self.kind == "operation" else "line"}"']
        modifiers = []
        for key, value in (("clip_norm", self.clip_norm), ("clip_value", self.clip_value), ("weight_decay", self.decay),
                           ("decoupled_weight_decay", self.decoupled)):
            if value is not None:
                modifiers.append(f"{key} = {value}")
        if self.schedule:
            forms = {"list": "[" + ", ".join(self.schedule_numbers) + "]",
                     "step": '{ kind = "step", every = 2, factor = 0.5 }',
                     "exponential": '{ kind = "exponential", factor = 0.9 }',
                     "multi-step": '{ kind = "multi-step", milestones = [1, 3], factor = 0.1 }',
                     "warm-up": '{ kind = "warm-up", steps = 4 }',
                     "cosine": '{ kind = "cosine", steps = 6, minimum = 0.01 }'}
            modifiers.append("schedule = { eta = " + forms[self.schedule] + " }")
        if modifiers:
            lines += ["[modifiers]"] + modifiers
        if self.done:
            lines += ["[state]", f"t = {self.done}"] + [f"{name} = [{', '.join(values)}]" for name, values in self.state.items()]
        return "\n".join(lines) + "\n"

    def scheduled(self, w, base, t):
        n, base = w.unrounded, base if w.a.binary else w.unrounded(base)
        if self.schedule == "list":
            return n(self.schedule_numbers[t - 1])
        if self.schedule == "step":
            return base * n("0.5") ** ((t - 1) // 2)
        if self.schedule == "exponential":
            return base * n("0.9") ** (t - 1)
        if self.schedule == "multi-step":
            if t > 3:
                return base * n("0.1") ** 2
            return base * n("0.1") if t > 1 else base
        if self.schedule == "cosine":
            return self.cosine(w, base, t)
        return base * minimum(n(1), n(t) / n(4))

    @staticmethod
    def cosine(w, base, t):
        """Half a period over six steps, and on from there; multiples of 60 and 90 degrees have rational cosines."""
        least, k = Fraction("0.01"), t - 1
        rational = {0: 1, 2: Fraction(1, 2), 3: 0, 4: -Fraction(1, 2), 6: -1, 8: -Fraction(1, 2), 9: 0}
        turn = Fraction(rational[k]) if k in rational else mpmath.cos(mpmath.pi * k / 6)
        share = (1 + turn) / 2
        difference = base.x - least
        return Number(w.free, least + (difference * share if isinstance(share, Fraction) else real(difference) * share))

    def solve(self):
        """The lines; ends early at one that has no value, and then gives its step."""
        w = Worker(self)
        entry = OPTIMIZERS[self.optimizer]
        values = dict(entry["defaults"], **self.hyper)
        h = Hyperparameters({k: w.number(v) for k, v in values.items()})
        w.h, base = h, h.get("eta")
        state = {}
        for name, value in entry["start"].items():
            state[name] = [h[value] if isinstance(value, str) else w.number(value) for _ in self.names]
        for name, values in self.state.items():
            state[name] = [w.number(v) for v in values]
        x = [w.number(v) for v in self.start]
        try:
            for t in range(self.done + 1, self.done + self.steps + 1):
                written = w.step(t, x, state)
                if self.schedule:
                    h["eta"] = w.given_data("eta", self.scheduled(w, base, t))
                entry["step"](w, h, state, x, t)
                x = written.pop("theta")
                state.update(written)
        except Undefined:
            return w.lines, w.t
        except OverflowError:
            return w.lines, w.t
        return w.lines, None


def parse_value(text):
    return Fraction(text)


def digits_stated(text):
    return len(text.split(".")[1]) if "." in text and "e" not in text else None


class Comparison:
    def __init__(self, program, spoil):
        self.program, self.spoil = program, spoil
        self.directory = tempfile.TemporaryDirectory()
        self.values = self.undefined = self.left_out = self.noticed = 0

    def run(self, problem):
        path = os.path.join(self.directory.name, "problem.toml")
        with open(path, "w") as file:
            file.write(problem.toml())
        if isinstance(problem.objective, Regression):
            with open(os.path.join(self.directory.name, "data.csv"), "w") as file:
                file.write(problem.objective.csv())
        done = subprocess.run([self.program, "solve", path, "--format", "csv"] + problem.options, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def compare(self, problem):
        """An explanation of the first difference, or None."""
        try:
            lines, failure = problem.solve()
        except Undecided:
            self.left_out += 1
            return None
        status, output, error = self.run(problem)
        if failure:
            self.undefined += 1
            return self.refusal(lines, failure, status, error)
        if status != 0:
            return f"refused: {error}"
        rows = [row.split(",") for row in output.splitlines()[1:]]
        if self.spoil:
            rows = spoiled(rows, problem)
        if len(rows) != len(lines):
            return f"{len(rows)} lines instead of {len(lines)}"
        for row, (t, name, component, value, exact) in zip(rows, lines):
            difference = self.difference(problem, row, t, name, component, value, exact)
            if difference:
                return f"{row}: {difference}"
        return None

    @staticmethod
    def refusal(lines, step, status, error):
        """The first line without a value must be named: its step is known, and it is none of those that have one."""
        if status != 2 or error.count("\n") != 1:
            return f"expected a refusal, got {status}: {error}"
        named = re.search(r": (\w+)\[(\d+)\] \(step (\d+)(?:, component (\w+))?\)", error)
        if not named or int(named[3]) != step:
            return f"expected a line of step {step} to be named: {error}"
        done = {component for t, name, component, _, _ in lines if t == step and name == named[1]}
        has_value = named[4] in done if named[4] else done  # a single component is not named
        return f"a line was named that has a value: {error}" if has_value else None

    def difference(self, problem, row, t, name, component, value, exact):
        self.values += 1
        index = t + (problem.offset if name in ("theta", "theta_decay") else 0)
        if row[:4] != [str(t), str(index), name, component]:
            return f"expected the line {t},{index},{name},{component}"
        if problem.arithmetic.binary:
            read = float(row[4])
            if problem.kind == "binary32":
                read = numbers_.to32(Fraction(row[4]))
            return None if read == value and row[5] == "true" else f"expected {value!r}"
        if parse_value(row[4]) != value:
            return f"expected {mpmath.nstr(numbers_.real(Fraction(value)), 30)}"
        if row[5] != ("true" if exact else "false"):
            return f"expected exact = {exact}"
        if "-0" == row[4] or (row[4].startswith("-") and value == 0):
            return "a negative zero"
        places = digits_stated(row[4])
        if not exact and problem.show and problem.show[0] == "places" and problem.kind != "operation" and name != "eta" and places is not None and places != problem.show[1]:
            return f"expected {problem.show[1]} places"
        return None


def spoiled(rows, problem):
    r = random.Random(str(rows))
    row = r.choice(rows)
    if r.random() < 0.5 or problem.arithmetic.binary:
        places = [i for i, c in enumerate(row[4]) if c.isdigit() and not set("e/") & set(row[4][:i])]
        # the last digits of a shortest text may be others and still read back as the same number
        i = places[0] if problem.arithmetic.binary else r.choice(places)
        row[4] = row[4][:i] + str((int(row[4][i]) + 1) % 10) + row[4][i + 1:]
    else:
        row[5] = "false" if row[5] == "true" else "true"
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spoil", action="store_true")
    parser.add_argument("--keep-going", action="store_true")
    options = parser.parse_args()
    count = options.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    comparison = Comparison(options.program, options.spoil)
    differences = 0
    for i in range(count):
        problem = Problem(f"{options.seed}/{i}")
        difference = comparison.compare(problem)
        if difference and not options.spoil:
            print(f"problem {options.seed}/{i}: {difference}\n{problem.kind}, options {problem.options}\n{problem.toml()}")
            differences += 1
            if not options.keep_going:
                break
        comparison.noticed += 1 if difference else 0
    print(f"{count} problems, {comparison.values} values compared, {comparison.undefined} without a value, "
          f"{comparison.left_out} left out as undecidable here, {differences} different")
    if options.spoil:
        expected = count - comparison.undefined - comparison.left_out
        print(f"{comparison.noticed} of {expected} spoiled answers noticed")
        return 0 if comparison.noticed == expected and expected > 0 else 1
    return 1 if differences or comparison.left_out > count // 20 else 0


if __name__ == "__main__":
    sys.exit(main())

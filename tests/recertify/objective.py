"""Objectives read from a problem file, and their gradients by carrying derivatives along with values."""
import csv
import os
import re
from fractions import Fraction

from number import Number, Undecided, exponential


def fraction(text):
    """Numbers of a file, which TOML hands over as text or whole numbers."""
    return Fraction(text) if not isinstance(text, str) else Fraction(text.strip().replace("−", "-"))


class Dual:
    """A value and its derivatives by the parameters. The value of a logarithm is never needed, so it is None."""

    def __init__(self, value, slopes):
        self.value, self.slopes = value, slopes

    def combined(self, other, value, mine, others):
        slopes = [mine * a + others * b for a, b in zip(self.slopes, other.slopes)]
        return Dual(value, slopes)

    def __add__(self, other):
        unknown = self.value is None or other.value is None
        return Dual(None if unknown else self.value + other.value, [a + b for a, b in zip(self.slopes, other.slopes)])

    def __neg__(self):
        return Dual(None if self.value is None else -self.value, [-a for a in self.slopes])

    def __mul__(self, other):
        return self.combined(other, self.value * other.value, other.value, self.value)

    def __truediv__(self, other):
        quotient = self.value / other.value if self.value is not None else None
        if all(s.lower == s.upper == 0 for s in other.slopes):
            return Dual(quotient, [a / other.value for a in self.slopes])
        return self.combined(other, quotient, 1 / other.value, -quotient / other.value)

    def power(self, n):
        if n == 0:
            return Dual(Number(1), [Number(0) for _ in self.slopes])
        return Dual(self.value ** n, [n * self.value ** (n - 1) * a for a in self.slopes])

    def exp(self):
        e = exponential(self.value)
        return Dual(e, [e * a for a in self.slopes])

    def sigmoid(self):
        s = 1 / (1 + exponential(-self.value))
        return Dual(s, [s * (1 - s) * a for a in self.slopes])

    def tanh(self):
        e = exponential(-2 * self.value)
        value = (1 - e) / (1 + e)
        return Dual(value, [(1 - value * value) * a for a in self.slopes])

    def softplus(self):
        return Dual(None, [a / (1 + exponential(-self.value)) for a in self.slopes])

    def relu(self):
        if self.value.lower > 0:
            return self
        if self.value.upper <= 0:
            return Dual(Number(0), [Number(0) for _ in self.slopes])
        raise Undecided("whether relu bends here")

    def log(self):
        return Dual(None, [a / self.value for a in self.slopes])


class Reader:
    """expression: term {+|- term};  term: unary {*|/ unary};  unary: -unary | power;  power: atom [^ whole number]"""

    def __init__(self, text, names):
        self.tokens = re.findall(r"\d+\.?\d*(?:[eE][-+]?\d+)?|\w+|[-+*/^()]", text)
        self.names, self.at = names, 0

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def take(self, *wanted):
        if self.at < len(self.tokens) and self.tokens[self.at] in wanted:
            return self.next()
        return None

    def expression(self):
        total = self.term()
        while sign := self.take("+", "-"):
            term = self.term()
            total = total + (term if sign == "+" else -term)
        return total

    def term(self):
        total = self.unary()
        while sign := self.take("*", "/"):
            factor = self.unary()
            total = total * factor if sign == "*" else total / factor
        return total

    def unary(self):
        return -self.unary() if self.take("-") else self.power()

    def power(self):
        base = self.atom()
        return base.power(int(self.next())) if self.take("^") else base

    def atom(self):
        token = self.next()
        if token == "(":
            inner = self.expression()
            assert self.next() == ")"
            return inner
        if token in ("exp", "log", "sigmoid", "tanh", "softplus", "relu"):
            assert self.next() == "("
            inner = self.expression()
            assert self.next() == ")"
            return getattr(inner, token)()
        if token in self.names:
            return self.names[token]
        dimension = len(next(iter(self.names.values())).slopes)
        return Dual(Number(Fraction(token)), [Number(0)] * dimension)


def slopes(text, parameters, point, constants=None):
    dimension = len(parameters)
    names = {name: Dual(point[i], [Number(int(i == k)) for k in range(dimension)]) for i, name in enumerate(parameters)}
    for name, value in (constants or {}).items():
        names[name] = Dual(Number(value), [Number(0)] * dimension)
    reader = Reader(text, names)
    result = reader.expression()
    assert reader.at == len(reader.tokens), f"cannot read {text}"
    return result


class Objective:
    steps_differ = rows = given = False

    def __init__(self, table, directory, first_step):
        start = table["start"]
        self.names = list(start) if isinstance(start, dict) else [str(i + 1) for i in range(len(start))]
        self.start = [fraction(x) for x in (start.values() if isinstance(start, dict) else start)]
        self.first_step = first_step
        self.read(table, directory)


class Given(Objective):
    given = True

    def read(self, table, _):
        rows = table["gradients"]
        self.list = [[fraction(x) for x in (row if isinstance(row, list) else [row])] for row in rows]

    def gradient(self, point, t, reading):
        return [Number(x) for x in self.list[t - self.first_step]]


class Formula(Objective):
    def read(self, table, _):
        self.function = table["function"]

    def gradient(self, point, t, reading):
        return slopes(self.function, self.names, point).slopes


class GradientFormula(Objective):
    def read(self, table, _):
        self.formulas = table["gradient"]

    def gradient(self, point, t, reading):
        return [slopes(formula, self.names, point).value for formula in self.formulas]


class Quadratic(Objective):
    def read(self, table, _):
        self.A = [[fraction(x) for x in row] for row in table["A"]]
        self.b = [fraction(x) for x in table.get("b", [0] * len(self.A))]

    def gradient(self, point, t, reading):
        """Half of (A + A^T) theta - b: half of theta^T A theta is meant, whatever A."""
        n = len(point)
        return [sum(((self.A[i][k] + self.A[k][i]) / 2 * point[k] for k in range(n)), Number(-self.b[i])) for i in range(n)]


class Loss(Objective):
    def read(self, table, directory):
        self.loss, self.mean = table["loss"], table.get("reduce", "mean") == "mean"
        with open(os.path.join(directory, table["data"])) as file:
            self.rows = [{name: fraction(x) for name, x in row.items()} for row in csv.DictReader(file)]
        self.batch = int(table.get("batch", len(self.rows)))
        self.steps_differ = self.batch < len(self.rows)

    def gradient(self, point, t, reading):
        rows = self.rows
        if reading != "whole":
            batches = -(-len(self.rows) // self.batch)
            first = (t - 1) % batches * self.batch
            rows = self.rows[first:first + self.batch]
        sums = [Number(0)] * len(point)
        for row in rows:
            sums = [a + b for a, b in zip(sums, slopes(self.loss, self.names, point, row).slopes)]
        mean = self.mean != (reading == "not averaged")
        return [s / len(rows) for s in sums] if mean else sums


def objective(table, directory, first_step):
    for key, kind in (("gradients", Given), ("gradient", GradientFormula), ("function", Formula), ("A", Quadratic), ("loss", Loss)):
        if key in table:
            return kind(table, directory, first_step)
    raise ValueError("no objective that is known here")

"""Random objectives: the TOML that states them, and their gradients by the referee's own means."""
import random
from fractions import Fraction

import mpmath

from arithmetic import Number, real, total


def decimal(random_, most, places):
    """A random decimal, not zero, as text; few digits, so that ties and exact values really happen."""
    scale = 10 ** random_.randint(0, places)
    value = Fraction(random_.choice([-1, 1]) * random_.randint(1, int(most * scale)), scale)
    return text_of(value)


def text_of(value):
    """The plain decimal of a Fraction that has one."""
    places = 0
    while (value * 10 ** places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10 ** places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (digits if places == 0 else digits[:-places] + "." + digits[-places:])


class Given:
    """Gradients step by step."""
    printed = True

    def __init__(self, r, names, steps):
        self.rows = [[decimal(r, 3, 2) if r.random() > 0.15 else "0" for _ in names] for _ in range(steps)]
        self.names = names

    def toml(self):
        return "gradients = [" + ", ".join("[" + ", ".join(row) + "]" for row in self.rows) + "]"

    def gradient(self, w, point, t):
        return [w.number(Fraction(x)) for x in self.rows[t - 1]]


class Formula:
    """The gradient's formula, a sum of products, worked as it is written."""
    printed = True

    def __init__(self, r, names, steps):
        self.names = names
        self.parts = []
        for _ in names:
            terms = []
            for _ in range(r.randint(1, 3)):
                terms.append((r.choice("+-"), decimal(r, 4, 1).lstrip("-"), r.randrange(len(names)), r.choice([0, 1, 1, 1, 2])))
            terms[0] = ("+",) + terms[0][1:]
            self.parts.append(terms)

    def toml(self):
        def product(c, i, n):
            return c if n == 0 else f"{c}*{self.names[i]}" if n == 1 else f"{c}*{self.names[i]}^{n}"
        texts = []
        for terms in self.parts:
            text = ""
            for k, (sign, c, i, n) in enumerate(terms):
                text += ("" if k == 0 else f" {sign} ") + product(c, i, n)
            texts.append(f'"{text}"')
        return "gradient = [" + ", ".join(texts) + "]"

    def gradient(self, w, point, t):
        result = []
        for terms in self.parts:
            values = []
            for sign, c, i, n in terms:
                value = w.number(Fraction(c))
                if n:
                    value = value * (point[i] if n == 1 else point[i] ** n)
                values.append(-value if sign == "-" else value)
            result.append(values[0] if len(values) == 1 else total(*values))
        return result


class Polynomial:
    """A function of which the program derives the gradient; here by the rule for powers."""
    printed = False

    def __init__(self, r, names, steps):
        self.names = names
        self.terms = []
        for i in range(len(names)):
            powers = [0] * len(names)
            powers[i] = 2
            self.terms.append((Fraction(decimal(r, 4, 1)), powers))
        for _ in range(r.randint(0, 2)):
            self.terms.append((Fraction(decimal(r, 2, 1)), [r.choice([0, 0, 1, 2]) for _ in names]))

    def toml(self):
        text = ""
        for c, powers in self.terms:
            product = "*".join([text_of(abs(c))] + [f"{n}^{p}" for n, p in zip(self.names, powers) if p])
            text += (" - " if c < 0 else " + ") + product if text else ("-" if c < 0 else "") + product
        return f'function = "{text}"'

    def gradient(self, w, point, t):
        return [self.slope(w, point, i) for i in range(len(point))]

    def slope(self, w, point, i):
        value = Fraction(0)
        for c, powers in self.terms:
            if powers[i] == 0:
                continue
            term = c * powers[i]
            for j, (x, p) in enumerate(zip(point, powers)):
                factor = (p - 1) if i == j else p
                term = product(term, x.x ** factor) if factor else term
            value = plus(value, term)
        return Number(w.a, value)


def product(a, b):
    return a * b if isinstance(a, Fraction) and isinstance(b, Fraction) else real(a) * real(b)


def plus(a, b):
    return a + b if isinstance(a, Fraction) and isinstance(b, Fraction) else real(a) + real(b)


class Wave:
    """A sum of transcendental functions, one a component: its slope by hand."""
    printed = False
    KINDS = {
        "cos": (lambda x: f"cos({x})", lambda x: -mpmath.sin(real(x))),
        "exp": (lambda x: f"exp(-{x}^2)", lambda x: -2 * real(x) * mpmath.exp(-real(x) ** 2)),
        "relu": (lambda x: f"relu({x})", lambda x: real(1 if x > 0 else 0)),
        "sigmoid": (lambda x: f"sigmoid({x})", lambda x: 1 / (2 * mpmath.cosh(real(x) / 2)) ** 2),
        "softplus": (lambda x: f"softplus({x})", lambda x: (1 + mpmath.tanh(real(x) / 2)) / 2),
        "tanh": (lambda x: f"tanh({x})", lambda x: 1 / mpmath.cosh(real(x)) ** 2),
        "log": (lambda x: f"log(1 + {x}^2)", lambda x: 2 * real(x) / (1 + real(x) ** 2)),
        "sqrt": (lambda x: f"sqrt(2 + {x}^2)", lambda x: real(x) / mpmath.sqrt(2 + real(x) ** 2)),
    }

    AT_ZERO = {"sigmoid": Fraction(1, 4), "softplus": Fraction(1, 2), "tanh": Fraction(1)}

    def __init__(self, r, names, steps):
        self.names = names
        self.kinds = [r.choice(sorted(self.KINDS)) for _ in names]
        self.scales = [Fraction(r.randint(1, 30), 10) for _ in names]

    def toml(self):
        parts = [f"{text_of(c)}*{self.KINDS[k][0](n)}" for n, k, c in zip(self.names, self.kinds, self.scales)]
        return 'function = "' + " + ".join(parts) + '"'

    def gradient(self, w, point, t):
        result = []
        for x, k, c in zip(point, self.kinds, self.scales):
            rational = k == "log" and isinstance(x.x, Fraction)
            if rational:
                value = c * 2 * x.x / (1 + x.x ** 2)
            elif k == "relu":
                value = c if x.x > 0 else Fraction(0)
            elif x.x == 0:
                value = c * self.AT_ZERO.get(k, 0)
            elif k == "sqrt" and isinstance(x.x, Fraction):
                value = (Number(w.free, c * x.x) / Number(w.free, 2 + x.x ** 2).sqrt()).x
            else:
                value = real(c) * self.KINDS[k][1](x.x)
            result.append(Number(w.a, value))
        return result


class Quadratic:
    printed = False

    def __init__(self, r, names, steps):
        n = len(names)
        self.a = [[Fraction(0)] * n for _ in names]
        for i in range(n):
            for j in range(i + 1):
                self.a[i][j] = self.a[j][i] = Fraction(decimal(r, 5, 1)) if i == j or r.random() < 0.4 else Fraction(0)
        self.b = [Fraction(decimal(r, 2, 1)) if r.random() < 0.5 else Fraction(0) for _ in names]

    def toml(self):
        rows = ", ".join("[" + ", ".join(text_of(x) for x in row) + "]" for row in self.a)
        return f"A = [{rows}]\nb = [" + ", ".join(text_of(x) for x in self.b) + "]"

    def gradient(self, w, point, t):
        result = []
        for row, b in zip(self.a, self.b):
            value = -b
            for c, x in zip(row, point):
                if c != 0:
                    value = plus(value, product(c, x.x))
            result.append(Number(w.a, value))
        return result


class Regression:
    """A line through points, in mini-batches; written beside the problem as CSV."""
    printed = False

    def __init__(self, r, names, steps):
        self.rows = [(Fraction(r.randint(-20, 20), 10), Fraction(r.randint(-30, 30), 10)) for _ in range(r.randint(1, 5))]
        self.batch = r.randint(1, len(self.rows))
        self.mean = r.random() < 0.5

    def toml(self):
        return (f'loss = "(w*u + b - y)^2 / 2"\ndata = "data.csv"\nbatch = {self.batch}\n'
                f'reduce = "{"mean" if self.mean else "sum"}"')

    def csv(self):
        return "u,y\n" + "".join(f"{text_of(u)},{text_of(y)}\n" for u, y in self.rows)

    def chosen(self, t):
        batches = [self.rows[i:i + self.batch] for i in range(0, len(self.rows), self.batch)]
        return batches[(t - 1) % len(batches)]

    def gradient(self, w, point, t):
        rows = self.chosen(t)
        slope_w, slope_b = Fraction(0), Fraction(0)
        for u, y in rows:
            error = plus(plus(product(u, point[0].x), point[1].x), -y)
            slope_w, slope_b = plus(slope_w, product(u, error)), plus(slope_b, error)
        share = Fraction(1, len(rows)) if self.mean else Fraction(1)
        return [Number(w.a, product(share, slope_w)), Number(w.a, product(share, slope_b))]

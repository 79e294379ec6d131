"""Numbers of the referee: exact while they can be, else far more digits than are ever printed; or the machine's floats.

Nothing here is shared with the program under test.
"""
import math
import struct
from fractions import Fraction

import mpmath

mpmath.mp.dps = 140  # twice what the program ever needs for these problems, and more


class Undefined(Exception):
    """The line has no value."""


class Irrational(Undefined):
    """The line has a value, which exact arithmetic does not have."""


class Undecided(Exception):
    """The referee cannot tell a tie or an equality; the problem is left out, and counted."""


def exact_root(x):
    """The rational square root of a Fraction, or None."""
    n, d = math.isqrt(x.numerator), math.isqrt(x.denominator)
    return Fraction(n, d) if n * n == x.numerator and d * d == x.denominator else None


def real(x):
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x


def near(x, y):
    return abs(x - y) < mpmath.mpf(10) ** -80


# --- rounding to decimals

def nearest_integer(x, ties):
    """The integer nearest to a non-negative number."""
    if isinstance(x, Fraction):
        down = x.numerator // x.denominator
        rest = x - down
        if rest == Fraction(1, 2):
            return down + (1 if ties == "half up" or down % 2 else 0)
        return down + (1 if rest > Fraction(1, 2) else 0)
    down = int(mpmath.floor(x))
    if near(x, down) or near(x, down + 1) or near(x, down + mpmath.mpf(1) / 2):
        raise Undecided
    return down + (1 if x - down > mpmath.mpf(1) / 2 else 0)


def decimal_exponent(x):
    """floor(log10(x)) of a positive number."""
    guess = int(mpmath.floor(mpmath.log10(real(x))))
    for e in (guess - 1, guess, guess + 1):
        if Fraction(10) ** e <= x < Fraction(10) ** (e + 1) if isinstance(x, Fraction) else \
                mpmath.mpf(10) ** e <= x < mpmath.mpf(10) ** (e + 1):
            return e
    raise AssertionError(x)


def rounded(x, rule):
    """(value as a Fraction, whether nothing was rounded off); rule is (kind, digits, ties) or None."""
    if rule is None:
        if not isinstance(x, Fraction):
            raise Undecided
        return x, True
    kind, digits, ties = rule
    if not isinstance(x, Fraction) and near(x, 0):
        raise Undecided
    if x == 0:
        return Fraction(0), True
    size = abs(x)
    places = digits if kind == "places" else digits - 1 - decimal_exponent(size)
    scale = Fraction(10) ** places
    scaled = size * scale if isinstance(x, Fraction) else size * real(scale)
    value = nearest_integer(scaled, ties) / scale * (1 if x > 0 else -1)
    return value, isinstance(x, Fraction) and value == x


# --- binary floating point

def to_binary(x, bits, lowest):
    """A Fraction to the nearest float of that many bits, ties to even; lowest is the exponent of the least subnormal."""
    if x == 0:
        return 0.0
    size = abs(x)
    e = size.numerator.bit_length() - size.denominator.bit_length()
    if Fraction(2) ** e > size:
        e -= 1
    unit = Fraction(2) ** max(e - bits + 1, lowest)
    down, rest = divmod(size, unit)
    if rest * 2 > unit or (rest * 2 == unit and down % 2):
        down += 1
    if down * unit >= Fraction(2) ** (128 if bits == 24 else 1024):
        raise OverflowError
    result = float(down * unit)
    return -result if x < 0 else result


def to32(x):
    return to_binary(x, 24, -149)


def to64(x):
    return to_binary(x, 53, -1074)


class Arithmetic:
    """What numbers are in, and where they are rounded: 'real', 'exact', 'operation', 'binary64', 'binary32'."""

    def __init__(self, kind, rule=None):
        self.kind, self.rule = kind, rule

    @property
    def binary(self):
        return self.kind.startswith("binary")

    def literal(self, x):
        if self.kind == "binary64":
            return Number(self, to64(x))
        if self.kind == "binary32":
            return Number(self, to32(x))
        return Number(self, Fraction(x))

    def done(self, x, *operands):
        """The result of one operation on these operands, given exactly or to all digits."""
        clean = all(operand.clean for operand in operands)
        if self.kind == "operation":
            x, exact = rounded(x, self.rule)
            clean = clean and exact
        if self.kind == "exact" and not isinstance(x, Fraction):
            raise Irrational
        if isinstance(x, float) and not math.isfinite(x):
            raise OverflowError
        if self.kind == "binary32" and isinstance(x, float):
            x = struct.unpack("f", struct.pack("f", x))[0]
        return Number(self, x, clean)


class Number:
    def __init__(self, arithmetic, x, clean=True):
        self.a, self.x = arithmetic, x
        self.clean = clean  # nothing was rounded off since the numbers that were written down

    def of(self, other):
        return other if isinstance(other, Number) else self.a.literal(Fraction(other))

    def pair(self, other):
        other = self.of(other)
        if isinstance(self.x, Fraction) and isinstance(other.x, Fraction) or self.a.binary:
            return self.x, other.x
        return real(self.x), real(other.x)

    def __neg__(self):
        return Number(self.a, -self.x, self.clean)

    def __mul__(self, other):
        other = self.of(other)
        x, y = self.pair(other)
        zero = not self.a.binary and (self.x == 0 or other.x == 0)
        return self.a.done(Fraction(0) if zero else x * y, self, other)

    def __rmul__(self, other):
        return self.of(other) * self

    def __truediv__(self, other):
        other = self.of(other)
        x, y = self.pair(other)
        if y == 0:
            raise Undefined
        if not self.a.binary and not isinstance(y, Fraction) and near(y, 0):
            raise Undecided
        return self.a.done(x / y, self, other)

    def __rtruediv__(self, other):
        return self.of(other) / self

    def __pow__(self, n):
        if self.a.binary:
            x = Fraction(self.x) ** n
            return Number(self.a, to64(x) if self.a.kind == "binary64" else to32(x))
        return self.a.done(self.x ** n, self)

    def sqrt(self):
        if self.a.binary:
            if self.x < 0:
                raise Undefined
            return self.a.done(math.sqrt(self.x), self)
        if not isinstance(self.x, Fraction) and near(self.x, 0):
            raise Undecided
        if self.x < 0:
            raise Undefined
        root = exact_root(self.x) if isinstance(self.x, Fraction) else None
        return self.a.done(mpmath.sqrt(real(self.x)) if root is None else root, self)

    def compare(self, other):
        x, y = self.pair(other)
        if not self.a.binary and not isinstance(x, Fraction) and near(x, y):
            raise Undecided
        return (x > y) - (x < y)

    def sign(self):
        return Number(self.a, self.a.literal(self.compare(0)).x, self.clean)

    def abs(self):
        return self.a.done(abs(self.x), self)


def maximum(a, b):
    return a.a.done((a if a.compare(b) >= 0 else b).x, a, b)


def minimum(a, b):
    return a.a.done((a if a.compare(b) <= 0 else b).x, a, b)


def total(*terms):
    """A sum as written, rounded once; binary floats from left to right."""
    arithmetic = next(t.a for t in terms if isinstance(t, Number))
    terms = [t if isinstance(t, Number) else arithmetic.literal(Fraction(t)) for t in terms]
    x = terms[0].x
    for term in terms[1:]:
        if arithmetic.binary:
            x = arithmetic.done(x + term.x).x
        else:
            exact = isinstance(x, Fraction) and isinstance(term.x, Fraction)
            x = x + term.x if exact else real(x) + real(term.x)
    return Number(arithmetic, x) if arithmetic.binary else arithmetic.done(x, *terms)

"""Numbers between two fractions, and how a person rounds them. Where both ends are one, the number is exact."""
import math
from fractions import Fraction


class Undefined(Exception):
    """A division by zero, or a root of a negative number."""


class Undecided(Exception):
    """The ends are too far apart to tell."""


class Number:
    """lower <= x <= upper. Ends that would grow too long are moved outward to `Number.places` decimal places."""

    __slots__ = ("lower", "upper")
    places = 50
    longest = 3000  # bits of a denominator

    def __init__(self, lower, upper=None):
        self.lower = Fraction(lower)
        self.upper = self.lower if upper is None else Fraction(upper)

    @property
    def exact(self):
        return self.lower == self.upper

    def shortened(self):
        longest = max(self.lower.denominator, self.upper.denominator).bit_length()
        if longest <= (Number.longest if self.exact else 4 * Number.places):
            return self
        scale = 10 ** Number.places
        return Number(Fraction(math.floor(self.lower * scale), scale), Fraction(math.ceil(self.upper * scale), scale))

    def __neg__(self):
        return Number(-self.upper, -self.lower)

    def __add__(self, other):
        other = number(other)
        return Number(self.lower + other.lower, self.upper + other.upper).shortened()

    def __sub__(self, other):
        return self + -number(other)

    def __mul__(self, other):
        other = number(other)
        if self.exact and other.exact:
            return Number(self.lower * other.lower).shortened()
        ends = [a * b for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
        return Number(min(ends), max(ends)).shortened()

    def __truediv__(self, other):
        other = number(other)
        if other.lower == other.upper == 0:
            raise Undefined("division by zero")
        if other.lower <= 0 <= other.upper:
            raise Undecided("a divisor may be zero")
        return self * Number(1 / other.upper, 1 / other.lower)

    def __pow__(self, exponent):
        if exponent < 0:
            return Number(1) / self ** -exponent
        if exponent % 2 == 0 and exponent > 0 and self.lower < 0 < self.upper:
            return Number(0, max(-self.lower, self.upper) ** exponent).shortened()
        ends = sorted([self.lower ** exponent, self.upper ** exponent])
        return Number(*ends).shortened()

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return number(other) - self

    def __rtruediv__(self, other):
        return number(other) / self


def number(x):
    return x if isinstance(x, Number) else Number(x)


def root(x):
    """The square root between the roots of whole numbers below and above; exact for the square of a fraction."""
    if x.upper < 0:
        raise Undefined("root of a negative number")
    if x.lower < 0:
        raise Undecided("the operand of a root may be negative")
    if x.exact:
        p, q = math.isqrt(x.lower.numerator), math.isqrt(x.lower.denominator)
        if Fraction(p * p, q * q) == x.lower:
            return Number(Fraction(p, q))
    scale = 10 ** Number.places
    below = math.isqrt(math.floor(x.lower * scale * scale))
    above = math.isqrt(math.floor(x.upper * scale * scale)) + 1
    return Number(Fraction(below, scale), Fraction(above, scale))


def exponential_end(x, up):
    """A bound of e^x: the series for x / 2^k, squared k times; every rounding goes one way."""
    if x < 0:
        return 1 / exponential_end(-x, not up)
    halvings = max(0, math.ceil(x).bit_length()) + 4
    small, scale = x / 2 ** halvings, 10 ** (Number.places + 10)
    term, total, n = Fraction(1), Fraction(1), 0
    while term * scale > 1:
        n += 1
        term = Fraction(math.ceil(term * small / n * scale), scale) if up else term * small / n
        if not up:
            term = Fraction(math.floor(term * scale), scale)
        total += term
        if n > 400:
            break
    if up:
        total += 2 * term + Fraction(2, scale)  # small < 1/16: the rest is less than the last term
    for _ in range(halvings):
        total *= total
        total = Fraction(math.ceil(total * scale) if up else math.floor(total * scale), scale)
    return total


def exponential(x):
    if x.lower == x.upper == 0:
        return Number(1)
    return Number(exponential_end(x.lower, False), exponential_end(x.upper, True)).shortened()


class Format:
    """`4 places` or `3 figures`."""

    def __init__(self, text):
        digits, kind = text.split()
        self.digits, self.figures = int(digits), kind.startswith("figure")

    def longer(self, digits):
        return Format(f"{self.digits + digits} {'figures' if self.figures else 'places'}")

    def unit(self, x):
        """One unit of the last digit of a fraction stated so; 0 for the figures of zero."""
        if not self.figures:
            return Fraction(1, 10 ** self.digits)
        return power_of_ten(leading_place(x) - self.digits + 1) if x else Fraction(0)


def power_of_ten(n):
    return Fraction(10) ** n


def leading_place(x):
    """n with 10^n <= |x| < 10^(n+1)."""
    x, n = abs(x), 0
    while x >= power_of_ten(n + 1):
        n += 1
    while x < power_of_ten(n):
        n -= 1
    return n


def nearest(x, unit, ties):
    """(the multiple of unit nearest to the fraction x, whether it was midway); half up is away from zero."""
    whole, rest = divmod(abs(x) / unit, 1)
    tie = rest == Fraction(1, 2)
    up = rest > Fraction(1, 2) or tie and (ties == "half up" or whole % 2 == 1)
    size = (whole + up) * unit
    return (-size if x < 0 else size), tie


def stated(x, form, ties="half up"):
    """(x as `form` states it, whether it was a tie)."""
    if x.lower == x.upper == 0:
        return Fraction(0), False
    if form.figures:
        if x.lower <= 0 <= x.upper:
            raise Undecided("the first figure")
        units = {form.unit(x.lower), form.unit(x.upper)}
    else:
        units = {form.unit(0)}
    ends = {nearest(end, unit, ties) for end in (x.lower, x.upper) for unit in units}
    if len(ends) != 1:
        raise Undecided("a rounding")
    value, tie = ends.pop()
    if tie and not x.exact:
        raise Undecided("a tie")
    return value, tie

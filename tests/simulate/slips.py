"""Slips of the pen: what becomes of a number that was worked rightly."""
from decimal import Decimal as D


class Slip:
    """Called with the number and the student, gives what is written instead; None where that is no slip here."""

    def __init__(self, id, change):
        self.id, self.change = id, change

    def __call__(self, value, student):
        return self.change(value, student)


def transposed(r, places):
    def change(value, _):
        text = f"{value:.{places}f}"
        pairs = [(i, k) for i, k in zip(range(len(text)), range(1, len(text))) if text[i].isdigit() and text[k].isdigit()
                 and text[i] != text[k]]
        if not pairs:
            return value
        i, k = r.choice(pairs)
        digits = list(text)
        digits[i], digits[k] = digits[k], digits[i]
        return D("".join(digits))
    return Slip("transposed-digits", change)


def scaled(id, factor):
    return Slip(id, lambda value, _: value * factor)


def of_line(id, t, quantity, component):
    """Another line's number. Of a line that comes later there is none yet."""
    def change(value, student):
        other = student.number(t, quantity, component)
        return value if other is None else other
    return Slip(id, change)


def slip_for(r, t, quantity, component, places, exact):
    """One of the kinds that can be made in this line; `exact` are the lines of the right sheet."""
    choices = [scaled("sign-slip", D(-1)), transposed(r, places), scaled("decimal-point", D(10)),
               scaled("decimal-point", D("0.1")), scaled("doubled", D(2)), scaled("halved", D("0.5")),
               Slip("squared-slip", lambda value, _: value * value)]
    if t > exact[0].t:
        choices.append(of_line("stale-cell", t - 1, quantity, component))
    earlier = [line for line in exact if (line.t, line.component) == (t, component) and line.quantity != quantity]
    if earlier:
        choices.append(of_line("copied-cell", t, r.choice(earlier).quantity, component))
    return r.choice(choices)

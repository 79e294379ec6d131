"""A problem file, and whether the six properties hold for it."""
import os
import tomllib
from fractions import Fraction

from methods import DEFAULTS, QUANTITIES, Sheet, faults
from number import Format, Number, Undecided, stated
from objective import fraction, objective

PROPERTIES = ("defined", "tidy", "tie_free", "fair", "discriminating", "worth_asking")
# Their steps are about as long as the learning rate, whatever the gradient.
ADAPTIVE = ("adagrad-slides", "rmsprop-slides", "adam-slides")


class Problem:
    def __init__(self, path):
        with open(path, "rb") as file:
            table = tomllib.load(file, parse_float=str)
        self.path, self.table = path, table
        self.optimizer, self.steps = table["optimizer"], int(table["steps"])
        self.hyper = {**DEFAULTS[self.optimizer], **table.get("hyperparameters", {})}
        self.h = {name: Number(fraction(x)) for name, x in self.hyper.items()}
        self.known = table.get("state", {})
        self.first = int(self.known.get("t", 0)) + 1
        self.objective = objective(table["objective"], os.path.dirname(path), self.first)
        self.names = self.objective.names
        working = table["working"]
        self.round, self.ties = Format(working["round"]), working.get("ties", "half up")
        self.carries_rounded = working.get("carry", "rounded") == "rounded"
        self.read_answer(table.get("answer", {}), table.get("question", {}))

    def read_answer(self, answer, question):
        self.asked_form = Format(answer.get("give", self.table["working"]["round"]))
        given = {"g"} if "gradients" in self.table["objective"] else set()
        self.ask = answer.get("ask", [quantity for quantity in QUANTITIES[self.optimizer] if quantity not in given])
        self.last_only = answer.get("steps", "all") == "last"
        self.shown = {(cell["t"], cell["quantity"]) for cell in question.get("shown", [])}

    def start_numbers(self):
        return [Number(x) for x in self.objective.start]

    def state(self, quantity):
        given = self.known.get(quantity, [0] * len(self.names))
        return [Number(fraction(x)) for x in (given if isinstance(given, list) else [given])]

    def asked(self, line):
        t, quantity, _ = line
        last = self.first + self.steps - 1
        return quantity in self.ask and (t == last or not self.last_only) and (t, quantity) not in self.shown


def digits(x):
    """From the first digit that is not zero to the last one, of a fraction whose decimal ends; a large number otherwise."""
    x, ten = abs(x), 0
    while x.denominator != 1:
        x, ten = x * 10, ten + 1
        if ten > 400:
            return 1000
    return len(str(x.numerator).rstrip("0")) or 1


class Findings:
    """What is true of a problem. `failed` maps a property to why; `invisible` are the ways that show nowhere."""

    def __init__(self):
        self.failed, self.invisible, self.seen = {}, [], []
        self.barely = 0  # of the invisible: stated differently at all

    def fails(self, name, why):
        self.failed.setdefault(name, why)


class Judge:
    MOST_GIVEN, MOST_WRITTEN, MOST_SIZE = 5, 7, 10_000

    def __init__(self, problem):
        self.p, self.found = problem, Findings()

    def judge(self):
        exact = Sheet(self.p).work()
        if exact.undefined:
            self.found.fails("defined", f"no value: {exact.undefined}")
            return self.found
        self.right, ties = {}, {}
        for line, value in exact.lines.items():
            self.right[line], ties[line] = stated(value, self.p.asked_form)
        self.units = {line: self.p.asked_form.unit(value) for line, value in self.right.items()}
        self.asked = [line for line in self.right if self.p.asked(line)]
        self.is_defined()
        self.honest_paths([line for line in self.asked if ties[line]])
        self.is_tidy()
        self.is_worth_asking()
        for fault in faults(self.p):
            self.rival(fault)
        return self.found

    def is_defined(self):
        if self.p.objective.given:
            return
        for line, value in self.right.items():
            if line[1] == "g" and line[0] == self.p.first and value == 0:
                self.found.fails("defined", f"the gradient {line} is zero")

    def honest_paths(self, tied_answers):
        if tied_answers:
            self.found.fails("tie_free", f"exact: {tied_answers[0]}")
        self.printed = self.right
        for more in range(3):
            for ties in ("half up", "half even"):
                sheet = Sheet(self.p, form=self.p.round.longer(more), ties=ties).work()
                self.judge_path(sheet, f"+{more} {ties}")
                if more == 0 and ties == self.p.ties and self.p.carries_rounded:
                    self.printed = {line: value.lower for line, value in sheet.lines.items()}

    def judge_path(self, sheet, name):
        if sheet.tie:
            self.found.fails("tie_free", f"{name}: {sheet.tie}")
        for line in self.asked:
            if line not in sheet.lines:
                self.found.fails("fair", f"{name}: {line} has no value")
            elif abs(sheet.lines[line].lower - self.right[line]) > self.units[line]:
                self.found.fails("fair", f"{name}: {line} is {float(sheet.lines[line].lower)}, not {float(self.right[line])}")

    def is_tidy(self):
        given = list(self.p.hyper.values()) + self.p.objective.start
        if any(digits(fraction(x)) > self.MOST_GIVEN for x in given):
            self.found.fails("tidy", "given numbers")
        for line, value in self.printed.items():
            if abs(value) >= self.MOST_SIZE or digits(value) > self.MOST_WRITTEN:
                self.found.fails("tidy", f"{line} is {float(value)}")

    def is_worth_asking(self):
        """The last parameters are never had without the work, and of all answers one in five at most."""
        if not self.asked:
            return
        guessed = [line for line in self.asked if self.is_guessed(line)]
        results = [line for line in guessed if line[1] == "theta" and line[0] == self.p.first + self.p.steps - 1]
        if results or 5 * len(guessed) > len(self.asked):
            self.found.fails("worth_asking", f"without work: {guessed} of {len(self.asked)}")

    def is_guessed(self, line):
        """In the answers carried exactly, or in those by the printed rule."""
        if line[1] == "g" and self.p.objective.given:
            return True
        whole = len(self.printed) == len(self.right)
        return any(self.is_guessed_in(values, line) for values in ([self.right, self.printed] if whole else [self.right]))

    def is_guessed_in(self, values, line):
        t, quantity, name = line
        if self.is_at_rest(values, line):
            return False
        numbers = self.parameters_without_work(values, t, name) if quantity == "theta" else self.numbers_there(values, line)
        return any(abs(values[line] - number) <= Fraction(3, 2) * self.units[line] for number in numbers)

    def is_at_rest(self, values, line):
        """A component that has reached its optimum, which nobody knows without the work."""
        t, quantity, name = line
        if self.p.objective.given or values[t, "g", name] != 0:
            return False
        if quantity == "theta" and t > self.p.first:
            return abs(values[line] - values[t - 1, "theta", name]) <= Fraction(3, 2) * self.units[line]
        return quantity == "g"

    def before(self, values, t, quantity, name):
        """What a quantity was before step t."""
        if t > self.p.first:
            return [values[t - 1, quantity, name]]
        if quantity == "theta":
            return [self.p.objective.start[self.p.names.index(name)]]
        if quantity in ("g", "theta_e", "v_hat", "m_hat") or self.p.optimizer == "adagrad-slides" and not self.p.known:
            return []  # these begin nowhere
        return [self.p.state(quantity)[self.p.names.index(name)].lower]

    def parameters_without_work(self, values, t, name):
        start, (before,) = self.p.objective.start[self.p.names.index(name)], self.before(values, t, "theta", name)
        numbers = [start, before]
        if self.p.optimizer in ADAPTIVE:
            eta, steps = self.p.h["eta"].lower, t - self.p.first + 1
            numbers += [before - eta, before + eta] + [start + k * eta for k in range(-steps, steps + 1)]
        return numbers

    def numbers_there(self, values, line):
        """What can be copied: what is above a line in its step, and what the quantity and the parameter were before."""
        t, quantity, name = line
        order = list(values)
        above = [values[other] for other in order[:order.index(line)] if other[0] == t and other[2] == name]
        return above + self.before(values, t, quantity, name) + self.before(values, t, "theta", name)

    def apart(self, line, value, right):
        """How many units `value` is from `right`: less than 1.5 (-1), just that (0), or more (1)."""
        unit = self.units[line]
        if unit == 0:
            return -1 if value.lower <= right <= value.upper else 1
        near, far = right - Fraction(3, 2) * unit, right + Fraction(3, 2) * unit
        if value.upper < near or value.lower > far:
            return 1
        if value.lower > near and value.upper < far:
            return -1
        if value.lower == value.upper:
            return 0
        raise Undecided(f"whether {line} is outside")

    def outside(self, line, value):
        """A wrong answer, stated as asked, is more than one unit away from the right one."""
        return self.apart(line, value, self.right[line]) > 0

    def form(self, by_rule):
        return self.p.round if by_rule and self.p.carries_rounded else None

    def answers_differ(self, fault, by_rule):
        """Whether the wrong way, carried so, gives an answer outside the window; and its sheet, up to that answer."""
        def reader(line, value):
            return self.p.asked(line) and self.outside(line, value)
        sheet = Sheet(self.p, fault, self.form(by_rule), self.p.ties, reader).work()
        answered = any(self.p.asked(line) and self.outside(line, value) for line, value in sheet.lines.items())
        missing = sheet.undefined and any(self.p.asked(line) for line in self.right.keys() - sheet.lines.keys())
        return answered or missing, sheet

    def rival(self, fault):
        """Whichever way the wrong method is carried, one of its answers must be outside, if it has an effect at all."""
        (exact, sheet), (ruled, _) = (self.answers_differ(fault, by_rule) for by_rule in (False, True))
        if exact and ruled:
            self.found.seen.append(fault)
        elif self.has_effect(fault, False) or self.has_effect(fault, True):
            self.found.fails("discriminating", f"{fault} leaves every answer as it is")
        else:
            self.found.invisible.append(fault)
            stays = all(stated(value, self.p.asked_form)[0] == self.right[line] for line, value in sheet.lines.items())
            self.found.barely += not stays

    def has_effect(self, fault, by_rule):
        """Some line, asked or not, is 1.5 units from what the right method gives when it is carried the same way."""
        sheet = Sheet(self.p, fault, self.form(by_rule), self.p.ties).work()
        right = self.printed if by_rule else self.right
        return any(line not in sheet.lines or self.apart(line, sheet.lines[line], value) >= 0 for line, value in right.items())


def judged(path):
    """What is true of a problem file, at as many places as it takes."""
    for places in (50, 200, 1000):
        Number.places, Number.longest = places, 60 * places
        try:
            return Judge(Problem(path)).judge()
        except Undecided:
            continue
    raise Undecided(path)

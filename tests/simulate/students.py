"""Students who work a problem by hand, in decimals, honestly or not. Shares nothing with the program.

Every line is a formula of what was written before it; a fault changes the formula, a slip what is written. So it is known of
each line whether it is wrong on the student's own numbers, and by which fault.
"""
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal as D, getcontext

getcontext().prec = 50
EPSILON = D("1e-8")
NONE = frozenset()


def rounded(x, places, rule=ROUND_HALF_UP):
    return x if places is None else x.quantize(D(1).scaleb(-places), rounding=rule)


@dataclass
class Line:
    t: int
    quantity: str
    component: int
    value: D                 # as it is worked with from here on
    right: D                 # by the right formula on the student's own numbers
    unrounded: D             # what was worked out here
    settled: bool = True     # the right formula has a value there
    causes: frozenset = NONE  # faults that make it wrong by themselves


@dataclass
class Student:
    """`places` None carries the calculator's digits; `mixed` carries them now and then."""
    places: int | None
    rule: str = ROUND_HALF_UP
    faults: frozenset = NONE
    since: int = 1            # faults are made from this step on
    until: int = 10**9        # and up to this one
    only: int | None = None   # in this component alone
    mixed: object = None
    slips: dict = field(default_factory=dict)  # (t, quantity, component): what the pen makes of the number
    lines: list = field(default_factory=list)

    def write(self, t, quantity, formula, unit, settled=lambda i: True):
        """`formula(faults)` gives a value for each component; `settled` tells whether the right one has any."""
        faults = self.faults if self.since <= t <= self.until else NONE
        right = formula(NONE)
        here = lambda values: [v if self.only in (None, i) else r for i, (v, r) in enumerate(zip(values, right))]
        values = here(formula(faults))
        alone = {fault: here(formula(frozenset([fault]))) for fault in faults}
        carried = []
        for i, value in enumerate(values):
            differs = abs(value - right[i]) > 3 * unit / 2
            causes = frozenset(fault for fault in faults if alone[fault][i] != right[i]) if differs else NONE
            places = self.places if self.mixed is None else self.mixed.choice([self.places, None])
            kept = rounded(value, places, self.rule)
            slip = self.slips.get((t, quantity, i))
            if slip:
                kept, causes = slip(kept, self), frozenset([slip.id])
            self.lines.append(Line(t, quantity, i, kept, right[i], value, settled(i), causes))
            carried.append(kept)
        return carried

    def number(self, t, quantity, component):
        for line in self.lines:
            if (line.t, line.quantity, line.component) == (t, quantity, component):
                return line.value
        return None


def gradient(s, p, x, t, before):
    """`before`: the point one step earlier."""
    def formula(faults):
        point = p.start if "gradient-at-start" in faults else before if "gradient-at-old-point" in faults else x
        g = [a * v + b for a, b, v in zip(p.a, p.b, point)]
        if "gradient-sign" in faults:
            g = [-v for v in g]
        if "derivative-factor" in faults:
            g = [2 * v for v in g]
        return g[::-1] if "components-exchanged" in faults else g
    return s.write(t, "g", formula, p.unit)


def update(faults, p, x, step, eta_in_step=False):
    """The parameters' line: from x, by `step`."""
    if "update-from-start" in faults:
        x = p.start
    return [a + b if "update-sign" in faults else a - b for a, b in zip(x, step)]


def descent(s, p):
    x, before = p.start, p.start
    for t in p.steps():
        g = gradient(s, p, x, t, before)

        def formula(faults, x=x, g=g):
            rate = D(1) if "learning-rate-omitted" in faults else p.eta ** 2 if "learning-rate-twice" in faults else p.eta
            return update(faults, p, x, [rate * v for v in g])
        before, x = x, s.write(t, "theta", formula, p.unit)


def velocity(faults, p, v, g):
    keep = D(1) if "decay-factor-dropped" in faults else D(0) if "state-reset" in faults else p.gamma
    rate = D(1) if "learning-rate-omitted" in faults else p.eta
    return [keep * a + rate * b for a, b in zip(v, g)]


def momentum(s, p):
    x, before, v = p.start, p.start, [D(0)] * len(p.start)
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        old = v
        v = s.write(t, "v", lambda faults, v=v, g=g: velocity(faults, p, v, g), p.unit)

        def formula(faults, x=x, g=g, v=v, old=old):
            step = [p.eta * b for b in g] if "velocity-forgotten" in faults else old if "stale-state" in faults else v
            return update(faults, p, x, step)
        before, x = x, s.write(t, "theta", formula, p.unit)


def momentum_uphill(s, p):
    """The notebook's: the velocity points downhill and is added."""
    x, before, v = p.start, p.start, [D(0)] * len(p.start)
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        v = s.write(t, "v", lambda f, v=v, g=g: [-b for b in velocity(f, p, [-a for a in v], g)], p.unit)
        before, x = x, s.write(t, "theta", lambda f, x=x, v=v: update(f, p, x, [-b for b in v]), p.unit)


def momentum_outside(s, p):
    """PyTorch's: the learning rate outside the velocity."""
    x, before, v = p.start, p.start, [D(0)] * len(p.start)
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        v = s.write(t, "v", lambda f, v=v, g=g: [p.gamma * a + b for a, b in zip(v, g)], p.unit)
        before, x = x, s.write(t, "theta", lambda f, x=x, v=v: update(f, p, x, [p.eta * b for b in v]), p.unit)


def nesterov(s, p):
    x, v = p.start, [D(0)] * len(p.start)
    for t in p.steps():
        def ahead(faults, x=x, v=v):
            by = p.gamma
            if "look-ahead-omitted" in faults:
                by = D(0)
            if "look-ahead-undamped" in faults:
                by = D(1)
            if "look-ahead-wrong-direction" in faults:
                by = -by
            return [a - by * b for a, b in zip(x, v)]
        e = s.write(t, "theta_e", ahead, p.unit)
        g = gradient(s, p, e, t, x)  # the old point is the one looked from
        v = s.write(t, "v", lambda faults, v=v, g=g: velocity(faults, p, v, g), p.unit)
        x = s.write(t, "theta", lambda faults, x=x, v=v: update(faults, p, x, v), p.unit)


def squares(faults, g):
    return g if "gradient-not-squared" in faults else [v * v for v in g]


def average(faults, b, old, new):
    if "average-weights-swapped" in faults:
        b = 1 - b
    fresh = D(1) if "average-weight-dropped" in faults else 1 - b
    keep = D(0) if "state-reset" in faults else D(1) if "decay-factor-dropped" in faults else b
    return [keep * a + fresh * c for a, c in zip(old, new)]


def adaptive(faults, p, x, total, direction):
    steps = []
    for s, d in zip(total, direction):
        inside = abs(s) + EPSILON  # a student who forgot to square leaves the sign out under the root
        step = p.eta / (inside if "root-forgotten" in faults else inside.sqrt()) * d
        if "learning-rate-twice" in faults:
            step *= p.eta
        if "learning-rate-omitted" in faults:
            step /= p.eta
        steps.append(step)
    return update(faults, p, x, steps)


def adagrad(s, p):
    x, before, past = p.start, p.start, []
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        past.append(g)

        def gathered(faults, past=tuple(past)):
            used = past[-1:] if "accumulator-replaced" in faults else past
            return [sum(parts) for parts in zip(*(squares(faults, g) for g in used))]
        total = s.write(t, "G", gathered, p.unit)
        before, x = x, s.write(t, "theta", lambda faults, x=x, G=total, g=g: adaptive(faults, p, x, G, g), p.unit,
                               lambda i, G=total: G[i] >= 0)


def rmsprop(s, p):
    x, before, total = p.start, p.start, [D(0)] * len(p.start)
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        total = s.write(t, "G", lambda faults, G=total, g=g: average(faults, p.gamma, G, squares(faults, g)), p.unit)
        before, x = x, s.write(t, "theta", lambda faults, x=x, G=total, g=g: adaptive(faults, p, x, G, g), p.unit,
                               lambda i, G=total: G[i] >= 0)


def corrected(faults, b, other, t, values):
    if "bias-correction-omitted" in faults:
        return values
    exponent = 1 if "bias-exponent-frozen" in faults else t + 1 if "bias-exponent-off-by-one" in faults else t
    return [v / (1 - (other if "bias-betas-swapped" in faults else b) ** exponent) for v in values]


def adam(s, p):
    x, before = p.start, p.start
    m = v = [D(0)] * len(p.start)
    for t in p.steps():
        g = gradient(s, p, x, t, before)
        b1, b2 = p.beta1, p.beta2
        m = s.write(t, "m", lambda f, m=m, g=g: average(f & MOMENTS, b1, m, g), p.unit)
        v = s.write(t, "v", lambda f, v=v, g=g: average(f & MOMENTS, b2, v, squares(f, g)), p.unit)
        v_hat = s.write(t, "v_hat", lambda f, v=v, t=t: corrected(f, b2, b1, t, v), p.unit)
        m_hat = s.write(t, "m_hat", lambda f, m=m, t=t: corrected(f, b1, b2, t, m), p.unit)
        before, x = x, s.write(t, "theta", lambda f, x=x, v=v_hat, m=m_hat: adaptive(f, p, x, v, m), p.unit,
                               lambda i, v=v_hat: v[i] >= 0)


MOMENTS = frozenset(["average-weights-swapped", "average-weight-dropped", "state-reset", "decay-factor-dropped"])
# Who does the one does not do the other: both change the same thing.
EXCLUSIVE = [{"learning-rate-omitted", "learning-rate-twice"}, {"decay-factor-dropped", "state-reset"},
             {"gradient-at-start", "gradient-at-old-point"}, {"velocity-forgotten", "stale-state"},
             {"look-ahead-omitted", "look-ahead-undamped", "look-ahead-wrong-direction"},
             {"average-weights-swapped", "average-weight-dropped", "state-reset", "decay-factor-dropped"},
             {"bias-correction-omitted", "bias-exponent-frozen", "bias-exponent-off-by-one", "bias-betas-swapped"}]
COMMON = ["gradient-sign", "derivative-factor", "components-exchanged", "gradient-at-start", "gradient-at-old-point",
          "update-sign", "update-from-start"]
RATE = ["learning-rate-omitted", "learning-rate-twice"]
OPTIMIZERS = {
    "gradient-descent": (descent, COMMON + RATE, ["eta"]),
    "momentum": (momentum, COMMON + ["decay-factor-dropped", "state-reset", "learning-rate-omitted", "velocity-forgotten",
                                     "stale-state"], ["eta", "gamma"]),
    "nesterov": (nesterov, COMMON + ["look-ahead-omitted", "look-ahead-undamped", "look-ahead-wrong-direction",
                                     "decay-factor-dropped"], ["eta", "gamma"]),
    "adagrad-slides": (adagrad, COMMON + RATE + ["gradient-not-squared", "accumulator-replaced", "root-forgotten"], ["eta"]),
    "rmsprop-slides": (rmsprop, COMMON + RATE + ["gradient-not-squared", "average-weights-swapped", "average-weight-dropped",
                                                 "root-forgotten", "state-reset", "decay-factor-dropped"], ["eta", "gamma"]),
    "adam-slides": (adam, COMMON + RATE + ["gradient-not-squared", "average-weights-swapped", "average-weight-dropped",
                                           "root-forgotten", "bias-correction-omitted", "bias-exponent-frozen",
                                           "bias-exponent-off-by-one", "bias-betas-swapped", "state-reset"],
                    ["eta", "beta1", "beta2"]),
}
# How other courses write the same optimizer, as far as it shows.
CONVENTIONS = {"momentum": {"momentum-notebook": momentum_uphill, "momentum-pytorch": momentum_outside}}

"""The course's optimizers in slide form, written out one by one, each with the ways in which it is worked wrongly.

A wrong way is a text: the name of the mistake, and after a slash which of its ways. "" is the right way.
"""
from number import Number, Undefined, number, root, stated


class Seen(Exception):
    """The reader of the lines wants no more."""


class Sheet:
    """What is written down, line by line. Carried exactly (form None) or as rounded by one rule."""

    def __init__(self, problem, fault="", form=None, ties="half up", reader=None):
        self.p, self.form, self.ties, self.reader = problem, form, ties, reader
        self.fault, _, self.way = fault.partition("/")
        self.lines = {}  # (t, quantity, component) -> Number
        self.tie = None
        self.undefined = None

    def work(self):
        try:
            METHODS[self.p.optimizer](self)
        except Undefined as why:
            self.undefined = str(why)
        except Seen:
            pass
        return self

    def wrong(self, fault, *ways):
        return self.fault == fault and (not ways or self.way in ways)

    def write(self, t, quantity, values):
        """`values` is called for each component, so that the line that has no value is known."""
        written = []
        for i in range(len(self.p.names)):
            value = number(values(i))
            if self.form:
                rounded, tie = stated(value, self.form, self.ties)
                self.tie = self.tie or tie and (t, quantity, self.p.names[i])
                value = Number(rounded)
            self.lines[t, quantity, self.p.names[i]] = value
            written.append(value)
            if self.reader and self.reader((t, quantity, self.p.names[i]), value):
                raise Seen
        return written

    def steps(self):
        return range(self.p.first, self.p.first + self.p.steps)

    def slope(self, point, t):
        """The gradient as this student takes it."""
        reading = "right"
        if self.wrong("wrong-batch"):
            t = {"first": 1, "next": t + 1, "last": max(t - 1, 1)}.get(self.way, t)
            reading = "whole" if self.way == "whole" else reading
        if self.wrong("batch-not-averaged"):
            reading = "not averaged"
        g = self.p.objective.gradient(point, t, reading)
        if self.wrong("components-exchanged"):
            i = int(self.way)
            g[i], g[i + 1] = g[i + 1], g[i]
        if self.wrong("gradient-sign"):
            g = [-x for x in g]
        if self.wrong("derivative-factor"):
            g = [x * 2 if self.way == "doubled" else x / 2 for x in g]
        return g

    def gradient(self, t, theta, before):
        """The line g; `before` is theta one point earlier."""
        point = theta
        if self.wrong("gradient-at-old-point"):
            point = before
        if self.wrong("gradient-at-start"):
            point = self.p.start_numbers()
        if self.wrong("gradient-at-new-point"):
            tried = self.slope(theta, t)
            point = [x - self.p.h["eta"] * d for x, d in zip(theta, tried)]
        g = self.slope(point, t)
        return self.write(t, "g", lambda i: g[i])

    def move(self, t, theta, step):
        """The line theta: theta - step, step(i) being what the optimizer takes off."""
        eta = self.p.h["eta"]
        origin = self.p.start_numbers() if self.wrong("update-from-start") else theta

        def moved(i):
            off = step(i)
            if self.wrong("learning-rate-twice"):
                off = eta * off
            return origin[i] + off if self.wrong("update-sign") else origin[i] - off
        return self.write(t, "theta", moved)


def gradient_descent(s):
    eta = s.p.h["eta"]
    theta = before = s.p.start_numbers()
    for t in s.steps():
        g = s.gradient(t, theta, before)

        def step(i):
            if s.wrong("gradient-factor-omitted"):
                return eta
            return g[i] if s.wrong("learning-rate-omitted") else eta * g[i]
        before, theta = theta, s.move(t, theta, step)


def velocity_line(s, t, v, g):
    """v_t = gamma v_{t-1} + eta g_t"""
    eta, gamma = s.p.h["eta"], s.p.h["gamma"]

    def line(i):
        kept = v[i] if s.wrong("decay-factor-dropped") else gamma * v[i]
        if s.wrong("state-reset"):
            kept = Number(0)
        bare = s.wrong("learning-rate-omitted") or s.wrong("learning-rate-misplaced")
        return kept + (g[i] if bare else eta * g[i])
    return s.write(t, "v", line)


def velocity_step(s, v, old, g):
    """What momentum and Nesterov take off."""
    eta = s.p.h["eta"]

    def step(i):
        if s.wrong("learning-rate-misplaced"):
            return eta * v[i]
        if s.wrong("velocity-forgotten"):
            return eta * g[i]
        if s.wrong("gradient-instead-of-velocity"):
            return g[i]
        return old[i] if s.wrong("stale-state") else v[i]
    return step


def momentum(s):
    theta = before = s.p.start_numbers()
    v = s.p.state("v")
    for t in s.steps():
        g = s.gradient(t, theta, before)
        old, v = v, velocity_line(s, t, v, g)
        before, theta = theta, s.move(t, theta, velocity_step(s, v, old, g))


def nesterov(s):
    gamma = s.p.h["gamma"]
    theta = s.p.start_numbers()
    v = s.p.state("v")
    for t in s.steps():
        def ahead(i):
            if s.wrong("look-ahead-omitted"):
                return theta[i]
            if s.wrong("look-ahead-undamped"):
                return theta[i] - v[i]
            if s.wrong("look-ahead-wrong-direction"):
                return theta[i] + gamma * v[i]
            return theta[i] - gamma * v[i]
        point = s.write(t, "theta_e", ahead)
        if s.wrong("gradient-at-old-point"):
            point = theta
        if s.wrong("gradient-at-start"):
            point = s.p.start_numbers()
        g = s.slope(point, t)
        g = s.write(t, "g", lambda i: g[i])
        old, v = v, velocity_line(s, t, v, g)
        theta = s.move(t, theta, velocity_step(s, v, old, g))


def scaled_step(s, squares, direction):
    """eta / sqrt(squares + epsilon) * direction, the adaptive methods' step"""
    epsilon = s.p.h["epsilon"]

    def step(i):
        if s.wrong("root-forgotten"):
            below = squares[i] + epsilon
        elif s.wrong("epsilon-outside-root"):
            below = root(squares[i]) + epsilon
        elif s.wrong("epsilon-omitted"):
            below = root(squares[i])
        else:
            below = root(squares[i] + epsilon)
        rate = Number(1) if s.wrong("learning-rate-omitted") else s.p.h["eta"]
        return rate / below if s.wrong("gradient-factor-omitted") else rate / below * direction[i]
    return step


def adagrad(s):
    """A sum over all gradients; from a state in the middle on, what is new is added to what is written."""
    theta = before = s.p.start_numbers()
    seen = []
    G = s.p.state("G")
    for t in s.steps():
        g = s.gradient(t, theta, before)
        seen = [g] if s.p.first > 1 else seen + [g]

        def line(i):
            if s.wrong("accumulator-replaced") or s.wrong("state-reset"):
                return g[i] * g[i]
            kept = G[i] if s.p.first > 1 else Number(0)
            column = [row[i] for row in seen]
            if s.wrong("gradients-added-before-squaring"):
                return sum(column, kept) ** 2
            if s.wrong("gradient-not-squared"):
                return sum(column, kept)
            return sum((x * x for x in column), kept)
        old, G = G, s.write(t, "G", line)
        before, theta = theta, s.move(t, theta, scaled_step(s, old if s.wrong("stale-state") else G, g))


def averaged(s, name, beta, old, new, square):
    """beta old + (1 - beta) new, or new^2; `name` is the average that a way of a mistake is about."""
    rest = 1 - beta

    def here(fault):
        return s.wrong(fault, "", name)
    if here("decay-factor-dropped"):
        kept = old
    elif here("average-weights-swapped"):
        kept = rest * old
    else:
        kept = beta * old
    if here("state-reset"):
        kept = beta * Number(0)
    if square and s.wrong("weight-squared-too"):
        return kept + (rest * new) ** 2
    if square and not s.wrong("gradient-not-squared"):
        new = new * new
    if here("average-weight-dropped"):
        return kept + new
    return kept + (beta * new if here("average-weights-swapped") else rest * new)


def rmsprop(s):
    theta = before = s.p.start_numbers()
    G = s.p.state("G")
    for t in s.steps():
        g = s.gradient(t, theta, before)
        old, G = G, s.write(t, "G", lambda i: averaged(s, "G", s.p.h["gamma"], G[i], g[i], True))
        before, theta = theta, s.move(t, theta, scaled_step(s, old if s.wrong("stale-state") else G, g))


def corrected(s, name, moment, beta, other, t):
    """moment / (1 - beta^t)"""
    def here(fault, *ways):
        kind, _, which = s.way.partition(":")
        return s.fault == fault and kind in (ways or ("",)) and which in ("", name)
    if here("bias-correction-omitted"):
        return moment
    if here("bias-correction-multiplied"):
        return moment * (1 - beta ** t)
    if here("bias-exponent-frozen"):
        return moment / (1 - beta)
    if here("bias-exponent-off-by-one", "more"):
        return moment / (1 - beta ** (t + 1))
    if here("bias-exponent-off-by-one", "less"):
        return moment / (1 - beta ** (t - 1))
    if s.wrong("bias-betas-swapped"):
        return moment / (1 - other ** t)
    return moment / (1 - beta ** t)


def adam(s):
    beta1, beta2 = s.p.h["beta1"], s.p.h["beta2"]
    if s.wrong("betas-swapped"):
        beta1, beta2 = beta2, beta1
    theta = before = s.p.start_numbers()
    m, v = s.p.state("m"), s.p.state("v")
    m_hat, v_hat = m, v  # before the first step; only who feeds them back looks here
    for t in s.steps():
        g = s.gradient(t, theta, before)
        old_m, old_v = m, v
        fed_m = m_hat if s.wrong("corrected-moment-fed-back", "m") else m
        fed_v = v_hat if s.wrong("corrected-moment-fed-back", "v") else v
        m = s.write(t, "m", lambda i: averaged(s, "m", beta1, fed_m[i], g[i], False))
        v = s.write(t, "v", lambda i: averaged(s, "v", beta2, fed_v[i], g[i], True))
        for_v = old_v if s.wrong("stale-state", "v") else v
        v_hat = s.write(t, "v_hat", lambda i: corrected(s, "v", for_v[i], beta2, beta1, t))

        def first_moment(i):
            if s.wrong("velocity-forgotten"):
                return (1 - beta1) * g[i]
            if s.wrong("gradient-instead-of-velocity", ""):
                return g[i]
            return old_m[i] if s.wrong("stale-state", "m") else m[i]
        m_hat = s.write(t, "m_hat", lambda i: corrected(s, "m", first_moment(i), beta1, beta2, t))
        in_vain = lambda name: any(s.wrong("bias-correction-omitted", "in-vain:" + which) for which in ("", name))
        direction = g if s.wrong("gradient-instead-of-velocity", "update") else m if in_vain("m") else m_hat
        before, theta = theta, s.move(t, theta, scaled_step(s, v if in_vain("v") else v_hat, direction))


METHODS = {"gradient-descent": gradient_descent, "momentum": momentum, "nesterov": nesterov, "adagrad-slides": adagrad,
           "rmsprop-slides": rmsprop, "adam-slides": adam}
QUANTITIES = {"gradient-descent": ["g", "theta"], "momentum": ["g", "v", "theta"], "nesterov": ["theta_e", "g", "v", "theta"],
              "adagrad-slides": ["g", "G", "theta"], "rmsprop-slides": ["g", "G", "theta"],
              "adam-slides": ["g", "m", "v", "v_hat", "m_hat", "theta"]}
DEFAULTS = {"gradient-descent": {"eta": "0.01"}, "momentum": {"eta": "0.01", "gamma": "0.9"},
            "nesterov": {"eta": "0.01", "gamma": "0.9"}, "adagrad-slides": {"eta": "0.01", "epsilon": "1e-8"},
            "rmsprop-slides": {"eta": "0.001", "gamma": "0.9", "epsilon": "1e-8"},
            "adam-slides": {"eta": "0.001", "beta1": "0.9", "beta2": "0.999", "epsilon": "1e-8"}}

EVERYWHERE = ["gradient-sign", "derivative-factor/doubled", "derivative-factor/halved", "update-sign", "learning-rate-twice",
              "learning-rate-omitted", "update-from-start"]
POINTS = ["gradient-at-old-point", "gradient-at-new-point", "gradient-at-start"]
VELOCITY = ["decay-factor-dropped", "learning-rate-misplaced", "velocity-forgotten", "gradient-instead-of-velocity", "state-reset",
            "stale-state"]
SQUARES = ["gradient-not-squared", "root-forgotten", "epsilon-outside-root", "epsilon-omitted", "gradient-factor-omitted"]
AVERAGES = ["average-weights-swapped", "average-weight-dropped", "weight-squared-too"]
BIAS = ["bias-correction-omitted/", "bias-correction-multiplied/", "bias-exponent-frozen/", "bias-exponent-off-by-one/more",
        "bias-exponent-off-by-one/less"]
OWN = {
    "gradient-descent": POINTS + ["gradient-factor-omitted"],
    "momentum": POINTS + VELOCITY,
    "nesterov": ["look-ahead-omitted", "look-ahead-undamped", "look-ahead-wrong-direction", "gradient-at-old-point",
                 "gradient-at-start"] + VELOCITY,
    "adagrad-slides": POINTS + SQUARES + ["accumulator-replaced", "gradients-added-before-squaring"],
    "rmsprop-slides": POINTS + SQUARES + AVERAGES + ["decay-factor-dropped", "state-reset", "stale-state"],
    "adam-slides": POINTS + SQUARES + ["bias-betas-swapped", "betas-swapped", "weight-squared-too", "velocity-forgotten",
                                       "gradient-instead-of-velocity", "gradient-instead-of-velocity/update", "state-reset", "corrected-moment-fed-back/m",
                                       "corrected-moment-fed-back/v", "decay-factor-dropped/m", "decay-factor-dropped/v"]
    + [way + which for way in BIAS + ["bias-correction-omitted/in-vain"] for which in ("", ":m", ":v")]
    + [f"{fault}/{which}" for fault in ("average-weights-swapped", "average-weight-dropped", "state-reset") for which in ("m", "v")]
    + ["average-weights-swapped", "average-weight-dropped", "stale-state/m", "stale-state/v"],
}


def faults(problem):
    """Every wrong way that applies to a problem."""
    chosen = EVERYWHERE + OWN[problem.optimizer]
    chosen = chosen + [f"components-exchanged/{i}" for i in range(len(problem.names) - 1)]
    if problem.objective.rows:
        chosen = chosen + ["batch-not-averaged"]
        if problem.objective.steps_differ:
            chosen = chosen + [f"wrong-batch/{way}" for way in ("first", "next", "last", "whole")]
    if problem.first > 1:  # what stood there before is not told, and a sum goes on from its last value
        gone = ("gradient-at-old-point", "gradient-at-start", "update-from-start", "corrected-moment-fed-back",
                "gradients-added-before-squaring")
        chosen = [fault for fault in chosen if fault.partition("/")[0] not in gone]
        chosen += ["state-reset", "stale-state"] if problem.optimizer == "adagrad-slides" else []
        chosen += ["gradient-at-old-point"] if problem.optimizer == "nesterov" else []  # the point looked from
    return chosen

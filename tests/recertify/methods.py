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

    def lines_of(self, t, quantity):
        return [self.lines[t, quantity, name] for name in self.p.names]

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

    def used(self, t, g, where=""):
        """The gradient that the lines after its own take; `where` is one of them."""
        old, self.last_gradient = getattr(self, "last_gradient", g), g
        self.stale = old if t > 1 else g
        return self.stale if self.wrong("stale-gradient", "") else g

    def squares(self, g):
        """What is gathered of the squares of a gradient."""
        if self.wrong("gradient-not-squared"):
            return g
        if self.wrong("absolute-instead-of-square"):
            return [x if x.lower >= 0 else -x for x in g]
        if self.wrong("learning-rate-squared"):
            return [(self.p.h["eta"] * x) ** 2 for x in g]
        if self.wrong("squares-over-parameters"):
            return [sum((x * x for x in g), Number(0))] * len(g)
        return [x * x for x in g]

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
        g = s.used(t, s.gradient(t, theta, before))

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
        bare = s.wrong("learning-rate-omitted") or s.wrong("learning-rate-misplaced") or s.wrong("velocity-averaged", "outside")
        fresh = g[i] if bare else eta * g[i]
        if s.wrong("state-started-at-gradient") and t == 1:
            return {"decayed": gamma * fresh + fresh, "gradient": gamma * g[i] + fresh, "replaced": g[i]}[s.way]
        if s.wrong("first-velocity-forgotten") and t <= 2:
            return fresh
        if s.wrong("decay-over-sum"):
            return gamma * (v[i] + fresh)
        if s.wrong("decay-on-new-term"):
            return v[i] + gamma * fresh
        if s.wrong("velocity-averaged"):
            return kept + (1 - gamma) * fresh
        if s.wrong("learning-rate-on-velocity"):
            return eta * kept + fresh
        return fresh - kept if s.wrong("carried-value-sign") else kept + fresh
    return s.write(t, "v", line)


def velocity_step(s, v, old, g):
    """What momentum and Nesterov take off."""
    eta = s.p.h["eta"]

    def step(i):
        if s.wrong("learning-rate-misplaced") or s.wrong("velocity-averaged", "outside"):
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
        g = s.used(t, s.gradient(t, theta, before))
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
        ahead_point, g = s.lines_of(t, "theta_e"), s.slope(point, t)
        g = s.used(t, s.write(t, "g", lambda i: g[i]))
        old, v = v, velocity_line(s, t, v, g)
        theta = s.move(t, ahead_point if s.wrong("update-from-look-ahead") else theta, velocity_step(s, v, old, g))


def scaled_step(s, squares, direction):
    """eta / sqrt(squares + epsilon) * direction, the adaptive methods' step"""
    epsilon = s.p.h["epsilon"]

    def step(i):
        if s.wrong("root-forgotten"):
            below = squares[i] + epsilon
        elif s.wrong("epsilon-outside-root"):
            below = root(squares[i]) + epsilon
        elif s.wrong("epsilon-omitted") or s.wrong("epsilon-misplaced"):
            below = root(squares[i])
        elif s.wrong("scaling-omitted"):
            below = Number(1)
        elif s.wrong("root-as-square"):
            below = (squares[i] + epsilon) ** 2
        else:
            below = root(squares[i] + epsilon)
        rate = Number(1) if s.wrong("learning-rate-omitted") else s.p.h["eta"]
        if s.wrong("learning-rate-inside-root"):
            inside = squares[i] + epsilon
            return (root(rate / inside) if s.way == "above" else 1 / root(rate * inside)) * direction[i]
        if s.wrong("epsilon-misplaced"):
            return (rate / below + epsilon if s.way == "beside" else (rate + epsilon) / below) * direction[i]
        if s.wrong("scaling-multiplied"):
            return rate * below * direction[i]
        if s.wrong("accumulator-as-direction"):
            return rate / below * squares[i]
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
            if s.wrong("gradients-added-before-squaring"):
                return sum((row[i] for row in seen), kept) ** 2
            if s.wrong("accumulator-averaged", "gathered") and s.p.first > 1:
                kept = (t - 1) * kept
            gathered = sum((s.squares(row)[i] for row in seen), kept)
            return gathered / t if s.wrong("accumulator-averaged", "gathered") else gathered
        old, G = G, s.write(t, "G", line)
        below = [x / t for x in G] if s.wrong("accumulator-averaged", "used") else old if s.wrong("stale-state") else G
        before, theta = theta, s.move(t, theta, scaled_step(s, below, s.used(t, g)))


def averaged(s, t, name, beta, old, new, square=None):
    """beta old + (1 - beta) new, or its square; `name` is the average that a way of a mistake is about."""
    rest = 1 - beta
    bare, new = new, new if square is None else square

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
    if square is not None and s.wrong("weight-squared-too"):
        return kept + (rest * bare) ** 2
    if here("average-weight-dropped"):
        return kept + new
    if here("state-started-at-gradient") and t == 1:
        return beta * new + rest * new
    if square is None and s.wrong("first-velocity-forgotten") and t <= 2:
        return rest * new
    if square is None and s.wrong("carried-value-sign"):
        return rest * new - kept
    if here("gradient-corrected"):
        new = new / (1 - beta ** t)
    if s.wrong("gradient-corrected", "together"):
        first = 1 - s.p.h["beta1"] ** t
        new = new / (first if square is None else first ** 2)
    return kept + (beta * new if here("average-weights-swapped") else rest * new)


def rmsprop(s):
    theta = before = s.p.start_numbers()
    G = s.p.state("G")
    for t in s.steps():
        written = s.gradient(t, theta, before)
        g = s.used(t, written)
        gamma, squares = s.p.h["gamma"], s.squares(g)
        old, G = G, s.write(t, "G", lambda i: averaged(s, t, "G", gamma, G[i], g[i], squares[i]))
        below = old if s.wrong("stale-state") else G
        if s.wrong("bias-correction-added"):
            below = [x / (1 - gamma ** t) for x in G]
        direction = s.stale if s.wrong("stale-gradient", "update") else g
        before, theta = theta, s.move(t, theta, scaled_step(s, below, direction))


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
    if here("bias-power-of-bracket"):
        return moment / (1 - beta) ** t
    if s.wrong("bias-betas-swapped") or s.wrong("bias-betas-equal", {"m": "v", "v": "m"}[name]):
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
        g = s.used(t, s.gradient(t, theta, before))
        old_m, old_v = m, v
        fed_m = m_hat if s.wrong("corrected-moment-fed-back", "m", "both") else m
        fed_v = v_hat if s.wrong("corrected-moment-fed-back", "v", "both") else v
        m = s.write(t, "m", lambda i: averaged(s, t, "m", beta1, fed_m[i], g[i]))
        squares = s.squares(g)
        if s.wrong("squares-of-moment"):
            squares = [(x if s.way == "plain" else x / (1 - beta1 ** t)) ** 2 for x in m]
        v = s.write(t, "v", lambda i: averaged(s, t, "v", beta2, fed_v[i], g[i], squares[i]))
        for_v = m if s.wrong("moments-swapped", "", "v") else old_v if s.wrong("stale-state", "v") else v
        v_hat = s.write(t, "v_hat", lambda i: corrected(s, "v", for_v[i], beta2, beta1, t))

        def first_moment(i):
            if s.wrong("velocity-forgotten"):
                return (1 - beta1) * g[i]
            if s.wrong("gradient-instead-of-velocity", ""):
                return g[i]
            if s.wrong("moments-swapped", "", "m"):
                return v[i]
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

# What is done wrong to a formula before it is a number: nothing here reads formulas that way. tests/mistake has these
# worked by plain loops.
NOT_WORKED_HERE = {"activation-derivative-lost", "activation-not-derived", "constant-kept", "gradient-term-sign", "inner-derivative-lost", "parameters-in-turn", "power-rule-half",
                   "product-rule-half"}

EVERYWHERE = ["gradient-sign", "derivative-factor/doubled", "derivative-factor/halved", "update-sign", "learning-rate-twice",
              "learning-rate-omitted", "update-from-start"]
POINTS = ["gradient-at-old-point", "gradient-at-new-point", "gradient-at-start", "stale-gradient/"]
VELOCITY = ["decay-factor-dropped", "learning-rate-misplaced", "velocity-forgotten", "gradient-instead-of-velocity", "state-reset",
            "stale-state", "decay-over-sum", "decay-on-new-term", "velocity-averaged/inside", "velocity-averaged/outside",
            "carried-value-sign", "learning-rate-on-velocity"] + [
                f"state-started-at-gradient/{way}" for way in ("decayed", "gradient", "replaced")]
SQUARES = ["gradient-not-squared", "root-forgotten", "epsilon-outside-root", "epsilon-omitted", "gradient-factor-omitted",
           "absolute-instead-of-square", "learning-rate-squared", "scaling-omitted", "scaling-multiplied",
           "learning-rate-inside-root/above", "learning-rate-inside-root/below", "epsilon-misplaced/beside",
           "epsilon-misplaced/above", "root-as-square", "accumulator-as-direction"]
AVERAGES = ["average-weights-swapped", "average-weight-dropped", "weight-squared-too"]
BIAS = ["bias-correction-omitted/", "bias-correction-multiplied/", "bias-exponent-frozen/", "bias-exponent-off-by-one/more",
        "bias-exponent-off-by-one/less", "bias-power-of-bracket/"]
OWN = {
    "gradient-descent": POINTS + ["gradient-factor-omitted"],
    "momentum": POINTS + VELOCITY,
    "nesterov": ["look-ahead-omitted", "look-ahead-undamped", "look-ahead-wrong-direction", "gradient-at-old-point",
                 "gradient-at-start", "stale-gradient/", "update-from-look-ahead"] + VELOCITY,
    "adagrad-slides": POINTS + SQUARES + ["accumulator-replaced", "gradients-added-before-squaring",
                                          "accumulator-averaged/gathered", "accumulator-averaged/used"],
    "rmsprop-slides": POINTS + SQUARES + AVERAGES + ["decay-factor-dropped", "state-reset", "stale-state", "stale-gradient/update",
                                                     "bias-correction-added", "state-started-at-gradient/"],
    "adam-slides": POINTS + SQUARES + ["bias-betas-swapped", "betas-swapped", "weight-squared-too", "velocity-forgotten",
                                       "gradient-instead-of-velocity", "gradient-instead-of-velocity/update", "state-reset", "corrected-moment-fed-back/m",
                                       "corrected-moment-fed-back/v", "decay-factor-dropped/m", "decay-factor-dropped/v",
                                       "corrected-moment-fed-back/both", "bias-betas-equal/m", "bias-betas-equal/v",
                                       "gradient-corrected/", "gradient-corrected/m", "gradient-corrected/v",
                                       "gradient-corrected/together", "squares-of-moment/plain", "squares-of-moment/corrected",
                                       "carried-value-sign"]
    + [way + which for way in BIAS + ["bias-correction-omitted/in-vain"] for which in ("", ":m", ":v")]
    + [f"{fault}/{which}" for fault in ("average-weights-swapped", "average-weight-dropped", "state-reset") for which in ("m", "v")]
    + [f"{fault}/{which}" for fault in ("moments-swapped", "state-started-at-gradient") for which in ("", "m", "v")]
    + ["average-weights-swapped", "average-weight-dropped", "stale-state/m", "stale-state/v"],
}


def faults(problem):
    """Every wrong way that applies to a problem."""
    chosen = EVERYWHERE + OWN[problem.optimizer]
    chosen = chosen + [f"components-exchanged/{i}" for i in range(len(problem.names) - 1)]
    if len(problem.names) > 1 and "gradient-not-squared" in chosen:
        chosen = chosen + ["squares-over-parameters"]
    if problem.steps > 2 and "velocity-forgotten" in chosen:
        chosen = chosen + ["first-velocity-forgotten"]
    if problem.objective.rows:
        chosen = chosen + ["batch-not-averaged"]
        if problem.objective.steps_differ:
            chosen = chosen + [f"wrong-batch/{way}" for way in ("first", "next", "last", "whole")]
    if problem.first > 1:  # what stood there before is not told, and a sum goes on from its last value
        gone = ("gradient-at-old-point", "gradient-at-start", "update-from-start", "corrected-moment-fed-back",
                "gradients-added-before-squaring", "state-started-at-gradient", "first-velocity-forgotten", "stale-gradient")
        chosen = [fault for fault in chosen if fault.partition("/")[0] not in gone]
        chosen += ["state-reset", "stale-state"] if problem.optimizer == "adagrad-slides" else []
        chosen += ["gradient-at-old-point"] if problem.optimizer == "nesterov" else []  # the point looked from
    return chosen

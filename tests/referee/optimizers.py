"""Every optimizer of the catalogue, written again by hand from its source: one step each.

A step is given the worker `w` (which writes lines down), the hyperparameters `h`, the state `s` of the last step (a dict of
lists), the parameters `x` before the step, and the step's number. Arithmetic is that of arithmetic.py: total(...) is one sum.
"""
from arithmetic import maximum, minimum, total

OPTIMIZERS = {}


def optimizer(name, offset, start, **defaults):
    def register(step):
        OPTIMIZERS[name] = {"step": step, "offset": offset, "start": start, "defaults": defaults}
        return step
    return register


def each(function, *vectors):
    return [function(*components) for components in zip(*vectors)]


def average(w, name, rate, last, new):
    return w.line(name, each(lambda a, b: total(rate * a, total(1, -rate) * b), last, new))


def square(v):
    return each(lambda a: a ** 2, v)


# average() of squares must square inside its line
def average_of_squares(w, name, rate, last, g):
    return w.line(name, each(lambda a, b: total(rate * a, total(1, -rate) * b ** 2), last, g))


def corrected(w, name, moment, rate, t):
    return w.line(name, each(lambda a: a / total(1, -(rate ** t)), moment))


@optimizer("gradient-descent", 0, {}, eta="0.01")
def _(w, h, s, x, t):
    g = w.gradient(x)
    w.line("theta", each(lambda x, g: total(x, -(h.eta * g)), w.kept(x), g))


@optimizer("momentum", 0, {"v": 0}, eta="0.01", gamma="0.9")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = w.line("v", each(lambda v, g: total(h.gamma * v, h.eta * g), s["v"], g))
    w.line("theta", each(lambda x, v: total(x, -v), w.kept(x), v))


@optimizer("momentum-notebook", 0, {"v": 0}, eta="0.005", mu="0.9")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = w.line("v", each(lambda v, g: total(h.mu * v, -(h.eta * g)), s["v"], g))
    w.line("theta", each(lambda x, v: total(x, v), w.kept(x), v))


@optimizer("momentum-pytorch", 0, {"v": 0}, eta="0.01", mu="0.9")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = w.line("v", each(lambda v, g: total(h.mu * v, g), s["v"], g))
    w.line("theta", each(lambda x, v: total(x, -(h.eta * v)), w.kept(x), v))


@optimizer("sgd-pytorch", 0, {"v": 0}, eta="0.01", mu="0.9", tau="0.5", **{"lambda": "0.01"})
def _(w, h, s, x, t):
    g = w.gradient(x)
    d = w.line("g_decay", each(lambda g, x: total(g, h["lambda"] * x), g, x))
    v = w.line("v", each(lambda v, d: total(h.mu * v, total(1, -h.tau) * d) if t > 1 else d, s["v"], d))
    w.line("theta", each(lambda x, v: total(x, -(h.eta * v)), w.kept(x), v))


@optimizer("momentum-ema", 0, {"v": 0}, eta="0.01", beta="0.9")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = average(w, "v", h.beta, s["v"], g)
    w.line("theta", each(lambda x, v: total(x, -(h.eta * v)), w.kept(x), v))


@optimizer("nesterov", 0, {"v": 0}, eta="0.01", gamma="0.9")
def _(w, h, s, x, t):
    e = w.line("theta_e", each(lambda x, v: total(x, -(h.gamma * v)), x, s["v"]))
    g = w.gradient(e)
    v = w.line("v", each(lambda v, g: total(h.gamma * v, h.eta * g), s["v"], g))
    w.line("theta", each(lambda x, v: total(x, -v), w.kept(x), v))


@optimizer("nesterov-notebook", 0, {"v": 0}, eta="0.006", mu="0.88")
def _(w, h, s, x, t):
    e = w.line("theta_e", each(lambda x, v: total(x, v), x, s["v"]))
    g = w.gradient(e)
    v = w.line("v", each(lambda v, g: total(h.mu * v, -(h.eta * g)), s["v"], g))
    w.line("theta", each(lambda x, v: total(x, v), w.kept(x), v))


@optimizer("nesterov-pytorch", 0, {"v": 0}, eta="0.01", mu="0.9")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = w.line("v", each(lambda v, g: total(h.mu * v, g), s["v"], g))
    u = w.line("u", each(lambda g, v: total(g, h.mu * v), g, v))
    w.line("theta", each(lambda x, u: total(x, -(h.eta * u)), w.kept(x), u))


@optimizer("adagrad-slides", 1, {}, eta="0.01", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    past = s.setdefault("all gradients", [])
    past.append(g)
    squares = [[p[i] ** 2 for p in past] for i in range(len(g))]
    G = w.line("G", [q[0] if len(q) == 1 else total(*q) for q in squares])
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta / total(G, h.epsilon).sqrt() * g)), w.kept(x), G, g))


@optimizer("adagrad", 0, {"G": 0}, eta="0.01", epsilon="1e-10")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = w.line("G", each(lambda G, g: total(G, g ** 2), s["G"], g))
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta * g / total(G.sqrt(), h.epsilon))), w.kept(x), G, g))


@optimizer("adagrad-notebook", 0, {"G": 0}, eta="1", epsilon="1e-7")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = w.line("G", each(lambda G, g: total(G, g ** 2), s["G"], g))
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta / total(G.sqrt(), h.epsilon) * g)), w.kept(x), G, g))


@optimizer("adagrad-start", 0, {"G": "delta"}, eta="0.01", delta="0.1")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = w.line("G", each(lambda G, g: total(G, g ** 2), s["G"], g))
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta / G.sqrt() * g)), w.kept(x), G, g))


@optimizer("rmsprop-slides", 1, {"G": 0}, eta="0.001", gamma="0.9", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta / total(G, h.epsilon).sqrt() * g)), w.kept(x), G, g))


@optimizer("rmsprop", 0, {"G": 0}, eta="0.01", gamma="0.99", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta * g / total(G.sqrt(), h.epsilon))), w.kept(x), G, g))


@optimizer("rmsprop-notebook", 0, {"G": 0}, eta="0.01", gamma="0.9", epsilon="1e-7")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    w.line("theta", each(lambda x, G, g: total(x, -(h.eta / total(G.sqrt(), h.epsilon) * g)), w.kept(x), G, g))


@optimizer("rmsprop-centered", 0, {"G": 0, "g_bar": 0}, eta="0.01", gamma="0.99", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    b = average(w, "g_bar", h.gamma, s["g_bar"], g)
    w.line("theta", each(lambda x, G, b, g: total(x, -(h.eta * g / total(total(G, -(b ** 2)).sqrt(), h.epsilon))), w.kept(x), G, b, g))


@optimizer("rmsprop-momentum", 0, {"G": 0, "b": 0}, eta="0.01", gamma="0.99", mu="0.9", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    b = w.line("b", each(lambda b, g, G: total(h.mu * b, g / total(G.sqrt(), h.epsilon)), s["b"], g, G))
    w.line("theta", each(lambda x, b: total(x, -(h.eta * b)), w.kept(x), b))


@optimizer("rmsprop-graves", 0, {"n": 0, "g_bar": 0, "delta": 0}, eta="0.0001", gamma="0.95", mu="0.9", epsilon="0.0001")
def _(w, h, s, x, t):
    g = w.gradient(x)
    n = average_of_squares(w, "n", h.gamma, s["n"], g)
    b = average(w, "g_bar", h.gamma, s["g_bar"], g)
    d = w.line("delta", each(lambda d, g, n, b: total(h.mu * d, -(h.eta * g / total(n, -(b ** 2), h.epsilon).sqrt())), s["delta"], g, n, b))
    w.line("theta", each(lambda x, d: total(x, d), w.kept(x), d))


@optimizer("adadelta", 1, {"E_g": 0, "E_x": 0}, rho="0.95", epsilon="1e-6")
def _(w, h, s, x, t):
    g = w.gradient(x)
    E = average_of_squares(w, "E_g", h.rho, s["E_g"], g)
    d = w.line("delta", each(lambda X, E, g: -(total(X, h.epsilon).sqrt()) / total(E, h.epsilon).sqrt() * g, s["E_x"], E, g))
    average_of_squares(w, "E_x", h.rho, s["E_x"], d)
    w.line("theta", each(lambda x, d: total(x, d), w.kept(x), d))


ADAM = {"eta": "0.001", "beta1": "0.9", "beta2": "0.999", "epsilon": "1e-8"}
MOMENTS = {"m": 0, "v": 0}


def moments(w, h, s, x):
    g = w.gradient(x)
    m = average(w, "m", h.beta1, s["m"], g)
    v = average_of_squares(w, "v", h.beta2, s["v"], g)
    return g, m, v


@optimizer("adam-slides", 1, MOMENTS, **ADAM)
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    v = corrected(w, "v_hat", v, h.beta2, t)
    m = corrected(w, "m_hat", m, h.beta1, t)
    w.line("theta", each(lambda x, m, v: total(x, -(h.eta / total(v, h.epsilon).sqrt() * m)), w.kept(x), m, v))


def adam_update(h, m, v):
    return h.eta * m / total(v.sqrt(), h.epsilon)


@optimizer("adam", 0, MOMENTS, **ADAM)
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("adam-reordered", 0, MOMENTS, eta="0.001", beta1="0.9", beta2="0.999", epsilon_hat="1e-8")
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    a = w.scalar("alpha", h.eta * total(1, -(h.beta2 ** t)).sqrt() / total(1, -(h.beta1 ** t)))
    w.line("theta", each(lambda x, m, v: total(x, -(a * m / total(v.sqrt(), h.epsilon_hat))), w.kept(x), m, v))


@optimizer("adam-uncorrected", 0, MOMENTS, **ADAM)
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("adamw", 0, MOMENTS, **ADAM, **{"lambda": "0.01"})
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)
    w.line("theta", each(lambda x, m, v: total(x, -(h.eta * h["lambda"] * x), -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("adamw-paper", 0, MOMENTS, alpha="0.001", beta1="0.9", beta2="0.999", epsilon="1e-8", eta="1", **{"lambda": "0.00001"})
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)

    def update(x, m, v):
        return h.eta * total(h.alpha * m / total(v.sqrt(), h.epsilon), h["lambda"] * x)
    w.line("theta", each(lambda x, m, v: total(x, -update(x, m, v)), w.kept(x), m, v))


@optimizer("adamax", 0, {"m": 0, "u": 0}, eta="0.002", beta1="0.9", beta2="0.999")
def _(w, h, s, x, t):
    g = w.gradient(x)
    m = average(w, "m", h.beta1, s["m"], g)
    u = w.line("u", each(lambda u, g: maximum(h.beta2 * u, g.abs()), s["u"], g))
    m = corrected(w, "m_hat", m, h.beta1, t)
    w.line("theta", each(lambda x, m, u: total(x, -(h.eta / u * m)), w.kept(x), m, u))


@optimizer("adamax-pytorch", 0, {"m": 0, "u": 0}, eta="0.002", beta1="0.9", beta2="0.999", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    m = average(w, "m", h.beta1, s["m"], g)
    u = w.line("u", each(lambda u, g: maximum(h.beta2 * u, total(g.abs(), h.epsilon)), s["u"], g))
    w.line("theta", each(lambda x, m, u: total(x, -(h.eta * m / (total(1, -(h.beta1 ** t)) * u))), w.kept(x), m, u))


@optimizer("nadam", 0, MOMENTS, eta="0.002", beta1="0.9", beta2="0.999", epsilon="1e-8")
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    b = h.beta1
    m = w.line("m_bar", each(lambda m, g: total(b * m / total(1, -(b ** (t + 1))), total(1, -b) * g / total(1, -(b ** t))), m, g))
    v = corrected(w, "v_hat", v, h.beta2, t)
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("amsgrad", 1, {"m": 0, "v": 0, "v_hat": 0}, eta="0.001", beta1="0.9", beta2="0.999")
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    v = w.line("v_hat", each(maximum, s["v_hat"], v))
    w.line("theta", each(lambda x, m, v: total(x, -(h.eta * m / v.sqrt())), w.kept(x), m, v))


@optimizer("amsgrad-pytorch", 0, {"m": 0, "v": 0, "v_max": 0}, **ADAM)
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    v = w.line("v_max", each(maximum, s["v_max"], v))
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("radam", 0, MOMENTS, eta="0.001", beta1="0.9", beta2="0.999")
def _(w, h, s, x, t):
    g = w.gradient(x)
    v = average_of_squares(w, "v", h.beta2, s["v"], g)
    m = average(w, "m", h.beta1, s["m"], g)
    m = corrected(w, "m_hat", m, h.beta1, t)
    last = h.given(lambda b: 2 / total(1, -b) , h.beta2)
    last = h.given(lambda q: total(q, -1), last)
    b = h.beta2
    rho = w.scalar("rho", total(last, -(2 * w.number(t) * b ** t / total(1, -(b ** t)))))
    long = rho.compare(4) > 0
    r = w.scalar("r", (total(rho, -4) * total(rho, -2) * last / (total(last, -4) * total(last, -2) * rho)).sqrt() if long else w.number(1))
    l = w.line("l", each(lambda v: (total(1, -(b ** t)) / v).sqrt() if long else w.number(1), v))
    w.line("theta", each(lambda x, m, l: total(x, -(h.eta * r * m * l)), w.kept(x), m, l))


@optimizer("radam-pytorch", 0, MOMENTS, eta="0.001", beta1="0.9", beta2="0.999", epsilon="1e-8")
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    last = h.given(lambda b: 2 / total(1, -b) , h.beta2)
    last = h.given(lambda q: total(q, -1), last)
    b = h.beta2
    rho = w.scalar("rho", total(last, -(2 * w.number(t) * b ** t / total(1, -(b ** t)))))
    long = rho.compare(5) > 0
    r = w.scalar("r", (total(rho, -4) * total(rho, -2) * last / (total(last, -4) * total(last, -2) * rho)).sqrt() if long else w.number(1))
    l = w.line("l", each(lambda v: total(1, -(b ** t)).sqrt() / total(v.sqrt(), h.epsilon) if long else w.number(1), v))
    w.line("theta", each(lambda x, m, l: total(x, -(h.eta * m * r * l)), w.kept(x), m, l))


@optimizer("yogi", 1, MOMENTS, eta="0.01", beta1="0.9", beta2="0.999", epsilon="1e-3")
def _(w, h, s, x, t):
    g = w.gradient(x)
    m = average(w, "m", h.beta1, s["m"], g)
    v = w.line("v", each(lambda v, g: total(v, -(total(1, -h.beta2) * total(v, -(g ** 2)).sign() * g ** 2)), s["v"], g))
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("adabelief", 0, {"m": 0, "s": 0}, **ADAM)
def _(w, h, s, x, t):
    g = w.gradient(x)
    m = average(w, "m", h.beta1, s["m"], g)
    v = w.line("s", each(lambda v, g, m: total(h.beta2 * v, total(1, -h.beta2) * total(g, -m) ** 2, h.epsilon), s["s"], g, m))
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "s_hat", v, h.beta2, t)
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))


@optimizer("lion", 0, {"m": 0}, eta="0.0001", beta1="0.9", beta2="0.99")
def _(w, h, s, x, t):
    g = w.gradient(x)
    c = average(w, "c", h.beta1, s["m"], g)
    w.line("theta", each(lambda x, c: total(x, -(h.eta * c.sign())), w.kept(x), c))
    average(w, "m", h.beta2, s["m"], g)


@optimizer("rprop", 0, {"h": 0, "Delta": "Delta_0"}, Delta_0="0.1", eta_plus="1.2", eta_minus="0.5", Delta_max="50", Delta_min="1e-6")
def _(w, h, s, x, t):
    g = w.gradient(x)
    q = w.line("q", each(lambda k, g: k * g, s["h"], g))

    def width(q, d):
        if q.compare(0) > 0:
            return minimum(h.eta_plus * d, h.Delta_max)
        return maximum(h.eta_minus * d, h.Delta_min) if q.compare(0) < 0 else d
    d = w.line("Delta", each(width, q, s["Delta"]))
    k = w.line("h", each(lambda q, g: w.number(0) if q.compare(0) < 0 else g, q, g))
    w.line("theta", each(lambda x, k, d: total(x, -(k.sign() * d)), w.kept(x), k, d))


@optimizer("lamb", 0, MOMENTS, eta="0.001", beta1="0.9", beta2="0.999", epsilon="1e-6", **{"lambda": "0.01"})
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)
    u = w.line("u", each(lambda m, v, x: total(m / total(v.sqrt(), h.epsilon), h["lambda"] * x), m, v, x))
    a = w.scalar("n_theta", w.norm(x))
    b = w.scalar("n_u", w.norm(u))
    r = w.scalar("rho", a / b if a.compare(0) > 0 and b.compare(0) > 0 else w.number(1))
    w.line("theta", each(lambda x, u: total(x, -(h.eta * r * u)), w.kept(x), u))


@optimizer("adagrad-decay", 0, {"G": 0}, eta="0.01", eta_decay="0.01", epsilon="1e-10")
def _(w, h, s, x, t):
    g = w.gradient(x)
    a = w.scalar("alpha", h.eta / total(1, w.number(t - 1) * h.eta_decay))
    G = w.line("G", each(lambda G, g: total(G, g ** 2), s["G"], g))
    w.line("theta", each(lambda x, G, g: total(x, -(a * g / total(G.sqrt(), h.epsilon))), w.kept(x), G, g))


@optimizer("rmsprop-centered-momentum", 0, {"G": 0, "g_bar": 0, "b": 0}, eta="0.01", gamma="0.99", mu="0.9", epsilon="1e-8")
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    c = average(w, "g_bar", h.gamma, s["g_bar"], g)
    b = w.line("b", each(lambda b, g, G, c: total(h.mu * b, g / total(total(G, -(c ** 2)).sqrt(), h.epsilon)), s["b"], g, G, c))
    w.line("theta", each(lambda x, b: total(x, -(h.eta * b)), w.kept(x), b))


TENSORFLOW = {"eta": "0.01", "gamma": "0.9", "mu": "0.9", "epsilon": "1e-10"}


@optimizer("rmsprop-tensorflow", 0, {"G": 1, "b": 0}, **TENSORFLOW)
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    b = w.line("b", each(lambda b, g, G: total(h.mu * b, h.eta * g / total(G, h.epsilon).sqrt()), s["b"], g, G))
    w.line("theta", each(lambda x, b: total(x, -b), w.kept(x), b))


@optimizer("rmsprop-tensorflow-centered", 0, {"G": 1, "g_bar": 0, "b": 0}, **TENSORFLOW)
def _(w, h, s, x, t):
    g = w.gradient(x)
    G = average_of_squares(w, "G", h.gamma, s["G"], g)
    c = average(w, "g_bar", h.gamma, s["g_bar"], g)
    b = w.line("b", each(lambda b, g, G, c: total(h.mu * b, h.eta * g / total(G, -(c ** 2), h.epsilon).sqrt()), s["b"], g, G, c))
    w.line("theta", each(lambda x, b: total(x, -b), w.kept(x), b))


@optimizer("adadelta-rate", 0, {"E_g": 0, "E_x": 0}, eta="1", rho="0.9", epsilon="1e-6")
def _(w, h, s, x, t):
    g = w.gradient(x)
    E = average_of_squares(w, "E_g", h.rho, s["E_g"], g)
    d = w.line("delta", each(lambda X, E, g: total(X, h.epsilon).sqrt() / total(E, h.epsilon).sqrt() * g, s["E_x"], E, g))
    average_of_squares(w, "E_x", h.rho, s["E_x"], d)
    w.line("theta", each(lambda x, d: total(x, -(h.eta * d)), w.kept(x), d))


@optimizer("adamw-reordered", 0, MOMENTS, eta="0.001", beta1="0.9", beta2="0.999", epsilon_hat="1e-7", **{"lambda": "0.004"})
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    a = w.scalar("alpha", h.eta * total(1, -(h.beta2 ** t)).sqrt() / total(1, -(h.beta1 ** t)))
    w.line("theta", each(lambda x, m, v: total(x, -(h.eta * h["lambda"] * x), -(a * m / total(v.sqrt(), h.epsilon_hat))), w.kept(x), m, v))


@optimizer("amsgrad-optax", 0, {"m": 0, "v": 0, "v_max": 0}, **ADAM)
def _(w, h, s, x, t):
    g, m, v = moments(w, h, s, x)
    m = corrected(w, "m_hat", m, h.beta1, t)
    v = corrected(w, "v_hat", v, h.beta2, t)
    v = w.line("v_max", each(maximum, s["v_max"], v))
    w.line("theta", each(lambda x, m, v: total(x, -adam_update(h, m, v)), w.kept(x), m, v))

#!/usr/bin/env python3
"""A simulated class. Students work course problems by hand, in decimals of their own, honestly or with a known fault;
the program marks them, and what it says is held against what was done. Shares no code with the program.

    simulate.py --program build/cli/stepmark --sheets 2000 --seed 1
"""
import argparse, csv, io, json, random, subprocess, sys, tempfile
from decimal import Decimal as D, ROUND_HALF_EVEN, ROUND_HALF_UP, getcontext
from pathlib import Path

getcontext().prec = 50
PLACES = 4
STEPS = 2


def rounded(x, places, rule):
    return x if places is None else x.quantize(D(1).scaleb(-places), rounding=rule)


class Worker:
    """One way of rounding while working: `places` None carries the calculator's digits."""
    def __init__(self, places, rule, fault=None, mixed=None):
        self.places, self.rule, self.fault, self.mixed = places, rule, fault, mixed
        self.lines = []

    def put(self, t, quantity, values):
        """Writes a line of the sheet down and gives what is worked with from there on."""
        carried = []
        for i, v in enumerate(values):
            places = self.places if self.mixed is None else self.mixed.choice([self.places, None])
            kept = rounded(v, places, self.rule)
            self.lines.append([t, quantity, i, kept])
            carried.append(kept)
        return carried

    def has(self, fault):
        return self.fault == fault


def slopes(problem, x):
    return [a * v + b for a, b, v in zip(problem["a"], problem["b"], x)]


def gradient(w, problem, x, t):
    g = slopes(problem, problem["start"] if w.has("gradient-at-start") else x)
    if w.has("gradient-sign"):
        g = [-v for v in g]
    if w.has("derivative-factor"):
        g = [2 * v for v in g]
    if w.has("components-exchanged"):
        g = g[::-1]
    return w.put(t, "g", g)


def momentum(w, p):
    x, v, eta, gamma = list(p["start"]), [D(0), D(0)], p["eta"], p["gamma"]
    for t in range(1, STEPS + 1):
        g = gradient(w, p, x, t)
        old = v
        keep = D(1) if w.has("decay-factor-dropped") else D(0) if w.has("state-reset") else gamma
        rate = D(1) if w.has("learning-rate-omitted") else eta
        v = w.put(t, "v", [keep * a + rate * b for a, b in zip(v, g)])
        step = v
        if w.has("velocity-forgotten"):
            step = [eta * b for b in g]
        if w.has("stale-state"):
            step = old
        if w.has("update-sign"):
            step = [-s for s in step]
        x = w.put(t, "theta", [a - s for a, s in zip(x, step)])


def nesterov(w, p):
    x, v, eta, gamma = list(p["start"]), [D(0), D(0)], p["eta"], p["gamma"]
    for t in range(1, STEPS + 1):
        ahead = gamma
        if w.has("look-ahead-omitted"):
            ahead = D(0)
        if w.has("look-ahead-undamped"):
            ahead = D(1)
        if w.has("look-ahead-wrong-direction"):
            ahead = -gamma
        e = w.put(t, "theta_e", [a - ahead * b for a, b in zip(x, v)])
        g = gradient(w, p, e, t)
        keep = D(1) if w.has("decay-factor-dropped") else gamma
        v = w.put(t, "v", [keep * a + eta * b for a, b in zip(v, g)])
        step = [-s for s in v] if w.has("update-sign") else v
        x = w.put(t, "theta", [a - s for a, s in zip(x, step)])


EPSILON = D("1e-8")


def adagrad(w, p):
    x, total, eta = list(p["start"]), [D(0), D(0)], p["eta"]
    for t in range(1, STEPS + 1):
        g = gradient(w, p, x, t)
        square = g if w.has("gradient-not-squared") else [v * v for v in g]
        before = [D(0), D(0)] if w.has("accumulator-replaced") else total
        total = w.put(t, "G", [a + b for a, b in zip(before, square)])
        x = w.put(t, "theta", adaptive(w, x, total, g, eta))


def rmsprop(w, p):
    x, total, eta, gamma = list(p["start"]), [D(0), D(0)], p["eta"], p["beta2"]
    for t in range(1, STEPS + 1):
        g = gradient(w, p, x, t)
        square = g if w.has("gradient-not-squared") else [v * v for v in g]
        total = w.put(t, "G", average(w, gamma, total, square))
        x = w.put(t, "theta", adaptive(w, x, total, g, eta))


def average(w, b, old, new):
    if w.has("average-weights-swapped"):
        b = 1 - b
    fresh = D(1) if w.has("average-weight-dropped") else 1 - b
    keep = D(0) if w.has("state-reset") else D(1) if w.has("decay-factor-dropped") else b
    return [keep * a + fresh * c for a, c in zip(old, new)]


def adaptive(w, x, total, direction, eta):
    result = []
    for a, s, d in zip(x, total, direction):
        inside = abs(s) + EPSILON
        below = inside if w.has("root-forgotten") else inside.sqrt()
        step = eta / below * d
        if w.has("learning-rate-twice"):
            step = eta * step
        if w.has("learning-rate-omitted"):
            step = step / eta
        result.append(a + step if w.has("update-sign") else a - step)
    return result


def adam(w, p):
    x, m, v = list(p["start"]), [D(0), D(0)], [D(0), D(0)]
    eta, b1, b2 = p["eta"], p["beta1"], p["beta2"]
    for t in range(1, STEPS + 1):
        g = gradient(w, p, x, t)
        square = g if w.has("gradient-not-squared") else [a * a for a in g]
        m = w.put(t, "m", average(w, b1, m, g))
        v = w.put(t, "v", average(w, b2, v, square))
        exponent = 1 if w.has("bias-exponent-frozen") else t + 1 if w.has("bias-exponent-off-by-one") else t
        c1, c2 = 1 - b1 ** exponent, 1 - b2 ** exponent
        if w.has("bias-correction-omitted"):
            c1 = c2 = D(1)
        if w.has("bias-betas-swapped"):
            c1, c2 = c2, c1
        v_hat = w.put(t, "v_hat", [a / c2 for a in v])
        m_hat = w.put(t, "m_hat", [a / c1 for a in m])
        x = w.put(t, "theta", adaptive(w, x, v_hat, m_hat, eta))


# In two steps the point before is the start.
SAME = {"gradient-at-start": ("gradient-at-old-point",)}
COMMON = ["gradient-sign", "derivative-factor", "components-exchanged", "gradient-at-start", "update-sign"]
OPTIMIZERS = {
    "momentum": (momentum, COMMON + ["decay-factor-dropped", "state-reset", "learning-rate-omitted", "velocity-forgotten",
                                     "stale-state"]),
    "nesterov": (nesterov, COMMON[:3] + ["update-sign", "look-ahead-omitted", "look-ahead-undamped",
                                         "look-ahead-wrong-direction", "decay-factor-dropped"]),
    "adagrad-slides": (adagrad, COMMON + ["gradient-not-squared", "accumulator-replaced", "root-forgotten",
                                          "learning-rate-twice", "learning-rate-omitted"]),
    "rmsprop-slides": (rmsprop, COMMON + ["gradient-not-squared", "average-weights-swapped", "average-weight-dropped",
                                          "root-forgotten", "learning-rate-twice", "state-reset"]),
    "adam-slides": (adam, COMMON + ["gradient-not-squared", "average-weights-swapped", "average-weight-dropped",
                                    "root-forgotten", "learning-rate-twice", "bias-correction-omitted",
                                    "bias-exponent-frozen", "bias-exponent-off-by-one", "bias-betas-swapped",
                                    "state-reset"]),
}
HYPER = {"momentum": ["eta", "gamma"], "nesterov": ["eta", "gamma"], "adagrad-slides": ["eta"],
         "rmsprop-slides": ["eta", "gamma"], "adam-slides": ["eta", "beta1", "beta2"]}


def problem_for(name):
    p = {"a": [D(2), D(6)], "b": [D("-1.5"), D("0.7")], "start": [D("3.2"), D("1.7")], "eta": D("0.1"),
         "gamma": D("0.7"), "beta1": D("0.8"), "beta2": D("0.9")}
    values = dict(p)
    if name == "rmsprop-slides":
        values["gamma"] = p["beta2"]
    text = f'optimizer = "{name}"\nsteps = {STEPS}\n[hyperparameters]\n'
    text += "".join(f"{h} = {values[h]}\n" for h in HYPER[name])
    text += "[objective]\n" + f'gradient = ["{p["a"][0]}*x + {p["b"][0]}", "{p["a"][1]}*y + {p["b"][1]}"]\n'.replace("+ -", "- ")
    text += f'start = {{ x = {p["start"][0]}, y = {p["start"][1]} }}\n'
    text += f'[working]\nround = "{PLACES} places"\n[answer]\ngive = "{PLACES} places"\n'
    return p, text


def sheet_of(name, p, places, rule, fault=None, mixed=None):
    w = Worker(places, rule, fault, mixed)
    OPTIMIZERS[name][0](w, p)
    return w.lines


def stated(lines, more=0):
    """What is copied onto the sheet: the asked places, or some more."""
    return [[t, q, "xy"[i], rounded(v, PLACES + more, ROUND_HALF_UP)] for t, q, i, v in lines]


def mark(program, folder, problem, sheets):
    file = Path(folder) / "problem.toml"
    file.write_text(problem)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["student", "t", "quantity", "component", "value"])
    for i, lines in enumerate(sheets):
        for t, q, c, v in lines:
            writer.writerow([f"s{i}", t, q, c, f"{v:f}"])
    (Path(folder) / "class.csv").write_text(out.getvalue())
    done = subprocess.run([program, "mark", str(file), str(Path(folder) / "class.csv")], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--sheets", type=int, default=200, help="of each kind and optimizer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true")
    o = options.parse_args()
    r = random.Random(o.seed)
    bad = False
    with tempfile.TemporaryDirectory() as folder:
        for name, (work, faults) in OPTIMIZERS.items():
            p, text = problem_for(name)
            exact = sheet_of(name, p, None, ROUND_HALF_UP)
            # Honest: one rule for the sheet, or now one and now the other; as asked, or with more digits.
            honest = []
            for _ in range(o.sheets):
                places = r.choice([None, PLACES, PLACES + 1, PLACES + 2])
                rule = r.choice([ROUND_HALF_UP, ROUND_HALF_EVEN])
                mixed = random.Random(r.random()) if r.random() < 0.3 and places else None
                honest.append(stated(sheet_of(name, p, places, rule, None, mixed), r.choice([0, 0, 0, 1, 2])))
            rows = mark(o.program, folder, text, honest)
            lost = [i for i, row in enumerate(rows) if row["marks"] != row["out_of"]]
            # One known fault.
            single, known = [], []
            for _ in range(o.sheets):
                fault = r.choice(faults)
                places = r.choice([None, PLACES, PLACES])
                lines = stated(sheet_of(name, p, places, ROUND_HALF_UP, fault))
                single.append(lines)
                known.append(fault)
            rows = mark(o.program, folder, text, single)
            right = stated(exact)
            visible = wrong_name = follow = 0
            confusions = {}
            for lines, fault, row in zip(single, known, rows):
                moved = sum(abs(a[3] - b[3]) > D("0.0003") for a, b in zip(lines, right))
                if moved < 2:
                    continue  # a single number may be a coincidence
                visible += 1
                if row["cause"] not in (fault, *SAME.get(fault, ())):
                    wrong_name += 1
                    key = (fault, row["first_fault"], row["cause"])
                    confusions[key] = confusions.get(key, 0) + 1
                if int(row["faulty"]) > 1:
                    follow += 1
            # Random wrong numbers: in one line of an otherwise right sheet.
            random_sheets = []
            for _ in range(o.sheets):
                lines = [list(line) for line in right]
                k = r.randrange(len(lines))
                value = lines[k][3]
                lines[k][3] = rounded(value * D(str(r.uniform(0.5, 2))), PLACES, ROUND_HALF_UP)
                random_sheets.append((k, lines))
            rows = mark(o.program, folder, text, [lines for _, lines in random_sheets])
            invented = sum(row["cause"] != "" for row in rows)
            print(f"{name}: honest {o.sheets}, lost a mark {len(lost)}; one fault {visible}, not named {wrong_name}, "
                  f"more than one line charged {follow}; random {o.sheets}, invented {invented}")
            if o.show:
                for key, count in sorted(confusions.items(), key=lambda item: -item[1]):
                    print("   ", count, key)
                for i in lost[:3]:
                    print("    lost:", rows and honest[i])
            bad = bad or lost or wrong_name > 0.03 * visible or invented > max(3, 0.005 * o.sheets)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

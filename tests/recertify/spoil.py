#!/usr/bin/python3
"""Certified problems, each spoiled in one of the six ways: the program must name the property, say why, and exit with 1.

    spoil.py --program build/cli/stepmark --count 2 --seed 1
"""
import argparse
import copy
import itertools
import os
import sys
import tempfile
import tomllib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from certificate import ADAPTIVE, judged
from files import Bare, certify, write
from methods import METHODS
from recertify import LEVELS, generated


def given(table, rows):
    """The problem on these gradients, one component, start 1."""
    table.update(steps=len(rows), objective={"gradients": [[Bare(x)] for x in rows], "start": [1]})
    table.pop("answer", None)
    table["working"].update(round="4 places", carry="rounded")


def divided_by_zero(table):
    given(table, ["0", "0"])
    table["hyperparameters"]["epsilon"] = 0


def at_a_stationary_point(table):
    table["objective"] = {"function": "x^2 + 3*y^2 - 2*x", "start": {"x": 1, "y": 0}}


def long_start(table):
    start = table["objective"]["start"]
    long = Bare("1.2345678")
    table["objective"]["start"] = [long] * len(start) if isinstance(start, list) else dict.fromkeys(start, long)


def long_rate(table):
    table["hyperparameters"]["eta"] = Bare("0.1234567")


def long_working(table):
    table["working"]["round"] = "12 places"
    table["objective"] = {"function": "x^3/3 + y^2", "start": {"x": Bare("1.37"), "y": Bare("0.29")}}


def midway_gradient(table):
    given(table, ["0.12345", "2"])


def midway_later(table):
    """What is written of the gradient is exact; of half of it, or of a fifth of its square, it is not."""
    given(table, ["1.2343", "2"])
    half = {name: Bare("0.5") for name in ("eta", "beta1") if name in table["hyperparameters"]}
    table["hyperparameters"].update(half)
    if table["optimizer"] == "rmsprop-slides":
        given(table, ["0.05", "2"])
        table["working"]["round"] = "3 places"
        table["hyperparameters"]["gamma"] = Bare("0.8")  # 0.2 * 0.0025 = 0.0005


def coarse_accumulator(table):
    """The squares are smaller than what is written of them."""
    given(table, ["0.5"])
    if table["optimizer"] == "adagrad-slides":
        given(table, ["0.013"])
        table["hyperparameters"]["eta"] = Bare("0.5")
    else:
        decay = "gamma" if table["optimizer"] == "rmsprop-slides" else "beta2"
        table["hyperparameters"].update({"eta": Bare("0.5"), decay: Bare("0.999")})


def steep(table):
    """What is lost in the point comes back a thousand times in the gradient."""
    table.update(steps=2, objective={"gradient": ["1000*x"], "start": {"x": Bare("0.1237")}})
    table.pop("answer", None)
    table["working"].update(round="3 places", carry="rounded")
    table["hyperparameters"]["eta"] = Bare("0.00123")


def one_step_and_theta(table):
    """One step, of which the end is asked: for a plain gradient step, its gradient."""
    given(table, ["2"])
    table["answer"] = {"ask": ["g" if table["optimizer"] == "gradient-descent" else "theta"]}


def first_step_alone(table):
    """As long as the learning rate, whatever the gradient."""
    given(table, ["2.3"])


def nothing_moves(table):
    """The steps are too short for the digits asked."""
    given(table, ["0.3", "0.2"])
    table["hyperparameters"]["eta"] = Bare("0.00001")
    table["answer"] = {"ask": ["theta"]}


SPOILED = [
    ("defined", divided_by_zero, ADAPTIVE), ("defined", at_a_stationary_point, METHODS),
    ("tidy", long_start, METHODS), ("tidy", long_rate, METHODS), ("tidy", long_working, METHODS),
    ("tie_free", midway_gradient, METHODS), ("tie_free", midway_later, ("momentum", "nesterov", "rmsprop-slides", "adam-slides")),
    ("fair", coarse_accumulator, ADAPTIVE), ("fair", steep, ("gradient-descent", "momentum", "nesterov")),
    ("discriminating", one_step_and_theta, METHODS),
    ("worth_asking", first_step_alone, ("adagrad-slides", "adam-slides")), ("worth_asking", nothing_moves, METHODS),
]
REASON = {"defined": "not defined", "tidy": "not tidy", "tie_free": "not free of ties", "fair": "not fair",
          "discriminating": "not discriminating", "worth_asking": "not worth asking"}


def read(path):
    with open(path, "rb") as file:
        return tomllib.load(file, parse_float=Bare)


def complaints(program, path, name):
    """What is amiss with the certificate of a problem in which `name` was spoiled."""
    (certificate,), status = certify(program, [path])
    found = []
    if certificate[name]:
        found.append(f"{name} still holds")
    if not any(reason.startswith(REASON[name]) for reason in certificate.get("reasons", [])):
        found.append(f"no reason for {name}: {certificate.get('reasons')}")
    if status != 1:
        found.append(f"exit status {status}")
    if name not in judged(path).failed:
        found.append(f"{name} is not spoiled, as worked here")
    return found


NAMED = {
    "beta2 = 0.999 at 4 places": ("fair", ["v_hat", "0.3", "0.25"], """optimizer = "adam-slides"
steps = 1
[hyperparameters]
eta = 0.1
beta2 = 0.999
[objective]
gradients = [[0.5]]
start = [1]
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
"""),
    "one step of Adam, theta alone": ("discriminating", ["ask for", "accepted as right"], """optimizer = "adam-slides"
steps = 1
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.8
[objective]
gradients = [[2]]
start = [1]
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
[answer]
ask = ["theta"]
""")}


def named_cases(program, scratch):
    """The two cases that every tutor meets. Of the second, the rivals and what to ask, which is put in and mends it."""
    found = []
    for title, (name, words, text) in NAMED.items():
        path = os.path.join(scratch, f"{name}.toml")
        with open(path, "w") as file:
            file.write(text)
        (certificate,), status = certify(program, [path])
        reasons = " ".join(r for r in certificate["reasons"] if r.startswith(REASON[name]))
        print(f"{title}: {reasons}")
        found += [f"{title}: {complaint}" for complaint in complaints(program, path, name)]
        found += [f"{title}: '{word}' is not said" for word in words if word not in reasons]
    for rival in ("betas-swapped", "derivative-factor"):  # one step of Adam is eta long, whatever the gradient and the betas
        if rival not in reasons or rival not in {entry["rival"] for entry in certificate["unseen"]}:
            found.append(f"{rival} is not named")
    found += asked_for_more(program, path, certificate["ask"])
    return found


def asked_for_more(program, path, ask):
    table = read(path)
    table["answer"]["ask"] = ["theta", *ask]
    write(path, table)
    (certificate,), _ = certify(program, [path])
    return [] if ask and certificate["discriminating"] else [f"asking for {ask} as well does not mend it"]


def spoil(program, directory, original, optimizer):
    """One complaint or more for each way of spoiling that is not noticed, and how many were tried."""
    found, tried = [], 0
    for name, change, optimizers in SPOILED:
        if optimizer not in optimizers:
            continue
        table = copy.deepcopy(original)
        table.setdefault("hyperparameters", {})
        change(table)
        path = os.path.join(directory, "spoiled.toml")
        write(path, table)
        tried += 1
        with open(path) as file:
            found += [f"{change.__name__}: {complaint}\n{file.read()}" for complaint in complaints(program, path, name)]
    return found, tried


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", choices=LEVELS, help="all three when left out")
    options = parser.parse_args()
    count = options.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))
    spoiled = 0
    with tempfile.TemporaryDirectory() as scratch:
        wrong = named_cases(options.program, scratch)
        for optimizer, level in itertools.product(METHODS, [options.level] if options.level else LEVELS):
            directory = os.path.join(scratch, f"{optimizer}-{level}")
            entries, refusal = generated(options.program, directory, optimizer, level, count, options.seed, "")
            wrong += [refusal] if entries is None else []
            for entry in entries or []:
                found, tried = spoil(options.program, directory, read(os.path.join(directory, entry["file"])), optimizer)
                wrong, spoiled = wrong + found, spoiled + tried
    print(*wrong[:5], sep="\n")
    print(f"{spoiled} problems spoiled, {len(wrong)} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

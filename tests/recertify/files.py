"""Problem files: written from tables, and drawn at random without regard to whether they are good questions."""
import json
import os
import subprocess

from methods import DEFAULTS, METHODS, QUANTITIES


class Bare(str):
    """A number, which a file shows without quotation marks."""


def value_text(value):
    if isinstance(value, list):
        return "[" + ", ".join(value_text(x) for x in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {value_text(x)}" for k, x in value.items()) + " }"
    return str(value) if isinstance(value, (Bare, int)) else json.dumps(value)


def write(path, table):
    lines = [f"{k} = {value_text(v)}" for k, v in table.items() if not isinstance(v, dict)]
    for name, section in table.items():
        if isinstance(section, dict):
            lines += ["", f"[{name}]"] + [f"{k} = {value_text(v)}" for k, v in section.items()]
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def certify(program, paths):
    """(the certificates, the exit status)"""
    done = subprocess.run([program, "certify", *paths, "--format", "json"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return [entry["certificate"] for entry in json.loads(done.stdout)], done.returncode


def decimal(r, most, places):
    return Bare(f"{r.randint(-most * 10 ** places, most * 10 ** places) / 10 ** places:.{places}f}")


FORMULAS = ["x^2 + 2*y^2 - 6*x - 3*y", "3*x^2 + x*y + y^2", "(1 - x)^2 + 10*(y - x^2)^2", "x^3/3 - y^2", "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
            "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2", "exp(x/2) + y^2", "x^2/2 + 20*y^2"]


def drawn_objective(r, steps):
    kind = r.choice(["given", "given", "function", "function", "gradient", "A", "loss"])
    start = {"x": decimal(r, 4, r.randint(0, 2)), "y": decimal(r, 4, r.randint(0, 2))}
    if kind == "given":
        n, places = r.randint(1, 3), r.randint(0, 3)
        return {"gradients": [[decimal(r, r.choice([1, 9]), places) for _ in range(n)] for _ in range(steps)],
                "start": [decimal(r, 3, 1) for _ in range(n)]}
    if kind == "function":
        return {"function": r.choice(FORMULAS), "start": start}
    if kind == "gradient":
        return {"gradient": r.choice([["2*x", "20*y"], ["x - y", "y^2 - 1"], ["x/4", "100*y"]]), "start": start}
    if kind == "A":
        return {"A": r.choice([[[2, 0], [0, 10]], [[3, 1], [1, 2]], [[1, 0], [0, 300]]]), "b": [r.randint(-3, 3), 1], "start": start}
    loss = r.choice(["(w*x + b - y)^2 / 2", "log(1 + exp(w*x + b)) - y*(w*x + b)"])
    return {"loss": loss, "data": "points.csv", "batch": r.choice([1, 2, 3, 4]), "reduce": r.choice(["mean", "sum"]),
            "start": {"w": start["x"], "b": start["y"]}}


def drawn_hyperparameters(r, optimizer):
    hyper = {}
    for name in DEFAULTS[optimizer]:
        if r.random() < 0.1:
            continue
        if name == "eta":
            hyper[name] = Bare(r.choice(["0.1", "0.5", "0.01", "0.001", "1", "0.25", "0.12"]))
        elif name == "epsilon":
            hyper[name] = Bare(r.choice(["1e-8", "1e-8", "0.01", "0.1"]))
        else:
            hyper[name] = Bare(r.choice(["0.9", "0.8", "0.5", "0.75", "0.36", "0.95", "0.99", "0.6"]))
    return hyper


def drawn(r, optimizer):
    steps = r.choice([1, 1, 2, 2, 3])
    table = {"optimizer": optimizer, "steps": steps, "hyperparameters": drawn_hyperparameters(r, optimizer),
             "objective": drawn_objective(r, steps)}
    kind = "figures" if r.random() < 0.25 else "places"
    digits = r.choice([3, 4, 4, 5, 6])
    table["working"] = {"round": f"{digits} {kind}", "carry": r.choice(["rounded", "rounded", "exact"]),
                        "ties": r.choice(["half up", "half even"])}
    answer = {}
    if r.random() < 0.4:
        answer["ask"] = r.sample(QUANTITIES[optimizer], r.randint(1, len(QUANTITIES[optimizer])))
    if r.random() < 0.4:
        answer["give"] = f"{max(digits - r.randint(1, 2), 1)} {kind}"
    if r.random() < 0.3:
        answer["steps"] = "last"
    if answer:
        table["answer"] = answer
    if r.random() < 0.1:
        add_state(r, table)
    return table


def add_state(r, table):
    """A start in the middle: the squares are positive, the rest is anything."""
    n = len(table["objective"]["start"])
    carried = {"gradient-descent": [], "momentum": ["v"], "nesterov": ["v"], "adagrad-slides": ["G"], "rmsprop-slides": ["G"],
               "adam-slides": ["m", "v"]}[table["optimizer"]]
    squares = table["optimizer"].endswith("-slides")
    table["state"] = {"t": r.randint(1, 4)}
    for quantity in carried:
        numbers = [decimal(r, 2, 1) for _ in range(n)]
        table["state"][quantity] = [Bare(x.lstrip("-")) if squares and quantity in "Gv" else x for x in numbers]


POINTS = "x,y\n1,2\n2,1.5\n-1,0.5\n0.5,1\n"


def draw_files(r, directory, count):
    with open(os.path.join(directory, "points.csv"), "w") as file:
        file.write(POINTS)
    paths = []
    for i in range(count):
        paths.append(os.path.join(directory, f"{i:05d}.toml"))
        write(paths[-1], drawn(r, sorted(METHODS)[i % len(METHODS)]))
    return paths

"""Every optimizer of torch.optim, in binary32 and binary64, with and without weight decay and maximize: does `identify`
find it with its true hyperparameters, with the problem and from the numbers alone, and does `verify --bits` agree?

Exit status 1 where one is not found, where bits differ and no reason for that is known, or where torch.optim has an
optimizer or an option that the table leaves out. A reason is known where the numbers of orders.py are torch's.
"""
import argparse
import inspect
import json
import os
import subprocess
import sys
import tempfile

# Where the processor has a fused multiply-add, torch's kernels use it: theta - eta*g is then rounded once. The plain ones
# round each operation.
os.environ.setdefault("ATEN_CPU_CAPABILITY", "default")

import torch
from torch import optim

import orders

STEPS = 12
DECAY = 0.05
START = (3.0, -1.5)

# Why torch's bits are not those of the equations as written down.
SQUARES = "torch squares as ((1 - gamma)*g)*g, with 1 - gamma from doubles"
CORRECTS = "torch divides eta by 1 - beta1^t and the root by sqrt(1 - beta2^t), and squares as ((1 - beta2)*g)*g"
RATE = "torch divides eta by 1 - beta1^t"
DOUBLES = "torch works out in doubles what depends on the step alone, and 1 - beta"
KEPT32 = "torch keeps the rate in binary32"
PRODUCT32 = "torch keeps the product of mu in binary32"
SHRINKS = "torch multiplies theta by 1 - eta*lambda"
SUBTRACTS = "torch adds (1 - beta)*(g - m) to m, and so with v"


LEFT_OUT = {"LBFGS": "takes several gradients a step: its numbers do not follow from one gradient each"}


class Case:
    def __init__(self, name, entry, make, values, bits64=None, bits32=None, decay="weight_decay", maximize=True, sparse=False,
                 decayed_entry=None, decay_name=None, modifier="weight_decay", order=None,
                 decayed_order=None):
        self.name, self.entry, self.make, self.values = name, entry, make, values
        self.why = {torch.float64: bits64, torch.float32: bits32 if bits32 else bits64}
        self.decay, self.may_maximize, self.sparse = decay, maximize, sparse
        self.decayed_entry, self.decay_name, self.modifier = decayed_entry, decay_name, modifier
        self.order, self.decayed_order = order, decayed_order

    def is_worked_so(self, rows, decay, maximize):
        """Does torch's order, which is why its bits differ, give them?"""
        order = self.decayed_order if decay and self.decayed_order else self.order
        return order and orders.gives(order, rows, maximize, DECAY if decay and not self.decayed_order else 0)

    def torch_name(self):
        return self.name.split("(")[0]


ADAM = {"eta": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8}
BETAS = (0.9, 0.99)

CASES = [
    Case("SGD", "gradient-descent", lambda p, **k: optim.SGD(p, 0.05, **k), {"eta": 0.05}),
    Case("SGD(momentum)", "momentum-pytorch", lambda p, **k: optim.SGD(p, 0.05, 0.8, **k), {"eta": 0.05, "mu": 0.8}),
    Case("SGD(momentum, dampening)", "sgd-pytorch", lambda p, **k: optim.SGD(p, 0.05, 0.8, 0.3, **k),
         {"eta": 0.05, "mu": 0.8, "tau": 0.3, "lambda": 0}, decayed_entry="sgd-pytorch", decay_name="lambda"),
    Case("SGD(nesterov)", "nesterov-pytorch", lambda p, **k: optim.SGD(p, 0.05, 0.8, nesterov=True, **k), {"eta": 0.05, "mu": 0.8}),
    Case("Adagrad", "adagrad", lambda p, **k: optim.Adagrad(p, 0.5, **k), {"eta": 0.5, "epsilon": 1e-10}),
    Case("Adagrad(lr_decay)", "adagrad-decay", lambda p, **k: optim.Adagrad(p, 0.5, 0.1, **k),
         {"eta": 0.5, "eta_decay": 0.1, "epsilon": 1e-10}, None, DOUBLES,
         order=orders.adagrad_decay(0.5, 0.1)),
    Case("RMSprop", "rmsprop", lambda p, **k: optim.RMSprop(p, 0.05, 0.9, **k), {"eta": 0.05, "gamma": 0.9, "epsilon": 1e-8}, SQUARES,
         order=orders.rmsprop(0.05, 0.9)),
    Case("RMSprop(centered)", "rmsprop-centered", lambda p, **k: optim.RMSprop(p, 0.05, 0.9, centered=True, **k),
         {"eta": 0.05, "gamma": 0.9, "epsilon": 1e-8}, SQUARES,
         order=orders.rmsprop(0.05, 0.9, centered=True)),
    Case("RMSprop(momentum)", "rmsprop-momentum", lambda p, **k: optim.RMSprop(p, 0.02, 0.9, momentum=0.5, **k),
         {"eta": 0.02, "gamma": 0.9, "mu": 0.5, "epsilon": 1e-8}, SQUARES,
         order=orders.rmsprop(0.02, 0.9, 0.5)),
    Case("RMSprop(momentum, centered)", "rmsprop-centered-momentum",
         lambda p, **k: optim.RMSprop(p, 0.02, 0.9, momentum=0.5, centered=True, **k),
         {"eta": 0.02, "gamma": 0.9, "mu": 0.5, "epsilon": 1e-8}, SQUARES,
         order=orders.rmsprop(0.02, 0.9, 0.5, centered=True)),
    Case("Adadelta", "adadelta-rate", lambda p, **k: optim.Adadelta(p, 0.5, 0.9, **k), {"eta": 0.5, "rho": 0.9, "epsilon": 1e-6}),
    Case("Adam", "adam", lambda p, **k: optim.Adam(p, 0.1, BETAS, **k), ADAM, CORRECTS,
         order=orders.adam(0.1, *BETAS)),
    Case("Adam(amsgrad)", "amsgrad-pytorch", lambda p, **k: optim.Adam(p, 0.1, BETAS, amsgrad=True, **k), ADAM, CORRECTS,
         order=orders.adam(0.1, *BETAS, amsgrad=True)),
    Case("SparseAdam", "adam-reordered", lambda p, **k: optim.SparseAdam(p, 0.1, BETAS, **k),
         {"eta": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon_hat": 1e-8}, SUBTRACTS, decay=None, sparse=True,
         order=orders.sparse_adam(0.1, *BETAS)),
    Case("AdamW", "adam", lambda p, **k: optim.AdamW(p, 0.1, BETAS, **dict({"weight_decay": 0}, **k)), ADAM, CORRECTS,
         decayed_entry="adamw", decay_name="lambda",
         order=orders.adam(0.1, *BETAS), decayed_order=orders.adam(0.1, *BETAS, shrink=DECAY)),
    Case("AdamW(amsgrad)", "amsgrad-pytorch",
         lambda p, **k: optim.AdamW(p, 0.1, BETAS, amsgrad=True, **dict({"weight_decay": 0}, **k)), ADAM, CORRECTS,
         modifier="decoupled_weight_decay",
         order=orders.adam(0.1, *BETAS, amsgrad=True), decayed_order=orders.adam(0.1, *BETAS, DECAY, amsgrad=True)),
    Case("Adamax", "adamax-pytorch", lambda p, **k: optim.Adamax(p, 0.1, BETAS, **k), ADAM, RATE,
         order=orders.adamax(0.1, *BETAS)),
    Case("NAdam", "nadam-pytorch-113", lambda p, **k: optim.NAdam(p, 0.1, BETAS, momentum_decay=0.004, **k),
         dict(ADAM, psi=0.004), PRODUCT32, maximize=False,
         order=orders.nadam(0.1, *BETAS, 0.004, foreach=False)),
    Case("NAdam(foreach)", "nadam-pytorch", lambda p, **k: optim.NAdam(p, 0.1, BETAS, momentum_decay=0.004, foreach=True, **k),
         dict(ADAM, psi=0.004), PRODUCT32, maximize=False,
         order=orders.nadam(0.1, *BETAS, 0.004, foreach=True)),
    Case("RAdam", "radam-pytorch", lambda p, **k: optim.RAdam(p, 0.1, BETAS, **k), ADAM, None, DOUBLES, maximize=False,
         order=orders.radam(0.1, *BETAS)),
    Case("Rprop", "rprop", lambda p, **k: optim.Rprop(p, 0.1, (0.5, 1.2), (1e-6, 50), **k),
         {"Delta_0": 0.1, "eta_plus": 1.2, "eta_minus": 0.5, "Delta_max": 50, "Delta_min": 1e-6}, decay=None),
    Case("ASGD", "asgd", lambda p, **k: optim.ASGD(p, 0.05, **k), {"eta": 0.05, "lambda": 0.0001, "alpha": 0.75}, KEPT32,
         decayed_entry="asgd-decay", decay_name="kappa",
         order=orders.asgd(0.05, 0.0001, 0.75)),
]


def text(number, dtype):
    """The shortest decimal that reads back as the number."""
    return repr(number.item()) if dtype == torch.float64 else str(number.numpy())


def run(case, dtype, decay, maximize):
    """theta at t = 0, 1, ..., and the gradient of each step: of a bowl, or of the hill that is its negative."""
    theta = torch.tensor(START, dtype=dtype, requires_grad=True)
    options = {}
    if decay:
        options["weight_decay"] = DECAY
    if maximize:
        options["maximize"] = True
    optimizer = case.make([theta], **options)
    rows = [(0, theta.detach().clone(), None)]
    for t in range(1, STEPS + 1):
        x, y = theta.detach()
        gradient = torch.stack([x + y - 1, 4 * y + x])
        if maximize:
            gradient = -gradient
        theta.grad = gradient.to_sparse() if case.sparse else gradient.clone()  # foreach adds the decay in place
        optimizer.step()
        rows.append((t, theta.detach().clone(), gradient))
    return rows


def trace(rows, dtype, with_gradients):
    lines = ["t,x,y" + (",g[x],g[y]" if with_gradients else "")]
    for t, theta, gradient in rows:
        cells = [str(t)] + [text(n, dtype) for n in theta]
        if with_gradients:
            cells += ["", ""] if gradient is None else [text(n, dtype) for n in gradient]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


class Said:
    """What is true of a run: the entry, its hyperparameters, the modifiers."""

    def __init__(self, case, decay, maximize):
        self.entry, self.values, self.modifiers = case.entry, dict(case.values), {}
        self.maximize = maximize
        if maximize:
            self.modifiers["maximize"] = "true"
        if decay and case.decayed_entry:
            self.entry = case.decayed_entry
            self.values[case.decay_name] = DECAY
        elif decay:
            self.modifiers[case.modifier] = DECAY
        self.decayed = decay and not case.decayed_entry

    def problem(self, entry, values, modifiers):
        lines = [f'optimizer = "{entry}"', f"steps = {STEPS}"]
        if values:
            lines += ["[hyperparameters]"] + [f"{k} = {v:.17g}" if isinstance(v, float) else f"{k} = {v}" for k, v in values.items()]
        gradient = '["-(x + y - 1)", "-(4*y + x)"]' if self.maximize else '["x + y - 1", "4*y + x"]'
        lines += ["[objective]", f"gradient = {gradient}", "start = { x = 3, y = -1.5 }"]
        if modifiers:
            lines += ["[modifiers]"] + [f"{k} = {v}" for k, v in modifiers.items()]
        return "\n".join(lines) + "\n"

    def is_decay(self, fit):
        beside = "weight decay added to the gradient" if "weight_decay" in self.modifiers else "decoupled weight decay, as in AdamW"
        return beside in fit["beside"] and abs(float(fit["hyperparameters"]["lambda"]) - DECAY) < 1e-4 * DECAY

    def whole(self, case):
        return self.problem(self.entry, {k: repr(v) for k, v in self.values.items()}, self.modifiers)

    def bare(self):
        return self.problem("gradient-descent", {}, self.modifiers)


def number(words):
    try:
        return float(words)
    except ValueError:
        return None


def is_true(fit, said, told):
    """Is it the entry, with the true hyperparameters as far as the numbers determine them? What `identify` does not call
    open it has determined, however small."""
    if fit["optimizer"] != said.entry or fit["mistake"]:
        return False
    if not told and ("the objective is maximised" in fit["beside"]) != said.maximize:
        return False
    if said.decayed and not told and not said.is_decay(fit):
        return False
    for name, value in said.values.items():
        if name in fit["open"]:
            continue
        found = number(fit["hyperparameters"].get(name, ""))
        if found is None or abs(found - value) > (1e-4 * abs(value) or 1e-7):
            return False
    return True


def left_out():
    """What torch.optim has and the table does not try."""
    for name, value in sorted(vars(optim).items()):
        if not inspect.isclass(value) or not issubclass(value, optim.Optimizer) or value is optim.Optimizer:
            continue
        cases = [case for case in CASES if case.torch_name() == name]
        if not cases and name not in LEFT_OUT:
            yield name
        takes = inspect.signature(value).parameters
        for case in cases:
            if ("maximize" in takes) != case.may_maximize:
                yield f"maximize of {case.name}"
            if ("weight_decay" in takes) != bool(case.decay):
                yield f"weight_decay of {case.name}"


class Table:
    def __init__(self, program, directory):
        self.program, self.directory = program, directory
        self.rows = self.wrong = 0

    def file(self, name, content):
        path = os.path.join(self.directory, name)
        with open(path, "w") as out:
            out.write(content)
        return path

    def call(self, *words):
        return subprocess.run([self.program, *words], capture_output=True, text=True)

    def identified(self, said, told, path, problem=None):
        answer = self.call("identify", path, "--format", "json", *(["--problem", problem] if problem else []))
        if answer.returncode != 0:
            return "failed: " + answer.stderr.strip()
        fits = json.loads(answer.stdout)["fits"]
        place = next((i + 1 for i, fit in enumerate(fits) if is_true(fit, said, told)), None)
        if place is None:
            return "no" + (f", but {fits[0]['optimizer']}" if fits else "")
        if place == 1:
            return "yes"
        ahead = [fit["optimizer"] for fit in fits[:place - 1]]
        others = [name for name in ahead if name not in self.conventions(said.entry)]
        return f"no, it is behind {others[0]}" if others else f"yes, with {len(ahead)} of its conventions before it"

    def conventions(self, entry):
        return json.loads(self.call("optimizers", entry, "--format", "json").stdout)["conventions"]

    def row(self, case, dtype, decay, maximize):
        self.rows += 1
        said = Said(case, decay, maximize)
        rows = run(case, dtype, decay, maximize)
        path = self.file("trace.csv", trace(rows, dtype, False))
        told = self.identified(said, True, path, self.file("bare.toml", said.bare()))
        alone = self.identified(said, False, self.file("alone.csv", trace(rows, dtype, True)))
        bits = self.call("verify", self.file("whole.toml", said.whole(case)), path, "--bits", "--arithmetic",
                         "binary64" if dtype == torch.float64 else "binary32")
        agrees = {0: "yes", 1: "no"}.get(bits.returncode, "failed: " + bits.stderr.strip())
        why = case.why[dtype]
        if agrees == "no" and case.decayed_order and decay:
            why = SHRINKS + "; " + CORRECTS
        unexplained = agrees != "yes" and not (why and case.is_worked_so(rows, decay, maximize))
        self.wrong += told[:3] != "yes" or alone[:3] != "yes" or unexplained
        words = agrees if agrees == "yes" or unexplained else f"{agrees}: {why}"
        options = ", ".join(["binary64" if dtype == torch.float64 else "binary32"] + ["decay"] * decay + ["maximize"] * maximize)
        print(f"| {case.name} | {options} | {said.entry} | {told} | {alone} | {words} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    arguments = parser.parse_args()
    print(f"PyTorch {torch.__version__}; theta of {STEPS} steps, in the shortest form of its type\n")
    print("| torch.optim | | entry | identified with the problem | from gradients alone | bit for bit |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as directory:
        table = Table(os.path.abspath(arguments.program), directory)
        for case in CASES:
            for dtype in (torch.float64, torch.float32):
                for decay in (False, True) if case.decay else (False,):
                    for maximize in (False, True) if case.may_maximize else (False,):
                        table.row(case, dtype, decay, maximize)
    for name, why in LEFT_OUT.items():
        print(f"| {name} | | | | | {why} |")
    for name in left_out():
        print(f"left out: {name}")
        table.wrong += 1
    print(f"\n{table.wrong} rows are not as they should be" if table.wrong else f"\nall {table.rows} rows as they should be")
    return 1 if table.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

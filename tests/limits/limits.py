#!/usr/bin/env python3
"""Small files that could take long: each is made anew from a seed, and no command may take more than 10 s of a processor
or 1 GB on one below 100 KB, unless it refuses it with a reason.

    limits.py --program build/release/cli/stepmark --seed 1 [--count 1]

--count is how many of each kind; STEPMARK_TEST_SCALE multiplies it. Processor time is measured, and not that of the clock,
so that a busy machine passes.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile

MOST_SECONDS, MOST_BYTES = 10, 1 << 30
# `certify` says on a terminal how far it has come, and may take longer.
MOST_WITH_PROGRESS = 3 * MOST_SECONDS
SMALL = 100_000
HEAD = "t,quantity,component,value\n"
TABLE = "| t | quantity | component | value |\n|---|---|---|---|\n"


class Run:
    """One run of the program: what it said, and what it took."""

    def __init__(self, program, words, directory):
        with open(os.path.join(directory, "out"), "w+b") as out, open(os.path.join(directory, "err"), "w+b") as err:
            child = subprocess.Popen(
                [program, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=directory, preexec_fn=bounded
            )
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            self.output, self.error = out.read(), err.read().decode(errors="replace")
        self.status = child.returncode
        self.seconds = used.ru_utime + used.ru_stime
        self.bytes = used.ru_maxrss * 1024


def bounded():
    resource.setrlimit(resource.RLIMIT_CPU, (2 * MOST_SECONDS, 2 * MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_BYTES, 2 * MOST_BYTES))


class Limits:
    def __init__(self, program, seed):
        self.program, self.random, self.faults, self.runs = program, random.Random(seed), [], 0
        self.scratch = tempfile.TemporaryDirectory()

    def file(self, name, content):
        data = content if isinstance(content, bytes) else content.encode()
        if len(data) > SMALL + 2_000:
            raise ValueError(f"{name} has {len(data)} bytes")
        path = os.path.join(self.scratch.name, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def run(self, kind, *words, status=(0, 1, 2)):
        run = Run(self.program, words, self.scratch.name)
        self.runs += 1
        told = f"{kind}: {' '.join(words)[:150]}: exit {run.status}, {run.seconds:.1f} s, {run.bytes >> 20} MB"
        if run.status not in status:
            self.faults.append(f"{told}: {run.error[:200]!r}")
        elif run.status == 2 and (run.output or run.error.count("\n") != 1 or "; " not in run.error):
            self.faults.append(f"{told}: no refusal in one line with a reason: {run.error[:200]!r}")
        elif run.seconds > (MOST_WITH_PROGRESS if words[0] == "certify" else MOST_SECONDS) or run.bytes > MOST_BYTES:
            self.faults.append(told)
        return run

    def problem(self, name, optimizer, steps, components, **sections):
        names = [f"{self.random.choice('pqruvw')}{i}" for i in range(components)]
        factors = [self.random.randint(1, 9) for _ in names]
        function = " + ".join(f"{factor}*{n}^2" for factor, n in zip(factors, names))
        start = ", ".join(f"{n} = {self.random.randint(1, 99) / 10}" for n in names)
        text = f'optimizer = "{optimizer}"\nsteps = {steps}\n[objective]\nfunction = "{function}"\nstart = {{ {start} }}\n'
        text += "".join(f"[{section}]\n{lines}\n" for section, lines in sections.items())
        return self.file(name, text), names

    # The kinds.

    def repeated_characters(self):
        """A character, or a few, repeated in everything that is read."""
        problem, _ = self.problem("p.toml", "momentum", 2, 1)
        tail = "".join(self.random.choice("|*_[]()`<>!-+#~\\'\",;:={}&/%$^.0e1 \t\n") for _ in range(self.random.randint(1, 3)))
        for piece in ("|", "\n", '"', "(", "[", self.random.choice(["\u221a", "\u00d7", "{", "a.", "1,"]), tail):
            long = piece * (96_000 // len(piece.encode()))
            self.run("sheet", "check", problem, self.file("s.md", TABLE + long))
            self.run("cell", "check", problem, self.file("s.md", TABLE + "| 1 | v | p0 | " + long + " |\n"))
            self.run("sheet", "check", problem, self.file("s.csv", HEAD + "1,v,p0," + long))
            self.run("list", "check", problem, self.file("s.json", '{"answers": [' + long))
            self.run("class", "mark", problem, self.file("c.csv", "student," + HEAD + "a,1,v,p0," + long))
            self.run("class", "mark", problem, self.file("c.jsonl", '{"student": "a", "answers": [{"value": "' + long + '"}]}\n'))
            self.run("problem", "solve", self.file("x.toml", "title = " + long))
            self.run("function", "solve", self.file("x.toml", f"optimizer = 'momentum'\nsteps = 1\n[objective]\nfunction = '''{long}'''\nstart = [1]\n"))
            self.run("equation", "optimizers", self.file("x.optimizer", 'optimizer a "a"\ng[t] = 1 + ' + long))
            self.run("trace", "identify", self.file("t.csv", HEAD + "1,v,p0," + long))

    def sums_over_steps(self):
        """Worked anew in each step they would take hours, and hundreds of megabytes."""
        steps = self.random.randint(15_000, 20_000)
        body = self.random.choice(["g[s]^2", "abs(g[s])", "(g[s] + theta[s-1])^2"])
        self.file("sum.optimizer", f'optimizer sum "sum"\nhyper eta = 0.5\nstart theta[0] given\ng[t] = grad(theta[t-1])\n'
                  f"G[t] = sum(s=1..t, {body})\ntheta[t] = theta[t-1] - eta/(1 + G[t])*g[t]\n")
        problem, _ = self.problem("sum.toml", "sum.optimizer", steps, 2)
        for options in (["--places", "5"], ["--digits", "12"], ["--arithmetic", "binary64"], ["--arithmetic", "binary32"]):
            # Unrounded, an interval may lose a bit in each step: that is refused with its reason.
            may_refuse = options[0] == "--digits"
            run = self.run("sum", "solve", problem, "--format", "csv", *options, status=(0, 2) if may_refuse else (0,))
            if run.status == 0 and run.output.count(b"\n") != 1 + 6 * steps:
                self.faults.append(f"sum {options}: {run.output.count(10)} lines")

    def many_steps(self):
        """A trace as CSV or JSON takes memory that does not grow with the steps."""
        optimizer = self.random.choice(["adam-slides", "rmsprop", "momentum"])
        steps = self.random.randint(4_000, 5_000)
        few, _ = self.problem("few.toml", optimizer, steps, 2, working="round = '4 places'")
        many, _ = self.problem("many.toml", optimizer, 10 * steps, 2, working="round = '4 places'")
        for form in ("csv", "json"):
            small, large = (self.run("steps", "solve", p, "--format", form, status=(0,)) for p in (few, many))
            if large.bytes > small.bytes + (32 << 20):
                self.faults.append(f"steps: {form} takes {small.bytes >> 20} MB, of ten times the steps {large.bytes >> 20} MB")
        for words in (["solve", many], ["sheet", many], ["handout", many], ["handout", many, "--marker"], ["practice", many]):
            self.run("page", *words, status=(2,))
        self.run("sheet", "check", many, self.file("s.csv", HEAD + "1,g,p0,1\n"), status=(2,))
        self.run("certificate", "certify", many)

    def many_components(self):
        """A wrong sheet of many components, and the certificate of many more."""
        components, number = self.random.randint(200, 300), self.random.randint(2, 9)
        problem, names = self.problem("wide.toml", self.random.choice(["momentum", "nesterov"]), 3, components)
        rows = "".join(f"{t},{q},{n},{number}\n" for t in (1, 2, 3) for q in ("g", "v", "theta") for n in names)
        self.run("components", "check", problem, self.file("s.csv", HEAD + rows), status=(0,))
        wider, _ = self.problem("wider.toml", "momentum", 15, 900)
        self.run("components", "certify", wider)
        self.run("components", "check", wider, self.file("s.csv", HEAD + rows), status=(2,))

    def growing_fractions(self):
        """Exact fractions whose digits grow six times as many with each step."""
        a, b, c = (self.random.randint(1, 9) / 4 for _ in range(3))
        text = f"optimizer = '{self.random.choice(['adamax', 'gradient-descent', 'momentum'])}'\nsteps = {self.random.randint(9, 30)}\n"
        text += f"[objective]\nfunction = '({a} - x + x*y)^2 + ({b} - x/3 + x*y^2)^2 + ({c} - x + x*y^3)^2'\nstart = {{ x = 1, y = 1.5 }}\n"
        run = self.run("fractions", "solve", self.file("x.toml", text), "--arithmetic", "exact", status=(2,))
        if "step" not in run.error or "decimal arithmetic" not in run.error:
            self.faults.append(f"fractions: {run.error!r} names no step, or no way out")

    def wide_traces(self):
        """A trace of a thousand components, one of which already tells; and of more than a problem may have."""
        for components in (self.random.randint(900, 1_000), self.random.randint(1_001, 1_100)):
            rate = self.random.choice([0.1, 0.05, 0.01])
            rows = []
            for i in range(components):
                start, gradient = self.random.randint(-500, 500) / 100, self.random.randint(1, 99) / 10
                rows += [f"0,theta,p{i},{start}", f"1,g,p{i},{gradient}", f"1,theta,p{i},{round(start - rate * gradient, 4)}"]
            trace = self.file("wide.csv", HEAD + "\n".join(rows) + "\n")
            run = self.run("trace", "identify", trace, status=(0,) if components <= 1_000 else (2,))
            if run.status == 0 and b"gradient-descent" not in run.output:
                self.faults.append(f"trace: gradient descent in {components} components is not recognised")

    def foreign_traces(self):
        """A trace of a thousand components that no optimizer gives: some thousand wrong methods are tried."""
        components = self.random.randint(900, 1_000)
        rows = []
        for i in range(components):
            start, gradient, end = (self.random.randint(-5_000, 5_000) / 100 for _ in range(3))
            rows += [f"0,theta,p{i},{start}", f"1,g,p{i},{gradient}", f"1,theta,p{i},{end}"]
        run = self.run("foreign", "identify", self.file("foreign.csv", HEAD + "\n".join(rows) + "\n"), status=(0, 1))
        if b"gradient-descent" in run.output:
            self.faults.append("foreign: numbers drawn at random are taken for gradient descent")

    def long_equations(self):
        """A slip in each of some thousand parts of an equation."""
        parts = self.random.randint(1_300, 1_500)
        terms = " + ".join(f"grad(theta[t-1]+{self.random.randint(1, 99)})" for _ in range(parts))
        self.file("long.optimizer", f'optimizer long "long"\nhyper eta = 0.5\nstart theta[0] given\ng[t] = {terms}\n'
                  "theta[t] = theta[t-1] - eta*g[t]\n")
        problem, names = self.problem("long.toml", "long.optimizer", 2, 1)
        rows = "".join(f"{t},{q},{names[0]},{self.random.randint(1, 99)}\n" for t in (1, 2) for q in ("g", "theta"))
        self.run("equation", "check", problem, self.file("s.csv", HEAD + rows))

    def whole_tables(self):
        """A loss over thousands of rows, all of them in each of some forty steps."""
        rows, steps = self.random.randint(5_000, 6_000), self.random.randint(38, 42)
        table = "".join(f"{self.random.randint(-99, 99) / 10},{self.random.randint(0, 1)}\n" for _ in range(rows))
        self.file("table.csv", "x,y\n" + table)
        text = f"optimizer = 'gradient-descent'\nsteps = {steps}\n[objective]\ndata = 'table.csv'\nstart = {{ w = 0, b = 0 }}\n"
        text += "loss = 'log(1 + exp(w*x + b)) - y*(w*x + b)'\n[working]\nround = '4 places'\n"
        run = self.run("data", "solve", self.file("table.toml", text), "--format", "csv", status=(0,))
        if run.output.count(b"\n") != 1 + 4 * steps:
            self.faults.append(f"data: {run.output.count(10)} lines of {steps} steps")

    def long_numbers(self):
        """Sixty ways through numbers of ten thousand digits and more."""
        digits, steps = self.random.randint(8_000, 10_000), self.random.randint(60, 120)
        figures, _ = self.problem("figures.toml", "adam-slides", steps, 2, working=f'round = "{digits} figures"')
        start = f"1e{self.random.randint(60_000, 100_000)}"
        far = self.file("far.toml", f"optimizer = 'adam-slides'\nsteps = 4\n[objective]\nfunction = 'x^2'\nstart = {{ x = {start} }}\n")
        sheet = self.file("s.csv", HEAD + "1,g,x,1\n")
        for problem in (figures, far):
            self.run("digits", "handout", problem, "--marker", status=(2,))
            self.run("digits", "check", problem, sheet, status=(2,))
            self.run("digits", "certify", problem)
        usual, _ = self.problem("usual.toml", "adam-slides", 100, 12, working="round = '20 figures'")
        self.run("digits", "certify", usual, status=(0, 1))
        self.run("digits", "sheet", usual, status=(0,))

    def lost_digits(self):
        """Carried exactly, a chaotic map takes a bit more with every step."""
        self.file("map.optimizer", f'optimizer map "map"\nhyper r = {self.random.randint(370, 399) / 100}\nstart theta[0] given\n'
                  "theta[t] = r*theta[t-1]*(1 - theta[t-1]) + 0*grad(theta[t-1])\n")
        text = f"optimizer = 'map.optimizer'\nsteps = {self.random.randint(20_000, 90_000)}\n[objective]\nfunction = 'x^2'\nstart = {{ x = 0.4 }}\n"
        for form in ("csv", "json"):
            self.run("digits", "solve", self.file("map.toml", text), "--format", form, "--digits", "12")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    options.add_argument("--program", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=1)
    o = options.parse_args()
    limits = Limits(os.path.abspath(o.program), o.seed)
    for _ in range(o.count * int(os.environ.get("STEPMARK_TEST_SCALE", "1"))):
        limits.repeated_characters()
        limits.sums_over_steps()
        limits.many_steps()
        limits.many_components()
        limits.growing_fractions()
        limits.wide_traces()
        limits.foreign_traces()
        limits.long_equations()
        limits.whole_tables()
        limits.long_numbers()
        limits.lost_digits()
    print("\n".join(limits.faults) or f"{limits.runs} runs, all within their limits")
    return 1 if limits.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Practice at a pseudo-terminal: it wraps, hints, is killed, goes on, and counts the marks."""

import argparse
import csv
import fcntl
import io
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

COLUMNS = 50


class Terminal:
    """The program at the other end of a terminal of some columns."""

    def __init__(self, command):
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.environ["NO_COLOR"] = "1"
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
            os.execv(command[0], command)
        self.seen = ""

    def read_to(self, mark, seconds=20):
        """What comes up to and with the mark."""
        until = time.monotonic() + seconds
        while mark not in self.seen:
            ready, _, _ = select.select([self.end], [], [], max(0, until - time.monotonic()))
            if not ready:
                sys.exit(f"waited for {mark!r} in vain; last seen:\n{self.seen}")
            try:
                self.seen += os.read(self.end, 4096).decode().replace("\r\n", "\n")
            except OSError:
                sys.exit(f"ended before {mark!r}:\n{self.seen}")
        at = self.seen.index(mark) + len(mark)
        text, self.seen = self.seen[:at], self.seen[at:]
        return text

    def type(self, line):
        os.write(self.end, (line + "\n").encode())
        self.read_to("\n")  # the echo

    def kill(self, how):
        os.kill(self.pid, how)
        os.waitpid(self.pid, 0)

    def wait(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def expect(condition, what):
    if not condition:
        sys.exit(what)


def right_answers(program, problem):
    """What solve prints for each line, in the order of the blank sheet."""
    table = subprocess.run([program, "solve", problem, "--format", "csv"], check=True, capture_output=True, text=True)
    return [row["value"] for row in csv.DictReader(io.StringIO(table.stdout)) if int(row["t"]) >= 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--problem", required=True)
    options = parser.parse_args()
    answers = right_answers(options.program, options.problem)
    expect(len(answers) > 6, f"only {len(answers)} answers to give")
    with tempfile.TemporaryDirectory() as directory:
        kept = os.path.join(directory, "kept.csv")
        command = [options.program, "practice", options.problem, "-o", kept]

        terminal = Terminal(command)
        question = terminal.read_to("at step 1 = ")
        wide = [line for line in question.split("\n") if len(line) > COLUMNS]
        expect(not wide, f"wider than {COLUMNS} columns: {wide}")
        terminal.type("?")
        terminal.read_to("[t] = ")
        terminal.read_to("at step 1 = ")
        terminal.type("zero point five")
        terminal.read_to("not a number")
        terminal.read_to("at step 1 = ")
        for answer in answers[:3]:
            terminal.type(answer)
            terminal.read_to("right\n")
            terminal.read_to(" = ")
        terminal.kill(signal.SIGKILL)

        terminal = Terminal(command)
        terminal.read_to(f"3 of {len(answers)} lines")
        terminal.read_to(" = ")
        terminal.type(answers[3])
        terminal.read_to("right\n")
        terminal.read_to(" = ")
        terminal.kill(signal.SIGINT)

        terminal = Terminal(command)
        terminal.read_to(f"4 of {len(answers)} lines")
        for answer in answers[4:-1]:
            terminal.read_to(" = ")
            terminal.type(answer)
            terminal.read_to("right\n")
        terminal.read_to(" = ")
        terminal.type("123456")
        judged = terminal.read_to("marks.")
        expect("not right: Expected" in judged, f"a wrong answer was not called wrong: {judged}")
        expect(f"out of {2 * len(answers)} marks" in judged, f"other marks: {judged}")
        expect(f"\n{2 * len(answers) - 2} out of" in judged, f"other marks: {judged}")
        terminal.read_to("\n")
        expect(terminal.wait() == 0, "practice did not end well")
        with open(kept, encoding="utf-8") as file:
            values = [row["value"] for row in csv.DictReader(file)]
        expect(values == answers[:-1] + ["123456"], f"kept {values}")
    print(f"{len(answers)} lines answered in three sittings")


if __name__ == "__main__":
    main()

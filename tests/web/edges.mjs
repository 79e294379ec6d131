// Problems at the edges of what machines hold, where a long of 32 bits would show.

const problem = (optimizer, lines) => `optimizer = "${optimizer}"\n${lines.join("\n")}\n`;

export const EDGES = {
  "late-start": problem("adam", [
    "steps = 2", "[objective]", "gradients = [[0.3], [-0.7]]", "start = [1]", "[state]", "t = 999999990", "m = [0.1]", "v = [0.02]",
  ]),
  "high-powers": problem("gradient-descent", [
    "steps = 2", "[hyperparameters]", "eta = 1e-30", "[objective]", 'function = "x^61 + (x*y)^40"', "start = { x = 1.5, y = -2.25 }",
  ]),
  "long-numbers": problem("momentum", [
    "steps = 2", "[hyperparameters]", "eta = 0.1234567890123456789012345678901234567890", "[objective]",
    "gradients = [[1e-400], [123456789012345678901234567890]]", "start = [1e-400]",
  ]),
  "beyond-a-word": problem("gradient-descent", [
    "steps = 1", "[hyperparameters]", 'eta = "1/3"', "[objective]", "gradients = [[9223372036854775807, 18446744073709551616]]",
    "start = [4294967296, 2147483648]",
  ]),
  "functions": problem("rmsprop", [
    "steps = 3", "[objective]", 'function = "exp(x/7)*sin(3*y) + log(x^2 + 1) + cos(x*y)"', "start = { x = 12345.678, y = -0.001 }",
  ]),
  "many-steps": problem("adagrad", [
    "steps = 400", "[objective]", 'function = "(x - 1)^2 + 100*y^2"', "start = { x = 3, y = 1 }", "[answer]", 'steps = "last"',
  ]),
  "root-of-cancelling": problem("adadelta", [
    "steps = 2", "[objective]", 'function = "sqrt(2)*x*sqrt(8) - 4*x + y^4"', "start = { x = 1, y = 1e5 }",
  ]),
  "binary-powers": problem("adam", [
    "steps = 40", "[objective]", 'function = "x^2.5 + abs(y)^1.5"', "start = { x = 2, y = 3 }",
  ]),
};

/// How each is worked.
export const WAYS = [
  { format: "json" },
  { format: "csv", digits: 50 },
  { format: "csv", digits: 1000 },
  { format: "json", arithmetic: "binary64" },
  { format: "json", arithmetic: "binary32" },
  { format: "csv", arithmetic: "exact" },
  { format: "markdown", places: 4 },
  { format: "text", figures: 7, carry: "exact", ties: "half-even" },
];

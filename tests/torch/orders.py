"""The optimizers of PyTorch 1.13 in the order in which its plain kernels work them, where that is not the order of the
equations as written. The table says why bits differ; these show that it is for that reason.

Each takes the type of the numbers, what is kept between steps, the parameters, the gradient and the step.
"""
import math

import numpy as np


def averaged(kind, kept, gradient, beta1, beta2):
    kept["m"] = kept["m"] * kind(beta1) + kind(1 - beta1) * gradient
    squared(kind, kept, gradient, beta2)


def squared(kind, kept, gradient, share):
    kept["v"] = kept["v"] * kind(share) + (kind(1 - share) * gradient) * gradient


def rmsprop(eta, gamma, mu=None, centered=False):
    def step(kind, kept, theta, gradient, t):
        squared(kind, kept, gradient, gamma)
        under_root = kept["v"]
        if centered:
            kept["m"] = kept["m"] * kind(gamma) + kind(1 - gamma) * gradient
            under_root = kept["v"] + (kind(-1) * kept["m"]) * kept["m"]
        root = np.sqrt(under_root) + kind(1e-8)
        if mu is None:
            return theta + (kind(-eta) * gradient) / root
        kept["b"] = kept["b"] * kind(mu) + gradient / root
        return theta + kind(-eta) * kept["b"]
    return step


def adam(eta, beta1, beta2, shrink=0, amsgrad=False):
    def step(kind, kept, theta, gradient, t):
        averaged(kind, kept, gradient, beta1, beta2)
        kept["b"] = np.maximum(kept["b"], kept["v"])
        root = np.sqrt(kept["b"] if amsgrad else kept["v"]) / kind(math.sqrt(1 - beta2 ** t)) + kind(1e-8)
        return theta * kind(1 - eta * shrink) + (kind(-(eta / (1 - beta1 ** t))) * kept["m"]) / root
    return step


def sparse_adam(eta, beta1, beta2):
    def step(kind, kept, theta, gradient, t):
        kept["m"] = kept["m"] + (gradient - kept["m"]) * kind(1 - beta1)
        kept["v"] = kept["v"] + (gradient * gradient - kept["v"]) * kind(1 - beta2)
        rate = eta * math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
        return theta + kind(-rate) * (kept["m"] / (np.sqrt(kept["v"]) + kind(1e-8)))
    return step


def adamax(eta, beta1, beta2):
    def step(kind, kept, theta, gradient, t):
        kept["m"] = kept["m"] * kind(beta1) + kind(1 - beta1) * gradient
        kept["v"] = np.maximum(kept["v"] * kind(beta2), np.abs(gradient) + kind(1e-8))
        return theta + (kind(-(eta / (1 - beta1 ** t))) * kept["m"]) / kept["v"]
    return step


def nadam(eta, beta1, beta2, psi, foreach):
    def step(kind, kept, theta, gradient, t):
        averaged(kind, kept, gradient, beta1, beta2)
        mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (i * psi)) for i in (t, t + 1))
        single, correction = np.float32, 1 - beta2 ** t
        product = kept["P"] = kept.get("P", single(1)) * single(mu)
        if foreach:
            following = float(product) * mu_next
            root = np.sqrt(kept["v"]) / kind(math.sqrt(correction)) + kind(1e-8)
        else:
            following = float(product * single(mu) * single(mu_next))
            root = np.sqrt(kept["v"] / kind(correction)) + kind(1e-8)
        theta = theta + (kind(-eta * (1 - mu) / (1 - float(product))) * gradient) / root
        return theta + (kind(-eta * mu_next / (1 - following)) * kept["m"]) / root
    return step


def radam(eta, beta1, beta2):
    def step(kind, kept, theta, gradient, t):
        averaged(kind, kept, gradient, beta1, beta2)
        m_hat = kept["m"] / kind(1 - beta1 ** t)
        most = 2 / (1 - beta2) - 1
        rho = most - 2 * t * beta2 ** t / (1 - beta2 ** t)
        if rho <= 5:
            return theta - m_hat * kind(eta)
        rectified = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
        adaptive = kind(math.sqrt(1 - beta2 ** t)) / (np.sqrt(kept["v"]) + kind(1e-8))
        return theta - m_hat * kind(eta) * adaptive * kind(rectified)
    return step


def adagrad_decay(eta, decay):
    def step(kind, kept, theta, gradient, t):
        kept["v"] = kept["v"] + gradient * gradient
        return theta + (kind(-(eta / (1 + (t - 1) * decay))) * gradient) / (np.sqrt(kept["v"]) + kind(1e-10))
    return step


def asgd(eta, shrink, alpha):
    def step(kind, kept, theta, gradient, t):
        rate = float(np.float32(eta / (1 + shrink * eta * (t - 1)) ** alpha))
        return theta * kind(1 - shrink * rate) + kind(-rate) * gradient
    return step


def gives(step, rows, maximize, decay):
    """Does it give each row from the one before it, bit for bit?"""
    kind = rows[0][1].numpy().dtype.type
    kept = {name: np.zeros(2, kind) for name in "mvb"}
    for (_, before, _), (t, after, gradient) in zip(rows, rows[1:]):
        theta, g = before.numpy(), gradient.numpy()
        g = -g if maximize else g
        if decay:
            g = g + kind(decay) * theta
        if (step(kind, kept, theta, g, t) != after.numpy()).any():
            return False
    return True

"""Records pytorch.csv: what the optimizers of PyTorch do, which share nothing with Stepmark. Run once, not by the tests:

    python3 record_pytorch.py > pytorch.csv

with PyTorch 1.13.1, Debian's python3-torch. Its numbers are binary64. The objective, x^2/2 + 2*y^2 + x*y - x from (3, -1.5), has a
gradient that changes its signs. The runs of NAdam and ASGD are as good as 1e-6, since the product of mu, and the rate, are kept in binary32. (Without
foreach, NAdam of this version has mu twice in the next product, a slip that later versions mended: nadam-pytorch-113.)
"""
import torch
from torch import optim

RUNS = [
    ("gradient-descent", "eta = 0.1", "", lambda p: optim.SGD(p, 0.1)),
    ("momentum-pytorch", "eta = 0.05, mu = 0.8", "", lambda p: optim.SGD(p, 0.05, 0.8)),
    ("momentum-pytorch", "eta = 0.05, mu = 0.8", "clip_norm = 1, clip_epsilon = 1e-6, weight_decay = 0.1", lambda p: optim.SGD(p, 0.05, 0.8, weight_decay=0.1)),
    ("sgd-pytorch", "eta = 0.05, mu = 0.8, lambda = 0.1, tau = 0.3", "", lambda p: optim.SGD(p, 0.05, 0.8, 0.3, 0.1)),
    ("nesterov-pytorch", "eta = 0.05, mu = 0.8", "clip_value = 2", lambda p: optim.SGD(p, 0.05, 0.8, nesterov=True)),
    ("adagrad", "eta = 0.5, epsilon = 0.01", "", lambda p: optim.Adagrad(p, 0.5, eps=0.01)),
    ("rmsprop", "eta = 0.1, gamma = 0.9, epsilon = 0.01", "", lambda p: optim.RMSprop(p, 0.1, 0.9, 0.01)),
    ("rmsprop-centered", "eta = 0.1, gamma = 0.9, epsilon = 0.01", "", lambda p: optim.RMSprop(p, 0.1, 0.9, 0.01, centered=True)),
    ("rmsprop-momentum", "eta = 0.1, gamma = 0.9, mu = 0.5, epsilon = 0.01", "", lambda p: optim.RMSprop(p, 0.1, 0.9, 0.01, momentum=0.5)),
    ("adadelta", "rho = 0.9, epsilon = 0.01", "", lambda p: optim.Adadelta(p, 1, 0.9, 0.01)),
    ("adam", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01", "", lambda p: optim.Adam(p, 0.3, (0.8, 0.9), 0.01)),
    ("adam", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01", "decoupled_weight_decay = 0.1",
     lambda p: optim.AdamW(p, 0.3, (0.8, 0.9), 0.01, 0.1)),
    ("adamw", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01, lambda = 0.1", "", lambda p: optim.AdamW(p, 0.3, (0.8, 0.9), 0.01, 0.1)),
    ("adamw-paper", "alpha = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01, lambda = 0.03", "",
     lambda p: optim.AdamW(p, 0.3, (0.8, 0.9), 0.01, 0.1)),
    ("amsgrad-pytorch", "eta = 0.3, beta1 = 0.8, beta2 = 0.6, epsilon = 0.01", "",
     lambda p: optim.Adam(p, 0.3, (0.8, 0.6), 0.01, amsgrad=True)),
    ("adamax-pytorch", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01", "", lambda p: optim.Adamax(p, 0.3, (0.8, 0.9), 0.01)),
    ("nadam-pytorch", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01, psi = 0.5", "",
     lambda p: optim.NAdam(p, 0.3, (0.8, 0.9), 0.01, momentum_decay=0.5, foreach=True)),
    ("radam-pytorch", "eta = 0.3, beta1 = 0.8, beta2 = 0.99, epsilon = 0.01", "", lambda p: optim.RAdam(p, 0.3, (0.8, 0.99), 0.01)),
    ("rprop", "Delta_0 = 0.4, eta_minus = 0.5, eta_plus = 1.2, Delta_min = 0.01, Delta_max = 0.5", "",
     lambda p: optim.Rprop(p, 0.4, (0.5, 1.2), (0.01, 0.5))),
    ("adagrad-decay", "eta = 0.5, eta_decay = 0.3, epsilon = 0.01", "", lambda p: optim.Adagrad(p, 0.5, 0.3, eps=0.01)),
    ("adadelta-rate", "eta = 0.4, rho = 0.9, epsilon = 0.01", "", lambda p: optim.Adadelta(p, 0.4, 0.9, 0.01)),
    ("rmsprop-centered-momentum", "eta = 0.1, gamma = 0.9, mu = 0.5, epsilon = 0.01", "",
     lambda p: optim.RMSprop(p, 0.1, 0.9, 0.01, momentum=0.5, centered=True)),
    ("asgd", "eta = 0.1, lambda = 0.3, alpha = 0.5, t_0 = 2", "", lambda p: optim.ASGD(p, 0.1, 0.3, 0.5, 2)),
    ("asgd-decay", "eta = 0.1, lambda = 0.3, alpha = 0.5, t_0 = 2, kappa = 0.2", "",
     lambda p: optim.ASGD(p, 0.1, 0.3, 0.5, 2, weight_decay=0.2)),
    ("nadam-pytorch-113", "eta = 0.3, beta1 = 0.8, beta2 = 0.9, epsilon = 0.01, psi = 0.5", "",
     lambda p: optim.NAdam(p, 0.3, (0.8, 0.9), 0.01, momentum_decay=0.5)),
    ("momentum-pytorch", "eta = 0.05, mu = 0.8", "maximize = true, weight_decay = 3", lambda p: optim.SGD(p, 0.05, 0.8, weight_decay=3, maximize=True)),
]

print("optimizer,hyperparameters,modifiers,t,x,y")
for name, hyperparameters, modifiers, make in RUNS:
    theta = torch.tensor([3.0, -1.5], dtype=torch.float64, requires_grad=True)
    optimizer = make([theta])
    for t in range(1, 9):
        optimizer.zero_grad()
        (theta[0] ** 2 / 2 + 2 * theta[1] ** 2 + theta[0] * theta[1] - theta[0]).backward()
        if "clip_norm" in modifiers:
            torch.nn.utils.clip_grad_norm_([theta], 1.0)
        if "clip_value" in modifiers:
            torch.nn.utils.clip_grad_value_([theta], 2.0)
        optimizer.step()
        x, y = theta.tolist()
        print(f'{name},"{hyperparameters}","{modifiers}",{t},{x!r},{y!r}')

// The misconceptions that were seen in published workings and programs: each worked on its own, by Python that shares
// no code with the program (tests/recertify/methods.py where the optimizer is there), and handed in as a sheet.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "lib/number/rounding.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/marking/marked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

const char* const adam = R"(optimizer = 'adam-slides'
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.9
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const momentum = R"(optimizer = 'momentum'
steps = 3
[hyperparameters]
eta = 0.2
gamma = 0.7
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const nesterov = R"(optimizer = 'nesterov'
steps = 2
[hyperparameters]
eta = 0.2
gamma = 0.7
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adagrad = R"(optimizer = 'adagrad-slides'
steps = 2
[hyperparameters]
eta = 0.3
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const rmsprop = R"(optimizer = 'rmsprop-slides'
steps = 2
[hyperparameters]
eta = 0.3
gamma = 0.8
epsilon = 0.01
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const momentum_clipped = R"(optimizer = 'momentum'
steps = 2
[hyperparameters]
eta = 0.2
gamma = 0.7
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[modifiers]
clip_norm = 2
weight_decay = 0.1
[working]
round = '6 places'
carry = 'exact'
)";

const char* const momentum_decoupled = R"(optimizer = 'momentum'
steps = 2
[hyperparameters]
eta = 0.2
gamma = 0.7
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[modifiers]
decoupled_weight_decay = 0.1
[working]
round = '6 places'
carry = 'exact'
)";

const char* const descent_clipped = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.5
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[modifiers]
clip_norm = 0.8
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adamw = R"(optimizer = 'adamw'
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.9
lambda = 0.2
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const chained = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = '(x - 2*y)^2 + x^2*y + 3*x + 5'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const product = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = 'x*exp(x/2) + y^2'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const bowl = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = 'x^2 + 3*y^2'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const valley = R"(optimizer = 'momentum'
steps = 2
[hyperparameters]
eta = 0.1
gamma = 0.7
[objective]
function = '(x - 2*y)^2 + x^2'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const valley_adagrad = R"(optimizer = 'adagrad-slides'
steps = 2
[hyperparameters]
eta = 0.5
[objective]
function = '(x - 2*y)^2 + x^2'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adam_uphill = R"(optimizer = 'adam-slides'
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.9
[objective]
gradients = [[3.6], [2.9]]
start = [4]
[working]
round = '6 places'
carry = 'exact'
[answer]
ask = ['g', 'm', 'v', 'v_hat', 'm_hat', 'theta']
)";

const char* const adam_turning = R"(optimizer = 'adam-slides'
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.9
[objective]
gradients = [[3.6], [-2.9]]
start = [4]
[working]
round = '6 places'
carry = 'exact'
[answer]
ask = ['g', 'm', 'v', 'v_hat', 'm_hat', 'theta']
)";

const char* const adadelta = R"(optimizer = 'adadelta'
steps = 2
[hyperparameters]
rho = 0.6
epsilon = 0.01
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adadelta_rate = R"(optimizer = 'adadelta-rate'
steps = 2
[hyperparameters]
eta = 0.5
rho = 0.6
epsilon = 0.01
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adamw_longer = R"(optimizer = 'adamw'
steps = 3
[hyperparameters]
eta = 0.1
beta1 = 0.6
beta2 = 0.9
lambda = 0.2
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const slanted = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = 'x^2 + 3*y^2 + 2*x - 5*y'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const cubic = R"(optimizer = 'gradient-descent'
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = 'x^3 - 4*x + y^2 + x*y'
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

const char* const adagrad_longer = R"(optimizer = 'adagrad-slides'
steps = 3
[hyperparameters]
eta = 0.3
[objective]
gradient = ['2*x + 1', '3*y']
start = { x = 1.3, y = -0.7 }
[working]
round = '6 places'
carry = 'exact'
)";

/// All lines of a sheet, to six places.
struct Worked {
  const char* mistake;
  const char* problem;
  const char* numbers;
};

const Worked misconceptions[] = {
    {"stale-gradient", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.304 -1.344 2.4624 0.8379 12.96 4.41 3.6 "
     "-2.1 1.1 -0.5"},
    {"absolute-instead-of-square", adam,
     "3.6 -2.1 1.44 -0.84 0.36 0.21 3.6 2.1 3.6 -2.1 1.110263 -0.555086 3.220527 -1.665259 2.152211 -1.170103 0.646053 "
     "0.355526 3.400277 1.871189 3.362829 -1.828287 0.927896 -0.421431"},
    {"learning-rate-squared", adam,
     "3.6 -2.1 1.44 -0.84 0.01296 0.00441 0.1296 0.0441 3.6 -2.1 0.3 0.3 1.6 0.9 1.504 -0.144 0.014224 0.004779 "
     "0.074863 0.025153 2.35 -0.225 -0.558882 0.44187"},
    {"scaling-omitted", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 0.94 -0.49 2.88 -1.47 2.016 -1.092 1.99584 0.61299 10.504421 "
     "3.226263 3.15 -1.70625 0.625 -0.319375"},
    {"scaling-multiplied", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 0.004 -0.259 1.008 -0.777 1.2672 -0.8148 1.268006 0.457273 "
     "6.673718 2.406699 1.98 -1.273125 -0.507504 -0.061493"},
    {"learning-rate-inside-root", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 0.983772 -0.383772 2.967544 -1.151317 2.051018 -0.964527 "
     "2.047032 0.529453 10.773853 2.786595 3.204715 -1.507073 0.675024 -0.098278"},
    {"learning-rate-inside-root", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 -1.862278 2.462278 -2.724555 7.386833 -0.225822 2.450733 "
     "1.90872 5.85343 10.045896 30.807527 -0.352847 3.829271 -1.510238 0.280615"},
    {"root-as-square", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.297857 -0.689202 3.595713 -2.067606 2.302285 -1.331042 "
     "2.459315 0.824399 12.943765 4.338945 3.597321 -2.079754 1.29571 -0.678155"},
    {"accumulator-as-direction", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 0.94 -0.91 2.88 -2.73 2.016 -1.596 1.99584 1.14219 10.504421 "
     "6.011526 3.15 -2.49375 0.615895 -1.155184"},
    {"corrected-moment-fed-back", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 3.52 -1.98 12.82 4.293 67.473684 22.594737 "
     "5.5 -3.09375 1.133043 -0.534915"},
    {"bias-betas-equal", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 3.24 1.1025 3.6 -2.1 1.1 -0.5 3.2 -1.5 2.144 -1.104 2.1904 0.6219 3.4225 "
     "0.971719 3.35 -1.725 0.918919 -0.325008"},
    {"bias-betas-equal", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 14.4 -8.4 0.9 -0.3 2.8 -0.9 1.984 -0.864 1.9504 0.4779 10.265263 "
     "2.515263 10.442105 -4.547368 0.574086 -0.013273"},
    {"gradient-corrected", adam,
     "3.6 -2.1 3.6 -2.1 12.96 4.41 129.6 44.1 9 -5.25 1.220943 -0.620943 3.441886 -1.862829 4.311179 -2.424268 "
     "17.899042 5.795386 94.205485 30.502029 6.736217 -3.787919 1.15154 -0.552357"},
    {"squares-of-moment", adam,
     "3.6 -2.1 1.44 -0.84 0.20736 0.07056 2.0736 0.7056 3.6 -2.1 1.05 -0.45 3.1 -1.35 2.104 -1.044 0.629306 0.172498 "
     "3.312135 0.907882 3.2875 -1.63125 0.869361 -0.278799"},
    {"squares-of-moment", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.373963 0.762666 12.494539 "
     "4.01403 3.475 -1.9125 1.101691 -0.504542"},
    {"carried-value-sign", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 0.496 -0.216 2.3224 0.7209 12.223158 "
     "3.794211 0.775 -0.3375 1.177833 -0.582673"},
    {"bias-power-of-bracket", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.3224 0.7209 232.24 72.09 "
     "13.9 -7.65 1.108789 -0.5099"},
    {"bias-power-of-bracket", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.3224 0.7209 12.223158 "
     "3.794211 13.9 -7.65 0.802421 -0.207264"},
    {"bias-power-of-bracket", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.3224 0.7209 232.24 72.09 "
     "3.475 -1.9125 1.177197 -0.577475"},
    {"moments-swapped", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.24 1.1025 1.21 -0.7525 3.42 -2.2575 2.232 -1.407 2.33604 0.906531 "
     "12.294947 4.771214 3.650063 1.416454 1.105903 -0.817347"},
    {"state-started-at-gradient", adam,
     "3.6 -2.1 3.6 -2.1 12.96 4.41 129.6 44.1 9 -5.25 1.220943 -0.620943 3.441886 -1.862829 3.536754 -2.005132 "
     "12.848658 4.316013 67.624516 22.715859 5.526179 -3.133018 1.153743 -0.555208"},
    {"state-started-at-gradient", adam,
     "3.6 -2.1 3.6 -2.1 1.296 0.441 12.96 4.41 9 -5.25 1.05 -0.45 3.1 -1.35 3.4 -1.8 2.1274 0.57915 11.196842 3.048158 "
     "5.3125 -2.8125 0.891236 -0.288908"},
    {"state-started-at-gradient", adam,
     "3.6 -2.1 1.44 -0.84 12.96 4.41 129.6 44.1 3.6 -2.1 1.268377 -0.668377 3.536754 -2.005132 2.278702 -1.306053 "
     "12.914863 4.371055 67.972964 23.005554 3.560472 -2.040707 1.225192 -0.625831"},
    {"squares-over-parameters", adam,
     "3.6 -2.1 1.44 -0.84 1.737 1.737 17.37 17.37 3.6 -2.1 1.213622 -0.649613 3.427244 -1.948839 2.234898 -1.283535 "
     "3.117698 3.117698 16.408934 16.408934 3.492028 -2.005524 1.127416 -0.600103"},
    {"stale-gradient", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 1.224 -0.714 -0.644 0.434 -0.288 1.302 1.2888 -0.6678 -1.9328 1.1018"},
    {"decay-over-sum", momentum,
     "3.6 -2.1 0.504 -0.294 0.796 -0.406 2.592 -1.218 0.71568 -0.37632 0.08032 -0.02968 1.16064 -0.08904 0.663466 "
     "-0.27589 -0.583146 0.24621"},
    {"decay-on-new-term", momentum,
     "3.6 -2.1 0.504 -0.294 0.796 -0.406 2.592 -1.218 0.86688 -0.46452 -0.07088 0.05852 0.85824 0.17556 0.987034 "
     "-0.439942 -1.057914 0.498462"},
    {"velocity-averaged", momentum,
     "3.6 -2.1 0.216 -0.126 1.084 -0.574 3.168 -1.722 0.34128 -0.19152 0.74272 -0.38248 2.48544 -1.14744 0.388022 "
     "-0.20291 0.354698 -0.17957"},
    {"velocity-averaged", momentum,
     "3.6 -2.1 1.08 -0.63 1.084 -0.574 3.168 -1.722 1.7064 -0.9576 0.74272 -0.38248 2.48544 -1.14744 1.940112 "
     "-1.014552 0.354698 -0.17957"},
    {"carried-value-sign", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 -0.072 0.126 0.652 -0.406 2.304 -1.218 0.5112 -0.3318 0.1408 -0.0742"},
    {"learning-rate-on-velocity", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 0.5328 -0.2268 0.0472 -0.0532 1.0944 -0.1596 0.293472 -0.063672 "
     "-0.246272 0.010472"},
    {"state-started-at-gradient", momentum,
     "3.6 -2.1 1.224 -0.714 0.076 0.014 1.152 0.042 1.0872 -0.4914 -1.0112 0.5054 -1.0224 1.5162 0.55656 -0.04074 "
     "-1.56776 0.54614"},
    {"state-started-at-gradient", momentum,
     "3.6 -2.1 3.24 -1.89 -1.94 1.19 -2.88 3.57 1.692 -0.609 -3.632 1.799 -6.264 5.397 -0.0684 0.6531 -3.5636 1.1459"},
    {"state-started-at-gradient", momentum,
     "3.6 -2.1 3.6 -2.1 -2.3 1.4 -3.6 4.2 1.8 -0.63 -4.1 2.03 -7.2 6.09 -0.18 0.777 -3.92 1.253"},
    {"first-velocity-forgotten", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 0.432 -0.168 0.148 -0.112 1.296 -0.336 0.5616 -0.1848 -0.4136 0.0728"},
    {"stale-gradient", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 0.076 0.014 1.152 0.042 1.224 -0.714 -0.644 0.434"},
    {"update-from-look-ahead", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 0.076 0.014 1.152 0.042 0.7344 -0.2856 -0.6584 0.2996"},
    {"decay-over-sum", nesterov,
     "1.3 -0.7 3.6 -2.1 0.504 -0.294 0.796 -0.406 0.4432 -0.2002 1.8864 -0.6006 0.616896 -0.289884 0.179104 -0.116116"},
    {"decay-on-new-term", nesterov,
     "1.3 -0.7 3.6 -2.1 0.504 -0.294 0.796 -0.406 0.4432 -0.2002 1.8864 -0.6006 0.768096 -0.378084 0.027904 -0.027916"},
    {"velocity-averaged", nesterov,
     "1.3 -0.7 3.6 -2.1 0.216 -0.126 1.084 -0.574 0.9328 -0.4858 2.8656 -1.4574 0.323136 -0.175644 0.760864 -0.398356"},
    {"velocity-averaged", nesterov,
     "1.3 -0.7 3.6 -2.1 1.08 -0.63 1.084 -0.574 0.328 -0.133 1.656 -0.399 1.2528 -0.5607 0.83344 -0.46186"},
    {"carried-value-sign", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 0.076 0.014 1.152 0.042 -0.2736 0.3024 0.8536 -0.5824"},
    {"learning-rate-on-velocity", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 0.076 0.014 1.152 0.042 0.3312 -0.0504 0.2488 -0.2296"},
    {"state-started-at-gradient", nesterov,
     "1.3 -0.7 3.6 -2.1 1.224 -0.714 0.076 0.014 -0.7808 0.5138 -0.5616 1.5414 0.74448 -0.19152 -0.66848 0.20552"},
    {"state-started-at-gradient", nesterov,
     "1.3 -0.7 3.6 -2.1 3.24 -1.89 -1.94 1.19 -4.208 2.513 -7.416 7.539 0.7848 0.1848 -2.7248 1.0052"},
    {"state-started-at-gradient", nesterov,
     "1.3 -0.7 3.6 -2.1 3.6 -2.1 -2.3 1.4 -4.82 2.87 -8.64 8.61 0.792 0.252 -3.092 1.148"},
    {"stale-gradient", adagrad, "3.6 -2.1 12.96 4.41 1 -0.4 3 -1.2 21.96 5.85 0.769534 -0.139527"},
    {"absolute-instead-of-square", adagrad,
     "3.6 -2.1 3.6 2.1 0.73079 -0.265259 2.46158 -0.795776 6.06158 2.895776 0.430845 -0.124968"},
    {"learning-rate-squared", adagrad, "3.6 -2.1 1.1664 0.3969 0.3 0.3 1.6 0.9 1.3968 0.4698 -0.106138 -0.093919"},
    {"scaling-omitted", adagrad, "3.6 -2.1 12.96 4.41 0.22 -0.07 1.44 -0.21 15.0336 4.4541 -0.212 -0.007"},
    {"scaling-multiplied", adagrad,
     "3.6 -2.1 12.96 4.41 -2.588 0.623 -4.176 1.869 30.398976 7.903161 4.319346 -0.953271"},
    {"learning-rate-inside-root", adagrad,
     "3.6 -2.1 12.96 4.41 0.752277 -0.152277 2.504555 -0.456832 19.232795 4.618696 0.439475 -0.035849"},
    {"learning-rate-inside-root", adagrad,
     "3.6 -2.1 12.96 4.41 -0.525742 1.125742 -0.051484 3.377226 12.962651 15.815653 -0.499635 -0.424701"},
    {"root-as-square", adagrad,
     "3.6 -2.1 12.96 4.41 1.29357 -0.667606 3.58714 -2.002818 25.827573 8.421281 1.291957 -0.659134"},
    {"accumulator-as-direction", adagrad,
     "3.6 -2.1 12.96 4.41 0.22 -1.33 1.44 -3.99 15.0336 20.3301 -0.943196 -2.682667"},
    {"accumulator-averaged", adagrad, "3.6 -2.1 12.96 4.41 1 -0.4 3 -1.2 10.98 2.925 0.728393 -0.189506"},
    {"accumulator-averaged", adagrad, "3.6 -2.1 12.96 4.41 1 -0.4 3 -1.2 21.96 5.85 0.728393 -0.189506"},
    {"squares-over-parameters", adagrad,
     "3.6 -2.1 17.37 17.37 1.040866 -0.548839 3.081733 -1.646516 29.578091 29.578091 0.870873 -0.458014"},
    {"stale-gradient", rmsprop,
     "3.6 -2.1 2.592 0.882 0.63047 -0.03295 2.26094 -0.098851 4.6656 1.5876 0.131005 0.465482"},
    {"absolute-instead-of-square", rmsprop,
     "3.6 -2.1 0.72 0.42 0.035956 0.260741 1.071911 0.782223 0.790382 0.492445 -0.323488 -0.07032"},
    {"learning-rate-squared", rmsprop,
     "3.6 -2.1 0.23328 0.07938 -0.889629 1.407271 -0.779258 4.221813 0.197554 0.384331 -0.376488 -0.609655"},
    {"scaling-omitted", rmsprop, "3.6 -2.1 2.592 0.882 0.22 -0.07 1.44 -0.21 2.48832 0.71442 -0.212 -0.007"},
    {"scaling-multiplied", rmsprop,
     "3.6 -2.1 2.592 0.882 -0.442117 -0.104992 0.115765 -0.314975 2.07628 0.725442 -0.492281 -0.023957"},
    {"learning-rate-inside-root", rmsprop,
     "3.6 -2.1 2.592 0.882 0.077611 0.51786 1.155222 1.553581 2.340507 1.188323 -0.335099 -0.259474"},
    {"learning-rate-inside-root", rmsprop,
     "3.6 -2.1 2.592 0.882 -2.77463 3.359535 -4.549261 10.078604 6.212755 21.02125 0.554945 -0.652893"},
    {"epsilon-misplaced", rmsprop,
     "3.6 -2.1 2.592 0.882 0.59318 -0.00818 2.186359 -0.024539 3.029633 0.70572 0.194484 0.000829"},
    {"epsilon-misplaced", rmsprop,
     "3.6 -2.1 2.592 0.882 0.606819 -0.006819 2.213638 -0.020457 3.053639 0.705684 0.21412 0.00073"},
    {"root-as-square", rmsprop,
     "3.6 -2.1 2.592 0.882 1.140482 0.091792 3.280964 0.275375 4.226545 0.720766 1.085642 -0.062908"},
    {"accumulator-as-direction", rmsprop,
     "3.6 -2.1 2.592 0.882 0.817938 -0.980161 2.635877 -2.940482 3.463169 2.434887 0.260455 -1.447326"},
    {"stale-gradient", rmsprop,
     "3.6 -2.1 2.592 0.882 0.63047 -0.03295 2.26094 -0.098851 3.09597 0.707554 0.017661 0.710776"},
    {"bias-correction-added", rmsprop,
     "3.6 -2.1 2.592 0.882 1.000116 -0.40034 3.000231 -1.201019 3.873878 0.994089 0.725862 -0.183906"},
    {"state-started-at-gradient", rmsprop,
     "3.6 -2.1 12.96 4.41 1.000116 -0.40034 3.000231 -1.201019 12.168278 3.816489 0.742197 -0.216148"},
    {"squares-over-parameters", rmsprop,
     "3.6 -2.1 3.474 3.474 0.721392 -0.362478 2.442783 -1.087435 4.209141 4.209141 0.364617 -0.203656"},
    {"moments-swapped", adam_uphill, "3.6 1.44 1.296 14.4 3.24 3.914619 2.9 2.024 2.0074 10.652632 3.136563 3.818518"},
    {"moments-swapped", adam_uphill, "3.6 1.44 1.296 12.96 3.24 3.91 2.9 2.024 2.0074 10.565263 3.136563 3.813503"},
    {"moments-swapped", adam_uphill, "3.6 1.44 1.296 14.4 3.6 3.905132 2.9 2.024 2.0074 10.652632 3.1625 3.808237"},
    {"decay-before-clipping", momentum_clipped,
     "3.6 -2.1 4.315298 1.728733 -1.005724 1.728733 -1.005724 0.345747 -0.201145 0.954253 -0.498855 2.908507 -1.496565 "
     "3.378627 1.778197 -0.915432 1.778197 -0.915432 0.597662 -0.323888 0.356591 -0.174967"},
    {"decay-sign", momentum_clipped,
     "3.6 -2.1 4.167733 1.727558 -1.007742 1.597558 -0.937742 0.319512 -0.187548 0.980488 -0.512452 2.960977 -1.537355 "
     "3.336292 1.775011 -0.921595 1.676962 -0.87035 0.55905 -0.305354 0.421438 -0.207098"},
    {"decay-with-rate", momentum_clipped,
     "3.6 -2.1 4.167733 1.727558 -1.007742 1.753558 -1.021742 0.350712 -0.204348 0.949288 -0.495652 2.898577 -1.486955 "
     "3.257727 1.779509 -0.912879 1.798495 -0.922792 0.605197 -0.327602 0.344091 -0.168049"},
    {"decay-factor", momentum_clipped,
     "3.6 -2.1 4.167733 1.727558 -1.007742 1.987558 -1.147742 0.397512 -0.229548 0.902488 -0.470452 2.804977 -1.411355 "
     "3.140035 1.78659 -0.898942 1.967087 -0.993032 0.671676 -0.35929 0.230813 -0.111161"},
    {"decay-factor", momentum_clipped,
     "3.6 -2.1 4.167733 1.727558 -1.007742 1.792558 -1.042742 0.358512 -0.208548 0.941488 -0.491452 2.882977 -1.474355 "
     "3.238098 1.780661 -0.91063 1.827735 -0.935203 0.616505 -0.333024 0.324983 -0.158427"},
    {"update-clipped", descent_clipped,
     "3.6 -2.1 4.167733 3.6 -2.1 0.608977 -0.296903 2.217954 -0.89071 2.390122 2.217954 -0.89071 -0.133397 0.001227"},
    {"decay-coupled", adamw,
     "3.6 -2.1 1.544 -0.896 1.48996 0.50176 3.86 -2.24 14.8996 5.0176 1.2 -0.6 3.4 -1.8 2.3824 -1.3056 2.665924 "
     "0.820224 3.7225 -2.04 14.031179 4.316968 1.100623 -0.501816"},
    {"decay-without-rate", momentum_decoupled,
     "3.6 -2.1 0.72 -0.42 1.17 -0.63 0.45 -0.21 1.9 -0.63 0.884 -0.42 0.405 -0.189 -0.479 0.231"},
    {"decay-with-rate", adamw,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 3.6 -2.1 12.96 4.41 1.1974 -0.5986 3.3948 -1.7958 2.22192 -1.22232 2.318867 "
     "0.71939 3.47175 -1.909875 12.204562 3.786262 1.095628 -0.499251"},
    {"inner-derivative-lost", chained, "6.58 7.09 0.642 -1.409 8.110844 7.332164 -0.169084 -2.142216"},
    {"constant-kept", chained, "11.58 -4.11 0.142 -0.289 9.357924 2.140164 -0.793792 -0.503016"},
    {"gradient-term-sign", chained, "10.22 -9.11 0.278 0.211 2.594684 0.653284 0.018532 0.145672"},
    {"product-rule-half", product, "1.915541 -1.4 1.108446 -0.56 1.740588 -1.12 0.934387 -0.448"},
    {"product-rule-half", product, "1.245102 -1.4 1.17549 -0.56 1.057897 -1.12 1.0697 -0.448"},
    {"constant-kept", bowl, "4.07 -2.51 0.893 -0.449 2.390803 -1.896551 0.65392 -0.259345"},
    {"parameters-in-turn", valley, "8 -7.6 0.8 -0.76 0.5 0.06 1.76 1.424 0.736 -0.3896 -0.236 0.4496"},
    {"parameters-in-turn", valley_adagrad, "8 -8.8 64 77.44 0.8 -0.2 4 -3.905573 80 92.693499 0.576393 0.002829"},
    {"squares-over-parameters", adadelta,
     "3.6 -2.1 6.948 6.948 -0.136477 0.079612 0.009986 0.009986 1.163523 -0.620388 3.327045 -1.861165 9.982066 "
     "9.982066 -0.148796 0.083237 0.017619 0.017619 1.014727 -0.537151"},
    {"squares-over-parameters", adadelta,
     "3.6 -2.1 6.948 6.948 -0.136477 0.079612 0.00745 0.002535 1.163523 -0.620388 3.327045 -1.861165 9.982066 9.982066 "
     "-0.139038 0.065921 0.012203 0.003259 1.024485 -0.554467"},
    {"squares-over-parameters", adadelta,
     "3.6 -2.1 5.184 1.764 -0.157962 0.157668 0.019924 0.019924 1.142038 -0.542332 3.284077 -1.626997 7.424464 "
     "2.117248 -0.208354 0.19297 0.044214 0.044214 0.933685 -0.349362"},
    {"absolute-instead-of-square", adadelta,
     "3.6 -2.1 1.44 0.84 -0.298964 0.227777 0.035752 0.020753 1.001036 -0.472223 3.002073 -1.416669 2.064829 1.070668 "
     "-0.445794 0.238982 0.100944 0.035297 0.555243 -0.233241"},
    {"absolute-instead-of-square", adadelta,
     "3.6 -2.1 5.184 1.764 -0.157962 0.157668 0.063185 0.063067 1.142038 -0.542332 3.284077 -1.626997 7.424464 "
     "2.117248 -0.325836 0.301536 0.168245 0.158454 0.816203 -0.240797"},
    {"learning-rate-squared", adadelta_rate,
     "3.6 -2.1 1.296 0.441 0.315015 -0.312702 0.039694 0.039113 1.142493 -0.543649 3.284985 -1.630947 1.856713 "
     "0.530599 0.535976 -0.491588 0.138724 0.120131 0.874505 -0.297855"},
    {"learning-rate-squared", adadelta_rate,
     "3.6 -2.1 5.184 1.764 0.157962 -0.157668 0.002495 0.002486 1.221019 -0.621166 3.442038 -1.863499 7.849451 "
     "2.447451 0.137243 -0.13283 0.003381 0.003256 1.152398 -0.554751"},
    {"gradient-corrected", adam,
     "3.6 -2.1 3.6 -2.1 8.1 2.75625 81 27.5625 9 -5.25 1.2 -0.6 3.4 -1.8 4.285 -2.385 10.112266 3.271641 53.222451 "
     "17.219161 6.695313 -3.726563 1.108225 -0.510195"},
    {"gradient-corrected", adam,
     "3.6 -2.1 3.6 -2.1 1.296 0.441 12.96 4.41 9 -5.25 1.05 -0.45 3.1 -1.35 4.0975 -2.10375 2.1274 0.57915 11.196842 "
     "3.048158 6.402344 -3.287109 0.858666 -0.261724"},
    {"gradient-corrected", adam,
     "3.6 -2.1 1.44 -0.84 12.96 4.41 129.6 44.1 3.6 -2.1 1.268377 -0.668377 3.536754 -2.005132 2.278702 -1.306053 "
     "18.247491 6.085081 96.039424 32.02674 3.560472 -2.040707 1.232046 -0.632317"},
    {"update-from-start", adamw_longer,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 3.6 -2.1 12.96 4.41 1.174 -0.586 3.348 -1.758 2.2032 -1.2072 2.28731 0.705956 "
     "3.4425 -1.88625 12.038476 3.71556 1.174783 -0.588144 3.349565 -1.764432 2.661746 -1.430093 3.180538 0.946683 "
     "3.395084 -1.824098 11.736302 3.493295 1.174897 -0.588404"},
    {"power-rule-half", slanted, "3.3 -7.1 0.97 0.01 2.97 -4.97 0.673 0.507"},
    {"power-rule-half", slanted, "5.38 -2.06 0.762 -0.494 3.161288 -3.535784 0.445871 -0.140422"},
    {"power-rule-half", cubic, "-3.01 0.6 1.601 -0.76 -2.196799 0.841 1.82068 -0.8441"},
    {"power-rule-half", cubic, "1.891 2.28 1.1109 -0.928 -0.815119 2.833268 1.192412 -1.211327"},
};

/// What is near to one of them, and another.
const Worked neighbours[] = {
    {"bias-exponent-frozen", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.3224 0.7209 23.224 7.209 "
     "5.56 -3.06 1.084626 -0.486032"},
    {"bias-betas-swapped", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 3.24 1.1025 14.4 -8.4 0.5 0.1 2 0.3 1.664 -0.384 1.5664 0.4059 2.4475 0.634219 "
     "8.757895 -2.021053 -0.059807 0.35378"},
    {"root-forgotten", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.272222 -0.652381 3.544444 -1.957143 2.281778 -1.286857 "
     "2.422709 0.779941 12.751098 4.104952 3.565278 -2.010714 1.244262 -0.603398"},
    {"bias-correction-multiplied", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 0.1296 0.0441 0.576 -0.336 1.14 -0.54 3.28 -1.62 2.176 -1.152 2.24224 0.65934 "
     "0.426026 0.125275 1.39264 -0.73728 0.926636 -0.331694"},
    {"velocity-forgotten", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 2.3224 0.7209 12.223158 "
     "3.794211 2.125 -1.125 1.139219 -0.542245"},
    {"weight-squared-too", adam,
     "3.6 -2.1 1.44 -0.84 0.1296 0.0441 1.296 0.441 3.6 -2.1 0.983772 -0.383772 2.967544 -1.151317 2.051018 -0.964527 "
     "0.204703 0.052945 1.077385 0.278659 3.204715 -1.507073 0.675024 -0.098278"},
    {"corrected-moment-fed-back", adam,
     "3.6 -2.1 1.44 -0.84 1.296 0.441 12.96 4.41 3.6 -2.1 1.2 -0.6 3.4 -1.8 2.224 -1.224 12.82 4.293 67.473684 "
     "22.594737 3.475 -1.9125 1.157695 -0.559766"},
    {"decay-factor-dropped", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 1.152 -0.588 -0.572 0.308 -0.144 0.924 1.1232 -0.4032 -1.6952 0.7112"},
    {"velocity-forgotten", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 0.936 -0.462 0.148 -0.112 1.296 -0.336 0.9144 -0.3906 -0.1112 -0.0448"},
    {"state-reset", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 2.16 -0.84 0.432 -0.168 0.148 -0.112 1.296 -0.336 0.2592 -0.0672 -0.1112 -0.0448"},
    {"stale-state", momentum,
     "3.6 -2.1 0.72 -0.42 1.3 -0.7 3.6 -2.1 1.224 -0.714 0.58 -0.28 2.16 -0.84 1.2888 -0.6678 -0.644 0.434"},
    {"gradient-at-old-point", momentum,
     "3.6 -2.1 0.72 -0.42 0.58 -0.28 3.6 -2.1 1.224 -0.714 -0.644 0.434 2.16 -0.84 1.2888 -0.6678 -1.9328 1.1018"},
    {"look-ahead-omitted", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 0.58 -0.28 2.16 -0.84 0.936 -0.462 -0.356 0.182"},
    {"look-ahead-wrong-direction", nesterov,
     "1.3 -0.7 3.6 -2.1 0.72 -0.42 0.58 -0.28 1.084 -0.574 3.168 -1.722 1.1376 -0.6384 -0.5576 0.3584"},
    {"accumulator-replaced", adagrad, "3.6 -2.1 12.96 4.41 1 -0.4 3 -1.2 9 1.44 0.7 -0.1"},
    {"gradient-factor-omitted", adagrad,
     "3.6 -2.1 12.96 4.41 1.216667 -0.842857 3.433333 -2.528571 24.747778 10.803673 1.156362 -0.934129"},
    {"average-weights-swapped", rmsprop,
     "3.6 -2.1 10.368 3.528 0.964751 -0.365064 2.929503 -1.095192 8.93919 1.665157 0.670971 -0.11121"},
    {"average-weight-dropped", rmsprop,
     "3.6 -2.1 12.96 4.41 1.000116 -0.40034 3.000231 -1.201019 19.369388 4.970446 0.795657 -0.23889"},
    {"stale-state", rmsprop, "3.6 -2.1 2.592 0.882 -9.5 5.6 -18 16.8 66.8736 57.1536 -6.152349 0.263603"},
    {"root-forgotten", rmsprop,
     "3.6 -2.1 2.592 0.882 0.884935 0.006278 2.769869 0.018834 3.608035 0.705671 0.655263 -0.001617"},
    {"gradient-not-squared", adam_turning,
     "3.6 1.44 0.36 3.6 3.6 3.810263 -2.9 -0.296 0.034 0.178947 -0.4625 3.919596"},
    {"squares-over-parameters", adagrad_longer,
     "3.6 -2.1 12.96 17.37 1 -0.548839 3 -1.646516 21.96 29.081015 0.807945 -0.457241 2.615889 -1.371724 28.802877 "
     "37.80552 0.661719 -0.390313"},
};

std::vector<std::string> numbers_of(const Worked& sheet) {
  std::istringstream in(sheet.numbers);
  std::vector<std::string> numbers;
  for (std::string number; in >> number;) numbers.push_back(number);
  return numbers;
}

bool gives(const Problem& wrong, const std::vector<std::string>& numbers) try {
  SettingsOverride digits;
  digits.digits = 20;
  const Trace trace = solve(wrong, settings_for(wrong, digits));
  if (trace.lines.size() != numbers.size()) return false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Exact difference = (Exact::parse(trace.lines[i].value.text).value() - Exact::parse(numbers[i]).value()).abs();
    if (difference > Exact::parse("0.0000006").value()) return false;
  }
  return true;
} catch (const InputError&) {
  return false;
}

TEST(Misconceptions, GiveWhatWasWorkedWithoutThem) {
  for (const Worked& sheet : misconceptions) {
    const Problem problem = parse_problem(sheet.problem, "p.toml", "");
    const auto numbers = numbers_of(sheet);
    EXPECT_FALSE(gives(problem, numbers)) << sheet.mistake << " changes nothing";
    const auto ways = wrong_methods(problem, find_mistake(sheet.mistake));
    const bool found = std::any_of(
        ways.begin(), ways.end(), [&](const WrongMethod& way) { return gives(worked_wrongly(problem, way), numbers); });
    EXPECT_TRUE(found) << sheet.mistake << ", in " << ways.size() << " ways: " << sheet.numbers;
  }
}

/// One cause, charged once. In two steps, what is done all through may be what is done once in another way.
void expect_named(const Worked& sheet) {
  SCOPED_TRACE(std::string(sheet.mistake) + ": " + sheet.numbers);
  Marker marker(parse_problem(sheet.problem, "p.toml", ""));
  Sheet written;
  for (const std::string& number : numbers_of(sheet)) written.push_back(written_in(number));
  ASSERT_EQ(written.size(), marker.asked().size());
  const MarkedSheet marked = marker.mark(written);
  ASSERT_EQ(marked.root_causes.size(), 1U)
      << name_of(marked.lines[marked.root_causes.empty() ? 0 : marked.root_causes[1]].causes);
  const LineMark& root = marked.lines[marked.root_causes.front()];
  EXPECT_EQ(name_of(root.causes), sheet.mistake);
}

TEST(Misconceptions, AreNamedOnASheet) {
  for (const Worked& sheet : misconceptions) expect_named(sheet);
}

TEST(Misconceptions, LeaveTheirNeighboursTheirNames) {
  for (const Worked& sheet : neighbours) expect_named(sheet);
}

}  // namespace
}  // namespace stepmark::tests

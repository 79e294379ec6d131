// The front of a worked solution: what is to be computed, by which equations, and under which working rule.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/notation.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The objective (formula, gradients, matrices or data with its batches), the start, the hyperparameters, the steps.
void append_problem(std::vector<Block>& blocks, const Notation& notation);

/// The parameters, the start, the hyperparameters, the steps.
void append_start(std::vector<Block>& blocks, const Notation& notation);

/// The convention with its source, and the equations.
void append_method(std::vector<Block>& blocks, const Notation& notation, const QuestionLayout& layout = {});

/// The gradient's formula, component by component; nothing where gradients are given step by step.
void append_gradient(std::vector<Block>& blocks, const Notation& notation);

/// The words, then the equalities: in the same sentence, or displayed if one is too wide for that.
void append_equalities(std::vector<Block>& blocks, Inlines words, const std::vector<Equality>& equalities);

/// "4 decimal places", "1 significant figure".
std::string precision_in_words(const DecimalFormat& format);
/// "halves away from zero"
std::string ties_in_words(RoundingRule rule);

/// What is rounded when, in a plain sentence or two, and what = and the approximate sign mean.
Inlines working_rule(const Settings& settings);

}  // namespace stepmark::reports

// The front of a worked solution: what is to be computed, by which equations, and under which working rule.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/notation.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What a question says otherwise than a solution does.
struct Stating {
  std::string hidden = {};  ///< a hyperparameter whose value is not told, nor what follows from it
  bool settings = true;     ///< the optimizer's own: its hyperparameters, and what it keeps at the start
  bool carries_out = true;  ///< the steps are to be carried out; else they have been
};
/// Is it the hidden one, or does its value follow from that?
bool is_told_by(const Hyperparameter& hyperparameter, const std::string& hidden);
/// As the question of the problem needs it.
Stating stating_of(const Problem& problem);

/// The objective (formula, gradients, matrices or data with its batches), the start, the hyperparameters, the steps.
void append_problem(std::vector<Block>& blocks, const Notation& notation, const Stating& stating = {});

/// The parameters, the start, the hyperparameters, the steps.
void append_start(std::vector<Block>& blocks, const Notation& notation, const Stating& stating = {});

/// What else than the parameters there is at the start; "The hyperparameters are ...", and what follows from them.
void append_settings(std::vector<Block>& blocks, const Notation& notation);

/// The convention with its source, and the equations.
void append_method(std::vector<Block>& blocks, const Notation& notation, const QuestionLayout& layout = {});

/// The gradient's formula, component by component; nothing where gradients are given step by step.
void append_gradient(std::vector<Block>& blocks, const Notation& notation);

/// The sentence that equalities are told in, or what stands before them where they are displayed.
struct Lead {
  std::function<Inline(Inline values)> in_text;
  Inline before_display;
};
/// The words, then the equalities: in the same paragraph, or displayed if one is too wide for that.
void append_equalities(std::vector<Block>& blocks, Inlines words, const Lead& lead,
                       const std::vector<Equality>& equalities);

/// "4 decimal places", "1 significant figure".
Inline precision_in_words(const DecimalFormat& format);
/// "halves away from zero"
Inline ties_in_words(RoundingRule rule);

/// What is rounded when, in a plain sentence or two, and what = and the approximate sign mean.
Inlines working_rule(const Settings& settings);

}  // namespace stepmark::reports

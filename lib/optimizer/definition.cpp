#include "lib/optimizer/definition.hpp"

#include <algorithm>

namespace stepmark::optimizer {

namespace {

template <class Range>
auto find_by(const Range& range, std::string_view wanted, std::string Range::value_type::*member) {
  const auto found = std::find_if(range.begin(), range.end(), [&](const auto& item) { return item.*member == wanted; });
  return found == range.end() ? nullptr : &*found;
}

std::string subscript(const Index& index) {
  if (index.base.empty()) return std::to_string(index.offset);
  if (index.offset == 0) return index.base;
  return index.base + (index.offset > 0 ? "+" : "") + std::to_string(index.offset);
}

std::string left_side(const Equation& equation) {
  return equation.quantity + '[' + subscript({"t", equation.offset}) + ']';
}

/// Text that stands between double quotes in the notation.
std::string quoted_text(const std::string& text) { return '"' + text + '"'; }

}  // namespace

const Equation* Definition::find_equation(std::string_view quantity) const {
  return find_by(equations, quantity, &Equation::quantity);
}

const Hyperparameter* Definition::find_hyperparameter(std::string_view wanted) const {
  return find_by(hyperparameters, wanted, &Hyperparameter::name);
}

const Start* Definition::find_start(std::string_view quantity, std::int64_t index) const {
  const auto found = std::find_if(starts.begin(), starts.end(), [&](const Start& start) {
    return start.quantity == quantity && start.index == index;
  });
  return found == starts.end() ? nullptr : &*found;
}

std::string to_text(const Equation& equation) { return left_side(equation) + " = " + to_text(equation.right); }

std::string to_text(const Definition& definition) {
  std::string text = "optimizer " + definition.name + ' ' + quoted_text(definition.title) + '\n';
  if (!definition.source.empty()) text += "source    " + quoted_text(definition.source) + '\n';
  if (definition.optimizer != definition.name || !definition.convention.empty()) {
    text += (definition.variant ? "variant   " : "convention ") + definition.optimizer + ' ' +
            quoted_text(definition.convention) + '\n';
  }
  if (definition.usual) text += "usual\n";
  for (const FrameworkCall& one : definition.calls) {
    text += "framework " + one.framework + ' ' + quoted_text(one.call);
    text += one.remark.empty() ? "\n" : ' ' + quoted_text(one.remark) + '\n';
  }
  for (std::size_t i = 0; i < definition.hyperparameters.size(); ++i) {
    const Hyperparameter& hyper = definition.hyperparameters[i];
    text += (i == 0 ? "hyper     " : ", ") + hyper.name + " = " + to_text(hyper.value);
  }
  if (!definition.hyperparameters.empty()) text += '\n';
  for (std::size_t i = 0; i < definition.starts.size(); ++i) {
    const Start& start = definition.starts[i];
    text += (i == 0 ? "start     " : ", ") + start.quantity + '[' + std::to_string(start.index) + ']';
    text += start.value ? " = " + to_text(*start.value) : " given";
  }
  text += '\n';
  for (const auto& [name, latex] : definition.latex) text += "latex     " + name + ' ' + quoted_text(latex) + '\n';
  std::size_t width = 0;
  for (const Equation& equation : definition.equations) width = std::max(width, left_side(equation).size());
  text += '\n';
  for (const Equation& equation : definition.equations) {
    std::string name = left_side(equation);
    name.resize(width, ' ');
    text += name + " = " + to_text(equation.right) + '\n';
  }
  return text;
}

std::vector<std::string> carried_quantities(const Definition& definition) {
  std::vector<std::string> carried;
  const auto carry = [&](const std::string& quantity) {
    const bool known = std::find(carried.begin(), carried.end(), quantity) != carried.end();
    if (!known && quantity != "theta") carried.push_back(quantity);
  };
  for (const Equation& equation : definition.equations) {
    if (equation.right.as<StepSum>()) {
      carry(equation.quantity);
      continue;
    }
    for (const Name& name : names_in(equation.right)) {
      const Equation* referred = name.index ? definition.find_equation(name.symbol) : nullptr;
      if (referred && name.index->offset < referred->offset) carry(name.symbol);
    }
  }
  return carried;
}

bool needs_previous(const Definition& definition) {
  const Equation* theta = definition.find_equation("theta");
  return std::any_of(definition.equations.begin(), definition.equations.end(), [&](const Equation& equation) {
    const auto names = names_in(equation.right);
    return std::find(names.begin(), names.end(), Name{"theta", Index{"t", theta->offset - 2}}) != names.end();
  });
}

}  // namespace stepmark::optimizer

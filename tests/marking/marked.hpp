// A sheet of a small problem, marked.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "solver/marking/fill.hpp"
#include "solver/marking/marker.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// "1 v x" and what stands there; "1 v" where there is but one parameter.
using Cells = std::map<std::string, std::string>;

/// With what is given asked for too, unless the text says what it asks for.
inline Problem asking_for_all(const std::string& text) {
  Problem problem = parse_problem(text, "p.toml", "");
  if (text.find("ask = ") != std::string::npos) return problem;
  problem.answer.ask.clear();
  for (const Equation& equation : problem.optimizer.equations) problem.answer.ask.push_back(equation.quantity);
  return problem;
}

class Marked {
 public:
  Marked(const std::string& text, const Cells& cells) : marker_(asking_for_all(text)) {
    Sheet sheet;
    for (const std::size_t line : marker_.asked()) {
      const auto found = cells.find(name(line));
      sheet.push_back(found == cells.end() ? Written{} : written_in(found->second));
      names_.push_back(name(line));
    }
    marked_ = marker_.mark(sheet);
  }

  const LineMark& operator[](const std::string& name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    EXPECT_NE(found, names_.end()) << name;
    return marked_.lines[static_cast<std::size_t>(found - names_.begin())];
  }
  std::string verdict(const std::string& name) const { return std::string(to_string((*this)[name].verdict)); }
  std::string cause(const std::string& name) const { return name_of((*this)[name].causes); }
  std::string probably(const std::string& name) const { return name_of((*this)[name].probably); }
  std::string marks(const std::string& name) const {
    return ((*this)[name].method + (*this)[name].accuracy).to_string();
  }
  const MarkedSheet& sheet() const { return marked_; }

 private:
  std::string name(std::size_t line) const {
    const Tape::Line& found = marker_.tape().lines[line];
    const auto& parameters = marker_.problem().objective->parameters();
    const std::string component = found.component && parameters.size() > 1 ? ' ' + parameters[*found.component] : "";
    return std::to_string(found.t) + ' ' + marker_.problem().optimizer.equations[found.equation].quantity + component;
  }

  Marker marker_;
  std::vector<std::string> names_;
  MarkedSheet marked_;
};

/// The cells with others in their place; an empty one is left out.
inline Cells changed(Cells cells, const Cells& changes) {
  for (const auto& [name, value] : changes) {
    value.empty() ? static_cast<void>(cells.erase(name)) : static_cast<void>(cells[name] = value);
  }
  return cells;
}

}  // namespace stepmark::support

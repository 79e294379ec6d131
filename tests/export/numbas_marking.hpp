// The marking of Numbas (runtime/scripts/part.js: markAdaptive, markAlternatives, errorCarriedForwardScope; numbers by
// runtime/scripts/parts/numberentry.js), read from an export: of a part and its alternatives the one that earns most
// counts; where that is not all, the part is marked again with earlier answers in place of the variables.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/export/jme.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// What stands behind the line that says which version of Numbas wrote it.
inline nlohmann::json numbas_exam(const std::string& bytes) {
  const std::string first = "// Numbas version: ";
  if (!bytes.starts_with(first)) throw std::runtime_error("it does not begin as Numbas wants it");
  return nlohmann::json::parse(bytes.substr(bytes.find('\n')));
}

class NumbasQuestion {
 public:
  explicit NumbasQuestion(const nlohmann::json& question) : question_(question) {
    for (const auto& [name, variable] : question["variables"].items()) {
      definitions_.emplace(name, Jme(variable["definition"].get<std::string>()));
    }
    for (const auto& part : question["parts"]) parts_.push_back(read(part));
    original_ = scope({});
  }

  struct Outcome {
    double score = 0;
    std::string feedback;
  };
  /// By the names of the parts.
  std::map<std::string, Outcome> mark(const std::map<std::string, std::string>& answers) const {
    std::map<std::string, Outcome> outcomes;
    for (const Part& part : parts_) {
      const std::string answer = answers.count(part.name) != 0 ? answers.at(part.name) : "";
      outcomes[part.name] = part.is_number ? marked(part, answer, answers) : chosen(part, answer);
    }
    return outcomes;
  }

 private:
  struct Window {
    double marks = 0;
    Jme lower, upper;
    std::string feedback;
  };
  struct Part {
    std::string name;
    bool is_number = true;
    std::vector<Window> windows;  ///< its own first, then its alternatives
    std::vector<std::pair<std::string, std::size_t>> replacements;
    std::map<std::string, double> choices;
  };
  struct Scope {
    std::map<std::string, double> replaced;
    std::map<std::string, double> known;
  };

  static Part read(const nlohmann::json& json) {
    Part part{json["customName"], json["type"] == "numberentry", {}, {}, {}};
    if (json["type"] == "1_n_2") {
      for (std::size_t i = 0; i < json["choices"].size(); ++i) {
        const std::string letter = json["choices"][i].get<std::string>().substr(3, 1);
        part.choices[letter] = std::stod(json["matrix"][i].get<std::string>());
      }
    }
    if (!part.is_number) return part;
    if (json["adaptiveMarkingUseCondition"] != "studentnumber<>0") throw std::runtime_error("zeros are carried on");
    part.windows.push_back(window(json, ""));
    for (const auto& alternative : json["alternatives"]) {
      if (alternative["useAlternativeFeedback"] != false) throw std::runtime_error("says too much");
      part.windows.push_back(window(alternative, alternative["alternativeFeedbackMessage"]));
    }
    for (const auto& replacement : json["variableReplacements"]) {
      part.replacements.emplace_back(replacement["variable"],
                                     std::stoul(replacement["part"].get<std::string>().substr(1)));
    }
    return part;
  }
  static Window window(const nlohmann::json& json, const std::string& feedback) {
    return {json["marks"].get<double>(), Jme(json["minValue"].get<std::string>()),
            Jme(json["maxValue"].get<std::string>()), feedback};
  }

  static std::optional<double> number(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return text.empty() || *end != '\0' ? std::nullopt : std::optional(value);
  }

  Scope scope(std::map<std::string, double> replaced) const { return {std::move(replaced), {}}; }

  double value(const std::string& name, Scope& scope) const {
    if (const auto found = scope.replaced.find(name); found != scope.replaced.end()) return found->second;
    if (const auto found = scope.known.find(name); found != scope.known.end()) return found->second;
    const double result = definitions_.at(name).value([&](const std::string& other) { return value(other, scope); });
    scope.known[name] = result;
    return result;
  }

  Outcome best(const Part& part, double answer, Scope& scope) const {
    Outcome best;
    bool is_first = true;
    for (const Window& window : part.windows) {
      const Jme::Lookup names = [&](const std::string& name) { return value(name, scope); };
      const double lower = window.lower.value(names), upper = window.upper.value(names);
      const bool holds = std::min(lower, upper) <= answer && answer <= std::max(lower, upper);
      if (holds && (is_first || window.marks > best.score || (best.feedback.empty() && best.score == 0))) {
        best = {window.marks, window.feedback};
      }
      if (is_first && holds) return best;
      is_first = false;
    }
    return best;
  }

  Outcome marked(const Part& part, const std::string& answer, const std::map<std::string, std::string>& answers) const {
    const std::optional<double> given = number(answer);
    if (!given) return {};
    Outcome first = best(part, *given, original_);
    if (first.score >= part.windows.front().marks || part.replacements.empty()) return first;
    std::map<std::string, double> replaced;
    for (const auto& [variable, position] : part.replacements) {
      const Part& earlier = parts_.at(position);
      const auto found = answers.find(earlier.name);
      const std::optional<double> own = found == answers.end() ? std::nullopt : number(found->second);
      if (own && *own != 0) replaced[variable] = *own;
    }
    Scope adapted = scope(std::move(replaced));
    const Outcome second = best(part, *given, adapted);
    return second.score > first.score ? second : first;
  }

  static Outcome chosen(const Part& part, const std::string& answer) {
    const auto found = part.choices.find(answer);
    return {found == part.choices.end() ? 0 : found->second, ""};
  }

  nlohmann::json question_;
  std::map<std::string, Jme> definitions_;
  std::vector<Part> parts_;
  mutable Scope original_;
};

}  // namespace stepmark::support

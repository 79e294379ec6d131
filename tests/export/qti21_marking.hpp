// Response processing of QTI 2.1 (IMS Question & Test Interoperability, Assessment Test, Item and Section Information
// Model, 2012, section 15), as far as exports use it; any other element is an error. NULL is no value, and goes through
// every expression but isNull, multiple and, where it decides nothing, and.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/export/xml_tree.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

class QtiItem {
 public:
  using Several = std::vector<std::string>;
  using Value = std::variant<std::monostate, double, bool, std::string, Several>;

  explicit QtiItem(const std::string& xml) : item_(read_xml(xml).get_child("assessmentItem")) {}

  /// @param responses  by identifier; what is no number is no response to a float
  void answer(const std::map<std::string, std::string>& responses) {
    values_.clear();
    types_.clear();
    for (const auto& [tag, node] : item_) {
      if (tag == "outcomeDeclaration" || tag == "responseDeclaration") declare(node, tag == "outcomeDeclaration");
    }
    for (const auto& [identifier, text] : responses) {
      if (types_.count(identifier) == 0) throw std::runtime_error("no response " + identifier);
      if (!text.empty()) values_[identifier] = read(types_.at(identifier), text);
    }
    process(item_.get_child("responseProcessing"));
  }

  double number(const std::string& outcome) const { return std::get<double>(values_.at(outcome)); }
  /// What is shown of the outcome.
  Several shown(const std::string& outcome) const {
    Several texts;
    const Value& value = values_.at(outcome);
    const Several chosen = std::holds_alternative<Several>(value)       ? std::get<Several>(value)
                           : std::holds_alternative<std::string>(value) ? Several{std::get<std::string>(value)}
                                                                        : Several{};
    for (const auto& [tag, node] : item_) {
      if (tag != "modalFeedback" || attribute(node, "outcomeIdentifier") != outcome) continue;
      const bool is_chosen = std::find(chosen.begin(), chosen.end(), attribute(node, "identifier")) != chosen.end();
      if (is_chosen) texts.push_back(text_of(node));
    }
    return texts;
  }
  const XmlTree& tree() const { return item_; }

  static std::string attribute(const XmlTree& node, const std::string& name) {
    return node.get<std::string>("<xmlattr>." + name);
  }
  static std::string text_of(const XmlTree& node) {
    std::string all = node.data();
    for (const auto& [tag, child] : node) all += tag == "<xmlattr>" ? "" : text_of(child);
    return all;
  }

 private:
  static Value read(const std::string& type, const std::string& text) {
    if (type == "float") return std::strtod(text.c_str(), nullptr);
    if (type == "boolean") return text == "true";
    return text;
  }

  void declare(const XmlTree& node, bool is_outcome) {
    const std::string identifier = attribute(node, "identifier");
    if (!types_.emplace(identifier, attribute(node, "baseType")).second) throw std::runtime_error("twice");
    values_[identifier] = Value{};
    if (attribute(node, "cardinality") == "multiple") values_[identifier] = Several{};
    const auto text = node.get_optional<std::string>("defaultValue.value");
    if (text && is_outcome) values_[identifier] = read(types_.at(identifier), *text);
  }

  void process(const XmlTree& rules, bool skips_condition = false) {
    for (const auto& [tag, rule] : rules) {
      if (std::exchange(skips_condition, false)) continue;
      if (tag == "setOutcomeValue") {
        set(rule);
      } else if (tag == "responseCondition") {
        choose(rule);
      } else if (tag != "<xmlattr>") {
        throw std::runtime_error("unknown rule " + tag);
      }
    }
  }

  void set(const XmlTree& rule) {
    const std::string identifier = attribute(rule, "identifier");
    if (types_.count(identifier) == 0) throw std::runtime_error("no outcome " + identifier);
    values_[identifier] = operands(rule).at(0);
  }

  void choose(const XmlTree& condition) {
    for (const auto& [tag, branch] : condition) {
      if (tag == "responseElse") return process(branch);
      const auto& [name, test] = branch.front();
      const Value value = evaluate(name, test);
      if (std::holds_alternative<bool>(value) && std::get<bool>(value)) return process(branch, true);
    }
  }

  std::vector<Value> operands(const XmlTree& node) const {
    std::vector<Value> all;
    for (const auto& [tag, child] : node) {
      if (tag != "<xmlattr>") all.push_back(evaluate(tag, child));
    }
    return all;
  }

  Value evaluate(const std::string& tag, const XmlTree& node) const {
    if (tag == "baseValue") return read(attribute(node, "baseType"), node.data());
    if (tag == "variable") return values_.at(attribute(node, "identifier"));
    const std::vector<Value> of = operands(node);
    if (tag == "isNull") return std::holds_alternative<std::monostate>(of.at(0));
    if (tag == "multiple") return joined(of);
    if (tag == "and") return conjunction(of);
    for (const Value& value : of) {
      if (std::holds_alternative<std::monostate>(value)) return Value{};
    }
    if (tag == "not") return !std::get<bool>(of.at(0));
    if (tag == "match") return of.at(0) == of.at(1);
    return arithmetic(tag, node, of);
  }

  static Value joined(const std::vector<Value>& of) {
    Several all;
    for (const Value& value : of) {
      if (const auto* one = std::get_if<std::string>(&value)) all.push_back(*one);
      if (const auto* several = std::get_if<Several>(&value)) all.insert(all.end(), several->begin(), several->end());
    }
    return all;
  }

  static Value conjunction(const std::vector<Value>& of) {
    bool is_null = false;
    for (const Value& value : of) {
      if (const auto* known = std::get_if<bool>(&value)) {
        if (!*known) return false;
      } else {
        is_null = true;
      }
    }
    return is_null ? Value{} : Value{true};
  }

  static Value arithmetic(const std::string& tag, const XmlTree& node, const std::vector<Value>& of) {
    std::vector<double> x;
    for (const Value& value : of) x.push_back(std::get<double>(value));
    if (tag == "lte") return x.at(0) <= x.at(1);
    if (tag == "lt") return x.at(0) < x.at(1);
    if (tag == "gt") return x.at(0) > x.at(1);
    if (tag == "equal") {
      if (attribute(node, "toleranceMode") != "exact") throw std::runtime_error("not exact");
      return x.at(0) == x.at(1);
    }
    const double result = tag == "mathOperator" ? function(attribute(node, "name"), x.at(0)) : folded(tag, x);
    return std::isfinite(result) ? Value{result} : Value{};
  }

  static double folded(const std::string& tag, const std::vector<double>& x) {
    double all = x.at(0);
    for (std::size_t i = 1; i < x.size(); ++i) {
      if (tag == "sum")
        all += x[i];
      else if (tag == "product")
        all *= x[i];
      else if (tag == "min")
        all = std::min(all, x[i]);
      else if (tag == "max")
        all = std::max(all, x[i]);
      else if (tag == "subtract" && x.size() == 2)
        all -= x[i];
      else if (tag == "divide" && x.size() == 2)
        all = x[i] == 0 ? std::nan("") : all / x[i];
      else if (tag == "power" && x.size() == 2)
        all = std::pow(all, x[i]);
      else
        throw std::runtime_error("unknown expression " + tag);
    }
    return all;
  }

  static double function(const std::string& name, double x) {
    if (name == "abs") return std::fabs(x);
    if (name == "signum") return x > 0 ? 1 : x < 0 ? -1 : 0;
    if (name == "exp") return std::exp(x);
    if (name == "ln") return x > 0 ? std::log(x) : std::nan("");
    if (name == "sin") return std::sin(x);
    if (name == "cos") return std::cos(x);
    if (name == "floor") return std::floor(x);
    throw std::runtime_error("unknown function " + name);
  }

  XmlTree item_;
  std::map<std::string, Value> values_;
  std::map<std::string, std::string> types_;
};

}  // namespace stepmark::support

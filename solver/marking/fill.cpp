#include "solver/marking/fill.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

#include "lib/base/error.hpp"
#include "lib/sheet/number.hpp"
#include "solver/solve.hpp"

namespace stepmark {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array<Spelling, 13> letters = {{
    {"\u011D", "ghat"},
    {"\u0302", "hat"},
    {"\u0304", "bar"},
    {"\u0303", "tilde"},
    {"\u03B8", "theta"},
    {"\u03B2", "beta"},
    {"\u03B7", "eta"},
    {"\u03B3", "gamma"},
    {"\u03B4", "delta"},
    {"\u0394", "delta"},
    {"\u03C1", "rho"},
    {"\u03BC", "mu"},
    {"\u03B5", "epsilon"},
}};

/// \hat{m} as m_hat.
std::string with_accents_behind(const std::string& text) {
  static const std::regex accent(R"(\\(hat|bar|tilde)\s*\{?\s*(\\?[A-Za-z]+)\s*\}?)");
  constexpr std::size_t longest = 100;  // the matcher recurs
  return text.size() > longest ? text : std::regex_replace(text, accent, "$2_$1");
}

/// In plain small letters, without what a person may leave out.
std::string plain(const std::string& written) {
  const std::string with_accents = with_accents_behind(written);
  const std::string_view text = with_accents;
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(letters.begin(), letters.end(),
                                    [&](const Spelling& s) { return text.substr(i).starts_with(s.first); });
    if (found != letters.end()) {
      result += found->second;
      i += found->first.size();
      continue;
    }
    const char c = text[i++];
    if (std::string_view("_\\{}$ ").find(c) == std::string_view::npos) result += c;
  }
  return result;
}

std::string key(std::int64_t t, const std::string& quantity, const std::string& component) {
  return std::to_string(t) + '/' + quantity + '/' + component;
}

std::string line_text(const RawAnswer& answer) { return "line " + std::to_string(answer.line) + ": "; }

/// An irrational constant to 30 figures, which no rounding that is asked for can tell from itself.
std::optional<Exact> close_value(const Expression& constant) try {
  return Exact::parse(calculate(constant, DecimalFormat::figures(30), RoundingRule::half_even).text);
} catch (const InputError&) {
  return std::nullopt;
}

}  // namespace

Written written_in(const std::string& cell) {
  Written written;
  written.text = cell;
  if (is_blank(cell)) return written;
  const auto number = read_cell_number(cell);
  const auto value = !number ? std::nullopt : number->value ? number->value : close_value(number->constant);
  written.kind = value ? Written::Kind::number : Written::Kind::unreadable;
  if (!value) return written;
  written.value = *value;
  written.unit = number->unit;
  return written;
}

SheetFiller::SheetFiller(const Marker& marker) : marker_(marker) {
  const Problem& problem = marker.problem();
  const auto& components = problem.objective->parameters();
  for (const Equation& equation : problem.optimizer.equations) {
    spellings_.emplace(plain(equation.quantity), equation.quantity);
    scalar_[equation.quantity] = equation.shape == Shape::scalar;
  }
  for (const std::string& component : components) {
    const auto [found, is_new] = components_.emplace(plain(component), component);
    if (!is_new) found->second.clear();
  }
  for (std::size_t i = 0; i < marker.asked().size(); ++i) {
    const Tape::Line& line = marker.tape().lines[marker.asked()[i]];
    positions_[key(line.t, problem.optimizer.equations[line.equation].quantity,
                   line.component ? components[*line.component] : "")] = i;
  }
}

std::string SheetFiller::component_of(const RawAnswer& answer, const std::string& quantity) const {
  const auto& components = marker_.problem().objective->parameters();
  if (scalar_.at(quantity)) return "";
  if (answer.component.empty() && components.size() == 1) return components.front();
  if (std::find(components.begin(), components.end(), answer.component) != components.end()) return answer.component;
  const auto spelt = components_.find(plain(answer.component));
  return spelt == components_.end() || spelt->second.empty() ? answer.component : spelt->second;
}

std::optional<std::size_t> SheetFiller::find(const RawAnswer& answer, std::vector<std::string>& notices) const {
  std::string quantity = answer.quantity;
  if (!scalar_.count(quantity)) {
    const auto spelt = spellings_.find(plain(quantity));
    if (spelt == spellings_.end()) {
      notices.push_back(line_text(answer) + quoted(quantity) + " is no quantity of this problem");
      return std::nullopt;
    }
    quantity = spelt->second;
  }
  const auto step = Exact::parse(answer.t);
  const auto t = step ? step->to_int64() : std::nullopt;
  if (!t) {
    notices.push_back(line_text(answer) + "t is " + quoted(answer.t) + ", which is no step");
    return std::nullopt;
  }
  const auto found = positions_.find(key(*t, quantity, component_of(answer, quantity)));
  if (found != positions_.end()) return found->second;
  const std::string of = answer.component.empty() ? "" : " of " + quoted(answer.component);
  notices.push_back(line_text(answer) + quantity + of + " at t = " + std::to_string(*t) + " is not asked");
  return std::nullopt;
}

FilledSheet SheetFiller::fill(const RawSheet& raw) const {
  FilledSheet filled;
  filled.sheet.resize(marker_.asked().size());
  filled.notices = raw.notices;
  std::vector<bool> seen(filled.sheet.size(), false);
  for (const RawAnswer& answer : raw.answers) {
    const auto position = find(answer, filled.notices);
    if (!position) continue;
    if (seen[*position] && !is_blank(answer.value)) {
      filled.notices.push_back(line_text(answer) + answer.quantity + " at t = " + answer.t +
                               " is there twice; the last counts");
    }
    if (seen[*position] && is_blank(answer.value)) continue;
    seen[*position] = true;
    filled.sheet[*position] = written_in(answer.value);
  }
  return filled;
}

}  // namespace stepmark

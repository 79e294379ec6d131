#include "solver/marking/fill.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/number/literal.hpp"
#include "lib/sheet/number.hpp"
#include "lib/sheet/spelling.hpp"
#include "solver/solve.hpp"

namespace stepmark::marking {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array<Spelling, 14> letters = {{
    {"\u011D", "ghat"},
    {"\u0302", "hat"},
    {"\u0304", "bar"},
    {"\u0303", "tilde"},
    {"\u03B8", "theta"},
    {"\u0398", "theta"},
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

/// In plain letters, without what a person may leave out.
std::string plain(const std::string& written) {
  const std::string with_accents = with_accents_behind(narrow_spelling(written));
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

std::string key(const std::string& t, const std::string& quantity, const std::string& component) {
  std::string key = t;
  ((key += '/') += quantity) += '/';
  return key += component;
}

std::string key(std::int64_t t, const std::string& quantity, const std::string& component) {
  return key(std::to_string(t), quantity, component);
}

/// "line 3: ..."
Message at_line(const RawAnswer& answer, Message notice) {
  return message("line {line}: {notice}", {{"line", std::to_string(answer.line)}, {"notice", std::move(notice)}});
}

/// An irrational constant to 30 figures, which no rounding that is asked for can tell from itself.
std::optional<Exact> close_value(const Expression& constant) try {
  return Exact::parse(calculate(constant, DecimalFormat::figures(30), RoundingRule::half_even).text);
} catch (const InputError&) {
  return std::nullopt;
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace

void Spellings::add(const std::string& name) {
  const std::string spelling = plain(name);
  for (const auto& [spellings, spelt] : {std::pair(&plain_, spelling), std::pair(&folded_, lower_case(spelling))}) {
    const auto [found, is_new] = spellings->emplace(spelt, name);
    if (!is_new) found->second.clear();
  }
}

std::optional<std::string> Spellings::find(const std::string& written) const {
  const std::string spelling = plain(written);
  auto found = plain_.find(spelling);
  if (found == plain_.end()) {
    found = folded_.find(lower_case(spelling));
    if (found == folded_.end()) return std::nullopt;
  }
  return found->second.empty() ? std::nullopt : std::optional(found->second);
}

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
  written.coarse_unit = number->coarse_unit;
  return written;
}

SheetFiller::SheetFiller(const Marker& marker) : marker_(marker) {
  const Problem& problem = marker.problem();
  const auto& components = problem.objective->parameters();
  for (const Equation& equation : problem.optimizer.equations) {
    quantities_.add(equation.quantity);
    scalar_[equation.quantity] = equation.shape == Shape::scalar;
  }
  for (const std::string& component : components) components_.add(component);
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
  return components_.find(answer.component).value_or(answer.component);
}

Message SheetFiller::why_not_asked(const RawAnswer& answer, const std::string& quantity, std::int64_t t) const {
  const std::vector<Message::Value> names = {
      {"quantity", quantity}, {"component", in_quotes(answer.component)}, {"t", t}};
  const Message not_asked = answer.component.empty()
                                ? message("{quantity} at t = {t} is not asked", names)
                                : message("{quantity} of {component} at t = {t} is not asked", names);
  const Equation* equation = marker_.problem().optimizer.find_equation(quantity);
  const std::int64_t step = equation ? t - equation->offset : t;
  if (step == t || !positions_.count(key(step, quantity, component_of(answer, quantity)))) return not_asked;
  return message("{notice}: t is the step, and {quantity} with subscript {subscript} belongs to t = {t}",
                 {{"notice", not_asked}, {"quantity", quantity}, {"subscript", t}, {"t", step}});
}

std::optional<std::size_t> SheetFiller::find(const RawAnswer& answer, Notices& notices) const {
  const auto as_it_stands = positions_.find(key(answer.t, answer.quantity, answer.component));
  if (as_it_stands != positions_.end()) return as_it_stands->second;
  const bool is_exact = scalar_.count(answer.quantity) > 0;
  const auto quantity = is_exact ? std::optional(answer.quantity) : quantities_.find(answer.quantity);
  if (!quantity) {
    notices.add(at_line(
        answer, message("{quantity} is no quantity of this problem", {{"quantity", in_quotes(answer.quantity)}})));
    return std::nullopt;
  }
  const auto t = read_step(narrow_spelling(answer.t));
  if (!t) {
    notices.add(at_line(answer, message("t is {t}, which is no step", {{"t", in_quotes(answer.t)}})));
    return std::nullopt;
  }
  const auto found = positions_.find(key(*t, *quantity, component_of(answer, *quantity)));
  if (found != positions_.end()) return found->second;
  notices.add(at_line(answer, why_not_asked(answer, *quantity, *t)));
  return std::nullopt;
}

namespace {

enum class Commas { none, decimal, may_be_thousands };

/// Some that can be nothing else decide for "1,234", unless a point stands somewhere.
Commas commas_of(const RawSheet& raw) {
  bool found = false, is_decimal = false;
  for (const RawAnswer& answer : raw.answers) {
    if (answer.value.find('.') != std::string::npos) return Commas::none;
    const bool has_comma = answer.value.find(',') != std::string::npos;
    found = found || has_comma;
    is_decimal = is_decimal || (has_comma && written_in(answer.value).kind == Written::Kind::number);
  }
  return is_decimal ? Commas::decimal : found ? Commas::may_be_thousands : Commas::none;
}

/// Is it nearer to what is asked than a thousand times as much would be?
bool is_nearer_than_thousands(const Exact& decimal, const Exact& asked) {
  return decimal * decimal * Exact(1000) > asked * asked;
}

Written with_decimal_comma(const std::string& cell) {
  std::string pointed = cell;
  std::replace(pointed.begin(), pointed.end(), ',', '.');
  Written written = written_in(pointed);
  written.text = cell;
  return written;
}

}  // namespace

/// Where all commas of a sheet may part thousands, what is asked decides, if there are several and each says the same.
bool SheetFiller::has_decimal_commas(const RawSheet& raw) const {
  const Commas commas = commas_of(raw);
  if (commas != Commas::may_be_thousands) return commas == Commas::decimal;
  std::size_t decimals = 0;
  Notices passed_over;
  for (const RawAnswer& answer : raw.answers) {
    if (answer.value.find(',') == std::string::npos) continue;
    const auto position = find(answer, passed_over);
    const Written written = with_decimal_comma(answer.value);
    if (!position || written.kind != Written::Kind::number) continue;
    if (!is_nearer_than_thousands(written.value, marker_.answer(*position))) return false;
    ++decimals;
  }
  return decimals > 1;
}

FilledSheet SheetFiller::fill(const RawSheet& raw) const {
  FilledSheet filled;
  filled.sheet.resize(marker_.asked().size());
  Notices notices = raw.notices;
  const bool decimal_commas = has_decimal_commas(raw);
  for (const RawAnswer& answer : raw.answers) {
    const auto position = find(answer, notices);
    if (!position || is_blank(answer.value)) continue;
    Written& written = filled.sheet[*position];
    if (written.kind != Written::Kind::missing) {
      notices.add(at_line(answer, message("{quantity} at t = {t} is there twice; the last counts",
                                          {{"quantity", one_line(answer.quantity)}, {"t", one_line(answer.t)}})));
    }
    written = written_in(answer.value);
    if (decimal_commas && written.kind == Written::Kind::unreadable) written = with_decimal_comma(answer.value);
  }
  if (raw.unread > 0) {
    notices.add(message("the sheet has {n} answers more than {most}: they are not read",
                        {{"n", std::to_string(raw.unread)}, {"most", std::to_string(RawSheet::most_answers)}}));
  }
  filled.notices = notices.texts();
  filled.notice_count = notices.count();
  return filled;
}

}  // namespace stepmark::marking

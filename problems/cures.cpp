#include "problems/cures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/problem/entries.hpp"
#include "problems/said.hpp"
#include "solver/asked.hpp"
#include "solver/solve.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::problems {

namespace {

/// A problem with some changes, and what they are.
struct Changed {
  Problem problem;
  Message words;  ///< "with 5 figures"
};

/// Changes of one kind, the least first.
using Changes = std::vector<Changed>;

constexpr std::size_t most_lines = 400;  ///< a few milliseconds a trial
constexpr int more_digits = 3;
constexpr int least_figures = 4, most_figures = 7;
constexpr std::int64_t more_steps = 3;
constexpr int given_digits = 3;

/// "eta = 0.1"
Message setting(const std::string& name, const Expression& value) {
  return message("{name} = {value}", {{"name", name}, {"value", number_message(to_text(value))}});
}

/// "g, v or m"
Message either(const std::vector<std::string>& items) {
  if (items.size() == 1) return items.front();
  const std::vector<std::string> first(items.begin(), items.end() - 1);
  return message("{first} or {last}", {{"first", listed(first)}, {"last", items.back()}});
}

// ---------------------------------------------------------------------------------------------------------- precision

/// Rounded so, and asked so; of a problem that rounds nothing, the answers alone.
Changed stated_in(const Problem& problem, const DecimalFormat& format) {
  Changed changed{problem, message("with {format}", {{"format", said(format)}})};
  if (problem.states_rounding()) {
    changed.problem.working->round = format;
    changed.problem.answer.give.reset();
  } else {
    changed.problem.answer.give = format;
  }
  return changed;
}

/// Answers as they are, worked with more digits.
Changes with_more_working(const Problem& problem) {
  Changes changes;
  if (!problem.states_rounding()) return changes;
  for (int more = 1; more <= 2; ++more) {
    Changed changed{problem, {}};
    changed.problem.answer.give = precision_asked(problem);
    changed.problem.working->round.digits += more;
    changed.words =
        message("when worked to {worked} and asked to {asked}",
                {{"worked", said(changed.problem.working->round)}, {"asked", said(*changed.problem.answer.give)}});
    changes.push_back(std::move(changed));
  }
  return changes;
}

void append(Changes& changes, Changes more) { std::move(more.begin(), more.end(), std::back_inserter(changes)); }

Changes with_other_digits(const Problem& problem) {
  Changes changes;
  const DecimalFormat now = precision_asked(problem);
  for (int more = 1; more <= more_digits; ++more) {
    DecimalFormat longer = now;
    longer.digits += more;
    changes.push_back(stated_in(problem, longer));
  }
  for (int figures = least_figures; figures <= most_figures && now.kind != DecimalFormat::Kind::figures; ++figures) {
    changes.push_back(stated_in(problem, DecimalFormat::figures(figures)));
  }
  return changes;
}

/// For what fails in two ways: any of these digits, and more in the working.
Changes with_any_digits(const Problem& problem) {
  Changes changes = with_more_working(problem);
  const Changes others = with_other_digits(problem);
  append(changes, others);
  for (const Changed& one : others) append(changes, with_more_working(one.problem));
  return changes;
}

// ------------------------------------------------------------------------------------------------------ what is asked

Changes asking_for_more(const Problem& problem, const Certificate& certificate) {
  Changed changed{problem, {}};
  std::vector<std::string> more;
  for (const std::string& quantity : certificate.ask) {
    const auto& asked = problem.answer.ask;
    if (std::find(asked.begin(), asked.end(), quantity) == asked.end()) more.push_back(quantity);
  }
  auto& ask = changed.problem.answer.ask;
  ask.insert(ask.end(), more.begin(), more.end());
  Changes changes;
  const Message wanted = listed(more);
  changed.words = message("if you ask for {quantities} as well", {{"quantities", wanted}});
  if (!more.empty()) changes.push_back(changed);
  if (!problem.answer.last_step_only) return changes;
  changed.problem.answer.last_step_only = false;
  changed.words = more.empty()
                      ? message("if you ask for every step")
                      : message("if you ask for {quantities} as well, in every step", {{"quantities", wanted}});
  changes.push_back(std::move(changed));
  return changes;
}

/// Without the quantities of which most can be had without the work: one, two, and so on.
Changes asking_for_less(const Problem& problem, const Certificate& certificate) {
  std::map<std::string, std::size_t> unearned;
  for (const Unearned& one : certificate.unearned) ++unearned[one.line.quantity];
  unearned.erase("theta");
  Changes changes;
  Changed changed{problem, {}};
  std::vector<std::string> less;
  while (!unearned.empty()) {
    const auto most = std::max_element(unearned.begin(), unearned.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    less.push_back(most->first);
    unearned.erase(most);
    std::erase(changed.problem.answer.ask, less.back());
    changed.words = message("if you do not ask for {quantities}", {{"quantities", either(less)}});
    if (!changed.problem.answer.ask.empty()) changes.push_back(changed);
  }
  return changes;
}

// ------------------------------------------------------------------------------------------------- steps and the start

Changes with_more_steps(const Problem& problem) {
  Changes changes;
  for (std::int64_t more = 1; more <= more_steps; ++more) {
    Changed changed{problem, message("with {n} steps", {{"n", problem.steps + more}})};
    changed.problem.steps += more;
    const auto last = problem.objective->last_step();
    if (!last || changed.problem.last_step() <= *last) changes.push_back(std::move(changed));
  }
  return changes;
}

std::optional<Expression> shortened(const Expression& value) {
  const auto exact = exact_value(value);
  if (!exact) return std::nullopt;
  const Exact rounded = exact->rounded(DecimalFormat::figures(given_digits), RoundingRule::half_even);
  if (rounded == *exact) return std::nullopt;
  return parse_constant(rounded.to_string(), {});
}

/// Hyperparameters and the start to three figures.
Changes with_short_numbers(const Problem& problem) {
  Changed changed{problem, {}};
  std::vector<Message> names;
  for (Hyperparameter& hyper : changed.problem.optimizer.hyperparameters) {
    const auto value = shortened(hyper.value);
    if (!value) continue;
    hyper.value = *value;
    names.push_back(setting(hyper.name, *value));
  }
  for (std::size_t i = 0; i < changed.problem.start.size(); ++i) {
    const auto value = shortened(changed.problem.start[i]);
    if (!value) continue;
    changed.problem.start[i] = *value;
    names.push_back(
        message("{setting} at the start", {{"setting", setting(problem.objective->parameters()[i], *value)}}));
  }
  if (names.empty()) return {};
  changed.words = message("with {settings}", {{"settings", listed(names)}});
  return {std::move(changed)};
}

/// From a little further on, in every component.
Changes from_elsewhere(const Problem& problem) {
  Changes changes;
  for (const char* distance : {"0.1", "-0.1", "0.5", "-0.5"}) {
    Changed changed{problem, {}};
    std::vector<Message> starts;
    for (std::size_t i = 0; i < problem.start.size(); ++i) {
      const auto start = exact_value(problem.start[i]);
      if (!start) return {};
      changed.problem.start[i] = parse_constant((*start + *Exact::parse(distance)).to_string(), {});
      starts.push_back(setting(problem.objective->parameters()[i], changed.problem.start[i]));
    }
    changed.words = message("from {starts}", {{"starts", listed(starts)}});
    changes.push_back(std::move(changed));
  }
  return changes;
}

// ---------------------------------------------------------------------------------------------------------------
// trying

class Trials {
 public:
  explicit Trials(Certifier& certifier) : certifier_(certifier) {}

  /// The first that is certified is told.
  void try_each(const Changes& changes) {
    const auto found = std::find_if(changes.begin(), changes.end(), [&](const Changed& one) { return holds(one); });
    if (found != changes.end()) found_.push_back(message("certified {change}", {{"change", found->words}}));
  }
  const std::vector<Message>& found() const { return found_; }

 private:
  bool holds(const Changed& changed) try {
    return certifier_.certify(changed.problem, Evidence::brief).holds();
  } catch (const InputError&) {  // gradients run out, or it is too long
    return false;
  } catch (const NoValue&) {
    return false;
  }

  Certifier& certifier_;
  std::vector<Message> found_;
};

/// What a changed problem tells apart; nothing where there is no such problem, or it should be certified and is not.
std::optional<std::vector<std::string>> told_when(const Changed& changed, Certifier& certifier, bool should_hold) try {
  const Certificate certificate = certifier.certify(changed.problem, should_hold ? Evidence::brief : Evidence::full);
  return certificate.holds() || !should_hold ? std::optional(certificate.tested) : std::nullopt;
} catch (const InputError&) {
  return std::nullopt;
} catch (const NoValue&) {
  return std::nullopt;
}

/// The changes of one kind that a problem may need.
std::vector<Changes> single(const Problem& problem, const Certificate& certificate) {
  if (!certificate.defined) return {from_elsewhere(problem)};
  return {with_more_working(problem),
          with_other_digits(problem),
          asking_for_more(problem, certificate),
          asking_for_less(problem, certificate),
          with_more_steps(problem),
          with_short_numbers(problem)};
}

/// Each quantity that is not asked.
Changes asking_for_one_more(const Problem& problem) {
  Changes changes;
  for (const Equation& equation : problem.optimizer.equations) {
    const auto& asked = problem.answer.ask;
    const bool is_asked = std::find(asked.begin(), asked.end(), equation.quantity) != asked.end();
    if (is_asked || equation.given_data || is_given(problem, equation)) continue;
    Changed changed{problem, message("if you ask for {quantities} as well", {{"quantities", equation.quantity}})};
    changed.problem.answer.ask.push_back(equation.quantity);
    changes.push_back(std::move(changed));
  }
  return changes;
}

Changes asking_for_every_step(const Problem& problem) {
  if (!problem.answer.last_step_only || problem.steps == 1) return {};
  Changed changed{problem, message("if you ask for every step")};
  changed.problem.answer.last_step_only = false;
  return {std::move(changed)};
}

}  // namespace

Telling changes_that_tell(const Problem& problem, const std::vector<std::string>& mistakes, Certifier& certifier) {
  Telling telling;
  if (mistakes.empty() || line_count(problem) > most_lines) return telling;
  const std::pair<Message, Changes> kinds[] = {{message("more digits"), with_other_digits(problem)},
                                               {message("another quantity"), asking_for_one_more(problem)},
                                               {message("every step"), asking_for_every_step(problem)},
                                               {message("further steps"), with_more_steps(problem)}};
  const bool holds = certifier.certify(problem, Evidence::brief).holds();
  for (const auto& [kind, changes] : kinds) {
    bool is_tried = false;
    for (const Changed& changed : changes) {
      if (telling.changes.size() == mistakes.size()) return telling;
      const auto told = told_when(changed, certifier, holds);
      if (!told) continue;
      is_tried = true;
      for (const std::string& mistake : *told) {
        if (std::count(mistakes.begin(), mistakes.end(), mistake) > 0)
          telling.changes.try_emplace(mistake, changed.words);
      }
    }
    if (is_tried) telling.tried.push_back(kind);
  }
  return telling;
}

std::vector<Message> cures(const Problem& problem, const Certificate& certificate, Certifier& certifier) {
  if (certificate.holds() || line_count(problem) > most_lines) return {};
  Trials trials(certifier);
  for (const Changes& changes : single(problem, certificate)) trials.try_each(changes);
  if (!trials.found().empty()) return trials.found();
  // Two changes together: digits, and one of another kind.
  const Changes firsts[] = {asking_for_less(problem, certificate), asking_for_more(problem, certificate),
                            with_more_steps(problem), with_short_numbers(problem)};
  for (const Changes& changes : firsts) {
    for (const Changed& one : changes) {
      Changes both = with_any_digits(one.problem);
      for (Changed& other : both) {
        other.words = message("{one} {other}", {{"one", std::move(other.words)}, {"other", one.words}});
      }
      trials.try_each(both);
      if (!trials.found().empty()) return trials.found();
    }
  }
  return {};
}

}  // namespace stepmark::problems

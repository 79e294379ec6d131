#include "reports/model_answer.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/expression/print.hpp"
#include "lib/number/literal.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/line_table.hpp"
#include "solver/questions/comparison.hpp"

namespace stepmark::reports {

namespace {

constexpr int figures_of_rate = 3;

std::string in_figures(const Exact& rate) {
  return to_string(rate.rounded(DecimalFormat::figures(figures_of_rate), RoundingRule::half_up),
                   DecimalFormat::figures(figures_of_rate));
}

std::string times(std::int64_t turns) {
  if (turns == 0) return "never changes direction";
  return turns == 1 ? "changes direction once" : fmt::format("changes direction {} times", turns);
}

/// "falls from 0.2 to 0.1", "stays at 0.1". Of a method that keeps nothing, a little is what rounding makes.
std::string course(const ComponentPath& path, const OptimizerPath& of) {
  const std::string first = in_figures(*path.first_rate), last = in_figures(*path.last_rate);
  const Exact off = (*path.last_rate - *path.first_rate).abs();
  const bool is_rounding = !of.has_state && off * Exact(20) < path.first_rate->abs();
  if (first == last || is_rounding) return "stays at " + first;
  return fmt::format("{} from {} to {}", *path.last_rate < *path.first_rate ? "falls" : "rises", first, last);
}

class ModelAnswer {
 public:
  ModelAnswer(const OptimizerPath& one, const OptimizerPath& other, const Problem& problem)
      : one_(one),
        other_(other),
        parameters_(problem.objective->parameters()),
        maximizes_(problem.modifiers.maximize) {}

  std::vector<Inlines> sentences() {
    say_progress();
    const std::size_t most = std::min(parameters_.size(), components_beside);
    for (std::size_t i = 0; i < most; ++i) say_directions(i);
    for (std::size_t i = 0; i < most; ++i) say_rates(i);
    return std::move(sentences_);
  }

 private:
  Inline name(std::size_t component) const {
    const std::string& parameter = parameters_[component];
    return math(latex_symbol(parameter), parameter);
  }

  void say_progress() {
    if (one_.loss && other_.loss) return say_loss();
    for (std::size_t i = 0; i < std::min(parameters_.size(), components_beside); ++i) say_distance(i);
  }

  void say_loss() {
    const Exact one = *Exact::parse(*one_.loss), other = *Exact::parse(*other_.loss);
    const std::string verdict = one == other
                                    ? "neither is further along"
                                    : ((one < other) != maximizes_ ? one_ : other_).title + " is further along";
    sentences_.push_back({text("At the end, "), math("J", "J"),
                          text(fmt::format(" is {} with {} and {} with {}: {}.", *one_.loss, one_.title, *other_.loss,
                                           other_.title, verdict))});
  }

  static std::string short_text(const Exact& x) {
    return x.rounded(DecimalFormat::figures(4), RoundingRule::half_up).to_string();
  }

  void say_distance(std::size_t i) {
    const ComponentPath &one = one_.components[i], &other = other_.components[i];
    const Exact by_one = (one.end - one.start).abs(), by_other = (other.end - other.start).abs();
    const std::string verdict =
        by_one == by_other ? "both go equally far" : (by_other < by_one ? one_ : other_).title + " goes further";
    sentences_.push_back({text("In "), name(i),
                          text(fmt::format(", {} ends {} from the start and {} {}: {}.", one_.title, short_text(by_one),
                                           other_.title, short_text(by_other), verdict))});
  }

  void say_directions(std::size_t i) {
    const std::int64_t one = one_.components[i].turns, other = other_.components[i].turns;
    const std::string words = one == 0 && other == 0 ? ", neither changes direction."
                              : one == other
                                  ? fmt::format(", each of them {}.", times(one))
                                  : fmt::format(", {} {} and {} {}: {} oscillates more.", one_.title, times(one),
                                                other_.title, times(other), (one > other ? one_ : other_).title);
    sentences_.push_back({text("In "), name(i), text(words)});
  }

  void say_rates(std::size_t i) {
    const ComponentPath &one = one_.components[i], &other = other_.components[i];
    const bool known = one.first_rate && one.last_rate && other.first_rate && other.last_rate;
    if (!known || !(one_.has_state || other_.has_state)) return;
    sentences_.push_back({text("The effective learning rate (step over gradient) in "), name(i),
                          text(fmt::format(" {} with {} and {} with {}.", course(one, one_), one_.title,
                                           course(other, other_), other_.title))});
  }

  const OptimizerPath &one_, &other_;
  const std::vector<std::string>& parameters_;
  bool maximizes_;
  std::vector<Inlines> sentences_;
};

}  // namespace

namespace {

/// "Adam", without what tells conventions apart, where that leaves two different names.
void shorten(std::string& one, std::string& other) {
  const std::string first = one.substr(0, one.find(',')), second = other.substr(0, other.find(','));
  if (first == second) return;
  one = first;
  other = second;
}

}  // namespace

std::vector<Inlines> model_answer_sentences(const Problem& problem) {
  OptimizerPath one = path_of(problem), other = path_of(second_of_comparison(problem));
  shorten(one.title, other.title);
  return ModelAnswer(one, other, problem).sentences();
}

std::string model_answer(const Problem& problem) {
  std::string words;
  for (const Inlines& sentence : model_answer_sentences(problem)) {
    words += words.empty() ? "" : " ";
    for (const Inline& run : sentence) words += run.plain.empty() ? run.value : run.plain;
  }
  return words;
}

}  // namespace stepmark::reports

#include "reports/model_answer.hpp"

#include <algorithm>

#include "lib/expression/print.hpp"
#include "lib/number/literal.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/line_table.hpp"
#include "reports/sentence.hpp"
#include "reports/symbols.hpp"
#include "solver/questions/comparison.hpp"

namespace stepmark::reports {

namespace {

constexpr int figures_of_rate = 3;

std::string in_figures(const Exact& rate) {
  return to_string(rate.rounded(DecimalFormat::figures(figures_of_rate), RoundingRule::half_up),
                   DecimalFormat::figures(figures_of_rate));
}

Inline times(std::int64_t turns) {
  if (turns == 0) return sentence("never changes direction");
  return turns == 1 ? sentence("changes direction once") : sentence("changes direction {n} times", {{"n", turns}});
}

/// "falls from 0.2 to 0.1", "stays at 0.1". Of a method that keeps nothing, a little is what rounding makes.
Inline course(const ComponentPath& path, const OptimizerPath& of) {
  const std::string first = in_figures(*path.first_rate), last = in_figures(*path.last_rate);
  const Arguments rates = {{"first", number(first)}, {"last", number(last)}};
  const Exact off = (*path.last_rate - *path.first_rate).abs();
  const bool is_rounding = !of.has_state && off * Exact(20) < path.first_rate->abs();
  if (first == last || is_rounding) return sentence("stays at {first}", rates);
  return *path.last_rate < *path.first_rate ? sentence("falls from {first} to {last}", rates)
                                            : sentence("rises from {first} to {last}", rates);
}

/// Of the catalogue, as a rule; what a stranger has written may hold anything.
Inline called(const OptimizerPath& path) {
  return path.title.find('{') == std::string::npos ? sentence_in("optimizer", path.title.c_str()) : text(path.title);
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

  /// Both, and the one of them of which the sentence says more.
  Arguments names(bool of_first) const {
    return {{"one", called(one_)}, {"other", called(other_)}, {"more", called(of_first ? one_ : other_)}};
  }

  static Arguments with(Arguments all, std::initializer_list<Argument> more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  void say_loss() {
    const Exact one = *Exact::parse(*one_.loss), other = *Exact::parse(*other_.loss);
    const Arguments all =
        with(names((one < other) != maximizes_),
             {{"loss", math("J", "J")}, {"first", number(*one_.loss)}, {"second", number(*other_.loss)}});
    sentences_.push_back(
        {one == other
             ? sentence("At the end, {loss} is {first} with {one} and {second} with {other}: neither is further along.",
                        all)
             : sentence("At the end, {loss} is {first} with {one} and {second} with {other}: {more} is further along.",
                        all)});
  }

  static std::string short_text(const Exact& x) {
    return x.rounded(DecimalFormat::figures(4), RoundingRule::half_up).to_string();
  }

  void say_distance(std::size_t i) {
    const ComponentPath &one = one_.components[i], &other = other_.components[i];
    const Exact by_one = (one.end - one.start).abs(), by_other = (other.end - other.start).abs();
    const Arguments all =
        with(names(by_other < by_one),
             {{"parameter", name(i)}, {"first", number(short_text(by_one))}, {"second", number(short_text(by_other))}});
    sentences_.push_back(
        {by_one == by_other
             ? sentence("In {parameter}, {one} ends {first} from the start and {other} {second}: both go equally far.",
                        all)
             : sentence("In {parameter}, {one} ends {first} from the start and {other} {second}: {more} goes further.",
                        all)});
  }

  void say_directions(std::size_t i) {
    const std::int64_t one = one_.components[i].turns, other = other_.components[i].turns;
    const Arguments all =
        with(names(one > other), {{"parameter", name(i)}, {"first", times(one)}, {"second", times(other)}});
    sentences_.push_back(
        {one == 0 && other == 0 ? sentence("In {parameter}, neither changes direction.", all)
         : one == other
             ? sentence("In {parameter}, each of them {first}.", all)
             : sentence("In {parameter}, {one} {first} and {other} {second}: {more} oscillates more.", all)});
  }

  void say_rates(std::size_t i) {
    const ComponentPath &one = one_.components[i], &other = other_.components[i];
    const bool known = one.first_rate && one.last_rate && other.first_rate && other.last_rate;
    if (!known || !(one_.has_state || other_.has_state)) return;
    sentences_.push_back({sentence(
        "The effective learning rate (step over gradient) in {parameter} {first} with {one} and {second} with {other}.",
        with(names(true), {{"parameter", name(i)}, {"first", course(one, one_)}, {"second", course(other, other_)}}))});
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

Inlines model_answer_in_sentences(const Problem& problem) {
  Inlines all;
  for (const Inlines& one : model_answer_sentences(problem)) {
    if (!all.empty()) all.push_back(between_sentences());
    append_runs(all, one);
  }
  return all;
}

std::string model_answer(const Problem& problem) { return plain_words(model_answer_in_sentences(problem)); }

}  // namespace stepmark::reports

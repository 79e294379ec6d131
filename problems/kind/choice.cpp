#include <algorithm>

#include "problems/kind/kinds.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/shown_working.hpp"
#include "solver/stated.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::problems {

namespace {

/// The parameters after the last step: the last lines of all.
std::vector<double> parameters_of(std::vector<double> answers, std::size_t dimension) {
  if (answers.size() > dimension)
    answers.erase(answers.begin(), answers.end() - static_cast<std::ptrdiff_t>(dimension));
  return answers;
}

/// Wrong choices are what real mistakes give, no two with the same parameters.
std::vector<std::string> choose_wrong(const Problem& problem, std::vector<std::string> mistakes, Draw& draw) {
  const DecimalFormat format = precision_asked(problem);
  const Stated right = state(problem, compile(problem));
  std::vector<std::vector<double>> taken = {
      parameters_of(answers_in_units(problem, problem, format), problem.dimension())};
  std::vector<std::string> chosen;
  draw.shuffle(mistakes);
  for (const std::string& id : mistakes) {
    const std::vector<WrongMethod> ways = wrong_methods(problem, find_mistake(id));
    const WrongMethod* const way = questions::find_shown_way(problem, right, ways, id);
    if (!way) continue;
    const std::vector<double> answers =
        parameters_of(answers_in_units(problem, worked_wrongly(problem, *way), format), problem.dimension());
    const auto same = [&](const std::vector<double>& other) { return !differ(answers, other); };
    if (answers.empty() || std::any_of(taken.begin(), taken.end(), same)) continue;
    taken.push_back(answers);
    chosen.push_back(id);
    if (chosen.size() == wrong_choices) break;
  }
  return chosen;
}

bool finish_choice(const Finishing& at) {
  std::vector<std::string>& choices = at.draft.question.choices;
  choices = choose_wrong(at.problem, drawn(at.certificate.tested), at.draw);
  if (choices.size() < wrong_choices) return false;
  choices.emplace_back();
  at.draw.shuffle(choices);
  return true;
}

}  // namespace

KindDraft choice_draft() { return {ask_for_the_end, finish_choice}; }

}  // namespace stepmark::problems

#include "lib/problem/entries.hpp"
#include "problems/kind/kinds.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/shown_working.hpp"

namespace stepmark::problems {

namespace {

/// The problem, asking for the error in a working with this mistake.
Problem with_mistake(const Problem& problem, const std::string& mistake) {
  Problem asking = problem;
  asking.question = {};
  asking.question.kind = Question::Kind::find_error;
  asking.question.mistake = mistake;
  return asking;
}

/// Does the mistake show, and first where it is made? Of what the page gives, the right value would be there to copy.
bool can_be_found(const Problem& problem, const std::string& mistake) {
  const std::vector<WrongMethod> ways = wrong_methods(problem, find_mistake(mistake));
  if (ways.empty()) return false;
  const auto wrong = answers_in_units(problem, worked_wrongly(problem, ways.front()), precision_asked(problem));
  if (wrong.empty() || !differ(wrong, answers_in_units(problem, problem, precision_asked(problem)))) return false;
  const Tape tape = compile(problem);
  const ShownWorking working = shown_working(with_mistake(problem, mistake), tape, state(problem, tape));
  const Equation& entered = problem.optimizer.equations[tape.lines[working.first].equation];
  return shows_where_it_enters(working, tape) && !is_given(problem, entered);
}

/// The first mistake that can be found, from a place that differs from problem to problem.
std::string choose_fault(const Problem& problem, const std::vector<std::string>& mistakes, const Place& place) {
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    const std::string& id = mistakes[static_cast<std::size_t>((place.number + i) % mistakes.size())];
    if (can_be_found(problem, id)) return id;
  }
  return "";
}

/// The fault among others that might have been made, in any order.
std::vector<std::string> choose_explanations(const Problem& problem, const std::string& fault,
                                             std::vector<std::string> mistakes, Draw& draw) {
  const Problem asking = with_mistake(problem, fault);
  const Tape tape = compile(problem);
  const Stated right = state(problem, tape);
  draw.shuffle(mistakes);
  std::vector<std::string> chosen = other_choices(asking, right, shown_working(asking, tape, right), mistakes);
  chosen.push_back(fault);
  draw.shuffle(chosen);
  return chosen;
}

bool finish_find_error(const Finishing& at) {
  Question& question = at.draft.question;
  const std::vector<std::string> mistakes = drawn(at.certificate.tested);
  question.mistake = choose_fault(at.problem, mistakes, at.place);
  if (question.mistake.empty()) return false;
  question.choices = choose_explanations(at.problem, question.mistake, mistakes, at.draw);
  return question.choices.size() > 1;
}

}  // namespace

KindDraft find_error_draft() { return {ask_for_what_is_worked, finish_find_error}; }

}  // namespace stepmark::problems

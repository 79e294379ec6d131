#include "solver/questions/shown_working.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::questions {

namespace {

void check_known(const Problem& problem, const std::string& mistake) try {
  find_mistake(mistake);
} catch (const InputError& error) {
  throw error.at({problem.file, 0, 0});
}

std::vector<std::size_t> row_numbers(const Tape& tape) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const Tape::Line& line = tape.lines[i];
    const bool same = i > 0 && tape.lines[i - 1].t == line.t && tape.lines[i - 1].equation == line.equation;
    rows.push_back(i == 0 ? 1 : rows.back() + (same ? 0 : 1));
  }
  return rows;
}

/// What a mistake gives, in every way that has numbers throughout and differs from the right ones.
std::vector<Stated> numbers_of(const Problem& problem, const Stated& right, const std::string& mistake) {
  std::vector<Stated> all;
  for (const WrongMethod& way : wrong_methods(problem, find_mistake(mistake))) {
    Stated stated = state(problem, way);
    if (stated.size() == right.size() && stated != right) all.push_back(std::move(stated));
  }
  return all;
}

std::size_t first_wrong(const Stated& right, const Stated& stated) {
  return static_cast<std::size_t>(std::mismatch(right.begin(), right.end(), stated.begin()).first - right.begin());
}

bool holds(const std::vector<Stated>& all, const Stated& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void check_choices(const Problem& problem, const Stated& right, const ShownWorking& working) {
  const Question& question = problem.question;
  for (const std::string& choice : question.choices) {
    check_known(problem, choice);
    if (choice == question.mistake || !holds(numbers_of(problem, right, choice), working.stated)) continue;
    throw InputError({problem.file, 0, 0},
                     "the choices " + in_quotes(question.mistake) + " and " + in_quotes(choice) +
                         " both give the working that is shown",
                     "expected choices of which one alone does");
  }
}

/// In the order of the catalogue, which gives nothing away.
std::vector<std::string> in_their_order(const std::string& made, const std::vector<std::string>& others) {
  std::vector<std::string> choices;
  for (const Mistake& mistake : mistakes()) {
    const bool is_one = mistake.id == made || std::find(others.begin(), others.end(), mistake.id) != others.end();
    if (is_one) choices.push_back(mistake.id);
  }
  return choices;
}

}  // namespace

const WrongMethod* find_shown_way(const Problem& problem, const Stated& right, const std::vector<WrongMethod>& ways,
                                  const std::string& mistake) {
  for (const WrongMethod& method : ways) {
    if (method.mistake != mistake) continue;
    const Stated stated = state(problem, method);
    if (stated.size() == right.size() && stated != right) return &method;
  }
  return nullptr;
}

const WrongMethod& shown_way(const Problem& problem, const Stated& right, const std::vector<WrongMethod>& ways,
                             const std::string& mistake) {
  check_known(problem, mistake);
  if (const WrongMethod* way = find_shown_way(problem, right, ways, mistake)) return *way;
  throw InputError({problem.file, 0, 0},
                   "the mistake " + in_quotes(mistake) + " changes nothing here, or cannot be worked to the end",
                   "expected another; see stepmark mistakes PROBLEM");
}

Stated state(const Problem& problem, const WrongMethod& method) {
  return solver::state(problem, compile(worked_wrongly(problem, method)));
}

ShownWorking shown_working(const Problem& problem, const Tape& tape, const Stated& right) {
  const std::string& mistake = problem.question.mistake;
  check_known(problem, mistake);
  ShownWorking working;
  working.method = shown_way(problem, right, wrong_methods(problem, find_mistake(mistake)), mistake);
  working.stated = state(problem, working.method);
  working.rows = row_numbers(tape);
  working.first = first_wrong(right, working.stated);
  return working;
}

bool shows_where_it_enters(const ShownWorking& working, const Tape& tape) {
  const std::vector<std::size_t>& changed = working.method.changed;
  return std::find(changed.begin(), changed.end(), tape.lines[working.first].equation) != changed.end();
}

std::vector<std::string> other_choices(const Problem& problem, const Stated& right, const ShownWorking& working,
                                       const std::vector<std::string>& candidates) {
  std::vector<std::string> same_line, elsewhere;
  for (const std::string& candidate : candidates) {
    if (candidate == problem.question.mistake || same_line.size() == wrong_choices) continue;
    const std::vector<Stated> numbers = numbers_of(problem, right, candidate);
    if (numbers.empty() || holds(numbers, working.stated)) continue;
    const bool is_near = std::any_of(numbers.begin(), numbers.end(), [&](const Stated& stated) {
      return working.rows[first_wrong(right, stated)] == working.rows[working.first];
    });
    (is_near ? same_line : elsewhere).push_back(candidate);
  }
  same_line.insert(same_line.end(), elsewhere.begin(), elsewhere.end());
  same_line.resize(std::min(same_line.size(), wrong_choices));
  return same_line;
}

std::vector<std::string> choices_for(const Problem& problem, const Stated& right, const ShownWorking& working) {
  const Question& question = problem.question;
  if (!question.choices.empty()) {
    check_choices(problem, right, working);
    return question.choices;
  }
  std::vector<std::string> drawn;
  for (const Mistake& mistake : mistakes()) {
    if (mistake.drawn) drawn.push_back(mistake.id);
  }
  return in_their_order(question.mistake, other_choices(problem, right, working, drawn));
}

}  // namespace stepmark::questions

#include "reports/export/formats.hpp"

#include <algorithm>
#include <set>

#include "lib/base/error.hpp"
#include "reports/export/pictures.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::exports {

namespace {

const char* const no_numbers = "none, since no numbers are worked out";
const char* const way = "known way of going wrong";
const char* const ways = "known ways of going wrong";

template <typename Condition>
bool any_part(const std::vector<ExportedQuestion>& questions, Condition condition) {
  return std::any_of(questions.begin(), questions.end(), [&](const ExportedQuestion& question) {
    return std::any_of(question.parts.begin(), question.parts.end(), condition);
  });
}

}  // namespace

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> all = {
      {"canvas", ".zip", false, false, "png", canvas_export},
      {"moodle", ".xml", true, false, "svg", moodle_export},
      {"notebook", ".ipynb", true, false, "png", notebook_export},
      {"numbas", ".exam", true, true, "svg", numbas_export},
      {"qti21", ".zip", false, true, "svg", qti21_export},
      {"rexams", "", false, false, "png", rexams_export},
      {"stack", "", false, false, "svg", stack_export},
      {"text2qti", ".md", true, false, "png", text2qti_export},
  };
  return all;
}

const ExportFormat& export_format(const std::string& name) {
  const auto& all = export_formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ExportFormat& f) { return f.name == name; });
  STEPMARK_ASSERT(found != all.end());
  return *found;
}

std::string numbered(std::size_t position, const std::string& ending) {
  const std::string number = std::to_string(position);
  return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + ending;
}

std::string counted(std::size_t number, const std::string& one, const std::string& several) {
  return std::to_string(number) + ' ' + (number == 1 ? one : several);
}

bool asks_for_numbers(const std::vector<ExportedQuestion>& questions) {
  return any_part(questions, [](const ExportedPart& part) {
    return part.asks == Part::Asks::numbers || part.asks == Part::Asks::value;
  });
}

void add_listed_notices(const std::vector<ExportedQuestion>& questions, Export& made) {
  KnownSheets known;
  for (const ExportedQuestion& question : questions) {
    known.all += question.known.all;
    known.differing += question.known.differing;
  }
  made.follow_through = !asks_for_numbers(questions) ? no_numbers
                        : known.all == 0             ? "none, since no way of going wrong is known"
                                                     : "by the numbers of " + counted(known.all, way, ways);
  if (known.differing > 0) {
    made.notices.push_back(counted(known.differing, "of them, followed all through, earns other marks than check gives",
                                   "of them, followed all through, earn other marks than check gives"));
  }
  if (asks_for_numbers(questions)) {
    made.notices.emplace_back(
        "slips of the pen, what follows from them or from a last digit that is off, and numbers more than a unit off "
        "earn nothing");
  }
}

void add_calculated_notices(const std::vector<ExportedQuestion>& questions, Export& made) {
  KnownSheets known;
  std::size_t too_long = 0;
  Exact words;
  for (const ExportedQuestion& question : questions) {
    known.all += question.known.all;
    known.calculated_differing += question.known.calculated_differing;
    for (const ExportedPart& part : question.parts) {
      if (part.asks == Part::Asks::words) words = words + part.marks;
      for (const Box& box : part.boxes) too_long += box.is_written_out ? 0 : 1;
    }
  }
  const bool calculates = any_part(questions, [](const ExportedPart& part) {
    return std::any_of(part.boxes.begin(), part.boxes.end(), [](const Box& box) {
      return std::any_of(box.rules.begin(), box.rules.end(), [](const Rule& rule) { return rule.is_calculated; });
    });
  });
  const bool has_numbers = asks_for_numbers(questions);
  made.follow_through = !has_numbers                 ? no_numbers
                        : calculates || too_long > 0 ? "by the equations, on the student's own numbers"
                                                     : "none, since no number that is asked for rests on another";
  if (known.calculated_differing > 0) {
    made.notices.push_back(std::to_string(known.calculated_differing) + " of " + counted(known.all, way, ways) +
                           ", followed all through, " + (known.calculated_differing == 1 ? "earns" : "earn") +
                           " other marks than check gives");
  }
  if (too_long > 0) {
    made.notices.push_back(counted(too_long, "line has", "lines have") +
                           " too long an equation: follow-through there is by known numbers");
  }
  if (has_numbers) {
    made.notices.emplace_back(
        "slips of the pen, misread values and numbers with too few digits or more than a unit off earn nothing");
  }
  if (calculates) {
    made.notices.emplace_back("a 0 earns nothing by follow-through");
    made.notices.emplace_back("where several last digits are off, the mark for accuracy may differ");
  }
  if (!words.is_zero()) {
    made.notices.push_back("parts that ask for words are marked by a person (" + marks_for_people(words) + " marks)");
  }
}

namespace {

/// Whoever draws another question is marked out of the same.
void check_pool(const std::vector<ExportedQuestion>& questions, std::size_t pick) {
  if (pick > questions.size()) {
    throw InputError(
        {}, "to pick " + std::to_string(pick) + " of " + std::to_string(questions.size()) + " questions is too many",
        "expected at most as many as there are");
  }
  for (const ExportedQuestion& question : questions) {
    if (question.marks == questions.front().marks) continue;
    throw InputError({},
                     "to be picked are questions out of " + reports::plain_words(in_marks(questions.front().marks)) +
                         " and out of " + reports::plain_words(in_marks(question.marks)),
                     "expected questions with the same marks");
  }
}

/// A system takes a question with the same identifier for the same question.
std::vector<ExportedQuestion> without_doubles(const std::vector<ExportedQuestion>& questions) {
  std::vector<ExportedQuestion> kept;
  std::set<std::string> ids;
  for (const ExportedQuestion& question : questions) {
    if (ids.insert(question.id).second) kept.push_back(question);
  }
  return kept;
}

}  // namespace

Export exported(const ExportFormat& format, const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  std::vector<ExportedQuestion> kept = without_doubles(questions);
  if (wishes.pick > 0) check_pool(kept, wishes.pick);
  draw(kept, format.picture, wishes.gnuplots);
  Export made = format.write(kept, wishes);
  if (wishes.pictures != Pictures::none && !lack_of_pictures(kept).empty())
    made.notices.push_back(lack_of_pictures(kept));
  if (kept.size() < questions.size()) {
    made.notices.push_back("left out for the same answers as another one: " +
                           std::to_string(questions.size() - kept.size()));
  }
  if (wishes.pick == 0) return made;
  const std::string number = std::to_string(wishes.pick);
  if (format.draws)
    made.marks =
        made.marks * Exact(static_cast<std::int64_t>(wishes.pick)) / Exact(static_cast<std::int64_t>(kept.size()));
  made.notices.push_back(format.draws ? number + " of the questions " + (wishes.pick == 1 ? "is" : "are") + " drawn"
                                      : "all questions arrive: have the system draw " + number);
  return made;
}

std::string notice_of(const ExportFormat& format, const Export& made) {
  std::string words = format.name + ": " + std::to_string(made.questions) +
                      (made.questions == 1 ? " question, " : " questions, ") +
                      reports::plain_words(in_marks(made.marks)) + "; follow-through: " + made.follow_through;
  for (const std::string& notice : made.notices) words += "; " + notice;
  return words + '.';
}

}  // namespace stepmark::exports

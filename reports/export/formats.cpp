#include "reports/export/formats.hpp"

#include <algorithm>
#include <set>

#include "lib/base/error.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::exports {

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> all = {
      {"canvas", ".zip", false, false, canvas_export},
      {"moodle", ".xml", true, false, moodle_export},
      {"notebook", ".ipynb", true, false, notebook_export},
      {"numbas", ".exam", true, true, numbas_export},
      {"qti21", ".zip", false, true, qti21_export},
      {"rexams", "", false, false, rexams_export},
      {"stack", "", false, false, stack_export},
      {"text2qti", ".md", true, false, text2qti_export},
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
  made.follow_through = "by the equations, on the student's own numbers";
  if (known.calculated_differing > 0) {
    made.notices.push_back(std::to_string(known.calculated_differing) + " of " + std::to_string(known.all) +
                           " known ways of going wrong, followed all through, earn other marks than check gives");
  }
  if (too_long > 0) {
    made.notices.push_back(std::to_string(too_long) +
                           " lines have too long an equation: follow-through there is by known numbers");
  }
  made.notices.emplace_back("slips of the pen and numbers with too few digits earn nothing");
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
  const std::vector<ExportedQuestion> kept = without_doubles(questions);
  if (wishes.pick > 0) check_pool(kept, wishes.pick);
  Export made = format.write(kept, wishes);
  if (kept.size() < questions.size()) {
    made.notices.push_back("left out for the same answers as another one: " +
                           std::to_string(questions.size() - kept.size()));
  }
  if (wishes.pick == 0) return made;
  const std::string number = std::to_string(wishes.pick);
  if (format.draws)
    made.marks =
        made.marks * Exact(static_cast<std::int64_t>(wishes.pick)) / Exact(static_cast<std::int64_t>(kept.size()));
  made.notices.push_back(format.draws ? number + " of the questions are drawn"
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

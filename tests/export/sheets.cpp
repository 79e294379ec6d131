#include "tests/export/sheets.hpp"

#include "tests/reports/problems.hpp"

namespace stepmark::support {

namespace {

std::vector<Problem> made() {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  const std::string one = "[objective]\ngradients = [[4], [-2], [1]]\nstart = [0.5]\n";
  const std::string three =
      "[objective]\nA = [[2, -1, 0], [-1, 10, 0.5], [0, 0.5, 1]]\nb = [1, 0, -2]\nstart = [3, -1, 0.25]\n";
  const std::string figures = "[working]\nround = \"4 figures\"\ncarry = \"rounded\"\n";
  const std::string unrounded = "[working]\nround = \"none\"\n[answer]\ngive = \"3 places\"\n";
  std::vector<Problem> problems;
  for (const char* optimizer : {"adam", "adamw", "amsgrad", "nadam", "adadelta", "rmsprop", "momentum-ema"}) {
    problems.push_back(make_problem(optimizer, one + finer_working));
  }
  problems.push_back(make_problem("momentum", three + rounded_working));
  problems.push_back(make_problem("adagrad", three + figures));
  problems.push_back(make_problem("gradient-descent", bowl + unrounded, 3));
  problems.push_back(make_problem("momentum", bowl + rounded_working + "[modifiers]\nclip_norm = 2\n"));
  problems.push_back(make_problem("adam", bowl + finer_working + "[modifiers]\nweight_decay = 0.1\n"));
  problems.push_back(
      make_problem("nesterov", bowl + rounded_working + "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n"));
  problems.push_back(make_problem(
      "momentum",
      bowl + rounded_working + "[marks]\nmethod = 2\naccuracy = 1\nfollow_through = 0.5\nconvention = \"strict\"\n"));
  problems.push_back(make_problem("momentum", bowl + rounded_working + "[question]\nkind = \"table\"\nmarks = 10\n"));
  return problems;
}

}  // namespace

const std::vector<Problem>& problems_to_export() {
  static const std::vector<Problem> all = [] {
    std::vector<Problem> problems = bank();
    for (Problem& problem : made()) problems.push_back(std::move(problem));
    return problems;
  }();
  return all;
}

Entries right_entries(const exports::ExportedQuestion& question) {
  Entries entries;
  for (const exports::ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) entries.push_back(box.right);
    for (const exports::Choice& choice : part.choices) {
      if (choice.right) entries.push_back(choice.letter);
    }
  }
  return entries;
}

Exact checked(QuestionMarker& marker, const Entries& entries) {
  QuestionSheet sheet = marker.blank();
  std::size_t next = 0;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    for (Written& number : sheet[i].numbers) number = written_in(entries[next++]);
    const bool is_words = marker.parts()[i].asks == Part::Asks::words;
    if (!marker.parts()[i].has_numbers() && !is_words) sheet[i].entry = entries[next++];
  }
  return marker.mark(sheet).marks;
}

}  // namespace stepmark::support

// Any bytes as an answer sheet and as a class: every sheet that is told apart is marked, and its pages are written.
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string_view>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "lib/sheet/answers.hpp"
#include "reports/gradebook.hpp"
#include "reports/markdown.hpp"
#include "reports/question_sheets.hpp"
#include "solver/questions/question_filler.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

namespace {

/// Two lines are asked, so that marking takes no time.
QuestionMarker& marker() {
  static QuestionMarker marker(
      parse_problem("optimizer = 'momentum'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\n"
                    "gradients = [[3]]\nstart = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v', 'theta']\n",
                    "fuzz", ""));
  return marker;
}

bool is_one_line(std::string_view text) { return text.find('\n') == text.size() - 1; }

void mark(const RawSheet& raw) {
  static const QuestionFiller filler(marker());
  static const QuestionSheets sheets(marker());
  const FilledQuestion filled = filler.fill(raw);
  const MarkedQuestion marked = marker().mark(filled.sheet);
  STEPMARK_ASSERT(marked.marks <= marked.out_of);
  STEPMARK_ASSERT(is_one_line(gradebook_row(marker(), raw.student, marked, "")));
  STEPMARK_ASSERT(is_one_line(sheets.json_line(filled.sheet, marked, filled.notices, raw.student)));
  to_markdown(sheets.document(filled.sheet, marked, filled.notices, raw.student));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    mark(parse_sheet(text, "fuzz"));
  } catch (const InputError& error) {
    STEPMARK_ASSERT(std::string_view(error.what()).find('\n') == std::string_view::npos);
  }
  try {
    std::istringstream in(text);
    ClassReader reader(in, "fuzz");
    for (RawSheet sheet; reader.next(sheet);) mark(sheet);
  } catch (const InputError& error) {
    STEPMARK_ASSERT(std::string_view(error.what()).find('\n') == std::string_view::npos);
  }
  return 0;
}

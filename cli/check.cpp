#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "reports/question_sheets.hpp"
#include "solver/questions/question_filler.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

const Forms check_forms{Format::markdown, {"json", "csv"}, true};

Status check_sheet(const Options& options) {
  const Form form = read_form(options, check_forms);
  check_pictures(options, form);
  check_language(options, form);
  QuestionMarker marker(asking_for_what_shows(read_problem(options.arguments()[0])));
  const RawSheet raw = read_sheet(options.arguments()[1]);
  const FilledQuestion filled = QuestionFiller(marker).fill(raw);
  const MarkedQuestion marked = marker.mark(filled.sheet);
  const QuestionSheets sheets(marker, options.has("hide-answers") ? Answers::hidden : Answers::shown,
                              options.has("pictures") ? Pictures::shown : Pictures::none);
  if (form.is("json")) {
    emit(options, sheets.json(filled.sheet, marked, filled.notices));
  } else if (form.is("csv")) {
    emit(options, sheets.csv(filled.sheet, marked));
  } else {
    emit_page(options, form, sheets.document(filled.sheet, marked, filled.notices, raw.student),
              {&marker.problem(), 1});
  }
  return Status::done;
}

}  // namespace

Command check_command() {
  Usage usage{"check", "PROBLEM ANSWERS", 2, 2, {}};
  usage.options = {{"hide-answers", "", "what is wrong and why, and no expected number: for a second try"},
                   format_option(check_forms),
                   page_option(),
                   fragment_option(),
                   pictures_option(),
                   language_option(),
                   output_option(),
                   force_option()};
  return {
      usage, "one answer sheet, marked line by line, with feedback",
      "ANSWERS is CSV with the columns t,quantity,component,value; JSON; or the table that `stepmark sheet` prints,\n"
      "filled in. Each line is judged on the numbers that stand before it; the fault is charged once, and named. A "
      "letter\n"
      "is the row `answer`, a line the row `line`; the marks that a person gave for words are the row `words`.\n",
      check_sheet};
}

}  // namespace stepmark::cli

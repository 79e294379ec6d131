#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::cli {

namespace {

Status check_sheet(const Options& options) {
  const std::string format = read_form(options);
  Marker marker(read_problem(options.arguments()[0]));
  const RawSheet raw = read_sheet(options.arguments()[1]);
  const FilledSheet filled = SheetFiller(marker).fill(raw);
  const MarkedSheet marked = marker.mark(filled.sheet);
  const MarkSheets sheets(marker);
  emit(options, format == "json" ? sheets.json(filled.sheet, marked, filled.notices)
                : format == "csv"
                    ? sheets.csv(filled.sheet, marked)
                    : as_page(to_markdown(sheets.document(filled.sheet, marked, filled.notices, raw.student)), format,
                              {&marker.problem(), 1}));
  return Status::done;
}

}  // namespace

Command check_command() {
  Usage usage{"check", "PROBLEM ANSWERS", 2, 2, {}};
  usage.options = {format_option({"markdown", "json", "csv"}), page_option(), output_option(), force_option()};
  return {
      usage, "one answer sheet, marked line by line, with feedback",
      "ANSWERS is CSV with the columns t,quantity,component,value; JSON; or the table that `stepmark sheet` prints,\n"
      "filled in. Each line is judged on the numbers that stand before it; the fault is charged once, and named.\n",
      check_sheet};
}

}  // namespace stepmark::cli

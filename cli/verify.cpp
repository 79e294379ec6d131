#include "assessment/verify_trace.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/file.hpp"

namespace stepmark::cli {

namespace {

const Forms verify_forms{Format::text, {"json"}};

Agreement agreement_of(const Options& options) {
  const auto arithmetic = options.choice("arithmetic");
  if (arithmetic && !options.has("bits")) {
    throw InputError({}, "--arithmetic is given without --bits", "expected both, or neither");
  }
  if (!options.has("bits")) return Agreement::digits;
  return arithmetic == "binary32" ? Agreement::binary32 : Agreement::binary64;
}

Status verify_trace(const Options& options) {
  const Form form = read_form(options, verify_forms);
  const Agreement agreement = agreement_of(options);
  const auto figures = options.number("digits", 1, 10'000);
  if (figures && agreement != Agreement::digits) {
    throw InputError({}, "--digits and --bits are both given", "expected one of them");
  }
  const Problem problem = read_problem(options.arguments()[0]);
  const std::string& file = options.arguments()[1];
  const std::vector<Observed> trace = read_observed(file);
  const assessment::TraceVerdict verdict =
      assessment::verify_trace(problem, trace, argument_name(file), agreement, figures);
  form.is("json") ? emit(options, verdict_json(verdict)) : emit_page(options, form, verdict_page(verdict));
  return verdict.agrees() ? Status::done : Status::answer_is_no;
}

}  // namespace

Command verify_command() {
  Usage usage{"verify", "PROBLEM TRACE", 2, 2, {}};
  usage.options = {
      {"bits", "", "compare bit for bit, with what IEEE arithmetic gives"},
      {"arithmetic", "NAME", "with --bits: binary64 (when left out) or binary32", 0, {"binary64", "binary32"}},
      {"digits", "N", "compare N significant figures at most"},
      format_option(verify_forms),
      output_option(),
      force_option()};
  return {
      usage, "do a program's numbers agree with the equations?",
      "TRACE is what a program printed: CSV with the columns t,quantity,component,value, or t and a column for each\n"
      "component of theta; or the JSON of solve. Without --bits, each number must be the true value, rounded to the\n"
      "digits that are stated; a double printed to 17 digits has rounding errors in the last ones, so --digits 12 or\n"
      "--bits is what a program wants (the two zeros count as one there). A program does not work by hand: what\n"
      "[working] says of rounding is tried only where the unrounded numbers do not agree. Exit status 1 at the first\n"
      "number that differs.\n",
      verify_trace};
}

}  // namespace stepmark::cli

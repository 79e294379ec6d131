#include "solver/identify/identify.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/file.hpp"
#include "reports/identification.hpp"

namespace stepmark::cli {

namespace {

const Forms identify_forms{Format::text, {"json"}};

Status identify_trace(const Options& options) {
  const Form form = read_form(options, identify_forms);
  const std::string& file = options.arguments().front();
  const std::vector<Observed> trace = read_observed(file);
  const auto path = options.value("problem");
  const Identification found =
      path ? identify::identify(read_problem(*path), trace) : identify::identify(trace, argument_name(file));
  form.is("json") ? emit(options, identification_json(found)) : emit_page(options, form, identification_page(found));
  return Status::done;
}

}  // namespace

Command identify_command() {
  Usage usage{"identify", "TRACE", 1, 1, {}};
  usage.options = {{"problem", "PROBLEM", "the problem whose objective and start the numbers belong to"},
                   format_option(identify_forms),
                   output_option(),
                   force_option()};
  return {
      usage, "which optimizer, convention and hyperparameters produced these numbers",
      "TRACE is CSV with the columns t,quantity,component,value, or t and a column for each component of theta; or\n"
      "JSON. Without a problem it must state theta at t = 0 and the gradient g of every step. Every optimizer of the\n"
      "catalogue is tried with the problem's, the default and usual hyperparameters, the learning rate worked out\n"
      "from the numbers; then all of them worked out; if none fits, their wrong methods are tried. All that is stated\n"
      "counts. Doubles that are printed in full are read as doubles and judged row by row.\n",
      identify_trace};
}

}  // namespace stepmark::cli

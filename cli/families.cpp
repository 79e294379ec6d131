#include "reports/families.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"

namespace stepmark::cli {

namespace {

const Forms families_forms{Format::text, {"json"}};

Status show_families(const Options& options) {
  const Form form = read_form(options, families_forms);
  form.is("json") ? emit(options, families_json()) : emit_page(options, form, families_page());
  return Status::done;
}

}  // namespace

Command families_command() {
  Usage usage{"families", "", 0, 0, {}};
  usage.options = {format_option(families_forms), output_option(), force_option()};
  return {usage, "the families of problems that generate draws from", "", show_families};
}

}  // namespace stepmark::cli

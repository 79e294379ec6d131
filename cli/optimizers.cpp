#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/frameworks.hpp"
#include "reports/catalogue.hpp"

namespace stepmark::cli {

namespace {

const Forms optimizers_forms{Format::text, {"json"}};

std::vector<std::string> framework_names() {
  std::vector<std::string> names;
  for (const Framework& framework : frameworks()) names.push_back(framework.name);
  return names;
}

Status show_optimizers(const Options& options) {
  const auto framework = options.value("framework");
  if (framework && !options.arguments().empty()) {
    throw InputError({}, "--framework is given with " + in_quotes(options.arguments().front()),
                     "expected one of the two");
  }
  const Form form = read_form(options, optimizers_forms);
  const bool json = form.is("json");
  if (framework) {
    json ? emit(options, framework_json(*framework)) : emit_page(options, form, framework_page(*framework));
  } else if (options.arguments().empty()) {
    json ? emit(options, catalogue_json()) : emit_page(options, form, catalogue_page());
  } else {
    const Definition definition = find_definition(options.arguments().front());
    json ? emit(options, definition_json(definition)) : emit_page(options, form, definition_page(definition));
  }
  return Status::done;
}

}  // namespace

Command optimizers_command() {
  Usage usage{"optimizers", "[NAME | FILE]", 0, 1, {}};
  usage.names = [] { return catalogue_names(); };
  usage.options = {
      {"framework", "NAME", "what programs call: pytorch, tensorflow, keras or optax", 0, {}, framework_names},
      format_option(optimizers_forms),
      output_option(),
      force_option()};
  return {usage, "the catalogue; one definition with its equations and source",
          "NAME is an entry of the catalogue; FILE (with a / in it, or ending in .optimizer) one of your own. With\n"
          "--framework, what a program that uses it calls, and which entry of the catalogue that is.\n",
          show_optimizers};
}

}  // namespace stepmark::cli

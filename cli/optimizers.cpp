#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/frameworks.hpp"
#include "reports/catalogue.hpp"

namespace stepmark::cli {

namespace {

std::vector<std::string> framework_names() {
  std::vector<std::string> names;
  for (const Framework& framework : frameworks()) names.push_back(framework.name);
  return names;
}

Status show_optimizers(const Options& options) {
  const bool json = options.choice("format").value_or("markdown") == "json";
  const auto framework = options.value("framework");
  if (framework && !options.arguments().empty()) {
    throw InputError({}, "--framework is given with " + in_quotes(options.arguments().front()),
                     "expected one of the two");
  }
  check_output(options);
  if (framework) {
    emit(options, json ? framework_json(*framework) : framework_text(*framework));
  } else if (options.arguments().empty()) {
    emit(options, json ? catalogue_json() : catalogue_text());
  } else {
    const Definition definition = find_definition(options.arguments().front());
    emit(options, json ? definition_json(definition) : definition_text(definition));
  }
  return Status::done;
}

}  // namespace

Command optimizers_command() {
  Usage usage{"optimizers", "[NAME | FILE]", 0, 1, {}};
  usage.names = [] { return catalogue_names(); };
  usage.options = {
      {"framework", "NAME", "what programs call: pytorch, tensorflow, keras or optax", 0, {}, framework_names},
      format_option({"markdown", "json"}),
      output_option(),
      force_option()};
  return {usage, "the catalogue; one definition with its equations and source",
          "NAME is an entry of the catalogue; FILE (with a / in it, or ending in .optimizer) one of your own. With\n"
          "--framework, what a program that uses it calls, and which entry of the catalogue that is.\n",
          show_optimizers};
}

}  // namespace stepmark::cli

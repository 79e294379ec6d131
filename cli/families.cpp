#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "problems/family.hpp"

namespace stepmark::cli {

namespace {

std::string families_text() {
  std::string text;
  for (const Family& family : families()) text += fmt::format("{:<22}  {}\n", family.id, family.sentence);
  return text;
}

std::string families_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Family& family : families()) list.push_back({{"id", family.id}, {"sentence", family.sentence}});
  return list.dump(2) + '\n';
}

Status show_families(const Options& options) {
  const bool json = options.choice("format").value_or("markdown") == "json";
  check_output(options);
  emit(options, json ? families_json() : families_text());
  return Status::done;
}

}  // namespace

Command families_command() {
  Usage usage{"families", "", 0, 0, {}};
  usage.options = {format_option({"markdown", "json"}), output_option(), force_option()};
  return {usage, "the families of problems that generate draws from", "", show_families};
}

}  // namespace stepmark::cli

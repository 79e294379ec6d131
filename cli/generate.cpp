#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "assessment/make_set.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/request_options.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "problems/family.hpp"
#include "reports/typeset/pages.hpp"

namespace stepmark::cli {

namespace {

bool ends_as_file(const std::string& name) {
  static const std::vector<std::string> endings = {".toml", ".md",  ".markdown", ".html", ".htm", ".pdf",
                                                   ".docx", ".tex", ".latex",    ".csv",  ".json"};
  std::error_code ignored;
  return !name.ends_with('/') && !std::filesystem::is_directory(name, ignored) &&
         std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return lower_case(name).ends_with(ending); });
}

/// A single problem needs no directory: it is printed, or a file.
void print_problem(const Options& options, const Request& request) {
  const std::string file = options.value("output").value_or("");
  if (!file.empty() && !lower_case(file).ends_with(".toml")) {
    throw InputError({file, 0, 0}, "its ending is that of a page, and a set is a directory",
                     "expected -o DIRECTORY, or a file that ends in .toml for a single problem");
  }
  for (const char* option : {"to", "resume"}) {
    if (!options.has(option) || (file.empty() && option == std::string("resume"))) continue;
    throw InputError({}, std::string("--") + option + " is given without -o DIRECTORY", "expected -o DIRECTORY");
  }
  if (request.count != 1 || find_family(request.family).gives_data) {
    throw InputError({}, "a set is more than one file", "expected -o DIRECTORY");
  }
  check_output(options);
  emit(options, assessment::single_problem(request, file.empty() ? "" : files::split_path(file).first));
}

std::optional<std::string> page_wanted(const Options& options, const Request& request) {
  const auto form = options.choice("to");
  if (!form || request.count <= assessment::most_problems_on_pages) return form;
  throw InputError({}, fmt::format("--to {} is given for {} problems", *form, request.count),
                   fmt::format("expected at most {}", assessment::most_problems_on_pages));
}

Status generate(const Options& options) {
  Request asked = read_request(options);
  if (options.has("count")) asked.count = read_positive(options, "count");
  const Request request = completed(std::move(asked));
  const unsigned threads = read_threads(options, 64);
  if (const auto output = options.value("output"); output && !ends_as_file(*output)) {
    assessment::make_set(request,
                         {*output, options.has("force"), options.has("resume"), page_wanted(options, request), threads},
                         progress_line());
  } else {
    print_problem(options, request);
  }
  return Status::done;
}

}  // namespace

Command generate_command() {
  Usage usage{"generate", "", 0, 0, {}};
  const std::vector<std::string> pages = typeset::forms();
  usage.options = request_options();
  const std::vector<OptionSpec> more = {
      {"count", "N", "how many problems"},
      {"to", "FORM", alternatives(pages) + ": the sheets as pages too", 0, pages},
      {"threads", "N", "the set is the same with any number"},
      {"output", "DIRECTORY", "new or empty; for a single problem also a file that ends in .toml", 'o'},
      {"force", "", "replace what stands there"},
      {"resume", "", "go on with a set that was interrupted"}};
  usage.options.insert(usage.options.end(), more.begin(), more.end());
  return {usage, "new problems with their certificates",
          "Every problem is certified, and all problems of an optimizer are the same amount of work: as many digits,\n"
          "products, quotients and roots. The same seed and options give the same files on every machine.\n"
          "Without -o a single problem is printed.\n",
          generate};
}

}  // namespace stepmark::cli

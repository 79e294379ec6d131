#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "assessment/check_set.hpp"
#include "assessment/page_form.hpp"
#include "assessment/set_directory.hpp"
#include "assessment/write_set.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/request_options.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "problems/family.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::cli {

namespace {

// --------------------------------------------------------------------------------------------------------------- set

/// Beyond so many questions TeX and pandoc take too long and too much memory to be waited for.
constexpr std::uint64_t most_on_pages = 1000;

std::optional<std::string> read_form(const Options& options, const Request& request) {
  const auto form = options.choice("to");
  if (!form) return form;
  if (request.count > most_on_pages) {
    throw InputError({}, fmt::format("--to {} is given for {} problems", *form, request.count),
                     fmt::format("expected at most {}", most_on_pages));
  }
  typeset::check_tools(*form);
  return form;
}

assessment::SetDirectory::Opening opening_of(const Options& options, const Request& request,
                                             const assessment::PageForm* form) {
  assessment::SetDirectory::Opening opening{options.has("force"),
                                            options.has("resume"),
                                            assessment::set_header(request),
                                            assessment::manifest_head(request),
                                            {},
                                            {}};
  for (const std::string sheet : assessment::sheets_of_a_set) {
    opening.sheets.push_back(sheet + ".md");
    if (form == nullptr) continue;
    opening.sheets.push_back(form->growing(sheet));
    if (form->growing(sheet) != form->page_of(sheet)) opening.pages.push_back(form->page_of(sheet));
  }
  // Pages of another form would not go on where these broke off.
  if (form != nullptr) opening.header += " --to " + *options.value("to");
  return opening;
}

void generate_set(const Options& options, const Request& request, unsigned threads) {
  const auto to = read_form(options, request);
  const auto form = to ? std::make_unique<assessment::PageForm>(*to) : nullptr;
  assessment::SetDirectory set(*options.value("output"), opening_of(options, request, form.get()));
  const bool was_complete = set.is_complete();
  if (!was_complete) {
    Progress progress("problems", request.count);
    assessment::write_problems(
        request, set, threads, [&](std::uint64_t done) { progress.at(done); }, form.get());
    for (const std::string sheet : assessment::sheets_of_a_set) {
      if (form) form->make(set, sheet);
    }
    assessment::write_manifest(set, request);
  }
  set.finish();
  if (!was_complete) return;
  Progress progress("problems compared", request.count);
  assessment::check_set(request, *options.value("output"), threads, [&](std::uint64_t done) { progress.at(done); });
}

bool ends_as_file(const std::string& name) {
  static const std::vector<std::string> endings = {".toml", ".md",  ".markdown", ".html", ".htm", ".pdf",
                                                   ".docx", ".tex", ".latex",    ".csv",  ".json"};
  std::error_code ignored;
  return !name.ends_with('/') && !std::filesystem::is_directory(name, ignored) &&
         std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return lower_case(name).ends_with(ending); });
}

/// As a problem in the directory of `file` must name an optimizer's file.
std::string seen_from(const std::string& file, const std::string& optimizer) {
  if (!assessment::is_optimizer_file(optimizer)) return optimizer;
  const std::string path = std::filesystem::relative(optimizer, files::split_path(file).first).string();
  return assessment::is_optimizer_file(path) ? path : "./" + path;
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
  Generator(request).run(0, {}, 1, [&](Generated&& made) {
    if (!file.empty()) {
      made.draft.optimizer = seen_from(file, made.draft.optimizer);
      made.draft.question.other_name = seen_from(file, made.draft.question.other_name);
      for (std::string& name : made.draft.question.optimizer_names) name = seen_from(file, name);
    }
    emit(options, to_toml(made.draft, ""));
  });
}

unsigned read_threads(const Options& options) {
  const int usual = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U));
  return static_cast<unsigned>(options.number("threads", 1, 64).value_or(usual));
}

Status generate(const Options& options) {
  Request asked = read_request(options);
  if (options.has("count")) asked.count = read_positive(options, "count");
  const Request request = completed(std::move(asked));
  const unsigned threads = read_threads(options);
  if (options.has("output") && !ends_as_file(*options.value("output"))) {
    generate_set(options, request, threads);
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

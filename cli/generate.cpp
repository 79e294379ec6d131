#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>
#include <thread>

#include "assessment/check_set.hpp"
#include "assessment/page_form.hpp"
#include "assessment/request.hpp"
#include "assessment/set_directory.hpp"
#include "assessment/write_set.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "problems/family.hpp"
#include "problems/level.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::cli {

namespace {

// ----------------------------------------------------------------------------------------------------------- options

std::uint64_t read_whole(const Options& options, const std::string& option, std::uint64_t usual) {
  const auto text = options.value(option);
  if (!text) return usual;
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result);
  if (error == std::errc() && end == text->data() + text->size()) return result;
  throw InputError({}, fmt::format("--{} is {}", option, stepmark::in_quotes(*text)), "expected a whole number");
}

/// 0 stands for what is not given.
std::uint64_t read_positive(const Options& options, const std::string& option) {
  const std::uint64_t number = read_whole(options, option, 0);
  if (number > 0 || !options.has(option)) return number;
  throw InputError({}, "--" + option + " is 0", "expected a whole number from 1 on");
}

Question::Kind read_kind(const Options& options) {
  const std::vector<std::string>& names = question_kinds();
  const std::string name = options.choice("kind").value_or("table");
  return static_cast<Question::Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

Level read_level(const Options& options) {
  const std::string name = options.choice("level").value_or("medium");
  return name == "easy" ? Level::easy : name == "medium" ? Level::medium : Level::hard;
}

DecimalFormat read_format(const Options& options) {
  const auto places = options.number("places", 0, 12), figures = options.number("figures", 1, 12);
  if (places && figures) throw InputError({}, "--places and --figures are both given", "expected one of them");
  if (places) return DecimalFormat::places(*places);
  return figures ? DecimalFormat::figures(*figures) : DecimalFormat{};
}

void read_pins(const Options& options, Request& request) {
  std::set<std::string> given;
  for (const std::string& setting : options.values("set")) {
    const std::string name = setting.substr(0, setting.find('='));
    if (!given.insert(name).second) throw InputError({}, "--set gives " + name + " twice", "expected it once");
    pin(request.pins, setting, request.optimizers);
  }
}

Request read_request(const Options& options) {
  Request request;
  if (const auto file = options.value("like")) assessment::take_like(request, *file);
  if (const auto names = options.value("optimizer")) request.optimizers = split_names(*names);
  if (options.has("kind") || !options.has("like")) request.kind = read_kind(options);
  request.level = read_level(options);
  request.family = options.value("family").value_or("");
  if (options.has("steps")) {
    request.steps = static_cast<std::int64_t>(std::min<std::uint64_t>(read_positive(options, "steps"), 1'000'000));
  }
  request.first_step = options.number("from-step", 1, 1000).value_or(static_cast<int>(request.first_step));
  request.dimension = read_positive(options, "dimension");
  request.format = read_format(options);
  if (options.has("count")) request.count = read_positive(options, "count");
  request.seed = read_whole(options, "seed", 1);
  read_pins(options, request);
  return request;
}

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
  const Request request = completed(read_request(options));
  const unsigned threads = read_threads(options);
  if (options.has("output") && !ends_as_file(*options.value("output"))) {
    generate_set(options, request, threads);
  } else {
    print_problem(options, request);
  }
  return Status::done;
}

std::vector<std::string> family_names() {
  std::vector<std::string> names;
  for (const Family& family : families()) names.push_back(family.id);
  return names;
}

}  // namespace

Command generate_command() {
  Usage usage{"generate", "", 0, 0, {}};
  const std::vector<std::string> levels = {"easy", "medium", "hard"}, pages = typeset::forms();
  usage.options = {{"optimizer",
                    "NAME[,NAME...]",
                    "names of the catalogue, or files, in turn (adam-slides)",
                    0,
                    {},
                    [] { return catalogue_names(); }},
                   {"family", "NAME", "see stepmark families", 0, {}, family_names},
                   {"kind", "NAME", alternatives(question_kinds()), 0, question_kinds()},
                   {"level", "NAME", alternatives(levels), 0, levels},
                   {"steps", "N", "steps of each problem"},
                   {"from-step", "N", "start in the middle: the first step that is worked"},
                   {"dimension", "N", "components"},
                   {"places", "N", "decimal places of an answer"},
                   {"figures", "N", "significant figures of an answer"},
                   {"set",
                    "NAME=VALUE",
                    "a hyperparameter, or a number of [modifiers], that stays; several times",
                    0,
                    {},
                    nullptr,
                    true},
                   {"like", "PROBLEM", "a problem file: what it gives stays, the rest is drawn"},
                   {"count", "N", "how many problems"},
                   {"seed", "N", "another seed, another set"},
                   {"to", "FORM", alternatives(pages) + ": the sheets as pages too", 0, pages},
                   {"threads", "N", "the set is the same with any number"},
                   {"output", "DIRECTORY", "new or empty; for a single problem also a file that ends in .toml", 'o'},
                   {"force", "", "replace what stands there"},
                   {"resume", "", "go on with a set that was interrupted"}};
  return {usage, "new problems with their certificates",
          "Every problem is certified, and all problems of an optimizer are the same amount of work: as many digits,\n"
          "products, quotients and roots. The same seed and options give the same files on every machine.\n"
          "Without -o a single problem is printed.\n",
          generate};
}

}  // namespace stepmark::cli

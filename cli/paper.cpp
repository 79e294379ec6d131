#include <fmt/core.h>

#include <optional>

#include "assessment/check_paper.hpp"
#include "assessment/make_edition.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress.hpp"
#include "lib/base/text.hpp"
#include "reports/class_statistics.hpp"
#include "reports/render.hpp"

namespace stepmark::cli {

namespace {

constexpr int most_copies = 100'000, most_threads = 64;

assessment::Roster roster_of(const Options& options) {
  const auto roster = options.value("roster");
  const auto copies = options.number("copies", 1, most_copies);
  if (roster && copies) throw InputError({}, "--roster and --copies are both given", "expected one of them");
  if (roster) return assessment::read_roster(*roster);
  if (copies) return assessment::numbered_students(static_cast<std::size_t>(*copies));
  throw InputError({}, "nobody sits the paper", "expected --roster FILE or --copies N");
}

/// The form that --to names beside Markdown, which every edition has.
std::optional<std::string> page_wanted(const Options& options) {
  const auto to = options.choice("to");
  return to == name_of(Format::markdown) ? std::nullopt : to;
}

/// Of the pages only PDFs can be put together again.
Shard shard_of(const Options& options, std::size_t students) {
  const Shard shard = options.has("shard") ? parse_shard(*options.value("shard"), "--shard") : Shard{};
  if (shard.n > students) {
    throw InputError({}, fmt::format("--shard is {}, and only {} sit the paper", shard.to_string(), students),
                     "expected at most as many shards as students");
  }
  const auto page = page_wanted(options);
  if (!shard.is_whole() && page && *page != "pdf") {
    throw InputError({}, "--to " + *page + " is given with --shard",
                     "expected --to pdf, or a page of the edition in one piece");
  }
  return shard;
}

const Forms check_forms{Format::markdown, {"json"}};

/// Its certificate; no edition is written.
Status check(const Options& options) {
  const Form form = read_form(options, check_forms);
  check_language(options, form);
  const assessment::Paper paper = assessment::read_paper(options.arguments().front());
  const assessment::PaperCheck found = assessment::check_paper(paper, read_threads(options, most_threads));
  form.is("json") ? emit(options, json_of(found, paper)) : emit_page(options, form, page_of(found, paper));
  return found.holds() ? Status::done : Status::answer_is_no;
}

[[noreturn]] void refuse_late(const std::string& directory, assessment::TooLate what) {
  const std::string option = what == assessment::TooLate::page ? "--to" : "--pictures";
  throw InputError({directory, 0, 0}, "the edition is complete, and " + option + " comes too late",
                   "expected a new directory");
}

Status check_alone(const Options& options) {
  for (const char* option : {"roster", "copies", "shard", "resume", "to", "pictures"}) {
    if (!options.has(option)) continue;
    throw InputError({}, std::string("--") + option + " is about an edition, and --check writes none",
                     "expected one of them");
  }
  return check(options);
}

Status make_edition(const Options& options) try {
  if (options.has("check")) return check_alone(options);
  const auto directory = options.value("output");
  if (!directory) throw InputError({}, "an edition is a directory, and none is named", "expected -o DIRECTORY");
  if (options.has("format")) throw InputError({}, "--format is about --check", "expected --check with it");
  const assessment::Paper paper = assessment::read_paper(options.arguments().front());
  const assessment::Roster roster = roster_of(options);
  assessment::refuse_uncertified(paper);
  const assessment::EditionPlan plan{paper, roster, shard_of(options, roster.students.size()), options.has("pictures"),
                                     language_of(options)};
  const assessment::TooLate late = assessment::make_edition(plan,
                                                            {*directory, options.has("force"), options.has("resume"),
                                                             page_wanted(options), read_threads(options, most_threads)},
                                                            progress_line());
  if (late != assessment::TooLate::nothing) refuse_late(*directory, late);
  return Status::done;
} catch (const assessment::PagesNotMade& error) {
  throw InputError(error.where(), error.wrong(), error.expected() + "; then --resume makes the pages");
}

}  // namespace

Command paper_command() {
  Usage usage{"paper", "PAPER", 1, 1, {}};
  const std::vector<std::string> pages = page_option().choices;
  usage.options = {
      {"roster", "FILE", "who sits it: CSV with the column student, perhaps name"},
      {"copies", "N", "so many copies without names"},
      {"check", "", "the certificate of the paper; no edition is written"},
      format_option(check_forms),
      {"threads", "N", "how many draw at once; the files are the same"},
      {"to", "FORM",
       alternatives(pages) + ": all copies, and all solutions, as one file too; of pdf one a student as well", 0,
       pages},
      {"pictures", "", "the contour lines with a question, the way with its solution"},
      {"shard", "K/N", "the K-th of N parts of the roster, in a directory of its own; see stepmark merge"},
      language_option(),
      {"resume", "", "go on with an edition that broke off"},
      output_option(),
      force_option()};
  return {
      usage, "an edition of a paper: a certified variant of each question for every student",
      "PAPER is a TOML file with [[question]] tables. In the directory of -o are copies, solutions, answer sheets,\n"
      "the key and the problems. A student's variants depend on the paper and the student alone.\n"
      "--check ends with 1 where a question is not certified.\n",
      make_edition};
}

}  // namespace stepmark::cli

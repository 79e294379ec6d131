#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "assessment/check_paper.hpp"
#include "assessment/edition.hpp"
#include "assessment/edition_parts.hpp"
#include "assessment/page_form.hpp"
#include "assessment/set_directory.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "reports/class_statistics.hpp"
#include "reports/render.hpp"
#include "reports/typeset/copies.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::cli {

namespace {

constexpr int most_copies = 100'000;

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

assessment::SetDirectory::Opening opening_of(const Options& options, const assessment::EditionPlan& plan,
                                             const assessment::PageForm* form) {
  assessment::SetDirectory::Opening opening{
      options.has("force"),
      options.has("resume"),
      assessment::edition_header(plan),
      assessment::edition_manifest_head(plan),
      {assessment::sheets_of_an_edition.begin(), assessment::sheets_of_an_edition.end()},
      {},
      {assessment::directories_of_an_edition.begin(), assessment::directories_of_an_edition.end()}};
  opening.pages.emplace_back("paper.toml");
  if (options.has("pictures")) opening.header += " --pictures";
  if (!language_of(options).is_english()) opening.header += " --language " + *options.value("language");
  if (form == nullptr) return opening;
  for (const char* sheet : assessment::pages_of_an_edition) {
    opening.sheets.push_back(form->growing(sheet));
    if (form->growing(sheet) != form->page_of(sheet)) opening.pages.push_back(form->page_of(sheet));
  }
  // Pages of another form would not go on where these broke off.
  opening.header += " --to " + *page_wanted(options);
  return opening;
}

unsigned threads_of(const Options& options) {
  const int usual = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return static_cast<unsigned>(options.number("threads", 1, 64).value_or(usual));
}

const Forms check_forms{Format::markdown, {"json"}};

/// Its certificate; no edition is written.
Status check(const Options& options) {
  const Form form = read_form(options, check_forms);
  if (!language_of(options).is_english()) {
    throw InputError({}, "--check is given with --language " + *options.value("language"),
                     "expected one of them; the certificate of a paper is in English");
  }
  const assessment::Paper paper = assessment::read_paper(options.arguments().front());
  const assessment::PaperCheck found = assessment::check_paper(paper, threads_of(options));
  form.is("json") ? emit(options, json_of(found, paper)) : emit_page(options, form, page_of(found, paper));
  return found.holds() ? Status::done : Status::answer_is_no;
}

/// Where the program that makes them fails, all that is drawn waits for another run; a character that no font has would
/// fail again.
void make_pages(assessment::SetDirectory& edition, const assessment::PageForm& form, std::size_t students) try {
  const std::vector<std::string> names = assessment::files_of_copies(edition);
  for (const char* sheet : assessment::pages_of_an_edition) {
    Progress progress(std::string(sheet) + " as pages", students);
    form.make_copies(edition, sheet, names, [&](std::size_t done) { progress.at(done); });
  }
} catch (const typeset::NoGlyph&) {
  throw;
} catch (const InputError& error) {
  edition.keep();
  throw InputError(error.where(), error.wrong() + "; the copies are kept",
                   error.expected() + "; then --resume makes the pages");
}

bool has_pictures(const std::string& directory) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory + "/solutions", error)) {
    if (entry.path().extension() == ".svg") return true;
  }
  return false;
}

/// What is complete has these pages and pictures, or it is too late for them.
void refuse_more(const Options& options, const std::string& directory, const assessment::PageForm* form) {
  const bool has_page = form == nullptr || std::filesystem::exists(directory + '/' + form->page_of("copies"));
  const char* late = !has_page ? "--to" : options.has("pictures") && !has_pictures(directory) ? "--pictures" : nullptr;
  if (late == nullptr) return;
  throw InputError({directory, 0, 0}, std::string("the edition is complete, and ") + late + " comes too late",
                   "expected a new directory");
}

Status make_edition(const Options& options) {
  if (options.has("check")) {
    for (const char* option : {"roster", "copies", "shard", "resume", "to", "pictures"}) {
      if (!options.has(option)) continue;
      throw InputError({}, std::string("--") + option + " is about an edition, and --check writes none",
                       "expected one of them");
    }
    return check(options);
  }
  const auto directory = options.value("output");
  if (!directory) throw InputError({}, "an edition is a directory, and none is named", "expected -o DIRECTORY");
  if (options.has("format")) throw InputError({}, "--format is about --check", "expected --check with it");
  const assessment::Paper paper = assessment::read_paper(options.arguments().front());
  const assessment::Roster roster = roster_of(options);
  assessment::refuse_uncertified(paper);
  const assessment::EditionPlan plan{paper, roster, shard_of(options, roster.students.size()), options.has("pictures"),
                                     language_of(options)};
  const unsigned threads = threads_of(options);
  const auto to = page_wanted(options);
  if (to) *to == "pdf" ? typeset::check_pdf_of_copies() : typeset::check_tools(*to);
  const auto form = to ? std::make_unique<assessment::PageForm>(*to, true, plan.language) : nullptr;
  assessment::SetDirectory edition(*directory, opening_of(options, plan, form.get()));
  if (edition.is_complete()) refuse_more(options, *directory, form.get());
  if (!edition.is_complete()) {
    const std::size_t copies = plan.end() - plan.first();
    Progress progress("copies", copies);
    assessment::write_edition(
        plan, edition, threads, [&](std::uint64_t done) { progress.at(done); }, form.get());
    if (form) make_pages(edition, *form, copies);
    assessment::write_edition_manifest(edition, assessment::edition_manifest_head(plan),
                                       plan.shard.is_whole() ? "" : assessment::sums_of_shard(edition.path(".")));
  }
  edition.finish();
  return Status::done;
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

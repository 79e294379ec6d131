#include <thread>

#include "assessment/edition.hpp"
#include "assessment/set_directory.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "lib/base/text.hpp"

namespace stepmark::cli {

namespace {

constexpr int most_copies = 100'000;

std::vector<assessment::RosterStudent> students_of(const Options& options) {
  const auto roster = options.value("roster");
  const auto copies = options.number("copies", 1, most_copies);
  if (roster && copies) throw InputError({}, "--roster and --copies are both given", "expected one of them");
  if (roster) return assessment::read_roster(*roster);
  if (copies) return assessment::numbered_students(static_cast<std::size_t>(*copies));
  throw InputError({}, "nobody sits the paper", "expected --roster FILE or --copies N");
}

assessment::SetDirectory::Opening opening_of(const Options& options, const assessment::Paper& paper,
                                             const std::vector<assessment::RosterStudent>& students) {
  return {options.has("force"),
          options.has("resume"),
          assessment::edition_header(paper, students),
          assessment::edition_manifest_head(paper, students),
          {assessment::sheets_of_an_edition.begin(), assessment::sheets_of_an_edition.end()},
          {},
          {assessment::directories_of_an_edition.begin(), assessment::directories_of_an_edition.end()}};
}

Status make_edition(const Options& options) {
  const auto directory = options.value("output");
  if (!directory) throw InputError({}, "an edition is a directory, and none is named", "expected -o DIRECTORY");
  const assessment::Paper paper = assessment::read_paper(options.arguments().front());
  const auto students = students_of(options);
  const int usual = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const auto threads = static_cast<unsigned>(options.number("threads", 1, 64).value_or(usual));
  assessment::SetDirectory edition(*directory, opening_of(options, paper, students));
  if (!edition.is_complete()) {
    Progress progress("copies", students.size());
    assessment::write_edition(paper, students, edition, threads, [&](std::uint64_t done) { progress.at(done); });
    assessment::write_edition_manifest(edition, paper, students);
  }
  edition.finish();
  return Status::done;
}

}  // namespace

Command paper_command() {
  Usage usage{"paper", "PAPER", 1, 1, {}};
  usage.options = {{"roster", "FILE", "who sits it: CSV with the column student, perhaps name"},
                   {"copies", "N", "so many copies without names"},
                   {"threads", "N", "how many draw at once; the files are the same"},
                   {"resume", "", "go on with an edition that broke off"},
                   output_option(),
                   force_option()};
  return {
      usage, "an edition of a paper: a certified variant of each question for every student",
      "PAPER is a TOML file with [[question]] tables. In the directory of -o are copies, solutions, answer sheets,\n"
      "the key and the problems. A student's variants depend on the paper and the student alone.\n",
      make_edition};
}

}  // namespace stepmark::cli

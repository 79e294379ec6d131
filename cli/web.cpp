#include <filesystem>

#include "assessment/mark_edition.hpp"
#include "assessment/practice_page.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"

namespace stepmark::cli {

namespace {

namespace fs = std::filesystem;

/// Beside the program: as it is installed, in /usr/bin and /usr/share, or as ./run builds it.
std::string page_file(const Options& options) {
  if (const auto file = options.value("page")) return *file;
  std::error_code failed;
  const fs::path place = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
  for (const char* name : {"share/stepmark/practice.html", "web/page.html"}) {
    if (fs::exists(place / name, failed)) return (place / name).string();
  }
  throw InputError({}, "the practice page is not installed", "expected ./run web, which builds it, or --page FILE");
}

void check_ending(const std::string& file) {
  if (lower_case(file).ends_with(".html")) return;
  throw InputError({file, 0, 0}, "the practice page is HTML", "expected a file that ends in .html");
}

assessment::PageCourse course_in(const Options& options) {
  const std::vector<std::string>& arguments = options.arguments();
  const std::string student = options.value("student").value_or("");
  const bool mock = arguments.size() == 1 && assessment::holds_edition(arguments.front());
  if (!student.empty() && !mock) throw InputError({}, "--student is given", "expected an edition of a paper with it");
  if (mock) return assessment::mock_exam(arguments.front(), student);
  assessment::PageCourse course;
  for (const std::string& argument : arguments) {
    for (const std::string& file : assessment::problem_files(argument)) {
      course.problems.push_back(assessment::page_problem(file));
    }
  }
  return course;
}

Status write_page(const Options& options) {
  const auto file = options.value("output");
  if (!file) throw InputError({}, "-o is missing", "expected -o FILE.html");
  check_ending(*file);
  check_outputs({{"-o", *file, "html"}}, options.has("force"));
  constexpr std::size_t most = std::size_t{1} << 26U;
  const std::string blank = page_file(options);
  const std::string page = read_text_file(blank, most);
  assessment::PageCourse course = course_in(options);
  if (options.has("title")) course.title = one_line(*options.value("title"), 200);
  if (options.has("exam")) course.exam = true;
  if (course.exam && course.problems.empty()) {
    throw InputError({}, "--exam is given without a problem", "expected the problems of the exam");
  }
  emit(options, assessment::practice_page(page, blank, course));
  return Status::done;
}

}  // namespace

Command web_command() {
  Usage usage{"web", "[PROBLEM...|DIRECTORY]", 0, 1000, {}};
  usage.options = {{"exam", "", "nothing is said of an answer before all are handed in"},
                   {"student", "NAME", "whose copy of an edition; the first when left out"},
                   {"title", "TEXT", "the title of the whole"},
                   {"page", "FILE", "the page as it was built; when left out, the one that is installed"},
                   output_option(),
                   force_option()};
  return {usage, "the practice page: one file that works in a browser without a server",
          "The file holds the engine that marks here, and needs no network. Without arguments it draws from the whole\n"
          "catalogue; with problems, a set, or an edition of a paper (as a mock exam), it has these as well. They are "
          "for\npractice: whoever opens the file can find the answers in it.\n",
          write_page};
}

}  // namespace stepmark::cli

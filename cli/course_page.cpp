#include "cli/course_page.hpp"

#include <filesystem>

#include "cli/pages.hpp"
#include "lib/base/error.hpp"
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

}  // namespace

BlankPage read_blank_page(const Options& options) {
  constexpr std::size_t most = std::size_t{1} << 26U;
  const std::string file = page_file(options);
  std::string text = read_text_file(file, most);
  if (options.has("language")) text = assessment::page_in_language(std::move(text), file, language_of(options));
  return {file, std::move(text)};
}

assessment::PageCourse read_course(const Options& options) {
  const std::vector<std::string>& arguments = options.arguments();
  const std::string student = options.value("student").value_or("");
  if (!student.empty() && !assessment::name_an_edition(arguments)) {
    throw InputError({}, "--student is given", "expected an edition of a paper with it");
  }
  assessment::PageCourse course = assessment::course_of(arguments, student);
  if (options.has("title")) course.title = one_line(*options.value("title"), 200);
  if (options.has("exam")) course.exam = true;
  if (course.exam && course.problems.empty()) {
    throw InputError({}, "--exam is given without a problem", "expected the problems of the exam");
  }
  return course;
}

std::vector<OptionSpec> course_options() {
  return {
      {"exam", "", "nothing is said of an answer before all are handed in"},
      {"language", "NAME", "in which the page begins; when left out, the browser's: " + alternatives(language_names()),
       0, language_names()},
      {"student", "NAME", "whose copy of an edition; the first when left out"},
      {"page", "FILE", "the page as it was built; when left out, the one that is installed"}};
}

}  // namespace stepmark::cli

#include "cli/course_page.hpp"

#include <fmt/core.h>

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

assessment::PageCourse course_of_arguments(const Options& options) {
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

/// The page begins in this language, whatever the browser's is; who has chosen another on it keeps that.
void speak(std::string& page, const std::string& file, const Language& language) {
  constexpr std::string_view tag = "<html lang=\"en\">";
  const std::size_t at = page.find(tag);
  if (at == std::string::npos) {
    throw InputError({file, 0, 0}, "this is no practice page", "expected the page that ./run web builds");
  }
  page.replace(at, tag.size(), fmt::format("<html lang=\"{0}\" data-language=\"{0}\">", language.name()));
}

}  // namespace

BlankPage read_blank_page(const Options& options) {
  constexpr std::size_t most = std::size_t{1} << 26U;
  const std::string file = page_file(options);
  std::string text = read_text_file(file, most);
  if (options.has("language")) speak(text, file, language_of(options));
  return {file, std::move(text)};
}

assessment::PageCourse read_course(const Options& options) {
  assessment::PageCourse course = course_of_arguments(options);
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

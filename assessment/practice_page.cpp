#include "assessment/practice_page.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "assessment/edition_files.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/files/output.hpp"
#include "solver/length.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

PageProblem page_problem(const std::string& file) {
  const NamedText text = resolved(files_from(""), file, std::size_t{16} << 20U);
  PageProblem page{{}, text.text, {}};
  const Resolver beside = files_from(files::split_path(file).first);
  const Resolver kept = [&](const std::string& path, std::size_t most) {
    NamedText read = beside(path, most);
    const bool is_new =
        std::none_of(page.files.begin(), page.files.end(), [&](const auto& f) { return f.first == path; });
    if (is_new) page.files.emplace_back(path, std::string(without_byte_order_mark(read.text)));
    return read;
  };
  const Problem problem = parse_problem(text.text, text.name, kept);
  check_length(problem, longest_to_mark, "expected a problem that people work");
  QuestionMarker{problem};
  page.title = problem.title;
  return page;
}

std::vector<std::string> problem_files(const std::string& argument) {
  if (!fs::is_directory(argument)) return {argument};
  const fs::path set = fs::path(argument) / "problems";
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::is_directory(set) ? set : fs::path(argument))) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  if (!files.empty()) return files;
  throw InputError({argument, 0, 0}, "there is no problem in it", "expected files that end in .toml");
}

bool holds_edition(const std::string& directory) {
  return fs::exists(fs::path(directory) / "manifest.json") && fs::exists(fs::path(directory) / "variants.csv");
}

PageCourse mock_exam(const std::string& directory, const std::string& student) {
  const Edition edition = read_edition(directory);
  const auto found = student.empty() ? std::optional<std::size_t>(0) : [&]() -> std::optional<std::size_t> {
    const auto at = edition.copy_of.find(student);
    return at == edition.copy_of.end() ? std::nullopt : std::optional(at->second);
  }();
  if (!found) {
    throw InputError({directory, 0, 0}, "there is no copy of " + in_quotes(student),
                     "expected a student of its roster");
  }
  PageCourse course{edition.title, true, {}};
  for (const std::string& problem : edition.copies[*found].problems) {
    course.problems.push_back(page_problem(directory + '/' + problem));
  }
  return course;
}

namespace {

Json json_of(const PageCourse& course) {
  Json problems = Json::array();
  for (const PageProblem& problem : course.problems) {
    Json files = Json::object();
    for (const auto& [name, text] : problem.files) files[name] = text;
    problems.push_back({{"title", problem.title}, {"problem", problem.text}, {"files", std::move(files)}});
  }
  return {{"title", course.title}, {"mode", course.exam ? "exam" : "practice"}, {"problems", std::move(problems)}};
}

/// Within an element of script, where "<" may begin its end.
std::string for_a_script(const Json& json) {
  std::string text;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    c == '<' ? text += "\\u003c" : text += c;
  }
  return text;
}

}  // namespace

std::string practice_page(std::string_view blank, const std::string& name, const PageCourse& course) {
  constexpr std::string_view begin = R"(<script type="application/json" id="course">)", end = "</script>";
  const std::size_t at = blank.find(begin), from = at + begin.size();
  const std::size_t to = at == std::string_view::npos ? at : blank.find(end, from);
  if (to == std::string_view::npos) {
    throw InputError({name, 0, 0}, "this is no practice page", "expected the page that ./run web builds");
  }
  std::string page(blank.substr(0, from));
  page += for_a_script(json_of(course));
  return page += blank.substr(to);
}

}  // namespace stepmark::assessment

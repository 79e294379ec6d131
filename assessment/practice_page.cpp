#include "assessment/practice_page.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "assessment/amended_text.hpp"
#include "assessment/edition_files.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/files/output.hpp"
#include "solver/length.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

NamedText text_of(const std::string& file) { return resolved(files_from(""), file, std::size_t{16} << 20U); }

PageProblem page_problem(const NamedText& text, const std::string& file) {
  PageProblem page{{}, text.text, {}, {}};
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
  const QuestionMarker marker(problem);
  page.title = problem.title;
  page.marks = marks_of(marker.parts());
  return page;
}

}  // namespace

PageProblem page_problem(const std::string& file) { return page_problem(text_of(file), file); }

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

namespace {

/// A copy's problem with the marks that it has by now, which its file need not say.
PageProblem amended_problem(const Edition& edition, std::size_t copy, std::size_t question) {
  const std::string file = edition.directory + '/' + edition.copies[copy].problems[question];
  NamedText text = text_of(file);
  const Problem wanted = problem_of(edition, copy, question);
  text.text = amended_text(text.text, edition.asked[question].worth, to_string(wanted.question.kind));
  try {
    PageProblem page = page_problem(text, file);
    if (page.marks == edition.copies[copy].marks[question]) return page;
  } catch (const InputError&) {
    // Refused below: the text was fine before it was amended.
  }
  throw InputError({file, 0, 0}, "the marks that the paper gives it cannot be written into it",
                   "expected tables of their own for [question] and [marks], if there are any");
}

}  // namespace

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
  for (std::size_t q = 0; q < edition.questions(); ++q) {
    if (edition.asked[q].standing == Standing::counts) {
      course.problems.push_back(amended_problem(edition, *found, q));
    }
  }
  if (course.problems.empty()) {
    throw InputError({directory + "/paper.toml", 0, 0}, "every question is void", "expected one that counts");
  }
  return course;
}

namespace {

Json json_of(const PageCourse& course) {
  Json problems = Json::array();
  for (const PageProblem& problem : course.problems) {
    Json files = Json::object();
    for (const auto& [name, text] : problem.files) files[name] = text;
    problems.push_back({{"title", problem.title},
                        {"problem", problem.text},
                        {"files", std::move(files)},
                        {"out_of", problem.marks.to_string()}});
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

/// An element of the page: where it begins, its content, and where the next line does.
struct Element {
  std::size_t begin, from, to, end;
};

Element element_in(std::string_view page, const std::string& name, std::string_view tag) {
  constexpr std::string_view end = "</script>";
  const std::size_t begin = page.find(tag), from = begin + tag.size();
  const std::size_t to = begin == std::string_view::npos ? begin : page.find(end, from);
  if (to == std::string_view::npos) {
    throw InputError({name, 0, 0}, "this is no practice page", "expected the page that ./run web builds");
  }
  const std::size_t after = to + end.size();
  return {begin, from, to, after < page.size() && page[after] == '\n' ? after + 1 : after};
}

/// The page's script for SCORM, which is not run there, is to be run, or is to go.
std::string hosted(std::string page, const std::string& name, PageHost host) {
  constexpr std::string_view idle = R"(<script type="text/plain" id="scorm">)", runs = R"(<script id="scorm">)";
  const Element script = element_in(page, name, idle);
  if (host == PageHost::none) return page.erase(script.begin, script.end - script.begin);
  return page.replace(script.begin, idle.size(), runs);
}

}  // namespace

std::string practice_page(std::string_view blank, const std::string& name, const PageCourse& course, PageHost host) {
  const Element place = element_in(blank, name, R"(<script type="application/json" id="course">)");
  std::string page(blank.substr(0, place.from));
  page += for_a_script(json_of(course));
  page += blank.substr(place.to);
  return hosted(std::move(page), name, host);
}

bool name_an_edition(const std::vector<std::string>& arguments) {
  return arguments.size() == 1 && holds_edition(arguments.front());
}

PageCourse course_of(const std::vector<std::string>& arguments, const std::string& student) {
  if (name_an_edition(arguments)) return mock_exam(arguments.front(), student);
  PageCourse course;
  for (const std::string& argument : arguments) {
    for (const std::string& file : problem_files(argument)) course.problems.push_back(page_problem(file));
  }
  return course;
}

std::string page_in_language(std::string page, const std::string& name, const Language& language) {
  constexpr std::string_view tag = "<html lang=\"en\">";
  const std::size_t at = page.find(tag);
  if (at == std::string::npos) {
    throw InputError({name, 0, 0}, "this is no practice page", "expected the page that ./run web builds");
  }
  const std::string spoken(language.name());
  return page.replace(at, tag.size(), "<html lang=\"" + spoken + "\" data-language=\"" + spoken + "\">");
}

}  // namespace stepmark::assessment

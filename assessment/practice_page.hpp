// The practice page for a course: the page as it was built, with a tutor's problems in it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/number/exact.hpp"
#include "lib/problem/problem.hpp"
#include "reports/language/language.hpp"

namespace stepmark::assessment {

struct PageProblem {
  std::string title, text;
  Exact marks;                                             ///< of all its parts
  std::vector<std::pair<std::string, std::string>> files;  ///< that the text names, by their names there
};

struct PageCourse {
  std::string title;
  bool exam = false;                  ///< nothing is said of an answer before all are handed in
  std::vector<PageProblem> problems;  ///< none: whatever the catalogue has
};

/// A problem with all files that it names. @throws InputError as read_problem, and where it cannot be marked
PageProblem page_problem(const std::string& file);

/// Of an argument of a command line: a problem's file; of a set, its problems; of any other directory, the files in it
/// that end in .toml.
/// @throws InputError where there is none
std::vector<std::string> problem_files(const std::string& argument);

/// The questions of a student's copy that count by now, with the marks that they have by now, as an exam for practice.
/// @param student  empty: the first copy
/// @throws InputError as read_edition, and where there is no such student
PageCourse mock_exam(const std::string& edition, const std::string& student);

/// Is it an edition of a paper, and no set?
bool holds_edition(const std::string& directory);

/// Of arguments of a command line: the problems, a set's, or a student's copy of the edition that is the only one.
/// @param student  empty: the first copy
/// @throws InputError as the above
PageCourse course_of(const std::vector<std::string>& arguments, const std::string& student);
/// Are they an edition alone?
bool name_an_edition(const std::vector<std::string>& arguments);

/// The page as it was built, to begin in this language, whatever the browser's is; a student who has chosen another on
/// it keeps that.
/// @param name  of the page, in messages
/// @throws InputError where it is no such page
std::string page_in_language(std::string page, const std::string& name, const Language& language);

/// What is around the page: nothing that it speaks to, or the system of a course.
enum class PageHost { none, scorm };

/// @param blank  the page as it was built, with an empty course
/// @param name   of it, in messages
/// @throws InputError where it is no such page
std::string practice_page(std::string_view blank, const std::string& name, const PageCourse& course,
                          PageHost host = PageHost::none);

}  // namespace stepmark::assessment

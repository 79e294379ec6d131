// What `web` and `export --to scorm` make the practice page of.
#pragma once

#include <string>

#include "assessment/practice_page.hpp"
#include "cli/options.hpp"
#include "cli/rooms.hpp"

namespace stepmark::cli {

struct BlankPage {
  std::string file, text;
};

/// The page as it was built: that of --page, else as it is installed. @throws InputError where there is none
BlankPage read_blank_page(const Options& options);

/// The problems, the set's, or a copy of the edition that the arguments name, with --student, --title and --exam.
/// @throws InputError
assessment::PageCourse read_course(const Options& options);

/// --exam, --language, --student and --page.
std::vector<OptionSpec> course_options();

}  // namespace stepmark::cli

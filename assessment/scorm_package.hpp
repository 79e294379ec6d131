// The practice page as a package for the system of a course (SCORM 2004, 4th edition, Content Aggregation Model): one
// object that reports marks, answers and misconceptions while it is worked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assessment/practice_page.hpp"
#include "assessment/rooms.hpp"
#include "reports/export/formats.hpp"

namespace stepmark::assessment {

/// A ZIP archive, the same bytes for the same page, course and share.
/// @param blank, name    as practice_page takes them
/// @param passing_share  of the marks, from which on the system says "passed", 0 to 1; nothing: it does not say
/// @pre course has problems, each once
/// @throws InputError where `blank` is no such page
std::string scorm_package(std::string_view blank, const std::string& name, const PageCourse& course,
                          const std::optional<Exact>& passing_share);

/// The package with what is told when it is written; problems that are there twice are left out, since they would be
/// two questions to the page and one to the system. @throws InputError as above
exports::Export scorm_export(std::string_view blank, const std::string& name, PageCourse course,
                             const std::optional<Exact>& passing_share);

}  // namespace stepmark::assessment

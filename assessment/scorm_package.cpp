#include "assessment/scorm_package.hpp"

#include <algorithm>
#include <utility>

#include "reports/export/decimal.hpp"
#include "reports/export/identifier.hpp"
#include "reports/export/xml.hpp"
#include "reports/export/zip.hpp"

namespace stepmark::assessment {

namespace {

using exports::xml_element;
using exports::xml_text;

constexpr const char* page_name = "index.html";

std::string title_of(const PageCourse& course) {
  if (!course.title.empty()) return course.title;
  const bool is_one = course.problems.size() == 1 && !course.problems.front().title.empty();
  return is_one ? course.problems.front().title : "Stepmark";
}

/// Another where a student's answers would belong to other questions.
std::string identifier_of(const PageCourse& course) {
  std::string all;
  for (const PageProblem& problem : course.problems) all += problem.text + '\n';
  return "stepmark-" + exports::identifier_of(all);
}

/// In the order that imsss_v1p0 wants: objectives, then deliveryControls.
std::string sequencing(const std::optional<Exact>& passing_share) {
  std::string objective;
  if (passing_share) {
    const std::string least = exports::plain_decimal(*passing_share);
    objective = xml_element("imsss:primaryObjective", {{"objectiveID", "marks"}, {"satisfiedByMeasure", "true"}},
                            xml_text("imsss:minNormalizedMeasure", {}, least));
  } else {
    objective = xml_element("imsss:primaryObjective", {{"objectiveID", "marks"}}, "");
  }
  return xml_element("imsss:sequencing", {},
                     xml_element("imsss:objectives", {}, objective) +
                         xml_element("imsss:deliveryControls",
                                     {{"completionSetByContent", "true"}, {"objectiveSetByContent", "true"}}, ""));
}

std::string manifest(const PageCourse& course, const std::optional<Exact>& passing_share) {
  const std::string title = xml_text("title", {}, title_of(course));
  const std::string item =
      xml_element("item", {{"identifier", "item"}, {"identifierref", "page"}}, title + sequencing(passing_share));
  const std::string metadata = xml_element(
      "metadata", {}, xml_text("schema", {}, "ADL SCORM") + xml_text("schemaversion", {}, "2004 4th Edition"));
  const std::string organizations = xml_element("organizations", {{"default", "course"}},
                                                xml_element("organization", {{"identifier", "course"}}, title + item));
  const std::string resources = xml_element(
      "resources", {},
      xml_element("resource",
                  {{"identifier", "page"}, {"type", "webcontent"}, {"adlcp:scormType", "sco"}, {"href", page_name}},
                  xml_element("file", {{"href", page_name}}, "")));
  return std::string(exports::xml_declaration) +
         xml_element("manifest",
                     {{"identifier", identifier_of(course)},
                      {"version", "1.0"},
                      {"xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1"},
                      {"xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3"},
                      {"xmlns:imsss", "http://www.imsglobal.org/xsd/imsss"}},
                     metadata + organizations + resources) +
         '\n';
}

}  // namespace

std::string scorm_package(std::string_view blank, const std::string& name, const PageCourse& course,
                          const std::optional<Exact>& passing_share) {
  return exports::zipped({{"imsmanifest.xml", manifest(course, passing_share)},
                          {page_name, practice_page(blank, name, course, PageHost::scorm)}});
}

namespace {

/// How many were left out?
std::size_t leave_out_doubles(PageCourse& course) {
  std::vector<PageProblem> kept;
  for (PageProblem& problem : course.problems) {
    const bool is_there = std::any_of(kept.begin(), kept.end(), [&](const auto& k) { return k.text == problem.text; });
    if (!is_there) kept.push_back(std::move(problem));
  }
  std::swap(kept, course.problems);
  return kept.size() - course.problems.size();
}

}  // namespace

exports::Export scorm_export(std::string_view blank, const std::string& name, PageCourse course,
                             const std::optional<Exact>& passing_share) {
  const std::size_t doubles = leave_out_doubles(course);
  exports::Export made;
  made.bytes = scorm_package(blank, name, course, passing_share);
  made.questions = course.problems.size();
  for (const PageProblem& problem : course.problems) made.marks = made.marks + problem.marks;
  made.follow_through = "as in check, by the engine in the package";
  if (!passing_share) made.notices.emplace_back("neither passed nor failed (--pass PERCENT)");
  made.notices.emplace_back("the answers are inside, for practice");
  if (doubles > 0) made.notices.push_back("left out as the same problem again: " + std::to_string(doubles));
  return made;
}

}  // namespace stepmark::assessment

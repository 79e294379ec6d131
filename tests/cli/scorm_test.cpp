// The practice page as a package for the system of a course: what is in the archive, and its manifest by the rules of
// SCORM 2004, 4th edition (Content Aggregation Model, sections 3 and 5) and the schemas that it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/cli/refused.hpp"
#include "tests/export/xml_tree.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;
using support::XmlTree;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string bowl = "problems/bank/momentum-bowl.toml", choice = "problems/bank/adam-choice.toml";
const std::string page =
    "<!DOCTYPE html>\n<script type=\"application/json\" id=\"course\">{}</script>\n<script type=\"text/plain\" "
    "id=\"scorm\">report()</script>\n<script>run()</script>\n";

std::vector<std::string> names_in(const XmlTree& tree) {
  std::vector<std::string> names;
  for (const auto& [name, child] : tree) {
    if (name != "<xmlattr>") names.push_back(name);
  }
  return names;
}

std::string attribute(const XmlTree& tree, const std::string& name) {
  return tree.get_child("<xmlattr>").get_child(XmlTree::path_type(name, '\0')).data();
}

void collect_identifiers(const XmlTree& tree, std::multiset<std::string>& all) {
  for (const auto& [name, child] : tree) {
    if (const auto id = child.get_optional<std::string>("<xmlattr>.identifier")) all.insert(*id);
    collect_identifiers(child, all);
  }
}

class Scorm : public testing::Test {
 protected:
  support::Outcome made(std::vector<std::string> words) {
    words.insert(words.begin(), "export");
    words.insert(words.end(), {"--to", "scorm", "--page", page_, "-o", zip_, "--force"});
    return stepmark_program(std::move(words));
  }

  std::string entry(const std::string& name) const {
    return support::run_program({"/usr/bin/unzip", "-p", zip_, name}).output;
  }
  XmlTree manifest() const { return support::read_xml(entry("imsmanifest.xml")).get_child("manifest"); }

  nlohmann::json course() const {
    const std::string text = entry("index.html"), begin = "id=\"course\">";
    const std::size_t from = text.find(begin) + begin.size();
    return nlohmann::json::parse(text.substr(from, text.find("</script>", from) - from));
  }

  ScratchDirectory scratch_;
  std::string page_ = scratch_.write("blank.html", page), zip_ = scratch_.path("p.zip");
};

TEST_F(Scorm, HasThePageThatReportsAndAManifest) {
  const support::Outcome outcome = made({bowl, choice, "--title", "Week </title> 4"});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_THAT(outcome.error, HasSubstr("scorm: 2 questions, 32 marks; follow-through: as in check"));
  EXPECT_EQ(support::run_program({"/usr/bin/unzip", "-tq", zip_}).status, 0);
  EXPECT_EQ(support::run_program({"/usr/bin/unzip", "-Z1", zip_}).output, "imsmanifest.xml\nindex.html\n");
  EXPECT_THAT(entry("index.html"), HasSubstr("<script id=\"scorm\">report()</script>\n<script>run()</script>"));
  EXPECT_EQ(course()["mode"], "practice");
  EXPECT_EQ(course()["title"], "Week </title> 4");
  EXPECT_EQ(course()["problems"][0]["problem"], support::read_all(bowl));
  EXPECT_EQ(course()["problems"][0]["out_of"], "24");
  EXPECT_EQ(course()["problems"][1]["out_of"], "8");
}

TEST_F(Scorm, ManifestKeepsTheRules) {
  for (const bool passes : {false, true}) {
    std::vector<std::string> words = {bowl, "--title", "A & B"};
    if (passes) words.insert(words.end(), {"--pass", "62"});
    ASSERT_EQ(made(words).status, 0);
    const XmlTree tree = manifest();
    EXPECT_EQ(attribute(tree, "xmlns"), "http://www.imsglobal.org/xsd/imscp_v1p1");
    EXPECT_EQ(attribute(tree, "xmlns:adlcp"), "http://www.adlnet.org/xsd/adlcp_v1p3");
    EXPECT_EQ(attribute(tree, "xmlns:imsss"), "http://www.imsglobal.org/xsd/imsss");
    EXPECT_THAT(names_in(tree), ElementsAre("metadata", "organizations", "resources"));
    EXPECT_EQ(tree.get<std::string>("metadata.schema"), "ADL SCORM");
    EXPECT_EQ(tree.get<std::string>("metadata.schemaversion"), "2004 4th Edition");

    std::multiset<std::string> ids = {attribute(tree, "identifier")};
    collect_identifiers(tree, ids);
    for (const std::string& id : ids) {
      EXPECT_EQ(ids.count(id), 1U) << id;  // xs:ID
      EXPECT_TRUE(std::regex_match(id, std::regex("[A-Za-z_][A-Za-z0-9._-]*"))) << id;
    }

    const XmlTree& organizations = tree.get_child("organizations");
    const XmlTree& organization = organizations.get_child("organization");
    EXPECT_EQ(attribute(organizations, "default"), attribute(organization, "identifier"));
    EXPECT_THAT(names_in(organization), ElementsAre("title", "item"));
    EXPECT_EQ(organization.get<std::string>("title"), "A & B");
    const XmlTree& item = organization.get_child("item");
    EXPECT_THAT(names_in(item), ElementsAre("title", "imsss:sequencing"));

    const XmlTree& resource = tree.get_child("resources.resource");
    EXPECT_EQ(attribute(item, "identifierref"), attribute(resource, "identifier"));
    EXPECT_EQ(attribute(resource, "type"), "webcontent");
    EXPECT_EQ(attribute(resource, "adlcp:scormType"), "sco");
    EXPECT_EQ(attribute(resource, "href"), "index.html");
    EXPECT_EQ(attribute(resource.get_child("file"), "href"), "index.html");

    const XmlTree& sequencing = item.get_child("imsss:sequencing");
    EXPECT_THAT(names_in(sequencing), ElementsAre("imsss:objectives", "imsss:deliveryControls"));
    EXPECT_EQ(attribute(sequencing.get_child("imsss:deliveryControls"), "completionSetByContent"), "true");
    EXPECT_EQ(attribute(sequencing.get_child("imsss:deliveryControls"), "objectiveSetByContent"), "true");
    const XmlTree& objective = sequencing.get_child("imsss:objectives.imsss:primaryObjective");
    EXPECT_EQ(objective.get<std::string>("imsss:minNormalizedMeasure", "none"), passes ? "0.62" : "none");
    EXPECT_EQ(objective.get_child("<xmlattr>").count("satisfiedByMeasure"), passes ? 1U : 0U);
  }
}

TEST_F(Scorm, IsTheSameBytesOnEveryRunAndAnotherPackageForOtherProblems) {
  ASSERT_EQ(made({bowl}).status, 0);
  const std::string once = support::read_all(zip_), id = attribute(manifest(), "identifier");
  EXPECT_EQ(manifest().get<std::string>("organizations.organization.title"), "Two steps of momentum down a long bowl");
  ASSERT_EQ(made({bowl, "--title", "Week 4"}).status, 0);
  EXPECT_EQ(attribute(manifest(), "identifier"), id);
  ASSERT_EQ(made({bowl}).status, 0);
  EXPECT_EQ(support::read_all(zip_), once);
  ASSERT_EQ(made({choice}).status, 0);
  EXPECT_NE(attribute(manifest(), "identifier"), id);
}

TEST_F(Scorm, HasAProblemOnceAndSaysSo) {
  const support::Outcome outcome = made({bowl, choice, bowl, "--exam", "--pass", "50"});
  EXPECT_THAT(outcome.error, HasSubstr("scorm: 2 questions, 32 marks"));
  EXPECT_THAT(outcome.error, HasSubstr("left out as the same problem again: 1"));
  EXPECT_THAT(outcome.error, Not(HasSubstr("neither passed nor failed")));
  EXPECT_EQ(course()["problems"].size(), 2U);
  EXPECT_EQ(course()["mode"], "exam");
}

TEST_F(Scorm, RefusesWhatItCannotMake) {
  const std::string other = scratch_.path("x.zip");
  const auto refused = [&](std::vector<std::string> words, const std::vector<std::string>& parts) {
    words.insert(words.begin(), "export");
    expect_refused(stepmark_program(std::move(words)), parts);
  };
  refused({bowl, "--to", "scorm", "--page", page_}, {"--to scorm is given without -o", "no text"});
  refused({bowl, "--to", "scorm", "--page", page_, "-o", scratch_.path("x.xml")}, {"x.xml", "--to is scorm", ".zip"});
  refused({bowl, "--to", "scorm", "--page", bowl, "-o", other}, {"momentum-bowl.toml", "no practice page"});
  const std::string old = scratch_.write("old.html", page.substr(0, page.find("<script type=\"text/plain\"")));
  refused({bowl, "--to", "scorm", "--page", old, "-o", other}, {"old.html", "no practice page"});
  refused({bowl, "--to", "scorm", "--page", page_, "-o", other, "--pick", "1"}, {"--pick", "no --pick"});
  refused({bowl, "--to", "scorm", "--page", page_, "-o", other, "--each"}, {"--each", "no --each"});
  refused({bowl, "--to", "scorm", "--page", page_, "-o", other, "--pass", "0"}, {"--pass"});
  refused({bowl, "--to", "scorm", "--page", page_, "-o", other, "--student", "s1"}, {"--student", "edition"});
  refused({bowl, "--to", "moodle", "--exam"}, {"--exam", "--to is moodle", "expected --to scorm"});
  refused({bowl, "--to", "moodle", "--pass", "50"}, {"--pass", "expected --to scorm"});
  EXPECT_EQ(scratch_.files(), (std::vector<std::string>{"blank.html", "old.html"}));
}

}  // namespace
}  // namespace stepmark::tests

// What stands in an export, of every format: opened as its system opens it, and read as text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <nlohmann/json.hpp>
#include <regex>

#include "reports/export/formats.hpp"
#include "reports/export/page.hpp"
#include "tests/export/sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using exports::ExportFormat;
using ::testing::HasSubstr;
using ::testing::Not;

void append_strings(const nlohmann::json& value, std::string& text) {
  if (value.is_string()) text += value.get<std::string>() + '\n';
  if (value.is_array() || value.is_object()) {
    for (const auto& each : value) append_strings(each, text);
  }
}

std::string decoded(std::string text) {
  for (const auto& [entity, sign] :
       {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, std::string(entity).size(), sign);
  }
  return text;
}

/// All that a reader may find, without the escapes of the file around it.
std::string text_of(const ExportFormat& format, const exports::Export& made) {
  std::string text;
  if (format.name == "canvas" || format.name == "qti21") {
    const support::ScratchDirectory scratch;
    text = support::run_program({"/usr/bin/unzip", "-p", scratch.write("a.zip", made.bytes)}).output;
  } else if (format.name == "notebook" || format.name == "numbas") {
    append_strings(nlohmann::json::parse(made.bytes.substr(made.bytes.find('{'))), text);
    if (format.name == "notebook") {
      // the key is a string of a string
      const std::size_t begin = text.find("json.loads("), end = text.find(")\n", begin);
      append_strings(
          nlohmann::json::parse(nlohmann::json::parse(text.substr(begin + 11, end - begin - 11)).get<std::string>()),
          text);
    }
  } else {
    text = made.bytes;
    for (const auto& file : made.in_directory) text += file.text;
  }
  return decoded(decoded(text));
}

/// Letters and digits alone: formats escape and space the rest in their own ways.
std::string bare(const std::string& text) {
  std::string out;
  for (const char c : text) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? std::string(1, c) : "";
  return out;
}

std::size_t count_of(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; at += words.size()) ++count;
  return count;
}

/// The first row of each formula.
std::vector<std::string> rows_of(const std::vector<Block>& blocks) {
  std::vector<std::string> rows;
  for (const Block& block : blocks) {
    const auto* display = std::get_if<MathBlock>(&block);
    if (display) rows.push_back(display->latex.substr(0, display->latex.find("\\\\")));
  }
  return rows;
}

class Contents : public ::testing::TestWithParam<ExportFormat> {
 protected:
  std::string text(const ExportedQuestion& question) const {
    return text_of(GetParam(), exports::exported(GetParam(), {question}, {"", true}));
  }
};

TEST_P(Contents, AreTheQuestionItsMethodItsBoxesAndItsSolution) {
  for (const char* file : {"momentum-valley.toml", "gradient-descent-bowl.toml"}) {
    const Problem problem = read_problem("problems/bank/" + std::string(file));
    const ExportedQuestion question = exports::exported(problem);
    const std::string text = this->text(question), letters = bare(text);
    const auto holds = [&](const std::string& words) {
      EXPECT_THAT(letters, HasSubstr(bare(words))) << GetParam().name << ' ' << file;
    };
    holds(problem.title);
    holds(problem.base.title);
    holds(problem.base.source);
    holds("Round every number you write down to");
    for (const std::string& row : rows_of(question.stem)) holds(row);
    EXPECT_GT(rows_of(question.solution).size(), 1U);
    for (const std::string& row : rows_of(question.solution)) holds(row);
    const std::vector<exports::Box>& boxes = question.parts.front().boxes;
    EXPECT_GE(count_of(letters, bare(boxes.front().how)), boxes.size()) << GetParam().name;
    if (GetParam().name != "text2qti") {
      for (const exports::Box& box : boxes) EXPECT_THAT(text, HasSubstr(box.right)) << GetParam().name;
    }
  }
}

TEST_P(Contents, NameTheQuestionAndWhatItIsAbout) {
  const ExportedQuestion question = exports::exported(read_problem("problems/bank/momentum-valley.toml"));
  const std::string text = this->text(question);
  ASSERT_EQ(question.id.size(), 36U);
  EXPECT_EQ(question.id[14], '5');
  // Canvas has identifiers of items alone, each made of the question's.
  const bool has_whole = GetParam().name != "canvas";
  EXPECT_TRUE(!has_whole || text.find(question.id) != std::string::npos);
  EXPECT_GT(question.tags.size(), 5U);
  for (const std::string& tag : question.tags) EXPECT_THAT(text, HasSubstr(tag)) << GetParam().name;
}

TEST_P(Contents, SayWhichMistakeItWas) {
  const ExportedQuestion question = exports::exported(read_problem("problems/bank/momentum-valley.toml"));
  if (GetParam().name == "rexams") return;  // which has no place for that, and says so
  EXPECT_THAT(bare(text(question)), HasSubstr(bare("You went back to the initial value")));
}

/// Some systems read 1e-8 as an expression, and some not at all.
TEST_P(Contents, HaveNumbersAsPlainDecimals) {
  const Problem tiny =
      support::make_problem("gradient-descent",
                            "[objective]\ngradient = [\"x\"]\nstart = { x = 1 }\n[hyperparameters]\neta = 0.00000003\n"
                            "[answer]\nask = [\"theta\"]\ngive = \"10 places\"\n");
  if (GetParam().name == "text2qti") return;  // refuses it
  const std::string text = this->text(exports::exported(tiny));
  static const std::regex exponent("[0-9][.][0-9]+[eE][-+]?[0-9]");
  EXPECT_FALSE(std::regex_search(text, exponent)) << GetParam().name;
  EXPECT_THAT(text, HasSubstr("0.9999999700"));
}

/// Of mistakes that lead far away, too: people read ten digits, and a power of ten.
TEST_P(Contents, TellNoNumberThatNobodyCanRead) {
  const std::string text = this->text(exports::exported(read_problem("problems/bank/adam-beale.toml")));
  static const std::regex told("<strong>-?[0-9]{11,}</strong>|[*][*]-?[0-9]{11,}[*][*]");
  EXPECT_FALSE(std::regex_search(text, told)) << GetParam().name;
  const bool tells = GetParam().name == "canvas";
  EXPECT_TRUE(!tells || text.find("\\(-3.855 \\cdot 10^{12}\\)") != std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Export, Contents, ::testing::ValuesIn(exports::export_formats()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace stepmark::tests

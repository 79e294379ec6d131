// The sentences of the practice page's own, in web/page/src, and their languages in web/page/po.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>

#include "lib/base/file.hpp"
#include "reports/language/language.hpp"
#include "tests/language/tools.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using language::Catalogue;
namespace fs = std::filesystem;

constexpr std::size_t most = 1U << 20U;

std::string unescaped(const std::string& literal) {
  std::string text;
  for (std::size_t i = 0; i < literal.size(); ++i) text += literal[i] == '\\' ? literal[++i] : literal[i];
  return text;
}

/// A sentence, and its form for many; empty where it has none.
std::map<std::string, std::string> sentences_of_the_page() {
  static const std::regex said(R"re(\b(?:say|plural)\(\s*"((?:[^"\\]|\\.)*)"(?:,\s*"((?:[^"\\]|\\.)*)")?)re");
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator("web/page/src")) {
    const std::string text = entry.is_regular_file() ? read_text_file(entry.path().string(), most) : "";
    for (std::sregex_iterator it(text.begin(), text.end(), said), end; it != end; ++it) {
      all.emplace(unescaped((*it)[1]), unescaped((*it)[2]));
    }
  }
  return all;
}

std::multiset<std::string> placeholders_of(const std::string& words) {
  static const std::regex one("\\{\\w+\\}");
  return {std::sregex_token_iterator(words.begin(), words.end(), one), std::sregex_token_iterator()};
}

TEST(PageLanguages, SayEverySentenceAndNoOther) {
  const auto said = sentences_of_the_page();
  EXPECT_GT(said.size(), 150U);
  for (const std::string& name : language::language_names()) {
    if (name == "en") continue;
    const std::string file = "web/page/po/" + name + ".po";
    const support::Outcome checked =
        support::run("msgfmt --check-format --check-domain -o /dev/null " + file + " 2>&1");
    EXPECT_EQ(checked.output, "") << file;
    const Catalogue catalogue(read_text_file(file, most));
    EXPECT_EQ(catalogue.head("Language"), name);
    EXPECT_NE(catalogue.head("X-Own-Name"), "");
    std::size_t known = 0;
    catalogue.each([&](std::string_view, std::string_view english, const std::vector<std::string>& forms) {
      const auto found = said.find(std::string(english));
      ASSERT_NE(found, said.end()) << file << " says what the page does not: " << english;
      ++known;
      EXPECT_EQ(forms.size(), found->second.empty() ? 1 : catalogue.plural().forms()) << english;
      const std::string& model = found->second.empty() ? found->first : found->second;
      EXPECT_EQ(placeholders_of(forms.back()), placeholders_of(model)) << file << ": " << english;
    });
    EXPECT_EQ(known, said.size());
    for (const auto& [english, many] : said) {
      EXPECT_NE(catalogue.find("", english), nullptr) << file << " does not say: " << english;
    }
  }
}

/// Whatever a file of the page shows to people is said in words.ts.
TEST(PageLanguages, HaveAllSentencesInTheFilesOfWords) {
  static const std::regex said(R"(\b(?:say|plural)\(")");
  for (const auto& entry : fs::recursive_directory_iterator("web/page/src")) {
    if (!entry.is_regular_file() || entry.path().filename() == "words.ts") continue;
    EXPECT_FALSE(std::regex_search(read_text_file(entry.path().string(), most), said)) << entry.path();
  }
}

}  // namespace
}  // namespace stepmark::tests

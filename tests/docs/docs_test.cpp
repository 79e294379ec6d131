// The documentation runs. In README.md and docs/*.md,
//   - a ```console block holds commands behind "$ " and what they print, which must be what they print now; they
//     succeed, but below a line <!-- exit 2 --> each ends with that status;
//   - a ```sh block holds commands that must succeed;
//   - a fenced block below a line <!-- PATH --> holds that file;
//   - a link leads to a file, or to a heading of the same document.
// STEPMARK_UPDATE_DOCS=1 writes what the commands print into the documents instead.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using support::read_all;

struct Block {
  std::string kind, file;  ///< what stands behind the fence; the path in the comment above
  int status = 0;          ///< with which commands end
  std::vector<std::string> lines;
  std::size_t first = 0, last = 0;  ///< positions of the fences
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Block> blocks_of(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  std::string file;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("<!-- ")) file = lines[i].substr(5, lines[i].size() - 9);
    if (!lines[i].starts_with("```")) {
      if (!lines[i].empty() && !lines[i].starts_with("<!-- ")) file.clear();
      continue;
    }
    Block block{lines[i].substr(3), file, 0, {}, i, i};
    if (file.starts_with("exit ")) {
      block.status = std::stoi(file.substr(5));
      block.file.clear();
    }
    for (++i; i < lines.size() && lines[i] != "```"; ++i) block.lines.push_back(lines[i]);
    block.last = i;
    blocks.push_back(block);
    file.clear();
  }
  return blocks;
}

/// Runs commands as a reader would from the root of the project, but leaves what they write elsewhere.
class Reader {
 public:
  Reader() {
    for (const char* entry : {"problems", "docs", "tests", "cmake", "lib"}) {
      std::filesystem::create_directory_symlink(std::filesystem::current_path() / entry, scratch_.path(entry));
    }
    scratch_.write("run", "#!/bin/sh\nexec '" STEPMARK_PROGRAM "' \"$@\"\n");
    ::chmod(scratch_.path("run").c_str(), 0700);
  }

  support::Outcome run(const std::string& command) const {
    return support::run_program({"/bin/sh", "-c", "cd '" + scratch_.path(".") + "' && { " + command + "\n} 2>&1"});
  }

 private:
  support::ScratchDirectory scratch_;
};

/// The block as it should read: each command and what it prints.
std::vector<std::string> executed(const Block& block, const Reader& reader) {
  std::vector<std::string> lines;
  for (const std::string& line : block.lines) {
    if (!line.starts_with("$ ")) continue;
    lines.push_back(line);
    const support::Outcome outcome = reader.run(line.substr(2));
    EXPECT_EQ(outcome.status, block.status) << line;
    for (const std::string& printed : lines_of(outcome.output)) lines.push_back(printed);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

void update(const std::string& path, std::vector<std::string> lines, const Block& block,
            const std::vector<std::string>& content) {
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(block.first) + 1;
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(block.last);
  const auto at = lines.erase(begin, end);
  lines.insert(at, content.begin(), content.end());
  std::ofstream(path, std::ios::binary) << joined(lines);
}

class Docs : public ::testing::TestWithParam<const char*> {};

TEST_P(Docs, Run) {
  const std::string path = GetParam();
  const Reader reader;
  const bool updating = std::getenv("STEPMARK_UPDATE_DOCS") != nullptr;
  std::size_t checked = 0;
  for (std::size_t i = 0;; ++i) {
    const std::vector<std::string> lines = lines_of(read_all(path));
    const std::vector<Block> blocks = blocks_of(lines);
    if (i >= blocks.size()) break;
    const Block& block = blocks[i];
    if (block.kind == "sh") {
      for (const std::string& command : block.lines) {
        if (command == "./test") continue;  // this very test is a part of it
        const support::Outcome outcome = reader.run(command);
        EXPECT_EQ(outcome.status, 0) << path << ": " << command << '\n' << outcome.output.substr(0, 2000);
        ++checked;
      }
    }
    if (block.kind != "console" && block.file.empty()) continue;
    ASSERT_LT(block.last, lines.size()) << path << ": a block is not closed";
    const std::vector<std::string> expected =
        block.kind == "console" ? executed(block, reader) : lines_of(read_all(block.file));
    ASSERT_FALSE(expected.empty()) << path << ": " << block.file;
    if (updating) {
      update(path, lines, block, expected);
    } else {
      EXPECT_EQ(joined(block.lines), joined(expected)) << path << " line " << block.first + 1;
    }
    ++checked;
  }
  EXPECT_GT(checked, 0u);
}

/// As readers of Markdown make an anchor of a heading.
std::string anchor(const std::string& heading) {
  std::string text;
  for (const char c : heading.substr(heading.find_first_not_of("# "))) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '-') {
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    if (c == ' ') text += '-';
  }
  return '#' + text;
}

/// What stands in round brackets behind square ones, outside fenced blocks; and the anchors of the headings.
std::pair<std::vector<std::string>, std::vector<std::string>> links_and_anchors(const std::string& path) {
  std::vector<std::string> links, anchors;
  bool fenced = false;
  for (const std::string& line : lines_of(read_all(path))) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced) continue;
    if (line.starts_with("#")) anchors.push_back(anchor(line));
    for (std::size_t at = 0; (at = line.find("](", at)) != std::string::npos; at += 2) {
      links.push_back(line.substr(at + 2, line.find(')', at) - at - 2));
    }
  }
  return {links, anchors};
}

class Links : public ::testing::TestWithParam<const char*> {};

TEST_P(Links, LeadSomewhere) {
  const std::filesystem::path path = GetParam();
  const auto [links, anchors] = links_and_anchors(path);
  for (const std::string& link : links) {
    if (link.starts_with("http")) continue;
    if (link.starts_with("#")) {
      EXPECT_NE(std::find(anchors.begin(), anchors.end(), link), anchors.end()) << path << ": " << link;
    } else {
      EXPECT_TRUE(std::filesystem::exists(path.parent_path() / link)) << path << ": " << link;
    }
  }
}

const std::vector<std::string> rooms = {"lib", "solver", "problems", "reports", "assessment", "web/front", "cli"};

std::string all_headers() {
  std::string text;
  for (const std::string& room : rooms) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(room)) {
      if (entry.path().extension() == ".hpp") text += read_all(entry.path().string());
    }
  }
  return text;
}

/// What stands between backquotes, outside fenced blocks.
std::vector<std::string> code_spans(const std::string& path) {
  std::vector<std::string> spans;
  for (const std::string& line : lines_of(read_all(path))) {
    for (std::size_t open = line.find('`'); open != std::string::npos; open = line.find('`', open)) {
      const std::size_t close = line.find('`', open + 1);
      spans.push_back(line.substr(open + 1, close - open - 1));
      open = close + 1;
    }
  }
  return spans;
}

/// A name of C++, and of what it is a member: "Marker::mark", "Machine<Arithmetic>", "apply(Modifiers, Definition)".
std::vector<std::string> names_in(const std::string& span) {
  std::vector<std::string> names(1);
  for (const char c : span) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      names.back() += c;
    } else if (!names.back().empty()) {
      names.emplace_back();
    }
  }
  if (names.back().empty()) names.pop_back();
  return names;
}

TEST(Design, NamesWhatIsThere) {
  const std::string headers = all_headers();
  std::size_t paths = 0, names = 0;
  for (const std::string& span : code_spans("docs/design.md")) {
    if (span.find('/') != std::string::npos) {
      EXPECT_TRUE(std::filesystem::exists(span)) << span;
      ++paths;
    } else if (span.find(' ') == std::string::npos || span.find('(') != std::string::npos) {
      for (const std::string& name : names_in(span)) {
        EXPECT_NE(headers.find(name), std::string::npos) << name;
        ++names;
      }
    }
  }
  EXPECT_GT(paths, 30U);
  EXPECT_GT(names, 40U);
}

/// What `constexpr` numbers a file defines: "certain" and "10".
std::vector<std::pair<std::string, std::string>> constants_in(const std::string& text) {
  static const std::regex definition("constexpr (?:double|int|std::(?:size_t|int64_t|ptrdiff_t)) ([^;{(]+);");
  static const std::regex one("(\\w+) = ([^,]+)");
  std::vector<std::pair<std::string, std::string>> all;
  for (std::sregex_iterator at(text.begin(), text.end(), definition), none; at != none; ++at) {
    const std::string list = (*at)[1];
    for (std::sregex_iterator each(list.begin(), list.end(), one); each != none; ++each) {
      all.emplace_back((*each)[1], (*each)[2]);
    }
  }
  return all;
}

TEST(Constants, AreThoseOfTheCode) {
  std::multiset<std::pair<std::string, std::string>> stated, defined;
  for (const std::string& line : lines_of(read_all("docs/constants.md"))) {
    static const std::regex row(R"(\| `(\w+)` \| `([^`]+)` \|.*)");
    std::smatch found;
    if (std::regex_match(line, found, row)) stated.emplace(found[1], found[2]);
  }
  for (const char* room : {"solver/marking", "solver/identify"}) {
    for (const auto& entry : std::filesystem::directory_iterator(room)) {
      for (const auto& constant : constants_in(read_all(entry.path().string()))) defined.insert(constant);
    }
  }
  EXPECT_GT(defined.size(), 30U);
  EXPECT_EQ(stated, defined);
}

INSTANTIATE_TEST_SUITE_P(All, Links,
                         ::testing::Values("README.md", "CHANGELOG.md", "docs/handbook.md", "docs/design.md",
                                           "docs/decisions.md", "docs/performance.md", "docs/problem-file.md",
                                           "docs/constants.md"));
INSTANTIATE_TEST_SUITE_P(All, Docs, ::testing::Values("README.md", "docs/handbook.md", "docs/problem-file.md"));

}  // namespace
}  // namespace stepmark::tests

#include "tests/reports/tools.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "tests/rooms.hpp"

namespace stepmark::support {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class Scanner {
 public:
  explicit Scanner(const std::string& markdown) : lines_(lines_of(markdown)) {}

  Scan scan() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string& line = lines_[at_];
      if (line.starts_with("```")) {
        skip_code();
      } else if (line == "$$") {
        displayed();
      } else {
        inline_formulas(line);
      }
    }
    return std::move(scan_);
  }

 private:
  void breach(const std::string& what) {
    scan_.breaches.push_back("line " + std::to_string(at_ + 1) + ": " + what + ": " + lines_[at_]);
  }

  void skip_code() {
    while (++at_ < lines_.size() && !lines_[at_].starts_with("```")) {
    }
  }

  void displayed() {
    if (at_ > 0 && !lines_[at_ - 1].empty()) breach("no blank line before $$");
    std::string latex;
    for (++at_; at_ < lines_.size() && lines_[at_] != "$$"; ++at_) {
      static const std::regex block_opener(R"(^\s*([-+*#>=~|:]|\d+[.)]|\\\\|$))");
      if (std::regex_search(lines_[at_], block_opener)) breach("a line of a formula that begins a block");
      if (lines_[at_].find('$') != std::string::npos) breach("$ in a formula");
      latex += lines_[at_] + "\n";
    }
    if (at_ >= lines_.size()) return breach_at_end("$$ is not closed");
    if (at_ + 1 < lines_.size() && !lines_[at_ + 1].empty()) breach("no blank line after $$");
    check_latex(latex);
    scan_.formulas.push_back({latex, true});
  }

  void breach_at_end(const std::string& what) { scan_.breaches.push_back(what); }

  void check_latex(const std::string& latex) {
    static const std::regex escaped_punctuation(R"((^|[^\\])\\[_{}|*<>\[\]()])");
    static const std::regex tag(R"(<[A-Za-z/!?])");
    if (std::regex_search(latex, escaped_punctuation)) breach("an escape that Markdown may take for its own");
    if (std::regex_search(latex, tag)) breach("< before a letter, as in a tag");
    if (latex.find('`') != std::string::npos) breach("` in a formula");
    const bool rows = latex.find("\\\\") != std::string::npos;
    if (rows && latex.find("\\begin{") == std::string::npos) breach("rows outside an environment");
  }

  void inline_formulas(const std::string& line) {
    std::vector<std::size_t> dollars;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\' && dollars.size() % 2 == 0) {
        ++i;
      } else if (line[i] == '$') {
        dollars.push_back(i);
      }
    }
    if (dollars.size() % 2 != 0) return breach("$ is not closed");
    for (std::size_t k = 0; k < dollars.size(); k += 2) inline_formula(line, dollars[k], dollars[k + 1]);
  }

  void inline_formula(const std::string& line, std::size_t open, std::size_t close) {
    const std::string latex = line.substr(open + 1, close - open - 1);
    if (latex.empty()) return breach("an empty formula");
    if (latex.front() == ' ' || latex.back() == ' ') breach("a space inside $");
    const char before = open == 0 ? ' ' : line[open - 1];
    const char after = close + 1 == line.size() ? ' ' : line[close + 1];
    if (std::string(" (|").find(before) == std::string::npos) breach("opening $ after something else than a space");
    if (std::string(" .,;:)|").find(after) == std::string::npos) breach("closing $ before something else than a space");
    if (line.starts_with("|") && latex.find('|') != std::string::npos) breach("| in a table's formula");
    check_latex(latex);
    scan_.formulas.push_back({latex, false});
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  Scan scan_;
};

}  // namespace

Scan scan_markdown(const std::string& markdown) { return Scanner(markdown).scan(); }

namespace {

std::string without_dollars(std::string cell) {
  std::erase(cell, '$');
  const auto first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
  return first == std::string::npos ? "" : cell.substr(first, last - first + 1);
}

}  // namespace

std::vector<Row> table_rows(const std::string& page, const std::string& heading) {
  std::vector<Row> rows;
  std::istringstream lines(page);
  const std::size_t level = heading.find(' ');
  bool inside = false, body = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) {
      if (line == heading) inside = true;
      if (line != heading && line.find(' ') <= level) inside = false;
    }
    if (!line.starts_with('|')) body = false;
    if (inside && body) {
      rows.emplace_back();
      std::istringstream cells(line.substr(1));
      for (std::string cell; std::getline(cells, cell, '|');) rows.back().push_back(without_dollars(cell));
    }
    if (line.starts_with("|-")) body = true;
  }
  return rows;
}

std::vector<std::string> katex_complaints(const std::vector<Formula>& formulas) {
  nlohmann::json list = nlohmann::json::array();
  for (const Formula& formula : formulas) list.push_back({formula.latex, formula.displayed});
  const Scratch scratch;
  // Node warns of its surroundings on standard error, which is no complaint of KaTeX.
  const std::string warnings = scratch.path("warnings");
  const Outcome result = run("{ node tests/reports/katex_check.js " + scratch.write("formulas.json", list.dump()) +
                             " 2>" + warnings + "; }");
  std::vector<std::string> complaints = lines_of(result.output);
  const std::string last = "checked " + std::to_string(formulas.size());
  if (result.status != 0 || complaints.empty() || complaints.back() != last) {
    throw std::runtime_error("KaTeX did not run: " + result.output + read(warnings));
  }
  complaints.pop_back();
  return complaints;
}

Scratch::Scratch() {
  std::string name = std::filesystem::temp_directory_path() / "stepmark-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch directory");
  directory_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string Scratch::write(const std::string& name, const std::string& content) const {
  std::ofstream(path(name), std::ios::binary) << content;
  return path(name);
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Outcome run(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  Outcome result;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    result.output.append(buffer.data(), n);
  result.status = pclose(pipe);
  return result;
}

}  // namespace stepmark::support

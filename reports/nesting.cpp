#include "reports/nesting.hpp"

#include <sstream>

namespace stepmark::reports {

std::vector<std::size_t> nesting(const Outline& outline) {
  std::vector<std::size_t> depths, open;  // indents of the lines that hold the next
  for (const Outline::Line& line : outline.lines) {
    while (!open.empty() && open.back() >= line.indent) open.pop_back();
    depths.push_back(open.size());
    open.push_back(line.indent);
  }
  return depths;
}

std::vector<std::string> code_lines(const Code& code) {
  std::vector<std::string> lines;
  std::istringstream text(code.text);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

}  // namespace stepmark::reports

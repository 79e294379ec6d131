// The outside judges of what is printed: a scanner of Markdown of its own, KaTeX, pandoc.
#pragma once

#include <string>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::support {

struct Formula {
  std::string latex;
  bool displayed = false;
};

/// What a strict reader of Markdown finds: the formulas, and every breach of the rules that pandoc, GitHub, Jupyter and
/// MyST agree on, with its line.
struct Scan {
  std::vector<Formula> formulas;
  std::vector<std::string> breaches;
};
Scan scan_markdown(const std::string& markdown);

/// One message for each formula that KaTeX refuses with throwOnError and strict = "error".
std::vector<std::string> katex_complaints(const std::vector<Formula>& formulas);

using Row = std::vector<std::string>;
/// The rows of the tables between one heading and the next of the same level or above; headers and rules left out.
std::vector<Row> table_rows(const std::string& page, const std::string& heading);

/// A directory of its own, removed at the end.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path(const std::string& name) const { return directory_ + '/' + name; }
  std::string write(const std::string& name, const std::string& content) const;

 private:
  std::string directory_;
};

std::string read(const std::string& path);

struct Outcome {
  int status = 0;
  std::string output;  ///< standard output and error
};
Outcome run(const std::string& command);

}  // namespace stepmark::support

#include "lib/optimizer/frameworks.hpp"

#include <algorithm>
#include <sstream>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/catalogue_text.hpp"

namespace stepmark::optimizer {

namespace {

/// The texts between double quotes.
std::vector<std::string> quoted_texts(const std::string& line) {
  std::vector<std::string> texts;
  for (std::size_t i = line.find('"'); i != std::string::npos; i = line.find('"', i + 1)) {
    const std::size_t end = line.find('"', i + 1);
    STEPMARK_ASSERT(end != std::string::npos);
    texts.push_back(line.substr(i + 1, end - i - 1));
    i = end;
  }
  return texts;
}

/// A line of the file, which is ours: one of framework, note and without.
void read_line(const std::string& line, std::vector<Framework>& all) {
  std::istringstream words(line);
  std::string word, name;
  words >> word >> name;
  const auto texts = quoted_texts(line);
  if (word == "framework") {
    all.push_back({name, texts.at(0), {}, {}, {}});
  } else if (word == "note") {
    all.back().notes.push_back(texts.at(0));
  } else if (word == "without") {
    all.back().missing.push_back({texts.at(0), texts.at(1)});
  }
}

void add_calls(Framework& framework) {
  for (const std::string& name : catalogue_names()) {
    for (const FrameworkCall& one : catalogue_definition(name).calls) {
      if (one.framework == framework.name) framework.calls.push_back({name, one.call, one.remark});
    }
  }
}

}  // namespace

const std::vector<Framework>& frameworks() {
  static const std::vector<Framework> all = [] {
    std::vector<Framework> read;
    std::istringstream lines(frameworks_text());
    for (std::string line; std::getline(lines, line);) read_line(line, read);
    for (Framework& framework : read) add_calls(framework);
    return read;
  }();
  return all;
}

const Framework& find_framework(const std::string& name) {
  const auto found =
      std::find_if(frameworks().begin(), frameworks().end(), [&](const Framework& one) { return one.name == name; });
  if (found != frameworks().end()) return *found;
  std::vector<std::string> names;
  for (const Framework& one : frameworks()) names.push_back(one.name);
  throw InputError({}, "unknown framework " + in_quotes(name), suggest(name, names, names.size()));
}

}  // namespace stepmark::optimizer

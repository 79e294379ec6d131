#include "tests/language/tools.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/reports/tools.hpp"

namespace stepmark::support {

const std::vector<Problem>& bank() {
  static const std::vector<Problem> all = [] {
    std::vector<std::string> files;
    for (const char* directory : {"problems/bank", "docs/example"}) {
      for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    std::vector<Problem> read;
    for (const std::string& file : files) {
      try {
        read.push_back(read_problem(file));
      } catch (const InputError&) {
        continue;  // a roster's, or one that lacks its data here
      }
    }
    return read;
  }();
  return all;
}

Language named(const std::string& name) { return *Language::named(name); }

namespace {

std::string without(std::string text, const std::string& what) {
  if (what.empty()) return text;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) text.replace(at, what.size(), " ");
  return text;
}

std::string escaped(std::string text) {
  for (const auto& [sign, entity] : {std::pair{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos; at += std::string(entity).size()) {
      text.replace(at, 1, entity);
    }
  }
  return text;
}

/// What Chinese pages have in Latin letters: names of methods and of the codes of a mark scheme.
const std::set<std::string> latin = {
    "Adam",  "AdamW", "AdaGrad",  "AdaMax",  "AdaDelta", "AdaBelief", "AMSGrad", "RMSProp",    "Rprop", "Nadam",
    "RAdam", "LAMB",  "SGD",      "Lion",    "Yogi",     "Nesterov",  "PyTorch", "TensorFlow", "IEEE",  "awrt",
    "cao",   "ft",    "Stepmark", "sigmoid", "tanh",     "softplus",  "ReLU",    "rho",        "mu",    "beta"};

/// Without what stands between them. By hand: pages are long, and std::regex goes down a level for each character.
std::string cut(const std::string& page, std::string_view begin, std::string_view end) {
  std::string rest;
  std::size_t at = 0;
  for (std::size_t open; (open = page.find(begin, at)) != std::string::npos;) {
    rest.append(page, at, open - at) += ' ';
    at = std::min(page.find(end, open), page.size() - end.size()) + end.size();
  }
  return rest.append(page, at);
}

}  // namespace

std::string words_on(std::string page) {
  std::string words;
  static const std::regex mtext("<mtext>([^<]*)</mtext>");
  for (std::sregex_iterator i(page.begin(), page.end(), mtext), end; i != end; ++i) words += (*i)[1].str() + '\n';
  for (const auto& [begin, end] : {std::pair{"<style>", "</style>"}, {"<math", "</math>"}, {"<", ">"}}) {
    page = cut(page, begin, end);
  }
  return words + page;
}

std::set<std::string> english_on(std::string page, const Problem& problem) {
  page = std::regex_replace(cut(page, "<style>", "</style>"), std::regex("来源：[^<]*(</strong>)?[^<]*<"), "<");
  page = cut(page, "<em>", "</em>");  // identifiers of mistakes
  std::string words = without(words_on(std::move(page)), escaped(problem.title));
  // Identifiers and commands are the same in all languages.
  std::vector<std::string> same = {"stepmark check", "&gt;", "&lt;", "&amp;"};
  for (const mistake::Mistake& mistake : mistake::mistakes()) same.emplace_back(mistake.id);
  same.insert(same.end(), catalogue_names().begin(), catalogue_names().end());
  std::stable_sort(same.begin(), same.end(),
                   [](const auto& one, const auto& other) { return one.size() > other.size(); });
  for (const std::string& each : same) words = without(std::move(words), each);
  std::set<std::string> all;
  static const std::regex word("[A-Za-z]{2,}");
  for (std::sregex_iterator i(words.begin(), words.end(), word), end; i != end; ++i) {
    if (!latin.count(i->str())) all.insert(i->str());
  }
  return all;
}

bool is_catalogued(const Problem& problem) {
  const auto& names = catalogue_names();
  return std::find(names.begin(), names.end(), problem.base.name) != names.end();
}

namespace {

/// A formula of any language as the English page has it, words apart.
std::string in_points(std::string latex) {
  latex = std::regex_replace(latex, std::regex(R"(\\text\{[^}]*\})"), R"(\text{})");
  latex = std::regex_replace(latex, std::regex(R"(\{,\})"), ".");
  return std::regex_replace(latex, std::regex(";"), ",");
}

}  // namespace

std::vector<std::string> formulas_in_points(const std::string& markdown) {
  std::vector<std::string> all;
  for (const Formula& one : scan_markdown(markdown).formulas) all.push_back(in_points(one.latex));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace stepmark::support

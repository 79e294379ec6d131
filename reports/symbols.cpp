#include "reports/symbols.hpp"

#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace stepmark::reports {

namespace {

struct Symbol {
  std::string_view plain, latex;
};

/// Formulas as the catalogue of mistakes writes them; what is longer comes before what it begins with.
constexpr std::array symbols = {
    Symbol{"(1 - beta)^t", R"((1 - \beta)^{t})"},
    Symbol{"1 - beta^t", R"(1 - \beta^{t})"},
    Symbol{"1 - b", R"(1 - b)"},
    Symbol{"t + 1", R"(t + 1)"},
    Symbol{"t - 1", R"(t - 1)"},
    Symbol{"b", R"(b)"},
};

bool is_of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// The word that begins at `at` where it is the name of a Greek letter, with digits or not: "eta", "beta1".
std::optional<Inline> greek_at(std::string_view words, std::size_t at, const LatexNames* names) {
  std::size_t end = at;
  while (end < words.size() && is_of_a_word(words[end])) ++end;
  const std::string_view word = words.substr(at, end - at);
  if (!is_greek(word.substr(0, word.find_last_not_of("0123456789") + 1))) return std::nullopt;
  return math(latex_symbol(word, {}, names), std::string(word));
}

/// The symbol at `at`, between words.
std::optional<Inline> symbol_at(std::string_view words, std::size_t at, const LatexNames* names) {
  if (at > 0 && is_of_a_word(words[at - 1])) return std::nullopt;
  for (const Symbol& symbol : symbols) {
    const std::size_t end = at + symbol.plain.size();
    const bool is_whole = end >= words.size() || !is_of_a_word(words[end]);
    if (is_whole && words.substr(at).starts_with(symbol.plain)) {
      return math(std::string(symbol.latex), std::string(symbol.plain));
    }
  }
  return greek_at(words, at, names);
}

}  // namespace

Inlines in_symbols(const std::string& words, const LatexNames* names) {
  Inlines runs;
  std::string plain;
  const auto end_run = [&] {
    if (!plain.empty()) runs.push_back(text(std::exchange(plain, {})));
  };
  for (std::size_t at = 0; at < words.size();) {
    std::optional<Inline> symbol = symbol_at(words, at, names);
    if (!symbol) {
      plain += words[at++];
      continue;
    }
    end_run();
    at += symbol->plain.size();
    runs.push_back(std::move(*symbol));
  }
  end_run();
  return runs;
}

void append_runs(Inlines& runs, Inlines more) {
  runs.insert(runs.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace stepmark::reports

#include "reports/symbols.hpp"

#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace stepmark::reports {

namespace {

struct Symbol {
  std::string_view plain, latex;
};

/// As the catalogue of mistakes writes them; what is longer comes before what it begins with.
constexpr std::array symbols = {
    Symbol{"(1 - beta)^t", R"((1 - \beta)^{t})"},
    Symbol{"1 - beta^t", R"(1 - \beta^{t})"},
    Symbol{"1 - b", R"(1 - b)"},
    Symbol{"t + 1", R"(t + 1)"},
    Symbol{"t - 1", R"(t - 1)"},
    Symbol{"beta1", R"(\beta_{1})"},
    Symbol{"beta2", R"(\beta_{2})"},
    Symbol{"beta", R"(\beta)"},
    Symbol{"epsilon", R"(\epsilon)"},
    Symbol{"b", R"(b)"},
};

bool is_of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// The symbol that stands at `at`, between words; null if none does.
const Symbol* symbol_at(std::string_view words, std::size_t at) {
  for (const Symbol& symbol : symbols) {
    const std::size_t end = at + symbol.plain.size();
    const bool is_whole =
        (at == 0 || !is_of_a_word(words[at - 1])) && (end >= words.size() || !is_of_a_word(words[end]));
    if (is_whole && words.substr(at).starts_with(symbol.plain)) return &symbol;
  }
  return nullptr;
}

}  // namespace

Inlines in_symbols(const std::string& words) {
  Inlines runs;
  std::string plain;
  const auto end_run = [&] {
    if (!plain.empty()) runs.push_back(text(std::exchange(plain, {})));
  };
  for (std::size_t at = 0; at < words.size();) {
    const Symbol* symbol = symbol_at(words, at);
    if (!symbol) {
      plain += words[at++];
      continue;
    }
    end_run();
    runs.push_back(math(std::string(symbol->latex), std::string(symbol->plain)));
    at += symbol->plain.size();
  }
  end_run();
  return runs;
}

void append_runs(Inlines& runs, Inlines more) {
  runs.insert(runs.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace stepmark::reports

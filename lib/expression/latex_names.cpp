#include <algorithm>
#include <array>

#include "lib/base/ascii.hpp"
#include "lib/expression/print.hpp"

namespace stepmark::expression {

namespace {

constexpr std::array<std::string_view, 34> greek = {
    "alpha", "beta",  "gamma",  "delta", "epsilon", "zeta",  "eta",     "theta", "iota", "kappa", "lambda", "mu",
    "nu",    "xi",    "pi",     "rho",   "sigma",   "tau",   "upsilon", "phi",   "chi",  "psi",   "omega",  "Gamma",
    "Delta", "Theta", "Lambda", "Xi",    "Pi",      "Sigma", "Upsilon", "Phi",   "Psi",  "Omega"};

std::string letters(std::string_view stem) {
  if (is_greek(stem)) return '\\' + std::string(stem);
  return stem.size() == 1 ? std::string(stem) : "\\mathrm{" + std::string(stem) + '}';
}

void join(std::string& list, std::string_view item) {
  if (item.empty()) return;
  if (!list.empty()) list += ',';
  list += item;
}

/// A symbol taken apart by the rule.
struct Parts {
  std::string core;  ///< letter or word, with its accents
  std::string superscript, subscript;
  bool accented = false;
};

Parts take_apart(std::string_view symbol) {
  Parts parts;
  if (std::all_of(symbol.begin(), symbol.end(), is_digit)) {
    parts.core = "\\theta";
    parts.subscript = symbol;
    return parts;
  }
  std::string_view stem = symbol.substr(0, symbol.find('_'));
  std::string_view rest = symbol.substr(stem.size());
  const std::string_view letters_only = stem.substr(0, stem.find_last_not_of("0123456789") + 1);
  parts.core = letters(letters_only);
  parts.subscript = stem.substr(letters_only.size());
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view suffix = rest.substr(0, rest.find('_'));
    rest.remove_prefix(suffix.size());
    if (suffix == "hat" || suffix == "bar" || suffix == "tilde") {
      parts.core = '\\' + std::string(suffix) + '{' + parts.core + '}';
      parts.accented = true;
    } else if (!suffix.empty() && std::all_of(suffix.begin(), suffix.end(), is_digit)) {
      join(parts.subscript, suffix);
    } else {
      join(parts.superscript, suffix);
    }
  }
  return parts;
}

std::string index_text(const Index& index, const LatexNames* names) {
  if (index.base.empty()) return std::to_string(index.offset);
  const std::string base = latex_symbol(index.base, {}, names);
  if (index.offset == 0) return base;
  return base + (index.offset > 0 ? "+" : "") + std::to_string(index.offset);
}

const std::string* overridden(std::string_view symbol, const LatexNames* names) {
  if (!names) return nullptr;
  const auto found = names->find(symbol);
  return found == names->end() ? nullptr : &found->second;
}

std::string scientific(std::string_view mantissa, std::string_view exponent) {
  const bool minus = exponent.starts_with('-');
  exponent.remove_prefix(std::min(exponent.find_first_of("123456789"), exponent.size() - 1));
  const std::string power = (minus ? "10^{-" : "10^{") + std::string(exponent) + '}';
  return mantissa == "1" ? power : std::string(mantissa) + "\\cdot " + power;
}

}  // namespace

bool is_greek(std::string_view name) { return std::find(greek.begin(), greek.end(), name) != greek.end(); }

std::string latex_symbol(std::string_view symbol, std::string_view subscript, const LatexNames* names) {
  if (const std::string* text = overridden(symbol, names)) {
    return subscript.empty() ? *text : '{' + *text + "}_{" + std::string(subscript) + '}';
  }
  Parts parts = take_apart(symbol);
  join(parts.subscript, subscript);
  std::string text = parts.core;
  if (!parts.superscript.empty()) text += "^{\\mathrm{" + parts.superscript + "}}";
  if (!parts.subscript.empty()) text += "_{" + parts.subscript + '}';
  return text;
}

Shown latex_name(const Name& name, const LatexNames* names, std::string_view extra_subscript) {
  std::string subscript = name.index ? index_text(*name.index, names) : std::string();
  join(subscript, extra_subscript);
  Shown shown;
  shown.latex = latex_symbol(name.symbol, subscript, names);
  if (const std::string* text = overridden(name.symbol, names)) {
    shown.superscripted = text->find_first_of("^\\") != std::string::npos;
  } else {
    const Parts parts = take_apart(name.symbol);
    shown.superscripted = parts.accented || !parts.superscript.empty();
  }
  return shown;
}

Shown latex_number(std::string_view text) {
  Shown shown;
  shown.numeric = true;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t slash = text.find('/'), e = text.find_first_of("eE");
  if (slash != std::string_view::npos) {
    shown.latex = "\\frac{" + std::string(text.substr(0, slash)) + "}{" + std::string(text.substr(slash + 1)) + '}';
    shown.superscripted = true;
  } else if (e != std::string_view::npos) {
    shown.latex = scientific(text.substr(0, e), text.substr(e + 1));
    shown.superscripted = true;
    shown.binding = Binding::product;
  } else {
    shown.latex = text;
  }
  if (negative) {
    shown.latex.insert(0, 1, '-');
    shown.binding = Binding::unary;
  }
  return shown;
}

}  // namespace stepmark::expression

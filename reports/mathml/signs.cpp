#include "reports/mathml/signs.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "lib/base/ascii.hpp"

namespace stepmark::mathml {

namespace {

using Kind = Sign::Kind;
using Signs = std::map<std::string_view, Sign>;

void add(Signs& signs, Kind kind, std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
  for (const auto& [command, text] : texts) signs[command] = {kind, text};
}

void add_names(Signs& signs, Kind kind, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) signs[name] = {kind, name};
}

Signs all_signs() {
  Signs signs;
  add(signs, Kind::italic,
      {{"alpha", "α"},    {"beta", "β"},  {"gamma", "γ"},  {"delta", "δ"},    {"epsilon", "ϵ"}, {"zeta", "ζ"},
       {"eta", "η"},      {"theta", "θ"}, {"iota", "ι"},   {"kappa", "κ"},    {"lambda", "λ"},  {"mu", "μ"},
       {"nu", "ν"},       {"xi", "ξ"},    {"pi", "π"},     {"rho", "ρ"},      {"sigma", "σ"},   {"tau", "τ"},
       {"upsilon", "υ"},  {"phi", "ϕ"},   {"chi", "χ"},    {"psi", "ψ"},      {"omega", "ω"},   {"varepsilon", "ε"},
       {"vartheta", "ϑ"}, {"varpi", "ϖ"}, {"varrho", "ϱ"}, {"varsigma", "ς"}, {"varphi", "φ"},  {"imath", "ı"},
       {"jmath", "ȷ"}});
  add(signs, Kind::letter,
      {{"Gamma", "Γ"}, {"Delta", "Δ"},   {"Theta", "Θ"},  {"Lambda", "Λ"},  {"Xi", "Ξ"},     {"Pi", "Π"},
       {"Sigma", "Σ"}, {"Upsilon", "Υ"}, {"Phi", "Φ"},    {"Psi", "Ψ"},     {"Omega", "Ω"},  {"ell", "ℓ"},
       {"infty", "∞"}, {"prime", "′"},   {"dagger", "†"}, {"ddagger", "‡"}, {"bullet", "•"}, {"top", "⊤"},
       {"bot", "⊥"},   {"Re", "ℜ"},      {"Im", "ℑ"},     {"aleph", "ℵ"},   {"wp", "℘"},     {"emptyset", "∅"},
       {"hbar", "ℏ"},  {"ldots", "…"},   {"cdots", "⋯"},  {"dots", "…"},    {"%", "%"},      {"_", "_"},
       {"#", "#"},     {"&", "&amp;"},   {"$", "$"}});
  add(signs, Kind::prefix, {{"nabla", "∇"}, {"partial", "∂"}});
  add(signs, Kind::sign,
      {{"ast", "∗"},       {"star", "⋆"},   {"circ", "∘"},  {"pm", "±"},        {"mp", "∓"},         {"cdot", "⋅"},
       {"times", "×"},     {"div", "÷"},    {"oplus", "⊕"}, {"ominus", "⊖"},    {"otimes", "⊗"},     {"odot", "⊙"},
       {"wedge", "∧"},     {"vee", "∨"},    {"cap", "∩"},   {"cup", "∪"},       {"parallel", "∥"},   {"mid", "∣"},
       {"le", "≤"},        {"leq", "≤"},    {"ge", "≥"},    {"geq", "≥"},       {"ne", "≠"},         {"neq", "≠"},
       {"approx", "≈"},    {"sim", "∼"},    {"simeq", "≃"}, {"equiv", "≡"},     {"propto", "∝"},     {"ll", "≪"},
       {"gg", "≫"},        {"in", "∈"},     {"to", "→"},    {"leftarrow", "←"}, {"rightarrow", "→"}, {"uparrow", "↑"},
       {"downarrow", "↓"}, {"mapsto", "↦"}, {"gets", "←"},  {"perp", "⊥"}});
  add(signs, Kind::opening,
      {{"lvert", "|"}, {"lVert", "‖"}, {"langle", "⟨"}, {"lfloor", "⌊"}, {"lceil", "⌈"}, {"{", "{"}});
  add(signs, Kind::closing,
      {{"rvert", "|"}, {"rVert", "‖"}, {"rangle", "⟩"}, {"rfloor", "⌋"}, {"rceil", "⌉"}, {"}", "}"}});
  add(signs, Kind::large, {{"sum", "∑"}, {"prod", "∏"}});
  add(signs, Kind::integral, {{"int", "∫"}});
  add_names(signs, Kind::function, {"exp", "log", "ln", "sin", "cos", "tan", "tanh", "arg"});
  add_names(signs, Kind::limit, {"min", "max", "sup", "inf", "lim", "det"});
  return signs;
}

struct Accent {
  std::string_view command, text;
  bool stretches;
};
constexpr std::array accents = {
    Accent{"hat", "^", false},    Accent{"bar", "‾", false},    Accent{"tilde", "~", false},
    Accent{"dot", "˙", false},    Accent{"ddot", "¨", false},   Accent{"vec", "→", false},
    Accent{"check", "ˇ", false},  Accent{"breve", "˘", false},  Accent{"acute", "´", false},
    Accent{"grave", "`", false},  Accent{"widehat", "^", true}, Accent{"widetilde", "~", true},
    Accent{"overline", "‾", true}};

/// Where the letters of a look begin in the block of mathematical letters (Unicode, U+1D400). Of digits: 0 for none.
struct Alphabet {
  std::string_view style;
  char32_t capital, small, digit;
};
constexpr std::array alphabets = {
    Alphabet{"mathbf", 0x1D400, 0x1D41A, 0x1D7CE}, Alphabet{"textbf", 0x1D400, 0x1D41A, 0x1D7CE},
    Alphabet{"mathit", 0x1D434, 0x1D44E, 0},       Alphabet{"boldsymbol", 0x1D468, 0x1D482, 0x1D7CE},
    Alphabet{"mathcal", 0x1D49C, 0x1D4B6, 0},      Alphabet{"mathfrak", 0x1D504, 0x1D51E, 0},
    Alphabet{"mathbb", 0x1D538, 0x1D552, 0x1D7D8}, Alphabet{"mathsf", 0x1D5A0, 0x1D5BA, 0x1D7E2},
    Alphabet{"mathtt", 0x1D670, 0x1D68A, 0x1D7F6}, Alphabet{"mathrm", U'A', U'a', U'0'}};

/// The letters that Unicode had before that block: its places for them are empty.
char32_t in_its_place(char32_t letter) {
  static const std::map<char32_t, char32_t> earlier = {
      {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
      {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134},
      {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C}, {0x1D51D, 0x2128}, {0x1D53A, 0x2102},
      {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124}};
  const auto found = earlier.find(letter);
  return found == earlier.end() ? letter : found->second;
}

/// Of a point beyond U+07FF, or of ASCII.
std::string in_utf8(char32_t point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) return {byte(point)};
  std::string text;
  if (point > 0xFFFF) text += byte(0xF0 | (point >> 18U));
  text += byte(point > 0xFFFF ? 0x80 | ((point >> 12U) & 0x3FU) : 0xE0 | (point >> 12U));
  text += byte(0x80 | ((point >> 6U) & 0x3FU));
  text += byte(0x80 | (point & 0x3FU));
  return text;
}

const Alphabet* alphabet_of(std::string_view style) {
  const auto found =
      std::find_if(alphabets.begin(), alphabets.end(), [&](const Alphabet& a) { return a.style == style; });
  return found == alphabets.end() ? nullptr : found;
}

}  // namespace

std::optional<Sign> sign_of(std::string_view command) {
  static const Signs signs = all_signs();
  const auto found = signs.find(command);
  return found == signs.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> accent_of(std::string_view command, bool& stretches) {
  const auto found =
      std::find_if(accents.begin(), accents.end(), [&](const Accent& a) { return a.command == command; });
  if (found == accents.end()) return std::nullopt;
  stretches = found->stretches;
  return found->text;
}

bool is_style(std::string_view command) { return alphabet_of(command) != nullptr; }

std::string styled_letter(std::string_view style, char letter) {
  const Alphabet* alphabet = alphabet_of(style);
  const auto offset = [&](char first) { return static_cast<char32_t>(letter - first); };
  if (alphabet == nullptr) return {letter};
  if ('A' <= letter && letter <= 'Z') return in_utf8(in_its_place(alphabet->capital + offset('A')));
  if ('a' <= letter && letter <= 'z') return in_utf8(in_its_place(alphabet->small + offset('a')));
  if ('0' <= letter && letter <= '9' && alphabet->digit != 0) return in_utf8(alphabet->digit + offset('0'));
  return {letter};
}

}  // namespace stepmark::mathml

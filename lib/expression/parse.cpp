#include "lib/expression/parse.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "lib/base/ascii.hpp"

namespace stepmark::expression {

namespace {

struct Signature {
  Function function;
  std::size_t least, most;  ///< arguments
};

constexpr std::size_t any_number = 10'000;

constexpr std::array signatures = {Signature{Function::sqrt, 1, 1},     Signature{Function::abs, 1, 1},
                                   Signature{Function::sign, 1, 1},     Signature{Function::min, 2, 100},
                                   Signature{Function::max, 2, 100},    Signature{Function::exp, 1, 1},
                                   Signature{Function::log, 1, 1},      Signature{Function::sin, 1, 1},
                                   Signature{Function::cos, 1, 1},      Signature{Function::floor, 1, 1},
                                   Signature{Function::norm, 1, 1},     Signature{Function::sum, 1, 1},
                                   Signature{Function::dot, 2, 2},      Signature{Function::grad, 1, 1},
                                   Signature{Function::loss, 1, 1},     Signature{Function::choose, 2, any_number},
                                   Signature{Function::sigmoid, 1, 1},  Signature{Function::tanh, 1, 1},
                                   Signature{Function::softplus, 1, 1}, Signature{Function::relu, 1, 1}};

const Signature* find_function(std::string_view name) {
  const auto found = std::find_if(signatures.begin(), signatures.end(),
                                  [&](const Signature& s) { return to_string(s.function) == name; });
  return found == signatures.end() ? nullptr : &*found;
}

bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

enum class Kind { number, name, sign, end };

struct Token {
  Kind kind;
  std::string_view text;  ///< of a sign: its ASCII form
  std::size_t position;   ///< in bytes
};

/// Signs that keyboards and word processors make of plain ones.
struct Spelling {
  std::string_view written, meant;
};
constexpr std::array<Spelling, 7> spellings = {Spelling{"\u2212", "-"}, {"\u00B7", "*"},  {"\u00D7", "*"},
                                               {"\u22C5", "*"},         {"\u2264", "<="}, {"\u2265", ">="},
                                               {"\u2260", "!="}};
constexpr std::array<std::string_view, 4> spaces = {" ", "\t", "\u00A0", "\u202F"};

/// What people write that is not read, and what to write instead.
constexpr std::array<Spelling, 11> hints = {Spelling{"{", "'('"},      {"}", "')'"},
                                            {"\u00B2", "'^2'"},        {"\u00B3", "'^3'"},
                                            {"\u00F7", "'/'"},         {":", "'/'"},
                                            {"\u2013", "'-'"},         {"\u221A", "'sqrt(...)'"},
                                            {"|", "'abs(...)'"},       {"ln", "'log(...)', the natural logarithm"},
                                            {"pow", "'^' for a power"}};

const Spelling* find_hint(std::string_view written) {
  const auto found = std::find_if(hints.begin(), hints.end(), [&](const Spelling& h) { return h.written == written; });
  return found == hints.end() ? nullptr : &*found;
}

constexpr std::array<std::string_view, 19> plain_signs = {"**", "..", ">=", "<=", "==", "!=", "+", "-", "*", "/",
                                                          "^",  "(",  ")",  "[",  "]",  ",",  ">", "<", "="};

class Parser {
 public:
  Parser(std::string_view text, const Location& where) : text_(text), where_(where) { next(); }

  Expression whole() {
    Expression result = parse_sum();
    if (token_.kind != Kind::end) unexpected("an operator or the end");
    return result;
  }

 private:
  [[noreturn]] void fail(std::size_t position, std::string wrong, std::string expected) const {
    Location place = where_;
    const auto before = text_.substr(0, position);
    const auto is_head = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    place.column = std::max<std::size_t>(place.column, 1) +
                   static_cast<std::size_t>(std::count_if(before.begin(), before.end(), is_head));
    throw InputError(std::move(place), std::move(wrong), std::move(expected));
  }

  [[noreturn]] void unexpected(const std::string& wanted) const {
    const bool adjacent = token_.kind == Kind::number || token_.kind == Kind::name || token_.text == "(";
    if (token_.kind == Kind::end) fail(token_.position, "the expression ends too early", "expected " + wanted);
    if (token_.text == "**") fail(token_.position, "'**' is no operator", "expected '^' for a power");
    if (adjacent && wanted.starts_with("an operator")) {
      fail(token_.position, "no operator before " + in_quotes(token_.text), "expected '*' for a product");
    }
    fail(token_.position, "unexpected " + in_quotes(token_.text), "expected " + wanted);
  }

  // Tokens.
  void next() {
    position_ = after_spaces(position_);
    token_ = scan();
    position_ = token_end_;
  }

  std::size_t after_spaces(std::size_t position) const {
    for (;;) {
      const std::string_view rest = text_.substr(position);
      const auto found =
          std::find_if(spaces.begin(), spaces.end(), [&](auto space) { return rest.starts_with(space); });
      if (found == spaces.end()) return position;
      position += found->size();
    }
  }

  Token scan() {
    const std::size_t begin = position_;
    const auto taken = [&](Kind kind, std::size_t length) {
      token_end_ = begin + length;
      return Token{kind, text_.substr(begin, length), begin};
    };
    if (begin == text_.size()) return taken(Kind::end, 0);
    const std::string_view rest = text_.substr(begin);
    if (is_letter(rest[0])) {
      return taken(Kind::name,
                   static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin()));
    }
    if (const std::size_t length = number_length(rest); length != 0) return taken(Kind::number, length);
    for (const Spelling& spelling : spellings) {
      if (!rest.starts_with(spelling.written)) continue;
      token_end_ = begin + spelling.written.size();
      return {Kind::sign, spelling.meant, begin};
    }
    for (const std::string_view sign : plain_signs) {
      if (rest.starts_with(sign)) return taken(Kind::sign, sign.size());
    }
    const std::string_view character = first_character(rest);
    const Spelling* hint = find_hint(character);
    fail(begin, "unexpected " + in_quotes(character),
         "expected " + (hint ? std::string(hint->meant) : "a number, a name, an operator or a bracket"));
  }

  static std::string_view first_character(std::string_view rest) {
    std::size_t length = 1;
    while (length < std::min<std::size_t>(4, rest.size()) && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80)
      ++length;
    return rest.substr(0, length);
  }

  static std::size_t digits(std::string_view text, std::size_t from) {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
  }

  /// Bytes of the literal at the front, 0 if there is none; "1..3" is the literal 1 and a range.
  static std::size_t number_length(std::string_view text) {
    std::size_t end = digits(text, 0);
    const bool whole = end != 0;
    if (end < text.size() && text[end] == '.' && !text.substr(end).starts_with("..")) {
      const std::size_t after = digits(text, end + 1);
      if (!whole && after == end + 1) return 0;
      end = after;
    }
    if (end == 0) return 0;
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
      std::size_t exponent = end + 1;
      if (exponent < text.size() && (text[exponent] == '-' || text[exponent] == '+')) ++exponent;
      if (const std::size_t last = digits(text, exponent); last != exponent) end = last;
    }
    return end;
  }

  bool is_sign(std::string_view sign) const { return token_.kind == Kind::sign && token_.text == sign; }
  bool accept(std::string_view sign) {
    if (!is_sign(sign)) return false;
    next();
    return true;
  }
  void expect(std::string_view sign, const std::string& wanted) {
    if (!accept(sign)) unexpected(wanted);
  }

  /// Runs a builder, which knows no places.
  template <class Build>
  Expression build(std::size_t position, Build&& builder) const {
    try {
      return builder();
    } catch (const InputError& error) {
      fail(position, error.wrong(), error.expected());
    }
  }

  struct Level {
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > Expression::max_depth) {
        parser_.fail(parser_.token_.position, "the expression is nested too deeply", "expected at most 400 levels");
      }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    Parser& parser_;
  };

  // The grammar of the header.
  Expression parse_sum() {
    const Level level(*this);
    const std::size_t begin = token_.position;
    accept("+");
    std::vector<Sum::Term> terms = {{false, parse_product()}};
    while (is_sign("+") || is_sign("-")) {
      const bool minus = is_sign("-");
      next();
      terms.push_back({minus, parse_product()});
    }
    if (terms.size() == 1) return terms.front().value;
    return build(begin, [&] { return sum(std::move(terms)); });
  }

  Expression parse_product() {
    const std::size_t begin = token_.position;
    Expression result = parse_unary();
    while (is_sign("*") || is_sign("/")) {
      const bool times = is_sign("*");
      next();
      Expression right = parse_unary();
      result = build(begin, [&] { return times ? product(result, right) : quotient(result, right); });
    }
    return result;
  }

  Expression parse_unary() {
    if (!is_sign("-")) return parse_power();
    const Level level(*this);
    const std::size_t begin = token_.position;
    next();
    Expression operand = parse_unary();
    return build(begin, [&] { return negation(operand); });
  }

  Expression parse_power() {
    const std::size_t begin = token_.position;
    Expression base = parse_atom();
    if (!accept("^")) return base;
    const Level level(*this);
    Expression exponent = parse_unary();
    return build(begin, [&] { return power(base, exponent); });
  }

  Expression parse_atom() {
    const Token token = token_;
    if (token.kind == Kind::number) {
      next();
      return number(token);
    }
    if (token.kind == Kind::name) {
      next();
      return parse_name(token);
    }
    if (!accept("(")) unexpected("a number, a name or '('");
    Expression inner = parse_sum();
    expect(")", "an operator or ')'");
    return inner;
  }

  Exact value_of(const Token& token) const {
    try {
      const auto value = Exact::parse(token.text);
      STEPMARK_ASSERT(value);
      return *value;
    } catch (const TooLarge& error) {
      fail(token.position, error.what(), "expected a smaller one");
    }
  }

  Expression number(const Token& token) const {
    std::string_view text = token.text;
    if (text.ends_with('.')) text.remove_suffix(1);
    return literal(value_of(token), text.size() <= 40 ? std::string(text) : std::string());
  }

  Expression parse_name(const Token& token) {
    check_name(token);
    if (is_sign("(")) return parse_call(token);
    if (is_function(token)) {
      fail(token.position, "the function " + in_quotes(token.text) + " has no arguments", "expected '(' behind it");
    }
    std::optional<Index> index;
    if (accept("[")) {
      index = parse_index();
      expect("]", "']'");
    }
    return name(std::string(token.text), std::move(index));
  }

  static bool is_function(const Token& token) { return token.text == "if" || find_function(token.text); }

  void check_name(const Token& token) const {
    if (is_identifier(token.text)) return;
    fail(token.position, in_quotes(token.text) + " is no name", "expected letters, digits and inner underscores");
  }

  /// A name that counts steps.
  std::string parse_counter() {
    check_name(token_);
    if (is_function(token_)) {
      fail(token_.position, in_quotes(token_.text) + " is a function", "expected a name that counts steps, such as s");
    }
    std::string counter(token_.text);
    next();
    return counter;
  }

  std::int64_t parse_integer() {
    const auto value = token_.kind == Kind::number ? value_of(token_).to_int64() : std::nullopt;
    if (!value || *value > 1'000'000'000) unexpected("an integer");
    next();
    return *value;
  }

  Index parse_index() {
    Index index;
    if (token_.kind == Kind::name) {
      index.base = parse_counter();
      if (!is_sign("+") && !is_sign("-")) return index;
    }
    const bool minus = is_sign("-");
    if (minus || is_sign("+")) next();
    if (token_.kind != Kind::number) unexpected("a subscript like t, t-1 or 0");
    const std::int64_t offset = parse_integer();
    index.offset = minus ? -offset : offset;
    return index;
  }

  Expression parse_call(const Token& token) {
    if (token.text == "if") return parse_conditional(token);
    const Signature* signature = find_function(token.text);
    if (!signature) fail(token.position, "unknown function " + in_quotes(token.text), instead_of(token.text));
    next();
    if (signature->function == Function::sum && token_.kind == Kind::name && followed_by_assignment())
      return parse_step_sum(token);
    std::vector<Expression> arguments = {parse_sum()};
    while (accept(",")) arguments.push_back(parse_sum());
    check_count(token, *signature, arguments.size());
    expect(")", "an operator, ',' or ')'");
    return build(token.position, [&] { return call(signature->function, std::move(arguments)); });
  }

  static std::string instead_of(std::string_view function) {
    if (const Spelling* hint = find_hint(function)) return "expected " + std::string(hint->meant);
    if (!nearest(function, function_names()).empty()) return suggest(function, function_names());
    const std::string known = suggest("", function_names(), function_names().size());
    return "expected '*' for a product, or" + known.substr(std::string_view("expected").size());
  }

  void check_count(const Token& token, const Signature& signature, std::size_t count) const {
    if (signature.least <= count && count <= signature.most) return;
    const std::string least = std::to_string(signature.least), most = std::to_string(signature.most);
    fail(token.position,
         std::string(token.text) + " has " + std::to_string(count) + (count == 1 ? " argument" : " arguments"),
         "expected " + (least == most ? least : least + " to " + most));
  }

  bool followed_by_assignment() const {
    const std::string_view rest = text_.substr(after_spaces(position_));
    return rest.starts_with('=') && !rest.starts_with("==");
  }

  Expression parse_step_sum(const Token& token) {
    const std::string variable = parse_counter();
    next();
    Expression first = parse_sum();
    expect("..", "'..' and the last step");
    Expression last = parse_sum();
    expect(",", "',' and what is summed");
    Expression body = parse_sum();
    expect(")", "an operator or ')'");
    return build(token.position, [&] { return step_sum(variable, first, last, body); });
  }

  Expression parse_conditional(const Token& token) {
    static constexpr std::array relations = {Relation::greater,    Relation::greater_equal, Relation::less,
                                             Relation::less_equal, Relation::equal,         Relation::not_equal};
    next();
    Expression left = parse_sum();
    const auto found =
        std::find_if(relations.begin(), relations.end(), [&](Relation r) { return is_sign(to_string(r)); });
    if (found == relations.end()) unexpected("a relation (>, >=, <, <=, == or !=)");
    next();
    Expression right = parse_sum();
    expect(",", "',' and the value if so");
    Expression then = parse_sum();
    expect(",", "',' and the value otherwise");
    Expression otherwise = parse_sum();
    expect(")", "an operator or ')'");
    return build(token.position, [&] { return conditional(*found, left, right, then, otherwise); });
  }

  std::string_view text_;
  const Location& where_;
  std::size_t position_ = 0, token_end_ = 0;
  Token token_{Kind::end, {}, 0};
  std::uint32_t depth_ = 0;
};

}  // namespace

Expression parse_expression(std::string_view text, const Location& where) {
  if (text.size() > max_expression_length) {
    throw InputError(where, "the expression has " + std::to_string(text.size()) + " characters",
                     "expected at most " + std::to_string(max_expression_length));
  }
  return Parser(text, where).whole();
}

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result = {"if"};
    for (const Signature& signature : signatures) result.emplace_back(to_string(signature.function));
    return result;
  }();
  return names;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && text.back() != '_' &&
         std::all_of(text.begin(), text.end(), is_word);
}

}  // namespace stepmark::expression

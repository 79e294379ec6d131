#include "assessment/typed.hpp"

#include <fmt/core.h>

#include <regex>

#include "lib/base/text.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::assessment {

Written typed_number(const std::string& typed) {
  Written written = marking::written_in(std::string(trimmed(typed)));
  const bool is_word = written.text.find_first_of("0123456789") == std::string::npos;
  if (written.kind == Written::Kind::number && is_word) written.kind = Written::Kind::unreadable;
  return written;
}

std::string why_unreadable(const std::string& typed) {
  static const std::regex grouped(R"([-+]?([1-9][0-9]{0,2}),([0-9]{3}))");
  std::smatch part;
  if (typed.size() < 20 && std::regex_match(typed, part, grouped)) {
    const std::string whole = part[1].str(), rest = part[2].str();
    return fmt::format("That is not a number I can read: {0},{1} could be a thousand. Write {0}{1} or {0}.{1}.", whole,
                       rest);
  }
  return "That is not a number I can read. Try again, as in 0.25, 1.6e-8 or 1/20.";
}

}  // namespace stepmark::assessment

#include "assessment/typed.hpp"

#include <regex>

#include "lib/base/text.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::assessment {

Written typed_number(const std::string& typed) {
  Written written = marking::written_in(std::string(trimmed(typed)));
  const bool is_word = written.text.find_first_of("0123456789") == std::string::npos;
  if (written.kind == Written::Kind::number && is_word) written.kind = Written::Kind::unreadable;
  return written;
}

Inline unreadable_sentence(const std::string& typed) {
  static const std::regex grouped(R"([-+]?([1-9][0-9]{0,2}),([0-9]{3}))");
  std::smatch part;
  if (typed.size() < 20 && std::regex_match(typed, part, grouped)) {
    const std::string whole = part[1].str(), rest = part[2].str();
    return sentence("That is not a number I can read: {typed} could be a thousand. Write {thousand} or {decimal}.",
                    {{"typed", whole + ',' + rest}, {"thousand", whole + rest}, {"decimal", whole + '.' + rest}});
  }
  return sentence("That is not a number I can read. Try again, as in {decimal}, {power} or {fraction}.",
                  {{"decimal", reports::number("0.25")}, {"power", reports::number("1.6e-8")}, {"fraction", "1/20"}});
}

Inline compare_with_this() { return sentence("compare it with this"); }

}  // namespace stepmark::assessment

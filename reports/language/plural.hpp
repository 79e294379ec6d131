// Which of the forms of a sentence belongs to a number, as gettext's files state it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::language {

/// "nplurals=2; plural=n > 1;": an expression of C in n, without assignments.
/// GNU gettext manual, section 11.2.6, "Additional functions for plural forms".
class PluralRule {
 public:
  /// @throws std::invalid_argument of what is no such rule
  explicit PluralRule(std::string_view rule);

  std::size_t forms() const { return forms_; }
  /// Less than `forms`. @throws std::invalid_argument where the rule gives more
  std::size_t form_of(std::uint64_t n) const;

 private:
  std::size_t forms_ = 1;
  std::string expression_;
};

}  // namespace stepmark::language

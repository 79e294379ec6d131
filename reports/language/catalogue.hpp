// A language's sentences, read from a file in gettext's format.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/language/plural.hpp"

namespace stepmark::language {

/// The sentences of one .po file. GNU gettext manual, section 3, "The Format of PO Files".
class Catalogue {
 public:
  /// @throws std::invalid_argument of what is no such file, with the line
  explicit Catalogue(std::string_view po);

  /// A field of the file's head, "Language" say; empty where there is none.
  std::string_view head(std::string_view field) const;
  /// The forms of a sentence; null where the catalogue has none.
  const std::vector<std::string>* find(std::string_view context, std::string_view english) const;
  const PluralRule& plural() const { return plural_; }

  /// Calls `take` with the context, the English sentence and the forms of each.
  using Take = std::function<void(std::string_view, std::string_view, const std::vector<std::string>&)>;
  void each(const Take& take) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> sentences_;  ///< by gettext's "context\4sentence"
  PluralRule plural_;
};

}  // namespace stepmark::language

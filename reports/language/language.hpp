// The languages in which pages are written. A language is a file in po/: its sentences, and at its head how it writes
// numbers. It is handed to whoever writes a page, and is nowhere set for all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/language/catalogue.hpp"

namespace stepmark::language {

class Language {
 public:
  /// English, in which the sentences stand in the sources.
  Language() = default;
  /// Of sentences that must outlive it. @throws std::invalid_argument where their head has no name
  explicit Language(const Catalogue& catalogue);
  /// Nothing where there is none of that name.
  static std::optional<Language> named(std::string_view name);

  /// "en", "de": as HTML and TeX name it.
  std::string_view name() const { return name_; }
  bool is_english() const { return catalogue_ == nullptr; }
  bool has_decimal_comma() const { return decimal_comma_; }
  /// Does a blank stand between two sentences?
  bool has_blanks() const { return blanks_; }
  /// TeX's name for its hyphenation patterns.
  std::string_view hyphenation() const { return hyphenation_; }

  /// The sentence in this language, with its placeholders; English where the catalogue has none.
  /// @param context  gettext's: where a word stands whose meaning depends on it; else empty
  std::string_view said(std::string_view context, std::string_view english) const;
  /// The form for so many.
  std::string_view said(std::string_view one, std::string_view many, std::uint64_t n) const;

  const Catalogue* catalogue() const { return catalogue_; }

 private:
  const Catalogue* catalogue_ = nullptr;
  std::string_view name_ = "en", hyphenation_ = "english";
  bool decimal_comma_ = false, blanks_ = true;
};

/// English first, then by name.
const std::vector<std::string>& language_names();

}  // namespace stepmark::language

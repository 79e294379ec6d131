#include "reports/language/language.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "reports/language/texts.hpp"

namespace stepmark::language {

namespace {

/// Read once, when it is first asked for, and never changed. Null where there is none.
const Catalogue* catalogue_named(std::string_view name) {
  static std::map<std::string, std::unique_ptr<const Catalogue>, std::less<>> read;
  static std::mutex reading;
  const std::lock_guard lock(reading);
  if (const auto found = read.find(name); found != read.end()) return found->second.get();
  for (const Text& text : texts()) {
    if (text.name == name) return (read[std::string(name)] = std::make_unique<const Catalogue>(text.po)).get();
  }
  return nullptr;
}

}  // namespace

Language::Language(const Catalogue& catalogue)
    : catalogue_(&catalogue),
      name_(catalogue.head("Language")),
      hyphenation_(catalogue.head("X-Hyphenation")),
      decimal_comma_(catalogue.head("X-Decimal-Sign") == "comma"),
      blanks_(catalogue.head("X-Between-Sentences") != "nothing") {}

std::optional<Language> Language::named(std::string_view name) {
  if (name == "en") return Language();
  const Catalogue* catalogue = catalogue_named(name);
  return catalogue ? std::optional(Language(*catalogue)) : std::nullopt;
}

std::string_view Language::said(std::string_view context, std::string_view english) const {
  const auto* found = catalogue_ ? catalogue_->find(context, english) : nullptr;
  return found ? std::string_view(found->front()) : english;
}

std::string_view Language::said(std::string_view one, std::string_view many, std::uint64_t n) const {
  const auto* found = catalogue_ ? catalogue_->find({}, one) : nullptr;
  return found ? std::string_view((*found)[catalogue_->plural().form_of(n)]) : n == 1 ? one : many;
}

const std::vector<std::string>& language_names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names{"en"};
    for (const Text& text : texts()) names.emplace_back(text.name);
    return names;
  }();
  return all;
}

}  // namespace stepmark::language

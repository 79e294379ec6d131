// A sheet as it was read, put into the lines that the problem asks for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/sheet/answers.hpp"
#include "solver/marking/marker.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

struct FilledSheet {
  Sheet sheet;
  std::vector<Message> notices;  ///< what was passed over, and lines that came twice: Notices::texts
  std::size_t notice_count = 0;  ///< of all that there were
};

/// Names under the spellings that people give them: Greek letters and accents (θ, m̂, mhat, \hat{m}), without an
/// underscore (x1 for x_1), full-width letters, and any case where only one fits.
class Spellings {
 public:
  void add(const std::string& name);
  std::optional<std::string> find(const std::string& written) const;

 private:
  std::map<std::string, std::string> plain_, folded_;  ///< a spelling: the name; empty: of several
};

/// Prepared once for a problem. Quantities and components may be spelt as above, and a component left out where there
/// is but one.
class SheetFiller {
 public:
  explicit SheetFiller(const Marker& marker);

  FilledSheet fill(const RawSheet& raw) const;

 private:
  std::optional<std::size_t> find(const RawAnswer& answer, Notices& notices) const;
  bool has_decimal_commas(const RawSheet& raw) const;
  Message why_not_asked(const RawAnswer& answer, const std::string& quantity, std::int64_t t) const;
  std::string component_of(const RawAnswer& answer, const std::string& quantity) const;

  const Marker& marker_;
  Spellings quantities_, components_;
  std::unordered_map<std::string, std::size_t> positions_;  ///< "t/quantity/component"
  std::map<std::string, bool> scalar_;                      ///< of every quantity that the definition names
};

/// Reads what stands in a cell.
Written written_in(const std::string& cell);

}  // namespace stepmark::marking

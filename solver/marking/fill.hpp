// A sheet as it was read, put into the lines that the problem asks for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lib/sheet/answers.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark {

struct FilledSheet {
  Sheet sheet;
  std::vector<std::string> notices;  ///< what was passed over, and lines that came twice
};

/// Prepared once for a problem. A quantity may be spelt in Greek letters and with accents (θ, m̂, mhat, \hat{m}), a
/// component without its underscore (x1 for x_1), and left out where there is but one.
class SheetFiller {
 public:
  explicit SheetFiller(const Marker& marker);

  FilledSheet fill(const RawSheet& raw) const;

 private:
  std::optional<std::size_t> find(const RawAnswer& answer, std::vector<std::string>& notices) const;
  std::string component_of(const RawAnswer& answer, const std::string& quantity) const;

  const Marker& marker_;
  std::map<std::string, std::string> spellings_;   ///< a spelling without accents and underscores: the quantity
  std::map<std::string, std::string> components_;  ///< the same of components; empty: of several
  std::map<std::string, std::size_t> positions_;   ///< "t/quantity/component"
  std::map<std::string, bool> scalar_;             ///< of every quantity that the definition names
};

/// Reads what stands in a cell.
Written written_in(const std::string& cell);

}  // namespace stepmark

#include "reports/line_words.hpp"

#include "reports/sentence.hpp"

namespace stepmark::reports {

Inline line_words(const std::string& quantity, const std::string& component, std::int64_t t) {
  const Arguments names = {{"quantity", quantity}, {"component", component}, {"t", t}};
  return component.empty() ? sentence("{quantity} at step {t}", names)
                           : sentence("{quantity} of {component} at step {t}", names);
}

}  // namespace stepmark::reports

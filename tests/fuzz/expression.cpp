// Any bytes as an expression: what is read is printed so that it reads back as the same, and every walk over it ends.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "lib/expression/derivative.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

namespace {

void differentiate(const Expression& expression) {
  try {
    to_latex(derivative(expression, "x"));
  } catch (const InputError&) {
    return;  // no derivative, or one too large
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Expression expression = parse_expression({reinterpret_cast<const char*>(data), size});
    const std::string text = to_text(expression);
    STEPMARK_ASSERT(to_text(parse_expression(text)) == text);
    to_latex(expression);
    differentiate(expression);
  } catch (const InputError& error) {
    STEPMARK_ASSERT(std::string_view(error.what()).find('\n') == std::string_view::npos);
  }
  return 0;
}

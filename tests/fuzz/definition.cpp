// Any bytes as a file of optimizers: what is read is printed so that it reads back as the same.
#include "lib/optimizer/definition.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<Definition> definitions;
  try {
    definitions = read_definitions({reinterpret_cast<const char*>(data), size}, "fuzz");
  } catch (const InputError& error) {
    STEPMARK_ASSERT(std::string_view(error.what()).find('\n') == std::string_view::npos);
  }
  for (const Definition& definition : definitions) {
    const std::string text = to_text(definition);
    STEPMARK_ASSERT(to_text(read_definitions(text, "printed").front()) == text);
  }
  return 0;
}

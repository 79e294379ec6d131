// Texts made by several threads at once and handed on in their order.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace stepmark {

/// Appends text number i to `out`.
using TextMaker = std::function<void(std::size_t i, std::string& out)>;

/// Hands the texts 0 to count - 1 to `take`, on the calling thread, some dozens joined at a time. Each thread makes its
/// own with what `maker` gives it, which it alone uses.
/// @throws whatever a maker throws, the first in order, after everything before it was handed on
void make_in_order(std::size_t count, unsigned threads, const std::function<TextMaker()>& maker,
                   const std::function<void(std::string_view)>& take);

}  // namespace stepmark

// LaTeX in which the numbers are left open: prepared once, filled in for one problem after another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/expression/print.hpp"

namespace stepmark {

/// mark_opens SLOT mark_ends_slot DIGITS mark_closes; a sign stands before it, where the printer looks for it.
inline constexpr char mark_opens = '\x02', mark_ends_slot = '\x03', mark_closes = '\x04';

/// A number in digits, with or without a sign, is shown between marks, so that a template can be made of what is
/// printed around it. Other numbers (fractions, powers of ten) stay part of what is printed. Marks have no width.
Shown marked(Shown number, std::size_t slot);
std::string without_marks(std::string_view latex);

/// Appends what printing needs to know of a number: its sign and its width where it is digits, else all of it. What is
/// printed around numbers of the same shapes is the same, and so is its width.
void append_shape(std::string& key, std::string_view latex);

class Template {
 public:
  explicit Template(std::string_view marked);

  /// Appends the LaTeX; `number(slot)` gives the text of a number, of the same shape as the one that was marked.
  template <class Number>
  void append_to(std::string& out, const Number& number) const {
    std::size_t from = 0;
    for (const Hole& hole : holes_) {
      out.append(text_, from, hole.at - from);
      const std::string_view digits = number(hole.slot);
      out.append(digits.substr(digits.front() == '-' ? 1 : 0));
      from = hole.at;
    }
    out.append(text_, from);
  }

 private:
  struct Hole {
    std::size_t at, slot;
  };
  std::string text_;
  std::vector<Hole> holes_;
};

}  // namespace stepmark

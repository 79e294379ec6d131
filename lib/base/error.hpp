// What comes from outside is answered with one line that says where and what; see also STEPMARK_ASSERT for our own
// assumptions.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// A place in a text from outside. Lines and columns count from 1; columns count UTF-8 code points; 0 is "not known".
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// What the user may ask for instead, in the words of whatever front end there is.
enum class Remedy {
  none,
  overwrite,   ///< write all the same
  begin_anew,  ///< throw away what is there
  go_on,       ///< go on with what is there, or throw it away
};

/// Bad input. `what()` is the one line "FILE:LINE:COLUMN: wrong; expected", where unknown parts of the place are left
/// out, and control characters in FILE are escaped.
class InputError : public std::runtime_error {
 public:
  /// @param wrong     what is wrong, quoting the offending text, without a full stop
  /// @param expected  what was expected; may be empty
  /// @param remedy    no part of `what()`
  InputError(Location where, std::string wrong, std::string expected, Remedy remedy = Remedy::none);

  const Location& where() const { return where_; }
  const std::string& wrong() const { return wrong_; }
  const std::string& expected() const { return expected_; }
  Remedy remedy() const { return remedy_; }

  /// The same complaint, at another place: a parser of a fragment does not know the file that the fragment stands in.
  InputError at(Location where) const;

 private:
  Location where_;
  std::string wrong_, expected_;
  Remedy remedy_;
};

/// The candidate with the fewest edits to `word`, if near enough to be meant (at most a third of its letters, two at
/// least). Ties go to the earlier candidate. Empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean 'adam'" if a candidate is near, else "one of a, b, c" (at most `most` of them, then "...").
std::string suggest(std::string_view word, const std::vector<std::string>& candidates, std::size_t most = 8);

/// `text` fit to stand in a one-line message: control characters and invalid UTF-8 escaped, cut to `most` code points.
std::string in_quotes(std::string_view text, std::size_t most = 40);

/// " 'x_1'", with the blank, if `text` looks like a name or, for the second, like a number, of at most 20 characters;
/// else nothing. For the contents of a file that another file names: it may not be the file that was meant, and what
/// stands in it is not for all who read the message.
std::string quoted_name(std::string_view text);
std::string quoted_number(std::string_view text);

/// An assumption of ours does not hold: a fault of the program, which ends what it was doing and never its host.
class BrokenAssumption : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// @throws BrokenAssumption
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace stepmark

/// A broken assumption of ours stops the work at hand, in every build. @throws BrokenAssumption
#define STEPMARK_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::stepmark::assertion_failed(#condition, __FILE__, __LINE__))

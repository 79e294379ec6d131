// The certificate of a problem: the proof that it is a good one, or the reason why it is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "lib/problem/problem.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// A line of the trace as a page names it.
struct LineName {
  std::int64_t t = 1;
  std::string quantity;
  std::string component;  ///< empty for a scalar
  bool operator==(const LineName&) const = default;
};

/// How far a wrong method stays away from the right answers, at its most telling asked line.
struct Margin {
  Exact value;        ///< |wrong - right| there, rounded down to 3 figures
  std::string rival;  ///< the mistake
  LineName line;
};

/// How far a mistake's answers stay away from the right ones: of the ways in which it can be made and seen, the one
/// that tells least, at its most telling line.
struct Told {
  std::string mistake;
  double units = 0;  ///< of the last digit asked; infinite where the wrong method gives no number
  LineName line;
};

/// One of the seven honest paths and what became of it.
struct HonestPath {
  std::string name;  ///< "exact", "4 places, half up", ...
  /// The asked line where it strays furthest from the exact path, and by how many units of the last digit asked.
  std::optional<LineName> line;
  std::int64_t units = 0;
};

/// A wrong method that moves no asked answer, and the first line that would show it.
struct Unseen {
  std::string rival;
  LineName would_show;
};

/// Two wrong methods with the same asked answers, and the line that would tell them apart.
struct Indistinct {
  std::string first, second;
  LineName would_tell;
};

/// What a wrong method gives by the problem's own rule: a number for each line as it is asked, and fewer where one has
/// no value.
struct WrongAnswers {
  std::string mistake;
  std::vector<Exact> lines;
};

/// What is known of one property.
class Finding {
 public:
  Finding() = default;  ///< it was not tested
  Finding(bool holds) : holds_(holds) {}
  bool is_tested() const { return holds_.has_value(); }
  explicit operator bool() const { return holds_.value_or(false); }
  bool operator==(const Finding&) const = default;

 private:
  std::optional<bool> holds_;
};

/// An asked answer that can be had without the work.
struct Unearned {
  LineName line;
  Message how;  ///< "equal to m of x at step 1"
};

struct Certificate {
  /// The property does not hold, for this reason.
  bool fails(Message reason);

  Finding defined, tidy, tie_free, fair, discriminating, worth_asking;
  /// One sentence for each property that fails, in this order; none for those that hold.
  std::vector<Message> reasons;
  std::vector<Message> cures;           ///< what passes where this problem does not: see cures.hpp, which fills it
  std::vector<Unearned> unearned;       ///< in the order of the lines
  Exact window;                         ///< one unit of the last digit asked (the largest, where figures are asked)
  std::optional<Margin> margin;         ///< nothing where no wrong method can be seen
  std::vector<std::string> not_tested;  ///< mistakes that apply but cannot be seen here, without duplicates
  std::vector<std::string> tested;      ///< mistakes that are kept out of the window
  std::vector<Told> told;               ///< how far each of these is
  std::vector<HonestPath> paths;        ///< all seven
  std::vector<Unseen> unseen;           ///< why it is not discriminating
  std::vector<std::string> ask;         ///< few quantities that would show all that is unseen
  /// Of all wrong methods in their order, where what is written is carried on and all had to be worked; else none.
  std::vector<WrongAnswers> wrong_answers;
  std::vector<Indistinct> indistinct;  ///< for information: the answers reveal a fault, but not which of the two

  bool holds() const { return defined && tidy && tie_free && fair && discriminating && worth_asking; }
};

/// How much evidence is wanted. `brief` stops at the first property that fails, and leaves `indistinct` empty; where
/// all hold, what it says is the same.
enum class Evidence { brief, full };

/// Certifies problems. What does not depend on a problem's numbers (the wrong methods of an optimizer) is kept from one
/// problem to the next; not for several threads at once.
class Certifier {
 public:
  Certifier();
  ~Certifier();
  Certifier(Certifier&&) noexcept;
  Certifier& operator=(Certifier&&) noexcept;

  /// @throws InputError only when the problem is too long: see solver/length.hpp
  /// @param tell  is told how many of the wrong methods have been worked, and of how many
  Certificate certify(const Problem& problem, Evidence evidence = Evidence::full,
                      const std::function<void(std::size_t done, std::size_t all)>& tell = {});

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace stepmark::problems

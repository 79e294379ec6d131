// The same method, as another book writes it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/judge.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark {

/// The problem under each other convention of its optimizer that makes sense of it, by its name in the catalogue. A
/// problem that starts in the middle gives numbers that mean the same under those conventions alone that come to them
/// by the same equations.
std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem);

/// The other conventions of a problem, prepared when they are first wanted.
class Conventions {
 public:
  /// `judge` is of the problem as it is put, and must outlive the object.
  explicit Conventions(const Judge& judge);
  ~Conventions();

  /// Marks the lines that are wrong by the problem's own convention, if every line that was written fits another one:
  /// the first of the catalogue that it fits, and beside it the others that it fits. What follows from them is right in
  /// that convention too, unless the problem is strict: then it follows through. @returns whether there is one
  bool mark(const Sheet& sheet, MarkedSheet& marked);

 private:
  struct Convention;

  void prepare();
  /// The judgements of a sheet by one convention; nothing if some line does not fit.
  static std::optional<std::vector<Judgement>> fit(const Sheet& sheet, Convention& convention);
  double chance(const Sheet& sheet, const MarkedSheet& marked) const;

  const Judge& judge_;
  std::vector<std::unique_ptr<Convention>> conventions_;
  bool prepared_ = false;
};

}  // namespace stepmark

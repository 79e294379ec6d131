// The same method, as another book writes it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/judge.hpp"
#include "solver/marking/marker.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// The problem under each of the named entries of the catalogue that makes sense of it. A problem that starts in the
/// middle gives numbers that mean the same under those alone that come to them by the same equations.
std::vector<std::pair<std::string, Problem>> worked_as(const Problem& problem, const std::vector<std::string>& names);

/// Under each other convention of its optimizer.
std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem);

/// Entries of the catalogue that a sheet may follow from end to end; prepared when they are first wanted.
class OtherEntries {
 public:
  /// `judge` is of the problem as it is put, and must outlive the object.
  OtherEntries(const Judge& judge, std::vector<std::string> names);
  ~OtherEntries();

  struct Fit {
    std::vector<std::string> names;     ///< all that fit
    std::vector<Judgement> judgements;  ///< by the first
  };

  /// The entries that every line that was written fits; nothing if there is none, or if random numbers in the place of
  /// those that `marked` calls wrong would soon fit one too.
  std::optional<Fit> fit(const Sheet& sheet, const MarkedSheet& marked);

 private:
  struct Entry;

  void prepare();
  static std::optional<std::vector<Judgement>> judged_by(Entry& entry, const Sheet& sheet);
  double chance(const Sheet& sheet, const MarkedSheet& marked) const;

  const Judge& judge_;
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<Entry>> entries_;
  bool prepared_ = false;
};

}  // namespace stepmark::marking

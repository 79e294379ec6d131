// A method that a sheet may follow from end to end: the one that is asked for, or as another book writes it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/cover.hpp"
#include "solver/marking/judge.hpp"
#include "solver/marking/pattern.hpp"
#include "solver/marking/slip_search.hpp"
#include "solver/marking/wrong_working.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// The problem under each of the named entries of the catalogue that makes sense of it. A problem that starts in the
/// middle gives numbers that mean the same under those alone that come to them by the same equations.
std::vector<std::pair<std::string, Problem>> worked_as(const Problem& problem, const std::vector<std::string>& names);

/// Under each other convention of its optimizer.
std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem);

/// A sheet, accounted for by a method and what went wrong in following it.
struct Account {
  std::vector<Judgement> judgements;
  std::vector<Found> found;
  std::optional<Pattern> pattern;  ///< of lines that are left without a cause
  double unexplained = 0;          ///< bits, as if nothing had a cause
  double bits = 0;                 ///< with the causes found
};

/// Prepared once for a problem.
class Method {
 public:
  /// @param cause  what it is to follow it; none: the one that is asked for
  /// @param methods  outlives the object
  Method(std::optional<Cause> cause, double price, std::unique_ptr<Judge> judge, MethodStore& methods);

  const std::optional<Cause>& cause() const { return cause_; }
  const Judge& judge() const { return *judge_; }

  /// Without causes.
  Account judged(const Sheet& sheet);
  /// Finds causes for the lines that are wrong.
  void explain(const Sheet& sheet, Account& account);

 private:
  Account judged_as_it_is(const Sheet& comparable);

  std::optional<Cause> cause_;
  double price_;
  std::unique_ptr<Judge> judge_;
  MethodStore& methods_;
  std::optional<WrongWorking> wrong_working_;
  std::optional<SlipSearch> slips_;
};

/// Entries of the catalogue that sheets of a problem may follow.
/// @param asked  the problem as it is put
std::vector<std::unique_ptr<Method>> other_methods(const Judge& asked, MethodStore& wrong_methods);

}  // namespace stepmark::marking

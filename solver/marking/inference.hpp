// How did a sheet come about? One score in bits weighs the method that is asked, other methods, what went wrong in
// following them, and that nothing was worked out (minimum description length, Rissanen 1978).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/marking/method.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

struct Diagnosis {
  std::vector<Judgement> asked;  ///< by the method that is asked
  /// A convention or variant that the sheet follows, for certain; and others that fit it as well.
  std::optional<Cause> follows;
  std::vector<Judgement> followed;  ///< by that, where there is one
  std::vector<Causes> or_else;
  std::vector<Found> found;        ///< what went wrong in following it
  std::optional<Pattern> pattern;  ///< of the lines that have no cause
  /// From here on, nothing that is wrong was worked out.
  std::optional<std::size_t> invented_from;
};

/// Prepared once for a problem.
class Inference {
 public:
  /// @throws InputError when the problem has no value for a line that is asked
  /// @param methods  outlives the object
  Inference(const Problem& problem, MethodStore& methods);

  const Judge& judge() const { return asked_.judge(); }
  Diagnosis diagnose(const Sheet& sheet);
  /// What can be said without asking why.
  std::vector<Judgement> judge(const Sheet& sheet) { return asked_.judged(sheet).judgements; }

 private:
  struct Rival {
    Method* method = nullptr;
    Account account;
  };
  struct Invention {
    std::size_t from = 0;
    double bits = 0;  ///< of the sheet, what stands before it included
  };

  std::vector<Rival> rivals(const Sheet& sheet, const Account& asked);
  void follow(std::vector<Rival>& rivals, const Account& asked, Diagnosis& diagnosis) const;
  static void suppose(const Rival& rival, double ahead, const Account& asked, Diagnosis& diagnosis);
  Invention invention(const Sheet& sheet, const Account& account) const;

  MethodStore& methods_;
  Method asked_;
  std::vector<std::unique_ptr<Method>> others_;
  bool prepared_ = false;
};

}  // namespace stepmark::marking

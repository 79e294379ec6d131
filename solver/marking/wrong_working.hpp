// Which wrong methods, alone, from some step on, or two together, give what stands in a sheet's wrong lines?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "solver/marking/alternative.hpp"
#include "solver/marking/evidence.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// Prepared once for a problem. Every method is worked on the student's own numbers.
class WrongWorking {
 public:
  /// `judge` must outlive the object.
  explicit WrongWorking(const Judge& judge);

  /// A new sheet: works it rightly. `open` are its faulty lines that have no cause yet, in order, as long as it is
  /// searched. All must outlive the search.
  void begin(const std::vector<std::size_t>& open, Evidence& evidence);

  void mistakes_alone();
  /// Mistakes that begin behind the first step. A sheet without gaps shows these by itself, since each of its lines is
  /// worked on the numbers before.
  void mistakes_begun_late();
  /// The right method with another value of one hyperparameter: a decay that is usual too, a point misplaced.
  void misread_values();
  /// Of very many, or very long ones, only the first.
  void mistakes_in_pairs();

 private:
  /// What a method gives in a line, on the numbers as they were written and as a calculator carries them.
  struct Given {
    double on_written = 0, carried = 0;
  };

  const Tape::Line& tape_line(std::size_t line) const { return judge_.tape().lines[line]; }
  bool is_open(std::size_t position) const;
  double by_rule(double value) const;
  Given step(Alternative& method, std::size_t line, std::int64_t first_step) const;
  void run(Alternative& method, std::size_t explanation, std::int64_t first_step);
  void run_changed_lines(Alternative& method);
  void weigh(std::size_t explanation, std::size_t line, const Given& given);
  void make_alone();
  void make_misread();
  void make_pairs();

  struct Misread {
    std::string value;  ///< "beta2 = 0.99, not 0.999"
    Alternative way;
  };

  const Judge& judge_;
  std::vector<std::size_t> positions_;  ///< of each line; `none` where it is not asked
  const std::vector<std::size_t>* open_ = nullptr;
  Evidence* evidence_ = nullptr;
  std::optional<Alternative> plain_;  ///< the right method
  std::vector<Given> plainly_;        ///< of each line
  bool complete_ = false;             ///< every line of the problem is asked and stands on the sheet
  std::vector<WrongMethod> methods_;
  std::vector<Alternative> alone_, pairs_;
  std::vector<Misread> misread_;
  bool alone_made_ = false, misread_made_ = false, pairs_made_ = false;
};

}  // namespace stepmark::marking

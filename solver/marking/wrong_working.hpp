// Wrong methods, alone, in a part of the lines, or two together; and the right one with a value misread: what would
// they give in a sheet's wrong lines?
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/marking/alternative.hpp"
#include "solver/marking/evidence.hpp"
#include "solver/mistake/method_store.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// Prepared once for a problem. Every method is worked on the student's own numbers.
class WrongWorking {
 public:
  /// `judge` and `methods` must outlive the object.
  WrongWorking(const Judge& judge, MethodStore& methods);

  /// A new sheet: works it rightly. `evidence` must outlive the search.
  void begin(Evidence& evidence);

  void mistakes();
  /// The right method with another value: of a hyperparameter, what is usual or a point misplaced; of a start, a sign,
  /// a digit or two exchanged.
  void misread_values();
  /// Of very many, or very long ones, only the first.
  void mistakes_in_pairs();

 private:
  /// What a method gives in a line, on the numbers as they were written and as a calculator carries them.
  struct Given {
    double on_written = 0, carried = 0;
    bool operator==(const Given&) const = default;
  };
  /// The lines in which a mistake is made.
  struct Scope {
    std::int64_t first, last;              ///< steps
    std::optional<std::size_t> component;  ///< nothing: all of them
    double price = 0;
    bool holds(const Tape::Line& line) const {
      return line.t >= first && line.t <= last && (!component || !line.component || *line.component == *component);
    }
  };
  /// What a method says to a line that it would make another one.
  struct Shown {
    enum class Kind { made, missed, not_made };  ///< missed: wrong, but otherwise; not made: right
    Kind kind;
    std::size_t line, position;
    double value, saved;
  };
  /// A wrong method, or two, or a misreading.
  struct Way {
    Causes causes;
    std::vector<double> prices;
    Alternative alternative;
    bool by_component = true;               ///< may be made in one component alone
    std::vector<bool> changed = {};         ///< lines, see Alternative::lines_changed_from
    std::vector<std::size_t> jointly = {};  ///< of two mistakes: lines in which it gives what neither gives alone
  };
  /// How far a change is followed: into the lines that take its results too, as a calculator carries them, or not.
  enum class Follow { results, changed_lines };

  const Tape::Line& tape_line(std::size_t line) const { return judge_.key().tape().lines[line]; }
  double by_rule(double value) const;
  static Given evaluated_on(Alternative& method, std::size_t line, const std::vector<Given>& standing);
  Given standing(std::size_t line, const Given& given) const;
  /// Two mistakes, worked when a sheet may show them.
  struct Pair {
    std::shared_ptr<const MethodPair> methods;
    std::optional<Way> way = {};
  };

  Way way(Causes causes, std::vector<double> prices, const Problem& problem);
  std::vector<Shown> run(Way& way, const Scope& scope, Follow follow = Follow::results);
  void weigh(std::size_t line, const Given& given, const Given& rightly, std::vector<Shown>& shown) const;
  bool propose(const Way& way, const Scope& scope, const std::vector<Shown>& shown);
  void propose_scopes(const Way& way, const std::vector<Shown>& shown);
  void try_everywhere(Way& way);
  void try_in_parts(Way& way);
  std::vector<Scope> parts(const Way& way) const;
  double lapse(const Way& way) const;
  Scope whole() const;
  std::optional<std::size_t> hidden_entry(const Way& way, const Scope& scope, std::size_t first_shown) const;
  void make_alone();
  void make_misread();
  template <class With>
  void add_misread(Misread value, const std::vector<Exact>& others, double bits, With with);
  void find_pairs();
  void make(Pair& pair);
  bool matters(const Way& way) const;
  bool may_show(const WrongMethod& both) const;
  bool shows_both(Way& way);

  const Judge& judge_;
  MethodStore& methods_;
  std::vector<std::size_t> positions_;  ///< of each line; `none` where it is not asked
  Evidence* evidence_ = nullptr;
  Alternative plain_;                  ///< the right method
  std::vector<Given> plainly_;         ///< what it gives in each line
  std::vector<Given> stands_plainly_;  ///< what lines behind take of it
  std::vector<Given> stands_;          ///< the same in another way
  std::vector<bool> moved_;            ///< lines of that which stand otherwise
  bool complete_ = false;              ///< every line of the problem is asked and stands on the sheet
  std::vector<Way> alone_, misread_;
  std::vector<Pair> pairs_;
  bool alone_made_ = false, misread_made_ = false, pairs_found_ = false;
};

}  // namespace stepmark::marking

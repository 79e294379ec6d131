// The wrong lines of one sheet, and the hypotheses that predict them: what each saves, in bits.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "solver/marking/cause.hpp"
#include "solver/marking/judge.hpp"
#include "solver/marking/prices.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// One way in which some lines may have come to be wrong.
struct Hypothesis {
  struct Fit {
    std::size_t position;
    double saved;  ///< bits that this line costs less than if it were wrong for no reason
  };
  struct Miss {
    std::size_t position;
    double value;
  };
  Causes causes;
  std::vector<double> prices;          ///< of each cause: paid once a sheet
  double place = 0;                    ///< for where and how it is made: paid each time
  std::vector<Fit> fits;               ///< in order, never none once proposed
  std::vector<Miss> missed;            ///< wrong lines in which it gives something else
  std::optional<std::size_t> entered;  ///< the line of the tape where it entered, if that is not asked
};

/// Of one sheet. All numbers are doubles, in the scale of their line: a hypothesis is held to what these tell of a
/// number, a part in 10^12.
class Evidence {
 public:
  /// All three must outlive the object.
  Evidence(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements);

  std::size_t positions() const { return sheet_.size(); }
  double written(std::size_t position) const { return numbers_[position].written; }
  bool is_number(std::size_t position) const { return sheet_[position].kind == Written::Kind::number; }
  /// Is it a line that a hypothesis may explain: wrong, or right but for its last digits?
  bool is_open(std::size_t position) const { return numbers_[position].cost > 0; }
  /// Those, in order.
  const std::vector<std::size_t>& open() const { return open_; }
  bool is_faulty(std::size_t position) const { return is_wrong(judgements_[position]); }
  /// What a line costs that nothing explains: the price of an arithmetic error or of imprecision, and as many bits as
  /// there are numbers of so many digits that might stand there. Of components that are alike, the first alone.
  double cost(std::size_t position) const { return numbers_[position].cost; }
  /// Of the whole sheet.
  double cost() const;
  /// Later wrong lines of the same equation with the same two numbers: no evidence of their own, but what accounts for
  /// the first accounts for them. None but of the first.
  std::span<const std::size_t> twins(std::size_t position) const;
  /// Bits that say which of the numbers of so many digits it is.
  double room(std::size_t position) const;

  /// The right method's value on the numbers before; where it has none, on the true ones.
  double right(std::size_t position) const { return numbers_[position].right; }
  /// The same as it would have been stated.
  std::string stated(std::size_t position) const;

  /// How near a number must come to what is written: a unit of the last digit asked, since the inputs of a line were
  /// rounded too, and half a unit more of the last one written, where this is coarser.
  double tolerance(std::size_t position) const { return numbers_[position].fine + numbers_[position].coarse; }
  bool gives(double value, std::size_t position) const;

  /// What a prediction saves in a line; nothing if it is further off than `most`.
  std::optional<double> saved(std::size_t position, double value, double most) const;
  std::optional<double> saved(std::size_t position, double value) const {
    return saved(position, value, tolerance(position));
  }
  /// The same of what is written as it is, no rounded number having gone into it; and of what is done to the digits
  /// themselves.
  std::optional<double> saved_stated(std::size_t position, double value) const;
  std::optional<double> saved_exactly(std::size_t position, double value) const;

  void propose(Hypothesis hypothesis);
  /// A slip in a single line.
  void propose(const char* slip, double price, std::size_t position, std::optional<double> saved);
  const std::vector<Hypothesis>& hypotheses() const { return hypotheses_; }

 private:
  /// Of a line, worked out once: hypotheses ask for them by the thousand.
  struct Numbers {
    double written = 0, right = 0;
    double fine = 0;    ///< a unit of the last digit asked or written, at least what doubles tell
    double coarse = 0;  ///< half a unit of the last digit written, where that is coarser
    double unit = 0;    ///< of the last digit that the number, or the right one, has
    double cost = 0;
  };

  Numbers numbers_of(std::size_t position) const;
  void price_lines();
  std::size_t equation(std::size_t position) const;

  const Judge& judge_;
  const Sheet& sheet_;
  const std::vector<Judgement>& judgements_;
  std::vector<Numbers> numbers_;
  std::vector<std::size_t> open_;
  std::map<std::size_t, std::vector<std::size_t>> twins_;  ///< of each that has any
  double despite_ = 0;                                     ///< of right numbers behind wrong ones
  std::vector<Hypothesis> hypotheses_;
};

}  // namespace stepmark::marking

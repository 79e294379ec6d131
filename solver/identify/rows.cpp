#include "solver/identify/rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "lib/observed/form.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/identify/lines.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::identify {

namespace {

template <class Real>
class Rows {
 public:
  Rows(const Problem& problem, const std::vector<Observed>& trace) : tape_(compile(problem)), machine_(tape_) {
    const LineIndex index(problem, tape_);
    for (const Observed& observed : trace) {
      if (const auto line = index.find(observed)) stated_.emplace(*line, &observed);
    }
  }

  RowByRow run() {
    machine_.begin();
    for (std::size_t i = 0; i < tape_.lines.size(); ++i) {
      machine_.run(tape_.lines[i]);
      const auto [first, last] = stated_.equal_range(i);
      for (auto one = first; one != last; ++one) judge(*one->second, tape_.lines[i]);
    }
    return std::move(result_);
  }

 private:
  static constexpr Form form = sizeof(Real) == sizeof(double) ? Form::binary64 : Form::binary32;

  static Real read(const Observed& observed) {
    Real value;
    round_once(value, observed.value);
    return value;
  }

  void judge(const Observed& observed, const Tape::Line& line) {
    Real& computed = machine_[line.result];
    const Real stated = read(observed);
    ++result_.compared;
    const auto before = last_.insert({{line.equation, line.component}, stated});
    if (before.second || before.first->second != stated) ++result_.moved;
    if (computed != stated) {
      const double apart = std::fabs(static_cast<double>(computed) - static_cast<double>(stated));
      const Real larger = std::max(std::fabs(stated), std::fabs(before.first->second));
      result_.departures.push_back({observed, shortest(computed), apart / unit_of(stated), apart / unit_of(larger)});
      computed = stated;
    }
    before.first->second = stated;
  }

  static double unit_of(Real value) {
    if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
    return unit_in_last_place(Exact::from_double(static_cast<double>(value)), form).to_double();
  }

  Tape tape_;
  Machine<BinaryArithmetic<Real>> machine_;
  std::multimap<std::size_t, const Observed*> stated_;
  std::map<std::pair<std::size_t, std::optional<std::size_t>>, Real> last_;  ///< stated of a quantity's component
  RowByRow result_;
};

}  // namespace

RowByRow row_by_row(const Problem& problem, const std::vector<Observed>& trace, Form form) {
  return form == Form::binary32 ? Rows<float>(problem, trace).run() : Rows<double>(problem, trace).run();
}

}  // namespace stepmark::identify

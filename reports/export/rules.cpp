#include "reports/export/rules.hpp"

#include <algorithm>
#include <cmath>

#include "reports/export/calculated.hpp"
#include "reports/export/equations.hpp"
#include "reports/feedback.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/answer_key.hpp"

namespace stepmark::exports {

namespace {

/// In units. A hair more than half a unit, and than one: what doubles lose is less.
const Exact half_a_unit = Exact::decimal(5, 1), one_and_a_half = Exact::decimal(15, 1), hair = Exact::decimal(1, 6);
/// What a wrong equation moves less than this is not told from rounding.
constexpr double units_seen_at_least = 1.5;

Numbers numbers_of(const std::vector<Box>& boxes, const std::vector<std::optional<Exact>>& answers) {
  Numbers numbers;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].answers.empty()) numbers[boxes[i].id] = carried_on(boxes[i], answers[i], numbers);
  }
  return numbers;
}

class RuleMaker {
 public:
  RuleMaker(std::vector<Box>& boxes, const WorkedQuestion& question, const std::vector<WrongWay>& ways,
            bool by_equations)
      : boxes_(boxes),
        question_(question),
        ways_(ways),
        by_equations_(by_equations),
        names_(question.tape(), question.asked(), ids_of(boxes)),
        right_numbers_(numbers_of(boxes, std::vector<std::optional<Exact>>(boxes.size()))) {
    for (const WrongWay& way : ways) {
      worked_.push_back(worked_wrongly(question.problem(), *way.method));
      way_numbers_.push_back(numbers_of(boxes, way.answers));
    }
  }

  void add_all() {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (!boxes_[i].answers.empty()) add(i);
    }
  }

 private:
  static std::vector<std::string> ids_of(const std::vector<Box>& boxes) {
    std::vector<std::string> ids;
    for (const Box& box : boxes) ids.push_back(box.id);
    return ids;
  }

  const Tape::Line& line(std::size_t i) const { return question_.tape().lines[question_.asked()[i]]; }
  const Exact& right(std::size_t i) const { return question_.stated()[question_.asked()[i]]; }

  void add(std::size_t i) {
    Box& box = boxes_[i];
    const auto equation = by_equations_ ? written_out(question_.problem(), names_, line(i)) : std::nullopt;
    box.is_written_out = equation || !by_equations_;
    add_known(box, KnownAnswer::Kind::right);
    const bool follows = equation && !names_in(*equation).empty();
    if (follows) {
      box.equation = equation;
      add_following(i);
      add_off_key(i);
    }
    add_known(box, KnownAnswer::Kind::convention);
    add_known(box, KnownAnswer::Kind::nearly);
    if (follows) add_nearly_following(i);
    if (equation) {
      add_mistakes(i, *equation);
    } else {
      add_known(box, KnownAnswer::Kind::mistake);
      add_known(box, KnownAnswer::Kind::carried);
    }
  }

  static void add_known(Box& box, KnownAnswer::Kind kind) {
    for (const KnownAnswer& answer : box.answers) {
      if (answer.kind != kind) continue;
      const Exact reach = answer.tolerance * (Exact(1) + Exact(2) * hair);
      box.rules.push_back(
          {kind, as_literal(answer.value), literal(reach), answer.share, false, answer.feedback, answer.cause});
    }
  }

  /// So many units of the last digit asked: of figures, of the number's own last digit where that is larger.
  Expression reach_of(std::size_t i, const Exact& units) const {
    const DecimalFormat& format = question_.format();
    const Exact unit = unit_of(right(i), format);
    if (format.kind != DecimalFormat::Kind::figures) return literal(unit * units);
    // 10^(floor(log10 |own|) + 1 - figures)
    const Exact log10_of_e = *Exact::parse("0.43429448190325182765"), least = Exact::decimal(1, 9);
    const Expression size =
        call(Function::max, {call(Function::abs, {name(own_value)}), literal(unit.is_zero() ? least : unit)});
    const Expression digits =
        call(Function::floor,
             {sum({{false, product(literal(log10_of_e), call(Function::log, {size}))}, {false, literal(hair)}})});
    const Expression own = power(literal(10), sum({{false, digits}, {false, as_literal(Exact(1 - format.digits))}}));
    return product(literal(units), unit.is_zero() ? own : call(Function::max, {literal(unit), own}));
  }

  void add_following(std::size_t i, const Expression& centre, const Exact& units) {
    boxes_[i].rules.push_back({KnownAnswer::Kind::carried, centre, reach_of(i, units),
                               question_.problem().marks.follow_through, true,
                               "Correct from your earlier number, which is wrong.", ""});
  }

  void add_following(std::size_t i) {
    add_following(i, *boxes_[i].equation, half_a_unit + hair);
    const auto running = as_running_sum(question_.problem(), names_, line(i));
    if (running) add_following(i, *running, half_a_unit + hair);
  }

  /// Of numbers that go on from last digits which are off, what was rounded off them shows before anything is nearly
  /// right.
  void add_off_key(std::size_t i) {
    add_following(i, *boxes_[i].equation, reach_with_spread(*boxes_[i].equation, right_numbers_));
    boxes_[i].rules.back().is_off_key = true;
  }

  /// One unit off. What was rounded off the numbers of the key is in the windows around it, and gives nothing beyond.
  void add_nearly_following(std::size_t i) {
    const Marks& marks = question_.problem().marks;
    boxes_[i].rules.push_back({KnownAnswer::Kind::nearly, *boxes_[i].equation, reach_of(i, one_and_a_half + hair),
                               marks.method / (marks.method + marks.accuracy), true,
                               "Right method; the last digit is off.", ""});
  }

  void add_mistakes(std::size_t i, const Expression& equation) {
    std::vector<Expression> known = {equation};
    for (std::size_t way = 0; way < ways_.size(); ++way) {
      const auto wrong = written_out(worked_[way], names_, line(i));
      if (!wrong || std::find(known.begin(), known.end(), *wrong) != known.end()) continue;
      if (!is_seen(i, equation, *wrong, right_numbers_) && !is_seen(i, equation, *wrong, way_numbers_[way])) continue;
      known.push_back(*wrong);
      const std::string& cause = ways_[way].method->mistake;
      boxes_[i].rules.push_back(
          {KnownAnswer::Kind::mistake, *wrong, reach_of(i, reach_with_spread(*wrong, way_numbers_[way])),
           question_.problem().marks.follow_through, true, plain_words(sentence_on(cause)), cause});
    }
  }

  /// Half a unit, and what half a unit of each number that goes in moves it: so far honest work may come from what the
  /// written numbers give, as `check` has it. In units, to two figures.
  Exact reach_with_spread(const Expression& e, const Numbers& numbers) const {
    const double centre = evaluated(e, numbers);
    if (!std::isfinite(centre)) return half_a_unit + hair;
    double spread = 0;
    for (const Name& name : names_in(e)) {
      Numbers moved = numbers;
      double& number = moved.at(name.symbol);
      number += half_unit_at(number);
      spread += std::fabs(evaluated(e, moved) - centre);
    }
    const double units = spread / (2 * half_unit_at(centre));
    if (!std::isfinite(units)) return half_a_unit + hair;
    const Exact more =
        Exact::from_double(std::min(units, marking::most_spread)).rounded(DecimalFormat::figures(2), RoundingRule::up);
    return half_a_unit + hair + more;
  }

  double half_unit_at(double number) const {
    if (!std::isfinite(number)) return 0;
    return unit_of(Exact::from_double(number), question_.format()).to_double() / 2;
  }

  bool is_seen(std::size_t i, const Expression& right_way, const Expression& wrong_way, const Numbers& numbers) const {
    const double wrong = evaluated(wrong_way, numbers);
    const double unit = unit_of(right(i), question_.format()).to_double();
    return std::isfinite(wrong) && std::fabs(wrong - evaluated(right_way, numbers)) > units_seen_at_least * unit;
  }

  std::vector<Box>& boxes_;
  const WorkedQuestion& question_;
  const std::vector<WrongWay>& ways_;
  bool by_equations_;
  BoxNames names_;
  Numbers right_numbers_;
  std::vector<Problem> worked_;
  std::vector<Numbers> way_numbers_;
};

}  // namespace

void add_rules(std::vector<Box>& boxes, const WorkedQuestion& question, const std::vector<WrongWay>& ways,
               bool by_equations) {
  RuleMaker(boxes, question, ways, by_equations).add_all();
}

}  // namespace stepmark::exports

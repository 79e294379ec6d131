#include "problems/certificate.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "problems/kind/evidence.hpp"
#include "problems/rivals.hpp"
#include "problems/said.hpp"
#include "problems/worth.hpp"
#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/length.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/solve.hpp"

namespace stepmark::problems {

namespace {

/// How many units a and b are apart, rounded up; a large number where the unit is 0 and they differ.
std::int64_t units_apart_exactly(const Exact& a, const Exact& b, const Exact& unit) {
  constexpr std::int64_t many = 1'000'000'000;
  if (a == b) return 0;
  if (unit.is_zero()) return many;
  const Exact units = -((-((a - b).abs() / unit)).floor());
  return std::min(units.to_int64().value_or(many), many);
}

/// Digits from the first to the last that is not zero; nothing if the decimal does not end.
std::optional<int> significant_digits(const Exact& value) {
  if (!value.has_finite_decimal()) return std::nullopt;
  if (value.is_zero()) return 1;
  const std::string text = value.abs().to_string();
  const std::string digits = text.substr(0, text.find('e'));
  std::string plain;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(plain), [](char c) { return c != '.'; });
  const auto first = plain.find_first_not_of('0'), last = plain.find_last_not_of('0');
  return static_cast<int>(last - first) + 1;
}

constexpr int most_given_digits = 5;
constexpr int most_written_digits = 7;
constexpr std::int64_t most_size = 10'000;

}  // namespace

using Tell = std::function<void(std::size_t done, std::size_t all)>;

/// One problem on its way to a certificate.
class Certification {
 public:
  Certification(const Problem& problem, RivalMethods& methods, const std::vector<std::string>& sign_steps,
                Evidence evidence, const Tell& tell)
      : problem_(problem),
        methods_(methods),
        sign_steps_(sign_steps),
        tell_(tell),
        full_(evidence == Evidence::full),
        tape_(compile(problem, StepSums::running)),
        asked_(asked_lines(problem, tape_)),
        format_(precision_asked(problem)),
        rules_(honest_rules(problem)) {}

  Certificate run() {
    check_length(problem_, tape_, longest_to_certify, "expected fewer steps or components");
    right_ = follow(rules_.front(), tape_, format_, asked_);
    certificate_.defined = is_defined();
    if (!certificate_.defined) return std::move(certificate_);  // nothing to compare with
    if (asked_.empty()) {
      certificate_.discriminating =
          fails(message("not discriminating: nothing is asked, so nothing can be told apart"));
      return std::move(certificate_);
    }
    set_marks();
    follow_honest_paths();
    certificate_.tidy = is_tidy();
    if (!full_ && !certificate_.tidy) return std::move(certificate_);
    certificate_.tie_free = is_tie_free();
    if (!full_ && !certificate_.tie_free) return std::move(certificate_);
    certificate_.fair = is_fair();
    if (!full_ && !certificate_.fair) return std::move(certificate_);
    if (!full_) certificate_.worth_asking = is_worth();  // sooner told than the next
    if (!full_ && !certificate_.worth_asking) return std::move(certificate_);
    certificate_.discriminating = is_discriminating();
    if (full_) certificate_.worth_asking = is_worth();
    return std::move(certificate_);
  }

 private:
  // Naming.
  LineName line_name(std::size_t line) const {
    const Tape::Line& found = tape_.lines[line];
    const auto& components = problem_.objective->parameters();
    return {found.t, problem_.optimizer.equations[found.equation].quantity,
            found.component ? components[*found.component] : ""};
  }
  Message words(std::size_t line) const { return said(line_name(line)); }
  bool fails(Message reason) { return certificate_.fails(std::move(reason)); }

  // Defined.
  bool is_defined() {
    if (!right_.no_value.empty()) {
      return fails(message("not defined: {line} has no value: {why}",
                           {{"line", words(right_.values.size())}, {"why", right_.no_value}}));
    }
    if (problem_.objective->kind() == Objective::Kind::gradients) return true;
    // Later on, a gradient of zero says that the component has reached its optimum.
    const auto gradients = gradient_equations(problem_.optimizer);
    for (std::size_t i = 0; i < tape_.lines.size() && tape_.lines[i].t == problem_.first_step(); ++i) {
      const bool is_gradient = std::count(gradients.begin(), gradients.end(), tape_.lines[i].equation) > 0;
      if (is_gradient && right_.values[i].is_zero()) {
        const LineName line = line_name(i);
        return fails(message("not defined: the gradient of {component} at step {t} is zero",
                             {{"component", line.component}, {"t", line.t}}));
      }
    }
    return true;
  }

  void set_marks() {
    Exact largest;
    for (std::size_t i = 0; i < right_.values.size(); ++i) {
      units_.push_back(unit_of(right_.values[i], format_));
      marks_.push_back({right_.values[i].to_double(), units_.back().to_double()});
      if (std::binary_search(asked_.begin(), asked_.end(), i)) largest = std::max(largest, units_.back());
    }
    certificate_.window = largest;
  }

  // Tidy.
  const HonestAnswers& printed() const {
    if (!problem_.rounds_while_working()) return answers_[0];
    return answers_[problem_.working->ties == RoundingRule::half_even ? 2 : 1];
  }

  bool is_tidy() {
    for (const Hyperparameter& hyper : problem_.optimizer.hyperparameters) {
      if (!is_short(hyper.value)) {
        return fails(message("not tidy: the value of {hyperparameter} is long", {{"hyperparameter", hyper.name}}));
      }
    }
    for (const Expression& start : problem_.start) {
      if (!is_short(start)) return fails(message("not tidy: the start is a long number"));
    }
    const auto& values = printed().values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].abs() >= Exact(most_size)) {
        return fails(
            message("not tidy: {what} is {value}, {most} or more",
                    {{"what", words(i)}, {"value", number_message(values[i].to_string())}, {"most", most_size}}));
      }
      const auto digits = significant_digits(values[i]);
      if (!digits || *digits > most_written_digits) {
        return fails(message("not tidy: {line} has more than {n} digits",
                             {{"line", words(i)}, {"n", static_cast<std::int64_t>(most_written_digits)}}));
      }
    }
    return true;
  }

  static bool is_short(const Expression& e) {
    const auto* literal = e.as<Number>();
    const auto* negative = e.as<Negation>();
    if (negative) return is_short(negative->operand);
    if (!literal) return true;  // a formula is shown as it is written
    const auto digits = significant_digits(literal->value);
    return digits && *digits <= most_given_digits;
  }

  // Honest paths.
  void follow_honest_paths() {
    answers_.push_back(right_);
    for (std::size_t i = 1; i < rules_.size(); i += 2) {
      answers_.push_back(follow(rules_[i], tape_, format_, asked_));
      // Without a tie, the two rules on ties never part.
      const bool parts = answers_.back().tie.has_value();
      answers_.push_back(parts ? follow(rules_[i + 1], tape_, format_, asked_) : answers_.back());
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) certificate_.paths.push_back(path(i));
  }

  HonestPath path(std::size_t i) const {
    HonestPath result{rules_[i].name, std::nullopt, 0};
    for (const std::size_t line : asked_) {
      if (line >= answers_[i].values.size()) break;
      const auto units = units_apart_exactly(answers_[i].values[line], right_.values[line], units_[line]);
      if (units <= result.units) continue;
      result.units = units;
      result.line = line_name(line);
    }
    return result;
  }

  bool is_tie_free() {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      if (answers_[i].tie) {
        return fails(message("not free of ties: worked by the rule '{rule}', {line} falls midway between two numbers",
                             {{"rule", said(rules_[i])}, {"line", words(*answers_[i].tie)}}));
      }
    }
    return true;
  }

  bool is_fair() {
    for (std::size_t i = 1; i < answers_.size(); ++i) {
      const std::size_t known = answers_[i].values.size();
      if (known < tape_.lines.size()) {
        return fails(message("not fair: worked by the rule '{rule}', {line} has no value: {why}",
                             {{"rule", said(rules_[i])}, {"line", words(known)}, {"why", answers_[i].no_value}}));
      }
      for (const std::size_t line : asked_) {
        const Exact& answer = answers_[i].values[line];
        if (units_apart_exactly(answer, right_.values[line], units_[line]) <= 1) continue;
        return fails(
            message("not fair: worked by the rule '{rule}', {line} is {value}, and carried exactly it is {exact}, more "
                    "than one unit of the last digit away",
                    {{"rule", said(rules_[i])},
                     {"line", words(line)},
                     {"value", number_message(answer.to_string())},
                     {"exact", number_message(right_.values[line].to_string())}}));
      }
    }
    return true;
  }

  // Worth asking.
  bool is_worth() {
    const std::vector<Guessed> guessed = guessed_answers();
    for (const Guessed& one : guessed) certificate_.unearned.push_back({line_name(one.line), how(one)});
    if (const Guessed* result = guessed_result(problem_, tape_, guessed)) {
      return fails(message("not worth asking: the result, {line}, needs no working: it is {how}",
                           {{"line", words(result->line)}, {"how", how(*result)}}));
    }
    if (is_worth_asking(problem_, tape_, asked_, guessed)) return true;
    return fails(message("not worth asking: {n} of {all} answers need no working, such as {line}, which is {how}",
                         {{"n", std::to_string(guessed.size())},
                          {"all", std::to_string(asked_.size())},
                          {"line", words(guessed.front().line)},
                          {"how", how(guessed.front())}}));
  }

  /// In the answers carried exactly, or in those by the printed rule.
  std::vector<Guessed> guessed_answers() const {
    WorkedNumbers numbers{given_numbers(tape_), marks_};
    std::vector<Guessed> guessed = guessed_lines(problem_, tape_, asked_, sign_steps_, numbers);
    const std::vector<Exact>& values = printed().values;
    if (!problem_.rounds_while_working() || values.size() < marks_.size()) return guessed;
    for (std::size_t i = 0; i < values.size(); ++i) numbers.lines[i].value = values[i].to_double();
    const std::vector<Guessed> more = guessed_lines(problem_, tape_, asked_, sign_steps_, numbers);
    std::vector<Guessed> all;
    std::set_union(guessed.begin(), guessed.end(), more.begin(), more.end(), std::back_inserter(all),
                   [](const Guessed& a, const Guessed& b) { return a.line < b.line; });
    return all;
  }

  Message how(const Guessed& guessed) const {
    switch (guessed.guess) {
      case Guess::given:
        return message("given in the question");
      case Guess::unchanged:
        return message("unchanged");
      case Guess::rate_step:
        return message("moved by the learning rate, whatever the gradient");
      case Guess::copied:
        return guessed.from ? message("equal to {line}", {{"line", words(*guessed.from)}})
                            : message("equal to a start value");
    }
    STEPMARK_ASSERT(false);
  }

  // Discriminating.
  bool is_discriminating() {
    std::set<std::string> tested, unseen_ids;
    std::map<std::string, std::vector<std::string>> invisible;
    const WrongMethod* nearest = nullptr;
    Distance least{0, std::numeric_limits<double>::infinity(), Carrying::exact};
    const auto beyond = std::find_if(asked_.begin(), asked_.end(), [&](std::size_t line) { return !is_told(line); });
    if (beyond != asked_.end()) {
      return fails(
          message("not discriminating: {line} is too large, or too near to zero, to be told from wrong answers",
                  {{"line", words(*beyond)}}));
    }
    set_printed_marks();
    RivalMethods::Tapes tapes = methods_.tapes(problem_);
    for (std::size_t i = 0; i < tapes.methods().size(); ++i) {
      const WrongMethod& method = tapes.methods()[i];
      if (tell_) tell_(i, tapes.methods().size());
      Rival rival = worked(tapes.of(i), method, printed_working());
      keep_answers(rival);
      if (const Distance asked = from_answers(rival); asked.units >= units_apart) {
        tested.insert(method.mistake);
        tell_least(method.mistake, asked);
        if (asked.units < least.units) {
          least = asked;
          nearest = &method;
        }
      } else if (const Distance shown = effect(rival); shown.units >= units_seen) {
        unseen_.push_back(rival);
        certificate_.unseen.push_back({method.mistake, line_name(shown.line)});
        if (!full_) return fails(message("not discriminating: {mistake}", {{"mistake", method.mistake}}));
      } else {
        invisible[method.mistake].push_back(problem_.optimizer.equations[method.changed.front()].quantity);
      }
      if (full_) rivals_.push_back(std::move(rival));
    }
    for (const Unseen& unseen : certificate_.unseen) unseen_ids.insert(unseen.rival);
    list_not_tested(invisible, tested, unseen_ids);
    certificate_.tested.assign(tested.begin(), tested.end());
    for (const auto& [mistake, distance] : told_) {
      certificate_.told.push_back({mistake, distance.units, line_name(distance.line)});
    }
    if (nearest) certificate_.margin = margin(*nearest, least);
    if (full_) find_indistinct();
    return certificate_.unseen.empty() || not_discriminating(unseen_ids);
  }

  void keep_answers(Rival& rival) {
    if (!printed_working().carries_rounded()) return;
    WrongAnswers& wrong = certificate_.wrong_answers.emplace_back();
    wrong.mistake = rival.method->mistake;
    wrong.lines = std::move(rival.written);
    if (format_ == printed_working().round) return;  // that is how they were written
    for (Exact& value : wrong.lines) value = value.rounded(format_, printed_working().ties);
  }

  /// By a double, and so is a unit of it.
  bool is_told(std::size_t line) const {
    const bool is_unit_told = marks_[line].unit > 0 || units_[line].is_zero();
    return is_unit_told && std::isfinite(marks_[line].value) && std::isfinite(marks_[line].unit);
  }

  Working printed_working() const { return problem_.working.value_or(Working{}); }

  /// What the right method gives by the printed rule, against which the effect of a wrong one is seen there.
  void set_printed_marks() {
    printed_marks_ = marks_;
    const auto& values = printed().values;
    for (std::size_t i = 0; i < values.size(); ++i) printed_marks_[i].value = values[i].to_double();
  }

  struct Distance {
    std::size_t line = 0;
    double units = 0;
    Carrying way = Carrying::exact;
  };

  /// How far a rival's answers are from the right ones, at their most telling line; with the way of carrying that tells
  /// less, because the student may choose it.
  Distance from_answers(const Rival& rival) const {
    Distance least{0, std::numeric_limits<double>::infinity(), Carrying::exact};
    for (const Carrying way : ways_of_carrying) {
      Distance most;
      for (const std::size_t line : asked_) {
        const double units = units_away(rival, way, line, marks_[line]);
        if (units > most.units) most = {line, units, way};
      }
      if (most.units <= least.units) least = most;
    }
    return least;
  }

  void tell_least(const std::string& mistake, const Distance& asked) {
    const auto [place, is_new] = told_.try_emplace(mistake, asked);
    if (asked.units < place->second.units) place->second = asked;
  }

  /// The most that a rival differs in any line from the right method carried the same way.
  Distance effect(const Rival& rival) const {
    Distance most;
    for (const Carrying way : ways_of_carrying) {
      const std::vector<Mark>& right = way == Carrying::exact ? marks_ : printed_marks_;
      for (std::size_t line = 0; line < right.size(); ++line) {
        const double units = units_away(rival, way, line, right[line]);
        if (units > most.units) most = {line, units, way};
      }
    }
    return most;
  }

  Margin margin(const WrongMethod& method, const Distance& found) const {
    constexpr int digits = 30;  // of the wrong value; three are told of the distance
    Exact distance = Exact::from_double(found.units) * units_[found.line];
    try {
      const Exact wrong = value_of(problem_, method, found.way, printed_working(), found.line, digits);
      distance = (wrong - right_.values[found.line]).abs();
    } catch (const NoValue&) {  // that many digits cannot be told: so far it is at least
    }
    return {distance.rounded(DecimalFormat::figures(3), RoundingRule::down), method.mistake, line_name(found.line)};
  }

  /// A mistake that is invisible in every way is named alone; one that is so in some ways, with the line it changes.
  void list_not_tested(const std::map<std::string, std::vector<std::string>>& invisible,
                       const std::set<std::string>& tested, const std::set<std::string>& unseen) {
    for (const auto& [id, quantities] : invisible) {
      if (!tested.count(id) && !unseen.count(id)) {
        certificate_.not_tested.push_back(id);
        continue;
      }
      for (const std::string& quantity : std::set<std::string>(quantities.begin(), quantities.end())) {
        certificate_.not_tested.push_back(id + " in " + quantity);
      }
    }
  }

  bool not_discriminating(const std::set<std::string>& ids) {
    certificate_.ask = quantities_to_ask();
    constexpr std::size_t most_named = 4;
    std::vector<Message> first;
    for (const std::string& id : ids) {
      if (first.size() < most_named) first.push_back(id);
    }
    Message names = listed(first);
    if (ids.size() > most_named) {
      names = message("{mistakes} and {n} more",
                      {{"mistakes", std::move(names)}, {"n", std::to_string(ids.size() - most_named)}});
    }
    const auto& already = problem_.answer.ask;
    std::vector<Message> wanted;
    for (const std::string& quantity : certificate_.ask) {
      const bool asked = std::count(already.begin(), already.end(), quantity) > 0;
      wanted.push_back(asked ? message("{quantity} in every step", {{"quantity", quantity}}) : Message(quantity));
    }
    if (wanted.empty()) {
      return fails(
          message("not discriminating: {mistakes} would be accepted as right; no quantity shows it with every "
                  "way of rounding: take other numbers",
                  {{"mistakes", std::move(names)}}));
    }
    return fails(message("not discriminating: {mistakes} would be accepted as right; ask for {quantities} as well",
                         {{"mistakes", std::move(names)}, {"quantities", listed(wanted)}}));
  }

  /// The quantities that would show a rival, for each way of carrying in which the answers do not; none where no
  /// quantity does.
  std::vector<std::set<std::string>> would_show() const {
    std::vector<std::set<std::string>> all;
    for (const Rival& rival : unseen_) {
      for (const Carrying way : ways_of_carrying) {
        const auto shows = [&](std::size_t line) { return units_away(rival, way, line, marks_[line]) >= units_apart; };
        if (std::any_of(asked_.begin(), asked_.end(), shows)) continue;
        std::set<std::string> quantities;
        for (std::size_t line = 0; line < marks_.size(); ++line) {
          if (shows(line)) quantities.insert(line_name(line).quantity);
        }
        if (!quantities.empty()) all.push_back(std::move(quantities));
      }
    }
    return all;
  }

  /// The quantity that shows most of what is unseen, then the one that shows most of the rest, and so on.
  std::vector<std::string> quantities_to_ask() const {
    std::vector<std::set<std::string>> shown = would_show();
    std::vector<std::string> chosen;
    while (!shown.empty()) {
      std::map<std::string, std::size_t> counts;
      for (const auto& quantities : shown) {
        for (const std::string& quantity : quantities) ++counts[quantity];
      }
      const auto best = std::max_element(counts.begin(), counts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      const std::string quantity = best->first;
      chosen.push_back(quantity);
      std::erase_if(shown, [&](const auto& quantities) { return quantities.count(quantity) > 0; });
    }
    return chosen;
  }

  bool is_told_indistinct(const std::string& one, const std::string& other) const {
    return std::any_of(certificate_.indistinct.begin(), certificate_.indistinct.end(), [&](const Indistinct& pair) {
      return (pair.first == one && pair.second == other) || (pair.first == other && pair.second == one);
    });
  }

  void find_indistinct() {
    for (std::size_t i = 0; i < rivals_.size(); ++i) {
      if (from_answers(rivals_[i]).units < units_apart) continue;
      for (std::size_t k = i + 1; k < rivals_.size(); ++k) {
        if (rivals_[i].method->mistake == rivals_[k].method->mistake) continue;
        const auto differ = [&](std::size_t line) {
          return units_between(rivals_[i], rivals_[k], line, marks_[line]) >= units_apart;
        };
        if (std::any_of(asked_.begin(), asked_.end(), differ)) continue;
        if (is_told_indistinct(rivals_[i].method->mistake, rivals_[k].method->mistake)) continue;
        for (std::size_t line = 0; line < marks_.size(); ++line) {
          if (!differ(line)) continue;
          certificate_.indistinct.push_back({rivals_[i].method->mistake, rivals_[k].method->mistake, line_name(line)});
          break;
        }
      }
    }
  }

  const Problem& problem_;
  RivalMethods& methods_;
  std::map<std::string, Distance> told_;
  const std::vector<std::string>& sign_steps_;
  const Tell& tell_;
  bool full_;
  Tape tape_;
  std::vector<std::size_t> asked_;
  DecimalFormat format_;
  std::vector<HonestRule> rules_;
  HonestAnswers right_;  ///< carried exactly, stated as asked
  std::vector<HonestAnswers> answers_;
  std::vector<Exact> units_;
  std::vector<Mark> marks_, printed_marks_;  ///< of the right answers; of the lines by the printed rule
  std::vector<Rival> rivals_;
  std::vector<Rival> unseen_;
  Certificate certificate_;
};

struct Certifier::Kept {
  RivalMethods methods;
  std::map<std::string, std::vector<std::string>> sign_steps;  ///< of a definition

  const std::vector<std::string>& sign_steps_of(const Definition& definition) {
    const std::string key = to_text(definition);
    const auto found = sign_steps.find(key);
    return found != sign_steps.end() ? found->second : sign_steps[key] = sign_step_rates(definition);
  }
};

Certifier::Certifier() : kept_(std::make_unique<Kept>()) {}
Certifier::~Certifier() = default;
Certifier::Certifier(Certifier&&) noexcept = default;
Certifier& Certifier::operator=(Certifier&&) noexcept = default;

Certificate Certifier::certify(const Problem& problem, Evidence evidence, const Tell& tell) {
  if (auto certificate = certificate_of_kind(problem)) return std::move(*certificate);
  return Certification(problem, kept_->methods, kept_->sign_steps_of(problem.base), evidence, tell).run();
}

}  // namespace stepmark::problems

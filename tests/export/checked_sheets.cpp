#include "tests/export/checked_sheets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "reports/export/decimal.hpp"
#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/method.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/shown_working.hpp"

namespace stepmark::support {

namespace {

using exports::Box;
using exports::ExportedPart;
using exports::ExportedQuestion;
using exports::plain_decimal;
using Like = CheckedSheet::Like;

std::vector<const Box*> boxes_of_entries(const ExportedQuestion& question) {
  std::vector<const Box*> boxes;
  for (const ExportedPart& part : question.parts) {
    for (const Box& box : part.boxes) boxes.push_back(&box);
    if (!part.choices.empty()) boxes.push_back(nullptr);
  }
  return boxes;
}

class SheetMaker {
 public:
  SheetMaker(const ExportedQuestion& question, QuestionMarker& marker)
      : question_(question), marker_(marker), boxes_(boxes_of_entries(question)), right_(right_entries(question)) {}

  std::vector<CheckedSheet> sheets() {
    add("right", Like::exactly, right_);
    add("blank", Like::exactly, Entries(right_.size()));
    for (std::size_t i = 0; i < right_.size(); ++i) add_near(i);
    if (marker_.parts().front().asks == Part::Asks::numbers) {
      for (const std::size_t share : {0u, 1u, 2u}) add_wrong(share * numbers() / 3);
      add_honest_paths();
      add_ways();
    }
    add("zeros", Like::at_most, Entries(right_.size(), "0"));
    return std::move(sheets_);
  }

 private:
  std::size_t numbers() const { return question_.parts.front().boxes.size(); }

  void add(const std::string& name, Like like, const Entries& entries) {
    QuestionSheet sheet = marker_.blank();
    std::size_t next = 0;
    CheckedSheet made{name, like, entries, {}, {}};
    for (std::size_t part = 0; part < sheet.size(); ++part) {
      for (Written& number : sheet[part].numbers) number = written_in(entries[next++]);
      const bool is_words = marker_.parts()[part].asks == Part::Asks::words;
      if (!marker_.parts()[part].has_numbers() && !is_words) sheet[part].entry = entries[next++];
    }
    const MarkedQuestion marked = marker_.mark(sheet);
    for (std::size_t part = 0; part < sheet.size(); ++part) {
      if (marker_.parts()[part].asks == Part::Asks::words) continue;
      if (!marked.parts[part].has_numbers) {
        made.marks.push_back(marked.parts[part].marks.to_double());
        made.is_slip.push_back(false);
      }
      for (const LineMark& line : marked.parts[part].numbers.lines) {
        made.marks.push_back((line.method + line.accuracy).to_double());
        made.is_slip.push_back(line.verdict == Verdict::slip);
      }
    }
    sheets_.push_back(std::move(made));
  }

  void add_near(std::size_t i) {
    Entries entries = right_;
    entries[i].clear();
    add("blank " + std::to_string(i), Like::exactly, entries);
    if (!boxes_[i] || boxes_[i]->answers.empty()) return;
    const exports::KnownAnswer& key = boxes_[i]->answers.front();
    const bool is_alone = boxes_[i]->answers.size() < 2 || boxes_[i]->answers[1].share != Exact(1);
    if (key.tolerance.is_zero() || !is_alone) return;
    for (const int unit : {-1, 1}) {
      const Exact off = key.value + Exact(2 * unit) * key.tolerance;
      if (off.is_zero()) continue;  // may not have been worked out
      entries[i] = plain_decimal(off);
      add(boxes_[i]->id + " = " + entries[i], Like::exactly, entries);
      entries[i] = plain_decimal(key.value + Exact::decimal(98 * unit, 2) * key.tolerance);
      add_if_full(boxes_[i]->id + " = " + entries[i], entries, i);
    }
    entries[i] = plain_decimal(key.value + Exact(6) * key.tolerance);
    add(boxes_[i]->id + " = " + entries[i] + ", three units off", Like::at_most, entries);
  }

  /// A marker holds a number to all of its digits; systems that cannot, not.
  void add_if_full(const std::string& name, const Entries& entries, std::size_t i) {
    add(name, Like::exactly, entries);
    if (sheets_.back().marks[i] < boxes_[i]->marks.to_double()) sheets_.pop_back();
  }

  void add_wrong(std::size_t position) {
    const Box& box = *boxes_[position];
    if (box.answers.empty() || box.answers.front().tolerance.is_zero()) return;
    Entries entries = right_;
    const exports::KnownAnswer& key = box.answers.front();
    entries[position] = plain_decimal(far_from(key.value, key.tolerance * Exact(2)));
    carry_on(entries, position + 1);
    add("wrong " + box.id, Like::but_for_slips, entries);
    if (position + 2 >= numbers()) return;
    entries[position + 1].clear();
    carry_on(entries, position + 2);
    add("wrong " + box.id + ", then a blank", Like::but_for_slips, entries);
  }

  /// Too far for a number that is stated coarsely, and no slip of the pen.
  static Exact far_from(const Exact& value, const Exact& unit) {
    const Exact off = (value.abs() * Exact::decimal(37, 2) / unit).floor();
    return value + (off + Exact(371)) * unit;
  }

  void carry_on(Entries& entries, std::size_t from) {
    Sheet sheet;
    for (std::size_t i = 0; i < numbers(); ++i) sheet.push_back(written_in(entries[i]));
    for (std::size_t i = from; i < numbers(); ++i) {
      const std::string here = marker_.numbers(0).expected_at(sheet, i);
      const DecimalFormat format = precision_asked(*marker_.parts().front().problem);
      entries[i] = plain_decimal(Exact::parse(here)->rounded(format, RoundingRule::half_up), format);
      sheet[i] = written_in(entries[i]);
    }
  }

  void add_honest_paths() {
    const Problem& problem = *marker_.parts().front().problem;
    const Tape tape = compile(problem);
    const std::vector<std::size_t> asked = asked_lines(problem, tape);
    const DecimalFormat format = precision_asked(problem);
    for (const HonestRule& rule : honest_rules(problem)) {
      const HonestAnswers answers = follow(rule, tape, format, asked);
      Entries entries = right_;
      for (std::size_t i = 0; i < asked.size(); ++i) {
        entries[i] = plain_decimal(answers.values[asked[i]].rounded(format, rule.working.ties), format);
      }
      add(rule.name, Like::honest, entries);
    }
  }

  void add_ways() {
    const Problem& problem = *marker_.parts().front().problem;
    const Tape tape = compile(problem);
    const std::vector<std::size_t> asked = asked_lines(problem, tape);
    const DecimalFormat format = precision_asked(problem);
    for (const WrongMethod& method : wrong_methods(problem)) {
      const Stated stated = questions::state(problem, method);
      Entries entries = right_;
      for (std::size_t i = 0; i < asked.size(); ++i) {
        entries[i] = asked[i] < stated.size() ? plain_decimal(stated[asked[i]], format) : "";
      }
      add(method.mistake, Like::known_way, entries);
    }
  }

  const ExportedQuestion& question_;
  QuestionMarker& marker_;
  std::vector<const Box*> boxes_;
  Entries right_;
  std::vector<CheckedSheet> sheets_;
};

bool holds_zero(const CheckedSheet& sheet) {
  return std::any_of(sheet.entries.begin(), sheet.entries.end(), [](const std::string& entry) {
    const auto value = Exact::parse(entry);
    return value && value->is_zero();
  });
}

}  // namespace

std::vector<std::string> names_of_entries(const ExportedQuestion& question) {
  std::vector<std::string> names;
  for (const ExportedPart& part : question.parts) {
    for (const Box& box : part.boxes) names.push_back(box.id);
    if (!part.choices.empty()) names.push_back(part.id);
  }
  return names;
}

std::vector<CheckedSheet> checked_sheets(const ExportedQuestion& question, QuestionMarker& marker) {
  return SheetMaker(question, marker).sheets();
}

const CheckedProblem& checked_problem(std::size_t position) {
  static std::map<std::size_t, CheckedProblem> all;
  const auto found = all.find(position);
  if (found != all.end()) return found->second;
  const Problem& problem = problems_to_export()[position];
  CheckedProblem made{problem.file + ' ' + problem.base.name, exports::exported(problem), {}, {}};
  made.names = names_of_entries(made.question);
  QuestionMarker marker(problem);
  made.sheets = checked_sheets(made.question, marker);
  return all.emplace(position, std::move(made)).first->second;
}

namespace {

constexpr double hair = 1e-5;

double sum_of(const std::vector<double>& marks) { return std::accumulate(marks.begin(), marks.end(), 0.0); }

/// What each entry is worth.
std::vector<double> worth_of(const ExportedQuestion& question) {
  std::vector<double> worth;
  for (const ExportedPart& part : question.parts) {
    for (const Box& box : part.boxes) worth.push_back(box.marks.to_double());
    if (!part.choices.empty()) worth.push_back(part.marks.to_double());
  }
  return worth;
}

class Comparison {
 public:
  Comparison(const CheckedProblem& problem, const Expected& expected)
      : problem_(problem), expected_(expected), worth_(worth_of(problem.question)) {}

  void compare(const CheckedSheet& sheet, const std::vector<double>& given) {
    ASSERT_EQ(sheet.marks.size(), given.size());
    switch (sheet.like) {
      case Like::exactly:
        return compare_entries(sheet, given);
      case Like::honest:
        return expect_no_less(sheet, given);
      case Like::but_for_slips:
        if (expected_.marks == Marks::by_equations) return compare_entries(sheet, given);
        return expect_no_more(sheet, given);
      case Like::at_most:
        return expect_no_more(sheet, given);
      case Like::known_way:
        if (expected_.marks == Marks::all_or_none) return expect_no_more(sheet, given);
        if (!expected_.carries_zeros && holds_zero(sheet)) return;
        if (std::fabs(sum_of(given) - sum_of(sheet.marks)) > hair) differing_.insert(sheet.entries);
    }
  }

  /// Of the known ways, no more earn other marks than was said.
  void finish() const {
    const exports::KnownSheets& known = problem_.question.known;
    if (expected_.marks == Marks::by_equations) {
      EXPECT_LE(differing_.size(), known.calculated_differing) << problem_.where;
    }
    if (expected_.marks == Marks::by_known_numbers) {
      EXPECT_LE(differing_.size(), known.differing) << problem_.where;
    }
  }

 private:
  std::string place(const CheckedSheet& sheet, std::size_t i) const {
    return problem_.where + ": " + sheet.name + ", " + problem_.names[i] + " = " + sheet.entries[i];
  }

  void compare_entries(const CheckedSheet& sheet, const std::vector<double>& given) const {
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (sheet.like == Like::but_for_slips && sheet.is_slip[i]) continue;
      if (expected_.marks != Marks::all_or_none) {
        EXPECT_NEAR(given[i], sheet.marks[i], hair) << place(sheet, i);
        continue;
      }
      const bool is_full = sheet.marks[i] > worth_[i] - hair, earns = given[i] > hair;
      EXPECT_NEAR(given[i], earns ? worth_[i] : 0, hair) << place(sheet, i) << ": all or none";
      if (earns != is_full) {
        const bool is_said = is_full ? !expected_.takes_all : expected_.takes_one_off && sheet.marks[i] > 0;
        EXPECT_TRUE(is_said) << place(sheet, i) << (earns ? " is taken" : " is lost");
      }
    }
  }

  /// Whoever works honestly, by whatever rule of rounding, loses nothing that is right by the export. On a problem that
  /// is not fair, a number may be nearly right that lies beside the windows.
  void expect_no_less(const CheckedSheet& sheet, const std::vector<double>& given) const {
    for (std::size_t i = 0; i < given.size() && expected_.takes_all; ++i) {
      if (sheet.marks[i] < worth_[i] - hair) continue;
      EXPECT_GE(given[i], sheet.marks[i] - hair) << place(sheet, i);
    }
  }

  void expect_no_more(const CheckedSheet& sheet, const std::vector<double>& given) const {
    if (expected_.takes_one_off) return;
    if (expected_.marks == Marks::by_known_numbers && holds_carried(sheet)) return;
    EXPECT_LE(sum_of(given), sum_of(sheet.marks) + hair) << problem_.where << ": " << sheet.name;
  }

  /// On a list, what follows from a mistake counts wherever it stands.
  bool holds_carried(const CheckedSheet& sheet) const {
    const std::vector<const Box*> boxes = boxes_of_entries(problem_.question);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const auto number = Exact::parse(sheet.entries[i]);
      const exports::KnownAnswer* known = boxes[i] && number ? exports::answer_for(*boxes[i], *number) : nullptr;
      if (known && known->kind == exports::KnownAnswer::Kind::carried) return true;
    }
    return false;
  }

  const CheckedProblem& problem_;
  const Expected& expected_;
  std::vector<double> worth_;
  std::set<Entries> differing_;
};

}  // namespace

void expect_marks_of_check(const CheckedProblem& problem, const std::vector<CheckedSheet>& sheets,
                           const std::vector<std::vector<double>>& marks, const Expected& expected) {
  ASSERT_EQ(sheets.size(), marks.size()) << problem.where;
  Comparison comparison(problem, expected);
  for (std::size_t s = 0; s < sheets.size(); ++s) comparison.compare(sheets[s], marks[s]);
  comparison.finish();
}

}  // namespace stepmark::support

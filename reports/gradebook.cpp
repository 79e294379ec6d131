#include "reports/gradebook.hpp"

#include <fmt/core.h>

#include "lib/base/safe.hpp"

namespace stepmark::reports {

namespace {

struct Counts {
  int correct = 0, precision = 0, follow_through = 0, faulty = 0, missing = 0, unreadable = 0;
};

Counts counts(const MarkedSheet& marked) {
  Counts result;
  for (const LineMark& mark : marked.lines) {
    switch (mark.verdict) {
      case Verdict::correct:
      case Verdict::convention:
        ++result.correct;
        break;
      case Verdict::precision:
        ++result.precision;
        break;
      case Verdict::follow_through:
        ++result.follow_through;
        break;
      case Verdict::mistake:
      case Verdict::slip:
      case Verdict::wrong:
        ++result.faulty;
        break;
      case Verdict::missing:
        ++result.missing;
        break;
      case Verdict::unreadable:
        ++result.unreadable;
        break;
    }
  }
  return result;
}

bool is_fault(Verdict verdict) {
  return verdict == Verdict::mistake || verdict == Verdict::slip || verdict == Verdict::wrong;
}

/// The first fault of the sheet, or the convention that it follows.
const LineMark* first_fault(const MarkedSheet& marked) {
  for (const LineMark& mark : marked.lines) {
    if (is_fault(mark.verdict) || mark.verdict == Verdict::convention) return &mark;
  }
  return nullptr;
}

}  // namespace

std::string gradebook_name(const Marker& marker, std::size_t line) {
  const Tape::Line& found = marker.tape().lines[line];
  const auto& components = marker.problem().objective->parameters();
  const std::string component = found.component ? " " + components[*found.component] : "";
  return fmt::format("{} {}{}", found.t, marker.problem().optimizer.equations[found.equation].quantity, component);
}

std::string gradebook_header() {
  return "student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note\n";
}

std::string gradebook_row(const Marker& marker, const std::string& student, const MarkedSheet& marked,
                          const std::string& note) {
  const Counts c = counts(marked);
  const LineMark* fault = first_fault(marked);
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", safe_csv_cell(student), marked.marks.to_string(),
                     marked.out_of.to_string(), c.correct, c.precision, c.follow_through, c.faulty, c.missing,
                     c.unreadable, fault ? gradebook_name(marker, fault->line) : "",
                     fault ? name_of(fault->causes) : "", safe_csv_cell(note));
}

std::string unreadable_row(const Marker& marker, const std::string& student, const std::string& note) {
  const Marks& scheme = marker.problem().marks;
  const Exact out_of = Exact(static_cast<std::int64_t>(marker.asked().size())) * (scheme.method + scheme.accuracy);
  return fmt::format("{},0,{},0,0,0,0,0,{},,,{}\n", safe_csv_cell(student), out_of.to_string(), marker.asked().size(),
                     safe_csv_cell(note));
}

}  // namespace stepmark::reports

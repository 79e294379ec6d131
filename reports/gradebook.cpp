#include "reports/gradebook.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "reports/document.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"

namespace stepmark {

namespace {

constexpr std::size_t most_clusters_kept = 500;  // of each line
constexpr std::size_t most_clusters_shown = 20;

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

std::string name_of(const Marker& marker, std::size_t line) {
  const Tape::Line& found = marker.tape().lines[line];
  const auto& components = marker.problem().objective->parameters();
  const std::string component = found.component ? " " + components[*found.component] : "";
  return fmt::format("{} {}{}", found.t, marker.problem().optimizer.equations[found.equation].quantity, component);
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

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "0" : fmt::format("{}", (part * 100 + whole / 2) / whole);
}

}  // namespace

std::string gradebook_header() {
  return "student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note\n";
}

std::string gradebook_row(const Marker& marker, const std::string& student, const MarkedSheet& marked,
                          const std::string& note) {
  const Counts c = counts(marked);
  const LineMark* fault = first_fault(marked);
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", safe_csv_cell(student), marked.marks.to_string(),
                     marked.out_of.to_string(), c.correct, c.precision, c.follow_through, c.faulty, c.missing,
                     c.unreadable, fault ? name_of(marker, fault->line) : "", fault ? fault->cause : "",
                     safe_csv_cell(note));
}

std::string unreadable_row(const Marker& marker, const std::string& student, const std::string& why) {
  const Marks& scheme = marker.problem().marks;
  const Exact out_of = Exact(static_cast<std::int64_t>(marker.asked().size())) * (scheme.method + scheme.accuracy);
  return fmt::format("{},0,{},0,0,0,0,0,{},,,{}\n", safe_csv_cell(student), out_of.to_string(), marker.asked().size(),
                     safe_csv_cell("the sheet cannot be read: " + why));
}

ClassStatistics::ClassStatistics(const Marker& marker) : marker_(&marker), lines_(marker.asked().size()) {}

void ClassStatistics::add(const Sheet& sheet, const MarkedSheet& marked) {
  ++sheets_;
  full_ += marked.marks == marked.out_of;
  marks_ = marks_ + marked.marks;
  out_of_ = out_of_ + marked.out_of;
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    Line& line = lines_[i];
    ++line.asked;
    line.lost += mark.method + mark.accuracy != mark.out_of;
    if (mark.verdict != Verdict::wrong) continue;
    // Where there is no room, those that came once make way, so that the frequent ones stay.
    if (line.unexplained.size() >= most_clusters_kept) {
      std::erase_if(line.unexplained, [](const auto& seen) { return seen.second == 1; });
    }
    const std::string answer = sheet[i].value.to_string();
    if (line.unexplained.size() < most_clusters_kept || line.unexplained.count(answer) > 0) ++line.unexplained[answer];
  }
  for (const std::size_t position : marked.root_causes) ++causes_[marked.lines[position].cause];
}

std::string ClassStatistics::line_name(std::size_t position) const {
  return name_of(*marker_, marker_->asked()[position]);
}

std::vector<ClassStatistics::Row> ClassStatistics::causes() const {
  std::vector<Row> rows;
  for (const auto& [cause, count] : causes_) rows.push_back({cause, count});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.count > b.count; });
  return rows;
}

/// The same wrong answer from several students is a method that nobody has written down yet.
std::vector<ClassStatistics::Row> ClassStatistics::clusters() const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    for (const auto& [answer, count] : lines_[i].unexplained) {
      if (count > 1) rows.push_back({line_name(i) + " = " + answer, count});
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.count > b.count; });
  if (rows.size() > most_clusters_shown) rows.resize(most_clusters_shown);
  return rows;
}

std::string ClassStatistics::markdown() const {
  Document page;
  page.title = "The class";
  const std::string mean = sheets_ == 0 ? "0"
                                        : (marks_ / Exact(static_cast<std::int64_t>(sheets_)))
                                              .rounded(DecimalFormat::places(2), RoundingRule::half_up)
                                              .to_string();
  page.blocks.emplace_back(
      Paragraph{{text(fmt::format("{} sheets, {} of them with full marks; {} could not be read. {} marks on average.",
                                  sheets_ + unreadable_, full_, unreadable_, mean))}});
  Table lines;
  lines.columns = {{{text("line")}, Table::Align::left},
                   {{text("lost a mark")}, Table::Align::right},
                   {{text("%")}, Table::Align::right}};
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    lines.rows.push_back({{text(line_name(i))},
                          {text(std::to_string(lines_[i].lost))},
                          {text(percent(lines_[i].lost, lines_[i].asked))}});
  }
  page.blocks.emplace_back(Heading{2, {text("Where marks were lost")}});
  page.blocks.emplace_back(std::move(lines));
  const auto listed = [&](const char* title, const char* what, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    Table table;
    table.columns = {{{text(what)}, Table::Align::left}, {{text("sheets")}, Table::Align::right}};
    for (const Row& row : rows) table.rows.push_back({{text(row.name)}, {text(std::to_string(row.count))}});
    page.blocks.emplace_back(Heading{2, {text(title)}});
    page.blocks.emplace_back(std::move(table));
  };
  listed("Causes", "cause", causes());
  listed("The same answer, unexplained, from several", "answer", clusters());
  return to_markdown(page);
}

std::string ClassStatistics::json() const {
  using Json = nlohmann::ordered_json;
  Json json = {{"sheets", sheets_ + unreadable_}, {"full_marks", full_},           {"cannot_be_read", unreadable_},
               {"marks", marks_.to_string()},     {"out_of", out_of_.to_string()}, {"lines", Json::array()},
               {"causes", Json::array()},         {"unexplained", Json::array()}};
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    json["lines"].push_back({{"line", line_name(i)}, {"lost", lines_[i].lost}});
  }
  for (const Row& row : causes()) json["causes"].push_back({{"cause", row.name}, {"sheets", row.count}});
  for (const Row& row : clusters()) json["unexplained"].push_back({{"answer", row.name}, {"sheets", row.count}});
  return json.dump(2) + '\n';
}

}  // namespace stepmark

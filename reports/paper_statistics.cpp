#include "reports/paper_statistics.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/feedback.hpp"

namespace stepmark::reports {

namespace {

Exact ratio(const Exact& part, const Exact& whole) { return whole.is_zero() ? Exact(0) : part / whole; }

std::string percent(const Exact& share) {
  return (share * Exact(100)).rounded(DecimalFormat::places(0), RoundingRule::half_up).to_string() + " %";
}

/// "0.42"
std::string decimal(const Exact& x) { return x.rounded(DecimalFormat::places(2), RoundingRule::half_up).to_fixed(2); }

std::string questions_words(const std::vector<std::size_t>& questions) {
  std::vector<std::string> numbers;
  for (const std::size_t q : questions) numbers.push_back(std::to_string(q + 1));
  if (numbers.size() == 1) return "question " + numbers.front();
  const std::string last = numbers.back();
  numbers.pop_back();
  return "questions " + listed(numbers) + " and " + last;
}

}  // namespace

void PaperStatistics::add(const std::vector<Question>& student) {
  const std::size_t number = shares_.size();
  Exact earned = 0, out_of = 0;
  questions_.resize(std::max(questions_.size(), student.size()));
  for (std::size_t q = 0; q < student.size(); ++q) {
    earned = earned + student[q].earned;
    out_of = out_of + student[q].out_of;
    questions_[q].push_back({student[q].earned, student[q].out_of, number});
    for (const Row& row : student[q].rows) {
      auto& lines = lines_[q];
      auto line = std::find_if(lines.begin(), lines.end(), [&](const Line& one) { return one.name == row.name; });
      if (line == lines.end()) line = lines.insert(lines.end(), Line{row.name, {}});
      line->scores.push_back({row.earned, row.out_of, number});
      for (const std::string& cause : row.causes) causes_[cause][q].insert(number);
    }
  }
  shares_.push_back(ratio(earned, out_of));
}

Exact PaperStatistics::facility(const Scores& scores) {
  Exact earned = 0, out_of = 0;
  for (const Score& score : scores) {
    earned = earned + score.earned;
    out_of = out_of + score.out_of;
  }
  return ratio(earned, out_of);
}

/// By the whole paper, those above the middle of the class and those below; who has what the middle has is in neither.
std::vector<PaperStatistics::Half> PaperStatistics::halves() const {
  std::vector<Half> halves(shares_.size(), Half::neither);
  if (shares_.empty()) return halves;
  std::vector<Exact> sorted = shares_;
  std::sort(sorted.begin(), sorted.end());
  const Exact &below = sorted[(sorted.size() - 1) / 2], &above = sorted[sorted.size() / 2];
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    const bool is_middle = below == above && shares_[i] == below;
    halves[i] = is_middle ? Half::neither : shares_[i] >= above ? Half::strong : Half::weak;
  }
  return halves;
}

/// How much more of it the stronger half got than the weaker one.
Exact PaperStatistics::discrimination(const Scores& scores, const std::vector<Half>& halves) {
  Scores upper, lower;
  for (const Score& score : scores) {
    if (halves[score.student] == Half::strong) upper.push_back(score);
    if (halves[score.student] == Half::weak) lower.push_back(score);
  }
  if (upper.empty() || lower.empty()) return 0;
  return facility(upper) - facility(lower);
}

Document PaperStatistics::document() const {
  Document page;
  page.title = one_line(title_, 200);
  const Exact mean = ratio(
      [&] {
        Exact sum = 0;
        for (const Exact& share : shares_) sum = sum + share;
        return sum;
      }(),
      Exact(static_cast<std::int64_t>(shares_.size())));
  page.blocks.emplace_back(Paragraph{{text(
      fmt::format("{} {} marked, {} without a sheet. On average {} of the marks. Discrimination is the facility in "
                  "the better half of the class less that in the other.",
                  shares_.size(), shares_.size() == 1 ? "student" : "students", absent_, percent(mean)))}});
  if (shares_.empty()) return page;
  const std::vector<Half> half_of = halves();
  Table questions;
  questions.columns = {{{text("question")}, Table::Align::right},
                       {{text("facility")}, Table::Align::right},
                       {{text("discrimination")}, Table::Align::right}};
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    questions.rows.push_back({{text(std::to_string(q + 1))},
                              {text(percent(facility(questions_[q])))},
                              {text(decimal(discrimination(questions_[q], half_of)))}});
  }
  page.blocks.emplace_back(std::move(questions));
  List causes;
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [cause, by_question] : causes_) {
    std::set<std::size_t> students;
    for (const auto& [question, who] : by_question) students.insert(who.begin(), who.end());
    order.emplace_back(students.size(), cause);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [count, cause] : order) {
    std::vector<std::size_t> where;
    for (const auto& [question, who] : causes_.at(cause)) where.push_back(question);
    causes.items.push_back({text(fmt::format("{} {}: {} ({})", count, count == 1 ? "student" : "students",
                                             marker_words_on(cause), questions_words(where)))});
  }
  if (!causes.items.empty()) {
    page.blocks.emplace_back(Heading{2, {text("Causes")}});
    page.blocks.emplace_back(std::move(causes));
  }
  page.blocks.emplace_back(Heading{2, {text("Lines")}});
  Table lines;
  lines.columns = {{{text("question")}, Table::Align::right},
                   {{text("line")}, Table::Align::left},
                   {{text("facility")}, Table::Align::right},
                   {{text("discrimination")}, Table::Align::right}};
  for (std::size_t q = 0; q < lines_.size(); ++q) {
    for (const Line& line : lines_[q]) {
      lines.rows.push_back({{text(std::to_string(q + 1))},
                            {text(line.name)},
                            {text(percent(facility(line.scores)))},
                            {text(decimal(discrimination(line.scores, half_of)))}});
    }
  }
  page.blocks.emplace_back(std::move(lines));
  return page;
}

std::string PaperStatistics::json() const {
  using Json = nlohmann::ordered_json;
  Json json = {{"title", title_},
               {"students", std::to_string(shares_.size())},
               {"absent", std::to_string(absent_)},
               {"questions", Json::array()},
               {"causes", Json::array()}};
  const std::vector<Half> half_of = halves();
  const auto told = [&](const Scores& scores) {
    return Json{{"facility", decimal(facility(scores))}, {"discrimination", decimal(discrimination(scores, half_of))}};
  };
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    Json question = {{"question", std::to_string(q + 1)}};
    question.update(told(questions_[q]));
    for (const Line& line : lines_[q]) {
      Json row = {{"line", line.name}};
      row.update(told(line.scores));
      question["lines"].push_back(std::move(row));
    }
    json["questions"].push_back(std::move(question));
  }
  for (const auto& [cause, by_question] : causes_) {
    Json row = {{"cause", cause}, {"questions", Json::array()}};
    for (const auto& [question, who] : by_question) {
      row["questions"].push_back(
          {{"question", std::to_string(question + 1)}, {"students", std::to_string(who.size())}});
    }
    json["causes"].push_back(std::move(row));
  }
  return json.dump(2) + '\n';
}

}  // namespace stepmark::reports

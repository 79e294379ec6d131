#include "reports/paper_statistics.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "reports/feedback.hpp"
#include "reports/figures.hpp"
#include "reports/sentence.hpp"
#include "reports/symbols.hpp"

namespace stepmark::reports {

using Json = nlohmann::ordered_json;

namespace {

Exact ratio(const Exact& part, const Exact& whole) { return whole.is_zero() ? Exact(0) : part / whole; }

std::string percent(const Exact& share) {
  return (share * Exact(100)).rounded(DecimalFormat::places(0), RoundingRule::half_up).to_string() + " %";
}

/// "0.42"
std::string decimal(const Exact& x) { return x.rounded(DecimalFormat::places(2), RoundingRule::half_up).to_fixed(2); }

Inline questions_words(const std::vector<std::size_t>& questions) {
  std::vector<Inline> numbers;
  for (const std::size_t q : questions) numbers.push_back(text(std::to_string(q + 1)));
  const Arguments all = {{"questions", listed_with_and(numbers)}};
  return numbers.size() == 1 ? sentence("question {questions}", all) : sentence("questions {questions}", all);
}

}  // namespace

void PaperStatistics::add_absent() {
  ++absent_;
  if (!shard_.is_whole()) copies_.emplace_back();
}

void PaperStatistics::add(const std::vector<Question>& student) {
  if (!shard_.is_whole()) copies_.emplace_back(student);
  const std::size_t number = shares_.size();
  Exact earned = 0, out_of = 0;
  for (std::size_t q = 0; q < student.size(); ++q) {
    void_[q] = student[q].is_void;
    if (void_[q]) continue;
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
/// Who has the marks of the middle is in neither half, unless so many have them that they are a half.
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
  const auto none_is = [&](Half half) { return std::find(halves.begin(), halves.end(), half) == halves.end(); };
  const bool no_strong = none_is(Half::strong), no_weak = none_is(Half::weak);
  if (no_strong != no_weak) {
    std::replace(halves.begin(), halves.end(), Half::neither, no_strong ? Half::strong : Half::weak);
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

Table PaperStatistics::table_of_questions(const std::vector<Half>& halves) const {
  Table table;
  table.columns = {{{sentence("question")}, Table::Align::right},
                   {{sentence("facility")}, Table::Align::right},
                   {{sentence("discrimination")}, Table::Align::right}};
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    table.rows.push_back({{text(std::to_string(q + 1))},
                          {void_[q] ? sentence("struck out") : number(percent(facility(questions_[q])))},
                          {number(void_[q] ? "" : decimal(discrimination(questions_[q], halves)))}});
  }
  return table;
}

/// Those of most students first.
List PaperStatistics::list_of_causes() const {
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [cause, by_question] : causes_) {
    std::set<std::size_t> students;
    for (const auto& [question, who] : by_question) students.insert(who.begin(), who.end());
    order.emplace_back(students.size(), cause);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  List list;
  for (const auto& [count, cause] : order) {
    std::vector<std::size_t> where;
    for (const auto& [question, who] : causes_.at(cause)) where.push_back(question);
    list.items.push_back(
        {with_symbols({plural("{n} student: {cause} ({questions})", "{n} students: {cause} ({questions})", count,
                              {{"cause", marker_words_on(cause)}, {"questions", questions_words(where)}})})});
  }
  return list;
}

Table PaperStatistics::table_of_lines(const std::vector<Half>& halves) const {
  Table table;
  table.columns = {{{sentence("question")}, Table::Align::right},
                   {{sentence("line")}, Table::Align::left},
                   {{sentence("facility")}, Table::Align::right},
                   {{sentence("discrimination")}, Table::Align::right}};
  for (std::size_t q = 0; q < lines_.size(); ++q) {
    for (const Line& line : lines_[q]) {
      table.rows.push_back({{text(std::to_string(q + 1))},
                            {text(line.name)},
                            {number(percent(facility(line.scores)))},
                            {number(decimal(discrimination(line.scores, halves)))}});
    }
  }
  return table;
}

Document PaperStatistics::document() const {
  Document page;
  const std::string title = one_line(title_, 200);
  page.title =
      shard_.is_whole()
          ? Title(title)
          : Title(sentence("{title}, shard {shard} of the class", {{"title", title}, {"shard", shard_.to_string()}}));
  Exact sum = 0;
  for (const Exact& share : shares_) sum = sum + share;
  const Exact mean = ratio(sum, Exact(static_cast<std::int64_t>(shares_.size())));
  page.blocks.emplace_back(Paragraph{{plural(
      "{n} student marked, {absent} without a sheet. On average {share} of the marks. Discrimination is the facility "
      "in "
      "the better half of the class less that in the other.",
      "{n} students marked, {absent} without a sheet. On average {share} of the marks. Discrimination is the facility "
      "in the better half of the class less that in the other.",
      shares_.size(), {{"absent", std::to_string(absent_)}, {"share", number(percent(mean))}})}});
  if (shares_.empty()) return page;
  const std::vector<Half> half_of = halves();
  page.blocks.emplace_back(table_of_questions(half_of));
  if (List causes = list_of_causes(); !causes.items.empty()) {
    page.blocks.emplace_back(Heading{2, {sentence("Causes")}});
    page.blocks.emplace_back(std::move(causes));
  }
  page.blocks.emplace_back(Heading{2, {sentence("Lines")}});
  page.blocks.emplace_back(table_of_lines(half_of));
  return page;
}

namespace {

Json json_of(const std::vector<PaperStatistics::Question>& student) {
  Json questions = Json::array();
  for (const PaperStatistics::Question& question : student) {
    Json rows = Json::array();
    for (const PaperStatistics::Row& row : question.rows) {
      rows.push_back({row.name, row.earned.to_string(), row.out_of.to_string(), row.causes});
    }
    questions.push_back({{"earned", question.earned.to_string()},
                         {"out_of", question.out_of.to_string()},
                         {"void", question.is_void},
                         {"rows", std::move(rows)}});
  }
  return questions;
}

}  // namespace

std::vector<Block> PaperStatistics::charts() const {
  std::array<std::uint64_t, 11> by_tenth{};
  for (const Exact& share : shares_) {
    std::size_t tenth = 0;
    while (tenth < 10 && share * Exact(10) >= Exact(static_cast<std::int64_t>(tenth + 1))) ++tenth;
    ++by_tenth[tenth];
  }
  std::vector<ChartRow> marks, facilities, found;
  for (std::size_t i = 0; i < by_tenth.size(); ++i) {
    marks.push_back(counted(words_on_tenth(i), by_tenth[i], shares_.size()));
  }
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    const Exact share = facility(questions_[q]);
    facilities.push_back({sentence("question {number}", {{"number", static_cast<std::int64_t>(q + 1)}}),
                          share.to_double(), percent(share)});
  }
  for (const auto& [cause, by_question] : causes_) {
    std::set<std::size_t> students;
    for (const auto& [question, who] : by_question) students.insert(who.begin(), who.end());
    found.push_back(counted(marker_words_on(cause), students.size(), shares_.size()));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.length > b.length; });
  std::vector<Block> blocks;
  if (shares_.empty()) return blocks;
  append_figure(blocks, 2, sentence("Marks"), chart(sentence("Students by their marks"), marks, Extreme::longest));
  append_figure(blocks, 2, sentence("Facility"),
                chart(sentence("Share of the marks of a question"), facilities, Extreme::shortest));
  append_figure(blocks, 2, sentence("Frequency of causes"),
                chart(sentence("Students with a cause"), found, Extreme::longest));
  return blocks;
}

std::string PaperStatistics::json() const {
  Json json = {{"title", title_}};
  if (!shard_.is_whole()) json.update({{"shard", shard_.to_string()}, {"class", class_}});
  json.update({{"students", std::to_string(shares_.size())},
               {"absent", std::to_string(absent_)},
               {"questions", Json::array()},
               {"causes", Json::array()}});
  const std::vector<Half> half_of = halves();
  const auto told = [&](const Scores& scores) {
    return Json{{"facility", decimal(facility(scores))}, {"discrimination", decimal(discrimination(scores, half_of))}};
  };
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    Json question = {{"question", std::to_string(q + 1)}};
    if (void_[q]) question["void"] = true;
    if (!void_[q]) question.update(told(questions_[q]));
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
  for (const Copy& copy : copies_) json["copies"].push_back(copy ? json_of(*copy) : Json());
  return json.dump(2) + '\n';
}

// ------------------------------------------------------------------------------------------------------------- shards

struct PaperStatistics::ShardCopies {
  std::string title, of_class;
  Shard shard;
  std::size_t questions = 0;
  std::vector<Copy> copies;
};

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

[[noreturn]] void refuse(const std::string& file) {
  throw InputError({file, 1, 1}, "this is no statistics of a shard", "expected those of stepmark mark of a shard");
}

Exact exact_in(const Json& text, const std::string& file) {
  const auto exact = exact_value(parse_constant(text.get<std::string>(), {file, 1, 1}));
  if (!exact) refuse(file);
  return *exact;
}

PaperStatistics::Question question_in(const Json& json, const std::string& file) {
  PaperStatistics::Question question{
      exact_in(json.at("earned"), file), exact_in(json.at("out_of"), file), {}, json.at("void").get<bool>()};
  for (const Json& row : json.at("rows")) {
    question.rows.push_back({row.at(0).get<std::string>(), exact_in(row.at(1), file), exact_in(row.at(2), file),
                             row.at(3).get<std::vector<std::string>>()});
  }
  return question;
}

}  // namespace

bool PaperStatistics::is_json_of_shard(const std::string& json) {
  const Json read = Json::parse(json, nullptr, false);
  return read.is_object() && read.contains("title") && read.contains("questions");
}

PaperStatistics::ShardCopies PaperStatistics::parse(const std::string& file) try {
  const Json json = Json::parse(read_text_file(file, largest_file));
  if (!json.contains("shard")) {
    throw InputError({file, 1, 1}, "this is no shard, but a class in one piece", "expected all shards of one class");
  }
  ShardCopies read{json.at("title").get<std::string>(),
                   json.value("class", ""),
                   parse_shard(json.at("shard").get<std::string>(), "shard"),
                   json.at("questions").size(),
                   {}};
  for (const Json& copy : json.value("copies", Json::array())) {
    Copy& student = read.copies.emplace_back();
    if (copy.is_null()) continue;
    if (copy.size() != read.questions) refuse(file);
    student.emplace();
    for (const Json& question : copy) student->push_back(question_in(question, file));
  }
  return read;
} catch (const Json::exception&) {
  refuse(file);
} catch (const TooLarge&) {
  refuse(file);
}

PaperStatistics PaperStatistics::merged(const std::vector<std::string>& files) {
  std::map<std::uint64_t, ShardCopies> shards;
  for (const std::string& file : files) {
    ShardCopies one = parse(file);
    const Location where{file, 1, 1};
    if (one.shard.n != files.size()) {
      throw InputError(where,
                       fmt::format("this is shard {} and {} given", one.shard.to_string(),
                                   files.size() == 1 ? "1 is" : fmt::format("{} are", files.size())),
                       "expected all shards of one class");
    }
    const ShardCopies& first = shards.empty() ? one : shards.begin()->second;
    if (one.title != first.title || one.questions != first.questions) {
      throw InputError(where, "this is of another paper", "expected shards of one class");
    }
    if (one.of_class != first.of_class) {
      throw InputError(where, "this is of another edition or another class", "expected shards of one class");
    }
    const std::string name = one.shard.to_string();
    if (!shards.emplace(one.shard.k, std::move(one)).second) {
      throw InputError(where, "shard " + name + " is there twice", "expected each shard once");
    }
  }
  PaperStatistics all(shards.at(1).title, shards.at(1).questions);
  const std::size_t most = shards.at(1).copies.size();
  for (std::size_t i = 0; i < most; ++i) {
    for (const auto& [k, shard] : shards) {
      if (i >= shard.copies.size()) continue;
      shard.copies[i] ? all.add(*shard.copies[i]) : all.add_absent();
    }
  }
  return all;
}

}  // namespace stepmark::reports

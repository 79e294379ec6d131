#include "reports/class_statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "lib/base/file.hpp"
#include "lib/base/fnv1a.hpp"
#include "lib/number/literal.hpp"
#include "lib/observed/observed.hpp"
#include "reports/feedback.hpp"
#include "reports/figures.hpp"
#include "reports/gradebook.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/sentence.hpp"
#include "reports/symbols.hpp"
#include "solver/asked.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_shown = 20;
constexpr std::size_t largest_file = 256U << 20U;

std::uint64_t number_or_zero(const std::string& text) {
  return static_cast<std::uint64_t>(read_step(text).value_or(0));
}

std::uint64_t hash_of(std::size_t line, const std::string& answer) {
  std::uint64_t hash = fnv1a(std::to_string(line) + ' ' + answer);
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  return hash ^ (hash >> 31U);
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "0" : fmt::format("{}", (part * 100 + whole / 2) / whole);
}

InputError no_statistics(const std::string& file, const std::string& what) {
  return {
      {file, 1, 1}, "this is no statistics of a class: " + what, "expected those of stepmark mark of a shard, in JSON"};
}

/// A decimal, or a fraction of two: "10/3".
std::optional<Exact> read_sum(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto above = read_literal(text.substr(0, slash), {1000, 1000});
  if (slash == text.size()) return above ? std::optional(above->value) : std::nullopt;
  const auto below = read_literal(text.substr(slash + 1), {1000, 1000});
  if (!above || !below || below->value.is_zero()) return std::nullopt;
  return above->value / below->value;
}

Exact exact_in(const Json& json, const char* key) {
  const auto text = json.at(key).get<std::string>();
  const auto value = read_sum(text);
  if (!value) throw Json::other_error::create(501, std::string(key) + " is no number", &json);
  return *value;
}

std::uint64_t count_in(const Json& json, const char* key) {
  const Json& value = json.at(key);
  if (!value.is_number_unsigned()) throw Json::other_error::create(501, std::string(key) + " is no count", &json);
  return value.get<std::uint64_t>();
}

/// The LaTeX of a line; empty where there is none. What would end a formula or a cell of a table is refused.
std::string formula_in(const Json& line) {
  const std::string latex = line.value("latex", "");
  const bool whole = latex.empty() || (latex.front() != ' ' && latex.back() != ' ' && latex.back() != '\\');
  const bool harmless = std::none_of(latex.begin(), latex.end(), [](char c) {
    return c == '$' || c == '|' || c == '\x7F' || static_cast<unsigned char>(c) < ' ';
  });
  if (!whole || !harmless) throw Json::other_error::create(501, "latex is no name of a line", &line);
  return latex;
}

/// 10 for full marks.
std::size_t tenth_of(const Exact& marks, const Exact& out_of) {
  if (marks == out_of) return 10;
  std::size_t tenth = 0;
  while (tenth < 9 && marks * Exact(10) >= out_of * Exact(static_cast<std::int64_t>(tenth + 1))) ++tenth;
  return tenth;
}

}  // namespace

std::string Shard::to_string() const { return fmt::format("{}/{}", k, n); }

Shard parse_shard(const std::string& text, const std::string& option) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const Shard shard{number_or_zero(text.substr(0, slash)),
                    number_or_zero(text.substr(std::min(slash + 1, text.size()))), true};
  if (shard.k >= 1 && shard.k <= shard.n) return shard;
  throw InputError({}, option + " is " + stepmark::in_quotes(text), "expected K/N with K from 1 to N, as in 1/4");
}

namespace {

/// The formulas of a part's rows; empty where the sheet does not name a quantity.
std::vector<std::string> formulas_of(const QuestionMarker& marker, std::size_t part) {
  std::vector<std::string> formulas(marker.rows(part).size());
  if (marker.parts()[part].asks != Part::Asks::numbers || !marker.parts()[part].row.empty()) return formulas;
  const std::vector<Inline> names = formulas_of_lines(marker.numbers(part));
  std::transform(names.begin(), names.end(), formulas.begin(), [](const Inline& name) { return name.value; });
  return formulas;
}

}  // namespace

ClassStatistics::ClassStatistics(const QuestionMarker& marker, Shard shard)
    : shard_(shard), precision_(precision_asked(marker.problem())) {
  for (std::size_t i = 0; i < marker.parts().size(); ++i) {
    for (const SheetRow& row : marker.rows(i)) lines_.push_back(gradebook_name(row));
    for (std::string& formula : formulas_of(marker, i)) formulas_.push_back(std::move(formula));
  }
  lost_.resize(lines_.size());
}

/// The same cause in two lines is one sheet.
void ClassStatistics::add(const QuestionSheet& sheet, const MarkedQuestion& marked) {
  ++sheets_;
  full_ += marked.marks == marked.out_of;
  marks_ = marks_ + marked.marks;
  out_of_ = out_of_ + marked.out_of;
  ++by_tenth_[tenth_of(marked.marks, marked.out_of)];
  std::set<std::string> found;
  std::size_t line = 0;
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    const MarkedPart& part = marked.parts[i];
    if (part.has_numbers) {
      count_numbers(line, sheet[i].numbers, part.numbers, found);
      line += part.numbers.lines.size();
      continue;
    }
    lost_[line++] += part.marks != part.out_of;
    for (const marking::Cause& cause : part.entry.causes) found.insert(cause.id);
  }
  for (const std::string& cause : found) ++causes_[cause];
}

void ClassStatistics::count_numbers(std::size_t first, const Sheet& sheet, const MarkedSheet& marked,
                                    std::set<std::string>& causes) {
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    lost_[first + i] += mark.method + mark.accuracy != mark.out_of;
    if (mark.verdict == Verdict::wrong) {
      count(first + i, number::to_string(sheet[i].value.rounded(precision_, RoundingRule::half_up), precision_), 1);
    }
  }
  for (const std::size_t position : marked.root_causes) {
    for (const marking::Cause& cause : marked.lines[position].causes) causes.insert(cause.id);
  }
}

Inline ClassStatistics::formula(std::size_t line) const {
  return formulas_[line].empty() ? text(lines_[line]) : math(formulas_[line]);
}

/// An answer that has left the sample stays out: those before it only become more. So what is in it was always counted.
void ClassStatistics::count(std::size_t line, const std::string& answer, std::uint64_t sheets) {
  unexplained_[{hash_of(line, answer), line, answer}] += sheets;
  if (unexplained_.size() <= most_answers) return;
  unexplained_.erase(std::prev(unexplained_.end()));
  sample_ = true;
}

void ClassStatistics::add(const ClassStatistics& other) {
  if (lines_ != other.lines_) {
    throw InputError({}, "the lines are those of another problem", "expected shards of one class");
  }
  sheets_ += other.sheets_;
  full_ += other.full_;
  unreadable_ += other.unreadable_;
  marks_ = marks_ + other.marks_;
  out_of_ = out_of_ + other.out_of_;
  for (std::size_t i = 0; i < tenths; ++i) by_tenth_[i] += other.by_tenth_[i];
  for (std::size_t i = 0; i < lost_.size(); ++i) lost_[i] += other.lost_[i];
  for (const auto& [cause, sheets] : other.causes_) causes_[cause] += sheets;
  for (const auto& [key, sheets] : other.unexplained_) count(std::get<1>(key), std::get<2>(key), sheets);
  sample_ = sample_ || other.sample_;
}

std::vector<ClassStatistics::Cause> ClassStatistics::causes() const {
  std::vector<Cause> rows;
  for (const auto& [id, sheets] : causes_) rows.push_back({id, sheets});
  std::stable_sort(rows.begin(), rows.end(), [](const Cause& a, const Cause& b) { return a.sheets > b.sheets; });
  return rows;
}

/// The same wrong answer from several students is a method that nobody has written down yet.
std::vector<CountedAnswer> ClassStatistics::answers() const {
  std::vector<CountedAnswer> rows;
  for (const auto& [key, sheets] : unexplained_) rows.push_back({std::get<1>(key), std::get<2>(key), sheets});
  std::sort(rows.begin(), rows.end(), [](const CountedAnswer& a, const CountedAnswer& b) {
    return std::tie(b.sheets, a.line, a.value) < std::tie(a.sheets, b.line, b.value);
  });
  return rows;
}

std::string ClassStatistics::mean() const {
  if (sheets_ == 0) return "0";
  const Exact mean = marks_ / Exact(static_cast<std::int64_t>(sheets_));
  return mean.rounded(DecimalFormat::places(2), RoundingRule::half_up).to_string();
}

Table ClassStatistics::table_of_lines() const {
  Table table;
  table.columns = {{{sentence("line")}, Table::Align::left},
                   {{sentence("in the gradebook")}, Table::Align::left},
                   {{sentence("lost a mark")}, Table::Align::right},
                   {{text("%")}, Table::Align::right}};
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    table.rows.push_back(
        {{formula(i)}, {text(lines_[i])}, {text(std::to_string(lost_[i]))}, {number(percent(lost_[i], sheets_))}});
  }
  return table;
}

Table ClassStatistics::table_of_causes() const {
  Table table;
  table.columns = {{{sentence("cause")}, Table::Align::left},
                   {{sentence("what was done")}, Table::Align::left},
                   {{sentence("sheets")}, Table::Align::right}};
  for (const Cause& cause : causes()) {
    table.rows.push_back(
        {{text(cause.id)}, {with_symbols({marker_words_on(cause.id)})}, {text(std::to_string(cause.sheets))}});
  }
  return table;
}

namespace {

/// "0.25 or 0.26"
Inlines listed_with_or(const std::vector<std::string>& values) {
  Inlines list;
  for (const std::string& value : values) {
    list = list.empty() ? Inlines{number(value)}
                        : Inlines{sentence("{first} or {last}", {{"first", std::move(list)}, {"last", number(value)}})};
  }
  return list;
}

}  // namespace

Table ClassStatistics::table_of_answers() const {
  Table table;
  table.columns = {{{sentence("line")}, Table::Align::left},
                   {{sentence("in the gradebook")}, Table::Align::left},
                   {{sentence("answer")}, Table::Align::left},
                   {{sentence("sheets")}, Table::Align::right}};
  for (const AnswerCluster& cluster : clusters(answers())) {
    if (cluster.sheets == 1 || table.rows.size() == most_shown) break;
    table.rows.push_back({{formula(cluster.line)},
                          {text(lines_[cluster.line])},
                          listed_with_or(cluster.values),
                          {text(std::to_string(cluster.sheets))}});
  }
  return table;
}

Document ClassStatistics::document() const {
  Document page;
  page.title = shard_.is_whole() ? sentence("The class")
                                 : sentence("Shard {shard} of the class", {{"shard", shard_.to_string()}});
  page.blocks.emplace_back(Paragraph{{sentence(
      "{sheets} sheets, {full} of them with full marks; {unreadable} could not be read. {mean} marks on average.",
      {{"sheets", std::to_string(sheets_ + unreadable_)},
       {"full", std::to_string(full_)},
       {"unreadable", std::to_string(unreadable_)},
       {"mean", number(mean())}})}});
  const auto add = [&](Inline title, Table table) {
    page.blocks.emplace_back(Heading{2, {std::move(title)}});
    page.blocks.emplace_back(std::move(table));
  };
  add(sentence("Where marks were lost"), table_of_lines());
  if (Table causes = table_of_causes(); !causes.rows.empty()) add(sentence("Causes"), std::move(causes));
  if (Table answers = table_of_answers(); !answers.rows.empty()) {
    add(sentence("The same answer, unexplained, from several"), std::move(answers));
  }
  if (sample_) {
    page.blocks.emplace_back(
        Paragraph{{sentence("More than {n} different answers are unexplained; these are from a sample of that size.",
                            {{"n", std::to_string(most_answers)}})}});
  }
  return page;
}

std::vector<Block> ClassStatistics::charts() const {
  std::vector<ChartRow> marks, lines, found;
  for (std::size_t i = 0; i < tenths; ++i) marks.push_back(counted(words_on_tenth(i), by_tenth_[i], sheets_));
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    lines.push_back(counted(lines_[i], sheets_ - std::min(lost_[i], sheets_), sheets_));
  }
  for (const Cause& cause : causes()) {
    const Inline words = marker_words_on(cause.id);
    found.push_back(counted(words.value.empty() ? text(cause.id) : words, cause.sheets, sheets_));
  }
  std::vector<Block> blocks;
  if (sheets_ == 0) return blocks;
  append_figure(blocks, 2, sentence("Marks"), chart(sentence("Sheets by their marks"), marks, Extreme::longest));
  append_figure(blocks, 2, sentence("Facility"),
                chart(sentence("Sheets with full marks in a line"), lines, Extreme::shortest));
  append_figure(blocks, 2, sentence("Frequency of causes"),
                chart(sentence("Sheets with a cause"), found, Extreme::longest));
  return blocks;
}

std::string ClassStatistics::json() const {
  Json json;
  if (!shard_.is_whole()) json["shard"] = shard_.to_string();
  json.update({{"sheets", sheets_ + unreadable_},
               {"full_marks", full_},
               {"cannot_be_read", unreadable_},
               {"marks", marks_.to_string()},
               {"out_of", out_of_.to_string()},
               {"by_tenth", by_tenth_},
               {"lines", Json::array()},
               {"causes", Json::array()},
               {"unexplained", Json::array()},
               {"unexplained_is_sample", sample_}});
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    json["lines"].push_back({{"line", lines_[i]}, {"latex", formulas_[i]}, {"lost", lost_[i]}});
  }
  for (const Cause& cause : causes()) json["causes"].push_back({{"cause", cause.id}, {"sheets", cause.sheets}});
  for (const CountedAnswer& answer : answers()) {
    json["unexplained"].push_back({{"line", lines_[answer.line]}, {"answer", answer.value}, {"sheets", answer.sheets}});
  }
  return json.dump(2) + '\n';
}

ClassStatistics ClassStatistics::parse(const std::string& text, const std::string& file) try {
  const Json json = Json::parse(text);
  ClassStatistics read;
  if (json.contains("shard")) read.shard_ = parse_shard(json.at("shard").get<std::string>(), "shard");
  read.unreadable_ = count_in(json, "cannot_be_read");
  read.sheets_ = count_in(json, "sheets") - read.unreadable_;
  read.full_ = count_in(json, "full_marks");
  read.marks_ = exact_in(json, "marks");
  read.out_of_ = exact_in(json, "out_of");
  read.by_tenth_ = json.at("by_tenth").get<std::array<std::uint64_t, tenths>>();
  std::map<std::string, std::size_t> positions;
  for (const Json& line : json.at("lines")) {
    positions.emplace(line.at("line").get<std::string>(), read.lines_.size());
    read.lines_.push_back(line.at("line").get<std::string>());
    read.formulas_.push_back(formula_in(line));
    read.lost_.push_back(count_in(line, "lost"));
  }
  for (const Json& cause : json.at("causes")) {
    read.causes_[cause.at("cause").get<std::string>()] += count_in(cause, "sheets");
  }
  for (const Json& answer : json.at("unexplained")) {
    const auto line = positions.find(answer.at("line").get<std::string>());
    if (line == positions.end()) throw no_statistics(file, "an unexplained answer is in no line of it");
    const auto value = answer.at("answer").get<std::string>();
    observed_number(value, {file, 1, 1});  // throws if it is none
    read.count(line->second, value, count_in(answer, "sheets"));
  }
  read.sample_ = json.at("unexplained_is_sample").get<bool>();
  return read;
} catch (const Json::exception& error) {
  throw no_statistics(file, error.what());
} catch (const TooLarge& error) {
  throw no_statistics(file, error.what());
} catch (const InputError& error) {
  throw error.at({file, 1, 1});
}

ClassStatistics merged_statistics(const std::vector<std::string>& files) {
  std::optional<ClassStatistics> all;
  std::set<std::uint64_t> seen;
  for (const std::string& file : files) {
    const ClassStatistics one = ClassStatistics::parse(read_text_file(file, largest_file), file);
    const Location where{file, 1, 1};
    if (one.shard().n != files.size()) {
      throw InputError(where,
                       "this is shard " + one.shard().to_string() + " and " + std::to_string(files.size()) +
                           (files.size() == 1 ? " is given" : " are given"),
                       "expected all shards of one class");
    }
    if (!seen.insert(one.shard().k).second) {
      throw InputError(where, "shard " + one.shard().to_string() + " is there twice", "expected each shard once");
    }
    if (!all) {
      all = one;
      continue;
    }
    try {
      all->add(one);
    } catch (const InputError& error) {
      throw error.at(where);
    }
  }
  all->set_shard({});
  return std::move(*all);
}

}  // namespace stepmark::reports

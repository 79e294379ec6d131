#include "assessment/check_paper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "assessment/edition.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/problem/placed.hpp"
#include "problems/certificate.hpp"
#include "problems/minutes.hpp"
#include "reports/feedback.hpp"
#include "reports/line_words.hpp"
#include "reports/lists.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/symbols.hpp"
#include "solver/questions/part.hpp"
#include "solver/visible.hpp"

namespace stepmark::assessment {

namespace {

/// Variants have the same workload by their making; so many are looked at all the same.
constexpr std::uint64_t most_variants = 8;

/// Marks by what is to be done for them: to work a quantity out, to choose a letter, to find a line, to say why.
std::map<std::string, Exact> marks_by_work(const Problem& problem) {
  std::map<std::string, Exact> marks;
  for (const Part& part : questions::parts_of(problem)) {
    const auto rows = questions::rows_of(part);
    const Exact each = part.marks / Exact(static_cast<std::int64_t>(rows.size()));
    for (const SheetRow& row : rows) {
      const bool is_letter = part.asks == Part::Asks::letter;
      Exact& sum = marks[is_letter ? "letter" : row.quantity];
      sum = sum + each;
    }
  }
  return marks;
}

/// What is the same whatever the variant.
void describe(const Problem& problem, const Certificate& certificate, PaperCheck::Question& question) {
  question.title = problem.title;
  question.kind = to_string(problem.question.kind);
  question.marks_by_work = marks_by_work(problem);
  question.tested = certificate.tested;
  for (const std::string& mistake : certificate.not_tested) {
    const bool is_one_way = mistake.find(' ') != std::string::npos;  // of a mistake that shows in others
    if (!is_one_way) question.not_tested.push_back(mistake);
  }
  for (const Unseen& one : certificate.unseen) {
    const bool is_known = std::find(question.unseen.begin(), question.unseen.end(), one.rival) != question.unseen.end();
    const auto& tested = certificate.tested;
    const bool is_tested = std::find(tested.begin(), tested.end(), one.rival) != tested.end();
    if (!is_known && !is_tested) question.unseen.push_back(one.rival);
  }
  for (const Indistinct& pair : certificate.indistinct) question.indistinct.emplace_back(pair.first, pair.second);
}

constexpr int Workload::*fields_of_work[] = {&Workload::multiplications, &Workload::divisions, &Workload::roots,
                                             &Workload::functions, &Workload::digits};

void take_work(const Problem& problem, PaperCheck::Question& question) {
  const Exact marks = total_marks(problem);
  const std::int64_t minutes = minutes_for(problem);
  const Workload work = workload_of_question(problem);
  if (question.variants++ == 0) {
    question.marks = question.most_marks = marks;
    question.least_minutes = question.most_minutes = minutes;
    question.least_work = question.most_work = work;
    return;
  }
  question.marks = std::min(question.marks, marks);
  question.most_marks = std::max(question.most_marks, marks);
  question.least_minutes = std::min(question.least_minutes, minutes);
  question.most_minutes = std::max(question.most_minutes, minutes);
  for (const auto field : fields_of_work) {
    question.least_work.*field = std::min(question.least_work.*field, work.*field);
    question.most_work.*field = std::max(question.most_work.*field, work.*field);
  }
}

void take_variant(const Problem& problem, const Certificate& certificate, PaperCheck::Question& question) {
  take_work(problem, question);
  question.certified = question.certified && certificate.holds();
  for (const Told& told : certificate.told) {
    const auto [place, is_new] = question.told.try_emplace(told.mistake, told);
    if (told.units < place->second.units) place->second = told;
  }
  if (question.reasons.empty()) question.reasons = certificate.reasons;
}

bool is_same_work(const Workload& a, const Workload& b) {
  return std::tie(a.multiplications, a.divisions, a.roots, a.functions) ==
         std::tie(b.multiplications, b.divisions, b.roots, b.functions);
}

/// What cannot be drawn is told at the question that asks for it.
void draw_variants(const PaperQuestion& asked, const std::vector<std::uint64_t>& numbers, unsigned threads,
                   const std::function<void(Generated&&)>& take) {
  problem::placed(asked.where, [&] {
    Generator(*asked.drawn).each(numbers, threads, take);
    return true;
  });
}

/// @param example  is given the first of its variants
PaperCheck::Question check_question(const PaperQuestion& asked, unsigned threads, Certifier& certifier,
                                    Problem& example) {
  PaperCheck::Question question;
  const auto with_worth = [&](Problem problem) {
    problem::placed(asked.where, [&] { return take_worth(asked.worth, problem), true; });
    return problem;
  };
  const auto whole = [&](Problem drawn) {
    Problem problem = with_worth(std::move(drawn));
    questions::parts_of(problem);  // what cannot be asked is refused here, as it is when it is printed
    const Certificate certificate = certifier.certify(problem);
    describe(problem, certificate, question);
    take_variant(problem, certificate, question);
    example = std::move(problem);
  };
  if (!asked.drawn) {
    whole(asking_for_what_shows(read_problem(asked.file)));
    return question;
  }
  std::vector<std::uint64_t> numbers(asked.pool == 0 ? most_variants : std::min(asked.pool, most_variants));
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  std::optional<Workload> first;
  draw_variants(asked, numbers, threads, [&](Generated&& made) {
    if (!first) {
      first = made.workload;
      whole(std::move(made.problem));
      return;
    }
    question.equal_work = question.equal_work && is_same_work(*first, made.workload);
    take_variant(with_worth(std::move(made.problem)), made.certificate, question);
  });
  return question;
}

Inlines numbers_of(const std::vector<std::size_t>& questions) {
  std::vector<Inline> numbers;
  for (const std::size_t q : questions) numbers.push_back(text(std::to_string(q + 1)));
  return numbers.empty() ? Inlines{sentence("none")} : with_commas(numbers);
}

std::int64_t sum_of_minutes(const PaperCheck& check) {
  std::int64_t minutes = 0;
  for (const PaperCheck::Question& question : check.questions) minutes += question.most_minutes;
  return minutes;
}

Exact sum_of_marks(const PaperCheck& check) {
  Exact marks = 0;
  for (const PaperCheck::Question& question : check.questions) marks = marks + question.marks;
  return marks;
}

/// "12", "12 to 14"
Inline span(const std::string& least, const std::string& most) {
  if (least == most) return reports::number(most);
  return sentence("{least} to {most}", {{"least", reports::number(least)}, {"most", reports::number(most)}});
}

/// "24 products, 4 quotients, 2 roots, 96 to 104 digits"
Inlines work_words(const PaperCheck::Question& question) {
  std::vector<Inline> words;
  for (std::size_t i = 0; i < std::size(fields_of_work); ++i) {
    const int least = question.least_work.*fields_of_work[i], most = question.most_work.*fields_of_work[i];
    if (most == 0) continue;
    const auto n = static_cast<std::uint64_t>(most);
    const Arguments range = {{"range", span(std::to_string(least), std::to_string(most))}};
    words.push_back(i == 0   ? plural("{range} product", "{range} products", n, range)
                    : i == 1 ? plural("{range} quotient", "{range} quotients", n, range)
                    : i == 2 ? plural("{range} root", "{range} roots", n, range)
                    : i == 3 ? plural("{range} function", "{range} functions", n, range)
                             : plural("{range} digit", "{range} digits", n, range));
  }
  return with_commas(words);
}

Table table_of_questions(const PaperCheck& check) {
  Table table;
  table.columns = {{{sentence("question")}, Table::Align::right}, {{sentence("kind")}, Table::Align::left},
                   {{sentence("title")}, Table::Align::left},     {{sentence("marks")}, Table::Align::right},
                   {{sentence("minutes")}, Table::Align::right},  {{sentence("work")}, Table::Align::left},
                   {{sentence("variants")}, Table::Align::right}, {{sentence("certified")}, Table::Align::left}};
  for (std::size_t q = 0; q < check.questions.size(); ++q) {
    const PaperCheck::Question& one = check.questions[q];
    table.rows.push_back({{text(std::to_string(q + 1))},
                          {text(one.kind)},
                          {text(one_line(one.title, 200))},
                          {span(marks_for_people(one.marks), marks_for_people(one.most_marks))},
                          {span(std::to_string(one.least_minutes), std::to_string(one.most_minutes))},
                          work_words(one),
                          {text(std::to_string(one.variants))},
                          {one.certified ? sentence("yes") : sentence("no")}});
  }
  return table;
}

}  // namespace

bool PaperCheck::holds() const {
  return std::all_of(questions.begin(), questions.end(), [](const Question& one) { return one.certified; });
}

std::map<std::string, Exact> PaperCheck::marks_by_work() const {
  std::map<std::string, Exact> all;
  for (const Question& question : questions) {
    for (const auto& [work, marks] : question.marks_by_work) all[work] = all[work] + marks;
  }
  return all;
}

std::vector<std::pair<std::string, std::vector<std::size_t>>> PaperCheck::told() const {
  std::map<std::string, std::vector<std::size_t>> by_mistake;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    for (const std::string& mistake : questions[q].tested) by_mistake[mistake].push_back(q);
    for (const std::string& mistake : questions[q].not_tested) by_mistake[mistake];
    for (const std::string& mistake : questions[q].unseen) by_mistake[mistake];
  }
  return {by_mistake.begin(), by_mistake.end()};
}

std::vector<std::pair<std::string, std::string>> PaperCheck::never_apart() const {
  const auto sees = [](const Question& one, const std::string& mistake) {
    return std::find(one.tested.begin(), one.tested.end(), mistake) != one.tested.end();
  };
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Question& one : questions) {
    for (const auto& pair : one.indistinct) {
      const bool is_told = std::any_of(questions.begin(), questions.end(), [&](const Question& other) {
        const bool shows_both = sees(other, pair.first) && sees(other, pair.second);
        return shows_both &&
               std::find(other.indistinct.begin(), other.indistinct.end(), pair) == other.indistinct.end();
      });
      const bool is_new = std::find(pairs.begin(), pairs.end(), pair) == pairs.end();
      if (!is_told && is_new) pairs.push_back(pair);
    }
  }
  return pairs;
}

namespace {

/// For what no question tells apart, tries what would make each question do so.
void try_changes(const std::vector<Problem>& examples, Certifier& certifier, PaperCheck& check) {
  std::vector<std::string> nowhere;
  for (const auto& [mistake, questions] : check.told()) {
    if (questions.empty()) nowhere.push_back(mistake);
  }
  for (std::size_t q = 0; q < examples.size(); ++q) {
    PaperCheck::Question& question = check.questions[q];
    std::vector<std::string> of_question;
    for (const std::string& mistake : nowhere) {
      const auto has = [&](const std::vector<std::string>& all) {
        return std::find(all.begin(), all.end(), mistake) != all.end();
      };
      if (has(question.not_tested) || has(question.unseen)) of_question.push_back(mistake);
    }
    question.would_tell = changes_that_tell(examples[q], of_question, certifier);
  }
}

}  // namespace

void refuse_uncertified(const Paper& paper) {
  Certifier certifier;
  for (std::size_t q = 0; q < paper.questions.size(); ++q) {
    const PaperQuestion& asked = paper.questions[q];
    if (asked.drawn || asked.uncertified) continue;
    const Certificate found =
        certifier.certify(asking_for_what_shows(read_problem(asked.file)), problems::Evidence::brief);
    if (found.holds()) continue;
    std::string why = found.reasons.front().english();
    if (why.ends_with('.')) why.pop_back();
    throw InputError(asked.where, fmt::format("question {} is not certified: {}", q + 1, small(why)),
                     "expected another problem, or uncertified = true in this question");
  }
}

PaperCheck check_paper(const Paper& paper, unsigned threads) {
  PaperCheck check;
  Certifier certifier;
  std::vector<Problem> examples(paper.questions.size());
  for (std::size_t q = 0; q < examples.size(); ++q) {
    check.questions.push_back(check_question(paper.questions[q], threads, certifier, examples[q]));
  }
  try_changes(examples, certifier, check);
  return check;
}

namespace {

/// "31", "over 1,000,000"
Inline units_words(double units) {
  constexpr double many = 1e6;
  return units < many ? text(fmt::format("{:.0f}", std::floor(units))) : sentence("over a million");
}

/// "2: 31 (theta of x at step 2)"
Inline margin_words(std::size_t question, const Told& told) {
  return sentence("{question}: {units} ({line})",
                  {{"question", static_cast<std::int64_t>(question + 1)},
                   {"units", units_words(told.units)},
                   {"line", line_words(told.line.quantity, told.line.component, told.line.t)}});
}

Table table_of_told(const PaperCheck& check) {
  Table table;
  table.columns = {{{sentence("misconception")}, Table::Align::left},
                   {{sentence("told by question")}, Table::Align::left},
                   {{sentence("by units of the last digit")}, Table::Align::left}};
  for (const auto& [mistake, questions] : check.told()) {
    std::vector<Inline> margins;
    for (const std::size_t q : questions) {
      const auto& told = check.questions[q].told;
      if (const auto found = told.find(mistake); found != told.end()) margins.push_back(margin_words(q, found->second));
    }
    table.rows.push_back({{with_symbols({marker_words_on(mistake)})}, numbers_of(questions), with_commas(margins)});
  }
  return table;
}

/// What was tried in each question that might tell a mistake, and in vain.
std::vector<Message> tried_for(const PaperCheck& check, const std::string& mistake) {
  std::optional<std::vector<Message>> all;
  for (const PaperCheck::Question& one : check.questions) {
    const auto has = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), mistake) != list.end();
    };
    if (!has(one.not_tested) && !has(one.unseen)) continue;
    const auto& tried = one.would_tell.tried;
    if (!all) all = tried;
    std::erase_if(*all, [&](const auto& kind) { return std::find(tried.begin(), tried.end(), kind) == tried.end(); });
  }
  return all.value_or(std::vector<Message>{});
}

Inline no_change_tells(const std::vector<Message>& tried, const Arguments& mistakes) {
  if (tried.empty()) return sentence("No change could be tried for: {mistakes}.", mistakes);
  std::vector<Inline> changes;
  for (const Message& kind : tried) changes.push_back(sentence_of(kind));
  return sentence("Not told by {changes}: {mistakes}.", {{"changes", listed_with_or(changes)}, mistakes.front()});
}

List list_of(const std::vector<Inline>& sentences) {
  List list;
  for (const Inline& one : sentences) list.items.push_back({with_symbols({one})});
  return list;
}

/// By what was tried for those that nothing tells.
std::vector<Inline> told_by_no_change(const PaperCheck& check) {
  std::map<std::string, std::pair<std::vector<Message>, std::vector<Inline>>> by_words;
  for (const auto& [mistake, questions] : check.told()) {
    const bool has_change =
        std::any_of(check.questions.begin(), check.questions.end(),
                    [&id = mistake](const auto& one) { return one.would_tell.changes.count(id) > 0; });
    if (!questions.empty() || has_change) continue;
    const std::vector<Message> tried = tried_for(check, mistake);
    auto& [what, mistakes] = by_words[plain_words(no_change_tells(tried, {{"mistakes", ""}}))];
    what = tried;
    mistakes.push_back(marker_words_on(mistake));
  }
  std::vector<Inline> said;
  for (const auto& [words, alike] : by_words)
    said.push_back(no_change_tells(alike.first, {{"mistakes", with_commas(alike.second)}}));
  return said;
}

/// What would tell what no question does.
List list_of_changes(const PaperCheck& check) {
  std::vector<Inline> said;
  for (std::size_t q = 0; q < check.questions.size(); ++q) {
    std::map<std::string, std::pair<Message, std::vector<Inline>>> by_change;
    for (const auto& [mistake, change] : check.questions[q].would_tell.changes) {
      auto& [words, mistakes] = by_change[change.english()];
      words = change;
      mistakes.push_back(marker_words_on(mistake));
    }
    for (const auto& [key, alike] : by_change) {
      said.push_back(sentence("Question {number} {change}: {mistakes}.", {{"number", static_cast<std::int64_t>(q + 1)},
                                                                          {"change", sentence_of(alike.first)},
                                                                          {"mistakes", with_commas(alike.second)}}));
    }
  }
  for (Inline& one : told_by_no_change(check)) said.push_back(std::move(one));
  return list_of(said);
}

/// "theta", "a letter"
Inline name_of_work(const std::string& work) {
  static const std::map<std::string, Inline> others = {{"letter", sentence("choosing a letter")},
                                                       {"line", sentence("finding the line")},
                                                       {"value", sentence("the right value")},
                                                       {"words", sentence_in("row", "words")}};
  const auto found = others.find(work);
  return found == others.end() ? sentence("working out {quantity}", {{"quantity", work}}) : found->second;
}

Table table_of_work(const PaperCheck& check) {
  Table table;
  table.columns = {{{sentence("work")}, Table::Align::left},
                   {{sentence("marks")}, Table::Align::right},
                   {{sentence("share")}, Table::Align::right}};
  const Exact sum = std::max(sum_of_marks(check), Exact(1) / Exact(1000));  // a paper may be worth nothing
  for (const auto& [work, marks] : check.marks_by_work()) {
    const Exact share = (marks * Exact(100) / sum).rounded(DecimalFormat::places(0), RoundingRule::half_up);
    table.rows.push_back(
        {{name_of_work(work)}, {reports::number(marks_for_people(marks))}, {text(share.to_string() + " %")}});
  }
  return table;
}

}  // namespace

namespace {

Inline size_words(const PaperCheck& check, const Paper& paper) {
  const std::size_t questions = check.questions.size();
  Arguments size = {{"marks", in_marks(sum_of_marks(check))}, {"minutes", sum_of_minutes(check)}};
  if (!paper.minutes) {
    return plural("{n} question, {marks}, about {minutes} minutes of work.",
                  "{n} questions, {marks}, about {minutes} minutes of work.", questions, size);
  }
  size.emplace_back("allowed", static_cast<std::int64_t>(*paper.minutes));
  return plural("{n} question, {marks}, about {minutes} minutes of work, and the paper allows {allowed}.",
                "{n} questions, {marks}, about {minutes} minutes of work, and the paper allows {allowed}.", questions,
                size);
}

}  // namespace

Document page_of(const PaperCheck& check, const Paper& paper) {
  Document page;
  page.title = one_line(paper.title, 200);
  page.blocks.emplace_back(Paragraph{{size_words(check, paper)}});
  page.blocks.emplace_back(table_of_questions(check));
  page.blocks.emplace_back(Heading{2, {sentence("Marks by kind of work")}});
  page.blocks.emplace_back(table_of_work(check));
  List notes;
  for (std::size_t q = 0; q < check.questions.size(); ++q) {
    const Argument of = {"number", static_cast<std::int64_t>(q + 1)};
    for (const Message& reason : check.questions[q].reasons) {
      notes.items.push_back({sentence("Question {number}: {reason}.", {of, {"reason", sentence_of(reason)}})});
    }
    if (!check.questions[q].equal_work) {
      notes.items.push_back({sentence("Question {number}: its variants are not equal work.", {of})});
    }
  }
  if (!notes.items.empty()) page.blocks.emplace_back(std::move(notes));
  page.blocks.emplace_back(Heading{2, {sentence("What it tells apart")}});
  page.blocks.emplace_back(table_of_told(check));
  if (List changes = list_of_changes(check); !changes.items.empty()) {
    page.blocks.emplace_back(Heading{2, {sentence("What would tell the rest")}});
    page.blocks.emplace_back(std::move(changes));
  }
  List pairs;
  for (const auto& [first, second] : check.never_apart()) {
    pairs.items.push_back({with_symbols({sentence(
        "{first}, and {second}", {{"first", marker_words_on(first)}, {"second", marker_words_on(second)}})})});
  }
  if (!pairs.items.empty()) {
    page.blocks.emplace_back(Heading{2, {sentence("Pairs that no question tells apart")}});
    page.blocks.emplace_back(std::move(pairs));
  }
  return page;
}

namespace {

using Json = nlohmann::ordered_json;

/// The least and the most.
Json json_of_work(const PaperCheck::Question& question) {
  constexpr const char* names[] = {"multiplications", "divisions", "roots", "functions", "digits"};
  Json work = Json::object();
  for (std::size_t i = 0; i < std::size(names); ++i) {
    work[names[i]] = {std::to_string(question.least_work.*fields_of_work[i]),
                      std::to_string(question.most_work.*fields_of_work[i])};
  }
  return work;
}

/// "margins" where a question tells it, "changes" where none does.
void append_margins(const PaperCheck& check, const std::string& mistake, Json& row) {
  for (std::size_t q = 0; q < check.questions.size(); ++q) {
    const PaperCheck::Question& question = check.questions[q];
    const std::string number = std::to_string(q + 1);
    if (const auto told = question.told.find(mistake); told != question.told.end()) {
      const LineName& line = told->second.line;
      const bool is_number = std::isfinite(told->second.units);
      row["margins"].push_back({{"question", number},
                                {"units", is_number ? Json(fmt::format("{:.1f}", told->second.units)) : Json()},
                                {"t", line.t},
                                {"quantity", line.quantity},
                                {"component", line.component}});
    }
    if (const auto change = question.would_tell.changes.find(mistake); change != question.would_tell.changes.end()) {
      row["changes"].push_back({{"question", number}, {"change", change->second.english()}});
    }
  }
}

}  // namespace

std::string json_of(const PaperCheck& check, const Paper& paper) {
  Json json = {{"title", paper.title},
               {"holds", check.holds()},
               {"marks", sum_of_marks(check).to_string()},
               {"minutes", std::to_string(sum_of_minutes(check))},
               {"marks_by_work", Json::object()},
               {"questions", Json::array()},
               {"misconceptions", Json::array()},
               {"indistinct", Json::array()}};
  for (const auto& [work, marks] : check.marks_by_work()) json["marks_by_work"][work] = marks.to_string();
  for (const PaperCheck::Question& one : check.questions) {
    json["questions"].push_back({{"title", one.title},
                                 {"kind", one.kind},
                                 {"marks", one.marks.to_string()},
                                 {"variants", std::to_string(one.variants)},
                                 {"marks_of_variants", {one.marks.to_string(), one.most_marks.to_string()}},
                                 {"work_of_variants", json_of_work(one)},
                                 {"minutes", {std::to_string(one.least_minutes), std::to_string(one.most_minutes)}},
                                 {"equal_work", one.equal_work},
                                 {"certified", one.certified},
                                 {"reasons", english(one.reasons)},
                                 {"not_tested", one.not_tested}});
  }
  for (const auto& [mistake, questions] : check.told()) {
    Json row = {{"mistake", mistake}, {"questions", Json::array()}};
    for (const std::size_t q : questions) row["questions"].push_back(std::to_string(q + 1));
    append_margins(check, mistake, row);
    json["misconceptions"].push_back(std::move(row));
  }
  for (const auto& [first, second] : check.never_apart()) json["indistinct"].push_back({first, second});
  return json.dump(2) + '\n';
}

}  // namespace stepmark::assessment

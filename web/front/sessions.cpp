// Practice on a question.
#include <map>
#include <tuple>

#include "reports/answer_sheet.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/mark_json.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "reports/working.hpp"
#include "solver/asked.hpp"
#include "solver/length.hpp"
#include "solver/mistake/mistake.hpp"
#include "web/front/html.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

using assessment::PracticeRow;
using assessment::PracticeTable;
using reports::sentence;

/// Each row is marked anew whenever one is answered.
constexpr std::size_t most_sessions = 1000;

std::size_t row_in(Fields& fields, const PracticeTable& table) {
  const auto most = static_cast<std::int64_t>(table.rows().size()) - 1;
  return static_cast<std::size_t>(fields.number("row", 0, most));
}

// ------------------------------------------------------------------------------------------------------ the question

std::string question_html(const WorkedQuestion& question, const Language& language) {
  std::vector<Block> blocks;
  append_problem(blocks, question.notation());
  append_method(blocks, question.notation());
  Inlines words = working_instruction(question.problem());
  words.push_back(between_sentences());
  words.push_back(minutes_sentence(question.problem()));
  append_words(blocks, std::move(words));
  return html_of(blocks, language);
}

const char* name_of(Part::Asks asks) {
  switch (asks) {
    case Part::Asks::letter:
      return "letter";
    case Part::Asks::line:
      return "line";
    case Part::Asks::words:
      return "words";
    case Part::Asks::numbers:
    case Part::Asks::value:
      break;
  }
  return "number";
}

Json parts_json(const WorkedQuestion& question, const Parts& parts, const Language& language) {
  RivalMethods methods;
  const std::vector<Task> tasks = pages_of(question.problem().question.kind).tasks(question, methods);
  Json json = Json::array();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    json.push_back({{"label", label_of(parts, i)},
                    {"task", html_of(tasks[i].shown, language) + html_of({Block(Paragraph{tasks[i].words})}, language)},
                    {"asks", name_of(parts[i].asks)},
                    {"out_of", parts[i].marks.to_string()}});
  }
  return json;
}

/// Where a row of numbers is shown for a letter, the task has it.
Json letters_json(const Part& part, const Language& language) {
  Json letters = Json::array();
  for (const questions::Option& option : part.options) {
    const bool is_row = part.options[part.right].mistake.empty();
    letters.push_back({{"letter", option.letter}, {"words", is_row ? "" : html_of(option_words(option), language)}});
  }
  return letters;
}

std::string how_precise(const Problem& problem, const Language& language) {
  return plain_words(sentence("to {precision}", {{"precision", precision_in_words(precision_asked(problem))}}),
                     language);
}

Json row_json(const PracticeTable& table, std::size_t row, const Language& language) {
  const auto [part, position] = table.sheet().place(row);
  const Part& asked = table.part(row);
  const SheetRow& name = table.marker().rows(part)[position];
  const bool is_named = asked.asks == Part::Asks::numbers;
  const std::string words = plain_words(table.words(row), language);
  return {{"row", row},
          {"part", label_of(table.marker().parts(), part)},
          {"t", name.t ? Json(*name.t) : Json(nullptr)},
          {"quantity", name.quantity},
          {"component", name.component},
          {"label", is_named ? html_of(formulas_of_lines(table.marker().numbers(part))[position], language)
                             : html_of(reports::text(words))},
          {"words", words},
          {"asks", name_of(asked.asks)},
          {"how", asked.has_numbers() ? how_precise(*asked.problem, language) : ""},
          {"out_of", table.rows()[row].out_of.to_string()},
          {"letters", letters_json(asked, language)},
          {"lines", asked.lines}};
}

Json open(Fields& fields, State& state) {
  Problem problem = fields.problem();
  const bool hides = fields.flag("hide_answers");
  fields.finish();
  if (state.sessions.size() >= most_sessions) {
    throw InputError({"request", 0, 0}, "too many sessions are open", "expected some to be closed");
  }
  check_length(problem, longest_to_mark, "expected a problem that people work");
  auto session = std::make_unique<Session>(std::move(problem));
  session->hides_answers = hides;
  const PracticeTable& table = session->table;
  const WorkedQuestion question(session->problem);
  Json rows = Json::array();
  for (std::size_t i = 0; i < table.rows().size(); ++i) rows.push_back(row_json(table, i, state.language));
  Json json = {{"session", state.next_session},
               {"title", session->problem.title},
               {"optimizer", session->problem.base.name},
               {"kind", to_string(session->problem.question.kind)},
               {"steps", session->problem.steps},
               {"components", session->problem.objective->parameters()},
               {"question", question_html(question, state.language)},
               {"parts", parts_json(question, table.marker().parts(), state.language)},
               {"rows", std::move(rows)},
               {"out_of", table.marked().out_of.to_string()}};
  state.sessions.emplace(state.next_session++, std::move(session));
  return json;
}

Json prepare(Fields& fields, State& state) {
  Session& session = state.session(fields);
  fields.finish();
  session.table.prepare();
  return Json::object();
}

Json close(Fields& fields, State& state) {
  state.session(fields);
  const std::int64_t number = fields.number("session", 1, INT64_MAX);
  fields.finish();
  state.sessions.erase(number);
  return Json::object();
}

// ----------------------------------------------------------------------------------------------------------- answers

Json ids_of(const Causes& causes) {
  Json ids = Json::array();
  for (const marking::Cause& cause : causes) ids.push_back(cause.id);
  return ids;
}

Json state_json(const Session& session, std::size_t row, const Language& language) {
  const PracticeRow& state = session.table.rows()[row];
  const bool is_words = session.table.part(row).asks == Part::Asks::words && !state.value.empty();
  const auto html = [&](const Inlines& runs) { return html_of_runs(runs, language); };
  return {{"row", row},
          {"value", state.value},
          {"verdict", is_words        ? "words"
                      : state.verdict ? std::string(to_string(*state.verdict))
                                      : ""},
          {"words", plain_words(state.words, language)},
          {"feedback", html(session.hides_answers && !is_words ? state.nudge : state.feedback)},
          {"nudge", html(state.nudge)},
          {"marks", state.marks.to_string()},
          {"out_of", state.out_of.to_string()},
          {"causes", ids_of(state.causes)},
          {"probably", ids_of(state.probably)},
          {"shown", state.shown}};
}

/// Where each thing that is certain entered.
Json causes_json(const Session& session, const Language& language) {
  Json causes = Json::array();
  const PracticeTable& table = session.table;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const PracticeRow& state = table.rows()[row];
    if (state.causes.empty() || state.verdict == Verdict::follow_through) continue;
    const auto [part, position] = table.sheet().place(row);
    const auto& roots = table.marked().parts[part].numbers.root_causes;
    const bool enters =
        !table.part(row).has_numbers() || std::find(roots.begin(), roots.end(), position) != roots.end();
    if (!enters) continue;
    causes.push_back({{"row", row},
                      {"verdict", to_string(*state.verdict)},
                      {"causes", ids_of(state.causes)},
                      {"words", plain_words(what_was_done(state.causes), language)}});
  }
  return causes;
}

Json marks_json(const Session& session, const Language& language) {
  const MarkedQuestion& marked = session.table.marked();
  return {{"marks", marked.marks.to_string()},
          {"out_of", marked.out_of.to_string()},
          {"answered", session.table.answered()},
          {"causes", causes_json(session, language)}};
}

Json answered(Session& session, std::size_t row, const std::string& value, const Language& language) {
  Json changed = Json::array();
  for (const std::size_t other : session.table.answer(row, value)) {
    if (other != row) changed.push_back(state_json(session, other, language));
  }
  Json json = {{"row", state_json(session, row, language)}, {"changed", std::move(changed)}};
  json.update(marks_json(session, language));
  return json;
}

Json answer(Fields& fields, State& state) {
  Session& session = state.session(fields);
  const std::size_t row = row_in(fields, session.table);
  const std::string value = fields.text("value");
  fields.finish();
  return answered(session, row, value, state.language);
}

Json clear(Fields& fields, State& state) {
  Session& session = state.session(fields);
  const std::size_t row = row_in(fields, session.table);
  fields.finish();
  return answered(session, row, "", state.language);
}

Json hint(Fields& fields, State& state) {
  Session& session = state.session(fields);
  const std::size_t row = row_in(fields, session.table);
  const auto level = static_cast<int>(fields.number("level", 1, PracticeTable::last_hint));
  fields.finish();
  Inlines told = session.table.hint(row, level);
  return {{"level", level},
          {"html", html_of_runs(std::move(told), state.language)},
          {"last", session.table.is_last_hint(row, level)}};
}

// ------------------------------------------------------------------------------------------------------ the solution

/// The working of a quantity at a step, which its components share.
class Workings {
 public:
  explicit Workings(const Language& language) : language_(language) {}

  std::string of(const Part& part, const Marker& marker, std::size_t position) {
    const Tape::Line& line = marker.tape().lines[marker.asked()[position]];
    const auto [found, is_new] = html_.try_emplace({part.problem.get(), line.equation, line.t});
    if (is_new) {
      std::vector<Block> blocks;
      append_working(blocks, question_of(*part.problem).notation(), line.equation, line.t);
      found->second = html_of(blocks, language_);
    }
    return found->second;
  }

 private:
  const WorkedQuestion& question_of(const Problem& problem) {
    std::unique_ptr<WorkedQuestion>& question = questions_[&problem];
    if (!question) question = std::make_unique<WorkedQuestion>(problem);
    return *question;
  }

  const Language& language_;
  std::map<const Problem*, std::unique_ptr<WorkedQuestion>> questions_;
  std::map<std::tuple<const Problem*, std::size_t, std::int64_t>, std::string> html_;
};

std::string solution_html(const Session& session, const Language& language) {
  const WorkedQuestion question(session.problem);
  std::vector<Block> blocks;
  RivalMethods methods;
  if (is_plain(session.table.marker().parts())) {
    append_worked(blocks, question);
  } else {
    pages_of(session.problem.question.kind).append_solution(blocks, question, methods);
  }
  return html_of(blocks, language);
}

Json solution(Fields& fields, State& state) {
  Session& session = state.session(fields);
  fields.finish();
  Workings workings(state.language);
  Json rows = Json::array();
  for (std::size_t row = 0; row < session.table.rows().size(); ++row) {
    const auto [part, position] = session.table.sheet().place(row);
    const Part& asked = session.table.part(row);
    const bool number = asked.has_numbers();
    const Marker* marker = number ? &session.table.marker().numbers(part) : nullptr;
    rows.push_back(
        {{"row", row},
         {"value", number ? session.table.marked().parts[part].numbers.lines[position].expected : right_entry(asked)},
         {"working", number ? workings.of(asked, *marker, position) : ""}});
  }
  return {{"html", solution_html(session, state.language)}, {"rows", std::move(rows)}};
}

// --------------------------------------------------------------------------------------------------------- the sheet

Json finish(Fields& fields, State& state) {
  Session& session = state.session(fields);
  fields.finish();
  const PracticeTable& table = session.table;
  const QuestionSheets sheets(table.marker(), session.hides_answers ? Answers::hidden : Answers::shown);
  const QuestionSheet& answers = table.sheet().answers();
  Json json = {{"html", html_of(sheets.document(answers, table.marked(), {}).blocks, state.language)},
               {"sheet", Json::parse(sheets.json(answers, table.marked(), {}))},
               {"shown", table.sheet().answered_when_shown()}};
  json.update(marks_json(session, state.language));
  return json;
}

Json sheet_answers(const PracticeTable& table) {
  Json answers = Json::array();
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const auto [part, position] = table.sheet().place(row);
    Json answer = json_of(table.marker().rows(part)[position]);
    answer["value"] = table.part(row).asks == Part::Asks::words ? "" : table.rows()[row].value;
    answers.push_back(std::move(answer));
  }
  return {{"answers", std::move(answers)}};
}

Json sheet(Fields& fields, State& state) {
  Session& session = state.session(fields);
  fields.finish();
  return {{"csv", session.table.sheet().text()}, {"json", sheet_answers(session.table)}};
}

Json load(Fields& fields, State& state) {
  Session& session = state.session(fields);
  const std::string text = fields.text("sheet"), name = fields.find_text("name").value_or("sheet");
  fields.finish();
  session.table.load(text, name);
  Json rows = Json::array();
  for (std::size_t row = 0; row < session.table.rows().size(); ++row)
    rows.push_back(state_json(session, row, state.language));
  Json json = {{"rows", std::move(rows)}};
  json.update(marks_json(session, state.language));
  return json;
}

}  // namespace

std::vector<Action> session_actions() {
  return {{"open", open},         {"prepare", prepare}, {"answer", answer}, {"clear", clear}, {"hint", hint},
          {"solution", solution}, {"finish", finish},   {"sheet", sheet},   {"load", load},   {"close", close}};
}

}  // namespace stepmark::web

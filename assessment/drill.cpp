#include "assessment/drill.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <utility>

#include "assessment/telling.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "problems/family.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::assessment {

namespace {

/// After a misconception came up.
constexpr int asked_again = 2;
constexpr std::string_view record_header =
    "question,optimizer,family,kind,level,seed,number,again,marks,out_of,left_out,shown,made";
constexpr std::size_t record_columns = 13;
constexpr const char* expected_record = "expected a record that stepmark practice has written, or another directory";

std::string ids_text(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

std::vector<std::string> ids_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> ids;
  for (std::string id; in >> id;) {
    find_mistake(id);
    ids.push_back(id);
  }
  return ids;
}

bool is_one_of(const std::string& id, const std::vector<std::string>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<std::string> without(const std::vector<std::string>& ids, const std::vector<std::string>& others) {
  std::vector<std::string> rest;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(rest),
               [&](const std::string& id) { return !is_one_of(id, others); });
  return rest;
}

}  // namespace

// -------------------------------------------------------------------------------------------------------------- recall

void Recall::take(const std::vector<std::string>& made, const std::vector<std::string>& avoided) {
  for (Due& due : due_) due.questions -= is_one_of(due.mistake, avoided);
  const auto is_over = [&](const Due& due) { return due.questions == 0 || is_one_of(due.mistake, made); };
  due_.erase(std::remove_if(due_.begin(), due_.end(), is_over), due_.end());
  for (const std::string& mistake : made) due_.push_back({mistake, asked_again});
}

std::vector<std::string> Recall::due() const {
  std::vector<std::string> mistakes;
  for (const Due& due : due_) mistakes.push_back(due.mistake);
  return mistakes;
}

// --------------------------------------------------------------------------------------------------------------- drill

/// As the record has it.
struct Drill::Row {
  std::string optimizer, family, kind, level;
  std::uint64_t seed = 0, number = 0;
  std::vector<std::string> again;
  struct Done {
    Exact marks, out_of;
    std::uint64_t left_out = 0, shown = 0;
    std::vector<std::string> made;
  };
  std::optional<Done> done;
};

Drill::Drill(const Request& request, const Language& language) : request_(completed(request)), language_(language) {}
Drill::~Drill() = default;

void Drill::settle(const Row& row) {
  // What is left out, or known before it is answered, shows nothing.
  const bool is_evidence = row.done->left_out == 0 && row.done->shown == 0;
  recall_.take(row.done->made, is_evidence ? without(row.again, row.done->made) : std::vector<std::string>{});
}

void Drill::take_up(const std::string& record, const std::string& file) {
  std::istringstream in(record);
  CsvReader reader(in, file);
  CsvReader::Row cells;
  reader.next(cells);
  std::string names;
  for (const CsvReader::Cell& cell : cells) names += (names.empty() ? "" : ",") + cell.text;
  if (names != record_header) throw InputError({file, 1, 1}, "this is no record of practice", expected_record);
  const auto whole = [&](const CsvReader::Cell& cell) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
    constexpr std::uint64_t most = 1'000'000'000'000;
    if (error == std::errc() && end == cell.text.data() + cell.text.size() && number <= most) return number;
    throw InputError(reader.at(cell), in_quotes(cell.text) + " is no number of such a record", expected_record);
  };
  const auto marks = [&](const CsvReader::Cell& cell, const Exact& most) {
    try {
      const auto number = Exact::parse(cell.text);
      if (number && *number >= Exact(0) && *number <= most) return *number;
    } catch (const TooLarge&) {  // and so no number of marks
    }
    throw InputError(reader.at(cell), in_quotes(cell.text) + " is no number of marks", expected_record);
  };
  const auto ids = [&](const CsvReader::Cell& cell) {
    try {
      return ids_in(cell.text);
    } catch (const InputError& error) {
      throw error.at(reader.at(cell));
    }
  };
  while (reader.next(cells)) {
    if (cells.size() != record_columns || is_open() || whole(cells[0]) != rows_.size() + 1) {
      throw InputError(reader.at(cells.front()), "this is not the next row of a record", expected_record);
    }
    Row row{cells[1].text,   cells[2].text,   cells[3].text, cells[4].text,
            whole(cells[5]), whole(cells[6]), ids(cells[7]), {}};
    if (!cells[8].text.empty()) {
      const Exact out_of = marks(cells[9], 1'000'000'000);
      row.done = {marks(cells[8], out_of), out_of, whole(cells[10]), whole(cells[11]), ids(cells[12])};
      settle(row);
    }
    rows_.push_back(std::move(row));
  }
}

std::string Drill::record() const {
  std::string text = std::string(record_header) + '\n';
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    text += fmt::format("{},{},{},{},{},{},{},{},", i + 1, csv_cell(row.optimizer), csv_cell(row.family),
                        csv_cell(row.kind), csv_cell(row.level), row.seed, row.number, ids_text(row.again));
    if (const auto& done = row.done) {
      text += fmt::format("{},{},{},{},{}\n", done->marks.to_string(), done->out_of.to_string(), done->left_out,
                          done->shown, ids_text(done->made));
    } else {
      text += ",,,,\n";
    }
  }
  return text;
}

std::uint64_t Drill::questions_done() const { return rows_.size() - is_open(); }
bool Drill::is_open() const { return !rows_.empty() && !rows_.back().done; }
std::string Drill::name() const { return fmt::format("{:04}", rows_.size()); }

FilesBeside Drill::draw() {
  if (!generator_) generator_ = std::make_unique<Generator>(request_);
  // No variant comes twice, whatever else was asked in between.
  std::uint64_t last = 0;
  for (const Row& row : rows_) last = std::max(last, row.number);
  const std::vector<std::string> due = recall_.due();
  Generated made = drawn_to_tell(*generator_, last + 1, due);
  FilesBeside files;
  place_optimizers_beside(files, made.draft, made.problem);
  rows_.push_back({made.draft.optimizer,
                   request_.family,
                   std::string(to_string(request_.kind)),
                   std::string(to_string(request_.level)),
                   request_.seed,
                   made.number + 1,
                   told_by(made.certificate, due),
                   {}});
  files[name() + ".toml"] = to_toml(made.draft, name() + ".csv");
  if (!made.draft.objective.loss.empty()) files[name() + ".csv"] = to_csv(made.draft.objective.data);
  return files;
}

std::string Drill::close(PracticeSession& session) {
  const PracticeSession::Result result = session.result();
  Row& row = rows_.back();
  row.done = {result.marks, result.out_of, result.left_out, result.shown, result.misconceptions};
  settle(row);
  std::string said;
  const auto done = [](const std::string& mistake) {
    return Arguments{{"mistake", what_was_done(Causes{{marking::Cause::Kind::mistake, mistake}})}};
  };
  const auto say = [&](const Inline& words) { said += plain_words(words, language_) + '\n'; };
  for (const std::string& mistake : without(row.again, row.done->made))
    say(sentence("Asked again, and right this time: {mistake}.", done(mistake)));
  for (const std::string& mistake : row.done->made) say(sentence("To be asked again: {mistake}.", done(mistake)));
  return said;
}

std::string Drill::closing() const {
  Exact marks, out_of;
  for (const Row& row : rows_) {
    if (!row.done) continue;
    marks = marks + row.done->marks;
    out_of = out_of + row.done->out_of;
  }
  return plain_words(plural("{n} question, {marks}.", "{n} questions, {marks}.", questions_done(),
                            {{"marks", marks_out_of(marks, out_of)}}),
                     language_);
}

}  // namespace stepmark::assessment

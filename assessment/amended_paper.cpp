#include "assessment/amended_paper.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/problem/toml.hpp"
#include "reports/feedback.hpp"

namespace stepmark::assessment {

namespace {

constexpr std::size_t longest_paper = std::size_t{1} << 20;
constexpr std::array may_change_on_paper = {"round_marks", "void", "question"};
constexpr std::array may_change_in_question = {"marks", "scheme", "void"};

bool is_same(const TomlValue& a, const TomlValue& b) {
  const auto same_entry = [](const TomlEntry& one, const TomlEntry& other) {
    return one.key == other.key && is_same(one.value, other.value);
  };
  return a.kind == b.kind && a.text == b.text &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), is_same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), same_entry);
}

const TomlEntry* entry_of(const TomlValue& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &*found;
}

[[noreturn]] void refuse(const Location& where, const std::string& what) {
  throw InputError(where, what + " is other than in the edition that was written",
                   "expected marks, scheme, void or round_marks to change alone");
}

template <class Keys>
void check_rest(const TomlValue& now, const TomlValue& written, const Keys& may_change) {
  const auto may = [&](const std::string& key) {
    return std::find(may_change.begin(), may_change.end(), key) != may_change.end();
  };
  for (const TomlEntry& entry : now.entries) {
    const TomlEntry* before = entry_of(written, entry.key);
    if (may(entry.key) || (before && is_same(entry.value, before->value))) continue;
    refuse({*now.file, entry.line, entry.column}, entry.key);
  }
  for (const TomlEntry& entry : written.entries) {
    if (!may(entry.key) && !entry_of(now, entry.key)) refuse(now.where(), entry.key);
  }
}

std::vector<const TomlValue*> tables_of(const TomlValue& paper) {
  const TomlEntry* questions = entry_of(paper, "question");
  if (!questions) return {};
  return problem::items_of(questions->value, "question", "expected tables [[question]]", true);
}

std::vector<std::string> keys_of(const TomlValue& table) {
  std::vector<std::string> keys;
  for (const TomlEntry& entry : table.entries) keys.push_back(entry.key);
  return keys;
}

bool is_same_scheme(const std::optional<Marks>& a, const std::optional<Marks>& b) {
  if (!a || !b) return !a && !b;
  return a->method == b->method && a->accuracy == b->accuracy && a->follow_through == b->follow_through &&
         a->strict_convention == b->strict_convention;
}

std::string words_for(const std::optional<Exact>& marks) {
  return marks ? marks_for_people(*marks) : std::string("its own");
}

void compare(std::size_t number, const QuestionWorth& before, AmendedPaper::Question& now,
             std::vector<std::string>& changes) {
  if (now.standing == Standing::full)
    changes.push_back(fmt::format("question {} is struck out: all have its marks", number));
  if (now.standing == Standing::left_out)
    changes.push_back(fmt::format("question {} is struck out and does not count", number));
  if (before.marks != now.worth.marks) {
    changes.push_back(fmt::format("the marks of question {} are {}, and were {}", number, words_for(now.worth.marks),
                                  words_for(before.marks)));
    now.is_other = true;
  }
  if (!is_same_scheme(before.scheme, now.worth.scheme)) {
    changes.push_back(fmt::format("question {} has another scheme", number));
    now.is_other = true;
  }
}

}  // namespace

QuestionLayout read_layout(const Fields& question) {
  QuestionLayout layout;
  if (const TomlValue* space = question.find("space"))
    layout.space = static_cast<int>(whole_of(*space, "space", 1, 100));
  const TomlValue* hide = question.find("hide");
  if (!hide) return layout;
  for (const std::string& name : texts_of(*hide, "hide")) {
    if (leave_out(name, layout)) continue;
    throw InputError(hide->where(), "hide has " + in_quotes(name), "expected " + alternatives(what_may_be_left_out()));
  }
  return layout;
}

AmendedPaper read_amended(const std::string& written, const std::string& file) {
  const TomlDocument before = read_toml(written, file);
  const TomlDocument now = read_toml(read_text_file(file, longest_paper), file);
  check_rest(now.root, before.root, may_change_on_paper);
  const auto old_tables = tables_of(before.root), tables = tables_of(now.root);
  if (old_tables.size() != tables.size()) refuse(now.root.where(), "the number of questions");
  const Fields was(before.root, "the paper", keys_of(before.root)), paper(now.root, "the paper", keys_of(now.root));
  AmendedPaper amended;
  amended.round_marks = read_round_marks(paper);
  if (read_round_marks(was) != amended.round_marks) amended.changes.emplace_back("totals are rounded otherwise");
  for (std::size_t q = 0; q < tables.size(); ++q) {
    check_rest(*tables[q], *old_tables[q], may_change_in_question);
    const Fields question(*tables[q], "[[question]]", keys_of(*tables[q]));
    const Fields old_question(*old_tables[q], "[[question]]", keys_of(*old_tables[q]));
    AmendedPaper::Question& one = amended.questions.emplace_back();
    one.worth = read_worth(question);
    one.standing = read_standing(question, paper);
    one.layout = read_layout(question);
    compare(q + 1, read_worth(old_question), one, amended.changes);
  }
  return amended;
}

void refuse_void(const Fields& question) {
  const TomlValue* is_void = question.find("void");
  if (!is_void) return;
  throw InputError(is_void->where(), "the question is struck out, and its edition is still to be written",
                   "expected void in the paper.toml of an edition that was sat");
}

}  // namespace stepmark::assessment

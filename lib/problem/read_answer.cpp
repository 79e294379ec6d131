// What is asked: the tables [answer] and [question].
#include <algorithm>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark {

namespace {

std::vector<std::string> quantities(const Definition& optimizer) {
  std::vector<std::string> names;
  for (const Equation& equation : optimizer.equations) names.push_back(equation.quantity);
  return names;
}

std::vector<std::string> read_ask(const TomlValue& value, const std::vector<std::string>& known) {
  std::vector<std::string> asked;
  for (const TomlValue* item : items_of(value, "ask", "expected a list of quantities", true)) {
    const std::string& quantity = known[choice_of(*item, "ask", known)];
    if (std::find(asked.begin(), asked.end(), quantity) != asked.end()) {
      throw InputError(item->where(), "ask names " + quoted(quantity) + " twice", "expected different quantities");
    }
    asked.push_back(quantity);
  }
  if (asked.empty()) throw InputError(value.where(), "ask is empty", "expected names of quantities");
  return asked;
}

const std::vector<std::string>& kind_names() {
  static const std::vector<std::string> names = {"table",      "final", "gradients", "choice",
                                                 "find-error", "faded", "compare"};
  return names;
}

std::vector<std::string> read_choices(const TomlValue& value) {
  std::vector<std::string> choices;
  for (const TomlValue* item : items_of(value, "choices", "expected a list of mistakes, one of them \"right\"")) {
    const std::string& choice = line_of(*item, "choices");
    choices.push_back(choice == "right" ? "" : choice);
    if (std::count(choices.begin(), choices.end(), choices.back()) > 1) {
      throw InputError(item->where(), "choices names " + quoted(choice) + " twice", "expected different mistakes");
    }
  }
  if (std::find(choices.begin(), choices.end(), "") == choices.end()) {
    throw InputError(value.where(), "choices has no right one", "expected \"right\" among them");
  }
  return choices;
}

Question::Cell read_cell(const TomlValue& value, const Definition& optimizer, std::int64_t first, std::int64_t last) {
  const Fields fields(value, "an entry of shown", {"t", "quantity"});
  const auto known = quantities(optimizer);
  return {integer_of(fields.need("t"), "t", first, last), known[choice_of(fields.need("quantity"), "quantity", known)]};
}

/// Each kind has the keys that it needs, and no others.
void check_keys(const Fields& fields, Question::Kind kind) {
  const auto belongs = [&](const char* key, Question::Kind owner) {
    const bool there = fields.find(key) != nullptr;
    if (there == (kind == owner)) return;
    throw InputError(
        there ? fields.find(key)->where() : fields.where(),
        std::string(key) + (there ? " is given" : " is missing") + ", and kind is " + quoted(to_string(kind)),
        "expected " + std::string(key) + " with " + quoted(to_string(owner)) + ", and there alone");
  };
  belongs("choices", Question::Kind::choice);
  belongs("mistake", Question::Kind::find_error);
  belongs("shown", Question::Kind::faded);
  belongs("other", Question::Kind::compare);
}

Definition read_other(const TomlValue& value, const std::string& directory) {
  return placed(value.where(), [&] { return find_definition(line_of(value, "other"), directory); });
}

}  // namespace

std::string to_string(Question::Kind kind) { return kind_names()[static_cast<std::size_t>(kind)]; }

DecimalFormat format_of(const TomlValue& value, const std::string& key) {
  const std::string& text = string_of(value, key);
  return placed(value.where(), [&] { return parse_format(text); });
}

Answer read_answer(const TomlValue* table, const Definition& optimizer) {
  Answer answer;
  answer.ask = quantities(optimizer);
  if (!table) return answer;
  const Fields fields(*table, "[answer]", {"ask", "give", "steps"});
  if (const TomlValue* ask = fields.find("ask")) answer.ask = read_ask(*ask, answer.ask);
  if (const TomlValue* give = fields.find("give")) {
    answer.give = format_of(*give, "give");
    if (answer.give->kind == DecimalFormat::Kind::none) {
      throw InputError(give->where(), "give is 'none'", "expected places or figures, as in \"4 places\"");
    }
  }
  if (const TomlValue* steps = fields.find("steps")) {
    answer.last_step_only = choice_of(*steps, "steps", {"all", "last"}) == 1;
  }
  return answer;
}

Question read_question(const TomlValue& table, const Definition& optimizer, const std::string& directory,
                       std::int64_t first_step, std::int64_t last_step) {
  const Fields fields(table, "[question]", {"kind", "choices", "mistake", "shown", "other"});
  Question question;
  question.kind = static_cast<Question::Kind>(choice_of(fields.need("kind"), "kind", kind_names()));
  check_keys(fields, question.kind);
  if (const TomlValue* choices = fields.find("choices")) question.choices = read_choices(*choices);
  if (const TomlValue* mistake = fields.find("mistake")) question.mistake = line_of(*mistake, "mistake");
  if (const TomlValue* shown = fields.find("shown")) {
    for (const TomlValue* item : items_of(*shown, "shown", "expected a list of { t, quantity }")) {
      question.shown.push_back(read_cell(*item, optimizer, first_step, last_step));
    }
  }
  if (const TomlValue* other = fields.find("other")) {
    question.other_name = line_of(*other, "other");
    question.other = read_other(*other, directory);
  }
  return question;
}

}  // namespace stepmark

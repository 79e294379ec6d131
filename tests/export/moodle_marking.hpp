// Moodle's own marking of an import, from its documentation and its code (question/type/multianswer/questiontype.php,
// question/type/numerical/question.php): answers are looked through in their order, and the first that holds a number
// grades it. Written apart from the exporter, in doubles as Moodle has them.
#pragma once

#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tests/export/xml_tree.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

struct MoodleAnswer {
  std::string answer;  ///< a number, "*", or the words of a choice
  double tolerance = 0, fraction = 0;
  std::string feedback;
};

struct MoodleField {
  std::string id;  ///< of a question of its own
  double weight = 0;
  bool is_number = true;
  std::vector<MoodleAnswer> answers;

  const MoodleAnswer* match(const std::string& response) const {
    for (const MoodleAnswer& known : answers) {
      if (matches(known, response)) return &known;
    }
    return nullptr;
  }
  double marks(const std::string& response) const {
    const MoodleAnswer* known = match(response);
    return known ? known->fraction * weight : 0;
  }

 private:
  bool matches(const MoodleAnswer& known, const std::string& response) const {
    if (!is_number) return known.answer == response || known.answer.starts_with(response + ":");
    if (response.empty()) return false;
    if (known.answer == "*") return true;
    const double key = std::stod(known.answer), tolerance = known.tolerance + 1e-14;
    const double number = std::strtod(response.c_str(), nullptr);
    return number >= key - tolerance && number <= key + tolerance;
  }
};

/// The fields of a text, read as Moodle reads them. What does not fit its expression is text.
inline std::vector<MoodleField> cloze_fields(const std::string& text) {
  static const std::regex begin(R"(\{\s*([0-9]*)\s*:(NUMERICAL|MULTICHOICE_V):)");
  static const std::regex fraction("^(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)");
  std::vector<MoodleField> fields;
  auto from = text.cbegin();
  for (std::smatch found; std::regex_search(from, text.cend(), found, begin);) {
    MoodleField field;
    field.weight = std::stod(found[1]);
    field.is_number = found[2] == "NUMERICAL";
    auto at = found[0].second;
    std::string answer, feedback;
    bool in_feedback = false, closed = false;
    const auto finish = [&] {
      MoodleAnswer known;
      std::smatch share;
      std::string rest = answer;
      if (std::regex_search(answer, share, fraction)) {
        known.fraction = share[1] == "=" ? 1 : std::stod(share[2]) / 100;
        rest = share.suffix();
      }
      const std::size_t colon = field.is_number ? rest.find(':') : std::string::npos;
      known.answer = rest.substr(0, colon);
      if (colon != std::string::npos) known.tolerance = std::stod(rest.substr(colon + 1));
      known.feedback = feedback;
      field.answers.push_back(known);
      answer.clear(), feedback.clear();
      in_feedback = false;
    };
    for (; at != text.cend() && !closed; ++at) {
      std::string& into = in_feedback ? feedback : answer;
      if (*at == '\\' && at + 1 != text.cend()) {
        into += *++at;
      } else if (*at == '~') {
        finish();
      } else if (*at == '}') {
        finish();
        closed = true;
      } else if (*at == '#' && !in_feedback) {
        in_feedback = true;
      } else {
        into += *at;
      }
    }
    if (closed) fields.push_back(field);
    from = at;
  }
  return fields;
}

struct MoodleQuestion {
  std::string type, name, id, text, general_feedback;
  double default_grade = 0;
  std::vector<MoodleField> fields;
};

inline std::vector<MoodleQuestion> moodle_questions(const std::string& xml) {
  std::vector<MoodleQuestion> questions;
  const XmlTree tree = read_xml(xml);
  for (const auto& [tag, node] : tree.get_child("quiz")) {
    if (tag != "question" || node.get<std::string>("<xmlattr>.type") == "category") continue;
    MoodleQuestion question{node.get<std::string>("<xmlattr>.type"),
                            node.get<std::string>("name.text"),
                            node.get<std::string>("idnumber"),
                            node.get<std::string>("questiontext.text"),
                            node.get<std::string>("generalfeedback.text"),
                            node.get<double>("defaultgrade"),
                            {}};
    if (question.type == "cloze") question.fields = cloze_fields(question.text);
    MoodleField field{question.id, question.default_grade, question.type == "numerical", {}};
    for (const auto& [name, answer] : node) {
      if (name != "answer") continue;
      field.answers.push_back({answer.get<std::string>("text"), answer.get("tolerance", 0.0),
                               answer.get<double>("<xmlattr>.fraction") / 100,
                               answer.get<std::string>("feedback.text")});
    }
    if (question.type != "cloze") question.fields = {field};
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace stepmark::support

// Numbas: an exam (.exam) with a question for each problem and a part for each number. Every rule of a box is a part of
// its own beside it, of which Numbas takes the one that earns most; marked again with the student's earlier answers in
// the place of the variables, it follows through.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "reports/export/decimal.hpp"
#include "reports/export/dialect.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/page.hpp"
#include "reports/feedback.hpp"

namespace stepmark::exports {

namespace numbas {

namespace {

using Json = nlohmann::ordered_json;

/// No student writes it.
const std::string out_of_reach = "1000000000000000000000000000000";

/// Numbas calculates what stands in braces outside of formulas, in attributes too, where they are characters' numbers:
/// those of strangers are made other ones, which look alike.
std::string without_braces(std::string html) {
  for (const auto& [number, brace] : {std::pair{"&#123;", "{"}, std::pair{"&#125;", "}"}}) {
    for (std::size_t at = 0; (at = html.find(number, at)) != std::string::npos;) html.replace(at, 6, brace);
  }
  std::string out;
  bool in_formula = false;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const std::string two = html.substr(i, 2);
    if (two == "\\(" || two == "\\[") in_formula = true;
    if (two == "\\)" || two == "\\]") in_formula = false;
    if (!in_formula && html[i] == '{')
      out += "\uff5b";
    else if (!in_formula && html[i] == '}')
      out += "\uff5d";
    else
      out += html[i];
  }
  return out;
}

/// Text that is no markup: what begins a formula there is parted.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '{')
      out += "\uff5b";
    else if (c == '}')
      out += "\uff5d";
    else if (c == '\\')
      out += "\uff3c";
    else if (c == '$')
      out += "\uff04";
    else
      out += c;
  }
  return out;
}

Dialect dialect() {
  Dialect d;
  d.number = [](const std::string& decimal) { return decimal; };
  d.negate = "(-%1)", d.add = "(%1 + %2)", d.subtract = "(%1 - %2)", d.multiply = "(%1*%2)", d.divide = "(%1/%2)";
  d.power = "(%1^%2)", d.sqrt = "sqrt(%1)", d.abs = "abs(%1)", d.sign = "sign(%1)", d.min = "min(%1, %2)";
  d.max = "max(%1, %2)", d.exp = "exp(%1)", d.log = "ln(%1)", d.sin = "sin(%1)", d.cos = "cos(%1)";
  d.floor = "floor(%1)", d.greater = "(%1 > %2)", d.greater_equal = "(%1 >= %2)", d.less = "(%1 < %2)";
  d.less_equal = "(%1 <= %2)", d.equal = "(%1 = %2)", d.not_equal = "(%1 <> %2)", d.choose = "if(%1, %2, %3)";
  return d;
}

double number(const Exact& marks) { return kept_marks(marks).to_double(); }

/// One problem as a question.
class Question {
 public:
  explicit Question(const ExportedQuestion& question) : question_(question) {
    for (const ExportedPart& part : question.parts) {
      for (const Box& box : part.boxes) {
        positions_[box.id] = boxes_.size();
        boxes_.push_back(&box);
      }
    }
    for (std::size_t i = 0; i < boxes_.size(); ++i) add_variables(i);
    std::size_t next = 0;
    for (const ExportedPart& part : question.parts) add_parts(part, next);
  }

  const Exact& marks() const { return marks_; }

  Json json() const {
    Json made;
    made["name"] = plain(question_.title.empty() ? question_.tags.front() : question_.title);
    made["tags"] = question_.tags;
    made["metadata"] = {{"description", "Stepmark " + question_.id}, {"licence", "None specified"}};
    made["statement"] = without_braces(html_of(question_.stem, inside(question_)));
    made["advice"] = without_braces(html_of(question_.solution, inside(question_)));
    made["rulesets"] = Json::object();
    made["builtin_constants"] = {{"e", true}, {"pi,\u03c0", true}, {"i", true}};
    made["constants"] = Json::array();
    made["variables"] = variables_;
    made["variablesTest"] = {{"condition", ""}, {"maxRuns", 100}};
    made["ungrouped_variables"] = names_;
    made["variable_groups"] = Json::array();
    made["functions"] = Json::object();
    made["preamble"] = {{"js", ""}, {"css", ""}};
    made["parts"] = parts_;
    made["partsMode"] = "all";
    return made;
  }

 private:
  // -------------------------------------------------------------------------------------------------------- variables

  /// Names in JME have no capitals of their own, and some are taken.
  static std::string variable_of(std::size_t box) { return "box" + std::to_string(box + 1); }
  static std::string right_of(std::size_t box) { return "right" + std::to_string(box + 1); }
  static std::string hit_of(std::size_t box, const std::string& cause) {
    std::string name = "hit" + std::to_string(box + 1);
    for (const char c : cause) name += c == '-' ? '_' : c;
    return name;
  }

  /// @param own  what stands for the value of a rule in its reach
  std::string in_jme(const Expression& e, const std::string& own = "") const {
    Dialect jme = dialect();
    jme.variable = [&](const std::string& name) {
      return name == own_value ? '(' + own + ')' : variable_of(positions_.at(name));
    };
    return printed(e, jme);
  }

  void add_variable(const std::string& name, const std::string& definition, const std::string& description) {
    variables_[name] = {{"name", name},
                        {"group", "Ungrouped variables"},
                        {"definition", definition},
                        {"description", description},
                        {"templateType", "anything"},
                        {"can_override", false}};
    names_.push_back(name);
  }

  void add_variables(std::size_t i) {
    const Box& box = *boxes_[i];
    if (box.answers.empty()) return;
    add_variable(variable_of(i), box.equation ? in_jme(*box.equation) : in_jme(box.rules.front().centre), box.id);
    std::map<std::string, std::string> hits;
    for (const Rule& rule : box.rules) {
      if (!rule.is_mistake()) continue;
      std::string& hit = hits[rule.cause];
      hit += (hit.empty() ? "" : " or ") + is_within(variable_of(i), rule);
    }
    if (!hits.empty()) add_variable(right_of(i), is_right(i), "");
    for (const auto& [cause, hit] : hits) {
      add_variable(hit_of(i, cause), "not " + right_of(i) + " and (" + hit + ")", "");
      hits_[cause].push_back(i);
    }
  }

  std::string is_within(const std::string& number, const Rule& rule) const {
    const std::string centre = in_jme(rule.centre);
    return "abs(" + number + " - " + centre + ") <= " + in_jme(rule.reach, centre);
  }

  std::string holds(const Box& box, const std::string& number, const Rule& rule) const {
    if (!rule.is_off_key) return is_within(number, rule);
    return "(not (" + is_within(in_jme(rule.centre), box.rules.front()) + ") and " + is_within(number, rule) + ')';
  }

  /// The same without its ends: of a tie, not only the key follows.
  std::string is_inside(const std::string& number, const Rule& rule) const {
    const std::string centre = in_jme(rule.centre);
    return "abs(" + number + " - " + centre + ") <= 0.999997*(" + in_jme(rule.reach, centre) + ')';
  }

  /// No misconception is charged where the number is right, or follows.
  std::string is_right(std::size_t i) const {
    std::string all;
    for (const Rule& rule : boxes_[i]->rules) {
      if (rule.is_mistake()) continue;
      all += (all.empty() ? "" : " or ") + holds(*boxes_[i], variable_of(i), rule);
    }
    return all;
  }

  /// Was the misconception made in an earlier box?
  std::string is_charged(std::size_t i, const std::string& cause) const {
    std::string all;
    const auto found = hits_.find(cause);
    if (found == hits_.end()) return all;
    for (const std::size_t earlier : found->second) {
      if (earlier < i) all += (all.empty() ? "" : " or ") + hit_of(earlier, cause);
    }
    return all;
  }

  // ------------------------------------------------------------------------------------------------------------ parts

  void add_parts(const ExportedPart& part, std::size_t& next) {
    std::string task = html_task(part);
    for (const Box& box : part.boxes) {
      add_number(box, next++, task + "<p>" + html_name_and_step(box) + "</p>\n");
      task.clear();
    }
    if (!part.choices.empty()) add_choice(part, task);
    if (part.asks == Part::Asks::words) parts_.push_back(part_of("information", "words", task, 0));
  }

  static Json part_of(const std::string& type, const std::string& name, const std::string& prompt, double marks) {
    Json part;
    part["type"] = type;
    part["useCustomName"] = true;
    part["customName"] = name;
    part["marks"] = marks;
    part["showCorrectAnswer"] = true;
    part["showFeedbackIcon"] = true;
    part["scripts"] = Json::object();
    part["variableReplacements"] = Json::array();
    part["variableReplacementStrategy"] = "originalfirst";
    part["adaptiveMarkingPenalty"] = 0;
    part["customMarkingAlgorithm"] = "";
    part["extendBaseMarkingAlgorithm"] = true;
    part["unitTests"] = Json::array();
    part["prompt"] = without_braces(prompt);
    return part;
  }

  static Json number_part(const std::string& name, const std::string& prompt, double marks, const std::string& lower,
                          const std::string& upper) {
    Json part = part_of("numberentry", name, prompt, marks);
    part["minValue"] = lower;
    part["maxValue"] = upper;
    part["allowFractions"] = false;
    part["mustBeReduced"] = false;
    part["mustBeReducedPC"] = 0;
    part["displayAnswer"] = "";
    part["showFractionHint"] = false;
    part["notationStyles"] = {"plain", "en", "si-en"};
    part["correctAnswerFraction"] = false;
    part["correctAnswerStyle"] = "plain";
    return part;
  }

  void add_number(const Box& box, std::size_t i, const std::string& prompt) {
    if (box.answers.empty()) return;
    const Rule& right = box.rules.front();
    Json part = number_part(box.id, prompt, number(box.marks), lower(right), upper(right));
    part["displayAnswer"] = box.right;
    // A 0 may not have been worked out at all: nothing follows from it.
    part["adaptiveMarkingUseCondition"] = "studentnumber<>0";
    part["variableReplacements"] = replacements(i);
    Json alternatives = Json::array();
    for (std::size_t rule = 1; rule < box.rules.size(); ++rule) {
      add_alternatives(alternatives, box, i, box.rules[rule]);
    }
    part["alternatives"] = std::move(alternatives);
    marks_ = marks_ + box.marks;
    parts_.push_back(std::move(part));
  }

  std::string lower(const Rule& rule) const { return bound(rule, " - "); }
  std::string upper(const Rule& rule) const { return bound(rule, " + "); }
  std::string bound(const Rule& rule, const std::string& sign) const {
    const std::string centre = in_jme(rule.centre);
    return centre + sign + in_jme(rule.reach, centre);
  }

  void add_alternatives(Json& alternatives, const Box& box, std::size_t i, const Rule& rule) const {
    const double marks = number(rule.share * box.marks);
    const std::string centre = in_jme(rule.centre), reach = in_jme(rule.reach, centre);
    const auto add = [&](double worth, const std::string& condition, const std::string& from, const std::string& to) {
      const auto bound = [&](const std::string& off) { return where(condition, on_side(centre, centre + off)); };
      alternatives.push_back(alternative(worth, plain(rule.feedback), bound(from), bound(to)));
    };
    if (!rule.is_calculated) {
      alternatives.push_back(alternative(marks, plain(rule.feedback), lower(rule), upper(rule)));
    } else if (rule.is_mistake()) {
      add(0, "", " - " + reach, " + " + reach);
      const std::string charged = is_charged(i, rule.cause);
      if (!charged.empty())
        add(marks, told_apart(box, centre) + " and (" + charged + ')', " - " + reach, " + " + reach);
    } else if (rule.kind == KnownAnswer::Kind::nearly) {
      // Of all that hold, the one that earns most counts: what follows is left to the rules for that.
      const std::string inner =
          "if(" + is_within(centre, box.rules.front()) + ", 0, " + in_jme(widest_following(box).reach, centre) + ')';
      add(marks, reach + " > " + inner, " - " + reach, " - " + inner);
      add(marks, reach + " > " + inner, " + " + inner, " + " + reach);
    } else {
      // Of those that earn the same, the last speaks: where the key follows, it is not from a wrong number.
      add(marks, "not (" + is_inside(centre, box.rules.front()) + ')', " - " + reach, " + " + reach);
    }
  }

  /// A 0 may not have been worked out at all: what is calculated takes numbers of its own sign alone.
  static std::string on_side(const std::string& centre, const std::string& bound) {
    const std::string least = "0.000000000000001";
    return "if(" + centre + " > 0, max(" + bound + ", " + least + "), min(" + bound + ", -" + least + "))";
  }

  /// Is the number of a misconception none that is right, or nearly?
  std::string told_apart(const Box& box, const std::string& centre) const {
    std::string all;
    for (const Rule& rule : box.rules) {
      if (!rule.is_mistake()) all += (all.empty() ? "" : " or ") + holds(box, centre, rule);
    }
    return "not (" + all + ')';
  }

  static std::string where(const std::string& condition, const std::string& bound) {
    return condition.empty() ? bound : "if(" + condition + ", " + bound + ", " + out_of_reach + ')';
  }

  static const Rule& widest_following(const Box& box) {
    return *std::find_if(box.rules.rbegin(), box.rules.rend(), [](const Rule& rule) {
      return rule.is_calculated && rule.kind == KnownAnswer::Kind::carried;
    });
  }

  static Json alternative(double marks, const std::string& feedback, const std::string& lower,
                          const std::string& upper) {
    Json part = number_part("", "", marks, lower, upper);
    part["useAlternativeFeedback"] = false;
    part["alternativeFeedbackMessage"] = feedback;
    return part;
  }

  // ----------------------------------------------------------------------------------------------------- replacements

  /// The boxes before this one whose numbers decide what it earns, through those that are blank too.
  Json replacements(std::size_t i) const {
    std::set<std::size_t> needed;
    for (const Rule& rule : boxes_[i]->rules) {
      take(rule.centre, needed);
      if (!rule.is_mistake()) continue;
      for (const std::size_t earlier : hits_.at(rule.cause)) {
        if (earlier < i) take_all(earlier, needed);
      }
    }
    Json all = Json::array();
    for (const std::size_t box : needed) {
      all.push_back(
          {{"variable", variable_of(box)}, {"part", "p" + std::to_string(part_of_box(box))}, {"must_go_first", false}});
    }
    return all;
  }

  void take(const Expression& e, std::set<std::size_t>& needed) const {
    for (const Name& name : names_in(e)) {
      const std::size_t box = positions_.at(name.symbol);
      if (needed.insert(box).second && boxes_[box]->equation) take(*boxes_[box]->equation, needed);
    }
  }

  void take_all(std::size_t box, std::set<std::size_t>& needed) const {
    needed.insert(box);
    for (const Rule& rule : boxes_[box]->rules) take(rule.centre, needed);
  }

  /// Parts are counted from 0 as they stand; those of earlier boxes are there already.
  std::size_t part_of_box(std::size_t box) const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i]["customName"] == boxes_[box]->id) return i;
    }
    return 0;
  }

  // ---------------------------------------------------------------------------------------------------------- letters

  void add_choice(const ExportedPart& part, const std::string& task) {
    Json made = part_of("1_n_2", part.id, task, 0);
    made["minMarks"] = 0, made["maxMarks"] = 0, made["shuffleChoices"] = false, made["displayType"] = "radiogroup";
    made["displayColumns"] = 1, made["showCellAnswerState"] = true;
    Json choices = Json::array(), matrix = Json::array(), distractors = Json::array();
    for (const Choice& choice : part.choices) {
      choices.push_back(without_braces(html_paragraph(words_of(choice))));
      matrix.push_back(choice.right ? marks_text(part.marks) : "0");
      distractors.push_back(without_braces(html_paragraph(choice.feedback)));
    }
    made["choices"] = choices, made["matrix"] = matrix, made["distractors"] = distractors;
    marks_ = marks_ + part.marks;
    parts_.push_back(std::move(made));
  }

  const ExportedQuestion& question_;
  std::vector<const Box*> boxes_;
  std::map<std::string, std::size_t> positions_;
  std::map<std::string, std::vector<std::size_t>> hits_;  ///< boxes, by the misconception
  Json variables_ = Json::object(), names_ = Json::array(), parts_ = Json::array();
  Exact marks_;
};

/// @param pick  so many of the questions are drawn; 0: all of them, in their order
Json exam(const std::string& title, Json questions, std::size_t pick) {
  Json group = {{"name", "Questions"},
                {"pickingStrategy", pick == 0 ? "all-ordered" : "random-subset"},
                {"pickQuestions", pick == 0 ? 1 : pick},
                {"questionNames", Json::array()},
                {"variable_overrides", Json::array()},
                {"questions", std::move(questions)}};
  Json made;
  made["name"] = plain(title);
  made["metadata"] = {{"description", ""}, {"licence", "None specified"}};
  made["duration"] = 0, made["percentPass"] = 0, made["showQuestionGroupNames"] = false;
  made["shuffleQuestionGroups"] = false, made["showstudentname"] = true;
  made["question_groups"] = Json::array({std::move(group)});
  made["navigation"] = {{"allowregen", true},
                        {"reverse", true},
                        {"browse", true},
                        {"showfrontpage", true},
                        {"onleave", {{"action", "none"}, {"message", ""}}},
                        {"preventleave", true},
                        {"startpassword", ""}};
  made["timing"] = {{"allowPause", true},
                    {"timeout", {{"action", "none"}, {"message", ""}}},
                    {"timedwarning", {{"action", "none"}, {"message", ""}}}};
  made["feedback"] = {{"showactualmark", true},           {"showtotalmark", true}, {"showanswerstate", true},
                      {"allowrevealanswer", true},        {"advicethreshold", 0},  {"intro", ""},
                      {"feedbackmessages", Json::array()}};
  made["extensions"] = Json::array(), made["custom_part_types"] = Json::array(), made["resources"] = Json::array();
  return made;
}

}  // namespace

}  // namespace numbas

Export numbas_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  Export made;
  numbas::Json all = numbas::Json::array();
  for (const ExportedQuestion& question : questions) {
    const numbas::Question written(question);
    all.push_back(written.json());
    made.marks = made.marks + written.marks();
    ++made.questions;
  }
  const bool is_one = wishes.title.empty() && questions.size() == 1;
  const std::string title = is_one ? questions.front().title : wishes.title;
  made.bytes = "// Numbas version: exam_results_page_options\n" +
               numbas::exam(title.empty() ? "Stepmark" : title, std::move(all), wishes.pick).dump(1) + '\n';
  add_calculated_notices(questions, made);
  if (asks_for_numbers(questions)) made.notices.emplace_back("a wrong 0 is not carried on");
  return made;
}

}  // namespace stepmark::exports

// STACK: Moodle XML, a file for each problem, with an input and a tree of potential responses for each number. The
// equations are functions of Maxima in the question's variables; a tree works them on the numbers in the inputs.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "reports/export/decimal.hpp"
#include "reports/export/dialect.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/page.hpp"
#include "reports/export/xml.hpp"
#include "reports/feedback.hpp"

namespace stepmark::exports {

namespace stack {

namespace {

/// What STACK works out in a text stands in {@ @}, {# #} and [[ ]]: of a stranger's text nothing does.
std::string without_castext(const std::string& html) {
  std::string out;
  bool in_formula = false;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const std::string two = html.substr(i, 2);
    if (two == "\\(" || two == "\\[") in_formula = true;
    if (two == "\\)" || two == "\\]") in_formula = false;
    out += html[i];
    if (two == "{@" || two == "{#" || two == "[[" || two == "]]") out += in_formula ? " " : "<span></span>";
  }
  return out;
}

Dialect dialect() {
  Dialect d;
  d.number = [](const std::string& decimal) { return decimal; };
  d.negate = "(-%1)", d.add = "(%1 + %2)", d.subtract = "(%1 - %2)", d.multiply = "(%1*%2)";
  d.divide = "smdiv(%1, %2)", d.power = "(%1^%2)", d.sqrt = "sqrt(%1)", d.abs = "abs(%1)", d.sign = "signum(%1)";
  d.min = "min(%1, %2)", d.max = "max(%1, %2)", d.exp = "exp(%1)", d.log = "log(%1)", d.sin = "sin(%1)";
  d.cos = "cos(%1)", d.floor = "floor(%1)", d.greater = "%1 > %2", d.greater_equal = "%1 >= %2", d.less = "%1 < %2";
  d.less_equal = "%1 <= %2", d.equal = "is(equal(%1, %2))", d.not_equal = "not is(equal(%1, %2))";
  d.choose = "(if %1 then %2 else %3)";
  return d;
}

/// Maxima stops where something is divided by zero; no number of a student's is near to this.
const char* const division = "smdiv(a, b) := if is(equal(b, 0)) then 10.0^30 else a/b;\n";

/// One problem as a question.
class Question {
 public:
  explicit Question(const ExportedQuestion& question) : question_(question) {
    for (const ExportedPart& part : question.parts) {
      for (const Box& box : part.boxes) add_name(box);
    }
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (!boxes_[i]->answers.empty()) add(i);
    }
    for (const ExportedPart& part : question.parts) {
      if (!part.choices.empty()) add_choice(part);
    }
  }

  const Exact& marks() const { return marks_; }

  std::string xml() const {
    const std::string title = question_.title.empty() ? question_.tags.front() : question_.title;
    return xml_element("question", {{"type", "stack"}},
                       '\n' + xml_element("name", {}, xml_text("text", {}, title)) +
                           html_element("questiontext", page(), moodle_files(question_.stem, question_)) +
                           html_element("generalfeedback", without_castext(html_of(question_.solution, addresses())),
                                        moodle_files(question_.solution, question_)) +
                           xml_text("defaultgrade", {}, marks_text(marks_)) + xml_text("penalty", {}, "0.1") +
                           xml_text("hidden", {}, "0") + xml_text("idnumber", {}, question_.id) +
                           text_element("stackversion", "2024072500") +
                           text_element("questionvariables", division + functions_) +
                           html_element("specificfeedback", "") + html_element("questionnote", question_.id) +
                           options() + '\n' + inputs_ + trees_ + tags()) +
           '\n';
  }

 private:
  // ------------------------------------------------------------------------------------------------------------ names

  /// Short, and letters and digits alone: names of inputs have at most 18 signs. Of one parameter, its name says
  /// nothing.
  void add_name(const Box& box) {
    std::string id = box.id;
    const bool is_alone = is_one_parameter();
    if (is_alone && box.t != 0 && !box.component.empty()) id = id.substr(0, id.rfind('_'));
    std::string name;
    for (const char c : id) name += c == '_' ? "" : std::string(1, c);
    if (name.size() > longest_name) name = name.substr(0, longest_name);
    const std::string stem = name;
    for (int i = 2; !taken_.insert(name).second; ++i) name = stem.substr(0, longest_name - 3) + 'n' + std::to_string(i);
    positions_[box.id] = boxes_.size();
    boxes_.push_back(&box);
    names_.push_back(name);
  }

  /// Do all boxes of a step that end in a component end in the same?
  bool is_one_parameter() const {
    std::set<std::string> components;
    for (const ExportedPart& part : question_.parts) {
      for (const Box& box : part.boxes) {
        if (box.t != 0 && !box.component.empty()) components.insert(box.component);
      }
    }
    return components.size() == 1;
  }

  std::string input_of(std::size_t i) const { return "ans_" + names_[i]; }
  std::string tree_of(std::size_t i) const { return "prt_" + names_[i]; }
  std::string value_of(std::size_t i) const { return "v" + names_[i]; }

  // ------------------------------------------------------------------------------------------------------- expressions

  std::string in_maxima(const Expression& e, const std::string& own = "") const {
    Dialect maxima = dialect();
    maxima.variable = [&](const std::string& name) { return name == own_value ? own : value_of(positions_.at(name)); };
    return printed(e, maxima);
  }

  std::set<std::size_t> inputs_of(const Expression& e) const {
    std::set<std::size_t> inputs;
    for (const Name& name : names_in(e)) inputs.insert(positions_.at(name.symbol));
    return inputs;
  }

  std::set<std::size_t> inputs_of_rules(std::size_t i) const {
    std::set<std::size_t> inputs;
    for (const Rule& rule : boxes_[i]->rules) inputs.merge(inputs_of(rule.centre));
    return inputs;
  }

  /// "f(v1, v2)"
  std::string called(const std::string& function, const std::set<std::size_t>& arguments) const {
    std::string list;
    for (const std::size_t i : arguments) list += (list.empty() ? "" : ", ") + value_of(i);
    return function + '(' + list + ')';
  }

  std::string is_within(const std::string& number, const Rule& rule) const {
    const std::string centre = "float(" + in_maxima(rule.centre) + ")";
    const std::string near = "is(abs(" + number + " - " + centre + ") <= " + in_maxima(rule.reach, centre) + ")";
    return rule.is_calculated ? "(not is(equal(" + number + ", 0)) and " + near + ")" : near;
  }

  // ------------------------------------------------------------------------------------------------------------ boxes

  void add(std::size_t i) {
    const Box& box = *boxes_[i];
    marks_ = marks_ + box.marks;
    inputs_ += input(input_of(i), "numerical", box.right, "allowempty");
    if (box.equation) {
      functions_ +=
          called("sme" + names_[i], inputs_of(*box.equation)) + " := float(" + in_maxima(*box.equation) + ");\n";
    }
    add_hits(i);
    add_tree(i);
  }

  /// "smh..." says whether a number may come from the misconception; only of numbers that are not right otherwise.
  void add_hits(std::size_t i) {
    std::map<std::string, std::string> hits;
    std::string right;
    for (const Rule& rule : boxes_[i]->rules) {
      std::string& all = rule.is_mistake() ? hits[rule.cause] : right;
      all += (all.empty() ? "" : " or ") + is_within(value_of(i), rule);
    }
    if (hits.empty()) return;
    std::set<std::size_t> arguments = inputs_of_rules(i);
    arguments.insert(i);
    const std::string is_right = called("smr" + names_[i], arguments);
    functions_ += is_right + " := (" + right + ");\n";
    for (const auto& [cause, hit] : hits) {
      const std::string name = "smh" + names_[i] + 'c' + std::to_string(number_of(cause));
      functions_ += called(name, arguments) + " := (not " + is_right + " and (" + hit + "));\n";
      hits_[cause].emplace_back(i, called(name, arguments));
    }
  }

  std::size_t number_of(const std::string& cause) { return causes_.emplace(cause, causes_.size() + 1).first->second; }

  /// Was the misconception made in an earlier box? Empty: it cannot have been.
  std::string is_charged(std::size_t i, const std::string& cause) const {
    std::string all;
    for (const auto& [box, call] : hits_.at(cause)) {
      if (box < i) all += (all.empty() ? "" : " or ") + call;
    }
    return all;
  }

  // ------------------------------------------------------------------------------------------------------------ trees

  struct Node {
    std::string test, score, note, feedback;
  };

  void add_tree(std::size_t i) {
    const Box& box = *boxes_[i];
    std::vector<Node> nodes, first_mistakes;
    std::string variables = values_before(i) + value_of(i) + ": if is(" + input_of(i) +
                            " = EMPTYANSWER) then 0 else float(" + input_of(i) + ");\n";
    nodes.push_back({"is(" + input_of(i) + " = EMPTYANSWER)", "0", "blank", ""});
    for (const Rule& rule : box.rules) {
      const std::string name = "r" + std::to_string(nodes.size() + first_mistakes.size());
      const std::string off_key =
          rule.is_off_key ? " and not " + is_within("float(" + in_maxima(rule.centre) + ")", box.rules.front()) : "";
      variables += name + ": " + is_within(value_of(i), rule) + off_key + ";\n";
      if (!rule.is_mistake()) {
        nodes.push_back({name, marks_text(rule.share), note_of(rule), rule.feedback});
        continue;
      }
      const std::string charged = is_charged(i, rule.cause);
      if (!charged.empty()) {
        variables += "c" + name + ": " + name + " and (" + charged + ");\n";
        nodes.push_back({"c" + name, marks_text(rule.share), rule.cause, rule.feedback});
      }
      first_mistakes.push_back({name, "0", rule.cause, rule.feedback});
    }
    nodes.insert(nodes.end(), first_mistakes.begin(), first_mistakes.end());
    trees_ += tree(tree_of(i), box.marks, variables, nodes);
  }

  static std::string note_of(const Rule& rule) {
    switch (rule.kind) {
      case KnownAnswer::Kind::right:
        return "right";
      case KnownAnswer::Kind::nearly:
        return "last-digit";
      case KnownAnswer::Kind::carried:
        return rule.cause.empty() ? "follow-through" : rule.cause;
      default:
        return rule.cause;
    }
  }

  /// The values of all earlier boxes that decide anything here, each on those before it.
  std::string values_before(std::size_t i) const {
    std::set<std::size_t> needed = inputs_of_rules(i);
    for (const Rule& rule : boxes_[i]->rules) {
      if (!rule.is_mistake()) continue;
      for (const auto& [box, call] : hits_.at(rule.cause)) {
        if (box >= i) continue;
        needed.insert(box);
        needed.merge(inputs_of_rules(box));
      }
    }
    std::string all;
    for (const std::size_t box : with_inputs(std::move(needed))) all += value(box);
    return all;
  }

  /// A blank box counts as what belongs there.
  std::set<std::size_t> with_inputs(std::set<std::size_t> needed) const {
    std::vector<std::size_t> open(needed.begin(), needed.end());
    while (!open.empty()) {
      const Box& box = *boxes_[open.back()];
      open.pop_back();
      if (!box.equation) continue;
      for (const std::size_t input : inputs_of(*box.equation)) {
        if (needed.insert(input).second) open.push_back(input);
      }
    }
    return needed;
  }

  std::string value(std::size_t i) const {
    const Box& box = *boxes_[i];
    const std::string own = box.equation ? called("sme" + names_[i], inputs_of(*box.equation)) : box.right;
    return value_of(i) + ": if is(" + input_of(i) + " = EMPTYANSWER) then " + own + " else float(" + input_of(i) +
           ");\n";
  }

  static std::string tree(const std::string& name, const Exact& marks, const std::string& variables,
                          const std::vector<Node>& nodes) {
    std::string all;
    for (std::size_t i = 0; i < nodes.size(); ++i) all += node(i, nodes[i], i + 1 == nodes.size());
    return xml_element("prt", {},
                       xml_text("name", {}, name) + xml_text("value", {}, marks_text(marks)) +
                           xml_text("autosimplify", {}, "1") + xml_text("feedbackstyle", {}, "1") +
                           text_element("feedbackvariables", variables) + '\n' + all) +
           '\n';
  }

  static std::string node(std::size_t position, const Node& node, bool is_last) {
    const auto branch = [&](const std::string& which, const std::string& score, const std::string& next,
                            const std::string& note, const std::string& feedback) {
      return xml_text(which + "scoremode", {}, "=") + xml_text(which + "score", {}, score) +
             xml_text(which + "penalty", {}, "") + xml_text(which + "nextnode", {}, next) +
             xml_text(which + "answernote", {}, note) + html_element(which + "feedback", feedback);
    };
    const std::string said = node.feedback.empty() ? "" : without_castext(html_paragraph(node.feedback));
    return xml_element("node", {},
                       xml_text("name", {}, std::to_string(position)) + xml_text("description", {}, "") +
                           xml_text("answertest", {}, "AlgEquiv") + xml_text("sans", {}, node.test) +
                           xml_text("tans", {}, "true") + xml_text("testoptions", {}, "") + xml_text("quiet", {}, "1") +
                           branch("true", node.score, "-1", node.note, said) +
                           branch("false", "0", is_last ? "-1" : std::to_string(position + 1),
                                  is_last ? "wrong" : "not-" + node.note + '-' + std::to_string(position), "")) +
           '\n';
  }

  // ---------------------------------------------------------------------------------------------------------- letters

  void add_choice(const ExportedPart& part) {
    std::string options;
    std::vector<Node> nodes;
    for (const Choice& choice : part.choices) {
      options += (options.empty() ? "[" : ", [") + quoted(choice.letter) + (choice.right ? ", true, " : ", false, ") +
                 quoted(words_of(choice)) + "]";
      nodes.push_back({"is(ans_" + part.id + " = " + quoted(choice.letter) + ")", choice.right ? "1" : "0",
                       choice.right ? "right" : "choice-" + choice.letter, choice.feedback});
    }
    inputs_ += input("ans_" + part.id, "radio", '[' + options + ']', "allowempty");
    trees_ += tree("prt_" + part.id, part.marks, "", nodes);
    marks_ = marks_ + part.marks;
  }

  /// A string of Maxima.
  static std::string quoted(const std::string& words) {
    std::string out = "\"";
    for (const char c : words) out += c == '"' || c == '\\' ? std::string("'") : std::string(1, c);
    return out + '"';
  }

  // ---------------------------------------------------------------------------------------------------- parts of it

  static std::string text_element(const std::string& name, const std::string& text) {
    return xml_element(name, {}, xml_text("text", {}, text));
  }
  static std::string html_element(const std::string& name, const std::string& html, const std::string& files = "") {
    return xml_element(name, {{"format", "html"}}, xml_text("text", {}, html) + files);
  }
  Addresses addresses() const { return named_behind(plugin_files, question_); }

  /// The fields are put in when nothing else is left that looks like one.
  std::string page() const {
    const auto held = [](const std::string& name) { return std::string(1, field_mark) + name + field_mark; };
    const std::string html = without_castext(
        html_page(question_,
                  {[&](const Box& box) { return box.answers.empty() ? "" : held(names_[positions_.at(box.id)]); },
                   [&](const ExportedPart& part) { return "<p>" + held(part.id) + "</p>\n"; }},
                  addresses()));
    std::string out;
    for (std::size_t i = 0; i < html.size(); ++i) {
      if (html[i] != field_mark) {
        out += html[i];
        continue;
      }
      const std::size_t end = html.find(field_mark, i + 1);
      const std::string name = html.substr(i + 1, end - i - 1);
      out += "[[input:ans_" + name + "]] [[validation:ans_" + name + "]] [[feedback:prt_" + name + "]]";
      i = end;
    }
    return out;
  }

  static std::string options() {
    const auto said = [](const std::string& name, const std::string& words) {
      return html_element(name, "<p>" + words + "</p>");
    };
    return xml_text("questionsimplify", {}, "1") + xml_text("assumepositive", {}, "0") +
           xml_text("assumereal", {}, "0") + said("prtcorrect", "Correct.") +
           said("prtpartiallycorrect", "Partly correct.") + said("prtincorrect", "Not correct.") +
           xml_text("decimals", {}, ".") + xml_text("scientificnotation", {}, "*10") +
           xml_text("multiplicationsign", {}, "dot") + xml_text("sqrtsign", {}, "1") + xml_text("complexno", {}, "i") +
           xml_text("inversetrig", {}, "cos-1") + xml_text("logicsymbol", {}, "lang") +
           xml_text("matrixparens", {}, "[") + xml_text("variantsselectionseed", {}, "");
  }

  /// Keys are strings of digits: Maxima shows 2.5e-4 as it likes.
  static std::string input(const std::string& name, const std::string& type, const std::string& right,
                           const std::string& option) {
    return xml_element("input", {},
                       xml_text("name", {}, name) + xml_text("type", {}, type) + xml_text("tans", {}, right) +
                           xml_text("boxsize", {}, "12") + xml_text("strictsyntax", {}, "1") +
                           xml_text("insertstars", {}, "0") + xml_text("syntaxhint", {}, "") +
                           xml_text("syntaxattribute", {}, "0") + xml_text("forbidwords", {}, "") +
                           xml_text("allowwords", {}, "") + xml_text("forbidfloat", {}, "0") +
                           xml_text("requirelowestterms", {}, "0") + xml_text("checkanswertype", {}, "0") +
                           xml_text("mustverify", {}, "0") + xml_text("showvalidation", {}, "0") +
                           xml_text("options", {}, option)) +
           '\n';
  }

  std::string tags() const {
    std::string all;
    for (const std::string& tag : question_.tags) all += xml_element("tag", {}, xml_text("text", {}, tag));
    return xml_element("tags", {}, all);
  }

  static constexpr std::size_t longest_name = 14;
  static constexpr char field_mark = '\x01';

  const ExportedQuestion& question_;
  std::vector<const Box*> boxes_;
  std::vector<std::string> names_;
  std::set<std::string> taken_ = {"answer"};
  std::map<std::string, std::size_t> positions_, causes_;
  std::map<std::string, std::vector<std::pair<std::size_t, std::string>>> hits_;  ///< calls, by the misconception
  std::string functions_, inputs_, trees_;
  Exact marks_;
};

}  // namespace

}  // namespace stack

Export stack_export(const std::vector<ExportedQuestion>& questions, const Wishes&) {
  Export made;
  for (const ExportedQuestion& question : questions) {
    const stack::Question written(question);
    ++made.questions;
    made.marks = made.marks + written.marks();
    made.in_directory.push_back({numbered(made.questions, ".xml"),
                                 std::string(xml_declaration) + xml_element("quiz", {}, '\n' + written.xml()) + '\n'});
  }
  add_calculated_notices(questions, made);
  if (asks_for_numbers(questions)) {
    made.notices.emplace_back("a number that STACK cannot read stops the lines that go on from it");
  }
  return made;
}

}  // namespace stepmark::exports

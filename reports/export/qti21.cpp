// QTI 2.1: an item for each problem, with a box for each number. Its response processing works the equations on the
// numbers in the boxes, so that what follows from a wrong number earns what `check` gives.
#include <algorithm>
#include <cctype>
#include <set>

#include "reports/export/decimal.hpp"
#include "reports/export/dialect.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/identifier.hpp"
#include "reports/export/page.hpp"
#include "reports/export/xml.hpp"
#include "reports/export/zip.hpp"
#include "reports/feedback.hpp"

namespace stepmark::exports {

namespace qti21 {

namespace {

const char* const item_namespace = "http://www.imsglobal.org/xsd/imsqti_v2p1";
const char* const package_namespace = "http://www.imsglobal.org/xsd/imscp_v1p1";
const char* const metadata_namespace = "http://www.imsglobal.org/xsd/imsmd_v1p2";
const char* const schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

// ------------------------------------------------------------------------------------------------------- expressions

std::string base_value(const std::string& type, const std::string& value) {
  return xml_text("baseValue", {{"baseType", type}}, value);
}
std::string number(const std::string& decimal) { return base_value("float", decimal); }
std::string number(const Exact& value) { return number(marks_text(value)); }
std::string variable(const std::string& identifier) {
  return xml_element("variable", {{"identifier", identifier}}, "");
}
std::string element(const std::string& name, const std::string& content) { return xml_element(name, {}, content); }
std::string function(const std::string& name) { return "<mathOperator name=\"" + name + "\">%1</mathOperator>"; }

/// What goes on from a box: its number, or what belongs there where it is blank.
std::string value_of(const std::string& box) { return "VAL_" + box; }
std::string response_of(const std::string& box) { return "R_" + box; }
const std::string own = "OWN", decided = "DECIDED", named = "NAMED", feedback = "FEEDBACK";
/// Of a misconception, the number of the first box in which it was made; before that, this.
const std::string not_yet = "1000000";

const Dialect& dialect() {
  static const Dialect qti = [] {
    Dialect d;
    d.number = [](const std::string& decimal) { return number(decimal); };
    d.variable = [](const std::string& name) { return variable(name == own_value ? own : value_of(name)); };
    d.negate = "<subtract><baseValue baseType=\"float\">0</baseValue>%1</subtract>";
    d.add = "<sum>%1%2</sum>";
    d.subtract = "<subtract>%1%2</subtract>";
    d.multiply = "<product>%1%2</product>";
    d.divide = "<divide>%1%2</divide>";
    d.power = "<power>%1%2</power>";
    d.sqrt = "<power>%1<baseValue baseType=\"float\">0.5</baseValue></power>";
    d.min = "<min>%1%2</min>";
    d.max = "<max>%1%2</max>";
    d.abs = function("abs"), d.sign = function("signum"), d.exp = function("exp"), d.log = function("ln");
    d.sin = function("sin"), d.cos = function("cos"), d.floor = function("floor");
    return d;
  }();
  return qti;
}

// -------------------------------------------------------------------------------------------------------- conditions

std::string set(const std::string& outcome, const std::string& value) {
  return xml_element("setOutcomeValue", {{"identifier", outcome}}, value);
}
std::string add_to(const std::string& outcome, const std::string& type, const std::string& value) {
  return set(outcome, element("multiple", variable(outcome) + base_value(type, value)));
}
std::string is_not(const std::string& condition) { return element("not", condition); }
std::string is_null(const std::string& identifier) { return element("isNull", variable(identifier)); }
std::string when(const std::string& condition, const std::string& then, const std::string& otherwise = "") {
  return element("responseCondition", element("responseIf", condition + then) +
                                          (otherwise.empty() ? "" : element("responseElse", otherwise)));
}

std::string outcome(const std::string& identifier, const std::string& type, const std::string& value) {
  return xml_element("outcomeDeclaration", {{"identifier", identifier}, {"cardinality", "single"}, {"baseType", type}},
                     value.empty() ? "" : element("defaultValue", xml_text("value", {}, value)));
}

const std::string pictures_folder = "pictures/";

/// One problem as an item.
class Item {
 public:
  explicit Item(const ExportedQuestion& question) : question_(question) {
    find_used();
    for (const ExportedPart& part : question.parts) {
      for (const Box& box : part.boxes) add(box);
      if (!part.choices.empty()) add(part);
      if (part.asks == Part::Asks::words) add_words();
    }
  }

  static std::string identifier(const ExportedQuestion& question) { return 'q' + question.id; }
  const Exact& marks() const { return marks_; }

  std::string xml() const {
    const std::string title = question_.title.empty() ? question_.tags.front() : question_.title;
    return std::string(xml_declaration) +
           xml_element("assessmentItem",
                       {{"xmlns", item_namespace},
                        {"xmlns:xsi", schema_instance},
                        {"xsi:schemaLocation", std::string(item_namespace) + ' ' + item_namespace + ".xsd"},
                        {"identifier", identifier(question_)},
                        {"title", title},
                        {"adaptive", "false"},
                        {"timeDependent", "false"},
                        {"toolName", "Stepmark"}},
                       '\n' + responses_ + outcomes() + body() + processing() + feedbacks()) +
           '\n';
  }

 private:
  /// The boxes that others go on from, and the misconceptions that can be charged.
  void find_used() {
    const auto take = [&](const Expression& e) {
      for (const Name& named : names_in(e)) used_.insert(named.symbol);
    };
    for (const ExportedPart& part : question_.parts) {
      for (const Box& box : part.boxes) {
        for (const Rule& rule : box.rules) {
          take(rule.centre);
          if (rule.is_mistake()) charges_.insert(rule.cause);
        }
        if (box.equation) take(*box.equation);
      }
    }
  }

  static std::string charge_of(const std::string& cause) {
    std::string name = "CHARGED_" + cause;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
  }

  // ------------------------------------------------------------------------------------------------------------ boxes

  void add(const Box& box) {
    if (box.answers.empty()) return add_free(box);
    const std::string response = response_of(box.id);
    responses_ += response_declaration(response, "float", box.right);
    boxes_outcomes_ += score_outcome(box.id, box.marks);
    rules_ += set(decided, is_null(response)) + set(named, base_value("boolean", "false"));
    for (const Rule& rule : box.rules) rules_ += rule_of(box, rule);
    if (used_.count(box.id) != 0) add_value(box);
    rules_ += '\n';
  }

  /// It earns nothing, and has no key.
  void add_free(const Box& box) {
    responses_ +=
        xml_element("responseDeclaration",
                    {{"identifier", response_of(box.id)}, {"cardinality", "single"}, {"baseType", "float"}}, "");
  }

  static std::string response_declaration(const std::string& identifier, const std::string& type,
                                          const std::string& right) {
    return xml_element("responseDeclaration",
                       {{"identifier", identifier}, {"cardinality", "single"}, {"baseType", type}},
                       element("correctResponse", xml_text("value", {}, right))) +
           '\n';
  }

  std::string score_outcome(const std::string& id, const Exact& marks) {
    marks_ = marks_ + marks;
    scores_.push_back("SCORE_" + id);
    return xml_element("outcomeDeclaration",
                       {{"identifier", scores_.back()},
                        {"cardinality", "single"},
                        {"baseType", "float"},
                        {"normalMaximum", marks_text(marks)},
                        {"normalMinimum", "0"}},
                       element("defaultValue", xml_text("value", {}, "0"))) +
           '\n';
  }

  std::string rule_of(const Box& box, const Rule& rule) {
    const std::string response = response_of(box.id);
    const auto distance = [](const std::string& from) {
      return xml_element("mathOperator", {{"name", "abs"}}, element("subtract", from + variable(own)));
    };
    std::string condition = is_not(variable(decided)) + is_not(is_null(own));
    if (rule.is_calculated) {
      condition += is_not(xml_element("equal", {{"toleranceMode", "exact"}}, variable(response) + number("0")));
    }
    if (rule.is_off_key) {
      const Rule& key = box.rules.front();
      condition += element("gt", distance(printed(key.centre, dialect())) + printed(key.reach, dialect()));
    }
    condition += element("lte", distance(variable(response)) + printed(rule.reach, dialect()));
    return set(own, printed(rule.centre, dialect())) + when(element("and", condition), outcome_of(box, rule));
  }

  /// What a number earns that meets the rule, and what is said of it.
  std::string outcome_of(const Box& box, const Rule& rule) {
    const std::string score = set("SCORE_" + box.id, number(rule.share * box.marks));
    const std::string said = says(box.id, rule.feedback), yes = base_value("boolean", "true");
    if (!rule.is_mistake()) return set(decided, yes) + (rule.share.is_zero() ? "" : score) + said;
    const std::string charge = charge_of(rule.cause), here = number(std::to_string(scores_.size()));
    return when(element("lt", variable(charge) + here), score) + set(charge, element("min", variable(charge) + here)) +
           when(is_not(variable(named)), set(named, yes) + said);
  }

  /// "Correct." of each box would hide what else is said.
  std::string says(const std::string& id, const std::string& words) {
    if (words.empty() || words == "Correct.") return "";
    const auto [found, is_new] = said_.emplace(id + ": " + words, "F" + std::to_string(said_.size() + 1));
    if (is_new) order_said_.push_back(found->first);
    return add_to(feedback, "identifier", found->second);
  }

  void add_value(const Box& box) {
    const std::string response = response_of(box.id), value = value_of(box.id);
    boxes_outcomes_ += outcome(value, "float", "") + '\n';
    const std::string right = set(value, number(box.right));
    const std::string blank =
        box.equation ? set(value, printed(*box.equation, dialect())) + when(is_null(value), right) : right;
    rules_ += when(is_null(response), blank, set(value, variable(response)));
  }

  // ---------------------------------------------------------------------------------------------------------- letters

  void add(const ExportedPart& part) {
    for (const Choice& choice : part.choices) {
      if (choice.right) responses_ += response_declaration("R_" + part.id, "identifier", choice.letter);
    }
    boxes_outcomes_ += score_outcome(part.id, part.marks);
    for (const Choice& choice : part.choices) {
      const std::string chosen = element("match", variable("R_" + part.id) + base_value("identifier", choice.letter));
      const std::string said = says(part.id, choice.feedback);
      const std::string earned = choice.right ? set("SCORE_" + part.id, number(part.marks)) : "";
      if (!(earned + said).empty()) rules_ += when(chosen, earned + said);
    }
  }

  void add_words() {
    responses_ += xml_element("responseDeclaration",
                              {{"identifier", "R_words"}, {"cardinality", "single"}, {"baseType", "string"}}, "") +
                  '\n';
  }

  static std::string choice_field(const ExportedPart& part) {
    std::string choices;
    for (const Choice& choice : part.choices) {
      choices += xml_element("simpleChoice", {{"identifier", choice.letter}}, html_paragraph(words_of(choice)));
    }
    return xml_element("choiceInteraction",
                       {{"responseIdentifier", "R_" + part.id}, {"shuffle", "false"}, {"maxChoices", "1"}}, choices) +
           '\n';
  }

  // ---------------------------------------------------------------------------------------------------- parts of it

  std::string outcomes() const {
    std::string all =
        outcome("SCORE", "float", "0") + outcome("MAXSCORE", "float", marks_text(marks_)) + outcome(own, "float", "") +
        outcome(decided, "boolean", "false") + outcome(named, "boolean", "false") +
        outcome("SOLUTION", "identifier", "") +
        xml_element("outcomeDeclaration",
                    {{"identifier", feedback}, {"cardinality", "multiple"}, {"baseType", "identifier"}}, "");
    for (const std::string& cause : charges_) all += outcome(charge_of(cause), "float", not_yet);
    return all + '\n' + boxes_outcomes_;
  }

  std::string body() const {
    std::string page =
        html_page(question_,
                  {[](const Box& box) {
                     return xml_element("textEntryInteraction",
                                        {{"responseIdentifier", response_of(box.id)}, {"expectedLength", "12"}}, "");
                   },
                   [](const ExportedPart& part) { return choice_field(part); }},
                  addresses());
    const bool has_words = std::any_of(question_.parts.begin(), question_.parts.end(),
                                       [](const ExportedPart& part) { return part.asks == Part::Asks::words; });
    if (has_words) page += xml_element("extendedTextInteraction", {{"responseIdentifier", "R_words"}}, "") + '\n';
    return element("itemBody", '\n' + page) + '\n';
  }

  std::string processing() const {
    std::string scores;
    for (const std::string& score : scores_) scores += variable(score);
    return element("responseProcessing", '\n' + rules_ + set("SCORE", element("sum", scores)) +
                                             set("SOLUTION", base_value("identifier", "WORKED"))) +
           '\n';
  }

  std::string feedbacks() const {
    std::string all;
    for (const std::string& words : order_said_) all += modal(feedback, said_.at(words), html_paragraph(words));
    return all + modal("SOLUTION", "WORKED", html_of(question_.solution, addresses()));
  }

  /// Seen from the folder of the items.
  Addresses addresses() const { return named_behind("../" + pictures_folder, question_); }

  static std::string modal(const std::string& outcome, const std::string& identifier, const std::string& html) {
    return xml_element("modalFeedback",
                       {{"outcomeIdentifier", outcome}, {"identifier", identifier}, {"showHide", "show"}},
                       element("div", html)) +
           '\n';
  }

  const ExportedQuestion& question_;
  std::set<std::string> used_, charges_;
  std::string responses_, boxes_outcomes_, rules_;
  std::vector<std::string> scores_;
  std::map<std::string, std::string> said_;  ///< identifiers of what is said
  std::vector<std::string> order_said_;
  Exact marks_;
};

// ----------------------------------------------------------------------------------------------------------- package

std::string href_of(const ExportedQuestion& question) { return "items/" + Item::identifier(question) + ".xml"; }

/// @param pick  so many of the items are drawn; 0: all of them, in their order
std::string test(const std::vector<ExportedQuestion>& questions, const std::string& id, const std::string& title,
                 std::size_t pick) {
  std::string items;
  if (pick > 0) {
    items += xml_element("selection", {{"select", std::to_string(pick)}}, "") +
             xml_element("ordering", {{"shuffle", "true"}}, "") + '\n';
  }
  for (const ExportedQuestion& question : questions) {
    items += xml_element("assessmentItemRef", {{"identifier", Item::identifier(question)}, {"href", href_of(question)}},
                         "") +
             '\n';
  }
  const std::string section = xml_element(
      "assessmentSection", {{"identifier", "section"}, {"title", title}, {"visible", "false"}}, '\n' + items);
  const std::string part = xml_element(
      "testPart", {{"identifier", "part"}, {"navigationMode", "nonlinear"}, {"submissionMode", "individual"}}, section);
  return std::string(xml_declaration) +
         xml_element("assessmentTest",
                     {{"xmlns", item_namespace},
                      {"xmlns:xsi", schema_instance},
                      {"xsi:schemaLocation", std::string(item_namespace) + ' ' + item_namespace + ".xsd"},
                      {"identifier", id},
                      {"title", title},
                      {"toolName", "Stepmark"}},
                     part) +
         '\n';
}

std::string resource(const std::string& identifier, const std::string& type, const std::string& href,
                     const std::string& metadata, const std::string& rest) {
  return xml_element("resource", {{"identifier", identifier}, {"type", type}, {"href", href}},
                     metadata + xml_element("file", {{"href", href}}, "") + rest) +
         '\n';
}

/// Learning object metadata, where systems look for a title and for tags.
std::string metadata_of(const ExportedQuestion& question) {
  const auto words = [](const std::string& name, const std::string& text) {
    return xml_element("imsmd:" + name, {}, xml_text("imsmd:langstring", {{"xml:lang", "en"}}, text));
  };
  std::string general = xml_text("imsmd:identifier", {}, question.id);
  if (!question.title.empty()) general += words("title", question.title);
  for (const std::string& tag : question.tags) general += words("keyword", tag);
  return element("metadata", element("imsmd:lom", element("imsmd:general", general)));
}

std::string manifest(const std::vector<ExportedQuestion>& questions, const std::string& id) {
  std::string resources, dependencies;
  for (const ExportedQuestion& question : questions) {
    const std::string item = Item::identifier(question);
    std::string pictures;
    for (const DrawnPicture& drawn : question.pictures) {
      pictures += xml_element("file", {{"href", pictures_folder + drawn.name}}, "");
    }
    resources += resource(item, "imsqti_item_xmlv2p1", href_of(question), metadata_of(question), pictures);
    dependencies += xml_element("dependency", {{"identifierref", item}}, "");
  }
  resources += resource(id, "imsqti_test_xmlv2p1", "test.xml", "", dependencies);
  return std::string(xml_declaration) +
         xml_element(
             "manifest", {{"xmlns", package_namespace}, {"xmlns:imsmd", metadata_namespace}, {"identifier", 'm' + id}},
             element("metadata", xml_text("schema", {}, "QTIv2.1 Package") + xml_text("schemaversion", {}, "1.0.0")) +
                 "<organizations/>" + element("resources", '\n' + resources)) +
         '\n';
}

}  // namespace

}  // namespace qti21

Export qti21_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  using qti21::href_of;
  Export made;
  std::string all_ids;
  std::vector<ZipEntry> items;
  for (const ExportedQuestion& question : questions) {
    const qti21::Item item(question);
    items.push_back({href_of(question), item.xml()});
    made.marks = made.marks + item.marks();
    all_ids += question.id;
    ++made.questions;
  }
  const std::string id = 't' + identifier_of(all_ids);
  std::vector<ZipEntry> entries = {
      {"imsmanifest.xml", qti21::manifest(questions, id)},
      {"test.xml", qti21::test(questions, id, wishes.title.empty() ? "Stepmark" : wishes.title, wishes.pick)}};
  entries.insert(entries.end(), items.begin(), items.end());
  for (const auto& [name, bytes] : files_of(questions)) entries.push_back({qti21::pictures_folder + name, bytes});
  made.bytes = zipped(entries);
  add_calculated_notices(questions, made);
  made.notices.emplace_back("formulas are set by MathJax; not for Canvas, which has the format canvas");
  return made;
}

}  // namespace stepmark::exports

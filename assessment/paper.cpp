#include "assessment/paper.hpp"

#include <algorithm>
#include <limits>

#include "assessment/amended_paper.hpp"
#include "assessment/request.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/files/descriptor.hpp"
#include "lib/problem/fields.hpp"
#include "lib/problem/placed.hpp"
#include "problems/level.hpp"

namespace stepmark::assessment {

namespace {

constexpr std::size_t longest_paper = std::size_t{1} << 20;

class Reader {
 public:
  Reader(const TomlDocument& document, std::string directory)
      : fields_(document.root, "the paper",
                {"title", "course", "date", "minutes", "instructions", "seed", "round_marks", "void", "question"}),
        directory_(std::move(directory)) {}

  Paper read(const std::string& file) {
    Paper paper;
    paper.file = file;
    const auto text = [&](const char* key) {
      const TomlValue* value = fields_.find(key);
      return value ? problem::string_of(*value, key).value : "";
    };
    const TomlValue& title = fields_.need("title");
    paper.title = problem::string_of(title, "title").value;
    if (trimmed(paper.title).empty()) throw InputError(title.where(), "the title is empty", "expected a title");
    paper.course = text("course");
    const TomlValue* date = fields_.find("date");
    paper.date = date && date->kind == TomlValue::Kind::date ? date->text : text("date");  // quoted or not
    paper.instructions = text("instructions");
    if (const TomlValue* seed = fields_.find("seed")) {
      paper.seed = static_cast<std::uint64_t>(whole_of(*seed, "seed", 0, std::numeric_limits<std::int64_t>::max()));
    }
    if (const TomlValue* minutes = fields_.find("minutes")) paper.minutes = whole_of(*minutes, "minutes", 1, 10'000);
    paper.round_marks = read_round_marks(fields_);
    const TomlValue& questions = fields_.need("question");
    for (const TomlValue* table : problem::items_of(questions, "question", "expected tables [[question]]", true)) {
      paper.questions.push_back(question(*table));
      if (PaperQuestion& made = paper.questions.back(); made.drawn) made.drawn->seed = seed_of(paper);
    }
    if (paper.questions.empty()) {
      throw InputError(questions.where(), "the paper has no questions", "expected tables [[question]]");
    }
    return paper;
  }

 private:
  /// Each question has a stream of its own, so that one that is added at the end leaves the others as they are.
  static std::uint64_t seed_of(const Paper& paper) { return paper.seed * 1000 + paper.questions.size(); }

  std::string beside(const std::string& file) const {
    return directory_.empty() || file.starts_with('/') ? file : directory_ + '/' + file;
  }

  PaperQuestion question(const TomlValue& table) const {
    const Fields fields(
        table, "[[question]]",
        {"problem", "uncertified", "marks", "scheme", "void", "hide", "space", "variants", "optimizer", "kind",
         "family", "level", "steps", "from_step", "dimension", "places", "figures", "set", "like"});
    PaperQuestion question;
    question.where = table.where();
    refuse_void(fields);
    question.worth = read_worth(fields);
    question.layout = read_layout(fields);
    if (const TomlValue* file = fields.find("problem")) {
      question.file = beside(problem::string_of(*file, "problem").value);
      refuse_beside_a_problem(fields);
      if (const TomlValue* known = fields.find("uncertified"))
        question.uncertified = problem::boolean_of(*known, "uncertified");
      return question;
    }
    if (const TomlValue* known = fields.find("uncertified")) {
      throw InputError(known->where(), "uncertified is about a problem that is the same for all",
                       "expected `problem`; what is drawn is certified");
    }
    question.drawn = request(fields);
    if (const TomlValue* variants = fields.find("variants")) question.pool = pool_of(*variants);
    return question;
  }

  static void refuse_beside_a_problem(const Fields& fields) {
    for (const char* key : {"variants", "optimizer", "kind", "family", "level", "steps", "from_step", "dimension",
                            "places", "figures", "set", "like"}) {
      const TomlEntry* entry = fields.entry(key);
      if (!entry) continue;
      throw InputError({fields.where().file, entry->line, entry->column},
                       std::string(key) + " is about a question that is drawn, and `problem` is given",
                       "expected one of them");
    }
  }

  static std::uint64_t pool_of(const TomlValue& value) {
    if (value.kind != TomlValue::Kind::string) {
      return static_cast<std::uint64_t>(whole_of(value, "variants", 1, 100'000));
    }
    problem::choice_of(value, "variants", {"student"});
    return 0;
  }

  Request request(const Fields& fields) const {
    Request request;
    if (const TomlValue* like = fields.find("like")) {
      take_like(request, beside(problem::string_of(*like, "like").value));
    }
    if (const TomlValue* names = fields.find("optimizer")) {
      request.optimizers.clear();
      for (const std::string& name : texts_of(*names, "optimizer")) {
        request.optimizers.push_back(seen_from_here(name, directory_));
      }
    }
    if (const TomlValue* kind = fields.find("kind")) {
      request.kind = static_cast<Question::Kind>(problem::choice_of(*kind, "kind", question_kinds()));
    }
    if (const TomlValue* family = fields.find("family")) request.family = problem::string_of(*family, "family").value;
    if (const TomlValue* level = fields.find("level")) {
      request.level = static_cast<Level>(problem::choice_of(*level, "level", {"easy", "medium", "hard"}));
    }
    if (const TomlValue* steps = fields.find("steps"))
      request.steps = whole_of(*steps, "steps", 1, Request::most_steps);
    if (const TomlValue* from = fields.find("from_step")) request.first_step = whole_of(*from, "from_step", 1, 1000);
    if (const TomlValue* dimension = fields.find("dimension")) {
      request.dimension = static_cast<std::size_t>(
          whole_of(*dimension, "dimension", 1, static_cast<std::int64_t>(Request::most_dimension)));
    }
    read_format(fields, request);
    if (const TomlValue* set = fields.find("set")) read_pins(*set, request);
    // What no problem can meet is told at the question that asks for it.
    return problem::placed(fields.where(), [&] { return completed(request); });
  }

  static void read_format(const Fields& fields, Request& request) {
    const TomlValue *places = fields.find("places"), *figures = fields.find("figures");
    if (places && figures)
      throw InputError(figures->where(), "places and figures are both given", "expected one of them");
    if (places) request.format = DecimalFormat::places(static_cast<int>(whole_of(*places, "places", 0, 12)));
    if (figures) request.format = DecimalFormat::figures(static_cast<int>(whole_of(*figures, "figures", 1, 12)));
  }

  static void read_pins(const TomlValue& set, Request& request) {
    if (set.kind != TomlValue::Kind::table) problem::wrong_type(set, "set", "expected a table such as { eta = 0.1 }");
    for (const TomlEntry& entry : set.entries) {
      problem::placed(entry.value.where(), [&] {
        pin(request.pins, entry.key + '=' + entry.value.text, request.optimizers);
        return true;
      });
    }
  }

  Fields fields_;
  std::string directory_;
};

}  // namespace

Paper read_paper(const std::string& path) {
  const std::string text = read_text_argument(path, longest_paper);
  const TomlDocument document = read_toml(text, argument_name(path));
  const std::string directory = files::split_path(path).first;
  Paper paper = Reader(document, directory == "." ? "" : directory).read(argument_name(path));
  paper.source = text;
  return paper;
}

}  // namespace stepmark::assessment

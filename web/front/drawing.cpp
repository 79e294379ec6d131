// New problems, one at a time.
#include <fmt/core.h>

#include <algorithm>

#include "assessment/telling.hpp"
#include "assessment/write_set.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "problems/level.hpp"
#include "problems/minutes.hpp"
#include "reports/certificate.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/mistake.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

constexpr std::int64_t most_number = 1'000'000'000;

DecimalFormat format_in(Fields& fields) {
  const auto places = fields.find_number("places", 0, 12), figures = fields.find_number("figures", 1, 12);
  if (places && figures) {
    throw InputError({"request", 0, 0}, "'places' and 'figures' are both given", "expected one of them");
  }
  if (places) return DecimalFormat::places(static_cast<int>(*places));
  return figures ? DecimalFormat::figures(static_cast<int>(*figures)) : DecimalFormat{};
}

Level level_in(Fields& fields) {
  const std::string name = fields.find_choice("level", {"easy", "medium", "hard"}).value_or("medium");
  return name == "easy" ? Level::easy : name == "medium" ? Level::medium : Level::hard;
}

Question::Kind kind_in(Fields& fields) {
  const std::vector<std::string>& names = question_kinds();
  const std::string name = fields.find_choice("kind", names).value_or("table");
  return static_cast<Question::Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

Request request_in(Fields& fields) {
  Request request;
  if (const auto name = fields.find_text("optimizer")) request.optimizers = {catalogue_definition(*name).name};
  request.family = fields.find_text("family").value_or("");
  request.kind = kind_in(fields);
  request.level = level_in(fields);
  request.steps = fields.find_number("steps", 1, Request::most_steps).value_or(0);
  request.first_step = fields.find_number("from_step", 1, 1000).value_or(1);
  request.dimension = static_cast<std::size_t>(fields.find_number("dimension", 1, Request::most_dimension).value_or(0));
  request.format = format_in(fields);
  request.seed = static_cast<std::uint64_t>(fields.find_number("seed", 0, INT64_MAX).value_or(1));
  for (const auto& [name, value] : fields.texts("set")) pin(request.pins, name + '=' + value, request.optimizers);
  return completed(request);
}

Generator& generator_for(const Request& request, LastGenerator& last) {
  const std::string wanted = assessment::set_header(request);
  if (!last.generator || last.request != wanted) {
    last.generator.reset();
    last.generator.emplace(request);
    last.request = wanted;
  }
  return *last.generator;
}

Json draw(Fields& fields, State& state) {
  const Request request = request_in(fields);
  const auto first = static_cast<std::uint64_t>(fields.find_number("number", 1, most_number).value_or(1));
  const std::vector<std::string> mistakes = fields.list("telling");
  for (const std::string& mistake : mistakes) find_mistake(mistake);
  fields.finish();
  Generated made = assessment::drawn_to_tell(generator_for(request, state.last_generator), first, mistakes);
  // A title that was drawn may be drawn in any language; what a problem says later on is a tutor's.
  made.draft.title = reports::plain_words(reports::sentence_of(made.draft.said_title), state.language);
  const std::uint64_t number = made.number + 1;
  const std::string data = fmt::format("{:04}.csv", number);
  const bool has_data = !made.draft.objective.loss.empty();
  Json json = {{"problem", to_toml(made.draft, data)},
               {"files", Json::object()},
               {"title", made.draft.title},
               {"optimizer", made.draft.optimizer},
               {"family", request.family},
               {"seed", std::to_string(request.seed)},
               {"number", number},
               {"minutes", minutes_for(made.problem)},
               {"certificate", certificate_json(made.certificate)}};
  if (has_data) json["files"][data] = to_csv(made.draft.objective.data);
  if (!mistakes.empty()) json["telling"] = !assessment::told_by(made.certificate, mistakes).empty();
  return json;
}

}  // namespace

std::vector<Action> drawing_actions() { return {{"draw", draw}}; }

}  // namespace stepmark::web

// Traces as they grow, and their pictures.
#include <algorithm>
#include <cmath>

#include "reports/equation.hpp"
#include "reports/feedback.hpp"
#include "reports/notation.hpp"
#include "reports/picture/surface.hpp"
#include "reports/picture/ways.hpp"
#include "reports/sentence.hpp"
#include "solver/length.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "web/front/html.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

using picture::Named;
using reports::sentence;

// -------------------------------------------------------------------------------------------------------------- trace

constexpr std::int64_t most_digits_for_a_page = 1000;

Json equations_of(const Problem& problem, const Language& language) {
  Json equations = Json::array();
  for (const Equation& equation : problem.optimizer.equations) {
    equations.push_back(html_of(equation_formula(equation, problem.optimizer), language));
  }
  return equations;
}

Json trace_of(Fields& fields, State& state) {
  const auto digits = fields.find_number("digits", 1, most_digits_for_a_page).value_or(10);
  const Problem problem = fields.problem();
  fields.finish();
  check_length(problem, longest_page, "expected fewer steps");
  SettingsOverride override;
  override.digits = static_cast<int>(digits);
  const Trace trace = solve(problem, settings_for(problem, override));
  const Notation notation(problem, trace);
  Json rows = Json::array();
  for (const TraceLine& line : trace.lines) {
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    rows.push_back(
        {{"t", line.t},
         {"index", line.index},
         {"quantity", quantity},
         {"component", line.component ? problem.objective->parameters()[*line.component] : ""},
         {"label", html_of(reports::math(notation.quantity(quantity, std::to_string(line.index), line.component)),
                           state.language)},
         {"value", line.value.text},
         {"exact", line.value.exact}});
  }
  return {{"title", problem.title}, {"equations", equations_of(problem, state.language)}, {"rows", std::move(rows)}};
}

// ----------------------------------------------------------------------------------------------------------- pictures

/// A way as it is drawn: its numbers, and the same for reading.
struct ShownWay {
  std::string label, kind;
  std::vector<std::vector<std::string>> exact;  ///< two of each point; of one parameter, one
  std::vector<std::int64_t> steps;
};

std::vector<std::size_t> components_drawn(const Problem& problem, const std::vector<std::string>& wished) {
  const auto& names = problem.objective->parameters();
  std::vector<std::size_t> components;
  for (const std::string& name : wished) {
    components.push_back(static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
  }
  for (std::size_t i = 0; wished.empty() && i < std::min<std::size_t>(names.size(), 2); ++i) components.push_back(i);
  return components;
}

std::vector<std::vector<std::string>> exact_points(const Problem& problem, const std::vector<std::size_t>& components) {
  std::vector<std::vector<std::string>> points;
  for (const std::vector<Exact>& point : picture::points_of(problem)) {
    std::vector<std::string>& shown = points.emplace_back();
    for (const std::size_t i : components) shown.push_back(point[i].to_string());
  }
  return points;
}

/// The points of a student: from the start on, as long as all that is drawn is answered step by step.
struct OwnWay {
  std::vector<std::vector<Exact>> points;  ///< all parameters
  std::vector<std::vector<std::string>> written;
};

const Written* own_number(const assessment::PracticeTable& table, std::int64_t t, const std::string& component) {
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const auto [part, position] = table.sheet().place(row);
    if (table.part(row).asks != Part::Asks::numbers || !table.part(row).row.empty()) continue;
    const SheetRow& name = table.marker().rows(part)[position];
    if (name.t != t || name.quantity != "theta" || name.component != component) continue;
    const Written& written = table.sheet().answers()[part].numbers[position];
    return written.kind == Written::Kind::number ? &written : nullptr;
  }
  return nullptr;
}

/// Where a student has not come to is left out; a question that does not ask for the parameters shows no way.
OwnWay own_way(const Session& session) {
  const Problem& problem = session.problem;
  const auto& names = problem.objective->parameters();
  OwnWay way;
  way.points.push_back(picture::points_of(problem).front());
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    std::vector<Exact> point;
    std::vector<std::string> texts;
    for (const std::string& name : names) {
      const Written* written = own_number(session.table, t, name);
      if (!written) return way;
      point.push_back(written->value);
      texts.push_back(written->text);
    }
    way.points.push_back(std::move(point));
    way.written.push_back(std::move(texts));
  }
  return way;
}

picture::Curve curve_of(const Problem& problem, const OwnWay& way, const std::vector<std::size_t>& components) {
  picture::Curve curve{sentence("your way"), {}, picture::Curve::Look::way, 0};
  const auto surface = picture::Surface::of(problem);
  for (const std::vector<Exact>& point : way.points) {
    const double x = point[components[0]].to_double();
    const double y = components.size() > 1 ? point[components[1]].to_double() : surface ? surface->near({x}) : NAN;
    if (std::isfinite(x) && std::isfinite(y) && std::fabs(x) < 1e100 && std::fabs(y) < 1e100)
      curve.points.push_back({x, y});
  }
  return curve;
}

std::vector<std::string> causes_found(const Session& session) {
  std::vector<std::string> found;
  for (const assessment::PracticeRow& row : session.table.rows()) {
    for (const marking::Cause& cause : row.causes) {
      const bool is_new = std::find(found.begin(), found.end(), cause.id) == found.end();
      if (cause.kind == marking::Cause::Kind::mistake && is_new) found.push_back(cause.id);
    }
  }
  return found;
}

/// The first way in which the mistake can be made and has a value everywhere.
void add_mistake(const Problem& problem, const std::string& mistake, std::vector<Named>& named) {
  for (const mistake::WrongMethod& method : wrong_methods(problem, find_mistake(mistake))) {
    Problem wrong = worked_wrongly(problem, method);
    try {
      picture::points_of(wrong);
    } catch (const InputError&) {
      continue;
    }
    named.push_back({reports::marker_words_on(mistake), std::move(wrong)});
    return;
  }
}

Json axis_json(const picture::Axis& axis) {
  return {{"label", plain_words(axis.label)}, {"from", axis.from}, {"to", axis.to}};
}

Json field_json(const picture::Picture& picture) {
  if (!picture.field) return nullptr;
  Json values = Json::array();
  for (const double value : picture.field->values) values.push_back(std::isnan(value) ? Json(nullptr) : Json(value));
  return {{"columns", picture.field->columns},
          {"rows", picture.field->rows},
          {"values", std::move(values)},
          {"levels", picture.field->levels}};
}

Json way_json(const picture::Curve& curve, const std::string& kind, const Json& exact) {
  Json points = Json::array(), steps = Json::array();
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    points.push_back({curve.points[i].x, curve.points[i].y});
    if (kind != "guide") steps.push_back(i);
  }
  return {{"label", plain_words(curve.label)}, {"kind", kind}, {"points", points}, {"steps", steps}, {"exact", exact}};
}

/// What is drawn, and how it came there.
struct Drawn {
  std::vector<Named> named;
  std::vector<std::string> kinds;
  std::optional<OwnWay> own;
};

Drawn drawn_of_session(const Session& session, const std::optional<std::vector<std::string>>& causes) {
  Drawn drawn;
  drawn.named.push_back({sentence("the right way"), session.problem});
  const std::vector<std::string> mistakes = causes ? *causes : causes_found(session);
  for (const std::string& mistake : mistakes) add_mistake(session.problem, mistake, drawn.named);
  drawn.kinds.assign(drawn.named.size(), "mistake");
  drawn.kinds.front() = "right";
  drawn.own = own_way(session);
  return drawn;
}

Json exact_json(const OwnWay& own, const Problem& problem, const std::vector<std::size_t>& components) {
  Json exact = Json::array();
  exact.push_back(exact_points(problem, components).front());
  for (const std::vector<std::string>& point : own.written) {
    Json shown = Json::array();
    for (const std::size_t i : components) shown.push_back(point[i]);
    exact.push_back(std::move(shown));
  }
  return exact;
}

Json drawn_json(const Drawn& drawn, const std::vector<std::string>& wished, const Language& language) {
  const Problem& first = drawn.named.front().problem;
  picture::PathWishes wishes{wished, false, "", {}};
  const std::vector<std::size_t> components = components_drawn(first, wished);
  const bool has_own = drawn.own && drawn.own->points.size() > 1;
  for (const std::size_t i : components) {
    if (i < first.dimension()) continue;
    picture::path_picture(drawn.named, wishes);  // says what is wrong with them
  }
  if (has_own) wishes.also.push_back(curve_of(first, *drawn.own, components));
  const picture::Picture picture = picture_in_language(picture::path_picture(drawn.named, wishes), language);
  Json ways = Json::array();
  std::size_t way = 0;
  for (const picture::Curve& curve : picture.curves) {
    if (curve.look == picture::Curve::Look::guide) {
      ways.push_back(way_json(curve, "guide", Json::array()));
    } else if (way < drawn.named.size()) {
      ways.push_back(way_json(curve, drawn.kinds[way], exact_points(drawn.named[way].problem, components)));
      ++way;
    } else {
      ways.push_back(way_json(curve, "own", exact_json(*drawn.own, first, components)));
    }
  }
  return {{"title", plain_words(picture.title)}, {"text", plain_words(picture.text)}, {"x", axis_json(picture.x)},
          {"y", axis_json(picture.y)},           {"field", field_json(picture)},      {"ways", std::move(ways)}};
}

Json draw_picture(Fields& fields, State& state) {
  const std::vector<std::string> components = fields.list("components"), optimizers = fields.list("optimizers");
  if (fields.has("session")) {
    const Session& session = state.session(fields);
    const auto causes = fields.has("causes") ? std::optional(fields.list("causes")) : std::nullopt;
    fields.finish();
    return drawn_json(drawn_of_session(session, causes), components, state.language);
  }
  Problem problem = fields.problem();
  fields.finish();
  for (const std::string& name : optimizers) catalogue_definition(name);
  Drawn drawn;
  if (optimizers.empty()) {
    std::vector<Problem> problems;
    problems.push_back(std::move(problem));
    drawn.named = picture::named(std::move(problems));
  } else {
    drawn.named = picture::under(problem, optimizers);
  }
  drawn.kinds.assign(drawn.named.size(), "right");
  return drawn_json(drawn, components, state.language);
}

}  // namespace

std::vector<Action> picture_actions() { return {{"trace", trace_of}, {"picture", draw_picture}}; }

}  // namespace stepmark::web

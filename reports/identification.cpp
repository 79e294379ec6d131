#include "reports/identification.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/expression/print.hpp"

namespace stepmark::reports {

namespace {

struct AgreementWords {
  const char *id, *words;
};

AgreementWords agreement(const Fit& fit) {
  switch (fit.precision) {
    case Fit::Precision::binary64:
      return {"binary64", "bit for bit in binary64"};
    case Fit::Precision::binary32:
      return {"binary32", "bit for bit in binary32"};
    case Fit::Precision::binary64_rounded:
      return {"binary64-rounded", "what binary64 gives, rounded to the digits stated"};
    case Fit::Precision::binary32_rounded:
      return {"binary32-rounded", "what binary32 gives, rounded to the digits stated"};
    case Fit::Precision::working:
      return {"working", "by the problem's own working"};
    case Fit::Precision::double_precision:
      return {"double-precision", "within the rounding of double precision"};
    case Fit::Precision::single_precision:
      return {"single-precision", "within the rounding of single precision"};
    case Fit::Precision::stated:
      break;
  }
  return {"stated", "within the rounding of the digits stated"};
}

/// A value of many digits that is a short one but for what the numbers leave open.
struct Usual {
  Exact value, within;
};

std::optional<Usual> usual(const Expression& shown) {
  const auto value = exact_value(shown);
  if (!value || value->is_zero()) return std::nullopt;
  const auto to = [&](int figures) { return value->rounded(DecimalFormat::figures(figures), RoundingRule::half_up); };
  const Exact plain = to(2), off = (*value - plain).abs();
  const bool odd = to(5) != *value, near = off <= value->abs() * Exact::decimal(1, 5);
  if (!odd || !near) return std::nullopt;
  return Usual{plain, off.rounded(DecimalFormat::figures(1), RoundingRule::ceiling)};
}

std::string text_of(const Exact& value) { return to_text(literal(value)); }

std::string shown(const Hyperparameter& hyper) {
  const auto plain = usual(hyper.value);
  if (!plain) return fmt::format("{} = {}", hyper.name, to_text(hyper.value));
  return fmt::format("{} = {} (within {})", hyper.name, text_of(plain->value), text_of(plain->within));
}

std::string hyperparameters(const Fit& fit) {
  std::vector<std::string> all;
  for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) all.push_back(shown(hyper));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string label(const std::string& optimizer, const std::string& mistake) {
  return optimizer + (mistake.empty() ? "" : " with " + mistake);
}

/// "adam with bias-correction-omitted in v_hat"
std::string label(const Fit& fit) {
  std::vector<std::string> lines;
  for (const ChangedLine& line : fit.changed) lines.push_back(line.quantity);
  return label(fit.problem.base.name, fit.mistake) + (lines.empty() ? "" : " in " + listed(lines));
}

std::string heading(const Fit& fit) {
  const std::string& convention = fit.problem.base.convention;
  return label(fit) + (convention.empty() ? "" : " (" + convention + ")");
}

constexpr std::size_t fit_indent = 4;

std::string departures(const Fit& fit) {
  const Departure& first = fit.departures.front();
  return fmt::format("but for {} of {} numbers{}{} (line {}) is {}, and the numbers before it give {}, {}",
                     fit.departures.size(), fit.compared, fit.departures.size() > 1 ? "; the first: " : ": ",
                     observed_words(first.observed), first.observed.where.line, first.observed.text, first.expected,
                     in_last_place(first.units));
}

void add_ignored(Outline& page, const Fit& fit, std::size_t set_in) {
  for (const Ignored& one : fit.ignored) page.add(fmt::format("{} is ignored: {}", one.quantity, one.why), set_in);
}

bool all_ignore_the_same(const std::vector<Fit>& fits) {
  const auto same = [](const Ignored& a, const Ignored& b) { return a.quantity == b.quantity && a.why == b.why; };
  const std::vector<Ignored>& first = fits.front().ignored;
  return std::all_of(fits.begin(), fits.end(), [&](const Fit& fit) {
    return std::equal(fit.ignored.begin(), fit.ignored.end(), first.begin(), first.end(), same);
  });
}

/// Against the first of the list; to one figure, since the prices behind it are no better known.
std::string odds(const Fit& fit) {
  constexpr double most = 20;
  if (fit.behind > most) return "over a million times less likely than the first";
  const Exact times =
      Exact::from_double(std::exp2(fit.behind)).rounded(DecimalFormat::figures(1), RoundingRule::half_up);
  return fmt::format("about {} times less likely than the first", times.to_string());
}

/// Everything about one fit, the heading and its hyperparameters first.
void add_fit(Outline& page, const Fit& fit) {
  page.add(heading(fit));
  const auto add = [&](std::string words) { page.add(std::move(words), fit_indent); };
  for (const ChangedLine& line : fit.changed) add(fmt::format("{}, and the definition has {}", line.wrong, line.right));
  for (const std::string& what : fit.beside) add(what);
  add(hyperparameters(fit));
  add(agreement(fit).words);
  if (!fit.departures.empty()) add(departures(fit));
  if (fit.behind >= 1) add(odds(fit));
  if (!fit.open.empty()) add(fmt::format("not determined by these numbers: {}", listed(fit.open)));
}

void add_no_fit(Outline& page, const Identification& found) {
  page.add(
      found.not_computed.empty()
          ? "no optimizer of the catalogue gives these numbers with the hyperparameters tried, nor a known mistake "
            "in one"
          : "no optimizer of the catalogue is proved to give these numbers");
}

void add_fits(Outline& page, const Identification& found) {
  const bool together = found.fits.size() > 1 && all_ignore_the_same(found.fits);
  for (const Fit& fit : found.fits) {
    add_fit(page, fit);
    if (!together) add_ignored(page, fit, fit_indent);
  }
  if (together) add_ignored(page, found.fits.front(), 0);
}

void add_tell_apart(Outline& page, const Identification& found) {
  for (const TellApart& apart : found.apart) {
    page.add(fmt::format("to tell {} from {}: theta{} at t = {} is {} or {}", label(found.fits[apart.first]),
                         label(found.fits[apart.second]), apart.component.empty() ? "" : " of " + apart.component,
                         apart.t, apart.first_value, apart.second_value));
  }
}

}  // namespace

std::string observed_words(const Observed& observed) {
  const std::string of = observed.component.empty() ? "" : " of " + observed.component;
  return fmt::format("{}{} at t = {}", observed.quantity, of, observed.t);
}

std::string in_last_place(double units) {
  constexpr double worth_telling = 1'000'000;
  if (!(units <= worth_telling)) return "far apart";
  return units == 1 ? "1 unit in the last place apart" : fmt::format("{:.0f} units in the last place apart", units);
}

Document identification_page(const Identification& found) {
  Outline page;
  if (found.fits.empty()) add_no_fit(page, found);
  if (!found.fits.empty()) add_fits(page, found);
  add_tell_apart(page, found);
  for (const NotComputed& one : found.not_computed) {
    page.add(fmt::format("could not be computed: {} ({})", label(one.optimizer, one.mistake), one.why));
  }
  if (!found.ignored.empty()) page.add(fmt::format("ignored: {}", listed(found.ignored)));
  return {"", {std::move(page)}};
}

std::string identification_json(const Identification& found) {
  using Json = nlohmann::ordered_json;
  Json json = {
      {"compared", found.compared}, {"ignored", found.ignored}, {"fits", Json::array()}, {"tell_apart", Json::array()}};
  for (const Fit& fit : found.fits) {
    Json values = Json::object();
    for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) values[hyper.name] = to_text(hyper.value);
    Json usuals = Json::object(), changed = Json::array(), foreign = Json::array(), ignored = Json::array();
    for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) {
      const auto plain = usual(hyper.value);
      if (plain) usuals[hyper.name] = {{"value", text_of(plain->value)}, {"within", text_of(plain->within)}};
    }
    for (const ChangedLine& line : fit.changed) {
      changed.push_back({{"quantity", line.quantity}, {"wrong", line.wrong}, {"right", line.right}});
    }
    for (const Departure& one : fit.departures) {
      foreign.push_back({{"t", one.observed.t},
                         {"quantity", one.observed.quantity},
                         {"component", one.observed.component},
                         {"value", one.observed.text},
                         {"expected", one.expected}});
    }
    for (const Ignored& one : fit.ignored) ignored.push_back({{"quantity", one.quantity}, {"why", one.why}});
    json["fits"].push_back({{"optimizer", fit.problem.base.name},
                            {"convention", fit.problem.base.convention},
                            {"mistake", fit.mistake.empty() ? Json() : Json(fit.mistake)},
                            {"hyperparameters", values},
                            {"usual", usuals},
                            {"open", fit.open},
                            {"bits_behind", fmt::format("{:.1f}", fit.behind)},
                            {"agreement", agreement(fit).id},
                            {"changed", changed},
                            {"beside", fit.beside},
                            {"do_not_follow", foreign},
                            {"ignored", ignored}});
  }
  for (const TellApart& apart : found.apart) {
    json["tell_apart"].push_back({{"first", apart.first},
                                  {"second", apart.second},
                                  {"t", apart.t},
                                  {"component", apart.component},
                                  {"first_value", apart.first_value},
                                  {"second_value", apart.second_value}});
  }
  json["not_computed"] = Json::array();
  for (const NotComputed& one : found.not_computed) {
    json["not_computed"].push_back({{"optimizer", one.optimizer},
                                    {"mistake", one.mistake.empty() ? Json() : Json(one.mistake)},
                                    {"why", one.why}});
  }
  return json.dump(2) + '\n';
}

}  // namespace stepmark::reports

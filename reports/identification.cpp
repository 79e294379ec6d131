#include "reports/identification.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"
#include "lib/expression/print.hpp"

namespace stepmark {

namespace {

std::string agreement(const Fit& fit) {
  if (fit.precision == Fit::Precision::binary64) return "binary64";
  return fit.precision == Fit::Precision::binary32 ? "binary32" : "stated";
}

std::string agreement_words(const Fit& fit) {
  if (fit.precision == Fit::Precision::stated) return "within the rounding of the digits stated";
  return "bit for bit in " + agreement(fit);
}

std::string hyperparameters(const Fit& fit) {
  std::string text;
  for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", hyper.name, to_text(hyper.value));
  }
  return text;
}

std::string label(const Fit& fit) {
  return fit.problem.base.name + (fit.mistake.empty() ? "" : " with " + fit.mistake);
}

}  // namespace

std::string identification_text(const Identification& found) {
  if (found.fits.empty()) return "no optimizer of the catalogue gives these numbers, nor a known mistake in one\n";
  std::string text;
  for (const Fit& fit : found.fits) {
    text += label(fit);
    if (!fit.problem.base.convention.empty()) text += fmt::format(" ({})", fit.problem.base.convention);
    text += fmt::format("\n    {}\n    {}\n", hyperparameters(fit), agreement_words(fit));
    if (!fit.open.empty()) text += fmt::format("    not determined by these numbers: {}\n", listed(fit.open));
  }
  for (const TellApart& apart : found.apart) {
    text += fmt::format("to tell {} from {}: theta{} at t = {} is {} or {}\n", label(found.fits[apart.first]),
                        label(found.fits[apart.second]), apart.component.empty() ? "" : " of " + apart.component,
                        apart.t, apart.first_value, apart.second_value);
  }
  if (!found.ignored.empty()) text += fmt::format("ignored: {}\n", listed(found.ignored));
  return text;
}

std::string identification_json(const Identification& found) {
  using Json = nlohmann::ordered_json;
  Json json = {
      {"compared", found.compared}, {"ignored", found.ignored}, {"fits", Json::array()}, {"tell_apart", Json::array()}};
  for (const Fit& fit : found.fits) {
    Json values = Json::object();
    for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) values[hyper.name] = to_text(hyper.value);
    json["fits"].push_back({{"optimizer", fit.problem.base.name},
                            {"convention", fit.problem.base.convention},
                            {"mistake", fit.mistake.empty() ? Json() : Json(fit.mistake)},
                            {"hyperparameters", values},
                            {"open", fit.open},
                            {"agreement", agreement(fit)}});
  }
  for (const TellApart& apart : found.apart) {
    json["tell_apart"].push_back({{"first", apart.first},
                                  {"second", apart.second},
                                  {"t", apart.t},
                                  {"component", apart.component},
                                  {"first_value", apart.first_value},
                                  {"second_value", apart.second_value}});
  }
  return json.dump(2) + '\n';
}

}  // namespace stepmark

#include "reports/identification.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"
#include "lib/expression/print.hpp"

namespace stepmark {

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

std::string hyperparameters(const Fit& fit) {
  std::string text;
  for (const Hyperparameter& hyper : fit.problem.optimizer.hyperparameters) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", hyper.name, to_text(hyper.value));
  }
  return text;
}

std::string label(const std::string& optimizer, const std::string& mistake) {
  return optimizer + (mistake.empty() ? "" : " with " + mistake);
}

std::string label(const Fit& fit) { return label(fit.problem.base.name, fit.mistake); }

}  // namespace

std::string identification_text(const Identification& found) {
  std::string text;
  if (found.fits.empty()) {
    text = found.not_computed.empty()
               ? "no optimizer of the catalogue gives these numbers with the hyperparameters tried, "
                 "nor a known mistake in one\n"
               : "no optimizer of the catalogue is proved to give these numbers\n";
  }
  for (const Fit& fit : found.fits) {
    text += label(fit);
    if (!fit.problem.base.convention.empty()) text += fmt::format(" ({})", fit.problem.base.convention);
    text += fmt::format("\n    {}\n    {}\n", hyperparameters(fit), agreement(fit).words);
    if (fit.problem.modifiers.maximize) text += "    the objective is maximised\n";
    if (!fit.open.empty()) text += fmt::format("    not determined by these numbers: {}\n", listed(fit.open));
  }
  for (const TellApart& apart : found.apart) {
    text += fmt::format("to tell {} from {}: theta{} at t = {} is {} or {}\n", label(found.fits[apart.first]),
                        label(found.fits[apart.second]), apart.component.empty() ? "" : " of " + apart.component,
                        apart.t, apart.first_value, apart.second_value);
  }
  for (const NotComputed& one : found.not_computed) {
    text += fmt::format("could not be computed: {} ({})\n", label(one.optimizer, one.mistake), one.why);
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
                            {"maximize", fit.problem.modifiers.maximize},
                            {"open", fit.open},
                            {"agreement", agreement(fit).id}});
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

}  // namespace stepmark

#include "reports/certificate.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const LineName& line) {
  return {{"t", line.t}, {"quantity", line.quantity}, {"component", line.component}};
}

Json json_of(const Margin& margin) {
  Json result = {{"value", margin.value.to_string()}, {"rival", margin.rival}};
  result.update(json_of(margin.line));
  return result;
}

Json json_of(const HonestPath& path) {
  Json result = {{"rule", path.name}, {"units", std::to_string(path.units)}};
  if (path.line) result["line"] = json_of(*path.line);
  return result;
}

std::string words(const LineName& line) {
  return fmt::format("{}{} at step {}", line.quantity, line.component.empty() ? "" : " of " + line.component, line.t);
}

std::string row(const std::string& property, bool holds) {
  return fmt::format("  {:<16} {}\n", property, holds ? "yes" : "no");
}

}  // namespace

Json manifest_certificate(const Certificate& certificate) {
  Json result = {{"defined", certificate.defined},
                 {"tidy", certificate.tidy},
                 {"tie_free", certificate.tie_free},
                 {"fair", certificate.fair},
                 {"discriminating", certificate.discriminating},
                 {"not_tested", certificate.not_tested},
                 {"window", certificate.window.to_string()},
                 {"margin", certificate.margin ? json_of(*certificate.margin) : Json()}};
  if (!certificate.reasons.empty()) result["reasons"] = certificate.reasons;
  return result;
}

Json certificate_json(const Certificate& certificate) {
  Json result = manifest_certificate(certificate);
  result["tested"] = certificate.tested;
  result["paths"] = Json::array();
  for (const HonestPath& path : certificate.paths) result["paths"].push_back(json_of(path));
  result["unseen"] = Json::array();
  for (const Unseen& unseen : certificate.unseen) {
    result["unseen"].push_back({{"rival", unseen.rival}, {"would_show", json_of(unseen.would_show)}});
  }
  result["ask"] = certificate.ask;
  result["indistinct"] = Json::array();
  for (const Indistinct& pair : certificate.indistinct) {
    result["indistinct"].push_back(
        {{"first", pair.first}, {"second", pair.second}, {"would_tell", json_of(pair.would_tell)}});
  }
  return result;
}

std::string certificate_text(const std::string& file, const Certificate& certificate) {
  std::string text = fmt::format("{}: {}\n", file, certificate.holds() ? "certified" : "not certified");
  text += row("defined", certificate.defined) + row("tidy", certificate.tidy) +
          row("free of ties", certificate.tie_free) + row("fair", certificate.fair) +
          row("discriminating", certificate.discriminating);
  for (const std::string& reason : certificate.reasons) text += "  " + reason + '\n';
  if (certificate.margin) {
    text += fmt::format("  the nearest wrong method, {}, is {} away in {}; the window is {}\n",
                        certificate.margin->rival, certificate.margin->value.to_string(),
                        words(certificate.margin->line), certificate.window.to_string());
  }
  if (!certificate.tested.empty()) text += fmt::format("  tested: {}\n", listed(certificate.tested));
  if (!certificate.not_tested.empty()) text += fmt::format("  not tested here: {}\n", listed(certificate.not_tested));
  for (const Indistinct& pair : certificate.indistinct) {
    text += fmt::format("  {} and {} give the same answers; {} would tell them apart\n", pair.first, pair.second,
                        words(pair.would_tell));
  }
  return text;
}

}  // namespace stepmark::reports

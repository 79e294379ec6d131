#include "reports/certificate.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"
#include "reports/line_words.hpp"
#include "reports/sentence.hpp"

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

std::string words(const LineName& line) { return plain_words(line_words(line.quantity, line.component, line.t)); }

Json json_of(const Finding& finding) { return finding.is_tested() ? Json(static_cast<bool>(finding)) : Json(); }

constexpr std::size_t certificate_indent = 2;
constexpr std::size_t property_columns = 17;

void add_properties(Outline& page, const Certificate& certificate) {
  const auto add = [&](const char* property, const Finding& finding) {
    page.add_labelled(property, !finding.is_tested() ? "not tested" : finding ? "yes" : "no", certificate_indent);
  };
  add("defined", certificate.defined);
  add("tidy", certificate.tidy);
  add("free of ties", certificate.tie_free);
  add("fair", certificate.fair);
  add("discriminating", certificate.discriminating);
  add("worth asking", certificate.worth_asking);
}

/// Answers that earn marks without the work, though the problem is worth asking.
std::string unearned_words(const Certificate& certificate) {
  if (certificate.unearned.empty() || !certificate.worth_asking) return "";
  std::string told;
  for (const Unearned& one : certificate.unearned) {
    told += (told.empty() ? "" : "; ") + words(one.line) + ", " + one.how;
  }
  return "needs no working: " + told;
}

}  // namespace

Json manifest_certificate(const Certificate& certificate) {
  Json result = {{"defined", json_of(certificate.defined)},
                 {"tidy", json_of(certificate.tidy)},
                 {"tie_free", json_of(certificate.tie_free)},
                 {"fair", json_of(certificate.fair)},
                 {"discriminating", json_of(certificate.discriminating)},
                 {"worth_asking", json_of(certificate.worth_asking)},
                 {"not_tested", certificate.not_tested},
                 {"window", certificate.window.to_string()},
                 {"margin", certificate.margin ? json_of(*certificate.margin) : Json()}};
  if (!certificate.reasons.empty()) result["reasons"] = certificate.reasons;
  return result;
}

Json certificate_json(const Certificate& certificate) {
  Json result = manifest_certificate(certificate);
  result["cures"] = certificate.cures;
  result["tested"] = certificate.tested;
  result["paths"] = Json::array();
  for (const HonestPath& path : certificate.paths) result["paths"].push_back(json_of(path));
  result["unseen"] = Json::array();
  for (const Unseen& unseen : certificate.unseen) {
    result["unseen"].push_back({{"rival", unseen.rival}, {"would_show", json_of(unseen.would_show)}});
  }
  result["ask"] = certificate.ask;
  result["unearned"] = Json::array();
  for (const Unearned& one : certificate.unearned) {
    result["unearned"].push_back({{"line", json_of(one.line)}, {"how", one.how}});
  }
  result["indistinct"] = Json::array();
  for (const Indistinct& pair : certificate.indistinct) {
    result["indistinct"].push_back(
        {{"first", pair.first}, {"second", pair.second}, {"would_tell", json_of(pair.would_tell)}});
  }
  return result;
}

void add_certificate(Outline& page, const std::string& file, const Certificate& certificate) {
  page.label_columns = property_columns;
  page.add(fmt::format("{}: {}", file, certificate.holds() ? "certified" : "not certified"));
  add_properties(page, certificate);
  const auto add = [&](std::string words) { page.add(std::move(words), certificate_indent); };
  for (const std::string& reason : certificate.reasons) add(reason);
  for (const std::string& cure : certificate.cures) add(cure);
  if (certificate.margin) {
    add(fmt::format("the nearest wrong method, {}, is {} away in {}; the window is {}", certificate.margin->rival,
                    certificate.margin->value.to_string(), words(certificate.margin->line),
                    certificate.window.to_string()));
  }
  if (const std::string unearned = unearned_words(certificate); !unearned.empty()) add(unearned);
  if (!certificate.tested.empty()) add(fmt::format("tested: {}", listed(certificate.tested)));
  if (!certificate.not_tested.empty()) add(fmt::format("not tested here: {}", listed(certificate.not_tested)));
  for (const Indistinct& pair : certificate.indistinct) {
    add(fmt::format("{} and {} give the same answers; {} would tell them apart", pair.first, pair.second,
                    words(pair.would_tell)));
  }
}

}  // namespace stepmark::reports

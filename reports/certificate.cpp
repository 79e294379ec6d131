#include "reports/certificate.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/text.hpp"
#include "reports/line_words.hpp"
#include "reports/lists.hpp"
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

Inline words(const LineName& line) { return line_words(line.quantity, line.component, line.t); }

Json json_of(const Finding& finding) { return finding.is_tested() ? Json(static_cast<bool>(finding)) : Json(); }

constexpr std::size_t certificate_indent = 2;
constexpr std::size_t property_columns = 17;

Inline holds_in_words(const Finding& finding) {
  if (!finding.is_tested()) return sentence("not tested");
  return finding ? sentence("yes") : sentence("no");
}

void add_properties(Outline& page, const Certificate& certificate) {
  const auto add = [&](Inline property, const Finding& finding) {
    page.lines.push_back({{holds_in_words(finding)}, certificate_indent, Words(std::move(property))});
  };
  add(sentence("defined"), certificate.defined);
  add(sentence("tidy"), certificate.tidy);
  add(sentence("free of ties"), certificate.tie_free);
  add(sentence("fair"), certificate.fair);
  add(sentence("discriminating"), certificate.discriminating);
  add(sentence("worth asking"), certificate.worth_asking);
}

Inline identifiers(const std::vector<std::string>& names) { return text(stepmark::listed(names)); }

/// Answers that earn marks without the work, though the problem is worth asking.
std::optional<Inline> unearned_words(const Certificate& certificate) {
  if (certificate.unearned.empty() || !certificate.worth_asking) return std::nullopt;
  Inlines told;
  for (const Unearned& one : certificate.unearned) {
    if (!told.empty()) told.push_back(text("; "));
    told.push_back(sentence("{line}, {how}", {{"line", words(one.line)}, {"how", sentence_of(one.how)}}));
  }
  return sentence("needs no working: {lines}", {{"lines", std::move(told)}});
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
  if (!certificate.reasons.empty()) result["reasons"] = english(certificate.reasons);
  return result;
}

Json certificate_json(const Certificate& certificate) {
  Json result = manifest_certificate(certificate);
  result["cures"] = english(certificate.cures);
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
    result["unearned"].push_back({{"line", json_of(one.line)}, {"how", one.how.english()}});
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
  page.lines.push_back({{certificate.holds() ? sentence("{file}: certified", {{"file", file}})
                                             : sentence("{file}: not certified", {{"file", file}})}});
  add_properties(page, certificate);
  const auto add = [&](Inline words) { page.lines.push_back({{std::move(words)}, certificate_indent}); };
  for (const Message& reason : certificate.reasons) add(sentence_of(reason));
  for (const Message& cure : certificate.cures) add(sentence_of(cure));
  if (certificate.margin) {
    add(sentence("the nearest wrong method, {mistake}, is {distance} away in {line}; the window is {window}",
                 {{"mistake", certificate.margin->rival},
                  {"distance", number(certificate.margin->value.to_string())},
                  {"line", words(certificate.margin->line)},
                  {"window", number(certificate.window.to_string())}}));
  }
  if (auto unearned = unearned_words(certificate)) add(std::move(*unearned));
  if (!certificate.tested.empty()) add(sentence("tested: {mistakes}", {{"mistakes", identifiers(certificate.tested)}}));
  if (!certificate.not_tested.empty()) {
    add(sentence("not tested here: {mistakes}", {{"mistakes", identifiers(certificate.not_tested)}}));
  }
  for (const Indistinct& pair : certificate.indistinct) {
    add(sentence("{one} and {other} give the same answers; {line} would tell them apart",
                 {{"one", pair.first}, {"other", pair.second}, {"line", words(pair.would_tell)}}));
  }
}

}  // namespace stepmark::reports

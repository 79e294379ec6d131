#include "assessment/write_set.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "assessment/set_sheets.hpp"
#include "lib/base/version.hpp"
#include "problems/minutes.hpp"
#include "reports/certificate.hpp"

namespace stepmark::assessment {

namespace {

using Json = nlohmann::ordered_json;

Json options_of(const Request& request) {
  std::string names;
  for (const std::string& name : request.optimizers) names += (names.empty() ? "" : ",") + name;
  Json options = {{"optimizer", names},
                  {"family", request.family},
                  {"kind", to_string(request.kind)},
                  {"level", to_string(request.level)},
                  {"steps", std::to_string(request.steps)},
                  {"from-step", std::to_string(request.first_step)},
                  {"dimension", std::to_string(request.dimension)},
                  {"format", request.format.rounds() ? to_string(request.format) : "usual"},
                  {"count", std::to_string(request.count)}};
  if (!request.pins.is_empty()) options["pinned"] = to_text(request.pins);
  return options;
}

Json head_of(const Request& request) {
  return {{"version", version}, {"seed", std::to_string(request.seed)}, {"options", options_of(request)}};
}

Json entry_of(const Generated& made, const std::string& file) {
  return {{"file", file},
          {"certificate", manifest_certificate(made.certificate)},
          {"workload",
           {{"multiplications", std::to_string(made.workload.multiplications)},
            {"divisions", std::to_string(made.workload.divisions)},
            {"roots", std::to_string(made.workload.roots)},
            {"functions", std::to_string(made.workload.functions)},
            {"digits", std::to_string(made.workload.digits)}}},
          {"minutes", std::to_string(minutes_for(made.problem))},
          {"answers", fmt::format("{:016x}", made.answers)}};
}

std::string padded(std::uint64_t number, std::uint64_t count) {
  const std::size_t width = std::max<std::size_t>(4, std::to_string(count).size());
  return fmt::format("{:0{}}", number + 1, width);
}

void write_problem(SetSink& set, FilesBeside& beside, SetSheets& sheets, Generated made, std::uint64_t count,
                   const PageForm* form) {
  const std::string name = padded(made.number, count);
  for (const std::string& optimizer : place_optimizers_beside(beside, made.draft, made.problem)) {
    set.write("problems/" + optimizer, beside.at(optimizer));
  }
  const ProblemTexts texts = sheets.texts_of(made, name + ".csv");
  set.write("problems/" + name + ".toml", texts.problem);
  if (!texts.data.empty()) set.write("problems/" + name + ".csv", texts.data);
  set.write("sheets/" + name + ".csv", texts.sheet);
  for (std::size_t i = 0; i < sheets_of_a_set.size(); ++i) {
    const std::string sheet = sheets_of_a_set[i];
    set.append(sheet + ".md", texts.sheets[i]);
    if (form != nullptr) set.append(form->growing(sheet), texts.pages[i]);
  }
  set.done(entry_of(made, "problems/" + name + ".toml").dump());
}

std::vector<std::uint64_t> known_answers(const SetSink& set) {
  std::vector<std::uint64_t> known;
  set.for_each_entry([&](std::string_view entry) {
    known.push_back(std::stoull(Json::parse(entry).at("answers").get<std::string>(), nullptr, 16));
  });
  return known;
}

}  // namespace

bool is_optimizer_file(const std::string& optimizer) {
  return optimizer.find('/') != std::string::npos || optimizer.ends_with(".optimizer");
}

std::string place_beside(FilesBeside& files, const Definition& definition) {
  const std::string text = to_text(definition);
  std::string name = definition.name + ".optimizer";
  for (int number = 2; files.try_emplace(name, text).first->second != text; ++number)
    name = fmt::format("{}-{}.optimizer", definition.name, number);
  return name;
}

void place_optimizers_beside(FilesBeside& files, const Request& request) {
  for (const std::string& name : request.optimizers)
    if (is_optimizer_file(name)) place_beside(files, find_definition(name));
}

std::vector<std::string> place_optimizers_beside(FilesBeside& files, Draft& draft, const Problem& problem) {
  std::vector<std::string> names;
  const auto place = [&](std::string& optimizer, const Definition& definition) {
    if (!is_optimizer_file(optimizer)) return;
    optimizer = place_beside(files, definition);
    names.push_back(optimizer);
  };
  Question& question = draft.question;
  place(draft.optimizer, problem.base);
  if (question.other) place(question.other_name, *question.other);
  for (std::size_t i = 0; i < question.optimizers.size(); ++i)
    place(question.optimizer_names[i], question.optimizers[i]);
  return names;
}

std::string set_header(const Request& request) { return head_of(request).dump(); }

std::string manifest_head(const Request& request) {
  std::string head = head_of(request).dump(2);
  head.resize(head.size() - 2);  // without "\n}"
  return head + ",\n  \"problems\": [";
}

void write_problems(const Request& request, SetSink& set, unsigned threads,
                    const std::function<void(std::uint64_t)>& progress, const PageForm* form) {
  const std::vector<std::uint64_t> known = known_answers(set);
  if (known.size() >= request.count) return;
  SetSheets sheets(request.count, form);
  FilesBeside beside;
  place_optimizers_beside(beside, request);
  Generator(request).run(known.size(), known, threads, [&](Generated&& made) {
    const std::uint64_t done = made.number + 1;
    write_problem(set, beside, sheets, std::move(made), request.count, form);
    progress(done);
  });
}

/// Entry by entry, so that no set is too large for the memory.
void write_manifest(SetSink& set, const Request& request) {
  set.write_pieces("manifest.json", [&](const SetSink::Piece& sink) {
    sink(manifest_head(request));
    const char* between = "\n    ";
    set.for_each_entry([&](std::string_view entry) {
      sink(between);
      sink(entry);
      between = ",\n    ";
    });
    sink("\n  ]\n}\n");
  });
}

}  // namespace stepmark::assessment

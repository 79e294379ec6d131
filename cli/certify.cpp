#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "reports/certificate.hpp"

namespace stepmark::cli {

namespace {

/// All problems are read first, so that nothing is written when one of them cannot be.
std::vector<Problem> read_all(const std::vector<std::string>& files) {
  std::vector<Problem> problems;
  for (const std::string& file : files) problems.push_back(read_problem(file));
  return problems;
}

Status certify_problems(const Options& options) {
  const bool json = read_form(options) == "json";
  Certifier certifier;
  std::string text;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  bool all_hold = true;
  for (const Problem& problem : read_all(options.arguments())) {
    std::optional<Progress> progress;
    const Certificate certificate = certifier.certify(problem, Evidence::full, [&](std::size_t done, std::size_t all) {
      if (!progress) progress.emplace("wrong methods worked", all);
      progress->at(done);
    });
    all_hold = all_hold && certificate.holds();
    text += certificate_text(problem.file, certificate);
    list.push_back({{"file", problem.file}, {"certificate", certificate_json(certificate)}});
  }
  emit(options, json ? list.dump(2) + '\n' : text);
  return all_hold ? Status::done : Status::answer_is_no;
}

}  // namespace

Command certify_command() {
  Usage usage{"certify", "PROBLEM...", 1, 1'000'000, {}};
  usage.options = {format_option({"markdown", "json"}), output_option(), force_option()};
  return {usage, "the certificate of a problem: is it a good question?",
          "A problem is certified when it is\n"
          "  defined          nothing is undefined, and no gradient is zero by accident;\n"
          "  tidy             its numbers are short;\n"
          "  free of ties     no rounding of any honest path falls midway;\n"
          "  fair             carried exactly, or rounded line by line to the printed precision or one or two digits\n"
          "                   more, half up or half even, all answers agree within one unit of the last digit;\n"
          "  discriminating   every wrong method whose effect can be seen moves an answer out of that window.\n"
          "Exit status 1 if one of the problems fails.\n",
          certify_problems};
}

}  // namespace stepmark::cli

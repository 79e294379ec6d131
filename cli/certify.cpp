#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress.hpp"
#include "problems/cures.hpp"
#include "reports/certificate.hpp"
#include "reports/sentence.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

const Forms certify_forms{Format::text, {"json"}, true};

/// All problems are read first, so that nothing is written when one of them cannot be.
std::vector<Problem> read_all(const std::vector<std::string>& files) {
  std::vector<Problem> problems;
  for (const std::string& file : files) problems.push_back(asking_for_what_shows(read_problem(file)));
  return problems;
}

Status certify_problems(const Options& options) {
  const Form form = read_form(options, certify_forms);
  check_language(options, form);
  Certifier certifier;
  Outline page;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  bool all_hold = true;
  for (const Problem& problem : read_all(options.arguments())) {
    std::optional<Progress> progress;
    Certificate certificate = certifier.certify(problem, Evidence::full, [&](std::size_t done, std::size_t all) {
      if (!progress) progress.emplace("wrong methods worked", all);
      progress->at(done);
    });
    certificate.cures = cures(problem, certificate, certifier);
    all_hold = all_hold && certificate.holds();
    add_certificate(page, problem.file, certificate);
    list.push_back({{"file", problem.file}, {"certificate", certificate_json(certificate)}});
  }
  if (form.is("json")) {
    emit(options, list.dump(2) + '\n');
  } else {
    emit_page(options, form, {form.is("text") ? Title() : Title(sentence("Certificates")), {std::move(page)}});
  }
  return all_hold ? Status::done : Status::answer_is_no;
}

}  // namespace

Command certify_command() {
  Usage usage{"certify", "PROBLEM...", 1, 1'000'000, {}};
  usage.options = {format_option(certify_forms),
                   page_option(),
                   language_option(),
                   fragment_option(),
                   output_option(),
                   force_option()};
  return {usage, "the certificate of a problem: is it a good question?",
          "A problem is certified when it is\n"
          "  defined          nothing is undefined, and no gradient is zero by accident;\n"
          "  tidy             its numbers are short;\n"
          "  free of ties     no rounding of any honest path falls midway;\n"
          "  fair             carried exactly, or rounded line by line to the printed precision or one or two digits\n"
          "                   more, half up or half even, all answers agree within one unit of the last digit;\n"
          "  discriminating   every wrong method whose effect can be seen moves an answer out of that window;\n"
          "  worth asking     the result is not had by doing nothing, nor, with an adaptive method, by moving the\n"
          "                   parameters by the learning rate; of all answers at most one in five is had like that,\n"
          "                   or by copying a number.\n"
          "What would cure a problem that fails is found by trying: other digits, quantities, steps or numbers.\n"
          "Exit status 1 if one of the problems fails.\n",
          certify_problems};
}

}  // namespace stepmark::cli

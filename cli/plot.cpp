#include <algorithm>
#include <span>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/output.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/picture/gnuplot.hpp"
#include "reports/picture/ways.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::cli {

namespace {

const std::vector<std::string> kinds = {"path", "loss", "quantity", "mistake"};

std::vector<std::string> list_of(const Options& options, const std::string& option) {
  std::vector<std::string> all;
  for (const std::string& one : split_at_commas(options.value(option).value_or(""))) {
    if (!trimmed(one).empty()) all.emplace_back(trimmed(one));
  }
  return all;
}

/// As --to says, or the ending of -o.
std::string form_of(const Options& options) {
  const auto stated = options.choice("to");
  const std::string file = options.value("output").value_or("");
  const std::size_t point = file.rfind('.');
  const std::string ending = point == std::string::npos ? "" : lower_case(file.substr(point + 1));
  const auto& forms = picture::forms();
  const bool known = std::find(forms.begin(), forms.end(), ending) != forms.end();
  if (!stated && !file.empty() && file != "-" && !known) {
    throw InputError({file, 0, 0}, "the ending is that of no picture",
                     "expected one that ends in .svg, .pdf or .png, or --to");
  }
  if (stated && known && *stated != ending) {
    throw InputError({file, 0, 0}, "the file is called ." + ending + ", and --to is " + *stated, "expected the same");
  }
  return stated ? *stated : known ? ending : "svg";
}

/// Each kind of picture has options of its own.
void check_fit(const Options& options) {
  const std::string what = options.choice("what").value_or("path");
  const std::vector<std::pair<std::string, std::vector<std::string>>> kinds_of = {{"components", {"path", "mistake"}},
                                                                                  {"arrows", {"path", "mistake"}},
                                                                                  {"quantity", {"quantity"}},
                                                                                  {"mistake", {"mistake"}}};
  for (const auto& [option, fitting] : kinds_of) {
    if (!options.has(option) || std::find(fitting.begin(), fitting.end(), what) != fitting.end()) continue;
    throw InputError({}, "--" + option + " is given, and --what is " + what,
                     "expected --what " + alternatives(fitting));
  }
  if (what != "mistake" || (options.arguments().size() == 1 && !options.has("optimizer"))) return;
  throw InputError({}, "--what mistake is about one problem and its own optimizer",
                   "expected one problem and no --optimizer");
}

std::vector<picture::Named> problems_of(const Options& options) {
  const std::vector<std::string> optimizers = list_of(options, "optimizer");
  std::vector<Problem> problems;
  for (const std::string& path : options.arguments()) problems.push_back(read_problem(path));
  if (optimizers.empty()) return picture::named(std::move(problems));
  if (problems.size() > 1) {
    throw InputError({}, "--optimizer goes with one problem, and here are several", "expected one of both");
  }
  return picture::under(problems.front(), optimizers);
}

picture::Picture picture_of(const Options& options, const std::string& what, std::span<const picture::Named> problems) {
  const std::string title = options.value("title").value_or("");
  const picture::PathWishes wishes{list_of(options, "components"), options.has("arrows"), title};
  if (what == "loss") return picture::loss_picture(problems, title);
  if (what == "quantity") {
    const auto quantities = list_of(options, "quantity");
    if (quantities.empty()) throw InputError({}, "no quantity is named", "expected --quantity v,m_hat");
    return picture::quantity_picture(problems, quantities, title);
  }
  if (what == "mistake") {
    const auto mistake = options.value("mistake");
    if (!mistake) throw InputError({}, "no mistake is named", "expected --mistake NAME");
    return picture::mistake_picture(problems.front().problem, *mistake, wishes);
  }
  return picture::path_picture(problems, wishes);
}

Status plot(const Options& options) {
  const std::string form = form_of(options);
  if (const auto file = options.value("output")) {
    check_outputs({{"-o", *file, form}}, options.has("force"));
  } else if (form != "svg") {
    throw InputError({}, "--to " + form + " is given without -o", "expected -o FILE: it is no text");
  }
  check_fit(options);
  const std::vector<picture::Named> problems = problems_of(options);
  const picture::Picture picture = picture_of(options, options.choice("what").value_or("path"), problems);
  emit(options, picture::drawn(reports::picture_in_language(picture, language_of(options)), form));
  return Status::done;
}

std::vector<std::string> names_of_mistakes() {
  std::vector<std::string> names;
  for (const Mistake& mistake : mistakes()) names.push_back(mistake.id);
  return names;
}

}  // namespace

Command plot_command() {
  Usage usage{"plot", "PROBLEM...", 1, 100, {}};
  usage.options = {{"what", "KIND", "path (the way over the contour lines), loss, quantity or mistake", 0, kinds},
                   {"optimizer",
                    "NAME,...",
                    "the ways of these optimizers on the same objective",
                    0,
                    {},
                    +[]() -> std::vector<std::string> { return catalogue_names(); }},
                   {"components", "NAME,NAME", "the two parameters that the way is drawn over"},
                   {"quantity", "NAME,...", "what to draw over t: traced quantities, or expressions of them"},
                   {"mistake", "NAME", "the wrong method that is drawn beside the right one", 0, {}, names_of_mistakes},
                   {"arrows", "", "to where an optimizer looks ahead, or its velocity carries without a gradient"},
                   {"title", "TEXT", "above the picture, in the place of the problem's"},
                   language_option(),
                   {"to", "FORM", alternatives(picture::forms()), 0, picture::forms()},
                   output_option(),
                   force_option()};
  return {usage, "pictures of a problem: the way over the contour lines, the loss, a quantity, a mistake",
          "Drawn by gnuplot, from the unrounded trace. The form is that of --to, or of the ending of -o; else SVG. An\n"
          "SVG says in words what is to be seen.\n",
          plot};
}

}  // namespace stepmark::cli

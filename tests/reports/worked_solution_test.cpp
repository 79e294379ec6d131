#include "reports/worked_solution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "lib/optimizer/catalogue.hpp"
#include "reports/markdown.hpp"
#include "reports/render.hpp"
#include "solver/solve.hpp"
#include "tests/reports/latex_value.hpp"
#include "tests/reports/problems.hpp"
#include "tests/reports/tools.hpp"

namespace stepmark {
namespace {

using namespace stepmark::testing;

const std::string modifiers = "[modifiers]\nclip_norm = 2\nweight_decay = 0.01\n";

std::string page(const Problem& problem, const SettingsOverride& override = {}) {
  return to_markdown(worked_solution(problem, solve(problem, settings_for(problem, override))));
}

/// Some optimizers decay their parameters by themselves, and refuse a second decay.
Problem problem_or_plainer(const std::string& optimizer, std::string sections, const std::string& title) {
  try {
    return make_problem(optimizer, sections, 3, title);
  } catch (const InputError&) {
    const std::string decay = "weight_decay = 0.01\n";
    sections.erase(sections.find(decay), decay.size());
    return make_problem(optimizer, sections, 3, title);
  }
}

/// All pages: every optimizer with every objective; by turns rounded, unrounded, in binary, and with modifiers.
const std::vector<std::string>& pages() {
  static const std::vector<std::string> made = [] {
    std::vector<std::string> all;
    std::size_t turn = 0;
    for (const std::string& optimizer : catalogue_names()) {
      for (const ObjectiveText& objective : objective_texts()) {
        const std::size_t kind = turn++ % 4;
        SettingsOverride override;
        if (kind == 2) override.arithmetic = Settings::Arithmetic::binary64;
        const bool decays = catalogue_definition(optimizer).find_hyperparameter("lambda") != nullptr;
        const std::string added = decays ? "[modifiers]\nclip_norm = 2\n" : modifiers;
        const std::string sections = objective.text + (kind == 1   ? ""
                                                       : kind == 3 ? added + finer_working
                                                                   : finer_working);
        SCOPED_TRACE(optimizer + ", " + objective.name);
        all.push_back(page(problem_or_plainer(optimizer, sections, optimizer + " on a " + objective.name), override));
      }
    }
    return all;
  }();
  return made;
}

/// Every n-th page; n is prime to the kinds of pages, so that all kinds come.
std::string every(std::size_t n) {
  std::string some;
  for (std::size_t i = 0; i < pages().size(); i += n) some += pages()[i] + "\n";
  return some;
}

TEST(WorkedSolution, EveryFormulaRendersInKatex) {
  std::set<std::pair<std::string, bool>> distinct;
  for (const std::string& one : pages()) {
    const Scan scan = scan_markdown(one);
    for (const std::string& breach : scan.breaches) ADD_FAILURE() << breach;
    for (const Formula& formula : scan.formulas) distinct.emplace(formula.latex, formula.displayed);
  }
  std::vector<Formula> formulas;
  for (const auto& [latex, displayed] : distinct) formulas.push_back({latex, displayed});
  EXPECT_GT(formulas.size(), 5000U);
  for (const std::string& complaint : katex_complaints(formulas)) ADD_FAILURE() << complaint;
}

// ------------------------------------------------------------------------------------- every line, calculated again

struct WorkingLine {
  std::string relation, numbers, before_value, value;
};

/// "m_{1,x} &= numbers \approx value", in every row and column of the displays; broken rows are joined first.
std::vector<WorkingLine> working_lines(const std::string& displayed) {
  std::string text = std::regex_replace(displayed, std::regex(R"(\\\\(\[3pt\])?\n\s*&\\quad)"), " ");
  std::vector<WorkingLine> lines;
  static const std::regex cells(R"(\\\\(\[3pt\])?\n|&\\quad )");
  const std::sregex_token_iterator end;
  for (std::sregex_token_iterator cell(text.begin(), text.end(), cells, -1); cell != end; ++cell) {
    const std::string content = *cell;
    static const std::regex line(
        R"((=|\\approx) ([^=]*?) (=|\\approx) (-?[0-9.]+)(\\quad\\text.*)?\s*(\\end\{aligned\}\s*)?$)");
    std::smatch match;
    if (std::regex_search(content, match, line)) lines.push_back({match[1], match[2], match[3], match[4]});
  }
  return lines;
}

long double half_unit(const std::string& value) {
  const std::size_t point = value.find('.');
  const auto places = point == std::string::npos ? 0 : static_cast<int>(value.size() - point - 1);
  return 0.5L * std::pow(10.0L, -places);
}

void expect_right(const WorkingLine& line, long double numbers) {
  const long double value = std::stold(line.value);
  const long double noise = 1e-15L * std::max(1.0L, std::abs(value));
  const std::string shown = line.relation + ' ' + line.numbers + ' ' + line.before_value + ' ' + line.value;
  if (line.relation != "=") return;  // what is put in is itself rounded; the solver's tests judge such values
  if (line.before_value == "=") {
    EXPECT_NEAR(static_cast<double>(numbers - value), 0, static_cast<double>(noise * 100)) << shown;
  } else {
    EXPECT_LE(std::abs(numbers - value), half_unit(line.value) * (1 + 1e-9L) + noise) << shown;
    EXPECT_GT(std::abs(numbers - value), 0) << "exact, but not said to be: " << shown;
  }
}

TEST(WorkedSolution, EveryLineIsRightWhenCalculatedAgain) {
  std::size_t judged = 0, unread = 0;
  for (const std::string& one : pages()) {
    if (one.find("IEEE") != std::string::npos) continue;
    for (const Formula& formula : scan_markdown(one).formulas) {
      if (!formula.displayed) continue;
      for (const WorkingLine& line : working_lines(formula.latex)) {
        const auto numbers = latex_value(line.numbers);
        numbers ? ++judged : ++unread;
        if (numbers) expect_right(line, *numbers);
        if (!numbers && line.numbers.find("nabla") == std::string::npos) {
          RecordProperty("unread", line.numbers);
        }
      }
    }
  }
  EXPECT_GT(judged, 4000U);
  EXPECT_LT(unread, judged / 50);
}

// ------------------------------------------------------------------------------------------------------ what is said

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(WorkedSolution, OneComponentHasNoSubscriptOfItsOwn) {
  const std::string text = page(make_problem("adam-slides", objective_texts()[4].text + rounded_working));
  EXPECT_TRUE(contains(text, "g_{1} = 4\\quad\\text{(given)}")) << text;
  EXPECT_TRUE(
      contains(text, "m_{1} = \\beta_{1} m_{0} + (1 - \\beta_{1}) g_{1} = 0.9\\cdot 0 + (1 - 0.9)\\cdot 4 = 0.4"));
  EXPECT_FALSE(contains(text, ",1}"));
}

TEST(WorkedSolution, EqualsOnlyWhatIsEqual) {
  const std::string sections = "[objective]\ngradients = [[\"1/3\"], [1]]\nstart = [0]\n[hyperparameters]\neta = 3\n";
  const std::string carried =
      page(make_problem("gradient-descent", sections + "[working]\nround = \"4 places\"\ncarry = \"exact\"\n"));
  EXPECT_TRUE(contains(carried, "g_{1} = \\frac{1}{3} \\approx 0.3333")) << carried;
  EXPECT_TRUE(contains(carried, "\\approx 0 - 3\\cdot 0.333333 ,\\quad \\theta_{1} = -1")) << carried;
  const std::string rounded = page(make_problem("gradient-descent", sections + rounded_working));
  EXPECT_TRUE(contains(rounded, "= 0 - 3\\cdot 0.3333 = -0.9999")) << rounded;
}

TEST(WorkedSolution, TellsTheCaseThatAppliesAndWhy) {
  const std::string text =
      page(make_problem("gradient-descent", objective_texts()[3].text + modifiers + rounded_working));
  EXPECT_TRUE(contains(text, "\\sqrt{6^{2} + (-20)^{2}} \\approx 20.8806")) << text;
  EXPECT_TRUE(contains(text, "Since $g^{\\mathrm{norm}}_{1} \\approx 20.8806 > 2$, the corresponding case applies."))
      << text;
  const std::string rprop = page(make_problem("rprop", objective_texts()[3].text + rounded_working, 3));
  EXPECT_TRUE(contains(rprop, "Since $q_{1} = 0$, the corresponding case applies.")) << rprop;
  EXPECT_TRUE(contains(rprop, "\\text{since } q_{2,x} = 34.8 > 0")) << rprop;
}

/// Printed alike, the two sides of a condition do not show which case applies; the trace knows it.
TEST(WorkedSolution, TellsTheCaseWhereThePrintedDigitsCannot) {
  const auto clipped = [](const std::string& gradient) {
    return page(make_problem("gradient-descent",
                             "[objective]\ngradients = [[\"" + gradient + "\"]]\nstart = [0]\n[modifiers]\n" +
                                 "clip_norm = 2\n[working]\nround = \"4 places\"\ncarry = \"exact\"\n",
                             1));
  };
  const std::string above = clipped("2 + 1/30000000"), below = clipped("2 - 1/30000000");
  EXPECT_TRUE(contains(above, ",\\quad g^{\\mathrm{clip}}_{1} = 2 \\quad\\text{since } g^{\\mathrm{norm}}_{1} > 2"));
  EXPECT_TRUE(contains(below, "\\approx 2.0000 \\quad\\text{since } g^{\\mathrm{norm}}_{1} \\approx 2.000000 \\le 2"))
      << below;
}

TEST(WorkedSolution, AGivenNumberOfAReasonIsEqualOnlyIfExact) {
  const Scratch scratch;
  scratch.write(
      "roots.optimizer",
      "optimizer roots \"Roots\"\nsource \"none\"\nhyper eta = 0.1, b = sqrt(2) + sqrt(3) + sqrt(5) + sqrt(7)\n"
      "start theta[0] given, u[0] = b, w[0] = 2\n"
      "g[t] = grad(theta[t-1])\nu[t] = if(u[t-1] > 1, g[t], 0)\nv[t] = if(b > 1, g[t], 0)\n"
      "w[t] = if(w[t-1] > 1, g[t], 0)\ntheta[t] = theta[t-1] - eta*u[t]*v[t]*w[t]\n");
  const std::string problem = scratch.write("roots.toml",
                                            "optimizer = \"roots.optimizer\"\nsteps = 1\n[objective]\n"
                                            "gradients = [[1]]\nstart = [0]\n" +
                                                rounded_working);
  const std::string text = page(read_problem(problem));
  EXPECT_TRUE(contains(text, "\\text{since } u_{0} \\approx 8.0281 > 1")) << text;
  EXPECT_TRUE(contains(text, "\\text{since } b \\approx 8.0281 > 1")) << text;
  EXPECT_TRUE(contains(text, "\\text{since } w_{0} = 2 > 1")) << text;
}

/// Two guard digits show all of 0.125, of which the line itself shows 0.13.
TEST(WorkedSolution, ANumberWithGuardDigitsInAReasonIsEqualIfExact) {
  const std::string sections =
      "[objective]\ngradients = [[0.25], [0.5], [0.33]]\nstart = [0]\n"
      "[working]\nround = \"2 places\"\ncarry = \"exact\"\n";
  const std::string text = page(make_problem("rprop", sections, 3));
  EXPECT_TRUE(contains(text, "\\text{since } q_{2} = 0.125 > 0")) << text;
  const std::string thirds = page(make_problem("rprop",
                                               "[objective]\ngradients = [[\"1/3\"], [1]]\nstart = [0]\n"
                                               "[working]\nround = \"2 places\"\ncarry = \"exact\"\n"));
  EXPECT_TRUE(contains(thirds, "\\text{since } q_{2} \\approx 0.3333 > 0")) << thirds;
}

TEST(WorkedSolution, NestedCasesStandInOneList) {
  const std::string text = page(make_problem("lamb", objective_texts()[3].text + rounded_working, 1));
  EXPECT_TRUE(
      contains(text, "& \\text{if } {n^{\\theta}}_{t} > 0\\text{ and } {n^{u}}_{t} > 0 \\\\ 1 & \\text{otherwise}"))
      << text;
}

TEST(WorkedSolution, ShowsWhereAHyperparameterComesFrom) {
  const std::string text = page(make_problem("radam", objective_texts()[3].text + rounded_working, 1));
  EXPECT_TRUE(contains(text, "\\rho_{\\infty} = \\frac{2}{1 - \\beta_{2}} - 1 = \\frac{2}{1 - 0.999} - 1 = 1999"))
      << text;
}

TEST(WorkedSolution, GuardDigitsGiveTheValueThatIsShown) {
  const std::string sections = "[objective]\ngradients = [[\"1/3\", \"2/7\"], [1, 2]]\nstart = [0, 0]\n" +
                               std::string("[working]\nround = \"2 places\"\ncarry = \"exact\"\n");
  const std::string text = page(make_problem("momentum", sections + "[hyperparameters]\neta = 30\n"));
  EXPECT_TRUE(contains(text, "v_{2,2} &\\approx 0.9\\cdot 8.5714 ")) << text;
  EXPECT_FALSE(contains(text, "30\\cdot 0.33 ")) << text;  // 9.9, but 10 is shown
  EXPECT_TRUE(contains(text, "30\\cdot 0.3333 ")) << text;
}

TEST(WorkedSolution, ShowsWhatEachOperationRoundsTo) {
  const std::string sections = "[objective]\ngradients = [[4]]\nstart = [0]\n[working]\nround = \"4 places\"\n";
  const std::string text = page(make_problem("adam-slides", sections + "each = \"operation\"\n", 1));
  EXPECT_TRUE(contains(text, "= 0.9\\cdot 0 + (1 - 0.9)\\cdot 4 = 0.4")) << text;
  EXPECT_TRUE(contains(text, "\\text{operation by operation: }0,\\ 0.1,\\ 0.4,\\ 0.4")) << text;
}

TEST(WorkedSolution, TablesHaveNoEmptyRows) {
  for (const std::string& one : pages()) {
    static const std::regex empty(R"(\n\| \$\d+\$ \|( \$[xywb](_\{\d\})?\$ \|)?( +\|)+\n)");
    std::smatch match;
    EXPECT_FALSE(std::regex_search(one, match, empty)) << match.str() << one.substr(0, 60);
  }
}

TEST(WorkedSolution, SumOverStepsIsWrittenOut) {
  std::string gradients = "[objective]\ngradients = [";
  for (int i = 1; i <= 10; ++i) gradients += "[" + std::to_string(i) + "], ";
  const std::string text = page(make_problem("adagrad-slides", gradients + "]\nstart = [0]\n", 10));
  EXPECT_TRUE(contains(text, "1^{2} + 2^{2} + 3^{2} + 4^{2} + 5^{2} + 6^{2} + 7^{2} + 8^{2} = 204")) << text;
  EXPECT_TRUE(contains(text, "1^{2} + 2^{2} + 3^{2} + \\cdots + 10^{2} = 385")) << text;
}

TEST(WorkedSolution, ListByStepsIsShownOnceAndThenItsValue) {
  const std::string sections =
      objective_texts()[3].text + "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n" + rounded_working;
  const std::string text = page(make_problem("gradient-descent", sections, 3));
  EXPECT_TRUE(contains(text, "\\eta_{t} &= \\begin{cases} 0.1 & t = 1 \\\\ 0.05 & t \\ge 2 \\end{cases}")) << text;
  EXPECT_TRUE(contains(text, "\\eta_{3} = 0.05\\quad\\text{(given)}\n")) << text;
  EXPECT_TRUE(contains(text, "a schedule for $\\eta$"));
}

TEST(WorkedSolution, GoesOnInTheMiddle) {
  const std::string sections =
      "[objective]\ngradients = [[4], [1]]\nstart = [\"1/3\"]\n[state]\nt = 3\nm = [0.1]\nv = [0.2]\n" +
      rounded_working;
  const std::string text = page(make_problem("adam-slides", sections));
  EXPECT_TRUE(contains(text, "After step 3, the values are $\\theta_{4} = \\frac{1}{3}$, $m_{3} = 0.1$")) << text;
  EXPECT_TRUE(contains(text, "## Step 4\n"));
  EXPECT_TRUE(contains(text, "| $3$ |  | $0.1$ | $0.2$ |  |  | $\\frac{1}{3}$ |")) << text;
}

TEST(WorkedSolution, FiftyComponents) {
  std::string gradient, start;
  for (int i = 0; i < 50; ++i) {
    gradient += std::to_string(i - 25) + ", ";
    start += std::to_string(i) + ", ";
  }
  const std::string sections =
      "[objective]\ngradients = [[" + gradient + "], [" + gradient + "]]\nstart = [" + start + "]\n";
  const std::string text = page(make_problem("adam-slides", sections + modifiers + rounded_working));
  EXPECT_TRUE(scan_markdown(text).breaches.empty());
  EXPECT_TRUE(contains(text, "\\theta_{1} = (0, 1, 2, \\dots, 49)")) << text.substr(0, 9000);
  EXPECT_TRUE(contains(text, "g_{2,50} &= 24"));
  EXPECT_TRUE(contains(text, "\\sqrt{(-25)^{2} + (-24)^{2} + (-23)^{2} + \\cdots + 24^{2}}"));
  EXPECT_TRUE(katex_complaints(scan_markdown(text).formulas).empty());
}

TEST(WorkedSolution, TitleIsNoMarkup) {
  const std::string text = page(make_problem("adam", objective_texts()[3].text, 1, "A *b* <i> $x$ | # y_1"));
  EXPECT_TRUE(text.starts_with("# A \\*b\\* \\<i\\> \\$x\\$ \\| \\# y\\_1\n")) << text.substr(0, 80);
}

TEST(WorkedSolution, SameBytesEachTime) {
  const Problem problem = make_problem("lamb", objective_texts()[2].text + rounded_working);
  EXPECT_EQ(page(problem), page(problem));
}

// ------------------------------------------------------------------------------------------------------------ goldens

/// Reviewed by eye; a page that differs is written beside the golden file, as NAME.actual.
void expect_golden(const std::string& name, const std::string& actual, const std::string& ending = "md") {
  const std::string path = "tests/reports/golden/" + name + '.' + ending;
  const std::string expected = read(path);
  if (actual == expected) return;
  const std::string beside = ::testing::TempDir() + name + ".actual." + ending;
  std::ofstream(beside) << actual;
  ADD_FAILURE() << path << " differs; see " << beside;
}

TEST(Golden, AdamOnBeale) { expect_golden("adam-beale", page(read_problem("problems/bank/adam-beale.toml"))); }

TEST(Golden, DataWithModifiers) {
  const std::string sections = objective_texts()[6].text +
                               "[modifiers]\nclip_norm = 2\nweight_decay = 0.01\nschedule = { eta = [0.1, 0.05] }\n" +
                               rounded_working;
  expect_golden("data-modifiers", page(make_problem("gradient-descent", sections, 3, "Least squares")));
}

TEST(Golden, RpropOnAQuadratic) {
  expect_golden("rprop-quadratic",
                page(make_problem("rprop", objective_texts()[5].text + rounded_working, 3, "Rprop")));
}

TEST(Golden, RpropInEveryFormat) {
  const Problem problem = make_problem("rprop", objective_texts()[5].text + rounded_working, 2, "Rprop");
  const Document page = worked_solution(problem, solve(problem, settings_for(problem)));
  for (const Format format : {Format::text, Format::latex, Format::html}) {
    expect_golden("rprop-two-steps", rendered(format, page), std::string(ending_of(format)));
  }
}

// ------------------------------------------------------------------------------------------------------------- pandoc

TEST(Pandoc, MakesHtmlAndDocxWithoutWarnings) {
  const Scratch scratch;
  const std::string all = scratch.write("all.md", every(1)), some = scratch.write("some.md", every(11));
  for (const std::string& options : {"--katex -t html " + all, "--mathml -t html " + some, "-t docx " + some}) {
    const Outcome result = run("pandoc --fail-if-warnings -o " + scratch.path("page.out") + ' ' + options);
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_EQ(result.output, "");
  }
}

std::string lines_around(const std::string& text, std::size_t line) {
  std::istringstream stream(text);
  std::string all, one;
  for (std::size_t i = 1; i < line + 3 && std::getline(stream, one); ++i) {
    if (i + 9 > line) all += one + '\n';
  }
  return all;
}

/// LaTeX itself judges the widths: nothing sticks out into the margin.
TEST(Pandoc, MakesPdfWithoutOverfullLines) {
  const Scratch scratch;
  const std::string source = scratch.write("page.md", every(3));
  const Outcome made = run("pandoc --fail-if-warnings -s -o " + scratch.path("page.tex") + ' ' + source);
  ASSERT_EQ(made.status, 0) << made.output;
  const Outcome set = run("cd " + scratch.path("") + " && pdflatex -interaction=nonstopmode page.tex");
  EXPECT_EQ(set.status, 0) << set.output;
  static const std::regex overfull(R"(Overfull \\hbox \((\d+\.\d+)pt too wide\)[^\n]*lines? (\d+))");
  const std::string log = read(scratch.path("page.log")), tex = read(scratch.path("page.tex"));
  for (std::sregex_iterator it(log.begin(), log.end(), overfull), end; it != end; ++it) {
    EXPECT_LT(std::stod((*it)[1]), 2) << it->str() << ": " << lines_around(tex, std::stoul((*it)[2]));
  }
}

/// Every line of each page, without the page's number.
std::vector<std::vector<std::string>> lines_of_pages(const std::string& text) {
  std::vector<std::vector<std::string>> pages(1);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with('\f')) pages.emplace_back();
    if (line.starts_with('\f')) line.erase(0, 1);
    const bool number = line.find_first_not_of(" 0123456789") == std::string::npos;
    if (!number) pages.back().push_back(line);
  }
  return pages;
}

TEST(Pandoc, LeavesNoHeadingAtTheFootOfAPage) {
  const Scratch scratch;
  std::string all;
  for (const std::string& optimizer : catalogue_names()) {
    all += page(make_problem(optimizer, objective_texts()[3].text + finer_working, 2, optimizer)) + '\n';
  }
  scratch.write("page.md", all);
  const Outcome made = run("cd " + scratch.path("") + " && pandoc -o page.pdf page.md && pdftotext -layout page.pdf -");
  ASSERT_EQ(made.status, 0) << made.output;
  std::size_t headings = 0;
  for (const auto& lines : lines_of_pages(made.output)) {
    for (const std::string& line : lines) headings += line.starts_with("All quantities") ? 1U : 0U;
    EXPECT_FALSE(!lines.empty() && lines.back().starts_with("All quantities"));
  }
  EXPECT_EQ(headings, catalogue_names().size());
}

TEST(Pandoc, MakesPdf) {
  const Scratch scratch;
  const std::string source = scratch.write("page.md", page(read_problem("problems/bank/adam-beale.toml")));
  const Outcome result = run("pandoc --fail-if-warnings -o " + scratch.path("page.pdf") + ' ' + source);
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_TRUE(read(scratch.path("page.pdf")).starts_with("%PDF"));
}

}  // namespace
}  // namespace stepmark

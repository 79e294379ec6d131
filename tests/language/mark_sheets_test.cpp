// Mark sheets in every language: whatever a student writes, nothing of another language is said of it.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/class_statistics.hpp"
#include "reports/export/decimal.hpp"
#include "reports/paper_copy.hpp"
#include "reports/paper_statistics.hpp"
#include "reports/question_sheets.hpp"
#include "reports/render.hpp"
#include "reports/sentence.hpp"
#include "solver/asked.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/method.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/shown_working.hpp"
#include "tests/language/tools.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::bank, support::english_on, support::formulas_in_points, support::is_catalogued, support::named,
    support::words_on;

using Numbers = std::vector<std::string>;

/// Everything that somebody may have done to the numbers of a part.
class Ways {
 public:
  explicit Ways(const Problem& problem, Marker& marker) : problem_(problem) {
    const std::size_t lines = marker.asked().size();
    for (std::size_t i = 0; i < lines; ++i) right_.push_back(marker.expected_at(Sheet(lines), i));
    add(right_);
    add(Numbers(lines));
    add(Numbers(lines, "?"));
    add(Numbers(lines, "0.37"));
    for (const std::size_t i : {std::size_t{0}, lines / 2, lines - 1}) add_slips(i);
    each([](const Exact& x) { return x + Exact::decimal(25, 2); });
    each([](const Exact& x) { return -x; });
    each([](const Exact& x) { return x * Exact(3); });
    add_mistakes();
    add_conventions();
  }

  const std::vector<Numbers>& sheets() const { return sheets_; }

 private:
  void add(Numbers numbers) { sheets_.push_back(std::move(numbers)); }

  template <class Change>
  void each(const Change& change) {
    Numbers changed;
    for (const std::string& one : right_) changed.push_back(exports::plain_decimal(change(*Exact::parse(one))));
    add(std::move(changed));
  }

  void add_slips(std::size_t i) {
    const auto with = [&](std::string number) {
      Numbers slipped = right_;
      slipped[i] = std::move(number);
      add(std::move(slipped));
    };
    const std::string& here = right_[i];
    const Exact value = *Exact::parse(here);
    with("");
    with("x");
    with(here + "7");
    with(here.substr(0, here.size() - 1));
    for (const Exact& other :
         {-value, value * Exact(10), value * Exact(2), value * value, value + Exact::decimal(7, 1)}) {
      with(exports::plain_decimal(other));
    }
    for (const std::string& exchanged : marking::with_digits_exchanged(here)) with(exchanged);
    if (i > 0) with(right_[i - 1]);
  }

  void add_mistakes() {
    const Tape tape = compile(problem_);
    const std::vector<std::size_t> asked = asked_lines(problem_, tape);
    const DecimalFormat format = precision_asked(problem_);
    for (const WrongMethod& method : wrong_methods(problem_)) {
      const Stated stated = questions::state(problem_, method);
      Numbers numbers = right_;
      for (std::size_t i = 0; i < asked.size() && i < numbers.size(); ++i) {
        numbers[i] = asked[i] < stated.size() ? exports::plain_decimal(stated[asked[i]], format) : "";
      }
      add(std::move(numbers));
    }
  }

  void add_conventions() {
    for (const auto& names : {conventions_of(problem_.base), variants_of(problem_.base)}) {
      for (const auto& [name, other] : worked_as(problem_, names)) add_worked(other);
    }
  }

  void add_worked(Problem other) try {
    other.answer = problem_.answer;
    Marker marker(other);
    if (marker.asked().size() != right_.size()) return;
    Numbers numbers;
    for (std::size_t i = 0; i < right_.size(); ++i) numbers.push_back(marker.expected_at(Sheet(right_.size()), i));
    add(std::move(numbers));
  } catch (const InputError&) {
    // it has no value here
  }

  const Problem& problem_;
  Numbers right_;
  std::vector<Numbers> sheets_;
};

/// Calls `take` with sheets of a question, as they are written with that decimal sign.
template <class Take>
void each_sheet(QuestionMarker& marker, bool has_comma, const Take& take) {
  const auto written = [&](std::string number) {
    if (has_comma) std::replace(number.begin(), number.end(), '.', ',');
    return written_in(number);
  };
  for (std::size_t part = 0; part < marker.parts().size(); ++part) {
    if (!marker.parts()[part].has_numbers()) {
      for (const char* entry : {"A", "B", "C", "D", "1", "2", "3", "99", "?", ""}) {
        QuestionSheet sheet = marker.blank();
        sheet[part].entry = entry;
        take(sheet);
      }
      continue;
    }
    const Ways ways(*marker.parts()[part].problem, marker.numbers(part));
    for (const Numbers& numbers : ways.sheets()) {
      QuestionSheet sheet = marker.blank();
      for (std::size_t i = 0; i < numbers.size(); ++i) sheet[part].numbers[i] = written(numbers[i]);
      take(sheet);
    }
  }
}

std::string page_of(const QuestionSheets& sheets, const QuestionSheet& sheet, const MarkedQuestion& marked,
                    Format format, const std::string& language) {
  Layout layout;
  layout.language = named(language);
  return rendered(format, sheets.document(sheet, marked, {}, "7"), layout);
}

struct Seen {
  std::set<std::string> verdicts, causes;

  void note(const MarkedQuestion& marked) {
    for (const MarkedPart& part : marked.parts) {
      for (const LineMark& line : part.numbers.lines) {
        verdicts.emplace(to_string(line.verdict));
        for (const auto* some : {&line.causes, &line.probably}) {
          for (const Cause& cause : *some) causes.insert(cause.id);
        }
      }
    }
  }
};

/// Without the names of quantities and parameters, which are a problem's own.
std::set<std::string> without_names(std::set<std::string> words, const Problem& problem) {
  static const std::regex letters("[A-Za-z]{2,}");
  const auto take_out = [&](const std::string& name) {
    for (std::sregex_iterator i(name.begin(), name.end(), letters), end; i != end; ++i) words.erase(i->str());
  };
  for (const Equation& equation : problem.optimizer.equations) take_out(equation.quantity);
  for (const std::string& name : problem.objective->parameters()) take_out(name);
  return words;
}

TEST(MarkSheetsInLanguages, SayNothingInEnglish) {
  Seen seen;
  for (const Problem& problem : bank()) {
    if (!is_catalogued(problem)) continue;
    QuestionMarker marker(problem);
    const QuestionSheets shown(marker), hidden(marker, Answers::hidden);
    bool hides = false;
    each_sheet(marker, false, [&](const QuestionSheet& sheet) {
      const MarkedQuestion marked = marker.mark(sheet);
      seen.note(marked);
      const QuestionSheets& sheets = (hides = !hides) ? hidden : shown;
      const std::string page = page_of(sheets, sheet, marked, Format::html, "zh");
      const std::set<std::string> left = without_names(english_on(page, problem), problem);
      EXPECT_TRUE(left.empty()) << problem.file << ": " << ::testing::PrintToString(left) << page;
    });
  }
  EXPECT_EQ(seen.verdicts.size(), marking::verdict_rules().size()) << ::testing::PrintToString(seen.verdicts);
  EXPECT_GE(seen.causes.size(), 80U) << ::testing::PrintToString(seen.causes);
}

/// Without Greek letters by themselves, which conventions spell in some languages: "Epsilon außerhalb der Wurzel".
std::vector<std::string> formulas_on(const std::string& markdown) {
  static const std::regex letter("\\\\[a-z]+");
  std::vector<std::string> all = formulas_in_points(markdown);
  std::erase_if(all, [](const std::string& one) { return std::regex_match(one, letter); });
  return all;
}

/// Numbers have the comma of the language, and formulas are those of the English page.
TEST(MarkSheetsInLanguages, HaveTheSameFormulasAndNumbers) {
  static const std::regex point("[0-9]\\.[0-9]");
  std::size_t nth = 0;
  for (const Problem& problem : bank()) {
    QuestionMarker marker(problem);
    const QuestionSheets sheets(marker);
    each_sheet(marker, true, [&](const QuestionSheet& sheet) {
      if (nth++ % 7 != 0) return;
      const MarkedQuestion marked = marker.mark(sheet);
      const std::vector<std::string> english = formulas_on(page_of(sheets, sheet, marked, Format::markdown, "en"));
      for (const std::string name : {"de", "es", "fr", "zh"}) {
        EXPECT_EQ(formulas_on(page_of(sheets, sheet, marked, Format::markdown, name)), english)
            << problem.file << ", " << name;
        if (name == "zh") continue;
        const std::string words = words_on(page_of(sheets, sheet, marked, Format::html, name));
        EXPECT_FALSE(std::regex_search(words, point)) << problem.file << ", " << name << words;
      }
    });
  }
  EXPECT_GT(nth, 1000U);
}

/// What was done says by itself what is before the colon, in every language.
TEST(MarkSheetsInLanguages, SayWhatWasDoneBeforeTheColon) {
  std::vector<std::string> all;
  for (const Mistake& mistake : mistake::mistakes()) all.push_back(mistake.student);
  for (const marking::Slip& slip : marking::slips()) all.push_back(slip.student);
  for (const std::string name : {"de", "es", "fr", "zh"}) {
    for (const std::string& english : all) {
      const std::string said = plain_words(sentence(english.c_str()), named(name));
      const std::string done = plain_words(without_advice(sentence(english.c_str())), named(name));
      const bool has_advice = english.find(':') != std::string::npos;
      EXPECT_EQ(has_advice, said.size() > done.size() + 3) << name << ": " << said;
      EXPECT_EQ(said.substr(0, done.size()), done);
      EXPECT_EQ(done.find_first_of(".:"), std::string::npos) << done;
    }
  }
}

TEST(MarkSheetsInLanguages, BeginASentenceAsTheLanguageDoes) {
  const Inline cause = sentence("You forgot the square root.");
  const Inline probably = sentence("Probably: {cause}", {{"cause", small(cause)}});
  EXPECT_EQ(plain_words(probably), "Probably: you forgot the square root.");
  EXPECT_EQ(plain_words(probably, named("de")), "Wahrscheinlich: Sie haben die Quadratwurzel vergessen.");
  EXPECT_EQ(plain_words(probably, named("fr")), "Probablement : vous avez oublié la racine carrée.");
  EXPECT_EQ(plain_words(small(cause)), "you forgot the square root.");
  EXPECT_EQ(plain_words(small(without_advice(sentence("You left out epsilon: add it where the formula has it.")))),
            "you left out epsilon");
  const Inlines symbols =
      in_language({with_symbols({sentence("You left out epsilon: add it where the formula has it.")})}, named("de"));
  ASSERT_EQ(symbols.size(), 3U);
  EXPECT_EQ(symbols[1].value, "\\epsilon");
}

// --------------------------------------------------------------------------------------------- classes and their
// papers

std::string in_chinese(const Document& page) {
  Layout layout;
  layout.language = named("zh");
  return rendered(Format::html, page, layout);
}

TEST(StatisticsInLanguages, SayNothingInEnglish) {
  const Problem none;
  PaperStatistics statistics("7", 2);
  std::vector<std::string> causes;
  for (const Mistake& mistake : mistake::mistakes()) causes.push_back(mistake.id);
  for (const marking::Slip& slip : marking::slips()) causes.push_back(slip.id);
  for (const std::string& name : catalogue_names()) causes.push_back(name);
  statistics.add({{2, 4, {{"2 g x", 1, 2, causes}}, false}, {1, 1, {}, true}});
  statistics.add({{4, 4, {{"2 g x", 2, 2, {}}}, false}, {1, 1, {}, true}});
  statistics.add_absent();
  const std::string page = in_chinese(statistics.document());
  EXPECT_TRUE(english_on(page, none).empty()) << ::testing::PrintToString(english_on(page, none)) << page;
  Layout layout;
  layout.language = named("de");
  const std::string german = rendered(Format::markdown, statistics.document(), layout);
  EXPECT_NE(german.find("Im Mittel 75 % der Punkte"), std::string::npos) << german;
}

TEST(StatisticsInLanguages, OfOneProblem) {
  const Problem problem = read_problem("problems/bank/momentum-bowl.toml");
  QuestionMarker marker(problem);
  ClassStatistics statistics(marker);
  std::vector<std::string> ids = {"theta"};
  each_sheet(marker, false, [&](const QuestionSheet& sheet) { statistics.add(sheet, marker.mark(sheet)); });
  for (const Mistake& mistake : mistake::mistakes()) ids.push_back(mistake.id);
  for (const marking::Slip& slip : marking::slips()) ids.push_back(slip.id);
  for (const std::string& name : catalogue_names()) ids.push_back(name);
  std::set<std::string> left = english_on(in_chinese(statistics.document()), problem);
  static const std::regex letters("[A-Za-z]{2,}");
  for (const std::string& id : ids) {
    for (std::sregex_iterator i(id.begin(), id.end(), letters), end; i != end; ++i) left.erase(i->str());
  }
  EXPECT_TRUE(left.empty()) << ::testing::PrintToString(left);
}

TEST(FrontOfACopy, SaysNothingInEnglish) {
  for (const bool solutions : {false, true}) {
    const std::string page =
        in_chinese(copy_front({"1", "2", "3", "4", "5", "6", {Exact(1), Exact::decimal(15, 1)}, 30, solutions}));
    EXPECT_TRUE(english_on(page, Problem()).empty()) << page;
    EXPECT_EQ(page.find("30 分钟") != std::string::npos, !solutions) << page;
  }
}

}  // namespace
}  // namespace stepmark::tests

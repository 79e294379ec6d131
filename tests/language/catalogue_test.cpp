// The files of sentences, and how they are read.
#include "lib/optimizer/catalogue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "problems/family.hpp"
#include "reports/language/language.hpp"
#include "reports/language/texts.hpp"
#include "solver/marking/slip.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/paths.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using language::Catalogue;
using language::Language;
using language::PluralRule;

// ------------------------------------------------------------------------------------------------------------- plurals

TEST(PluralRule, AsTheManualOfGettextHasThem) {
  const PluralRule german("nplurals=2; plural=(n != 1);"), french("nplurals=2; plural=n > 1;"),
      chinese("nplurals=1; plural=0;"),
      polish("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
      arabic("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;");
  for (std::uint64_t n = 0; n < 250; ++n) {
    EXPECT_EQ(german.form_of(n), n == 1 ? 0U : 1U);
    EXPECT_EQ(french.form_of(n), n < 2 ? 0U : 1U);
    EXPECT_EQ(chinese.form_of(n), 0U);
    const auto tens = n / 10 % 10, ones = n % 10;
    EXPECT_EQ(polish.form_of(n), n == 1 ? 0U : (tens != 1 && ones > 1 && ones < 5) ? 1U : 2U) << n;
    const auto two = n % 100;
    EXPECT_EQ(arabic.form_of(n), n < 3 ? n : two < 3 ? 5U : two < 11 ? 3U : 4U) << n;
  }
  EXPECT_EQ(arabic.forms(), 6U);
}

TEST(PluralRule, RefusesWhatIsNone) {
  for (const char* rule : {"", "nplurals=2;", "plural=0;", "nplurals=2; plural=(n;", "nplurals=2; plural=m;",
                           "nplurals=1; plural=1;", "nplurals=2; plural=n/0;", "nplurals=2; plural=0 1;"}) {
    EXPECT_THROW(PluralRule{rule}, std::invalid_argument) << rule;
  }
}

// --------------------------------------------------------------------------------------------------------------- files

const std::string head =
    "msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n\n";

TEST(Catalogue, ReadsWhatGettextWrites) {
  const Catalogue read(head +
                       "# a remark\nmsgid \"a \\\"b\\\"\"\nmsgstr \"\"\n\"c \"\n\"\\\\d\"\n\n"
                       "msgctxt \"e\"\nmsgid \"f\"\nmsgstr \"g\"\n\nmsgid \"f\"\nmsgstr \"h\"\n\n"
                       "msgid \"{n} day\"\nmsgid_plural \"{n} days\"\nmsgstr[0] \"i\"\nmsgstr[1] \"j\"\n\n"
                       "msgid \"left\"\nmsgstr \"\"\n");
  EXPECT_EQ(read.head("Language"), "xx");
  EXPECT_EQ(read.head("Charset"), "");
  EXPECT_EQ(read.find("", "a \"b\"")->front(), "c \\d");
  EXPECT_EQ(read.find("e", "f")->front(), "g");
  EXPECT_EQ(read.find("", "f")->front(), "h");
  EXPECT_EQ(*read.find("", "{n} day"), (std::vector<std::string>{"i", "j"}));
  EXPECT_EQ(read.find("", "left"), nullptr);
  EXPECT_EQ(read.find("", ""), nullptr);
}

TEST(Catalogue, RefusesWhatIsNone) {
  for (const std::string& po :
       {std::string("msgid \"a\"\nmsgstr \"b\"\n"), head + "msgid a\n", head + "msgfoo \"a\"\n", head + "msgid\n",
        head + "msgid \"\\q\"\n", head + "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n"}) {
    EXPECT_THROW(Catalogue{po}, std::invalid_argument) << po;
  }
}

// ----------------------------------------------------------------------------------------------- the languages shipped

std::vector<Language> others() {
  std::vector<Language> all;
  for (const std::string& name : language::language_names()) {
    if (name != "en") all.push_back(*Language::named(name));
  }
  return all;
}

TEST(Languages, AreThese) {
  EXPECT_EQ(language::language_names(), (std::vector<std::string>{"en", "de", "es", "fr", "zh"}));
  EXPECT_TRUE(Language::named("en")->is_english());
  EXPECT_FALSE(Language::named("xx"));
  for (const std::string& name : language::language_names()) EXPECT_EQ(Language::named(name)->name(), name);
}

TEST(Languages, GettextFindsNoFault) {
  for (const language::Text& text : language::texts()) {
    const support::Outcome checked = support::run(
        "msgfmt --check-format --check-domain -o /dev/null reports/language/po/" + std::string(text.name) + ".po 2>&1");
    EXPECT_EQ(checked.status, 0) << checked.output;
    EXPECT_EQ(checked.output, "") << text.name;
  }
}

using Sentence = std::pair<std::string, std::string>;  ///< context, English

/// What stands in the sources, by gettext's own extraction; of what depends on a number, English has two forms.
Catalogue extracted() {
  const support::Scratch scratch;
  const std::string extract =
      "(find lib solver problems reports assessment web/front cli -name '*.[ch]pp' | sort | xargs xgettext "
      "--language=C++ "
      "--from-code=UTF-8 "
      "--omit-header -k -ksentence:1 -ksentence_in:1c,2 -kplural:1,2 -kSTEPMARK_WORDS_IN:1c,2 -kmessage:1 "
      "-kmessage_plural:1,2 -kSTEPMARK_MESSAGE:1 -o - 2>/dev/null)";
  const support::Outcome found = support::run(extract);
  EXPECT_EQ(found.status, 0) << found.output;
  const std::string file = scratch.write("sources.po", head + found.output);
  const support::Outcome filled =
      support::run("(msgen --force-po -o - " + file + " 2>/dev/null)");  // English to English
  EXPECT_EQ(filled.status, 0) << filled.output;
  return Catalogue(filled.output);
}

/// What the sources say, and the tables that hold sentences.
std::set<Sentence> sentences_said() {
  std::set<Sentence> all;
  extracted().each(
      [&](std::string_view context, std::string_view english, const auto&) { all.emplace(context, english); });
  for (const mistake::Mistake& one : mistake::mistakes()) all.insert({{"", one.student}, {"", one.marker}});
  for (const marking::Slip& one : marking::slips()) all.insert({{"", one.student}, {"", one.marker}});
  for (const marking::VerdictRule& one : marking::verdict_rules()) all.emplace("verdict", one.student);
  for (const auto* words :
       {&questions::behaviours_in_words(), &questions::changes_in_words(), &questions::motions_in_words()}) {
    for (const std::string& one : *words) all.emplace("", one);
  }
  for (const problems::Family& family : problems::families()) all.insert({{"", family.sentence}, {"", family.on}});
  for (const std::string& name : optimizer::catalogue_names()) {
    const optimizer::Definition& definition = optimizer::catalogue_definition(name);
    const std::string short_title = definition.title.substr(0, definition.title.find(','));
    for (const std::string& words : {definition.title, short_title, definition.convention}) {
      if (!words.empty()) all.emplace("optimizer", words);
    }
  }
  return all;
}

TEST(Languages, SayEverySentenceAndNoOther) {
  const std::set<Sentence> said = sentences_said();
  EXPECT_GT(said.size(), 400U);
  for (const Language& language : others()) {
    std::set<Sentence> known;
    language.catalogue()->each([&](std::string_view context, std::string_view english, const auto& forms) {
      known.emplace(context, english);
      EXPECT_TRUE(forms.size() == 1 || forms.size() == language.catalogue()->plural().forms()) << english;
      for (const std::string& form : forms) EXPECT_FALSE(form.empty()) << language.name() << ": " << english;
    });
    for (const Sentence& one : said) {
      EXPECT_TRUE(known.count(one)) << language.name() << " does not say " << one.first << ": " << one.second;
    }
    for (const Sentence& one : known) {
      EXPECT_TRUE(said.count(one)) << language.name() << " says what no page says: " << one.first << ": " << one.second;
    }
  }
}

/// "{precision}", capitals apart.
std::set<std::string> placeholders(std::string_view words) {
  std::set<std::string> all;
  for (std::size_t at = 0; (at = words.find('{', at)) != std::string_view::npos; ++at) {
    std::string name(words.substr(at, words.find('}', at) - at + 1));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    all.insert(name);
  }
  return all;
}

/// A single thing need not be counted, in English or elsewhere: "the only row".
TEST(Languages, HaveTheSamePlaceholders) {
  std::map<std::string, std::string, std::less<>> of_many;
  extracted().each([&](std::string_view, std::string_view english, const auto& forms) {
    if (forms.size() > 1) of_many.emplace(english, forms[1]);
  });
  for (const Language& language : others()) {
    language.catalogue()->each([&](std::string_view, std::string_view english, const auto& forms) {
      for (std::size_t i = 0; i < forms.size(); ++i) {
        const auto many = of_many.find(english);
        const bool is_one = i == 0 && forms.size() > 1;
        std::set<std::string> here = placeholders(forms[i]);
        std::set<std::string> expected = placeholders(is_one || many == of_many.end() ? english : many->second);
        if (is_one) here.erase("{n}"), expected.erase("{n}");
        EXPECT_EQ(here, expected) << language.name() << ": " << english;
      }
    });
  }
}

/// French sets a blank before these, Chinese its own signs.
TEST(Languages, ArePunctuatedInTheirWay) {
  Language::named("fr")->catalogue()->each([](std::string_view, std::string_view english, const auto& forms) {
    for (const std::string& form : forms) {
      for (std::size_t i = 1; i < form.size(); ++i) {
        const bool is_double = form[i] == ':' || form[i] == ';' || form[i] == '?' || form[i] == '!';
        EXPECT_TRUE(!is_double || form[i - 1] == ' ') << english << ": " << form;
      }
    }
  });
  Language::named("zh")->catalogue()->each([](std::string_view context, std::string_view english, const auto& forms) {
    for (const std::string& form : forms) {
      const bool ends = english.ends_with('.') && english.find(' ') != english.npos && context.empty();
      EXPECT_TRUE(!ends || form.ends_with("。")) << form;
    }
  });
}

TEST(Languages, ChooseTheFormByTheNumber) {
  const Language german = *Language::named("de"), french = *Language::named("fr");
  EXPECT_EQ(german.said("{n} decimal place", "{n} decimal places", 0), "{n} Nachkommastellen");
  EXPECT_EQ(french.said("{n} decimal place", "{n} decimal places", 0), "{n} décimale");
  EXPECT_EQ(Language().said("{n} decimal place", "{n} decimal places", 0), "{n} decimal places");
  EXPECT_EQ(german.said("", "nobody says this"), "nobody says this");
}

}  // namespace
}  // namespace stepmark::tests

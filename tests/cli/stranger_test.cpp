// Texts of strangers, by every way in and on every kind of page: each arrives as the text that it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;
using Json = nlohmann::json;

struct Text {
  std::string written;
  std::string shown;  ///< the same, with what no one sees escaped
};

Text plain(const std::string& text) { return {text, text}; }

/// Of one line and without '"', for the places that take no others.
const std::vector<Text>& texts() {
  static const std::vector<Text> all = {
      plain("\\input{/etc/passwd}"),
      plain("$\\input{/etc/passwd}$"),
      plain("$$x$$ and \\(y\\)"),
      plain("\\def\\x{\\x}\\x \\csname x\\endcsname"),
      plain("^^5cinput{/etc/passwd} % # & ~ _ ^"),
      plain("<script>alert(1)</script>"),
      plain("<img src=x onerror=alert(1)>"),
      plain("<!-- gone --> &lt;b&gt; &amp; &#35;"),
      plain("</title></h1><iframe>"),
      plain("[a](javascript:alert(1))"),
      plain("![a](/etc/passwd)"),
      plain("<https://example.org> www.example.org"),
      plain("`\\input{/etc/passwd}`{=latex}"),
      plain("```{=html} <script>alert(1)</script>"),
      plain("---"),
      plain("--- title: x"),
      plain("% title"),
      plain("- item"),
      plain("1. one"),
      plain("[^1]: note[^1]"),
      plain("{.class #id onclick=x}"),
      plain("::: div"),
      plain("a | b || c"),
      plain("ada@example.org"),
      plain("*a* _b_ ~~c~~ ^d^"),
      {"a\u202Egpj.exe", "a\\u202egpj.exe"},
      {"\u2066a\u2069 \u200Eb\u200F \u061C", "\\u2066a\\u2069 \\u200eb\\u200f \\u061c"},
      {"a\u200Bb\u200Dc\uFEFFd", "a\\u200bb\\u200dc\\ufeffd"},
      {"a\u009B31mb", "a\\u009b31mb"}};
  return all;
}

std::string toml_string(const std::string& text) { return Json(text).dump(); }

/// Without white space.
std::string squeezed(const std::string& text) {
  std::string result;
  for (const char c : text) result += static_cast<unsigned char>(c) <= ' ' ? "" : std::string(1, c);
  return result;
}

/// The fonts of TeX have accents alone, or quotes, in the place of some characters.
std::string in_ascii(std::string text) {
  for (const auto& [sign, c] :
       {std::pair("\u02C6", "^"), std::pair("\u02DC", "~"), std::pair("\u2018", "`"), std::pair("\u201C", "``")}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;)
      text.replace(at, std::string(sign).size(), c);
  }
  return text;
}

std::size_t count_of(const std::string& part, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

/// What pandoc finds in Markdown beside text and math, apart from our own breaks of the page.
void expect_text_alone(const Json& node) {
  if (node.is_object() && node.contains("t")) {
    const std::string type = node["t"];
    const bool ours =
        (type == "RawBlock" && node["c"][0] == "openxml") || (type == "RawInline" && node["c"][1] == "<!-- -->");
    for (const char* bad :
         {"RawBlock", "RawInline", "Link", "Image", "Note", "Cite", "Code", "CodeBlock", "Strikeout"}) {
      EXPECT_TRUE(ours || type != bad) << node.dump().substr(0, 300);
    }
  }
  if (node.is_structured()) {
    for (const Json& child : node) expect_text_alone(child);
  }
}

std::string out_of(const std::vector<std::string>& words) {
  const Outcome outcome = support::run_program(words);
  EXPECT_EQ(outcome.status, 0) << words.front() << ": " << outcome.error.substr(0, 1000);
  return outcome.output;
}

std::string seen_on(const std::string& file) {
  return out_of({"/usr/bin/python3", "-B", "tests/cli/page_text.py", file});
}

class Stranger : public ::testing::Test {
 protected:
  std::string problem(const std::string& name, const std::string& head) const {
    return scratch_.write(name, head +
                                    "steps = 1\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n[working]\n"
                                    "round = '2 places'\n[answer]\nask = ['theta']\n");
  }

  /// A problem for each text, which is its title.
  std::vector<std::string> titled() const {
    std::vector<std::string> files;
    for (const Text& text : texts()) {
      files.push_back(problem("t" + std::to_string(files.size()) + ".toml",
                              "title = " + toml_string(text.written) + "\noptimizer = 'gradient-descent'\n"));
    }
    return files;
  }

  /// A problem for each text, which its optimizer has as title, source and convention.
  std::vector<std::string> optimized() const {
    std::vector<std::string> files;
    for (const Text& text : texts()) {
      const std::string name = "o" + std::to_string(files.size()), quoted = '"' + text.written + "\"\n";
      scratch_.write(name + ".optimizer",
                     "optimizer x " + quoted + "source " + quoted + "convention gradient-descent " + quoted +
                         "hyper eta = 0.1\nstart theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] - "
                         "eta*g[t]\n");
      files.push_back(problem(name + ".toml", "optimizer = './" + name + ".optimizer'\n"));
    }
    return files;
  }

  std::string markdown_of(std::vector<std::string> words) const {
    const std::string page = scratch_.path("page.md");
    words.insert(words.end(), {"-o", page, "--force"});
    EXPECT_EQ(stepmark_program(words).status, 0);
    return page;
  }

  /// The page's text by pandoc's reading of it.
  std::string seen_in_markdown(const std::string& file) const {
    expect_text_alone(Json::parse(out_of({"pandoc", "-f", "markdown", "-t", "json", file}))["blocks"]);
    const std::string html = scratch_.path("seen.html");
    out_of({"pandoc", "-f", "markdown-smart", "-t", "html", "-o", html, file});
    return seen_on(html);
  }

  static void expect_all_in(const std::string& seen, const std::string& where) {
    for (const Text& text : texts()) EXPECT_GE(count_of(squeezed(text.shown), seen), 1U) << text.shown << where;
  }

  ScratchDirectory scratch_;
};

using Kinds = std::vector<std::vector<std::string>>;
const Kinds kinds = {{}, {"--solutions"}, {"--marker"}};

TEST_F(Stranger, TitlesArriveAsText) {
  for (const std::vector<std::string>& kind : kinds) {
    std::vector<std::string> words = titled();
    words.insert(words.begin(), "handout");
    words.insert(words.end(), kind.begin(), kind.end());
    expect_all_in(seen_in_markdown(markdown_of(words)), kind.empty() ? "" : kind.front());
  }
}

TEST_F(Stranger, OptimizersArriveAsText) {
  for (const std::string& file : optimized()) {
    const Text& text = texts().at(std::stoul(std::filesystem::path(file).stem().string().substr(1)));
    for (const std::vector<std::string>& words : Kinds{{"solve", file}, {"handout", file, "--solutions"}}) {
      EXPECT_GE(count_of(squeezed(text.shown), seen_in_markdown(markdown_of(words))), 1U)
          << text.shown << words.front();
    }
  }
}

TEST_F(Stranger, PagesOfEveryFormHoldThemAsText) {
  std::vector<std::string> words = titled(), optimizers = optimized();
  words.insert(words.begin(), {"handout", "--solutions"});
  words.insert(words.end(), optimizers.begin(), optimizers.end());
  for (const std::string form : {"html", "docx", "pdf"}) {
    const std::string page = scratch_.path("page." + form);
    std::vector<std::string> made = words;
    made.insert(made.end(), {"--to", form, "-o", page});
    const Outcome outcome = stepmark_program(made);
    ASSERT_EQ(outcome.status, 0) << outcome.error;
    if (form != "pdf") {
      expect_all_in(seen_on(page), form);
      continue;
    }
    const std::string seen = in_ascii(squeezed(out_of({"pdftotext", "-nopgbrk", page, "-"})));
    EXPECT_EQ(seen.find("root:"), std::string::npos);
    for (const Text& text : texts()) EXPECT_GE(count_of(squeezed(text.shown), seen), 1U) << text.shown;
  }
}

TEST_F(Stranger, AnOptionsTextArrivesAsText) {
  const std::string p = problem("p.toml", "optimizer = 'gradient-descent'\n");
  for (const Text& text : texts()) {
    const std::string seen = seen_in_markdown(markdown_of({"handout", p, "--title=" + text.written}));
    EXPECT_GE(count_of(squeezed(text.shown), seen), 1U) << text.shown;
  }
}

TEST_F(Stranger, NamesOfStudentsArriveAsText) {
  const std::string p = problem("p.toml", "optimizer = 'gradient-descent'\n"), feedback = scratch_.path("feedback");
  std::string sheets = "student,t,quantity,component,value\n";
  for (const Text& text : texts()) sheets += '"' + text.written + "\",1,theta,x,2.4\n";
  const Outcome outcome = stepmark_program({"mark", p, scratch_.write("class.csv", sheets), "--feedback", feedback});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  std::string seen;
  for (const auto& entry : std::filesystem::directory_iterator(feedback)) seen += seen_in_markdown(entry.path());
  expect_all_in(seen, "feedback");
  for (const Text& text : texts()) {
    EXPECT_TRUE(text.shown == text.written || outcome.output.find(text.written) == std::string::npos) << text.shown;
  }
}

/// Of a file of the machine in the PDF, an endless loop in TeX, a script in the HTML.
TEST_F(Stranger, TheLatexOfANameIsCheckedWhenItIsRead) {
  const std::pair<const char*, const char*> cases[] = {{"\\input{/etc/passwd}", ":5:10: '\\input' "},
                                                       {"\\def\\x{\\x}\\x", ":5:10: '\\def' "},
                                                       {"m}$$ <script>alert(1)</script> $${m", ":5:11: '}' "},
                                                       {"\\mathrm{m}\\openin", ":5:20: '\\openin' "},
                                                       {"m^^5c", ":5:12: "}};
  for (const auto& [latex, place] : cases) {
    scratch_.write("l.optimizer",
                   "optimizer l \"t\"\nsource \"s\"\nhyper eta = 0.1\nstart theta[0] given, m[0] = 0\nlatex m \"" +
                       std::string(latex) +
                       "\"\n\ng[t] = grad(theta[t-1])\nm[t] = 0.5*m[t-1] + g[t]\ntheta[t] = theta[t-1] - "
                       "eta*m[t]\n");
    const std::string p = problem("l.toml", "optimizer = 'l.optimizer'\n");
    for (const std::vector<std::string>& words :
         Kinds{{"solve", p}, {"handout", p, "--to", "html"}, {"optimizers", scratch_.path("l.optimizer")}}) {
      expect_refused(stepmark_program(words), {"l.optimizer" + std::string(place), "expected letters, digits"});
    }
  }
}

/// What a terminal would obey, or what would turn the line that it stands in.
TEST_F(Stranger, MessagesShowWhatNoOneSees) {
  for (const std::string hidden : {"\u202E", "\u2066", "\u200F", "\u061C", "\u200B", "\u009B", "\u00AD", "\x1b"}) {
    const std::string p = problem("p.toml", "optimizer = 'gradient-descent'\n");
    for (const std::vector<std::string>& words :
         Kinds{{"solve", "no" + hidden + "ne.toml"},
               {"so" + hidden + "lve", p},
               {"solve", p, "--fo" + hidden + "rm=x"},
               {"calc", "1 + " + hidden},
               {"solve", p, "--format", "x" + hidden},
               {"optimizers", "ad" + hidden + "am"},
               {"check", p, scratch_.write("sheet.csv", "t,quan" + hidden + ",x\n1,2,3\n")}}) {
      const Outcome outcome = stepmark_program(words);
      EXPECT_EQ(outcome.status, 2) << words.front();
      EXPECT_EQ(outcome.error.find(hidden), std::string::npos) << words.front() << outcome.error;
    }
  }
}

}  // namespace
}  // namespace stepmark::tests

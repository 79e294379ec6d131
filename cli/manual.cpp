// The man page, as man-pages(7) would have it: what the commands say of themselves, between what is said of all.
#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#include "cli/command.hpp"
#include "cli/offer.hpp"
#include "cli/output.hpp"
#include "lib/base/error.hpp"
#include "lib/base/version.hpp"

namespace stepmark::cli {

namespace {

constexpr const char* introduction = R"roff(.SH NAME
stepmark \- work and mark the hand calculations of deep-learning optimizers
.SH SYNOPSIS
.B stepmark
.I command
.RI [ argument .\|.\|.]\&
.RI [ option .\|.\|.]\&
.P
.B stepmark help
.RI [ command ]
.P
.B stepmark \-\-version
.SH DESCRIPTION
.B stepmark
works the calculations of gradient descent, momentum, Nesterov, AdaGrad,
RMSProp, Adam and their kin line by line, with no wrong digit.
It makes practice questions that are certified to be fair, marks answers, and
compares a program's numbers with those of the optimizer that it claims to be.
.P
A problem is a TOML file that names an optimizer, its hyperparameters, an
objective and a start; see
.BR EXAMPLES .
Output goes to standard output, or to the file of
.BR \-o .
A file that exists is never overwritten without
.BR \-\-force ,
and appears whole or not at all.
.P
Options may stand before and after arguments;
.B \-\-
ends them.
For most arguments,
.B \-
is standard input.
The pages of
.B \-\-to
are made by
.BR pandoc (1),
PDF with the help of LaTeX.
)roff";

constexpr const char* conclusion = R"roff(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Done, and the answer to a question is no
.RB ( certify ,
.BR verify ).
.TP
.B 2
Not done: bad usage or bad input.
One line on standard error names the file, the line and the column, what is
wrong, and what was expected.
.SH ENVIRONMENT
.TP
.B NO_COLOR
If set,
.B stepmark practice
prints without colours.
.SH FILES
An installation with another prefix than
.I /usr
has these below that.
.TP
.I /usr/share/stepmark/bank/
Ready problems.
.TP
.I /usr/share/stepmark/catalogue/
The definitions of the optimizers, to be read: the program has its own copy.
.TP
.I /usr/share/doc/stepmark/handbook.md
The handbook: every task, with examples.
.SH EXAMPLES
A problem, in the file
.IR momentum.toml :
.P
.in +4n
.EX
optimizer = "momentum"
steps = 2

[hyperparameters]
eta = 0.05
gamma = 0.9

[objective]
function = "x\(ha2 + 5*y\(ha2"
start = { x = 3, y = 1 }

[working]
round = "4 places"
.EE
.in
.P
Its worked solution, as Markdown and as a page:
.P
.in +4n
.EX
stepmark solve momentum.toml
stepmark solve momentum.toml \-o solution.pdf
.EE
.in
.P
Twenty questions that are the same amount of work, with solutions and answer
sheets:
.P
.in +4n
.EX
stepmark generate \-\-optimizer adam\-slides \-\-count 20 \-o questions
.EE
.in
.P
A blank answer sheet, and one that is filled in, marked:
.P
.in +4n
.EX
stepmark sheet momentum.toml \-o answers.csv
stepmark check momentum.toml answers.csv
.EE
.in
.SH SEE ALSO
.BR pandoc (1)
)roff";

/// Escapes `text` for roff, so that it is printed as it is, and a minus can be copied as one.
std::string roff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '"':
        result += "\\(dq";
        break;
      case '\'':
        result += "\\(aq";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string bold(const std::string& text) { return text.empty() ? "" : "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return text.empty() ? "" : "\\fI" + roff(text) + "\\fR"; }

/// A line of text: roff takes one that begins with a dot, or with a blank, for more than that.
std::string text_line(const std::string& text) { return (text.starts_with('.') ? "\\&" : "") + text + '\n'; }

/// Text of ours in lines of roff: a sentence begins a line, and none is longer than 80 characters.
std::string filled(const std::string& text) {
  std::string page, current;
  bool sentence_ends = false;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::string next = roff(word);
    if (!current.empty() && (sentence_ends || current.size() + next.size() > 77)) {
      page += text_line(current);
      current.clear();
    }
    current += (current.empty() ? "" : " ") + next;
    sentence_ends = word.ends_with('.');
  }
  return page + text_line(current);
}

/// The paragraphs of a help page. There, a term is two blanks from the edge, two or more blanks before its meaning,
/// which goes on further right: "  tidy     its numbers are short;".
class Paragraphs {
 public:
  std::string read(const std::string& text) {
    std::istringstream lines(text);
    for (std::string each; std::getline(lines, each);) {
      const std::size_t indent = std::min(each.find_first_not_of(' '), each.size());
      if (indent == 2) {
        begin_term(each.substr(indent));
      } else {
        if (in_list_ && indent == 0) end_list();
        part_ += ' ' + each.substr(indent);
      }
    }
    flush();
    return page_;
  }

 private:
  void begin_term(const std::string& text) {
    flush();
    const std::size_t end = std::min(text.find("  "), text.size());
    page_ += ".TP\n" + text_line(bold(text.substr(0, end)));
    part_ = text.substr(end);
    in_list_ = true;
  }
  void end_list() {
    flush();
    page_ += ".P\n";
    in_list_ = false;
  }
  void flush() {
    if (!part_.empty()) page_ += filled(part_);
    part_.clear();
  }

  std::string page_, part_;
  bool in_list_ = false;
};

std::string option_text(const OptionSpec& option) {
  std::string names;
  if (option.short_name != 0) names = bold(std::string("-") + option.short_name) + ", ";
  names += bold("--" + option.name);
  if (!option.argument.empty()) names += ' ' + italic(option.argument);
  return ".TP\n" + text_line(names) + filled(option.help);
}

std::string as_sentence(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text.ends_with('?') ? text : text + '.';
}

std::string command_text(const Command& command) {
  const Usage& usage = command.usage;
  std::string text = ".SS \"stepmark " + roff(usage.command) + (usage.arguments.empty() ? "" : " ") +
                     italic(usage.arguments) + "\"\n" + filled(as_sentence(command.summary));
  if (!command.details.empty()) text += ".P\n" + Paragraphs().read(command.details);
  for (const OptionSpec& option : usage.options) text += option_text(option);
  return text;
}

/// @param date  digits and minus, which is what reads a date
std::string manual(const std::string& date) {
  std::string text =
      fmt::format(".\\\" Written by \"stepmark manual\".\n.TH STEPMARK 1 \"{}\" \"Stepmark {}\"\n", date, version);
  text += introduction + std::string(".SH COMMANDS\nEach command has, besides its own, the option\n.BR \\-h ,\n");
  text += ".BR \\-\\-help ,\nwhich prints what is said of it here.\n";
  for (const Command& command : commands()) text += command_text(command);
  return text + conclusion;
}

std::string read_date(const Options& options) {
  const std::string date = options.value("date").value_or("");
  if (date.find_first_not_of("0123456789-") == std::string::npos) return date;
  throw InputError({}, "--date is " + in_quotes(date), "expected a date like 2026-11-29");
}

Status print_manual(const Options& options) {
  const std::string date = read_date(options);
  check_output(options);
  emit(options, manual(date));
  return Status::done;
}

}  // namespace

Command manual_command() {
  Usage usage{"manual", "", 0, 0, {}};
  usage.options = {{"date", "DATE", "the date at its foot, like 2026-11-29"}, output_option(), force_option()};
  return {usage, "the man page",
          "All help pages as one, for man: stepmark manual -o stepmark.1, then man ./stepmark.1.\n", print_manual};
}

}  // namespace stepmark::cli

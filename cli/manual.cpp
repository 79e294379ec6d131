// The man page, as man-pages(7) would have it: what the commands say of themselves, between what is said of all.
#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#include "cli/command.hpp"
#include "cli/offer.hpp"
#include "cli/output.hpp"
#include "cli/texts.hpp"
#include "lib/base/error.hpp"
#include "lib/base/version.hpp"

namespace stepmark::cli {

namespace {

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
  std::string text;
  for (const Command& command : commands()) text += command_text(command);
  return fmt::format(".\\\" Written by \"stepmark manual\".\n.TH STEPMARK 1 \"{}\" \"Stepmark {}\"\n", date, version) +
         text_around("stepmark.1", text);
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

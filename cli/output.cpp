#include "cli/output.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/heartbeat.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

namespace {

/// The form that a file name's ending means, as --to and --format name it; empty if it means none.
std::string ending_form(const std::string& file) {
  static const std::map<std::string, std::string> forms = {
      {"html", "html"},   {"htm", "html"},          {"pdf", "pdf"},     {"docx", "docx"}, {"tex", "latex"},
      {"latex", "latex"}, {"markdown", "markdown"}, {"md", "markdown"}, {"json", "json"}, {"csv", "csv"}};
  const std::string name = files::split_path(file).second;
  const std::size_t dot = name.rfind('.');
  const auto form = dot == std::string::npos ? forms.end() : forms.find(lower_case(name.substr(dot + 1)));
  return form == forms.end() ? "" : form->second;
}

bool is_page(const std::string& form) { return form == "html" || form == "pdf" || form == "docx" || form == "latex"; }

void check_name(const NamedOutput& output) {
  if (!output.file.empty()) return;
  throw InputError({}, "the name behind " + output.option + " is empty", "expected that of a file");
}

/// Text in a file whose ending promises a page would open nowhere.
void check_text_name(const std::string& file) {
  const std::string form = ending_form(file);
  if (!is_page(form) || files::is_stream(file)) return;
  throw InputError({file, 0, 0}, "what is written there is text, and no " + form,
                   "expected another ending, or a command that takes --to " + form);
}

/// Those of --format; without that option, a command writes Markdown.
std::vector<std::string> formats_of(const Options& options) {
  return options.knows("format") ? options.choices("format") : std::vector<std::string>{"markdown"};
}

/// The file that a name leads to, however it is spelt.
std::string place_of(const std::string& file) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(file, ignored), ignored).string();
}

}  // namespace

void check_output(const Options& options) {
  const auto file = options.value("output");
  if (!file) return;
  check_name({"-o", *file});
  check_text_name(*file);
  files::check_file(*file, options.has("force"));
}

std::string read_form(const Options& options) {
  const std::vector<std::string> formats = formats_of(options);
  const bool pages = options.knows("to");
  const auto format = options.choice("format");
  const auto to = options.choice("to");
  if (format && to && *format != *to) {
    throw InputError({}, "--format " + *format + " and --to " + *to + " are both given", "expected one of them");
  }
  const auto file = options.value("output");
  const auto stated = format ? format : to;
  const std::string ending = file ? ending_form(*file) : "";
  const bool known = std::find(formats.begin(), formats.end(), ending) != formats.end() || (pages && is_page(ending));
  // One text may stand in a file that is named for another; a page or a text in the place of the other opens nowhere.
  if (stated && known && *stated != ending && (is_page(*stated) || is_page(ending))) {
    throw InputError({*file, 0, 0}, "its ending says " + ending + ", and the options say " + *stated,
                     "expected the same of both");
  }
  const std::string form = stated ? *stated : known ? ending : formats.front();
  if (file && !is_page(form)) check_text_name(*file);
  if (file) {
    check_name({"-o", *file});
    files::check_file(*file, options.has("force"));
  }
  if ((form == "pdf" || form == "docx") && !file) {
    throw InputError({}, "--to " + form + " is given without -o", "expected -o FILE: it is no text");
  }
  return form;
}

void check_outputs(const std::vector<NamedOutput>& outputs, bool force) {
  std::map<std::string, std::string> taken;
  for (const NamedOutput& output : outputs) {
    check_name(output);
    check_text_name(output.file);
    files::check_file(output.file, force);
    files::check_no_input(output.file);
    files::check_place(output.file);
    if (files::is_stream(output.file)) continue;
    const auto [first, is_new] = taken.emplace(place_of(output.file), output.option);
    if (is_new) continue;
    throw InputError({output.file, 0, 0}, "both " + first->second + " and " + output.option + " would be written there",
                     "expected a file for each");
  }
}

files::Stream open_output(const Options& options) {
  Heartbeat::stop();
  check_output(options);
  return files::Stream(options.value("output").value_or(""), options.has("force"));
}

void emit(const Options& options, std::string_view text) {
  Heartbeat::stop();
  const auto file = options.value("output");
  if (file) check_name({"-o", *file});
  file ? files::emit_to(*file, options.has("force"), text) : files::print(text);
}

}  // namespace stepmark::cli

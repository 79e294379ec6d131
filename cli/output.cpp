#include "cli/output.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "cli/heartbeat.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/typeset/pages.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

namespace {

/// The form that a file name's ending means, as --to and --format name it; empty if it means none.
std::string ending_form(const std::string& file) {
  static const std::map<std::string, std::string> forms = [] {
    std::map<std::string, std::string> all = {{"htm", "html"},    {"pdf", "pdf"},           {"docx", "docx"},
                                              {"latex", "latex"}, {"markdown", "markdown"}, {"json", "json"},
                                              {"csv", "csv"}};
    for (const std::string& name : format_names()) all.emplace(ending_of(format_named(name)), name);
    all.erase("txt");  // any text may stand there: an answer sheet, say, which is read again
    return all;
  }();
  const std::string name = files::split_path(file).second;
  const std::size_t dot = name.rfind('.');
  const auto form = dot == std::string::npos ? forms.end() : forms.find(lower_case(name.substr(dot + 1)));
  return form == forms.end() ? "" : form->second;
}

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_page(const std::string& form) { return is_among(form, typeset::forms()); }

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

[[noreturn]] void refuse_ending(const std::string& file, const std::string& ending, const std::string& form,
                                const std::string& expected) {
  throw InputError({file, 0, 0}, "its ending says " + ending + ", and the options say " + form, expected);
}

/// JSON is written whatever the form of pages.
void check_ending(const NamedOutput& output) {
  const std::string ending = ending_form(output.file);
  if (ending == output.form) return;
  if (!output.form.empty() && is_page(ending) && is_among(ending, format_names())) {
    refuse_ending(output.file, ending, output.form, "expected --format " + ending + ", or another ending");
  }
  check_text_name(output.file);
  if (!is_page(output.form)) return;
  const bool is_text = lower_case(output.file).ends_with(".txt");
  if (is_text || !(ending.empty() || ending == "json")) {
    refuse_ending(output.file, is_text ? "text" : ending, output.form, "expected the same of both");
  }
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

namespace {

std::vector<std::string> names_of(const Forms& forms) {
  std::vector<std::string> names = format_names();
  names.insert(names.end(), forms.data.begin(), forms.data.end());
  return names;
}

/// What the options say, or nothing. @throws InputError when they do not agree
std::optional<Form> stated_form(const Options& options) {
  const auto format = options.choice("format");
  const auto to = options.choice("to");
  if (format && to && *format != *to) {
    throw InputError({}, "--format " + *format + " and --to " + *to + " are both given", "expected one of them");
  }
  if (to) return Form{*to, typeset::is_made(*to)};
  return format ? std::optional(Form{*format}) : std::nullopt;
}

}  // namespace

Form read_form(const Options& options, const Forms& forms) {
  const std::optional<Form> stated = stated_form(options);
  const auto file = options.value("output");
  const std::string ending = file ? ending_form(*file) : "";
  const bool known = is_among(ending, names_of(forms)) || (forms.typeset && is_page(ending));
  // One text may stand in a file that is named for another; a page or a text in the place of the other opens nowhere.
  if (stated && known && stated->name != ending && (is_page(stated->name) || is_page(ending))) {
    refuse_ending(*file, ending, stated->name, "expected the same of both");
  }
  const Form form = stated  ? *stated
                    : known ? Form{ending, typeset::is_made(ending)}
                            : Form{std::string(name_of(forms.usual))};
  if (file && form.name != ending) check_text_name(*file);
  if (file) {
    check_name({"-o", *file});
    files::check_file(*file, options.has("force"));
  }
  if (form.typeset && !file) {
    throw InputError({}, "--to " + form.name + " is given without -o", "expected -o FILE: it is no text");
  }
  return form;
}

OptionSpec format_option(const Forms& forms) {
  const std::vector<std::string> names = names_of(forms);
  return {"format", "NAME", alternatives(names) + "; " + std::string(name_of(forms.usual)) + " when left out", 0,
          names};
}

void check_outputs(const std::vector<NamedOutput>& outputs, bool force) {
  std::map<std::string, std::string> taken;
  for (const NamedOutput& output : outputs) {
    check_name(output);
    check_ending(output);
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

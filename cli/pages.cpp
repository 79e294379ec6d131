#include "cli/pages.hpp"

#include <algorithm>

#include "cli/terminal.hpp"
#include "lib/base/text.hpp"
#include "lib/files/output.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::cli {

namespace {

bool has(const std::string& text, const std::string& character) { return text.find(character) != std::string::npos; }

bool shows(const Problem& problem, const std::string& character) {
  const Definition& base = problem.base;
  return has(problem.title, character) || has(base.title, character) || has(base.convention, character) ||
         has(base.source, character);
}

}  // namespace

void check_pictures(const Options& options, const Form& form) {
  if (!options.has("pictures") || !(form.is("csv") || form.is("json"))) return;
  throw InputError({}, "--pictures is given, and the form is " + form.name, "expected a page with it");
}

namespace {

/// Of the files beside a page: its own name, where every program takes that.
std::string stem_of(const std::string& file) {
  const std::string name = files::split_path(file).second;
  const std::string stem = name.substr(0, name.rfind('.'));
  const bool plain = std::all_of(stem.begin(), stem.end(), [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
  });
  return plain && !stem.empty() ? stem : "page";
}

typeset::PageMaker::Wishes wishes_of(const Options& options, const Form& form) {
  const auto file = options.value("output");
  typeset::PageMaker::Wishes wishes;
  wishes.form = form.name;
  wishes.pictures = options.has("pictures");
  wishes.stem = stem_of(file.value_or("page"));
  wishes.columns = file ? 0 : terminal_columns().value_or(0);
  wishes.fragment = options.has("fragment");
  wishes.language = language_of(options);
  if (wishes.pictures && typeset::has_pictures_beside(form.name) && (!file || files::is_stream(*file))) {
    throw InputError({}, "--pictures is given without -o",
                     "expected -o FILE, beside which pictures stand, or --to html");
  }
  if (wishes.fragment && !form.is("latex")) {
    throw InputError({}, "--fragment is given, and the form is " + form.name, "expected --to latex with it");
  }
  return wishes;
}

}  // namespace

PageWriter::PageWriter(const Options& options, const Form& form)
    : options_(options), maker_(wishes_of(options, form)) {}

void PageWriter::emit(std::string text, std::span<const Problem> problems, const std::string& title) try {
  const typeset::PageMaker::Page page = maker_.made(std::move(text));
  // All or nothing, as far as names that are taken can be known before.
  files::emit_beside(options_.value("output").value_or(""), options_.has("force"), page.beside);
  cli::emit(options_, page.bytes);
} catch (const typeset::NoGlyph& error) {
  if (has(title, error.character())) throw error.at({"--title", 0, 0});
  for (const Problem& problem : problems) {
    if (shows(problem, error.character())) throw error.at({problem.file, 0, 0});
  }
  throw;
}

void emit_page(const Options& options, const Form& form, const Document& page, std::span<const Problem> problems) {
  PageWriter writer(options, form);
  writer.emit(rendered(writer.format(), page, writer.layout()), problems);
}

OptionSpec page_option() {
  std::vector<std::string> pages = typeset::forms();
  const std::string help = alternatives(pages) + "; when left out, as FILE ends";
  pages.insert(pages.begin(), std::string(name_of(Format::markdown)));
  return {"to", "FORM", help, 0, pages};
}

OptionSpec language_option(const std::string& of_what) {
  return {"language", "NAME", "in which " + of_what + ": " + alternatives(language_names()), 0, language_names()};
}

Language language_of(const Options& options) {
  const auto name = options.value("language");
  if (!name) return {};
  if (const auto language = Language::named(*name)) return *language;
  throw InputError({}, "--language is " + in_quotes(*name), "expected " + alternatives(language_names()));
}

void check_language(const Options& options, const Form& form) {
  if (!options.has("language")) return;
  if (form.is("csv") || form.is("json")) {
    throw InputError({}, "--language is given, and the form is " + form.name, "expected a page with it");
  }
}

OptionSpec fragment_option() {
  return {"fragment", "", "with --to latex: only the part that goes into a document of your own, such as an exam"};
}

OptionSpec pictures_option() { return {"pictures", "", "with what is to be seen drawn, and told in words"}; }

}  // namespace stepmark::cli

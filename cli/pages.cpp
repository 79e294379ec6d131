#include "cli/pages.hpp"

#include <algorithm>
#include <map>
#include <thread>

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

std::optional<picture::Illustrator::Kind> pictures_in(const std::string& form) {
  using Kind = picture::Illustrator::Kind;
  if (form == "html") return Kind::inside_html;
  if (form == "markdown") return Kind::beside_markdown;
  if (form == "pdf" || form == "latex") return Kind::for_tex;
  return form == "docx" ? std::optional(Kind::for_docx) : std::nullopt;
}

std::size_t side_by_side() { return std::max(1U, std::thread::hardware_concurrency()); }

void check_pictures(const Options& options, const Form& form) {
  if (!options.has("pictures") || !(form.is("csv") || form.is("json"))) return;
  throw InputError({}, "--pictures is given, and the form is " + form.name, "expected a page with it");
}

namespace {

bool stand_beside(const std::string& form) { return form == "markdown" || form == "latex"; }

/// Of the files beside a page: its own name, where every program takes that.
std::string stem_of(const std::string& file) {
  const std::string name = files::split_path(file).second;
  const std::string stem = name.substr(0, name.rfind('.'));
  const bool plain = std::all_of(stem.begin(), stem.end(), [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
  });
  return plain && !stem.empty() ? stem : "page";
}

std::unique_ptr<picture::Illustrator> illustrator_for(const Options& options, const Form& form) {
  if (!options.has("pictures")) return nullptr;
  const auto file = options.value("output");
  const auto kind = pictures_in(form.name);
  if (!kind) return nullptr;
  if (stand_beside(form.name) && (!file || files::is_stream(*file))) {
    throw InputError({}, "--pictures is given without -o",
                     "expected -o FILE, beside which pictures stand, or --to html");
  }
  return std::make_unique<picture::Illustrator>(*kind, stem_of(file.value_or("page")));
}

}  // namespace

PageWriter::PageWriter(const Options& options, const Form& form)
    : options_(options),
      form_(form),
      layout_(typeset::layout_of_source(form.name)),
      pictures_(illustrator_for(options, form)) {
  layout_.columns = options.has("output") ? 0 : terminal_columns().value_or(0);
  layout_.fragment = options.has("fragment");
  layout_.language = language_of(options);
  if (layout_.fragment && !form.is("latex")) {
    throw InputError({}, "--fragment is given, and the form is " + form.name, "expected --to latex with it");
  }
  if (pictures_) layout_.illustrate = [this](const picture::Picture& one) { return (*pictures_)(one); };
}

Format PageWriter::format() const { return typeset::source_of(form_.name); }

void PageWriter::emit(std::string text, std::span<const Problem> problems, const std::string& title) try {
  if (pictures_) {
    picture::Illustrator::draw({pictures_.get()}, side_by_side());
    text = pictures_->complete(std::move(text));
  }
  write(text);
} catch (const typeset::NoGlyph& error) {
  if (has(title, error.character())) throw error.at({"--title", 0, 0});
  for (const Problem& problem : problems) {
    if (shows(problem, error.character())) throw error.at({problem.file, 0, 0});
  }
  throw;
}

/// All or nothing, as far as names that are taken can be known before.
void PageWriter::write(const std::string& text) {
  static const std::map<std::string, std::string> none;
  const auto& beside = pictures_ ? pictures_->beside() : none;
  if (form_.typeset)
    return cli::emit(options_, typeset::made(form_.name, {text, beside, std::string(layout_.language.name())}));
  emit_beside(options_.value("output").value_or(""), options_.has("force"), beside);
  cli::emit(options_, text);
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

OptionSpec language_option() {
  return {"language", "NAME", "in which the page is written: " + alternatives(language_names()), 0, language_names()};
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

#include "assessment/make_edition.hpp"

#include <filesystem>
#include <memory>

#include "assessment/edition_parts.hpp"
#include "assessment/page_form.hpp"
#include "assessment/set_directory.hpp"
#include "lib/base/inputs.hpp"
#include "reports/typeset/copies.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::assessment {

namespace {

namespace fs = std::filesystem;

std::unique_ptr<PageForm> page_of_copies(const EditionPlan& plan, const std::optional<std::string>& page) {
  if (!page) return nullptr;
  *page == "pdf" ? typeset::check_pdf_of_copies() : typeset::check_tools(*page);
  return std::make_unique<PageForm>(*page, true, plan.language);
}

SetDirectory::Opening opening_of_edition(const EditionPlan& plan, const MakingOfFiles& making, const PageForm* form) {
  SetDirectory::Opening opening{making.force,
                                making.resume,
                                edition_header(plan),
                                edition_manifest_head(plan),
                                {sheets_of_an_edition.begin(), sheets_of_an_edition.end()},
                                {},
                                {directories_of_an_edition.begin(), directories_of_an_edition.end()}};
  opening.pages.emplace_back("paper.toml");
  if (plan.pictures) opening.header += " --pictures";
  if (!plan.language.is_english()) opening.header += " --language " + std::string(plan.language.name());
  if (form == nullptr) return opening;
  for (const char* sheet : pages_of_an_edition) {
    opening.sheets.push_back(form->growing(sheet));
    if (form->growing(sheet) != form->page_of(sheet)) opening.pages.push_back(form->page_of(sheet));
  }
  // Pages of another form would not go on where these broke off.
  opening.header += " --to " + *making.page;
  return opening;
}

/// Where the program that makes them fails, all that is drawn waits for another run; a character that no font has would
/// fail again.
void make_pages(SetDirectory& edition, const PageForm& form, std::size_t students, const ProgressSink& progress) try {
  const std::vector<std::string> names = files_of_copies(edition);
  for (const char* sheet : pages_of_an_edition) {
    form.make_copies(edition, sheet, names,
                     [&](std::size_t done) { progress(std::string(sheet) + " as pages", done, students); });
  }
} catch (const typeset::NoGlyph&) {
  throw;
} catch (const InputError& error) {
  edition.keep();
  throw PagesNotMade(error.where(), error.wrong() + "; the copies are kept", error.expected());
}

bool has_pictures(const std::string& directory) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory + "/solutions", error)) {
    if (entry.path().extension() == ".svg") return true;
  }
  return false;
}

TooLate too_late(const EditionPlan& plan, const std::string& directory, const PageForm* form) {
  if (form != nullptr && !fs::exists(directory + '/' + form->page_of("copies"))) return TooLate::page;
  return plan.pictures && !has_pictures(directory) ? TooLate::pictures : TooLate::nothing;
}

}  // namespace

TooLate make_edition(const EditionPlan& plan, const MakingOfFiles& making, const ProgressSink& progress) {
  const auto form = page_of_copies(plan, making.page);
  SetDirectory edition(making.directory, opening_of_edition(plan, making, form.get()));
  if (edition.is_complete()) {
    const TooLate late = too_late(plan, making.directory, form.get());
    if (late == TooLate::nothing) edition.finish();
    return late;
  }
  const std::size_t copies = plan.end() - plan.first();
  write_edition(
      plan, edition, making.threads, [&](std::uint64_t done) { progress("copies", done, copies); }, form.get());
  if (form) make_pages(edition, *form, copies, progress);
  write_edition_manifest(edition, edition_manifest_head(plan),
                         plan.shard.is_whole() ? "" : sums_of_shard(edition.path(".")));
  edition.finish();
  return TooLate::nothing;
}

void merge_edition(const std::vector<std::string>& parts, const MakingOfFiles& making, const ProgressSink& progress) {
  for (const std::string& part : parts) {
    note_input(part);
    note_input(part + "/manifest.json");
  }
  const EditionParts all(parts);
  SetDirectory edition(making.directory, all.opening(making.force, making.resume));
  if (!edition.is_complete()) {
    all.write(edition, [&](std::size_t done) { progress("shards", done, parts.size()); });
  }
  edition.finish();
}

}  // namespace stepmark::assessment

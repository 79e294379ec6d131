#include "assessment/make_set.hpp"

#include <filesystem>
#include <memory>

#include "assessment/check_set.hpp"
#include "assessment/page_form.hpp"
#include "assessment/set_directory.hpp"
#include "assessment/write_set.hpp"
#include "reports/typeset/pages.hpp"

namespace stepmark::assessment {

namespace {

std::unique_ptr<PageForm> page_of_sheets(const std::optional<std::string>& page) {
  if (!page) return nullptr;
  typeset::check_tools(*page);
  return std::make_unique<PageForm>(*page);
}

SetDirectory::Opening opening_of_set(const Request& request, const MakingOfFiles& making, const PageForm* form) {
  SetDirectory::Opening opening{making.force, making.resume, set_header(request), manifest_head(request), {}, {}};
  for (const std::string sheet : sheets_of_a_set) {
    opening.sheets.push_back(sheet + ".md");
    if (form == nullptr) continue;
    opening.sheets.push_back(form->growing(sheet));
    if (form->growing(sheet) != form->page_of(sheet)) opening.pages.push_back(form->page_of(sheet));
  }
  // Pages of another form would not go on where these broke off.
  if (form != nullptr) opening.header += " --to " + *making.page;
  return opening;
}

/// As a problem in the directory must name an optimizer's file.
std::string seen_from(const std::string& directory, const std::string& optimizer) {
  if (!is_optimizer_file(optimizer)) return optimizer;
  const std::string path = std::filesystem::relative(optimizer, directory).string();
  return is_optimizer_file(path) ? path : "./" + path;
}

}  // namespace

void make_set(const Request& request, const MakingOfFiles& making, const ProgressSink& progress) {
  const auto form = page_of_sheets(making.page);
  const auto counted = [&](const char* what) {
    return [&progress, &request, what](std::uint64_t done) { progress(what, done, request.count); };
  };
  SetDirectory set(making.directory, opening_of_set(request, making, form.get()));
  const bool was_complete = set.is_complete();
  if (!was_complete) {
    write_problems(request, set, making.threads, counted("problems"), form.get());
    for (const std::string sheet : sheets_of_a_set) {
      if (form) form->make(set, sheet);
    }
    write_manifest(set, request);
  }
  set.finish();
  if (was_complete) check_set(request, making.directory, making.threads, counted("problems compared"));
}

std::string single_problem(const Request& request, const std::string& directory) {
  std::string text;
  Generator(request).run(0, {}, 1, [&](Generated&& made) {
    Draft& draft = made.draft;
    if (!directory.empty()) {
      draft.optimizer = seen_from(directory, draft.optimizer);
      draft.question.other_name = seen_from(directory, draft.question.other_name);
      for (std::string& name : draft.question.optimizer_names) name = seen_from(directory, name);
    }
    text = to_toml(draft, "");
  });
  return text;
}

}  // namespace stepmark::assessment

// Mark sheets on their way to their directory: with their pictures, and made by other programs where they are to be.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "assessment/feedback_directory.hpp"
#include "assessment/feedback_form.hpp"
#include "cli/rooms.hpp"
#include "reports/language/language.hpp"

namespace stepmark::cli {

/// Many at a time, so that neither gnuplot nor TeX is started for each alone, and so few that no class is too large.
class FeedbackPages {
 public:
  /// @param form  "markdown", "html", "pdf", ...
  FeedbackPages(assessment::FeedbackDirectory& directory, std::string form, bool pictures, Language language);

  assessment::FeedbackForm form() const;
  /// @throws InputError as FeedbackDirectory::write, typeset::made and picture::drawn do
  void take(const std::string& file, assessment::FeedbackPage page);
  /// Once after all of them.
  void finish();

 private:
  std::string name_of(const std::string& file) const;
  void complete();
  void make();

  assessment::FeedbackDirectory& directory_;
  std::string form_;
  bool pictures_;
  Language language_;
  std::vector<std::pair<std::string, assessment::FeedbackPage>> waiting_;
};

}  // namespace stepmark::cli

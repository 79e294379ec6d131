// Mark sheets on their way to their directory: with their pictures, and made by other programs where they are to be.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "assessment/feedback_directory.hpp"
#include "assessment/feedback_form.hpp"
#include "assessment/rooms.hpp"
#include "reports/language/language.hpp"

namespace stepmark::assessment {

/// Many at a time, so that neither gnuplot nor TeX is started for each alone, and so few that no class is too large.
class FeedbackPages {
 public:
  /// @param form  "markdown", "html", "pdf", ...
  FeedbackPages(FeedbackDirectory& directory, std::string form, bool pictures, Language language);

  FeedbackForm form() const;
  /// @throws InputError as FeedbackDirectory::write, typeset::made and picture::drawn do
  void take(const std::string& file, FeedbackPage page);
  /// Once after all of them.
  void finish();

 private:
  std::string name_of(const std::string& file) const;
  void complete();
  void write();
  void make();

  FeedbackDirectory& directory_;
  std::string form_;
  bool pictures_;
  Language language_;
  std::vector<std::pair<std::string, FeedbackPage>> waiting_;
};

}  // namespace stepmark::assessment

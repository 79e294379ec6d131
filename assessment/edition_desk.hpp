// What one thread marks the copies of an edition with.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assessment/desks.hpp"
#include "assessment/edition_files.hpp"
#include "assessment/joined_sheets.hpp"
#include "assessment/rooms.hpp"
#include "lib/sheet/answers.hpp"
#include "reports/paper_gradebook.hpp"
#include "reports/paper_statistics.hpp"
#include "solver/mistake/method_store.hpp"

namespace stepmark::assessment {

/// A student's paper, marked.
struct PaperMark {
  PaperRow row;
  std::vector<PaperStatistics::Question> questions;
  FeedbackPage feedback;  ///< where it is wanted
  std::string details;    ///< a line of JSON, where it is wanted
};

/// What a copy is out of by now.
Exact out_of_copy(const Edition& edition, const EditionCopy& copy);

class EditionDesk {
 public:
  /// `edition` must outlive the object.
  EditionDesk(const Edition& edition, Wanted wanted);
  ~EditionDesk();

  /// A fault of the program costs this copy a note, and the others nothing.
  /// @throws InputError where a problem of the edition cannot be read
  PaperMark mark(std::size_t copy, const PaperSheet& sheet);

 private:
  struct Prepared;
  struct Marked;

  Prepared& prepared(std::size_t copy, std::size_t question);
  void mark_question(std::size_t copy, std::size_t question, const RawSheet& raw, Marked& paper);
  void strike_out(std::size_t copy, std::size_t question, Marked& paper) const;
  PaperMark marked(std::size_t copy, const PaperSheet& sheet);
  PaperMark failed(std::size_t copy, const PaperSheet& sheet, const std::string& why) const;

  const Edition& edition_;
  Wanted wanted_;
  std::unique_ptr<MethodStore> methods_;                     ///< of the variants of each question
  std::map<std::string, std::unique_ptr<Prepared>> shared_;  ///< problems of several copies
  std::unique_ptr<Prepared> own_;                            ///< of one copy alone
};

}  // namespace stepmark::assessment

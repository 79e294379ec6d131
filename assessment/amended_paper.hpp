// The paper of an edition, which may say other marks by now than when the edition was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/question_worth.hpp"
#include "assessment/rooms.hpp"
#include "reports/question_layout.hpp"

namespace stepmark::assessment {

struct AmendedPaper {
  struct Question {
    QuestionWorth worth;
    Standing standing = Standing::counts;
    bool is_other = false;  ///< is its worth other than as it was written?
    QuestionLayout layout = {};
  };
  std::optional<Exact> round_marks;
  std::vector<Question> questions;
  std::vector<std::string> changes;  ///< each in a few words
};

/// What a [[question]] says of its page: hide = ["equations", "source"]   space = 4
QuestionLayout read_layout(const Fields& question);

/// @param written  the text of the paper when the edition was written
/// @param file     where it stands now
/// @throws InputError with the place, where more than marks, schemes, void and round_marks is other: the copies are
///         printed
AmendedPaper read_amended(const std::string& written, const std::string& file);

/// Keys of a paper that an edition that is still to be written cannot have. @throws InputError
void refuse_void(const Fields& question);

}  // namespace stepmark::assessment

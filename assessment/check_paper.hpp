// The certificate of a paper: what its questions can tell apart, and what they ask of a student.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "assessment/paper.hpp"
#include "assessment/rooms.hpp"
#include "problems/certificate.hpp"
#include "problems/cures.hpp"
#include "problems/workload.hpp"
#include "reports/document.hpp"

namespace stepmark::assessment {

struct PaperCheck {
  struct Question {
    std::string title, kind;
    std::uint64_t variants = 0;  ///< that were looked at; what follows has their least and their most
    Exact marks, most_marks;
    std::int64_t least_minutes = 0, most_minutes = 0;
    Workload least_work, most_work;
    std::map<std::string, Exact> marks_by_work;   ///< of the first: by quantity, and by "letter", "line", "words"
    bool equal_work = true;                       ///< of these
    bool certified = true;                        ///< all of these
    std::vector<Message> reasons;                 ///< where not
    std::vector<std::string> tested, not_tested;  ///< misconceptions, of the first
    std::vector<std::string> unseen;              ///< which it should tell apart and does not
    std::map<std::string, Told> told;             ///< how far each of these stays away, over the variants
    Telling would_tell;                           ///< what no question tells: the change by which this one would
    std::vector<std::pair<std::string, std::string>> indistinct;
  };
  std::vector<Question> questions;

  bool holds() const;
  /// Of the paper, as of a question.
  std::map<std::string, Exact> marks_by_work() const;
  /// Each misconception of the paper's optimizers, and the positions of the questions that tell it apart.
  std::vector<std::pair<std::string, std::vector<std::size_t>>> told() const;
  /// Pairs that no question tells from each other, where both can be seen.
  std::vector<std::pair<std::string, std::string>> never_apart() const;
};

/// What is drawn is certified; so is what is the same for all, unless the paper says `uncertified`. @throws InputError
/// where it is not, saying why
void refuse_uncertified(const Paper& paper);

/// Nothing is written. @throws InputError as read_problem and Generator do
PaperCheck check_paper(const Paper& paper, unsigned threads);

Document page_of(const PaperCheck& check, const Paper& paper);
std::string json_of(const PaperCheck& check, const Paper& paper);

}  // namespace stepmark::assessment

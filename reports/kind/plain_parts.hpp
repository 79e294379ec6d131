// Lines of a question as a terminal shows it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// Of what belongs to the line before it.
inline constexpr std::size_t plain_indent = 2;

/// The title of the method, its equations and hyperparameters.
void add_method(Outline& page, const Problem& problem, const QuestionLayout& layout);

/// "start: x = 3, v = 0", or after how many steps the values are what.
void add_start(Outline& page, const Problem& problem);

/// "eta = 0.1"
Inline valued(const std::string& latex, const std::string& plain, const Expression& value);

/// "m of x at step 2".
Inline plain_name(const WorkedQuestion& question, std::size_t line);

/// "m of x at step 1 = 0.4", for each line of which `is_shown` is true.
void add_lines(Outline& page, const WorkedQuestion& question, const Stated& stated,
               const std::function<bool(std::size_t)>& is_shown);

/// All lines, each behind the number of its row.
void add_numbered_lines(Outline& page, const WorkedQuestion& question, const Stated& stated,
                        const std::vector<std::size_t>& rows);

}  // namespace stepmark::reports

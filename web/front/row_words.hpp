// What a student reads of a row, in the language of the page.
#pragma once

#include <string>

#include "reports/language/language.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

/// "m of x at step 2"; of a row that names no quantity, what a terminal asks.
std::string row_words(const PracticeTable& table, std::size_t row, const Language& language);

/// What is said of an answer, as a page shows it; all empty where there is none.
struct RowRemark {
  std::string verdict;          ///< plain text
  std::string feedback, nudge;  ///< HTML; the nudge holds no expected number
};
RowRemark row_remark(const Session& session, std::size_t row, const Language& language);

}  // namespace stepmark::web

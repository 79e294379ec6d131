// The forms that --to names.
#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark::cli {

/// What is written in Markdown, as a page where `form` is that of one. A character that cannot be printed is told with
/// the problem, or the title, that has it. @throws InputError as `convert` does
std::string as_page(const std::string& text, const std::string& form, std::span<const Problem> problems = {},
                    const std::string& title = "");

OptionSpec page_option();

}  // namespace stepmark::cli

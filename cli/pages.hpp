// The forms that --to names.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace stepmark::cli {

/// What is written in Markdown, as a page where `form` is that of one. @throws InputError as `convert` does
std::string as_page(const std::string& text, const std::string& form);

OptionSpec page_option();

}  // namespace stepmark::cli

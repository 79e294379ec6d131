// What is written for people: documents in one of the formats, or as pages that pandoc makes.
#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/rooms.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark::cli {

/// Writes the document as `form` says. A character that cannot be printed is told with the problem that has it.
/// @throws InputError as `emit` and `convert` do
void emit_page(const Options& options, const Form& form, const Document& page, std::span<const Problem> problems = {});

/// What is written in Markdown, made by pandoc. A character that cannot be printed is told with the problem, or the
/// title, that has it. @throws InputError as `convert` does
std::string typeset_page(const std::string& markdown, const std::string& form, std::span<const Problem> problems = {},
                         const std::string& title = "");

/// As wide as the terminal, where the text goes to one.
Layout layout_of(const Options& options);

OptionSpec page_option();

}  // namespace stepmark::cli

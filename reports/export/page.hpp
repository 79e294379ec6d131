// The pages of a question as HTML that stands within another page, formulas between \( \) and \[ \].
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/export/pictures.hpp"
#include "reports/export/question.hpp"
#include "reports/language/language.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

/// A figure is an image in a paragraph and its caption in another: no system's pages lack these.
/// @param addresses  of their pictures; without it, captions alone stay
std::string html_of(const std::vector<Block>& blocks, const Addresses& addresses = {}, const Language& language = {});
std::string html_of(const Inline& run, const Language& language = {});
/// What stands in one line.
std::string html_of_runs(Inlines runs, const Language& language = {});
/// Plain text, in a paragraph.
std::string html_paragraph(std::string_view words);

/// What a system puts in the place of a box, or of a choice.
struct Fields {
  std::function<std::string(const Box& box)> box;
  std::function<std::string(const ExportedPart& part)> choice;
};

/// The problem, then each part with its fields: numbers in a table, a row for each. Of words, only what they are about.
std::string html_page(const ExportedQuestion& question, const Fields& fields, const Addresses& addresses = {});
/// "m_{1,x}, to 4 decimal places"
std::string html_name(const Box& box);
/// "m_{1,x}, to 4 decimal places, step 1"
Inlines name_and_step(const Box& box);
std::string html_name_and_step(const Box& box);
/// The same with "(a)" in front, where there are several parts: in all of them may be a box of that name.
std::string html_labelled(const ExportedPart& part, const Box& box);
/// "B", or "B: the learning rate was left out".
std::string words_of(const Choice& choice);
/// The known mistakes with their numbers, for a system that cannot tell which was made; empty where there are none.
std::vector<Block> mistakes_of(const Box& box);
/// "(a) Which is the first incorrect line?", with what is shown for it.
std::string html_task(const ExportedPart& part);

}  // namespace stepmark::exports

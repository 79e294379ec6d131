// The copies of a paper, set in one run of TeX.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "reports/typeset/pages.hpp"

namespace stepmark::typeset {

/// What a page in LaTeX of many copies has behind its \begin{document}, and before each copy.
extern const char* const copies_setup;
/// @param who  in LaTeX, on one line: whose copy it is, which stands at the head of every page of it
std::string copy_begins(const std::string& who);

/// @param source  in LaTeX, with `copies` copies
/// @param alone   is given the PDF of each copy by itself, in their order
/// @returns the PDF of all of them, to be printed on both sides: each copy begins on the front of a sheet, with page 1,
///          and the last ends with its back, blank or not
/// @throws NoGlyph; InputError as `made`, and where qpdf is not there
std::string pdf_of_copies(const Source& source, std::size_t copies,
                          const std::function<void(std::size_t copy, std::string pdf)>& alone);

/// One PDF of several, each of which has an even number of pages, so that what begins on the front of a sheet still
/// does; with the title of the first. @throws InputError where qpdf is not there
std::string joined_pdf(const std::vector<std::string>& pdfs);

/// Tries it on a line. @throws InputError as pdf_of_copies does
void check_pdf_of_copies();

}  // namespace stepmark::typeset

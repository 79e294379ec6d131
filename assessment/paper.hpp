// A paper: questions with marks that add up, the same for all or drawn for each student.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/question_worth.hpp"
#include "assessment/rooms.hpp"
#include "problems/generate.hpp"
#include "reports/question_layout.hpp"

namespace stepmark::assessment {

struct PaperQuestion {
  Location where;                ///< of its table
  std::string file;              ///< of a problem that is the same for all; else empty
  std::optional<Request> drawn;  ///< else what is drawn
  std::uint64_t pool = 0;        ///< so many variants, which students share; 0: one for each student
  bool uncertified = false;      ///< of a problem that is the same for all: the tutor knows that it is not certified
  QuestionWorth worth;
  QuestionLayout layout;
};

struct Paper {
  std::string file, source;  ///< the text of the file
  std::string title, course, date, instructions;
  std::uint64_t seed = 1;
  std::optional<std::int64_t> minutes;  ///< nothing: what the workload comes to
  std::optional<Exact> round_marks;     ///< the total of a student is rounded to a multiple of it
  std::vector<PaperQuestion> questions;
};

/// Reads a paper:
///
///     title = "Quiz 2"   course = "COMP5329"   date = "2026-12-04"   instructions = "Answer all questions."
///     minutes = 50       seed = 2026           round_marks = "0.5"
///     [[question]]       problem = "adam.toml"   marks = 10
///     [[question]]       optimizer, kind, family, level, steps, from_step, dimension, places, figures, like =
///     "mine.toml",
///                        set = { eta = 0.1 }, variants = "student" or how many, marks,
///                        scheme = { method = 1, accuracy = 2, follow_through = 1, convention = "any" },
///                        hide = ["equations", "source"]   space = 4   uncertified = true
///
/// Files are taken from the paper's directory.
/// @throws InputError FILE:LINE:COLUMN with the nearest right key
Paper read_paper(const std::string& path);

}  // namespace stepmark::assessment

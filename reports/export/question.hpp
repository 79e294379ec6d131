// A question as it leaves for another system: what is shown, the boxes to fill in, and which answer earns what. Plain
// data, the same for every format.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/expression/expression.hpp"
#include "lib/number/exact.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::exports {

/// The numbers from value - tolerance to value + tolerance.
struct KnownAnswer {
  enum class Kind {
    right,       ///< full marks
    nearly,      ///< one unit off
    convention,  ///< what another convention of the optimizer gives
    mistake,     ///< the first number that shows a misconception
    carried      ///< what follows from one by the right method
  };
  Kind kind = Kind::right;
  Exact value, tolerance;
  Exact share;           ///< of the box's marks, 0 to 1
  std::string feedback;  ///< plain text to the student
  std::string cause;     ///< identifier of the misconception or convention, if it is for one
};

/// What a system that calculates gives marks for: a number at most `reach` away from `centre`, both in the ids of boxes
/// before this one, and `own_value` in `reach`.
struct Rule {
  KnownAnswer::Kind kind = KnownAnswer::Kind::right;
  Expression centre, reach;
  Exact share;                 ///< of the box's marks; of a misconception, where it is made again
  bool is_calculated = false;  ///< on the student's own numbers: a 0 may not have been worked out at all
  std::string feedback, cause;
  bool is_off_key = false;  ///< only where `centre` is not what is right

  /// A misconception earns nothing where it shows first, and its share where it is made again.
  bool is_mistake() const { return is_calculated && kind == KnownAnswer::Kind::mistake; }
};

/// In `reach`, what `centre` comes to.
inline const std::string own_value = "own_value";

/// A place for one number.
struct Box {
  std::string id;         ///< "m_hat_2_x"
  std::int64_t t = 0;     ///< the step; 0 where none belongs to it
  std::string component;  ///< empty where none does
  Inline name;            ///< its symbol; empty text where that would give an answer away
  std::string how;        ///< "to 4 decimal places"
  std::string right;      ///< a plain decimal with the digits asked: "5.7800"
  Exact marks;
  /// Of several that hold a number, the first counts. In front the right answer, then what else earns full marks, then
  /// what is one unit off; after that no two of them overlap, and none is 0.
  std::vector<KnownAnswer> answers;
  /// What belongs here by the equation of the line, in the ids of the boxes before it; nothing where it rests on none
  /// of them, or could not be written out.
  std::optional<Expression> equation;
  /// The same marking for a system that calculates: the first that holds counts. Misconceptions by equations come last;
  /// all that hold are charged, and one that was charged in an earlier box earns its share.
  std::vector<Rule> rules;
  bool is_written_out = true;  ///< its rules are by equations, as far as it rests on other boxes
};

struct Choice {
  std::string letter, words;  ///< words: empty where the page shows what the letter is for
  std::string feedback;
  bool right = false;
};

struct ExportedPart {
  Part::Asks asks = Part::Asks::numbers;
  std::string id;     ///< of a letter, where the ids of boxes are those of numbers: "answer", "answer_b"
  std::string label;  ///< "(a)"; empty where there is one part alone
  std::vector<Block> shown;
  std::string words;  ///< what is to be done
  Exact marks;
  std::vector<Box> boxes;       ///< of numbers, and of a line, whose number is asked
  std::vector<Choice> choices;  ///< of a letter
};

/// How far known answers reach: sheets on which one misconception, or another convention, is followed all through.
struct KnownSheets {
  std::size_t all = 0;
  std::size_t differing = 0;             ///< those to which the boxes' answers give another sum than `check`
  std::size_t calculated_differing = 0;  ///< those to which their rules do
};

/// One of a question's figures as a file.
struct DrawnPicture {
  std::shared_ptr<const picture::Picture> of;
  std::string name;  ///< "3f0b...-1.svg", of the first question that has it
  std::string bytes;
};

struct ExportedQuestion {
  std::string id;     ///< a UUID that depends on the right answers alone
  std::string title;  ///< plain text
  std::vector<Block> stem;
  std::vector<ExportedPart> parts;
  std::vector<Block> solution;
  std::vector<std::string> tags;  ///< the optimizer, the kind of question, the misconceptions that it knows
  Exact marks;
  KnownSheets known;
  std::vector<DrawnPicture> pictures;  ///< of the figures in its stem and in its solution, once they are drawn
};

/// Does a question come with pictures: the objective with its start, and in the solution the way?
enum class Pictures { none, of_the_way };

/// Every box is a number that systems which calculate in binary64 can tell from its neighbours.
/// @throws InputError where the problem cannot be marked, or a box could not be told so
ExportedQuestion exported(const Problem& problem, Pictures pictures = Pictures::none);

/// Does the box take `number`, and what for? Null where it knows nothing of it.
const KnownAnswer* answer_for(const Box& box, const Exact& number);

}  // namespace stepmark::exports

// Handouts: question sheets, solutions with mark schemes, and look-up sheets for markers, of one problem or of many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/question_layout.hpp"
#include "reports/render.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

enum class HandoutKind { questions, solutions, marker };

/// A front, then question after question, each on pages of its own. The wrong methods that like problems share are kept
/// from one to the next. One thread at a time.
class HandoutWriter {
 public:
  /// What is usual for a single sheet; each question of a set is a sheet of its own, with room for a name.
  enum class Names { on_the_front, on_every_question };
  explicit HandoutWriter(Names names = Names::on_the_front, const QuestionLayout& layout = {})
      : names_(names), layout_(layout) {}

  /// The title, and on question sheets room for a name.
  Document front(HandoutKind kind, const std::string& title) const;

  /// Question `number`, from 1 on; 0 if it has none. It depends on nothing else.
  /// @throws InputError when the problem cannot be worked, or shows a mistake that cannot be made in it
  std::vector<Block> blocks(HandoutKind kind, const WorkedQuestion& question, std::uint64_t number);

 private:
  void append_content(std::vector<Block>& blocks, HandoutKind kind, const WorkedQuestion& question);

  Names names_;
  QuestionLayout layout_;
  RivalMethods methods_;
};

/// Where a handout is written.
struct HandoutOutput {
  Format format = Format::markdown;
  Layout layout = {};
  PageSink sink;
  QuestionLayout question = {};  ///< of question sheets
};

/// The whole handout, question by question, the same with any number of threads. Without a title, a single problem's
/// own is taken.
void handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title, unsigned threads,
             const HandoutOutput& output);
/// The same in Markdown.
std::string handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title = {},
                    unsigned threads = 1, const QuestionLayout& question = {});

}  // namespace stepmark::reports

// Practice without an end: question after question is drawn, and what went wrong is asked again.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assessment/practice.hpp"
#include "assessment/rooms.hpp"
#include "assessment/write_set.hpp"
#include "problems/generate.hpp"
#include "reports/language/language.hpp"

namespace stepmark::assessment {

/// Which misconceptions are to be asked again: each that came up, until it has not come up in two questions that test
/// it.
class Recall {
 public:
  /// A question that is done. @param avoided  misconceptions that it asked about and that did not come up
  void take(const std::vector<std::string>& made, const std::vector<std::string>& avoided);
  /// The one that came up longest ago first.
  std::vector<std::string> due() const;

 private:
  struct Due {
    std::string mistake;
    int questions;  ///< still to be asked
  };
  std::vector<Due> due_;
};

class Drill {
 public:
  /// Nothing has been asked. @throws InputError as `completed`
  /// @param language  of all that is said
  explicit Drill(const Request& request, const Language& language = {});
  ~Drill();

  /// Takes over what `record` once made, of whatever requests. @throws InputError FILE:LINE:COLUMN when it is no such
  /// record
  void take_up(const std::string& record, const std::string& file);
  /// CSV: a row for each question, with its request, its marks, the misconceptions that came up and those that it asked
  /// again. The last may still be open.
  std::string record() const;

  std::uint64_t questions_done() const;
  /// Was a question drawn that is not done?
  bool is_open() const;
  /// "0003": of the question that was drawn last. @pre one was
  std::string name() const;
  /// The next question. @pre !is_open(). @throws InputError as Generator
  /// @return  its files, of which name() + ".toml" is the problem
  FilesBeside draw();

  /// What became of it, in sentences; empty where there is nothing to say. @pre is_open(), session.is_done()
  std::string close(PracticeSession& session);
  /// "3 questions, 20 out of 24 marks."
  std::string closing() const;

 private:
  struct Row;
  std::vector<std::string> again() const;
  void settle(const Row& row);

  Request request_;
  Language language_;
  std::unique_ptr<Generator> generator_;  ///< once a question is drawn
  std::vector<Row> rows_;
  Recall recall_;
};

}  // namespace stepmark::assessment

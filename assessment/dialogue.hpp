// Practice with a student who is talked to line by line, at a terminal say. What is answered stands in a file after
// every answer.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assessment/edition_files.hpp"
#include "assessment/practice.hpp"
#include "assessment/rooms.hpp"
#include "lib/files/lock.hpp"
#include "reports/language/language.hpp"

namespace stepmark::assessment {

/// How the student is talked to.
struct Dialogue {
  enum class Tone { asked, right, not_right };

  Language language;
  std::function<void(const Document&)> show;
  std::function<void(const std::string&)> say;          ///< lines as long as they may be
  std::function<std::optional<std::string>()> listen;   ///< what is typed; nothing where no more comes
  std::function<std::string(std::string, Tone)> toned;  ///< words as they are shown in that tone

  void say_line(const Inline& words) const;
};

/// A question whose answers are kept in a file, which is locked meanwhile.
class KeptPractice {
 public:
  /// Goes on with what the file holds, if there is any, unless practice begins again.
  /// @throws InputError as PracticeSession, and when the file is in use or cannot be written
  KeptPractice(const Problem& problem, const std::string& file, bool begins_again, const Dialogue& dialogue,
               const QuestionLayout& layout = {});

  /// False when the student stops. @param is_first  then what may be typed is told
  bool run(bool is_first = true);
  PracticeSession& session() { return session_; }

 private:
  void ask() const;
  bool take(const std::string& typed);

  const Dialogue& dialogue_;
  std::string file_;
  files::Descriptor directory_;
  files::Lock lock_;
  PracticeSession session_;
};

/// The questions of a copy of an edition that count, one after the other.
class MockExam {
 public:
  /// @throws InputError as read_edition, and when the student has no copy
  MockExam(const std::string& directory, const std::string& student);

  /// What the copy's own files are called.
  const std::string& name() const { return edition_.copies[copy_].file; }
  /// Of "answers.csv", "answers-q1.csv" and so on.
  std::vector<std::string> files_of(const std::string& file) const;
  /// @param files  where the answers to each question are kept
  void run(const std::vector<std::string>& files, bool begins_again, const Dialogue& dialogue);

 private:
  Edition edition_;
  std::size_t copy_ = 0;
};

}  // namespace stepmark::assessment

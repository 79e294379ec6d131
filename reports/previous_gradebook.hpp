// What has changed since a class was marked before.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace stepmark {

/// The marks that each student had before, in the order of their sheets.
class PreviousGradebook {
 public:
  /// @throws InputError when the file is no output of `stepmark mark`
  explicit PreviousGradebook(const std::string& file);

  /// What has become of the next row of its student; empty if nothing has.
  std::string change(const std::string& row);

  /// Whose rows `change` has not been asked for, in alphabetical order.
  std::vector<std::string> gone() const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> marks_;
};

}  // namespace stepmark

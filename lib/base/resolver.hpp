// Files that a text names. Who hands the text in says how they are read, or that they are not.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace stepmark {

struct NamedText {
  std::string name;  ///< for messages
  std::string text;
};

/// Gives the text of the file that is named `path`, which has at most `max_bytes`.
/// It throws InputError, with the place {name, 0, 0}, when there is none.
using Resolver = std::function<NamedText(const std::string& path, std::size_t max_bytes)>;

/// Reads files; relative paths are taken from `directory`, or from the current one where it is empty.
Resolver files_from(std::string directory);
/// Refuses every path: for texts that are complete by themselves.
Resolver no_files();

/// What `files` gives, without a byte order mark.
/// @throws InputError as `files` does, and when the text is too large or none (see check_text)
NamedText resolved(const Resolver& files, const std::string& path, std::size_t max_bytes);

}  // namespace stepmark

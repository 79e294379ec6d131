// What the program has opened to read: no output may be one of these files.
#pragma once

#include <string>
#include <vector>

namespace stepmark {

/// Remembers an input by its device and inode, which no other spelling of its path and no second name can hide. What
/// is no regular file is passed over.
void note_input(const std::string& path);
/// The same, of an open file.
void note_input(int descriptor, const std::string& path);

/// The path under which `path` was read, "standard input" where that comes from it; empty if it was not. Of a
/// directory, of any file in it at whatever depth.
std::string input_at(const std::string& path);
/// The same, of an open file; directories are not looked into.
std::string input_at(int descriptor);

}  // namespace stepmark

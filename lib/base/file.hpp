// Text files from outside, read whole and within bounds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stepmark {

/// The whole of a text file, without a byte order mark. It is remembered as an input (see inputs.hpp), as by all here.
/// @throws InputError naming the file when it does not exist, is a directory, cannot be read, is larger than
///         `max_bytes`, or is no text (see check_text).
std::string read_text_file(const std::string& path, std::size_t max_bytes);

/// The same, whatever is in it: for sheets, of which as much as possible is to be read.
std::string read_bytes(const std::string& path, std::size_t max_bytes);

/// The same two, of what a command line names: `-` is standard input, and a pipe is read until its end. What a file
/// names is never waited for.
std::string read_text_argument(const std::string& argument, std::size_t max_bytes);
std::string read_bytes_argument(const std::string& argument, std::size_t max_bytes);

/// What messages call it: "standard input" for `-`, else itself.
std::string argument_name(const std::string& argument);

/// @throws InputError when `text` is empty, holds a NUL byte, or is not UTF-8 (with the place of the first bad byte).
void check_text(std::string_view text, const std::string& file);

/// `text` without the byte order mark that some editors put in front of UTF-8.
std::string_view without_byte_order_mark(std::string_view text);

/// Length of the longest prefix that is valid UTF-8.
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace stepmark

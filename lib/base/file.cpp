#include "lib/base/file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "lib/base/error.hpp"
#include "lib/base/inputs.hpp"

namespace stepmark {

namespace {

unsigned char byte_at(std::string_view text, std::size_t position) {
  return position < text.size() ? static_cast<unsigned char>(text[position]) : 0;
}

/// The bounds of the second byte keep out overlong forms, surrogates and what lies beyond U+10FFFF.
bool second_byte_fits(unsigned char first, unsigned char second) {
  const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  return low <= second && second <= high;
}

/// Bytes of the code point at the front of `text`, 0 if it is not valid.
std::size_t code_point_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !second_byte_fits(first, byte_at(text, 1))) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

/// The place of the byte at `position`; everything before it is valid UTF-8.
Location place_of(std::string_view text, std::size_t position, const std::string& file) {
  const std::string_view before = text.substr(0, position);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto starts_code_point = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {file, 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<std::size_t>(std::count_if(line.begin(), line.end(), starts_code_point))};
}

[[noreturn]] void fail(const std::string& path, const std::string& wrong, const std::string& expected) {
  throw InputError({path, 0, 0}, wrong, expected);
}

std::string size_text(std::size_t bytes) {
  return bytes % (1 << 20) == 0 ? std::to_string(bytes >> 20) + " MiB" : std::to_string(bytes) + " bytes";
}

void check_is_there(const std::string& path, std::filesystem::file_type type) {
  using std::filesystem::file_type;
  if (type == file_type::not_found) fail(path, "no such file", "expected a text file");
  if (type == file_type::directory) fail(path, "is a directory", "expected a text file");
  if (type == file_type::socket) fail(path, "is no regular file", "expected a text file");
}

void check_is_file(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  check_is_there(path, type);
  // Reading a pipe that nobody writes to would wait for ever.
  if (type == std::filesystem::file_type::fifo) fail(path, "is no regular file", "expected a text file");
}

std::string read_all(std::FILE* file, const std::string& name, std::size_t max_bytes) {
  std::string bytes;
  std::array<char, 1 << 16> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), file)) {
    bytes.append(block.data(), count);
    if (bytes.size() > max_bytes) fail(name, "is too large", "expected at most " + size_text(max_bytes));
  }
  if (std::ferror(file)) fail(name, "cannot be read to its end", "expected a readable text file");
  return bytes;
}

std::string read_path(const std::string& path, std::size_t max_bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) fail(path, std::string("cannot be read: ") + std::strerror(errno), "expected a readable text file");
  note_input(::fileno(file.get()), path);
  return read_all(file.get(), path, max_bytes);
}

std::string as_text(std::string bytes, const std::string& name) {
  bytes.erase(0, bytes.size() - without_byte_order_mark(bytes).size());
  check_text(bytes, name);
  return bytes;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t length = code_point_length(text.substr(position));
    if (length == 0 || position + length > text.size()) break;
    position += length;
  }
  return position;
}

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

void check_text(std::string_view text, const std::string& file) {
  if (text.empty()) fail(file, "is empty", "expected text");
  if (text.find('\0') != std::string_view::npos) fail(file, "is a binary file", "expected UTF-8 text");
  const std::size_t valid = valid_utf8_prefix(text);
  if (valid == text.size()) return;
  throw InputError(place_of(text, valid, file), "the byte " + in_quotes(text.substr(valid, 1)) + " is not UTF-8",
                   "expected UTF-8 text");
}

std::string read_bytes(const std::string& path, std::size_t max_bytes) {
  check_is_file(path);
  return read_path(path, max_bytes);
}

std::string read_text_file(const std::string& path, std::size_t max_bytes) {
  return as_text(read_bytes(path, max_bytes), path);
}

std::string argument_name(const std::string& argument) { return argument == "-" ? "standard input" : argument; }

std::string read_bytes_argument(const std::string& argument, std::size_t max_bytes) {
  if (argument == "-" && std::feof(stdin)) {
    fail(argument_name(argument), "it has been read to its end already", "expected - once");
  }
  if (argument == "-") return read_all(stdin, argument_name(argument), max_bytes);
  std::error_code error;
  check_is_there(argument, std::filesystem::status(argument, error).type());
  return read_path(argument, max_bytes);
}

std::string read_text_argument(const std::string& argument, std::size_t max_bytes) {
  return as_text(read_bytes_argument(argument, max_bytes), argument_name(argument));
}

}  // namespace stepmark

#include "cli/class_batches.hpp"

#include <sys/stat.h>

#include <iostream>

#include "lib/base/error.hpp"
#include "lib/base/inputs.hpp"

namespace stepmark::cli {

namespace {

// A batch keeps all threads busy, and ends where its sheets grow large.
constexpr std::size_t most_sheets = 1024;
constexpr std::size_t most_bytes = std::size_t{8} << 20U;

std::size_t bytes_of(const RawSheet& sheet) {
  std::size_t bytes = sizeof(RawSheet);
  for (const RawAnswer& answer : sheet.answers) {
    bytes +=
        sizeof(RawAnswer) + answer.t.size() + answer.quantity.size() + answer.component.size() + answer.value.size();
  }
  return bytes;
}

std::istream& open(const std::string& file, std::ifstream& opened) {
  if (file == "-") {
    std::ios::sync_with_stdio(false);
    return std::cin;
  }
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) throw InputError({file, 0, 0}, "no such file", "expected a class, or -");
  if (S_ISDIR(found.st_mode)) throw InputError({file, 0, 0}, "is a directory", "expected a class, or -");
  opened.open(file, std::ios::binary);
  if (!opened) throw InputError({file, 0, 0}, "cannot be read", "expected a readable file");
  note_input(file);
  return opened;
}

}  // namespace

ClassBatches::ClassBatches(const std::string& file, Shard shard, bool feedback, PreviousGradebook* previous)
    : shard_(shard), feedback_(feedback), previous_(previous) {
  std::istream& in = open(file, opened_);
  reader_ = std::make_unique<ClassReader>(in, file == "-" ? "standard input" : file);
}

void ClassBatches::introduce(ClassSheet& sheet) {
  const std::string& student = sheet.raw.student;
  sheet.number = students_.next_sheet(student);
  if (feedback_) sheet.feedback_file = students_.file_for(student, sheet.number);
  if (previous_) sheet.before = previous_->next(student);
}

bool ClassBatches::next(std::vector<ClassSheet>& batch) {
  batch.clear();
  std::size_t bytes = 0;
  while (batch.size() < most_sheets && bytes < most_bytes) {
    ClassSheet sheet;
    if (!reader_->next(sheet.raw)) break;
    introduce(sheet);
    if (read_++ % shard_.n != shard_.k - 1) continue;
    bytes += bytes_of(sheet.raw);
    batch.push_back(std::move(sheet));
  }
  return !batch.empty();
}

}  // namespace stepmark::cli

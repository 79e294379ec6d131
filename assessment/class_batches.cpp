#include "assessment/class_batches.hpp"

#include <utility>

namespace stepmark::assessment {

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

}  // namespace

ClassBatches::ClassBatches(std::istream& in, const std::string& name, Shard shard, std::string ending,
                           PreviousGradebook* previous)
    : reader_(in, name), shard_(shard), ending_(std::move(ending)), previous_(previous) {}

void ClassBatches::introduce(ClassSheet& sheet) {
  const std::string& student = sheet.raw.student;
  sheet.number = students_.next_sheet(student);
  if (!ending_.empty()) sheet.feedback_file = students_.file_for(student, sheet.number) + ending_;
  if (previous_) sheet.before = previous_->next(student);
}

bool ClassBatches::next(std::vector<ClassSheet>& batch) {
  batch.clear();
  std::size_t bytes = 0;
  while (batch.size() < most_sheets && bytes < most_bytes) {
    ClassSheet sheet;
    if (!reader_.next(sheet.raw)) break;
    introduce(sheet);
    if (read_++ % shard_.n != shard_.k - 1) continue;
    bytes += bytes_of(sheet.raw);
    batch.push_back(std::move(sheet));
  }
  return !batch.empty();
}

}  // namespace stepmark::assessment

#include "assessment/student_register.hpp"

#include <fmt/core.h>

#include "lib/base/safe.hpp"

namespace stepmark::assessment {

namespace {

// What the table's numbers hold. One that is a student's and one that is a file's may be the same number.
constexpr std::uint32_t taken = 1;
constexpr std::uint32_t form_unit = 2, form_mask = 3;
constexpr std::uint32_t sheet_unit = 8;

/// The forms of a file's name, from the plainest to one that no two students have.
enum Form : std::uint32_t { not_named, plain, numbered, long_numbered };

std::string name_in(std::uint32_t form, const std::string& called) {
  if (form == plain) return safe_file_name(called);
  return numbered_file_name(called) + (form == numbered ? "" : fmt::format("~{:016x}", text_hash(called)));
}

}  // namespace

std::uint32_t StudentRegister::next_sheet(const std::string& student) {
  return (known_[text_hash(student)] += sheet_unit) / sheet_unit;
}

std::uint32_t StudentRegister::first_free_form(const std::string& called) {
  for (const std::uint32_t form : {plain, numbered}) {
    std::uint32_t& of_file = known_[text_hash(lower_case(name_in(form, called)))];
    if ((of_file & taken) != 0) continue;
    of_file |= taken;
    return form;
  }
  return long_numbered;
}

std::string StudentRegister::file_for(const std::string& student, std::uint32_t sheet) {
  const std::string called = student.empty() ? "unnamed" : student;
  const std::uint64_t key = text_hash(student);
  std::uint32_t form = known_.at(key) / form_unit & form_mask;
  if (form == not_named) {
    form = first_free_form(called);
    known_[key] |= form * form_unit;
  }
  return name_in(form, called) + (sheet > 1 ? fmt::format("~sheet{}", sheet) : "");
}

}  // namespace stepmark::assessment

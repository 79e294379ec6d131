// A problem worked in another way, in doubles, on a student's own numbers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::marking {

/// Put what stands in the lines that a line reads, then evaluate it. What is worked with is kept twice: as it
/// was written, and as a calculator carries it wherever it was rounded to what was written.
class Alternative {
 public:
  /// @param right  the problem of which `problem` is another way
  /// @throws InputError when the other way makes no sense, such as a vector where a number is wanted
  Alternative(std::string id, const Problem& problem, const Problem& right);

  const std::string& id() const { return id_; }

  double evaluate(std::size_t line) { return evaluated(machine_, line); }
  void put(std::size_t line, double value) { machine_[tape_->lines[line].result] = value; }
  double evaluate_carried(std::size_t line) { return evaluated(carried_, line); }
  void put_carried(std::size_t line, double value) { carried_[tape_->lines[line].result] = value; }

  std::size_t lines() const { return tape_->lines.size(); }
  std::size_t equation(std::size_t line) const { return tape_->lines[line].equation; }
  /// Is it another equation than in the right way?
  bool changes_equation(std::size_t equation) const { return changed_[equation]; }
  /// The lines in which it gives another number than `plain`, the right way, may give on the same earlier ones.
  std::vector<bool> lines_changed_from(const Alternative& plain) const;
  /// The lines whose results a line takes.
  const std::vector<std::size_t>& reads(std::size_t line) const { return reads_[line]; }
  /// Are the equations that it changes the same?
  bool changes_as(const Alternative& other) const { return changed_ == other.changed_; }

 private:
  double evaluated(Machine<Binary64Arithmetic>& machine, std::size_t line) {
    machine.run(tape_->lines[line].begin, tape_->lines[line].end);
    return machine[tape_->lines[line].result];
  }

  std::string id_;
  std::vector<bool> changed_;
  std::unique_ptr<Tape> tape_;
  std::vector<std::vector<std::size_t>> reads_;
  Machine<Binary64Arithmetic> machine_, carried_;
};

}  // namespace stepmark::marking

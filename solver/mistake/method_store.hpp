// The wrong methods of problems, found once for all that have the same equations: the variants of a question differ in
// their numbers alone.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/shared_tape.hpp"

namespace stepmark::mistake {

/// Two mistakes on top of each other.
struct MethodPair {
  std::string first, second;
  WrongMethod both;
};

/// For one thread at a time. What it gives stays where it is as long as it lives.
class MethodStore {
  struct Kept;
  struct OfForm;

 public:
  /// As wrong_methods. They are worked with the problem's own numbers, see worked_wrongly.
  const std::vector<WrongMethod>& of(const Problem& problem);

  /// Those of them that are drawn, each with each that comes later by its identifier; not many more than `most`.
  std::vector<std::shared_ptr<const MethodPair>> pairs_of(const Problem& problem, std::size_t most);

  /// The tapes of a problem's wrong methods, compiled once for all problems that differ in their numbers alone.
  class Tapes {
   public:
    const std::vector<WrongMethod>& methods() const { return kept_.methods; }
    /// As compile(worked_wrongly(problem, method), StepSums::running), the method in that place. It stays until the
    /// next call.
    const Tape& of(std::size_t method);

   private:
    friend class MethodStore;
    Tapes(const Problem& problem, Kept& kept);

    Problem problem_;
    TapeForm form_;
    Kept& kept_;
    OfForm& of_form_;
    Tape other_;
  };
  Tapes tapes(const Problem& problem) { return Tapes(problem, kept(problem)); }

 private:
  using Pairs = std::vector<std::shared_ptr<const MethodPair>>;
  struct OfForm {
    Definition optimizer;  ///< keeps alive what the form's key goes by
    std::vector<std::optional<SharedTape>> tapes;
  };
  struct Kept {
    std::vector<WrongMethod> methods;
    std::vector<std::optional<Pairs>> pairs;  ///< of each method that is made first
    std::unordered_map<std::string, OfForm> forms;
    std::vector<TapeStore> misread;  ///< of each method that misreads the objective
  };

  Kept& kept(const Problem& problem);
  static OfForm& of_form(Kept& kept, const Problem& problem, const std::string& key);

  std::map<std::string, Kept> kept_;
};

}  // namespace stepmark::mistake

// A problem before it is written: plain data that becomes either the text of a problem file or the problem itself.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lib/base/message.hpp"
#include "lib/problem/problem.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// An objective in one of the forms of a problem file: the one whose field is filled.
struct StatedObjective {
  std::vector<std::string> names;  ///< of the components; empty: they are numbered
  std::vector<Exact> start;
  std::string function;
  std::vector<std::vector<Exact>> gradients;  ///< one list a step
  std::vector<std::vector<Exact>> a;
  std::vector<Exact> b;  ///< with `a`; may be empty
  std::string loss;
  DataTable data;  ///< with `loss`
  std::size_t batch = 0;
};

/// Hyperparameters by name.
using Values = std::vector<std::pair<std::string, Exact>>;

struct Draft {
  std::string title;
  Message said_title;     ///< the title as it was drawn, to be said in any language
  std::string optimizer;  ///< a name of the catalogue, or a file
  Values hyperparameters;
  Modifiers modifiers;
  std::int64_t steps = 1;
  StatedObjective objective;
  Working working;
  Answer answer;  ///< no `ask`: every quantity
  std::optional<Marks> marks;
  Question question;
  std::int64_t steps_done = 0;                      ///< a start in the middle if above 0
  std::map<std::string, std::vector<Exact>> state;  ///< then the values so far
};

/// The problem file. `data_file` is the name under which the data stand beside it, if there are any.
std::string to_toml(const Draft& draft, const std::string& data_file);

/// What a draft says of hyperparameters, modifiers, start, answer and marks, and the working, in one line.
std::string pinned_text(const Draft& draft, const std::optional<Working>& working);

/// The data as the CSV file that `to_toml` refers to.
std::string to_csv(const DataTable& data);

/// Functions as objectives. Problems of a family differ often in their start alone, and to derive the gradient takes as
/// long as to look at the problem. For several threads at once.
class FunctionStore {
 public:
  ObjectivePtr find_or_make(const std::string& function, const std::vector<std::string>& names);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, ObjectivePtr> known_;  ///< by their text
};

/// The problem that `to_toml` reads back as. `base` is the definition named by draft.optimizer.
Problem to_problem(const Draft& draft, const Definition& base, FunctionStore& functions);
Problem to_problem(const Draft& draft, const Definition& base);

/// `problem` made that of `draft`, without copies of what stays. It came from a draft of the same optimizer, of which
/// nothing is modified and no steps are done.
void renew(Problem& problem, const Draft& draft, const Definition& base, FunctionStore& functions);
/// Can it be renewed?
bool is_renewable(const Draft& draft);

/// The equations and starts of `definition` that equal those of `known` become the same objects, so that what is kept
/// of them is found.
void unify(Definition& definition, const Definition& known);

}  // namespace stepmark::problems

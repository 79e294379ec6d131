// What a front keeps from one request to the next.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "assessment/practice_table.hpp"
#include "problems/generate.hpp"
#include "reports/language/language.hpp"
#include "web/front/fields.hpp"

namespace stepmark::web {

struct Session {
  explicit Session(Problem made) : problem(std::move(made)), table(problem) {}

  Problem problem;
  PracticeTable table;
  bool hides_answers = false;
};

/// The generator that was used last: to make one takes longer than to draw a problem with it.
struct LastGenerator {
  std::string request;  ///< what it was made for
  std::optional<Generator> generator;
};

struct State {
  std::map<std::int64_t, std::unique_ptr<Session>> sessions;
  std::int64_t next_session = 1;
  LastGenerator last_generator;
  std::unique_ptr<const Catalogue> catalogue;  ///< that the page has handed in
  Language language;

  /// The one that "session" names. @throws InputError when there is none
  Session& session(Fields& fields);
};

/// One of the things to do. @throws InputError
struct Action {
  const char* name;
  Json (*run)(Fields& fields, State& state);
};

// The actions by subject, each in a file of its own.
std::vector<Action> catalogue_actions();
std::vector<Action> language_actions();
std::vector<Action> drawing_actions();
std::vector<Action> session_actions();
std::vector<Action> command_actions();
std::vector<Action> picture_actions();

}  // namespace stepmark::web

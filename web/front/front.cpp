#include "web/front/front.hpp"

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

const std::vector<Action>& actions() {
  static const std::vector<Action> all = [] {
    std::vector<Action> made;
    for (const auto& some : {catalogue_actions(), language_actions(), drawing_actions(), session_actions(),
                             command_actions(), picture_actions()}) {
      made.insert(made.end(), some.begin(), some.end());
    }
    return made;
  }();
  return all;
}

const Action& action_named(const std::string& name) {
  std::vector<std::string> names;
  for (const Action& action : actions()) {
    if (action.name == name) return action;
    names.emplace_back(action.name);
  }
  throw InputError({"request", 0, 0}, "there is nothing called " + in_quotes(name) + " to do", suggest(name, names));
}

Json refusal(const InputError& error) {
  const Location& where = error.where();
  return {{"error", error.what()},
          {"where", {{"file", where.file}, {"line", where.line}, {"column", where.column}}},
          {"wrong", error.wrong()},
          {"expected", error.expected()}};
}

/// What is no fault of the request.
Json failure(const std::exception& error) {
  return refusal(InputError({}, "the engine failed: " + shown(error.what()), "please report it with the problem"));
}

}  // namespace

struct Front::Impl : State {};

Front::Front() : impl_(std::make_unique<Impl>()) {}
Front::~Front() = default;

std::string Front::reply(std::string_view request) {
  const auto answer = [&]() -> Json {
    try {
      Fields fields(request);
      const Action& action = action_named(fields.text("do"));
      return action.run(fields, *impl_);
    } catch (const InputError& error) {
      return refusal(error);
    } catch (const std::exception& error) {
      return failure(error);
    }
  };
  return answer().dump(-1, ' ', false, Json::error_handler_t::replace);
}

Session& State::session(Fields& fields) {
  const std::int64_t number = fields.number("session", 1, INT64_MAX);
  const auto found = sessions.find(number);
  if (found != sessions.end()) return *found->second;
  throw InputError({"request", 0, 0}, "session " + std::to_string(number) + " is not open", "expected one that is");
}

}  // namespace stepmark::web

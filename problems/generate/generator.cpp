#include <fmt/core.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <unordered_set>

#include "lib/base/text.hpp"
#include "lib/problem/entries.hpp"
#include "problems/generate.hpp"
#include "problems/generate/strand.hpp"
#include "solver/mistake/roles.hpp"

namespace stepmark::problems {

namespace {

using Kind = Question::Kind;

[[noreturn]] void refuse(const std::string& wrong, const std::string& expected) {
  throw InputError({}, wrong, expected);
}

void check_dimension(const Request& request, const Family& family) {
  if (request.dimension == 0) return;
  if (request.dimension >= family.least_dimension && request.dimension <= family.most_dimension) return;
  const std::string range = family.least_dimension == family.most_dimension
                                ? std::to_string(family.least_dimension)
                                : fmt::format("{} to {}", family.least_dimension, family.most_dimension);
  refuse(fmt::format("dimension is {}, and the family is {}", request.dimension, family.id), "expected " + range);
}

void check_middle(const Request& request, const Family& family) {
  if (request.first_step == 1) return;
  if (family.gives_data) {
    refuse("a first step other than 1 does not go with the family " + family.id, "expected another family, or step 1");
  }
  if (request.kind == Kind::compare || request.kind == Kind::which) {
    refuse("a first step other than 1 does not go with the kind " + to_string(request.kind) +
               ", whose optimizers keep different quantities from step to step",
           "expected another kind, or step 1");
  }
}

void check_pairs(const Request& request) {
  if (request.kind != Kind::compare && request.kind != Kind::which) return;
  const std::set<std::string> names(request.optimizers.begin(), request.optimizers.end());
  for (const std::string& name : names) {
    if (std::count(request.optimizers.begin(), request.optimizers.end(), name) == 1) continue;
    refuse(name + " is compared with itself", "expected another optimizer to compare it with");
  }
}

/// An optimizer, and in kind compare the second one: every pair of the list; a single name has a plain one beside it.
std::vector<std::pair<std::string, std::string>> pairs_of(const Request& request) {
  const auto& names = request.optimizers;
  std::vector<std::pair<std::string, std::string>> pairs;
  if (request.kind == Kind::which) {
    pairs.emplace_back(names.front(), "");  // the others have their tables beside it
  } else if (request.kind != Kind::compare) {
    for (const std::string& name : names) pairs.emplace_back(name, "");
  } else if (names.size() == 1) {
    const std::string& plainest = plainest_definition().name;
    pairs.emplace_back(names.front(), names.front() == plainest ? plainest_with_state().name : plainest);
  }
  for (std::size_t i = 0; i < names.size() && request.kind == Kind::compare; ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) pairs.emplace_back(names[i], names[j]);
  }
  return pairs;
}

}  // namespace

namespace {

std::vector<std::string> families_with_gradients() {
  std::vector<std::string> ids;
  for (const Family& family : families()) {
    if (family.gives_gradients) ids.push_back(family.id);
  }
  return ids;
}

void check_clipping(const Modifiers& modifiers) {
  if (modifiers.clip_norm && modifiers.clip_value) {
    refuse("clip_norm and clip_value are both pinned", "expected one of them");
  }
  if (modifiers.clip_epsilon && !modifiers.clip_norm) {
    refuse("clip_epsilon is pinned without clip_norm", "expected clip_norm beside it");
  }
}

void check_pins(const Request& request, const Family& family) {
  const Pins& pins = request.pins;
  check_clipping(pins.modifiers);
  if (pins.working && pins.working->each == Working::Each::operation && !family.gives_gradients) {
    refuse("each operation is rounded, as pinned, and the family " + family.id + " derives its gradients",
           "expected " + alternatives(families_with_gradients()));
  }
  for (const std::string& name : request.optimizers) {
    const Definition modified = apply(pins.modifiers, find_definition(name));
    for (const std::string& quantity : pins.answer.ask) {
      if (modified.find_equation(quantity)) continue;
      refuse(name + " has no quantity " + in_quotes(quantity) + " to ask for", "expected another optimizer");
    }
  }
}

constexpr std::int64_t steps_of_effect = 3;

void check(const Request& request) {
  const Family& family = find_family(request.family);
  if (request.optimizers.empty()) refuse("no optimizer is given", "expected one of the catalogue");
  const auto between = [](const char* what, std::uint64_t value, std::uint64_t most) {
    if (value >= 1 && value <= most) return;
    refuse(value > most ? fmt::format("{} is more than {}", what, most) : fmt::format("{} is 0", what),
           fmt::format("expected a whole number from 1 to {}", most));
  };
  between("count", request.count, Request::most_count);
  between("steps", static_cast<std::uint64_t>(std::max<std::int64_t>(request.steps, 0)), Request::most_steps);
  between("the first step", static_cast<std::uint64_t>(request.first_step), 1000);
  check_dimension(request, family);
  check_middle(request, family);
  check_pairs(request);
  check_pins(request, family);
  if (request.kind == Kind::effect && request.steps < steps_of_effect) {
    refuse(fmt::format("steps is {}, and the kind is effect", request.steps),
           fmt::format("expected {} or more: fewer show no course", steps_of_effect));
  }
  if (request.kind == Kind::gradients && !family.gives_gradients) {
    refuse("the family " + family.id + " does not give gradients",
           "expected " + alternatives(families_with_gradients()) + " with the kind gradients");
  }
}

/// Takes a gradient at another point than the parameters.
bool looks_elsewhere(const Definition& definition) {
  const auto lines = gradient_equations(definition);
  return std::any_of(lines.begin(), lines.end(), [&](std::size_t line) {
    const auto* call = definition.equations[line].right.as<Call>();
    const auto* point = call ? call->arguments.front().as<Name>() : nullptr;
    return point && point->symbol != "theta";
  });
}

/// Of two velocities that differ only in the point at which the gradient is taken, given gradients make one.
bool are_alike_on_given_gradients(const Request& request) {
  if (request.kind != Kind::which && request.kind != Kind::compare) return false;
  const auto any = [&](auto is_so) {
    return std::any_of(request.optimizers.begin(), request.optimizers.end(),
                       [&](const std::string& name) { return is_so(find_definition(name)); });
  };
  return any(looks_elsewhere) && any([](const Definition& one) { return !looks_elsewhere(one) && !takes_roots(one); });
}

/// Roots of perfect squares over several steps are found where the gradients can be chosen.
bool wants_chosen_gradients(const Request& request) {
  if (request.level != Level::easy || request.steps == 1 || are_alike_on_given_gradients(request)) return false;
  return std::any_of(request.optimizers.begin(), request.optimizers.end(),
                     [](const std::string& name) { return takes_roots(find_definition(name)); });
}

/// Where a gradient of zero has an effect to ask about, gradients are given.
bool asks_about_zero(const Request& request) {
  return request.kind == Kind::effect &&
         std::all_of(request.optimizers.begin(), request.optimizers.end(),
                     [](const std::string& name) { return quantities_told(find_definition(name)).size() > 1; });
}

std::string suitable_family(const Request& request) {
  const bool gradients = request.kind == Kind::gradients || asks_about_zero(request) || wants_chosen_gradients(request);
  return gradients ? families_with_gradients().front() : families().front().id;
}

bool may_be_worth_asking(const Request& request) {
  const auto pairs = pairs_of(request);
  return std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
    Bench bench;
    return Strand(request, pair.first, pair.second).may_be_worth_asking(bench);
  });
}

/// As few as suit, and leave something to ask.
std::int64_t suitable_steps(Request request) {
  const std::int64_t usual = request.level == Level::hard ? 3 : 2;
  const std::int64_t least = request.kind == Kind::effect ? steps_of_effect + 1 : usual;
  for (request.steps = least; request.steps <= least + Strand::steps_tried; ++request.steps) {
    if (may_be_worth_asking(request)) return request.steps;
  }
  return least;
}

/// As many components as the start that is pinned.
void set_dimension(Request& request) {
  const std::size_t pinned = request.pins.start.size();
  if (request.dimension != 0 && request.dimension != pinned) {
    refuse(fmt::format("dimension is {}, and the start that is pinned has {} components", request.dimension, pinned),
           fmt::format("expected {}", pinned));
  }
  request.dimension = pinned;
}

}  // namespace

Request completed(Request request) {
  for (const std::string& name : request.optimizers) find_definition(name);
  if (request.family.empty()) request.family = suitable_family(request);
  const Family& family = find_family(request.family);
  if (!request.pins.start.empty()) set_dimension(request);
  const bool steps_are_open = request.steps == 0;
  if (steps_are_open) request.steps = request.kind == Kind::effect ? steps_of_effect : 1;
  check(request);
  if (request.dimension == 0) request.dimension = family.usual_dimension;
  if (steps_are_open) request.steps = suitable_steps(request);
  return request;
}

struct Generator::Parts {
  Request request;
  std::vector<std::unique_ptr<Strand>> strands;
  Bench bench;
  std::mutex mutex;
  std::unordered_set<std::uint64_t> known;

  const Strand& strand(std::uint64_t number) const {
    return *strands[static_cast<std::size_t>(number % strands.size())];
  }
  bool is_known(std::uint64_t answers) {
    const std::lock_guard lock(mutex);
    return known.contains(answers);
  }
  Generated make(std::uint64_t number, std::uint64_t attempt, Bench& by);
};

namespace {
constexpr std::uint64_t most_attempts = 20'000;  ///< of one problem
}

/// The first attempt from `attempt` on that is taken.
Generated Generator::Parts::make(std::uint64_t number, std::uint64_t attempt, Bench& by) {
  Tally tally;
  const Place place{number, request.count};
  const auto already = [this](std::uint64_t answers) { return is_known(answers); };
  for (; attempt < most_attempts; ++attempt) {
    auto made = strand(number).candidate(place, attempt, by, already, tally);
    if (made) return std::move(*made);
  }
  const auto [wrong, expected] = tally.complaint(request, strand(number).optimizer());
  refuse(wrong, expected);
}

Generator::Generator(const Request& request) : parts_(std::make_unique<Parts>()) {
  parts_->request = completed(request);
  const Request& wanted = parts_->request;
  for (const auto& [optimizer, other] : pairs_of(wanted)) {
    parts_->strands.push_back(std::make_unique<Strand>(wanted, optimizer, other));
    parts_->strands.back()->scout(parts_->bench);
  }
}

Generator::~Generator() = default;

namespace {

/// Problems on their way from the threads that make them to the one that takes them in order.
class Line {
 public:
  using Make = std::function<Generated(std::uint64_t, std::uint64_t, Bench&)>;

  Line(std::uint64_t first, std::uint64_t end, unsigned threads, Make make)
      : next_(first), wanted_(first), end_(end), window_(std::uint64_t{threads} * 16), make_(std::move(make)) {
    threads_.reserve(threads);
    while (threads_.size() < threads && start_thread()) {
    }
  }
  ~Line() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    moved_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// The problem of that number, the next in order. @throws what making it threw
  Generated take(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    wanted_ = number;
    moved_.notify_all();
    moved_.wait(lock, [&] { return done_.contains(number); });
    Done done = std::move(done_.extract(number).mapped());
    lock.unlock();
    if (done.failure) std::rethrow_exception(done.failure);
    return std::move(*done.made);
  }

 private:
  /// False where the system has no more threads, but one at least.
  bool start_thread() try {
    threads_.emplace_back([this] { work(); });
    return true;
  } catch (const std::system_error&) {
    if (threads_.empty()) throw;
    return false;
  }

  struct Done {
    std::optional<Generated> made;
    std::exception_ptr failure;
  };

  void work() {
    Bench bench;
    std::unique_lock lock(mutex_);
    while (true) {
      moved_.wait(lock, [&] { return stopped_ || next_ >= end_ || next_ < wanted_ + window_; });
      if (stopped_ || next_ >= end_) return;
      const std::uint64_t number = next_++;
      lock.unlock();
      Done done;
      try {
        done.made = make_(number, 0, bench);
      } catch (...) {
        done.failure = std::current_exception();
      }
      lock.lock();
      done_.emplace(number, std::move(done));
      moved_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable moved_;
  std::map<std::uint64_t, Done> done_;
  std::uint64_t next_, wanted_, end_, window_;
  bool stopped_ = false;
  Make make_;
  std::vector<std::thread> threads_;
};

}  // namespace

void Generator::each(const std::vector<std::uint64_t>& numbers, unsigned threads,
                     const std::function<void(Generated&&)>& take) {
  parts_->known.clear();
  const auto make = [&](std::uint64_t index, std::uint64_t attempt, Bench& by) {
    return parts_->make(numbers[static_cast<std::size_t>(index)], attempt, by);
  };
  std::optional<Line> line;
  if (threads > 1) try {
      line.emplace(0, numbers.size(), threads, make);
    } catch (const std::system_error&) {  // no threads to be had: alone, then
    }
  for (std::uint64_t i = 0; i < numbers.size(); ++i) take(line ? line->take(i) : make(i, 0, parts_->bench));
}

void Generator::run(std::uint64_t first, const std::vector<std::uint64_t>& known, unsigned threads,
                    const std::function<void(Generated&&)>& take) {
  Parts& parts = *parts_;
  parts.known = {known.begin(), known.end()};
  const auto make = [&](std::uint64_t number, std::uint64_t attempt, Bench& by) {
    return parts.make(number, attempt, by);
  };
  std::optional<Line> line;
  if (threads > 1) try {
      line.emplace(first, parts.request.count, threads, make);
    } catch (const std::system_error&) {  // no threads to be had: alone, then
    }
  for (std::uint64_t number = first; number < parts.request.count; ++number) {
    Generated made = line ? line->take(number) : make(number, 0, parts.bench);
    // Made while an earlier problem with the same answers was not yet known.
    while (parts.is_known(made.answers)) made = make(number, made.attempt + 1, parts.bench);
    {
      const std::lock_guard lock(parts.mutex);
      parts.known.insert(made.answers);
    }
    take(std::move(made));
  }
}

}  // namespace stepmark::problems

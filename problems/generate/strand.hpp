// One optimizer's problems within a set: which numbers work for it, and how much work its problems are.
#pragma once

#include <memory>
#include <optional>

#include "lib/optimizer/catalogue.hpp"
#include "problems/generate/tally.hpp"
#include "problems/kind.hpp"
#include "problems/level.hpp"
#include "problems/rooms.hpp"
#include "solver/tape/shared_tape.hpp"

namespace stepmark::problems {

struct Precision {
  DecimalFormat asked;
  int guard = 0;  ///< digits worked with beyond those asked
};

/// Values that have been found to work.
struct Plan {
  Values values;
  Precision precision;
  /// Given gradients whose roots are short, of each component; empty where any will do.
  std::vector<std::vector<std::vector<Exact>>> columns = {};
};

/// What a thread keeps from one candidate to the next. Its strands outlive it.
struct Bench {
  Certifier certifier;
  TapeStore tapes;
  const void* strand = nullptr;    ///< to which `problem` belongs
  std::optional<Problem> problem;  ///< a candidate, renewed for the next one
};

class Strand {
 public:
  /// @param other  kind compare: the second optimizer
  Strand(const Request& request, std::string optimizer, std::string other);

  /// Whether some problem of so many steps asks for more than what can be had without the work.
  bool may_be_worth_asking(Bench& bench);
  /// So many more steps are tried, where that is not so.
  static constexpr std::int64_t steps_tried = 3;

  /// Finds plans and the workload. @throws InputError when nothing works
  void scout(Bench& bench);

  const std::string& optimizer() const { return optimizer_; }

  /// The candidate of that key, looked at and certified; nothing, and why in `tally`, if it is turned down.
  /// @param is_known  whether some earlier problem has these answers
  std::optional<Generated> candidate(const Place& place, std::uint64_t attempt, Bench& bench,
                                     const std::function<bool(std::uint64_t)>& is_known, Tally& tally) const;

 private:
  /// A candidate and what was seen of it, good or bad; the problem until the bench's next.
  struct Glance {
    Draft draft;
    const Problem* problem;
    FirstLook look;
  };
  struct Seen {
    Draft draft;
    Problem problem;
    FirstLook look;
    explicit Seen(Glance&& glance)
        : draft(std::move(glance.draft)), problem(*glance.problem), look(std::move(glance.look)) {}
  };
  Draft draft(Draw& draw, const Plan& plan, const Place& place) const;
  void set_working(Draft& draft, const Precision& precision) const;
  void fill_in(Draft& draft) const;
  std::optional<Exact> step_length(const Plan& plan) const;
  void leave_out(Draft& draft) const;
  void draw_state(Draw& draw, Draft& draft) const;
  std::vector<Message> titles() const;
  const Message& title_at(const Place& place) const;
  const Problem& problem_of(const Draft& draft, Bench& bench) const;
  Glance seen_at_first(Draw& draw, const Plan& plan, const Place& place, Bench& bench) const;
  std::optional<Glance> look(Draw& draw, const Plan& plan, const Place& place, Bench& bench, Tally& tally) const;
  /// Kind compare: the same by the second optimizer.
  Problem second(const Problem& problem) const;
  /// What can be had of it without the work leaves enough to ask; true where there is no second.
  bool is_second_worth_asking(const Problem& problem) const;
  Certificate certify(const Problem& problem, Bench& bench) const;
  bool is_even(const Workload& workload) const;
  bool can_have_short_roots() const;

  /// In the order in which they are tried.
  std::vector<Precision> precisions() const;
  std::uint64_t plans_to_try() const;
  /// Without given gradients.
  Plan plain_plan(std::uint64_t number, const Precision& precision) const;
  Plan plan(std::uint64_t number, const Precision& precision) const;
  std::vector<std::vector<Exact>> short_rooted(const Plan& plan, std::size_t component, Draw draw) const;
  std::size_t worth(const Plan& plan, std::uint64_t number, Bench& bench, Tally& tally) const;
  struct Found {
    std::size_t worth = 0;
    std::vector<Plan> plans;
  };
  Found find_plans(const Precision& precision, Bench& bench, Tally& tally) const;
  void choose_plans(Bench& bench, Tally& tally);
  /// Plans and the workload; false if nothing works.
  bool finds_anything(Bench& bench, Tally& tally);
  /// With decays and roots as they are now to be. False if nothing works.
  bool finds_numbers(Bench& bench, Tally& tally);
  /// Candidates that pass the first look.
  std::vector<Seen> scouts(Bench& bench, Tally& tally) const;
  [[noreturn]] void refuse_steps() const;
  void refuse_pins(const std::string& wrong) const;

  /// Candidates that tell what can be had without the work.
  std::vector<Seen> samples(Bench& bench) const;
  /// Near a minimum, if most candidates from anywhere can be answered without the work.
  void choose_starts(Bench& bench);
  /// Of a faded working, what most samples have without the work.
  void fill_in_what_is_guessed(Bench& bench);
  /// No longer asks for quantities of which a larger share than this is had without the work in most of `seen`.
  void leave_out_guessed(const std::vector<Seen>& seen, double least_share);
  /// All of this, as far as something is worth asking only then.
  /// @returns whether something is
  bool settle_what_is_asked(Bench& bench);
  /// Asks for what would show a wrong method that goes unseen; false if there is nothing more to ask for.
  bool ask_for_more(Bench& bench);
  void choose_workload(const std::vector<Seen>& seen, Bench& bench, Tally& tally);

  const Request& request_;
  std::string optimizer_, other_;
  Definition definition_;
  Definition bare_;                 ///< of which candidates are made
  Definition modified_;             ///< with what pinned modifiers add
  std::vector<std::string> rates_;  ///< the learning rates
  std::vector<std::string> sign_step_rates_;
  std::vector<std::size_t> gradient_lines_;
  std::vector<Message> titles_;  ///< in turn
  std::optional<Definition> other_definition_;
  const Family& family_;
  std::unique_ptr<FunctionStore> functions_ = std::make_unique<FunctionStore>();
  DecayValues decays_ = DecayValues::usual;
  bool short_roots_ = false;                ///< of perfect squares alone
  bool starts_near_ = false;                ///< a few steps from a minimum, because gradients hardly change elsewhere
  std::vector<std::string> left_out_;       ///< quantities that are not asked, because they can be had without the work
  std::vector<Question::Cell> also_shown_;  ///< kind faded: cells that can be had without the work
  std::vector<std::string> also_asked_;     ///< where the parameters alone do not tell wrong methods from the right one
  bool all_steps_asked_ = false;
  std::vector<Plan> plans_;
  std::optional<Workload> workload_;  ///< of every problem of the strand
  double candidates_taken_ = 0;       ///< the share that is expected to be taken, each counted once
  int spare_digits_ = 0;              ///< by how many digits their loads may differ
};

}  // namespace stepmark::problems

// One optimizer's problems within a set: which numbers work for it, and how much work its problems are.
#pragma once

#include <memory>
#include <optional>

#include "lib/optimizer/catalogue.hpp"
#include "problems/generate/tally.hpp"
#include "problems/kind.hpp"
#include "problems/level.hpp"
#include "problems/rooms.hpp"

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

class Strand {
 public:
  /// @param other  kind compare: the second optimizer
  Strand(const Request& request, std::string optimizer, std::string other);

  /// Whether some problem of so many steps asks for more than what can be had without the work.
  bool may_be_worth_asking();
  /// So many more steps are tried, where that is not so.
  static constexpr std::int64_t steps_tried = 3;

  /// Finds plans and the workload. @throws InputError when nothing works
  void scout(Certifier& certifier);

  const std::string& optimizer() const { return optimizer_; }

  /// The candidate of that key, looked at and certified; nothing, and why in `tally`, if it is turned down.
  /// @param is_known  whether some earlier problem has these answers
  std::optional<Generated> candidate(const Place& place, std::uint64_t attempt, Certifier& certifier,
                                     const std::function<bool(std::uint64_t)>& is_known, Tally& tally) const;

 private:
  struct Seen {
    Draft draft;
    Problem problem;
    FirstLook look;
  };
  Draft draft(Draw& draw, const Plan& plan, const Place& place) const;
  void set_working(Draft& draft, const Precision& precision) const;
  void fill_in(Draft& draft) const;
  std::optional<Exact> step_length(const Plan& plan) const;
  void leave_out(Draft& draft) const;
  void draw_state(Draw& draw, Draft& draft) const;
  std::string title_of(const Draft& draft, const Place& place) const;
  /// A candidate and what was seen of it, good or bad.
  Seen seen_at_first(Draw& draw, const Plan& plan, const Place& place) const;
  std::optional<Seen> look(Draw& draw, const Plan& plan, const Place& place, Tally& tally) const;
  /// Kind compare: the same by the second optimizer.
  Problem second(const Problem& problem) const;
  /// What can be had of it without the work leaves enough to ask; true where there is no second.
  bool is_second_worth_asking(const Problem& problem) const;
  Certificate certify(const Seen& seen, Certifier& certifier) const;
  bool is_even(const Workload& workload) const;
  bool can_have_short_roots() const;

  /// In the order in which they are tried.
  std::vector<Precision> precisions() const;
  std::uint64_t plans_to_try() const;
  /// Without given gradients.
  Plan plain_plan(std::uint64_t number, const Precision& precision) const;
  Plan plan(std::uint64_t number, const Precision& precision) const;
  std::vector<std::vector<Exact>> short_rooted(const Plan& plan, std::size_t component, Draw draw) const;
  std::size_t worth(const Plan& plan, std::uint64_t number, Certifier& certifier, Tally& tally) const;
  struct Found {
    std::size_t worth = 0;
    std::vector<Plan> plans;
  };
  Found find_plans(const Precision& precision, Certifier& certifier, Tally& tally) const;
  void choose_plans(Certifier& certifier, Tally& tally);
  /// Plans and the workload; false if nothing works.
  bool finds_anything(Certifier& certifier, Tally& tally);
  /// With decays and roots as they are now to be. False if nothing works.
  bool finds_numbers(Certifier& certifier, Tally& tally);
  /// Candidates that pass the first look.
  std::vector<Seen> scouts(Tally& tally) const;
  [[noreturn]] void refuse_steps() const;
  void refuse_pins(const std::string& wrong) const;

  /// Candidates that tell what can be had without the work.
  std::vector<Seen> samples() const;
  /// Near a minimum, if most candidates from anywhere can be answered without the work.
  void choose_starts();
  /// Of a faded working, what most samples have without the work.
  void fill_in_what_is_guessed();
  /// No longer asks for quantities of which a larger share than this is had without the work in most of `seen`.
  void leave_out_guessed(const std::vector<Seen>& seen, double least_share);
  /// All of this, as far as something is worth asking only then.
  /// @returns whether something is
  bool settle_what_is_asked();
  /// Asks for what would show a wrong method that goes unseen; false if there is nothing more to ask for.
  bool ask_for_more(Certifier& certifier);
  void choose_workload(const std::vector<Seen>& seen, Certifier& certifier, Tally& tally);

  const Request& request_;
  std::string optimizer_, other_;
  Definition definition_;
  Definition bare_;                 ///< of which candidates are made
  Definition modified_;             ///< with what pinned modifiers add
  std::vector<std::string> rates_;  ///< the learning rates
  std::vector<std::string> sign_step_rates_;
  std::vector<std::size_t> gradient_lines_;
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

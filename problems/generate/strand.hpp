// One optimizer's problems within a set: which numbers work for it, and how much work its problems are.
#pragma once

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
  void draw_state(Draw& draw, Draft& draft) const;
  std::string title_of(const Draft& draft, const std::string& remark) const;
  std::optional<Seen> look(Draw& draw, const Plan& plan, const Place& place, Tally& tally) const;
  Certificate certify(const Seen& seen, Certifier& certifier) const;
  bool is_even(const Workload& workload) const;
  bool wants_short_roots() const;

  /// In the order in which they are tried.
  std::vector<Precision> precisions() const;
  Plan plan(std::uint64_t number, const Precision& precision) const;
  std::vector<std::vector<Exact>> short_rooted(const Plan& plan, std::size_t component, Draw draw) const;
  std::size_t worth(const Plan& plan, std::uint64_t number, Certifier& certifier, Tally& tally) const;
  struct Found {
    std::size_t worth = 0;
    std::vector<Plan> plans;
  };
  Found find_plans(const Precision& precision, Certifier& certifier, Tally& tally) const;
  void choose_plans(Certifier& certifier, Tally& tally);
  /// Candidates that pass the first look.
  std::vector<Seen> scouts(Tally& tally) const;
  /// Asks for what would show a wrong method that goes unseen; false if there is nothing more to ask for.
  bool ask_for_more(Certifier& certifier);
  void choose_workload(const std::vector<Seen>& seen, Certifier& certifier, Tally& tally);

  const Request& request_;
  std::string optimizer_, other_;
  Definition definition_;
  std::vector<std::string> rates_;  ///< the learning rates
  std::vector<std::size_t> gradient_lines_;
  std::optional<Definition> other_definition_;
  const Family& family_;
  std::vector<std::string> also_asked_;  ///< where the parameters alone do not tell wrong methods from the right one
  bool all_steps_asked_ = false;
  std::vector<Plan> plans_;
  std::optional<Workload> workload_;  ///< of every problem of the strand
  int spare_digits_ = 0;              ///< by how many digits their loads may differ
};

}  // namespace stepmark::problems

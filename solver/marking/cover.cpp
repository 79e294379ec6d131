#include "solver/marking/cover.hpp"

#include <algorithm>

#include "solver/marking/slip.hpp"

namespace stepmark::marking {

namespace {

/// So many first choices are tried: the hypothesis that saves most may be dearer in the end than two others.
constexpr std::size_t most_beginnings = 6;
/// So many others are named beside a cause.
constexpr std::size_t most_named = 3;

/// Causes that may not be named, neither alone nor with others.
using Names = std::vector<Causes>;

bool holds_all(const Causes& causes, const Causes& all) {
  return std::all_of(all.begin(), all.end(),
                     [&](const Cause& cause) { return std::count(causes.begin(), causes.end(), cause) > 0; });
}

bool names_one_of(const Causes& causes, const Names& names) {
  return std::any_of(names.begin(), names.end(), [&](const Causes& all) { return holds_all(causes, all); });
}

class Search {
 public:
  explicit Search(const Evidence& evidence) : evidence_(evidence), all_(evidence.hypotheses()) {
    for (const Hypothesis& hypothesis : all_) {
      double worth = -hypothesis.place;  // the causes may be paid for already
      for (const auto& fit : hypothesis.fits) worth += std::max(0.0, fit.saved);
      worths_.push_back(worth);
    }
  }

  struct Set {
    std::vector<std::size_t> chosen;
    std::vector<std::vector<std::size_t>> positions;  ///< of each
    std::vector<double> gains;                        ///< of each
    double saved = 0;
  };

  Set cheapest(const Names& without) const {
    std::vector<std::size_t> allowed;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (worths_[i] > 0 && !names_one_of(all_[i].causes, without)) allowed.push_back(i);
    }
    Set best;
    for (const std::size_t begin : beginnings(allowed)) {
      Set set = greedily(begin, allowed);
      if (set.saved > best.saved) best = std::move(set);
    }
    return best;
  }

  const Causes& causes(std::size_t index) const { return all_[index].causes; }

  /// The causes that account for all these lines alone, and cost hardly more; the cheapest first.
  std::vector<Causes> as_good(const std::vector<std::size_t>& lines, std::size_t chosen) const {
    std::vector<std::pair<double, std::size_t>> order;
    const double least = worth_in(lines, chosen) - certain;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      // With another fault on top of it, what is chosen is no other explanation.
      const bool is_other = !holds_all(all_[i].causes, all_[chosen].causes);
      // What a mistake does in several lines may always be called a term left out, or the like.
      const bool is_vague = lines.size() > 1 && is_slip_of_formula(all_[i].causes.front().id);
      if (!is_other || is_vague || !accounts_for(all_[i], lines)) continue;
      const double worth = worth_in(lines, i);
      if (worth > std::max(0.0, least)) order.emplace_back(-worth, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<Causes> causes;
    for (const auto& [worth, i] : order) {
      const bool is_new = std::count(causes.begin(), causes.end(), all_[i].causes) == 0;
      if (is_new && causes.size() < most_named) causes.push_back(all_[i].causes);
    }
    return causes;
  }

 private:
  static bool accounts_for(const Hypothesis& hypothesis, const std::vector<std::size_t>& lines) {
    return std::all_of(lines.begin(), lines.end(), [&](std::size_t position) {
      return std::any_of(hypothesis.fits.begin(), hypothesis.fits.end(),
                         [&](const Hypothesis::Fit& fit) { return fit.position == position; });
    });
  }

  double worth_in(const std::vector<std::size_t>& lines, std::size_t index) const {
    double bits = -price(all_[index], {});
    for (const auto& fit : all_[index].fits) {
      if (std::binary_search(lines.begin(), lines.end(), fit.position)) bits += fit.saved;
    }
    return bits;
  }

  double price(const Hypothesis& hypothesis, const std::set<Cause>& paid) const {
    double bits = hypothesis.place;
    for (std::size_t i = 0; i < hypothesis.causes.size(); ++i) {
      if (!paid.count(hypothesis.causes[i])) bits += hypothesis.prices[i];
    }
    return bits;
  }

  double gain(std::size_t index, const std::vector<bool>& taken, const std::set<Cause>& paid) const {
    double bits = -price(all_[index], paid);
    for (const auto& fit : all_[index].fits) {
      if (!taken[fit.position]) bits += std::max(0.0, fit.saved);
    }
    return bits;
  }

  std::vector<std::size_t> beginnings(std::vector<std::size_t> order) const {
    const auto count = std::min(order.size(), most_beginnings);
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
        [&](std::size_t a, std::size_t b) { return std::pair(-worths_[a], a) < std::pair(-worths_[b], b); });
    order.resize(count);
    return order;
  }

  Set greedily(std::size_t begin, const std::vector<std::size_t>& allowed) const {
    Set set;
    std::vector<bool> taken(evidence_.positions(), false);
    std::set<Cause> paid;
    for (std::size_t next = begin; next < all_.size(); next = best_next(taken, paid, allowed)) {
      if (set.chosen.empty() && gain(next, taken, paid) <= 0) return set;
      set.gains.push_back(gain(next, taken, paid));
      set.saved += set.gains.back();
      set.chosen.push_back(next);
      auto& positions = set.positions.emplace_back();
      for (const auto& fit : all_[next].fits) {
        if (taken[fit.position] || fit.saved <= 0) continue;
        taken[fit.position] = true;
        positions.push_back(fit.position);
      }
      paid.insert(all_[next].causes.begin(), all_[next].causes.end());
    }
    return set;
  }

  std::size_t best_next(const std::vector<bool>& taken, const std::set<Cause>& paid,
                        const std::vector<std::size_t>& allowed) const {
    std::size_t best = all_.size();
    double most = 0;
    for (const std::size_t i : allowed) {
      const double bits = gain(i, taken, paid);
      if (bits > most) {
        most = bits;
        best = i;
      }
    }
    return best;
  }

  const Evidence& evidence_;
  const std::vector<Hypothesis>& all_;
  std::vector<double> worths_;  ///< of each, alone
};

/// How far ahead of having no cause a chosen hypothesis is, and what stands beside it: others that account for the same
/// lines and cost hardly more, alone or together.
void weigh(const Evidence& evidence, const Search& search, const Search::Set& best, Found& found) {
  std::vector<std::size_t> wrong;
  found.ahead = -found.bits;
  for (const std::size_t position : found.positions) {
    found.ahead += evidence.cost(position);
    if (evidence.is_faulty(position)) wrong.push_back(position);
  }
  if (wrong.empty()) found.ahead = 0;  // digits that are off by themselves prove nothing
  if (found.ahead < probable) return;
  found.or_else = search.as_good(wrong, found.hypothesis);
  if (!found.or_else.empty()) return;
  const Search::Set other = search.cheapest({found.causes});
  if (best.saved - other.saved >= probable) return;
  for (std::size_t k = 0; k < other.chosen.size() && found.or_else.size() < most_named; ++k) {
    const bool meets = std::any_of(wrong.begin(), wrong.end(), [&](std::size_t position) {
      return std::binary_search(other.positions[k].begin(), other.positions[k].end(), position);
    });
    const Causes& causes = search.causes(other.chosen[k]);
    const bool is_new = std::count(best.chosen.begin(), best.chosen.end(), other.chosen[k]) == 0 &&
                        std::count(found.or_else.begin(), found.or_else.end(), causes) == 0;
    const bool is_vague = wrong.size() > 1 && is_slip_of_formula(causes.front().id);
    if (meets && is_new && !is_vague) found.or_else.push_back(causes);
  }
}

void add_twins(const Evidence& evidence, Cover& cover) {
  for (Found& found : cover.found) {
    for (const std::size_t position : std::vector(found.positions)) {
      for (const std::size_t twin : evidence.twins(position)) {
        if (cover.open.erase(twin) > 0) found.positions.push_back(twin);
      }
    }
    std::sort(found.positions.begin(), found.positions.end());
  }
}

}  // namespace

Cover cheapest_cover(const Evidence& evidence) {
  const Search search(evidence);
  const Search::Set best = search.cheapest({});
  Cover cover;
  cover.open = {evidence.open().begin(), evidence.open().end()};
  cover.bits = evidence.cost() - best.saved;
  for (std::size_t i = 0; i < best.chosen.size(); ++i) {
    if (best.positions[i].empty()) continue;
    const Hypothesis& hypothesis = evidence.hypotheses()[best.chosen[i]];
    double bits = -best.gains[i];
    for (const std::size_t position : best.positions[i]) {
      cover.open.erase(position);
      bits += evidence.cost(position);
    }
    cover.found.push_back({hypothesis.causes, best.positions[i], {}, hypothesis.entered, bits, 0, best.chosen[i]});
  }
  for (Found& found : cover.found) weigh(evidence, search, best, found);
  add_twins(evidence, cover);
  std::sort(cover.found.begin(), cover.found.end(),
            [](const Found& a, const Found& b) { return a.positions.front() < b.positions.front(); });
  return cover;
}

}  // namespace stepmark::marking

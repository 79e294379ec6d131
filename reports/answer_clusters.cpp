#include "reports/answer_clusters.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "lib/observed/observed.hpp"

namespace stepmark::reports {

namespace {

/// The answers of one line by their value: those near a value are found without a look at all.
class Line {
 public:
  explicit Line(std::size_t line) : line_(line) {}

  void add(const CountedAnswer& answer) { left_.emplace(observed_number(answer.value, {}).value, answer); }

  /// Takes `answer` and its neighbours out; nothing where an earlier cluster has it.
  AnswerCluster take(const CountedAnswer& answer) {
    AnswerCluster cluster{line_, {}, 0};
    const Observed centre = observed_number(answer.value, {});
    if (!left_.count(centre.value)) return cluster;
    const auto begin = left_.lower_bound(centre.value - centre.unit);
    const auto end = left_.upper_bound(centre.value + centre.unit);
    std::vector<CountedAnswer> members;
    for (auto member = begin; member != end; ++member) members.push_back(member->second);
    left_.erase(begin, end);
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.sheets > b.sheets; });
    for (const CountedAnswer& member : members) {
      cluster.values.push_back(member.value);
      cluster.sheets += member.sheets;
    }
    return cluster;
  }

 private:
  std::size_t line_;
  std::map<Exact, CountedAnswer> left_;
};

}  // namespace

std::vector<AnswerCluster> clusters(std::vector<CountedAnswer> answers) {
  std::sort(answers.begin(), answers.end(), [](const CountedAnswer& a, const CountedAnswer& b) {
    return std::tie(b.sheets, a.line, a.value) < std::tie(a.sheets, b.line, b.value);
  });
  std::map<std::size_t, Line> lines;
  for (const CountedAnswer& answer : answers) lines.try_emplace(answer.line, answer.line).first->second.add(answer);
  std::vector<AnswerCluster> all;
  for (const CountedAnswer& answer : answers) {
    AnswerCluster cluster = lines.at(answer.line).take(answer);
    if (!cluster.values.empty()) all.push_back(std::move(cluster));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const AnswerCluster& a, const AnswerCluster& b) { return a.sheets > b.sheets; });
  return all;
}

}  // namespace stepmark::reports

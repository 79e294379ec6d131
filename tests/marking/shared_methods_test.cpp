// Wrong methods that are found once for all variants of a question: nothing of a mark may depend on which came first.
#include <gtest/gtest.h>

#include <optional>

#include "problems/generate.hpp"
#include "solver/mistake/method_store.hpp"
#include "tests/marking/marked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<Problem> variants(const std::string& optimizer, std::uint64_t count) {
  Request request;
  request.optimizers = {optimizer};
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < count; ++i) numbers.push_back(i);
  std::vector<Problem> problems;
  Generator(completed(request)).each(numbers, 1, [&](Generated&& made) {
    problems.push_back(std::move(made.problem));
  });
  return problems;
}

/// What the method gives, as a student states it; nothing where it has no value.
std::optional<Sheet> sheet_of(const Problem& worked, const Problem& problem) try {
  Problem asked = worked;
  asked.answer = problem.answer;
  Marker marker(asked);
  Sheet sheet;
  for (std::size_t i = 0; i < marker.asked().size(); ++i) {
    sheet.push_back(written_in(marker.expected_at(Sheet(marker.asked().size()), i)));
  }
  return sheet;
} catch (const InputError&) {
  return std::nullopt;
}

void expect_same(const MarkedSheet& one, const MarkedSheet& other) {
  EXPECT_EQ(one.marks, other.marks);
  EXPECT_EQ(one.root_causes, other.root_causes);
  for (std::size_t i = 0; i < one.lines.size(); ++i) {
    EXPECT_EQ(one.lines[i].verdict, other.lines[i].verdict) << i;
    EXPECT_EQ(name_of(one.lines[i].causes), name_of(other.lines[i].causes)) << i;
    EXPECT_EQ(name_of(one.lines[i].probably), name_of(other.lines[i].probably)) << i;
  }
}

TEST(SharedMethods, AVariantIsMarkedAsByItself) {
  for (const char* optimizer : {"adam-slides", "nesterov"}) {
    MethodStore store;
    std::size_t both_named = 0;
    for (const Problem& problem : variants(optimizer, 3)) {
      SCOPED_TRACE(optimizer);
      Marker alone(problem), shared(problem, &store);
      const auto pairs = store.pairs_of(problem, 2000);
      ASSERT_GT(pairs.size(), 50U);
      for (std::size_t i = 0; i < pairs.size(); i += pairs.size() / 12) {
        const auto sheet = sheet_of(worked_wrongly(problem, pairs[i]->both), problem);
        if (!sheet) continue;
        const MarkedSheet marked = alone.mark(*sheet);
        expect_same(marked, shared.mark(*sheet));
        for (const LineMark& line : marked.lines) {
          if (line.causes.size() > 1) {
            ++both_named;
            break;
          }
        }
      }
    }
    EXPECT_GT(both_named, 3U) << "pairs are looked for at all";
  }
}

TEST(SharedMethods, AreThoseOfEachVariant) {
  MethodStore store;
  for (const Problem& problem : variants("adam-slides", 3)) {
    const auto& kept = store.of(problem);
    const auto own = wrong_methods(problem);
    ASSERT_EQ(kept.size(), own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
      EXPECT_EQ(kept[i].mistake, own[i].mistake);
      EXPECT_EQ(kept[i].changed, own[i].changed);
      for (const std::size_t equation : own[i].changed) {
        EXPECT_EQ(kept[i].definition.equations[equation].right, own[i].definition.equations[equation].right);
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests

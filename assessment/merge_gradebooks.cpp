#include "assessment/merge_gradebooks.hpp"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/hash_table.hpp"
#include "reports/gradebook_rows.hpp"

namespace stepmark::assessment {

namespace {

/// Gradebooks that can be the shards of one class, in their order.
class Shards {
 public:
  /// @throws InputError when they cannot
  explicit Shards(std::vector<ShardGradebook> books) {
    for (ShardGradebook& book : books) shards_.push_back(check(std::move(book)));
    for (std::size_t i = 0; i < shards_.size(); ++i) compare(i);
  }

  /// The header, then the first row of each, the second of each, and so on.
  void interleave(const std::function<void(std::string_view)>& out) {
    std::vector<GradebookRows> rows;
    for (const Shard& shard : shards_) {
      shard.book.in->clear();
      shard.book.in->seekg(0);
      rows.emplace_back(*shard.book.in, shard.book.name);
    }
    out(rows.front().header());
    std::string row;
    for (std::size_t i = 0; rows[i].next(row); i = (i + 1) % rows.size()) out(row + '\n');
  }

 private:
  struct Shard {
    ShardGradebook book;
    std::size_t rows = 0;
    std::optional<GradebookRows::Class> of_class;
    std::string header;
    std::string mark;               ///< what its rows say of a shard
    std::uint64_t fingerprint = 0;  ///< of rows that no other shard can have; 0 where it may
  };

  static Shard check(ShardGradebook book) {
    Shard shard{std::move(book), 0, {}, {}, {}, 0};
    GradebookRows rows(*shard.book.in, shard.book.name);
    std::string row;
    bool named = false;
    while (rows.next_checked(row)) {
      ++shard.rows;
      shard.fingerprint = text_hash(std::to_string(shard.fingerprint) + row);
      named = named || !row.starts_with(',');
      if (shard.rows > 1 && rows.shard() != shard.mark) {
        throw InputError({shard.book.name, shard.rows + 1, 1}, "the row is of another shard",
                         "expected the output of stepmark mark of one shard");
      }
      shard.mark = rows.shard();
    }
    shard.of_class = rows.of_class();
    shard.header = rows.header();
    if (!named) shard.fingerprint = 0;
    return shard;
  }

  void compare(std::size_t i) {
    const Shard &first = shards_.front(), &before = shards_[i == 0 ? 0 : i - 1], &shard = shards_[i];
    const Location where{shard.book.name, 0, 0};
    const auto twin = by_rows_.emplace(shard.fingerprint, i).first->second;
    if (shard.fingerprint != 0 && twin != i) {
      throw InputError(where, "its rows are those of " + shards_[twin].book.name, "expected each shard once");
    }
    if (shard.rows > before.rows || first.rows > shard.rows + 1) {
      const std::size_t other = shard.rows > before.rows ? i - 1 : 0;
      throw InputError(
          where, fmt::format("it has {} rows and {} has {}", shard.rows, shards_[other].book.name, shards_[other].rows),
          "expected all shards of one class, in their order: no more rows than before, and one less at most");
    }
    if (shard.header != first.header || (shard.of_class && shard.of_class != first.of_class)) {
      throw InputError(where, "its rows are of another problem or paper than those of " + first.book.name,
                       "expected shards of one class");
    }
    compare_marks(i);
  }

  /// Where the rows say which shard they are of; that of an empty one cannot be told.
  void compare_marks(std::size_t i) const {
    const Shard &first = shards_.front(), &shard = shards_[i];
    const Location where{shard.book.name, 0, 0};
    if (shard.rows == 0 || (shard.mark.empty() && first.mark.empty())) return;
    const auto [place, whole] = parts_of(shard.mark);
    const std::string expected = std::to_string(i + 1) + '/' + std::to_string(shards_.size());
    if (whole != parts_of(first.mark).second) {
      throw InputError(where, "it is of another edition or another class than " + first.book.name,
                       "expected shards of one class on one edition, marked with the same paper.toml");
    }
    if (place != expected) {
      throw InputError(where, "it is shard " + in_quotes(place) + ", and stands where " + expected + " should",
                       "expected all shards of one class, in their order");
    }
  }

  /// "2/3" and "9f86d081884c7d65" of "2/3 of 9f86d081884c7d65".
  static std::pair<std::string, std::string> parts_of(const std::string& mark) {
    constexpr std::string_view between = " of ";
    const std::size_t at = mark.find(between);
    if (at == std::string::npos) return {mark, ""};
    return {mark.substr(0, at), mark.substr(at + between.size())};
  }

  std::vector<Shard> shards_;
  std::map<std::uint64_t, std::size_t> by_rows_;
};

}  // namespace

void merge_gradebooks(std::vector<ShardGradebook> shards, const std::function<void(std::string_view)>& out) {
  Shards all(std::move(shards));
  all.interleave(out);
}

}  // namespace stepmark::assessment

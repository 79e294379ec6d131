// What is said about a sheet, which may be as long as its writer likes.
#pragma once

#include <cstddef>
#include <vector>

#include "lib/base/message.hpp"
#include "lib/rooms.hpp"

namespace stepmark::sheet {

/// The first few notices, and how many more there were.
class Notices {
 public:
  static constexpr std::size_t most = 20;

  void add(Message notice);
  std::size_t count() const { return kept_.size() + more_; }
  /// Those kept, and behind them "and 7 more" where there were.
  std::vector<Message> texts() const;

 private:
  std::vector<Message> kept_;
  std::size_t more_ = 0;
};

}  // namespace stepmark::sheet

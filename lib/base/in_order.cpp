#include "lib/base/in_order.hpp"

#include <algorithm>
#include <exception>
#include <vector>

#include "lib/base/threads.hpp"

namespace stepmark {

namespace {

constexpr std::size_t block_size = 64;

/// What one thread is at.
struct Desk {
  TextMaker make;
  std::string text;
  std::exception_ptr failure;

  void work(std::size_t first, std::size_t last) {
    text.clear();
    try {
      for (std::size_t i = first; i < last; ++i) make(i, text);
    } catch (...) {
      failure = std::current_exception();
    }
  }
};

}  // namespace

void make_in_order(std::size_t count, unsigned threads, const std::function<TextMaker()>& maker,
                   const std::function<void(std::string_view)>& take) {
  const std::size_t useful = std::clamp<std::size_t>(threads, 1, (count + block_size - 1) / block_size + 1);
  std::vector<Desk> desks(useful);
  for (Desk& desk : desks) desk.make = maker();
  for (std::size_t first = 0; first < count;) {
    Threads others;
    std::size_t at = first;
    for (std::size_t i = desks.size(); i-- > 0;) {
      const std::size_t begin = std::min(first + i * block_size, count), end = std::min(begin + block_size, count);
      at = std::max(at, end);
      const auto work = [&desk = desks[i], begin, end] { desk.work(begin, end); };
      i == 0 ? work() : others.work(work);
    }
    others.join();
    for (const Desk& desk : desks) {
      take(desk.text);
      if (desk.failure) std::rethrow_exception(desk.failure);
    }
    first = at;
  }
}

}  // namespace stepmark

#include "lib/base/threads.hpp"

#include <system_error>

namespace stepmark {

void Threads::work(const std::function<void()>& share) try {
  threads_.emplace_back(share);
} catch (const std::system_error&) {
  share();
}

void Threads::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace stepmark

// Shares of one piece of work, each in a thread of its own while the system has threads.
#pragma once

#include <functional>
#include <thread>
#include <vector>

namespace stepmark {

class Threads {
 public:
  Threads() = default;
  Threads(const Threads&) = delete;
  ~Threads() { join(); }

  /// Works the share in a new thread, or at once where the system has no more of them. @param share  throws nothing
  void work(const std::function<void()>& share);
  void join();

 private:
  std::vector<std::thread> threads_;
};

}  // namespace stepmark

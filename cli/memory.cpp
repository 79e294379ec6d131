#include "cli/memory.hpp"

#include <cmark-gfm.h>
#include <gmp.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <new>

#include "cli/command.hpp"
#include "lib/files/write_all.hpp"

namespace stepmark::cli {

namespace {

void* or_end(void* memory) {
  if (!memory) end_without_memory();
  return memory;
}

void* allocate(std::size_t size) { return or_end(std::malloc(size)); }
void* reallocate(void* old, std::size_t, std::size_t size) { return or_end(std::realloc(old, size)); }
void release(void* old, std::size_t) { std::free(old); }

void* allocate_zeros(std::size_t count, std::size_t size) { return or_end(std::calloc(count, size)); }
void* resize(void* old, std::size_t size) { return or_end(std::realloc(old, size)); }

std::terminate_handler usual_end = nullptr;

[[noreturn]] void end_by_terminate() {
  try {
    if (const auto failure = std::current_exception()) std::rethrow_exception(failure);
  } catch (const std::bad_alloc&) {
    end_without_memory();
  } catch (...) {
  }
  usual_end();
  std::abort();
}

/// Each further thread would take 128 MB of addresses to begin with, and ask for them anew at each allocation.
void share_one_heap_where_addresses_are_few() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) ::mallopt(M_ARENA_MAX, 1);
}

}  // namespace

void end_without_memory() {
  static std::atomic_flag ending;
  while (ending.test_and_set()) ::pause();  // another thread is saying it
  files::write_all(STDERR_FILENO, "stepmark: there is not enough memory; expected a smaller problem\n");
  ::_exit(static_cast<int>(Status::not_done));
}

void end_in_one_line_without_memory() {
  share_one_heap_where_addresses_are_few();
  mp_set_memory_functions(allocate, reallocate, release);
  cmark_mem& of_cmark = *cmark_get_default_mem_allocator();
  of_cmark.calloc = allocate_zeros;
  of_cmark.realloc = resize;
  usual_end = std::set_terminate(end_by_terminate);
}

}  // namespace stepmark::cli

// MPFR keeps constants and spare integers for each thread, and leaves them behind when the thread ends.
#pragma once

#include <mpfr.h>

#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// To be called before MPFR's functions, and its conversions to and from GMP: what they keep goes with the thread.
inline void free_caches_with_thread() {
  struct Caches {
    ~Caches() { mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE); }
  };
  thread_local const Caches caches;
}

}  // namespace stepmark::arithmetic

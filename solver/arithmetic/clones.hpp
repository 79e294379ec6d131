// Functions that are compiled twice, for any machine and for one that has a certain feature; the loader chooses, before
// a sanitizer is ready for that.
#pragma once

#include "solver/rooms.hpp"

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define STEPMARK_CLONES(feature) __attribute__((target_clones(feature, "default")))
#else
#define STEPMARK_CLONES(feature)
#endif

/// For what a clone calls, so that it is compiled with it.
#define STEPMARK_INTO_CLONES inline __attribute__((always_inline))

/// Before a loop whose result is one of its operands or does not overlap them.
#if defined(__clang__)
#define STEPMARK_LANES _Pragma("clang loop vectorize(assume_safety)")
#else
#define STEPMARK_LANES _Pragma("GCC ivdep")
#endif

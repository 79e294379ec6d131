// Signed integers of 128 bits: the compiler's own where it has them, as on every machine of 64 bits.
#pragma once

#ifdef __SIZEOF_INT128__
namespace stepmark::number {
__extension__ using Wide = __int128;
}  // namespace stepmark::number
#else
#include <boost/multiprecision/cpp_int.hpp>

#include "lib/rooms.hpp"
namespace stepmark::number {
using Wide = boost::multiprecision::int128_t;
}  // namespace stepmark::number
#endif

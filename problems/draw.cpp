#include "problems/draw.hpp"

namespace stepmark::problems {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Draw::Draw(std::initializer_list<std::uint64_t> key) {
  for (const std::uint64_t part : key) state_ = mixed((state_ ^ part) + golden);
}

std::uint64_t Draw::bits() { return mixed(state_ += golden); }

std::int64_t Draw::between(std::int64_t least, std::int64_t most) {
  STEPMARK_ASSERT(least <= most);
  const std::uint64_t range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
  if (range == 0) return static_cast<std::int64_t>(bits());
  const std::uint64_t uneven = (0 - range) % range;  // so many values at the bottom would be too likely
  std::uint64_t drawn = bits();
  while (drawn < uneven) drawn = bits();
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + drawn % range);
}

Exact Draw::decimal(std::int64_t least, std::int64_t most, int places) {
  return Exact::decimal(between(least, most), places);
}

Exact Draw::signed_decimal(std::int64_t least, std::int64_t most, int places) {
  const bool negative = coin();
  const Exact size = decimal(least, most, places);
  return negative ? -size : size;
}

}  // namespace stepmark::problems

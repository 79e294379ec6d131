// FNV-1a, a hash of bytes that is the same on every machine. Its first bits are poor: whoever takes these mixes first.
#pragma once

#include <cstdint>
#include <string_view>

namespace stepmark {

/// Of bytes that come in pieces; how they are cut does not matter.
class Fnv1a {
 public:
  void add(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3U; }
  void add(std::string_view piece) {
    for (const char c : piece) add(static_cast<unsigned char>(c));
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

inline std::uint64_t fnv1a(std::string_view text) {
  Fnv1a hash;
  hash.add(text);
  return hash.value();
}

}  // namespace stepmark

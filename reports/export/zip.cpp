#include "reports/export/zip.hpp"

#include <boost/crc.hpp>
#include <cstdint>

#include "lib/base/error.hpp"

namespace stepmark::exports {

namespace {

constexpr std::uint32_t local_header = 0x04034b50, central_header = 0x02014b50, end_of_directory = 0x06054b50;
constexpr std::uint16_t version = 20, utf8_names = 0x0800, stored = 0, midnight = 0, first_of_1980 = 0x0021;

/// Little-endian.
void append16(std::string& out, std::uint16_t value) {
  out += static_cast<char>(value & 0xff);
  out += static_cast<char>(value >> 8);
}

void append32(std::string& out, std::uint32_t value) {
  append16(out, static_cast<std::uint16_t>(value & 0xffff));
  append16(out, static_cast<std::uint16_t>(value >> 16));
}

std::uint32_t narrow32(std::size_t size) {
  STEPMARK_ASSERT(size < 0xffffffff);
  return static_cast<std::uint32_t>(size);
}

std::uint32_t checksum(const std::string& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

/// What both headers of an entry have in common.
void append_description(std::string& out, const ZipEntry& entry) {
  append16(out, version);
  append16(out, utf8_names);
  append16(out, stored);
  append16(out, midnight);
  append16(out, first_of_1980);
  append32(out, checksum(entry.bytes));
  append32(out, narrow32(entry.bytes.size()));
  append32(out, narrow32(entry.bytes.size()));
  append16(out, static_cast<std::uint16_t>(entry.name.size()));
  append16(out, 0);  // no extra field
}

void append_local(std::string& out, const ZipEntry& entry) {
  append32(out, local_header);
  append_description(out, entry);
  out += entry.name + entry.bytes;
}

void append_central(std::string& out, const ZipEntry& entry, std::size_t offset) {
  append32(out, central_header);
  append16(out, version);
  append_description(out, entry);
  append16(out, 0);  // no comment
  append16(out, 0);  // on the first disk
  append16(out, 0);
  append32(out, 0);
  append32(out, narrow32(offset));
  out += entry.name;
}

}  // namespace

std::string zipped(const std::vector<ZipEntry>& entries) {
  STEPMARK_ASSERT(entries.size() < 0xffff);
  std::string archive, directory;
  for (const ZipEntry& entry : entries) {
    append_central(directory, entry, archive.size());
    append_local(archive, entry);
  }
  const std::uint32_t offset = narrow32(archive.size());
  const auto count = static_cast<std::uint16_t>(entries.size());
  archive += directory;
  append32(archive, end_of_directory);
  append32(archive, 0);  // one disk
  append16(archive, count);
  append16(archive, count);
  append32(archive, narrow32(directory.size()));
  append32(archive, offset);
  append16(archive, 0);
  return archive;
}

}  // namespace stepmark::exports

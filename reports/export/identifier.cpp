#include "reports/export/identifier.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace stepmark::exports {

std::string identifier_of(std::string_view content) {
  static const boost::uuids::uuid name_space = boost::uuids::string_generator()("3f0b6a52-9f0e-5c61-8d57-2c1f6f1f8a31");
  return to_string(boost::uuids::name_generator_sha1(name_space)(content.data(), content.size()));
}

}  // namespace stepmark::exports

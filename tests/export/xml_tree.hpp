// XML read back, by a parser that knows nothing of what wrote it.
#pragma once

#include <boost/property_tree/xml_parser.hpp>
#include <sstream>
#include <string>

#include "tests/rooms.hpp"

namespace stepmark::support {

using XmlTree = boost::property_tree::ptree;

/// @throws boost::property_tree::xml_parser_error where it is not well formed
inline XmlTree read_xml(const std::string& text) {
  std::istringstream in(text);
  XmlTree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

}  // namespace stepmark::support

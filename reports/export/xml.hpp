// XML, from the inside out.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::exports {

using Attributes = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// `content` is markup already. Nothing in it: <name/>.
std::string xml_element(const std::string& name, const Attributes& attributes, const std::string& content);
/// `text` is not.
std::string xml_text(const std::string& name, const Attributes& attributes, std::string_view text);

}  // namespace stepmark::exports

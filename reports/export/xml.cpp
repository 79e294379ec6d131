#include "reports/export/xml.hpp"

#include "reports/xml_escaped.hpp"

namespace stepmark::exports {

std::string xml_element(const std::string& name, const Attributes& attributes, const std::string& content) {
  std::string out = '<' + name;
  for (const auto& [key, value] : attributes) out += ' ' + key + "=\"" + xml_escaped(value) + '"';
  return out + (content.empty() ? "/>" : '>' + content + "</" + name + '>');
}

std::string xml_text(const std::string& name, const Attributes& attributes, std::string_view text) {
  return xml_element(name, attributes, xml_escaped(text));
}

}  // namespace stepmark::exports

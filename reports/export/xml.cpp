#include "reports/export/xml.hpp"

namespace stepmark::exports {

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string xml_element(const std::string& name, const Attributes& attributes, const std::string& content) {
  std::string out = '<' + name;
  for (const auto& [key, value] : attributes) out += ' ' + key + "=\"" + xml_escaped(value) + '"';
  return out + (content.empty() ? "/>" : '>' + content + "</" + name + '>');
}

std::string xml_text(const std::string& name, const Attributes& attributes, std::string_view text) {
  return xml_element(name, attributes, xml_escaped(text));
}

}  // namespace stepmark::exports

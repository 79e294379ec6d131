#include "reports/language/catalogue.hpp"

#include <stdexcept>
#include <utility>

namespace stepmark::language {

namespace {

constexpr char context_ends = '\4';

using Sentences = std::map<std::string, std::vector<std::string>, std::less<>>;

class Reader {
 public:
  explicit Reader(std::string_view po) : rest_(po) {}

  Sentences sentences() {
    while (!rest_.empty()) {
      ++number_;
      const std::string_view line = rest_.substr(0, rest_.find('\n'));
      rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
      read(line);
    }
    finish();
    return std::move(sentences_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::invalid_argument("line " + std::to_string(number_) + ": " + what);
  }

  void read(std::string_view line) {
    if (line.empty() || line.starts_with('#')) return;
    if (line.starts_with('"')) {
      if (!open_) fail("a string without a keyword");
      *open_ += quoted(line);
      return;
    }
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) fail("no string behind the keyword");
    begin(line.substr(0, blank), line.substr(blank + 1));
  }

  void begin(std::string_view keyword, std::string_view string) {
    const bool is_next = keyword == "msgctxt" || (keyword == "msgid" && !forms_.empty());
    if (is_next) finish();
    if (keyword == "msgctxt") {
      open_ = &context_;
    } else if (keyword == "msgid") {
      open_ = &english_;
    } else if (keyword == "msgid_plural") {
      open_ = &many_;
    } else if (keyword == "msgstr" || keyword == "msgstr[" + std::to_string(forms_.size()) + ']') {
      open_ = &forms_.emplace_back();
    } else {
      fail("an unknown keyword");
    }
    *open_ = quoted(string);
  }

  std::string quoted(std::string_view text) const {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') fail("no string in quotation marks");
    text = text.substr(1, text.size() - 2);
    std::string read;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        read += text[i];
      } else if (++i < text.size() && (text[i] == '"' || text[i] == '\\' || text[i] == 'n')) {
        read += text[i] == 'n' ? '\n' : text[i];
      } else {
        fail("an unknown escape");
      }
    }
    return read;
  }

  /// What stays empty is not translated, and left out.
  void finish() {
    if (forms_.empty()) return;
    const bool is_empty = forms_.front().empty();
    std::string key = (context_.empty() ? "" : context_ + context_ends) + english_;
    if (!is_empty && !sentences_.emplace(std::move(key), std::move(forms_)).second) fail("a sentence twice");
    context_.clear();
    english_.clear();
    many_.clear();
    forms_.clear();
    open_ = nullptr;
  }

  std::string_view rest_;
  std::size_t number_ = 0;
  std::string context_, english_, many_;
  std::vector<std::string> forms_;
  std::string* open_ = nullptr;
  Sentences sentences_;
};

std::string_view field_of(const Sentences& sentences, std::string_view field) {
  const auto head = sentences.find("");
  if (head == sentences.end()) throw std::invalid_argument("no head");
  std::string_view rest = head->second.front();
  const std::string name = std::string(field) + ": ";
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (line.starts_with(name)) return line.substr(name.size());
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return {};
}

}  // namespace

Catalogue::Catalogue(std::string_view po)
    : sentences_(Reader(po).sentences()), plural_(field_of(sentences_, "Plural-Forms")) {}

std::string_view Catalogue::head(std::string_view field) const { return field_of(sentences_, field); }

const std::vector<std::string>* Catalogue::find(std::string_view context, std::string_view english) const {
  if (english.empty()) return nullptr;
  std::string key;
  if (!context.empty()) key = std::string(context) + context_ends + std::string(english);
  const auto found = key.empty() ? sentences_.find(english) : sentences_.find(key);
  return found == sentences_.end() ? nullptr : &found->second;
}

void Catalogue::each(const Take& take) const {
  for (const auto& [key, forms] : sentences_) {
    if (key.empty()) continue;
    const std::string_view whole = key;
    const std::size_t end = whole.find(context_ends);
    const bool has_context = end != std::string_view::npos;
    take(has_context ? whole.substr(0, end) : "", has_context ? whole.substr(end + 1) : whole, forms);
  }
}

}  // namespace stepmark::language

// A sentence from where nothing is known of pages: English, with names in braces for what stands in it, so that a page
// can say it in its language (reports/sentence.hpp), and whoever else asks has it in English.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stepmark {

class Message {
 public:
  struct Value;

  Message();
  /// Text that is the same in all languages.
  Message(std::string text);

  std::string english() const;
  operator std::string() const { return english(); }

  bool is_sentence() const { return !words_.empty(); }
  bool is_number() const { return is_number_; }
  /// What is no sentence.
  const std::string& text() const { return text_; }
  /// Of a sentence: the context of gettext, the sentence, the one for many (both empty where there is none), how many.
  const char* context() const { return context_; }
  const std::string& words() const { return words_; }
  const char* many() const { return many_; }
  std::uint64_t count() const { return count_; }
  const std::vector<Value>& values() const { return values_; }

  bool operator==(const Message& other) const { return english() == other.english(); }

 private:
  friend Message message(std::string english, std::vector<Value> values);
  friend Message message_in(const char* context, std::string english);
  friend Message message_plural(const char* one, const char* many, std::uint64_t n);
  friend Message number_message(std::string decimal);

  std::string text_;
  std::string words_;
  const char* context_ = "";
  const char* many_ = "";
  std::uint64_t count_ = 0;
  bool is_number_ = false;
  std::vector<Value> values_;
};

struct Message::Value {
  Value(const char* name, Message value) : name(name), value(std::move(value)) {}
  Value(const char* name, std::string text) : name(name), value(std::move(text)) {}
  Value(const char* name, std::int64_t count) : name(name), value(std::to_string(count)) {}

  const char* name;  ///< a literal
  Message value;
};

inline Message::Message() = default;
inline Message::Message(std::string text) : text_(std::move(text)) {}

/// In English.
inline std::string operator+(const std::string& text, const Message& message) { return text + message.english(); }

/// @param english  where it stands in the source, the catalogues are made of it
Message message(std::string english, std::vector<Message::Value> values = {});
/// A word that means something else elsewhere.
Message message_in(const char* context, std::string english);
/// The form for so many, which is also what "{n}" is.
Message message_plural(const char* one, const char* many, std::uint64_t n);
/// "0.4", with the decimal sign of the language.
Message number_message(std::string decimal);

/// Names a sentence that is handed on, for the catalogues.
#define STEPMARK_MESSAGE(english) english

/// "a, b, c"
Message listed(const std::vector<Message>& items);

}  // namespace stepmark

// A list of flat records in JSON, as programs and strangers write it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// What is told of { "answers": [ { "t": 1, "value": 0.40 }, ... ], "student": "Ada" }, or of the list alone.
struct JsonRecords {
  struct Record {
    std::vector<std::string> texts;  ///< of each of `keys`, empty where it is missing or null
    std::size_t line = 1, column = 1;
  };
  std::string list;               ///< "answers"
  std::vector<std::string> keys;  ///< "t", "value"
  std::function<void(Record)> record;
  std::function<void(std::size_t line)> other;  ///< an entry of the list that is no object
  std::function<void(const std::string& key, const std::string& text)> member;  ///< of the document itself
  /// Whether a key that is none of these may stand in a record or, with `document`, in the document; any may without
  /// it.
  std::function<bool(std::string_view key, bool document)> may_stand = nullptr;
};

struct JsonFault {
  std::string wrong;
  std::size_t line = 1, column = 1;
  bool is_strange_key = false;  ///< the JSON is whole so far, and a key may not stand where it does
};

/// Calls back in the order of the text, in memory that does not grow with it. A number is handed on in its own
/// characters, 0.40 with its zero, and so is what JSON does not know, like NaN or 01; a lone surrogate as U+FFFD, bytes
/// that are no UTF-8 as they are, a list or an object in the place of a text as "[...]" or "{...}". Nested as deep as
/// may be.
/// @returns where it is broken, after what stood before has been told; nothing if it is whole
std::optional<JsonFault> read_json_records(std::string_view text, const JsonRecords& wanted);

}  // namespace stepmark

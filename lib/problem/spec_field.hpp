// The fields of a spec while they are checked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/resolver.hpp"
#include "lib/problem/placed.hpp"
#include "lib/problem/spec.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

struct Field {
  std::string key;   ///< in messages
  std::string path;  ///< in the spec: the place of what has no other

  explicit Field(std::string name) : key(std::move(name)), path(key) {}
  Field(const std::string& section, std::string name) : key(std::move(name)), path(section + '.' + key) {}

  Location at(const Location& where) const { return where.line != 0 ? where : Location{path, 0, 0}; }
  [[noreturn]] void fail(const Location& where, std::string wrong, std::string expected) const {
    throw InputError(at(where), std::move(wrong), std::move(expected));
  }
};

/// Where the text of a formula begins.
Location text_place(const SourceExpression& source, const Field& field);

Expression expression_of(const SourceExpression& source, const Field& field);
/// The same without names but pi.
Expression constant_of(const SourceExpression& source, const Field& field);
std::vector<Expression> expressions_of(const ExpressionList& list, const Field& field);
std::vector<Expression> constants_of(const ExpressionList& list, const Field& field);
/// A constant whose value is rational.
Exact exact_of(const SourceExpression& source, const Field& field);
std::int64_t integer_of(const SourceExpression& source, const Field& field, std::int64_t least, std::int64_t most);

/// A constant, refused where its sign can be told exactly and is wrong.
Expression positive_of(const SourceExpression& source, const Field& field);
Expression not_negative_of(const SourceExpression& source, const Field& field);

/// A string on one line of at most 1000 bytes.
const std::string& line_of(const Located<std::string>& text, const Field& field);
/// The one of `choices` that the text is. @throws InputError with the nearest right one.
const std::string& choice_of(const Located<std::string>& text, const Field& field,
                             const std::vector<std::string>& choices);

/// The same format; one made in code may be out of range.
DecimalFormat format_of(const Located<DecimalFormat>& format, const Field& field);

/// Reads the file that `name` gives. What is wrong with the file as a whole is said at the place of its name.
template <class Read>
auto read_named_file(const Located<std::string>& name, const Field& field, Read read) try {
  if (line_of(name, field).empty()) throw InputError({}, field.key + " is empty", "expected the name of a file");
  return read(name.value);
} catch (const InputError& error) {
  const Location& where = error.where();
  if (where.file.empty()) throw error.at(field.at(name.where));
  if (where.line != 0 || where.file == field.path) throw;
  field.fail(name.where, in_quotes(where.file, 200) + ": " + error.wrong(), error.expected());
}

}  // namespace stepmark::problem

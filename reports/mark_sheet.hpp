// A marked sheet, for the student who wrote it and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark {

/// The mark sheets of one problem.
class MarkSheets {
 public:
  /// `marker` must outlive the object.
  explicit MarkSheets(const Marker& marker) : marker_(marker) {}

  /// What a student is handed: the marks, line by line, and for each lost one what was expected and why.
  Document document(const Sheet& sheet, const MarkedSheet& marked, const std::vector<std::string>& notices,
                    const std::string& student = {}) const;
  /// As in INTERFACE: { "marks", "out_of", "lines", "root_causes" }, with "notices" where there are any.
  std::string json(const Sheet& sheet, const MarkedSheet& marked, const std::vector<std::string>& notices) const;
  /// The same on one line, with "student" in front.
  std::string json_line(const Sheet& sheet, const MarkedSheet& marked, const std::vector<std::string>& notices,
                        const std::string& student) const;
  /// t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of
  std::string csv(const Sheet& sheet, const MarkedSheet& marked) const;

  /// One or two sentences on a line; empty of a line that is right.
  std::string feedback(const Written& written, const LineMark& mark) const;

 private:
  void append_json(nlohmann::ordered_json& json, const Sheet& sheet, const MarkedSheet& marked,
                   const std::vector<std::string>& notices) const;

  const Marker& marker_;
};

/// The sentence for a student on a mistake, a slip, or two mistakes ("first+second").
std::string sentence_on(const std::string& cause);

}  // namespace stepmark

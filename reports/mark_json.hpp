// Marked sheets for programs: the shapes that `check --format json` and `mark --details` share. For this floor alone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

/// { "marks", "out_of", "lines": [], "root_causes": [] }
nlohmann::ordered_json json_of_marks(const Exact& marks, const Exact& out_of);

/// Null, an identifier, or a list of them.
nlohmann::ordered_json json_of(const Causes& causes);

/// The numbers of a sheet, behind those in "lines", "root_causes" and "alike".
/// @param rows  what a sheet calls each
void append_lines(nlohmann::ordered_json& json, const std::vector<SheetRow>& rows, const Sheet& sheet,
                  const MarkedSheet& marked, const MarkSheets& sheets);

/// "t", "quantity" and "component".
nlohmann::ordered_json json_of(const SheetRow& row);

/// "notices", where there are any.
void append_notices(nlohmann::ordered_json& json, const std::vector<Message>& notices);

}  // namespace stepmark::reports

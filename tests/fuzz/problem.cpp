// Any bytes as a problem: it is refused in one line, or worked; every renderer is called.
#include "lib/problem/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "reports/render.hpp"
#include "reports/trace_csv.hpp"
#include "reports/trace_json.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Problem problem = parse_problem({reinterpret_cast<const char*>(data), size}, "fuzz", no_files());
    if (problem.steps > 5 || problem.dimension() > 5) return 0;  // only slow
    const Trace trace = solve(problem, settings_for(problem));
    const Document page = worked_solution(problem, trace);
    for (const std::string& format : format_names()) rendered(format_named(format), page, {40});
    trace_csv(problem, trace);
    trace_json(problem, trace);
  } catch (const InputError& error) {
    STEPMARK_ASSERT(std::string_view(error.what()).find('\n') == std::string_view::npos);
  }
  return 0;
}

#include "assessment/request.hpp"

#include <filesystem>
#include <variant>

#include "assessment/write_set.hpp"
#include "lib/base/file.hpp"
#include "lib/files/output.hpp"

namespace stepmark::assessment {

std::string seen_from_here(const std::string& optimizer, const std::string& directory) {
  const bool is_there = is_optimizer_file(optimizer) && !std::filesystem::path(optimizer).is_absolute();
  return is_there && !directory.empty() ? directory + '/' + optimizer : optimizer;
}

void take_like(Request& request, const std::string& file) {
  const NamedText text = resolved(files_from(""), file, std::size_t{16} << 20);
  const std::string directory = files::split_path(file).first;
  const ProblemSpec spec = read_spec(text.text, text.name);
  const Problem problem = prepare(spec, files_from(directory));
  request.pins = pins_of(spec, problem);
  request.optimizers = {seen_from_here(std::get<std::string>(spec.optimizer.value), directory)};
  request.steps = problem.steps;
  request.kind = problem.question.kind;
}

}  // namespace stepmark::assessment

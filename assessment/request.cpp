#include "assessment/request.hpp"

#include <algorithm>
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

namespace {

void take_beside(Request& request, const std::string& optimizer) {
  std::vector<std::string>& known = request.optimizers;
  if (std::find(known.begin(), known.end(), optimizer) == known.end()) known.push_back(optimizer);
}

}  // namespace

void take_like(Request& request, const std::string& file) {
  const NamedText text = resolved(files_from(""), file, std::size_t{16} << 20);
  const std::string directory = files::split_path(file).first;
  const ProblemSpec spec = read_spec(text.text, text.name);
  const Problem problem = prepare(spec, files_from(directory));
  request.pins = pins_of(spec, problem);
  request.optimizers = {seen_from_here(std::get<std::string>(spec.optimizer.value), directory)};
  if (problem.question.other) {
    request.optimizers.push_back(seen_from_here(problem.question.other_name, directory));
  }
  for (const std::string& name : problem.question.optimizer_names)
    take_beside(request, seen_from_here(name, directory));
  request.steps = problem.steps;
  request.first_step = problem.first_step();
  request.kind = problem.question.kind;
}

}  // namespace stepmark::assessment

// Defines an optimizer in the notation, prints the trace of two steps, and marks a sheet of answers to them.
#include <cstdio>
#include <stepmark/marking.hpp>
#include <stepmark/optimizer.hpp>
#include <stepmark/problem.hpp>
#include <stepmark/trace.hpp>

using namespace stepmark;
using namespace stepmark::marking;

constexpr const char* definition = R"(
optimizer sign-momentum "Momentum of signs"
hyper     eta = 0.1, gamma = 0.5
start     theta[0] given, v[0] = 0

g[t]     = grad(theta[t-1])
v[t]     = gamma*v[t-1] + eta*sign(g[t])
theta[t] = theta[t-1] - v[t]
)";

// The velocity of step 2 is forgotten.
constexpr const char* answers = R"(t,quantity,component,value
1,g,x,6
1,g,y,-10/3
1,v,x,0.1
1,v,y,-0.1
1,theta,x,2.9
1,theta,y,-7/30
2,g,x,5.8
2,g,y,-7/3
2,v,x,0.10
2,v,y,-0.10
2,theta,x,2.8
2,theta,y,-2/15
)";

Problem two_steps() {
  ProblemSpec spec;
  spec.optimizer = read_definitions(definition, "definition").front();
  spec.steps = 2;
  spec.parameters = {"x", "y"};
  spec.start = {3, "-1/3"};
  spec.objective = FunctionSpec{"x^2 + 5*y^2"};
  return prepare(spec, no_files());
}

void print(const Problem& problem, const Trace& trace) {
  for (const TraceLine& line : trace.lines) {
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    const std::string& component = problem.objective->parameters()[line.component.value_or(0)];
    std::printf("%s[%d] %s %s %s\n", quantity.c_str(), static_cast<int>(line.index), component.c_str(),
                line.value.exact ? "=" : "~", line.value.text.c_str());
  }
}

void mark(const Problem& problem) {
  Marker marker(problem);
  const FilledSheet filled = SheetFiller(marker).fill(parse_sheet(answers, "answers"));
  const MarkedSheet marked = marker.mark(filled.sheet);
  std::printf("%s of %s marks\n", marked.marks.to_string().c_str(), marked.out_of.to_string().c_str());
  for (const LineMark& line : marked.lines) {
    if (line.verdict == Verdict::correct) continue;
    std::printf("%s: %s\n", std::string(to_string(line.verdict)).c_str(), name_of(line.causes).c_str());
  }
}

int main() try {
  const Problem problem = two_steps();
  print(problem, solve(problem, settings_for(problem)));
  mark(problem);
} catch (const InputError& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}

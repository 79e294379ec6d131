#include "solver/marking/cause.hpp"

namespace stepmark::marking {

std::string name_of(const Causes& causes) {
  std::string name;
  for (const Cause& cause : causes) name += (name.empty() ? "" : "+") + cause.id;
  return name;
}

}  // namespace stepmark::marking

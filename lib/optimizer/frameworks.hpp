// What the optimizers of PyTorch, TensorFlow, Keras and optax are called in the catalogue.
#pragma once

#include <string>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::optimizer {

struct Framework {
  std::string name;                ///< "pytorch"
  std::string title;               ///< with the version that was read: "PyTorch 1.13"
  std::vector<std::string> notes;  ///< what holds for all of its optimizers
  struct Call {
    std::string optimizer;  ///< of the catalogue
    std::string call, remark;
  };
  std::vector<Call> calls;  ///< in the order of the catalogue
  struct Missing {
    std::string call, why;
  };
  std::vector<Missing> missing;  ///< what the catalogue does not have
};

/// In the order of catalogue/frameworks.txt, read on first use (thread-safe).
const std::vector<Framework>& frameworks();

/// @throws InputError with the nearest right name
const Framework& find_framework(const std::string& name);

}  // namespace stepmark::optimizer

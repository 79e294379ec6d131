#include "solver/identify/names.hpp"

#include <algorithm>
#include <vector>

namespace stepmark::identify {

namespace {

using Names = std::vector<std::string>;

/// Each line: what books and programs (PyTorch, Keras, notebooks) call one thing.
const std::vector<Names>& kinds() {
  static const std::vector<Names> all = {
      {"g", "grad", "gradient", "d_p"},
      {"m", "exp_avg", "first_moment", "momentum", "mom"},
      {"m_hat", "bias_corrected_m", "m_corr", "mhat", "s_hat"},
      {"v_hat", "bias_corrected_v", "v_corr", "vhat", "r_hat", "s_hat"},
      {"v_max", "max_exp_avg_sq", "vmax"},
      {"E_x", "acc_delta", "delta_acc"},
      {"delta", "update", "d_theta"},
      {"v", "b", "velocity", "momentum_buffer", "buf"},
      {"v", "G", "n", "s", "r", "E_g", "exp_avg_sq", "square_avg", "sum", "second_moment", "accumulator", "cache",
       "sq_avg", "state_sum", "exp_inf", "u"},
  };
  return all;
}

bool is_in(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<std::string> quantity_meant(const Definition& definition, const std::string& name) {
  if (definition.find_equation(name)) return name;
  Names meant;
  for (const Names& kind : kinds()) {
    if (!is_in(kind, name)) continue;
    for (const std::string& other : kind) {
      if (definition.find_equation(other) && !is_in(meant, other)) meant.push_back(other);
    }
  }
  return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
}

}  // namespace stepmark::identify

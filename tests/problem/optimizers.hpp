// A directory with optimizers and data for a test.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/rooms.hpp"

namespace stepmark::tests {

class OptimizerFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "stepmark-problem-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
    written("adam.optimizer", adam);
    written("adagrad.optimizer", adagrad);
    written("inner-sum.optimizer", inner_sum);
    written("two-back.optimizer", two_back);
    written("points.csv", "x,y\n1,2\n2,3\n3,5\n");
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  const std::string& directory() const { return directory_; }

  std::string written(const std::string& name, const std::string& content) const {
    const std::string path = directory_ + '/' + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

 private:
  static constexpr const char* adam = R"(optimizer adam "Adam"
hyper eta = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8
start theta[1] given, m[0] = 0, v[0] = 0
g[t] = grad(theta[t])
m[t] = beta1*m[t-1] + (1 - beta1)*g[t]
v[t] = beta2*v[t-1] + (1 - beta2)*g[t]^2
v_hat[t] = v[t]/(1 - beta2^t)
m_hat[t] = m[t]/(1 - beta1^t)
theta[t+1] = theta[t] - eta/sqrt(v_hat[t] + epsilon)*m_hat[t]
)";
  static constexpr const char* adagrad = R"(optimizer adagrad "AdaGrad"
hyper eta = 0.1
start theta[1] given
g[t] = grad(theta[t])
G[t] = sum(s=1..t, g[s]^2)
theta[t+1] = theta[t] - eta/sqrt(G[t])*g[t]
)";
  static constexpr const char* inner_sum = R"(optimizer inner-sum "AdaGrad in one line"
hyper eta = 0.1
start theta[1] given
g[t] = grad(theta[t])
theta[t+1] = theta[t] - eta/sqrt(sum(s=1..t, g[s]^2))*g[t]
)";
  static constexpr const char* two_back = R"(optimizer two-back "Two steps back"
hyper eta = 0.1
start theta[1] given, v[0] = 0, v[-1] = 0
g[t] = grad(theta[t])
v[t] = v[t-1] + v[t-2] + g[t]
theta[t+1] = theta[t] - eta*v[t]
)";
  std::string directory_;
};

}  // namespace stepmark::tests

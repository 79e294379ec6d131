// The gradebooks of a class that was marked in shards, as one.
#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

struct ShardGradebook {
  std::string name;                  ///< of the file, in messages
  std::unique_ptr<std::istream> in;  ///< can be read twice
};

/// Rows in the order of the class, under one header.
/// @param shards  of 1/N, 2/N, ..., in this order
/// @throws InputError when they cannot be the shards of one class, before anything is written
void merge_gradebooks(std::vector<ShardGradebook> shards, const std::function<void(std::string_view)>& out);

}  // namespace stepmark::assessment

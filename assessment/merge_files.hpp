// The files of a class that was marked in shards: gradebooks, or statistics, by their names.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

enum class ShardFiles { gradebooks, statistics };

/// What the files are, all of one kind, and each once. From then on none of them may be written over.
/// @throws InputError naming the file that is not there, there twice, or of another kind than the first
ShardFiles kind_of_shards(const std::vector<std::string>& files);

/// Rows in the order of the class. @throws InputError as merge_gradebooks
void merge_gradebook_files(const std::vector<std::string>& files, const std::function<void(std::string_view)>& out);

/// The statistics of the whole class, or of a paper. @throws InputError as the readers of either do
std::string merged_statistics_of(const std::vector<std::string>& files, bool as_json);

}  // namespace stepmark::assessment

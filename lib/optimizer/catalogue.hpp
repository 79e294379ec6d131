// The shipped optimizers, in the same notation that a tutor uses (catalogue/*.optimizer, compiled in as text).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/base/resolver.hpp"
#include "lib/optimizer/definition.hpp"
#include "lib/rooms.hpp"

namespace stepmark::optimizer {

/// All names, in the order of the catalogue.
const std::vector<std::string>& catalogue_names();

/// The definition of that name, read and checked on first use (thread-safe). @throws InputError with the nearest right
/// name.
const Definition& catalogue_definition(std::string_view name);

/// The entry that is marked as usual: where no optimizer is named.
const Definition& usual_definition();

/// The first entry that keeps nothing from step to step but theta, and the first that does keep something.
const Definition& plainest_definition();
const Definition& plainest_with_state();

/// Names of all entries that are conventions of the same optimizer as `definition`, itself included if it is an entry.
/// A variant is no convention of anything but itself: leaving a step out is a mistake.
std::vector<std::string> conventions_of(const Definition& definition);

/// Names of all entries that are variants of the same optimizer as `definition`, itself left out.
std::vector<std::string> variants_of(const Definition& definition);

/// A catalogue name, or the path of a file (it contains '/', or ends in ".optimizer"; such a file holds exactly one
/// definition) that is read through `files`. @throws InputError.
Definition find_definition(const std::string& name_or_file, const Resolver& files = files_from({}));

}  // namespace stepmark::optimizer

// A set written: problems, their certificates and their sheets, into a directory or any other sink.
#pragma once

#include "assessment/set_directory.hpp"
#include "assessment/write_set.hpp"

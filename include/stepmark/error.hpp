// What comes from outside and is wrong, with its place; and files, read only through what is handed in.
#pragma once

#include "lib/base/error.hpp"
#include "lib/base/resolver.hpp"

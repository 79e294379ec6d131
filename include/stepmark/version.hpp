// Which release this is.
#pragma once

#include "lib/base/version.hpp"

// Optimizers, as the equations on the slide: the notation, the catalogue, and what programs call them.
#pragma once

#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/definition.hpp"
#include "lib/optimizer/frameworks.hpp"
#include "lib/optimizer/modifiers.hpp"

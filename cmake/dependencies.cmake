# The libraries of the machine.
find_package(Boost 1.74 REQUIRED)
find_package(fmt REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET GLOBAL tomlplusplus)
pkg_check_modules(cmark_gfm REQUIRED IMPORTED_TARGET GLOBAL libcmark-gfm)
find_package(Threads REQUIRED)

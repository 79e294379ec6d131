# WebAssembly by Debian's emscripten. STEPMARK_WASM_LIBRARIES is where `libraries` has put GMP, MPFR and cmark-gfm.
include(/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES STEPMARK_WASM_LIBRARIES)

# Exceptions of WebAssembly itself: smaller and faster than those that go through JavaScript. No path of this machine.
string(APPEND CMAKE_CXX_FLAGS_INIT " -fwasm-exceptions -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
string(APPEND CMAKE_EXE_LINKER_FLAGS_INIT " -fwasm-exceptions")

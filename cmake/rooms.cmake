# Folder order is dependency order. Each top-level folder is one target, and a target sees the folders named in its USES and
# no others: its include path is a directory of links that holds just those folders.

# Several files as one unit: their headers are read once. A file that is worked on is then compiled with its neighbours.
option(STEPMARK_UNITY "compile the files of a room together" ON)

# A shared object, as the module of another language, can link archives only if they are position independent.
option(STEPMARK_PIC "position-independent code" ON)

# Archives, or with BUILD_SHARED_LIBS shared libraries.
# stepmark_room(NAME [SOURCES FOLDER] [USES ROOM...] [LINKS TARGET...] [PRIVATE_LINKS TARGET...])
# SOURCES: the folder within it that holds what is compiled; else all of it.
function(stepmark_room name)
  cmake_parse_arguments(ROOM "" "SOURCES" "USES;LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ROOM_SOURCES}/*.cpp)
  set(view ${PROJECT_BINARY_DIR}/view/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${view}/${name} SYMBOLIC)
  if(sources)
    add_library(stepmark_${name} ${sources})
    set_target_properties(stepmark_${name} PROPERTIES VERSION ${PROJECT_VERSION} INSTALL_RPATH $ORIGIN DEFINE_SYMBOL "")
    set_target_properties(stepmark_${name} PROPERTIES UNITY_BUILD ${STEPMARK_UNITY} UNITY_BUILD_BATCH_SIZE 8)
    if(STEPMARK_PIC)
      set_target_properties(stepmark_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    endif()
    set(scope PUBLIC)
    target_link_libraries(stepmark_${name} PRIVATE stepmark_options ${ROOM_PRIVATE_LINKS})
  else()
    add_library(stepmark_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(stepmark_${name} ${scope} $<BUILD_INTERFACE:${view}>)
  foreach(used IN LISTS ROOM_USES)
    target_link_libraries(stepmark_${name} ${scope} stepmark_${used})
  endforeach()
  target_link_libraries(stepmark_${name} ${scope} ${ROOM_LINKS})
endfunction()

option(STEPMARK_WERROR "warnings are errors" OFF)

# How everything of ours is compiled. No contraction: binary64 and binary32 results must be those of the written operations,
# and Eigen's sums in the same order on every machine.
add_library(stepmark_options INTERFACE)
target_compile_definitions(stepmark_options INTERFACE EIGEN_DONT_VECTORIZE)
target_compile_options(stepmark_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  # What stands beside a file in its unit is nothing that it could hide.
  $<$<NOT:$<BOOL:${STEPMARK_UNITY}>>:-Wshadow>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${STEPMARK_UNITY}>>:-Wshadow=local>
  $<$<BOOL:${STEPMARK_WERROR}>:-Werror>  # for who works on it: a newer compiler's new warning stops nobody else
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # g++ 12 warns of std::string's own operator+ (GCC bug 105651)
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${STEPMARK_UNITY}>>:-Wno-subobject-linkage>  # it takes the parts of a unit for headers
  $<$<CXX_COMPILER_ID:Clang>:-Wno-pass-failed>  # loops with sanitizers are not vectorized
  $<$<CXX_COMPILER_ID:GNU>:-fno-semantic-interposition>  # else position-independent code inlines nothing that it exports
  -ffp-contract=off -fno-math-errno -fno-trapping-math)

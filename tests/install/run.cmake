# Installs the build beside itself, builds docs/example against the installed copy alone, and compares what it prints.
# cmake -DBUILD=... -DSOURCE=... -DSCRATCH=... -P run.cmake
file(REMOVE_RECURSE ${SCRATCH})
function(must)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
endfunction()

must(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/installed)
must(${CMAKE_COMMAND} -S ${SOURCE}/docs/example -B ${SCRATCH}/example -G Ninja -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_PREFIX_PATH=${SCRATCH}/installed -DCMAKE_C_FLAGS=${FLAGS} -DCMAKE_CXX_FLAGS=${FLAGS})
must(${CMAKE_COMMAND} --build ${SCRATCH}/example)
# trace links the archives, mark a shared object that holds them.
foreach(example IN ITEMS trace mark)
  execute_process(COMMAND ${SCRATCH}/example/${example} RESULT_VARIABLE status OUTPUT_VARIABLE printed)
  file(READ ${SOURCE}/docs/example/${example}.expected expected)
  if(NOT status EQUAL 0 OR NOT printed STREQUAL expected)
    message(FATAL_ERROR "${example} printed (status ${status})\n${printed}instead of\n${expected}")
  endif()
endforeach()
execute_process(COMMAND ${SCRATCH}/installed/bin/stepmark calc 1+1 OUTPUT_VARIABLE printed)
if(NOT printed STREQUAL "2\n")
  message(FATAL_ERROR "the installed program printed ${printed}")
endif()

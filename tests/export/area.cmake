target_sources(test_export PRIVATE ${PROJECT_SOURCE_DIR}/tests/reports/problems.cpp ${PROJECT_SOURCE_DIR}/tests/support/program.cpp)
target_compile_definitions(test_export PRIVATE STEPMARK_PROGRAM="$<TARGET_FILE:stepmark>")
add_dependencies(test_export stepmark)

target_sources(test_cli PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/program.cpp)
target_compile_definitions(test_cli PRIVATE STEPMARK_PROGRAM="$<TARGET_FILE:stepmark>")
add_dependencies(test_cli stepmark)

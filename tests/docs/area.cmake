target_sources(test_docs PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/program.cpp)
target_compile_definitions(test_docs PRIVATE STEPMARK_PROGRAM="$<TARGET_FILE:stepmark>")
add_dependencies(test_docs stepmark)

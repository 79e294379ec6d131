target_link_libraries(test_expression PRIVATE ginac cln)
target_sources(test_expression PRIVATE ${PROJECT_SOURCE_DIR}/tests/reports/tools.cpp
  ${PROJECT_SOURCE_DIR}/tests/reports/latex_value.cpp)

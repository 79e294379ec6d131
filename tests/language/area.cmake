target_sources(test_language PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/reports/tools.cpp)

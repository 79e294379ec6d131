target_sources(test_language PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/reports/tools.cpp)
target_link_libraries(test_language PRIVATE stepmark_web)

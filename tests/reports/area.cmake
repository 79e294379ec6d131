target_link_libraries(test_reports PRIVATE PkgConfig::cmark_gfm cmark-gfm-extensions)
target_sources(test_reports PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/program.cpp)

target_link_libraries(test_reports PRIVATE PkgConfig::cmark_gfm cmark-gfm-extensions)

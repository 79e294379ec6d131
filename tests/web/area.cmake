target_link_libraries(test_web PRIVATE stepmark_web)
add_dependencies(test_web stepmark-front)  # what same.mjs compares the module with

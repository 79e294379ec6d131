target_link_libraries(test_expression PRIVATE ginac cln)

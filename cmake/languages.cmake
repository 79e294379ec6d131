# The sentences of each language as text in the library: it is made again whenever one of the files changes.
# The practice page, which has to be small, speaks English alone.
if(NOT EMSCRIPTEN)
  file(GLOB languages CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/language/po/*.po)
endif()
set(STEPMARK_LANGUAGES "")
foreach(file IN LISTS languages)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  get_filename_component(name ${file} NAME_WE)
  string(APPEND STEPMARK_LANGUAGES "    {\"${name}\", R\"po(${text})po\"},\n")
endforeach()
configure_file(${CMAKE_CURRENT_SOURCE_DIR}/language/texts.cpp.in ${CMAKE_CURRENT_BINARY_DIR}/language_texts.cpp @ONLY)
target_sources(stepmark_reports PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/language_texts.cpp)

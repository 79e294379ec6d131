# What pandoc takes A4 and the margins of a docx from: a document of which only the page is described, as bytes in the program.
set(paper_source ${CMAKE_CURRENT_SOURCE_DIR}/typeset/paper)
set(paper ${CMAKE_CURRENT_BINARY_DIR}/paper.docx)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${paper_source}/word/document.xml)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf ${paper} --format=zip "--mtime=2000-01-01 00:00:00" word/document.xml
  WORKING_DIRECTORY ${paper_source} COMMAND_ERROR_IS_FATAL ANY)
file(READ ${paper} hex HEX)
string(REGEX REPLACE "(..)" "\\\\x\\1" STEPMARK_PAPER "${hex}")
configure_file(${CMAKE_CURRENT_SOURCE_DIR}/typeset/paper.cpp.in ${CMAKE_CURRENT_BINARY_DIR}/paper.cpp @ONLY)
target_sources(stepmark_reports PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/paper.cpp)

# cmake --install: the program, the library as the package Stepmark, the catalogue, the bank, the man page, what completes
# command lines in bash and zsh, the licence and the handbook. The components are those of cmake/package.cmake.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

include(${CMAKE_CURRENT_LIST_DIR}/pages.cmake)

set(doc ${CMAKE_INSTALL_DATADIR}/doc/stepmark)
set(rooms stepmark_lib stepmark_solver stepmark_reports stepmark_assessment)
list(APPEND rooms stepmark_problems stepmark_options)
# Public is include/stepmark. What it is made of stands below it in a folder that users of the package need not name.
set(inside ${CMAKE_INSTALL_INCLUDEDIR}/stepmark/rooms)
foreach(room IN ITEMS lib solver problems reports assessment)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${room} DESTINATION ${inside} COMPONENT development FILES_MATCHING PATTERN "*.hpp"
    PATTERN catalogue EXCLUDE PATTERN bank EXCLUDE PATTERN paper EXCLUDE)  # no headers: they would be empty folders
  target_include_directories(stepmark_${room} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}> $<INSTALL_INTERFACE:${inside}>)
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/stepmark DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

install(TARGETS ${rooms} EXPORT StepmarkTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT program NAMELINK_COMPONENT development)
if(BUILD_SHARED_LIBS)
  set_target_properties(stepmark PROPERTIES INSTALL_RPATH $ORIGIN/../${CMAKE_INSTALL_LIBDIR})
endif()
install(TARGETS stepmark RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(EXPORT StepmarkTargets NAMESPACE Stepmark:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark COMPONENT development)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/StepmarkConfig.cmake.in ${PROJECT_BINARY_DIR}/StepmarkConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/StepmarkConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/StepmarkConfig.cmake ${PROJECT_BINARY_DIR}/StepmarkConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/optimizer/catalogue DESTINATION ${CMAKE_INSTALL_DATADIR}/stepmark COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/problems/bank DESTINATION ${CMAKE_INSTALL_DATADIR}/stepmark COMPONENT program)
# As web/build makes it; without it, `stepmark web` asks for --page.
install(FILES ${PROJECT_BINARY_DIR}/web/page.html DESTINATION ${CMAKE_INSTALL_DATADIR}/stepmark RENAME practice.html COMPONENT program
  OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/docs/handbook.md DESTINATION ${doc} COMPONENT program)
install(FILES ${pages}/stepmark DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)

# A package of Debian has these elsewhere, or in another form.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${doc} COMPONENT elsewhere)
install(FILES ${pages}/stepmark.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT elsewhere)
install(FILES ${pages}/_stepmark DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT elsewhere)
include(${CMAKE_CURRENT_LIST_DIR}/package.cmake)

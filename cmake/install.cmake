# cmake --install: the program, the library as the package Stepmark, the catalogue, the licence and the handbook.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(rooms stepmark_lib stepmark_solver stepmark_reports stepmark_assessment)
list(APPEND rooms stepmark_problems stepmark_options)
# Public is include/stepmark. What it is made of stands below it in a folder that users of the package need not name.
set(inside ${CMAKE_INSTALL_INCLUDEDIR}/stepmark/rooms)
foreach(room IN ITEMS lib solver problems reports assessment)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${room} DESTINATION ${inside} FILES_MATCHING PATTERN "*.hpp")
  target_include_directories(stepmark_${room} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}> $<INSTALL_INTERFACE:${inside}>)
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/stepmark DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

install(TARGETS ${rooms} EXPORT StepmarkTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(stepmark PROPERTIES INSTALL_RPATH $ORIGIN/../${CMAKE_INSTALL_LIBDIR})
install(TARGETS stepmark RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(EXPORT StepmarkTargets NAMESPACE Stepmark:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/StepmarkConfig.cmake.in ${PROJECT_BINARY_DIR}/StepmarkConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/StepmarkConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/StepmarkConfig.cmake ${PROJECT_BINARY_DIR}/StepmarkConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Stepmark)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/optimizer/catalogue DESTINATION ${CMAKE_INSTALL_DATADIR}/stepmark)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/problems/bank DESTINATION ${CMAKE_INSTALL_DATADIR}/stepmark)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/docs/handbook.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})

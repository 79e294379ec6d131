# cpack: the packages stepmark and libstepmark-dev for Debian, of a build that is complete.
find_program(DPKG dpkg)
find_program(GZIP gzip)
if(NOT DPKG OR NOT GZIP)
  return()
endif()

# What Debian asks of every package, compressed without a time: the same bytes for the same build.
set(debian ${PROJECT_BINARY_DIR}/debian)
string(TIMESTAMP PACKAGE_TIME "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(PACKAGE_MAINTAINER "Stepmark contributors <stepmark@example.org>")
configure_file(${PROJECT_SOURCE_DIR}/cmake/changelog.Debian.in ${debian}/changelog.Debian @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${debian}/changelog COPYONLY)

function(stepmark_gzip from to)
  get_filename_component(name ${from} NAME)
  add_custom_command(OUTPUT ${debian}/${to} COMMAND ${CMAKE_COMMAND} -E copy ${from} ${debian}/gz/${name}
    COMMAND ${GZIP} -9nf ${debian}/gz/${name}
    COMMAND ${CMAKE_COMMAND} -E rename ${debian}/gz/${name}.gz ${debian}/${to} DEPENDS ${from} VERBATIM)
endfunction()
stepmark_gzip(${pages}/stepmark.1 stepmark.1.gz)
stepmark_gzip(${debian}/changelog changelog.gz)
stepmark_gzip(${debian}/changelog.Debian changelog.Debian.gz)
add_custom_target(stepmark_debian ALL DEPENDS ${debian}/stepmark.1.gz ${debian}/changelog.gz ${debian}/changelog.Debian.gz)

function(stepmark_install_for_debian component package)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/${package})
  install(FILES ${debian}/changelog.gz ${debian}/changelog.Debian.gz DESTINATION ${doc} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${doc} RENAME copyright COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()
stepmark_install_for_debian(debian_program stepmark)
stepmark_install_for_debian(debian_development libstepmark-dev)
install(FILES ${debian}/stepmark.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT debian_program EXCLUDE_FROM_ALL)
install(FILES ${pages}/_stepmark DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT debian_program
  EXCLUDE_FROM_ALL)

# cmake/packages.sh is the one list of what is needed; stepmark_packages(NAME VARIABLE) reads one of its arrays.
function(stepmark_packages name variable)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/packages.sh)
  file(READ ${PROJECT_SOURCE_DIR}/cmake/packages.sh text)
  if(NOT text MATCHES "\n${name}=\\(([^)]*)\\)")
    message(FATAL_ERROR "cmake/packages.sh has no list ${name}")
  endif()
  string(REGEX MATCHALL "[^ \n]+" packages "${CMAKE_MATCH_1}")
  set(${variable} ${packages} PARENT_SCOPE)
endfunction()
stepmark_packages(build_packages headers)
list(REMOVE_ITEM headers g++ cmake ninja-build libboost-program-options-dev)  # what the program alone takes
stepmark_packages(page_packages tex)
list(REMOVE_ITEM tex pandoc)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${PACKAGE_MAINTAINER})
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/before_package.cmake)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL program debian_program development debian_development)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME stepmark)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS pandoc)  # docx; TeX, a gigabyte, makes pdf
string(REPLACE ";" ", " CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "${tex}")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "work and mark the hand calculations of deep-learning optimizers
Stepmark works the calculations of gradient descent, momentum, Nesterov,
AdaGrad, RMSProp, Adam and their kin line by line, with no wrong digit.
It makes practice questions that are certified to be fair, marks answers
line by line with feedback, and tells which optimizer a program's numbers
are of.
.
Pages in docx are made by pandoc, those in PDF by LaTeX.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libstepmark-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(REPLACE ";" ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${headers}")
if(BUILD_SHARED_LIBS)
  foreach(room IN ITEMS lib solver problems reports assessment)
    list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/${room})
  endforeach()
  string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    ", stepmark (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")
endif()
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "hand calculations of deep-learning optimizers, as a library
Stepmark works the calculations of deep-learning optimizers line by line,
makes practice questions, and marks answers.
.
This package has what is needed to build on it in C++: headers, libraries, and
the package Stepmark for CMake.")

include(CPack)
cpack_add_component(program GROUP program)
cpack_add_component(debian_program GROUP program)
cpack_add_component(development GROUP development)
cpack_add_component(debian_development GROUP development)

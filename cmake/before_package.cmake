# What cpack does before it closes a package. Without dpkg-shlibdeps it would make one that depends on nothing, and say
# nothing.
cmake_minimum_required(VERSION 3.25)
find_program(SHLIBDEPS dpkg-shlibdeps)
find_program(FILE_PROGRAM file)
if(NOT SHLIBDEPS OR NOT FILE_PROGRAM)
  message(FATAL_ERROR "dpkg-shlibdeps or file is missing; expected the packages dpkg-dev and file to be installed")
endif()

# Folders are for everybody, whatever the umask of who makes the package.
file(GLOB_RECURSE folders LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*)
foreach(folder IN LISTS folders)
  if(IS_DIRECTORY ${folder} AND NOT IS_SYMLINK ${folder})
    file(CHMOD ${folder} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endif()
endforeach()

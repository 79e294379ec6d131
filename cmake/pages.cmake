# The man page and what completes command lines, written by the program itself. The date is that of the build, or what
# SOURCE_DATE_EPOCH says.
set(pages ${PROJECT_BINARY_DIR}/pages)
file(MAKE_DIRECTORY ${pages})
string(TIMESTAMP date "%Y-%m-%d" UTC)

function(stepmark_page file)
  add_custom_command(OUTPUT ${pages}/${file} COMMAND stepmark ${ARGN} -o ${pages}/${file} --force DEPENDS stepmark VERBATIM)
endfunction()
stepmark_page(stepmark.1 manual --date ${date})
stepmark_page(stepmark completion bash)
stepmark_page(_stepmark completion zsh)
add_custom_target(stepmark_pages ALL DEPENDS ${pages}/stepmark.1 ${pages}/stepmark ${pages}/_stepmark)

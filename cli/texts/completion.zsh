#compdef stepmark
# Written by "stepmark completion zsh".

# GLOB WORD...: one of the words, or such a file.
_stepmark_either() {
  local glob=$1; shift
  _alternative "words:name:($*)" "files:file:_files -g '$glob'"
}

# GLOB WORD...: words with commas between them, or such a file.
_stepmark_list() {
  local glob=$1; shift
  _alternative "words:name:_sequence compadd - $*" "files:file:_files -g '$glob'"
}

_stepmark() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C '(- *)'{-h,--help}'[the commands]' '(- *)--version[the version]' '1:command:->command' \
    '*::argument:->argument'
  case $state in
    command)
@COMMANDS@      esac
      ;;
  esac
}

_stepmark "$@"

# bash completion for stepmark                               -*- shell-script -*-
# Written by "stepmark completion bash".

_stepmark_add() { mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY; }

_stepmark_words() { _stepmark_add < <(compgen -W "$*" -- "$cur"); }

# The last of several words with commas between them.
_stepmark_list() {
  local before=
  [[ $cur != *,* ]] || before=${cur%,*},
  _stepmark_add < <(compgen -P "$before" -W "$*" -- "${cur##*,}")
}

_stepmark_directories() {
  compopt -o filenames 2>/dev/null
  _stepmark_add < <(compgen -d -- "$cur")
}

# Files with one of these endings, all files without any, and directories on the way to them.
_stepmark_files() {
  local ending
  compopt -o filenames 2>/dev/null
  if (($# == 0)); then
    _stepmark_add < <(compgen -f -- "$cur")
    return
  fi
  for ending; do _stepmark_add < <(compgen -f -X "!*$ending" -- "$cur"); done
  _stepmark_directories
}

@COMMANDS@
_stepmark() {
  local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-} options= valued= option= ended= argument=1 word i
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _stepmark_offer :1
    return
  fi
  _stepmark_options "$command"
  for ((i = 2; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      [[ $word == = ]] || option=  # "--to=pdf" comes as three words
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && " $valued " == *" $word "* ]]; then
      option=$word
    elif [[ -n $ended || $word != -?* ]]; then
      ((++argument))
    fi
  done
  if [[ -n $option ]]; then
    [[ $cur != = ]] || cur=
    _stepmark_offer "$command:$option"
  elif [[ -z $ended && $cur == -* ]]; then
    _stepmark_words "$options"
  else
    _stepmark_offer "$command:$argument"
  fi
}

complete -F _stepmark stepmark

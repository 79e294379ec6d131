# What a line of zsh is after the tab key, with a terminal of its own: zsh -f complete.zsh 'stepmark sol'
zmodload zsh/zpty
zpty shell "TERM=dumb zsh -f -i"
zpty -w shell "PS1= PROMPT= RPS1= fpath=($fpath); autoload -U compinit; compinit -D; unsetopt zle; setopt zle"
zpty -w shell 'shown() { print -r -- "<$BUFFER>"; zle kill-whole-line; zle send-break }; zle -N shown; bindkey "^X" shown'
sleep 3
zpty -n -w shell "$1"$'\t'
sleep 3
zpty -n -w shell $'\x18'
sleep 1
zpty -r shell text "*<$1*>*"
print -r -- "${${text##*<}%%>*}"
zpty -d shell

# Completions: each shell loads its own and completes commands, options and values from it.
. tests/e2e/lib.sh
for shell in bash zsh fish; do
    run completion $shell
    expect "$shell completions are written" is "$code" 0
    cp "$out" "$dir/$shell"
done
run completion tcsh
expect "other shells have none" is "$code" 2

bash_completes() { # WORDS...: what bash offers for the last of them
    bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _twosource; echo "${COMPREPLY[*]}"' bash "$dir/bash" twosource "$@"
}
expect "bash: commands" is "$(bash_completes rea)" read
expect "bash: options of the command" is "$(bash_completes compare --h)" "--help --html"
expect "bash: no options of others" is "$(bash_completes stories --h)" "--help"
expect "bash: values" is "$(bash_completes compare --colour a)" "auto always"
expect "bash: files where a value is free" is "$(bash_completes group --state '')" ""
expect "bash: shells" is "$(bash_completes completion z)" zsh

fish_completes() { HOME=$dir fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$dir/fish" "$1" | cut -f1 | tr '\n' ' '; }
expect "fish: commands" is "$(fish_completes 'twosource rea')" "read "
expect "fish: options of the command" is "$(fish_completes 'twosource compare --h')" "--html "
expect "fish: values" is "$(fish_completes 'twosource compare --colour a')" "always auto "

# zsh completes only on a terminal; so the functions it would call show what they get.
zsh_completes() { # WORDS...
    zsh -fc 'compdef() { }; _describe() { print -l $commands }; _arguments() { print -l -- "$@" }
             . $1; shift; words=("$@"); CURRENT=$#; _twosource' zsh "$dir/zsh" twosource "$@"
}
expect "zsh: commands with what they do" is "$(zsh_completes '' | head -2 | tail -1)" "compare:sets accounts of one event side by side"
expect "zsh: values" is "$(zsh_completes compare '' | grep colour)" "--colour=[auto, always or never; NO_COLOR is respected]:colour:(auto always never)"
expect "zsh: files" is "$(zsh_completes group '' | grep -e '--state')" "--state=[load this state first and save it at the end]:state:_files"
expect "zsh: apostrophes survive" is "$(zsh_completes read '' | grep -e '--encoding')" "--encoding=[the input's character encoding, whatever it declares]:encoding: "

# Every command and option that --help names is in each of them.
run --help
commands=$(sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' "$out")
expect "help lists commands" test "$(echo $commands | wc -w)" -ge 12
for command in $commands; do
    run $command --help
    for option in $(sed -n 's/^  --\([a-z-]*\).*/\1/p' "$out"); do
        grep -q -- "$command) words=.*--$option" "$dir/bash" && grep -q -- "--$option" "$dir/zsh" &&
            grep -q "from $command' -l $option" "$dir/fish" || echo "$command --$option"
    done
done >"$dir/missing"
expect "no option is missing" silent "$dir/missing"
finish

namespace Whiteline.Cli.Commands;

/// <summary>
/// The scripts. Each asks the program itself, through the parser's <c>[suggest:POSITION]</c> directive, with the words after the
/// program's name; so a new command or option completes without a change here. Where there is nothing to suggest the shell
/// completes file names. Options are offered only once a dash is typed: a file name is what is wanted most often.
/// </summary>
static class CompletionScripts
{
    const string Bash = """
        # bash completion for whiteline: source <(whiteline completion bash)
        _whiteline() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" suggestion
            line="${line#"${COMP_WORDS[0]}"}"
            line="${line# }"
            COMPREPLY=()
            while IFS= read -r suggestion; do
                [[ -z "$suggestion" ]] && continue
                [[ "$suggestion" == -* && "$word" != -* ]] && continue
                [[ "$suggestion" == "$word"* ]] && COMPREPLY+=("$suggestion")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o default -F _whiteline whiteline

        """;

    const string Zsh = """
        #compdef whiteline
        # zsh completion for whiteline: source <(whiteline completion zsh)
        _whiteline() {
            local line="${(j: :)words[2,CURRENT-1]}" word="$PREFIX"
            local -a found
            line="${line:+$line }$word"
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            found=("${(@M)found:#${word}*}")
            [[ "$word" == -* ]] || found=("${(@)found:#-*}")
            found=("${(@)found:#}")
            if (( ${#found} )); then compadd -a found; else _files; fi
        }
        compdef _whiteline whiteline

        """;

    const string Fish = """
        # fish completion for whiteline: whiteline completion fish > ~/.config/fish/completions/whiteline.fish
        function __whiteline_complete
            set -l word (commandline --current-token)
            set -l line (string replace --regex '^\s*\S+\s?' '' -- (commandline --cut-at-cursor --current-process))
            for suggestion in (whiteline "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                if string match --quiet -- '-*' "$suggestion"; and not string match --quiet -- '-*' "$word"
                    continue
                end
                echo $suggestion
            end
        end
        complete --command whiteline --arguments '(__whiteline_complete)'

        """;

    const string PowerShell = """
        # PowerShell completion for whiteline: whiteline completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName whiteline -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $text = $commandAst.ToString().PadRight($cursorPosition)
            $line = $text.Substring(0, [Math]::Min($cursorPosition, $text.Length)) -replace '^\s*\S+\s?', ''
            whiteline "[suggest:$($line.Length)]" "$line" 2>$null |
                Where-Object { $_ -like "$wordToComplete*" -and ($_ -notlike '-*' -or $wordToComplete -like '-*') } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, or null when there is none.</summary>
    public static string? Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => null,
    };
}

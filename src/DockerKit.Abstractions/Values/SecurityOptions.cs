using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace DockerKit;

/// <summary>What <c>--security-opt</c> comes to. Source: https://github.com/docker/cli, cli/command/container/opts.go.</summary>
/// <param name="Options">The options for the engine.</param>
/// <param name="MaskedPaths">The paths hidden from the container; null for the engine's own list.</param>
/// <param name="ReadonlyPaths">The paths that can only be read; null for the engine's own list.</param>
internal sealed record SecurityOptions(ImmutableArray<string> Options, ImmutableArray<string>? MaskedPaths, ImmutableArray<string>? ReadonlyPaths)
{
    private const string NoNewPrivileges = "no-new-privileges";

    /// <summary>Refuses what can be no option, without reading any file.</summary>
    /// <returns>The option as it is.</returns>
    /// <exception cref="FormatException">It has neither of the forms NAME=VALUE and NAME:VALUE, and is not <c>no-new-privileges</c>.</exception>
    public static string Check(string option)
    {
        (string name, string value) = Cut(option);
        return name == NoNewPrivileges || (name.Length > 0 && value.Length > 0)
            ? option
            : throw BadValue.Error("security option", option, "it needs a name and a value.", "seccomp=unconfined");
    }

    /// <summary>
    /// Does the client's part: a seccomp profile is a file of the client, whose content is sent; <c>systempaths=unconfined</c> empties both
    /// lists of paths and is not sent.
    /// </summary>
    /// <param name="options">The options as typed.</param>
    /// <param name="readFile">Gives the text of a file. What it throws goes to the caller.</param>
    /// <exception cref="FormatException">An option has no right form, or a profile is not JSON.</exception>
    public static SecurityOptions Resolve(IEnumerable<string> options, Func<string, string> readFile)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        bool unconfined = false;
        foreach (string option in options)
        {
            (string name, string value) = Cut(Check(option));
            if (option == "systempaths=unconfined")
            {
                unconfined = true;
                continue;
            }

            // These two are profiles that the engine has built in.
            bool isFile = name == "seccomp" && value is not ("builtin" or "unconfined");
            kept.Add(isFile ? $"seccomp={Compact(option, readFile(value))}" : option);
        }

        ImmutableArray<string>? paths = unconfined ? [] : null;
        return new SecurityOptions(kept.ToImmutable(), paths, paths);
    }

    private static (string Name, string Value) Cut(string option)
    {
        int separator = option.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0)
        {
            // The older form.
            separator = option.IndexOf(':', StringComparison.Ordinal);
        }

        return separator < 0 ? (option, "") : (option[..separator], option[(separator + 1)..]);
    }

    /// <summary>The same JSON without white space. Nothing else changes: a writer of .NET's would escape strings in its own way.</summary>
    private static string Compact(string option, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw BadValue.Error("security option", option, $"the profile is not JSON: {e.Message}", "seccomp=profile.json");
        }

        var compact = new StringBuilder(json.Length);
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (inString && c == '\\')
            {
                compact.Append(c).Append(json[++i]);
                continue;
            }

            inString ^= c == '"';
            if (inString || c is not (' ' or '\t' or '\r' or '\n'))
            {
                compact.Append(c);
            }
        }

        return compact.ToString();
    }
}

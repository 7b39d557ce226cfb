using System.Collections.Frozen;
using System.Globalization;

namespace DockerKit;

/// <summary>Linux's signals by name, without <c>SIG</c>. Source: https://github.com/moby/sys (signal_linux.go).</summary>
internal static class SignalNames
{
    private const int RealTimeMin = 34;
    private const int RealTimeMax = 64;

    // The engine knows the lower half of the real-time signals from RTMIN upwards, the upper half from RTMAX downwards.
    private const int LastFromMin = RealTimeMin + 15;

    private static readonly string?[] Names = CreateNames();

    private static readonly FrozenDictionary<string, int> Numbers = CreateNumbers();

    /// <summary>The name of a number from 1 to 64, or null when it has none.</summary>
    public static string? Of(int number) => Names[number];

    /// <summary>The number of a name in any case, other names for the same signal included.</summary>
    public static bool TryGetNumber(string name, out int number) => Numbers.TryGetValue(name, out number);

    private static string?[] CreateNames()
    {
        string?[] names = new string?[RealTimeMax + 1];
        string[] standard =
        [
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
            "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
        ];
        standard.CopyTo(names, 1);
        for (int number = RealTimeMin; number <= RealTimeMax; number++)
        {
            names[number] = number switch
            {
                RealTimeMin => "RTMIN",
                RealTimeMax => "RTMAX",
                <= LastFromMin => string.Create(CultureInfo.InvariantCulture, $"RTMIN+{number - RealTimeMin}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"RTMAX-{RealTimeMax - number}"),
            };
        }

        return names;
    }

    private static FrozenDictionary<string, int> CreateNumbers()
    {
        Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase) { ["CLD"] = 17, ["IOT"] = 6, ["POLL"] = 29 };
        for (int number = 1; number < Names.Length; number++)
        {
            if (Names[number] is { } name)
            {
                numbers.Add(name, number);
            }
        }

        return numbers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

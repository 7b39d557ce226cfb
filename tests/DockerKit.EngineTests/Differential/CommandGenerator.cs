using DockerKit.Tests;

namespace DockerKit.EngineTests;

/// <summary>Makes commands: every option alone, then combinations of them that are the same in every run.</summary>
internal static class CommandGenerator
{
    private const int Seed = 20_240_517;

    /// <summary>One command, and what it is made of.</summary>
    public sealed record Generated(string Words, Func<CreateContainerCommand, CreateContainerCommand> Apply);

    /// <summary>The commands for an engine.</summary>
    /// <param name="apiVersion">What the engine speaks: options that it does not know are left out, and are tested for their refusal.</param>
    /// <param name="further">Options that need something on the engine or on this machine.</param>
    /// <param name="combinations">How many combinations.</param>
    public static IEnumerable<Generated> Commands(Version apiVersion, IReadOnlyList<ContainerOptionCatalogue.Option> further, int combinations)
    {
        ContainerOptionCatalogue.Option[] options =
        [
            .. ContainerOptionCatalogue.All.Where(o => !o.Words.StartsWith("--name", StringComparison.Ordinal)).Concat(further).Where(o => o.Since is null || o.Since <= apiVersion),
        ];
        foreach (ContainerOptionCatalogue.Option option in options)
        {
            yield return new Generated(option.Words, option.Apply);
        }

        foreach (Generated combination in Combinations(options, combinations))
        {
            yield return combination;
        }
    }

    /// <summary>Combinations of some options, the same in every run.</summary>
    public static IEnumerable<Generated> Combinations(IReadOnlyList<ContainerOptionCatalogue.Option> options, int combinations)
    {
        var random = new Random(Seed);
        for (int i = 0; i < combinations; i++)
        {
            List<ContainerOptionCatalogue.Option> chosen = [];
            int wanted = random.Next(2, 9);

            // A bounded number of tries: what excludes nearly everything is not combined with more.
            for (int tries = 0; tries < 50 && chosen.Count < wanted; tries++)
            {
                ContainerOptionCatalogue.Option next = options[random.Next(options.Count)];
                if (!chosen.Exists(other => other == next || Conflict(other, next) || Conflict(next, other)))
                {
                    chosen.Add(next);
                }
            }

            yield return new Generated(string.Join(' ', chosen), c => chosen.Aggregate(c, static (command, option) => option.Apply(command)));
        }
    }

    private static bool Conflict(ContainerOptionCatalogue.Option one, ContainerOptionCatalogue.Option other) =>
        one.Excludes is not null && other.Words.Contains(one.Excludes, StringComparison.Ordinal);
}

using System.Globalization;

namespace DockerKit.Tests;

/// <summary>Gives a check a great many inputs made of valid ones, and tells the shortest that it fails with.</summary>
/// <remarks>
/// The usual run has the same inputs every time. <c>DOCKERKIT_TEST_LONG</c> takes fifty times as many, of another seed each time;
/// <c>DOCKERKIT_TEST_SEED</c> repeats a run. A library for it was looked at: CsCheck makes further inputs out of random states that one
/// number does not repeat, and it makes values smaller, but not mutations of examples.
/// </remarks>
internal static class FuzzRun
{
    private const int UsualSeed = 20_251_124;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_LONG") is { Length: > 0 };

    public static int Seed { get; } = Environment.GetEnvironmentVariable("DOCKERKIT_TEST_SEED") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : IsLong ? Random.Shared.Next() : UsualSeed;

    /// <summary>Runs the check for each example as it is, and then for mutations of them.</summary>
    /// <param name="mutator">Makes the inputs.</param>
    /// <param name="count">How many mutations; fifty times as many in a long run.</param>
    /// <param name="check">Throws for an input that shows a bug.</param>
    /// <param name="show">An input in a form that a test can be written from.</param>
    public static async Task CheckAsync<T>(Mutator<T> mutator, int count, Func<T[], Task> check, Func<T[], string> show)
    {
        TestContext.Current.SendDiagnosticMessage($"DOCKERKIT_TEST_SEED={Seed}");
        foreach (T[] input in mutator.Examples.Concat(mutator.Mutations(Seed, IsLong ? count * 50 : count)))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await FailureOfAsync(check, input) is { } failure)
            {
                (T[] shortest, Exception last) = await ShortestAsync(check, input, failure);
                Assert.Fail($"DOCKERKIT_TEST_SEED={Seed}, input: {show(shortest)}\n{last}");
            }
        }
    }

    /// <summary>The same for a check that is synchronous.</summary>
    public static Task CheckAsync<T>(Mutator<T> mutator, int count, Action<T[]> check, Func<T[], string> show) =>
        CheckAsync(
            mutator,
            count,
            input =>
            {
                check(input);
                return Task.CompletedTask;
            },
            show);

    private static async Task<Exception?> FailureOfAsync<T>(Func<T[], Task> check, T[] input)
    {
        try
        {
            await check(input);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Leaves out ever smaller parts as long as it fails with the same.</summary>
    private static async Task<(T[] Input, Exception Failure)> ShortestAsync<T>(Func<T[], Task> check, T[] input, Exception failure)
    {
        int tries = 0;
        for (int part = Math.Max(1, input.Length / 2); part > 0; part = part == 1 ? 0 : part / 2)
        {
            for (int at = 0; at + part <= input.Length && tries < 2_000; tries++)
            {
                T[] shorter = [.. input[..at], .. input[(at + part)..]];
                if (await FailureOfAsync(check, shorter) is { } same && same.GetType() == failure.GetType())
                {
                    (input, failure) = (shorter, same);
                }
                else
                {
                    at += part;
                }
            }
        }

        return (input, failure);
    }
}

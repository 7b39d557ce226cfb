namespace DockerKit.Tests;

/// <summary>Makes inputs that are nearly right: parts of examples changed, left out, doubled, joined, and put beside what parsers trip over.</summary>
/// <param name="examples">Inputs that are right, or that the reference refuses.</param>
/// <param name="odd">What parsers trip over.</param>
/// <param name="letter">Any one element.</param>
internal sealed class Mutator<T>(IReadOnlyList<T[]> examples, IReadOnlyList<T[]> odd, Func<Random, T> letter)
{
    private const int Longest = 20_000;

    public IReadOnlyList<T[]> Examples { get; } = examples;

    /// <summary>A change that knows the grammar, tried in every second input; null for none.</summary>
    public Func<Random, T[], T[]>? Change { get; init; }

    public IEnumerable<T[]> Mutations(int seed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Each input has a seed of its own, so that one can be found again whatever those before it did.
            yield return Next(new Random(unchecked((seed * 1_000_003) + i)));
        }
    }

    private T[] Next(Random random)
    {
        T[] input = random.Next(40) == 0 ? Letters(random, random.Next(60)) : Pick(random, Examples);
        if (Change is not null && random.Next(2) == 0)
        {
            input = Change(random, input);
        }

        for (int left = random.Next(1, 4); left > 0 && input.Length <= Longest; left--)
        {
            input = Mutate(random, input);
        }

        return input;
    }

    private T[] Mutate(Random random, T[] input)
    {
        int from = random.Next(input.Length + 1);
        int to = Math.Min(input.Length, from + (random.Next(4) == 0 ? random.Next(input.Length + 1) : random.Next(4)));
        T[] before = input[..from], part = input[from..to], after = input[to..];
        switch (random.Next(9))
        {
            case 0:
                return [.. before, .. after];
            case 1:
                return [.. before, .. part, .. part, .. after];
            case 2:
                return [.. before, .. Repeat(part, random.Next(20) == 0 ? 5_000 : random.Next(2, 40)), .. after];
            case 3:
                T[] other = Pick(random, Examples);
                return [.. before, .. other[random.Next(other.Length + 1)..]];
            case 4:
                return [.. before, .. Letters(random, part.Length), .. after];
            case 5:
                return [.. before, .. Letters(random, 1), .. part, .. after];
            case 6:
                return [.. before, .. Repeat(Pick(random, odd), random.Next(10) == 0 ? 100 : 1), .. after];
            case 7:
                return [.. part, .. before, .. after];
            default:
                return [.. before, .. Pick(random, odd), .. part, .. after];
        }
    }

    private T[] Letters(Random random, int count)
    {
        var letters = new T[count];
        for (int i = 0; i < count; i++)
        {
            letters[i] = letter(random);
        }

        return letters;
    }

    private static T[] Repeat(T[] part, int times) =>
        [.. Enumerable.Repeat(part, part.Length == 0 ? 0 : Math.Clamp(Longest / part.Length, 1, times)).SelectMany(static p => p)];

    private static T[] Pick(Random random, IReadOnlyList<T[]> from) => from[random.Next(from.Count)];
}

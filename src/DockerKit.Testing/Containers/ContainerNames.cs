using System.Globalization;

namespace DockerKit.Testing;

/// <summary>Makes names up for containers that were given none: <c>brave_hopper</c>.</summary>
internal sealed class ContainerNames
{
    private static readonly string[] Adjectives =
    [
        "admiring", "amazing", "bold", "brave", "busy", "charming", "clever", "cool", "dazzling", "eager", "elegant", "epic", "focused", "friendly", "gallant",
        "happy", "hopeful", "jolly", "keen", "kind", "lucid", "modest", "nifty", "nice", "peaceful", "practical", "quirky", "serene", "sharp", "silly", "sweet",
        "tender", "thirsty", "trusting", "vibrant", "vigilant", "wizardly", "wonderful", "youthful", "zealous",
    ];

    private static readonly string[] Surnames =
    [
        "babbage", "bell", "bohr", "borg", "carson", "curie", "darwin", "dijkstra", "einstein", "euclid", "euler", "faraday", "fermat", "fermi", "galileo",
        "gauss", "germain", "goldberg", "hamilton", "hawking", "hopper", "hypatia", "kepler", "knuth", "lamport", "leavitt", "liskov", "lovelace", "meitner",
        "mendel", "newton", "noether", "nobel", "pascal", "perlman", "ritchie", "thompson", "torvalds", "turing", "wing",
    ];

    private int _next = Random.Shared.Next(Adjectives.Length * Surnames.Length);

    public string Next(Predicate<string> isTaken)
    {
        for (int attempt = 0; ; attempt++)
        {
            // A step that shares no factor with the number of names comes to each of them.
            _next = (_next + 1009) % (Adjectives.Length * Surnames.Length);
            string name = $"{Adjectives[_next % Adjectives.Length]}_{Surnames[_next / Adjectives.Length]}";
            name = attempt < Adjectives.Length * Surnames.Length ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{attempt}");
            if (!isTaken(name))
            {
                return name;
            }
        }
    }
}

namespace DockerKit;

/// <summary>What <c>docker run --env-file</c> reads.</summary>
internal static class EnvironmentFile
{
    /// <summary>The file's variables in order. A name alone takes its value from the environment, and is dropped where that has none.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="environment">Gives a variable of this process, or null.</param>
    /// <exception cref="FormatException">A line has no name, white space in the name, or is not UTF-8.</exception>
    public static IReadOnlyList<EnvironmentVariable> Parse(ReadOnlySpan<byte> content, string path, Func<string, string?> environment) =>
        KeyValueFile.Parse(content, path, "environment", environment).ConvertAll(static p => EnvironmentVariable.Create(p.Key, p.Value));
}

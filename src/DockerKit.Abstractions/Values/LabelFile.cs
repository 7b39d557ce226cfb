namespace DockerKit;

/// <summary>What <c>docker run --label-file</c> reads.</summary>
internal static class LabelFile
{
    /// <summary>The file's labels in order. A key alone is dropped, as the CLI does (unlike <c>--label KEY</c>).</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="FormatException">A line has no key, white space in the key, or is not UTF-8.</exception>
    public static IReadOnlyList<Label> Parse(ReadOnlySpan<byte> content, string path) =>
        KeyValueFile.Parse(content, path, "label", lookup: null).ConvertAll(static p => Label.Create(p.Key, p.Value));
}

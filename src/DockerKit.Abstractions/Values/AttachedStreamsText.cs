namespace DockerKit;

/// <summary>The words of <c>--attach</c>, and what they come to.</summary>
internal static class AttachedStreamsText
{
    /// <summary>The stream of a word in any case: <c>stdin</c>, <c>stdout</c>, <c>stderr</c>.</summary>
    /// <exception cref="FormatException">It is another word.</exception>
    public static AttachedStreams Parse(string text)
    {
        if (text.Equals("stdin", StringComparison.OrdinalIgnoreCase))
        {
            return AttachedStreams.Stdin;
        }

        if (text.Equals("stdout", StringComparison.OrdinalIgnoreCase))
        {
            return AttachedStreams.Stdout;
        }

        return text.Equals("stderr", StringComparison.OrdinalIgnoreCase)
            ? AttachedStreams.Stderr
            : throw BadValue.Error("stream (--attach)", text, "Docker knows stdin, stdout and stderr.", "stdout");
    }

    /// <summary>The words, one for each <c>-a</c>.</summary>
    public static IEnumerable<string> ToWords(this AttachedStreams streams)
    {
        if (streams.HasFlag(AttachedStreams.Stdin))
        {
            yield return "stdin";
        }

        if (streams.HasFlag(AttachedStreams.Stdout))
        {
            yield return "stdout";
        }

        if (streams.HasFlag(AttachedStreams.Stderr))
        {
            yield return "stderr";
        }
    }

    /// <summary>What is attached to in the end: output and error when none is named, and always the input that is open (<c>-i</c>).</summary>
    public static AttachedStreams Effective(this AttachedStreams named, bool interactive) =>
        (named == AttachedStreams.None ? AttachedStreams.Stdout | AttachedStreams.Stderr : named)
        | (interactive ? AttachedStreams.Stdin : AttachedStreams.None);
}

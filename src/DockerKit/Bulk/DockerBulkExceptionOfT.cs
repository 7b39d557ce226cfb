namespace DockerKit;

/// <inheritdoc/>
/// <typeparam name="T">The result of one that succeeded.</typeparam>
public sealed class DockerBulkException<T> : DockerBulkException
{
    internal DockerBulkException(BulkResult<T> result)
        : base(Describe(result), result.Failed.First().Error!)
    {
        Result = result;
        Failures = [.. result.Failed.Select(static item => KeyValuePair.Create(item.Target, item.Error!))];
    }

    /// <summary>What came of each, the successes too.</summary>
    public BulkResult<T> Result { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, DockerKitException>> Failures { get; }

    private static string Describe(BulkResult<T> result)
    {
        int failed = result.Failed.Count();
        IEnumerable<string> lines = result.Failed.Take(10).Select(static item => $"  {item.Target}: {item.Error!.Summary}");
        string more = failed > 10 ? $"{Environment.NewLine}  … and {failed - 10} more" : "";
        string others = failed < result.Count ? "; the others are done" : "";
        return $"{failed} of {result.Count} failed{others}:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{more}";
    }
}

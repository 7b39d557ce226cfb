using System.Runtime.CompilerServices;

namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>POST /images/create</c>.</summary>
internal static class PullImage
{
    private static readonly Version PlatformSince = new(1, 32);

    public static async IAsyncEnumerable<ProgressLine> RunAsync(
        EngineConnection connection,
        string transport,
        PullImageRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stream stream = await connection.SpeakAsync(version => OpenAsync(connection, transport, request, version, cancellationToken), cancellationToken).ConfigureAwait(false);
        var reader = new JsonLineReader(stream);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                ProgressMessage message = ProgressMessage.Parse(reader.Current.Span);
                yield return message.Error is null ? Line(message) : throw EngineErrors.InStream(message.Error, message.ErrorCode);
            }
        }
    }

    private static Task<Stream> OpenAsync(EngineConnection connection, string transport, PullImageRequest request, Version version, CancellationToken cancellationToken) =>
        request.Platform is null || version >= PlatformSince
            ? connection.OpenStreamAsync(HttpMethod.Post, EnginePath.WithVersion(PathOf(request), version), null, null, cancellationToken)
            : throw new UnsupportedOptionException("--platform", transport, PlatformSince, version);

    private static string PathOf(PullImageRequest request)
    {
        // A digest goes where the tag goes, and wins over one. No tag at all would mean all tags.
        ImageReference reference = request.Reference.WithDefaultTag();
        return new QueryBuilder("/images/create")
            .Add("fromImage", reference.CanonicalName)
            .Add("tag", request.AllTags ? null : reference.Digest ?? reference.Tag)
            .Add("platform", request.Platform?.ToLowerInvariant())
            .ToString();
    }

    private static ProgressLine Line(in ProgressMessage message) => new()
    {
        Status = message.Status,
        Id = message.Id,
        Current = message.Units is null ? message.Current : null, // containerd counts the seconds of unpacking
        Total = message.Units is null ? message.Total : null,
    };
}

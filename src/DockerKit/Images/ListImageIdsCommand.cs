using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary><c>docker images -q</c>: only the ids.</summary>
public sealed class ListImageIdsCommand : DockerCommand
{
    private static readonly Operation List = new("images.list", OperationKind.Safe);

    private readonly ListImagesCommand _list;

    internal ListImageIdsCommand(CommandExecutor executor, ListImagesCommand list)
        : base(executor) => _list = list;

    internal override Operation Operation => List;

    /// <summary>Lists the layers of builds too, which have no name of their own (<c>-a</c>).</summary>
    [Pure]
    public ListImageIdsCommand All() => new(Executor, _list.All());

    /// <summary>Lists the full ids (<c>sha256:…</c>), one for each row of <c>docker images</c>: an image with two tags is there twice. Source: <c>GET /images/json</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> ExecuteAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ImageSummary> rows = await _list.ExecuteAsync(this, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => row.Id)];
    }

    private protected override void Write(CommandLine line) => _list.Write(line, idsOnly: true);
}

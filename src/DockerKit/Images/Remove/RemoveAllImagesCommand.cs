using System.Diagnostics.Contracts;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker rmi $(docker images -aq)</c>: removes every image that the engine has.</summary>
public sealed class RemoveAllImagesCommand : DockerCommand
{
    private static readonly Operation Remove = new("images.remove-all", OperationKind.Repeatable);

    private readonly ImageRemover _remover;

    internal RemoveAllImagesCommand(CommandExecutor executor)
        : this(executor, new ImageRemover())
    {
    }

    private RemoveAllImagesCommand(CommandExecutor executor, ImageRemover remover)
        : base(executor) => _remover = remover;

    internal override Operation Operation => Remove;

    /// <summary>Removes images too that stopped containers use, or that have names in several repositories (<c>-f</c>). An image of a running container stays, and is a failure.</summary>
    [Pure]
    public RemoveAllImagesCommand Force() => new(Executor, _remover with { Force = true });

    /// <summary>Keeps the untagged images that the removed ones were built on (<c>--no-prune</c>).</summary>
    [Pure]
    public RemoveAllImagesCommand NoPrune() => new(Executor, _remover with { NoPrune = true });

    /// <summary>Leaves failures to the result instead of throwing them.</summary>
    [Pure]
    public RemoveAllImagesCommand AllowFailures() => new(Executor, _remover with { AllowFailures = true });

    /// <summary>Removes all images that there are at the time of the call; where there are none, does nothing. One that is gone meanwhile is no failure.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerConflictException">The only image is in use.</exception>
    /// <exception cref="DockerBulkException">Some of several images could not be removed; the others are.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public async Task<RemovedImages> ExecuteAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ImageEntry> images = await Executor.ExecuteAsync(
            this,
            new ListImagesRequest { All = true },
            static (transport, request, token) => transport.Images.ListAsync(request, token),
            cancellationToken).ConfigureAwait(false);
        string[] ids = [.. images.Select(static image => image.Id)];
        return await _remover.RemoveAsync(this, ids, missingIsDone: true, cancellationToken).ConfigureAwait(false);
    }

    private protected override void Write(CommandLine line)
    {
        _remover.Write(line);
        line.AddRaw("$(docker images -aq)");
    }
}

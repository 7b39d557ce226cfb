using System.Collections.Immutable;
using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary><c>docker rmi</c>: takes names off images, and deletes images that have none left.</summary>
public sealed class RemoveImagesCommand : DockerCommand
{
    private static readonly Operation Remove = new("images.remove", OperationKind.Repeatable);

    private readonly ImmutableArray<string> _images;
    private readonly ImageRemover _remover;

    internal RemoveImagesCommand(CommandExecutor executor, ImmutableArray<string> images)
        : this(executor, images, new ImageRemover())
    {
    }

    private RemoveImagesCommand(CommandExecutor executor, ImmutableArray<string> images, ImageRemover remover)
        : base(executor)
    {
        _images = images;
        _remover = remover;
    }

    internal override Operation Operation => Remove;

    /// <summary>Removes an image although stopped containers use it, or, given by its id, although several names point to it (<c>-f</c>). One that does not exist is no failure then, as in the CLI.</summary>
    [Pure]
    public RemoveImagesCommand Force() => new(Executor, _images, _remover with { Force = true });

    /// <summary>Keeps the untagged images that the removed ones were built on (<c>--no-prune</c>).</summary>
    [Pure]
    public RemoveImagesCommand NoPrune() => new(Executor, _images, _remover with { NoPrune = true });

    /// <summary>Leaves failures to the result instead of throwing them.</summary>
    [Pure]
    public RemoveImagesCommand AllowFailures() => new(Executor, _images, _remover with { AllowFailures = true });

    /// <summary>Removes the images. All are tried, whatever happens to one. Source: <c>DELETE /images/{name}</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerNotFoundException">The only image that was given does not exist.</exception>
    /// <exception cref="DockerConflictException">The only image that was given is in use.</exception>
    /// <exception cref="DockerBulkException">Some of several images could not be removed; the others are.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<RemovedImages> ExecuteAsync(CancellationToken cancellationToken = default) =>
        _remover.RemoveAsync(this, _images, missingIsDone: _remover.Force, cancellationToken);

    private protected override void Write(CommandLine line)
    {
        _remover.Write(line);
        line.AddAll(_images);
    }
}

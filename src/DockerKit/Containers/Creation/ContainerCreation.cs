using DockerKit.Transport;

namespace DockerKit;

/// <summary>The first half of <c>docker run</c>: pulls the image as the policy says, and makes the container.</summary>
internal static class ContainerCreation
{
    /// <summary>How long a cancelled create may still take to answer, so that the container can be removed. A call must end within a second.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>What is left of the second then, to look for what was made all the same.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    /// <summary>What is left of it to remove what the answer that was waited for tells of.</summary>
    private static readonly TimeSpan Removal = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a create that failed for good looks for what was made all the same.</summary>
    private static readonly TimeSpan Search = TimeSpan.FromSeconds(1);

    public static async Task<CreatedContainer> CreateAsync(DockerCommand command, ContainerOptions options, bool attached, CancellationToken cancellationToken)
    {
        CreateContainerRequest request = await ContainerRequestBuilder.BuildAsync(options, attached, cancellationToken).ConfigureAwait(false);
        if (options.Pull == PullPolicy.Always && !ImageId.IsFull(options.Image))
        {
            await PullAsync(command, options, cancellationToken).ConfigureAwait(false);
        }

        var creation = new ExactlyOnce(request, command.Executor.Options);
        try
        {
            return await CreateOnceAsync(command, creation, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerNotFoundException e) when (options.Pull == PullPolicy.Missing && e.Kind is ResourceKind.Image or ResourceKind.Unknown && !ImageId.IsFull(options.Image))
        {
            await PullAsync(command, options, cancellationToken).ConfigureAwait(false);
        }

        return await CreateOnceAsync(command, creation, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<CreatedContainer> CreateOnceAsync(DockerCommand command, ExactlyOnce creation, CancellationToken cancellationToken)
    {
        // A create that is given up may have been carried out. It is waited for a little, so that no container is left that nobody knows.
        using var late = new CancellationTokenSource();
        using CancellationTokenRegistration registration = cancellationToken.Register(static state => ((CancellationTokenSource)state!).CancelAfter(Grace), late);
        cancellationToken.ThrowIfCancellationRequested();
        CreatedContainer created;
        try
        {
            created = await command.Executor.ExecuteGuardedAsync(
                command, creation, static (transport, one, token) => one.TryAsync(transport.Containers, token), late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            if (creation.IsInDoubt)
            {
                await creation.TakeBackAsync(command, Rest).ConfigureAwait(false);
            }

            throw new OperationCanceledException(null, e, cancellationToken);
        }
        catch (DockerKitException) when (creation.IsInDoubt)
        {
            await creation.TakeBackAsync(command, Search).ConfigureAwait(false);
            throw;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await ContainerCleanup.RemoveAsync(command, created.Id, Removal).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return created;
    }

    /// <summary>A command of its own, since it may be repeated where a create may not. Its errors tell that it was the pull that failed.</summary>
    private static Task<PulledImage> PullAsync(DockerCommand command, ContainerOptions options, CancellationToken cancellationToken)
    {
        var pull = new PullImageCommand(command.Executor, ImageReference.Parse(options.Image));
        return (options.Platform is { } platform ? pull.WithPlatform(platform) : pull).ExecuteAsync(cancellationToken);
    }
}

using DockerKit.Transport;

namespace DockerKit;

/// <summary>How images are removed: the options of <c>docker rmi</c>, and the order in which several go.</summary>
internal sealed record ImageRemover
{
    public bool Force { get; init; }

    public bool NoPrune { get; init; }

    public bool AllowFailures { get; init; }

    /// <summary>Removes the images one after another.</summary>
    /// <remarks>
    /// Not at the same time: the engine does not guard one removal against another. Two names of one image that go together both find
    /// themselves the last and one of them fails, and so do two images with a common parent. It also costs nothing, since the engine
    /// deletes layers under one lock. An image that others are built on is tried again when those are gone.
    /// </remarks>
    /// <param name="command">The command, for its executor and for errors.</param>
    /// <param name="images">Names or ids. One that is given twice is removed once.</param>
    /// <param name="missingIsDone">Whether an image that does not exist counts as removed.</param>
    /// <param name="cancellationToken">Ends all.</param>
    public async Task<RemovedImages> RemoveAsync(DockerCommand command, IReadOnlyList<string> images, bool missingIsDone, CancellationToken cancellationToken)
    {
        string[] distinct = [.. images.Distinct(StringComparer.Ordinal)];
        var items = new BulkItem<ImageRemoval>?[distinct.Length];
        DockerUnavailableException? gone = null;
        bool progress;
        do
        {
            progress = false;
            for (int i = 0; i < distinct.Length; i++)
            {
                if (items[i] is not (null or { Error: DockerConflictException }))
                {
                    continue;
                }

                // An engine that is gone, after all retries, is not asked again for each of the others.
                items[i] = gone is null
                    ? await TryRemoveAsync(command, distinct[i], missingIsDone, cancellationToken).ConfigureAwait(false)
                    : new BulkItem<ImageRemoval>(distinct[i], null, gone);
                gone ??= items[i]!.Error as DockerUnavailableException;
                progress |= items[i]!.IsSuccess;
            }
        }
        while (progress && Array.Exists(items, static item => item!.Error is DockerConflictException));

        return new RemovedImages(BulkRunner.Settle(command, new BulkResult<ImageRemoval>(items!), AllowFailures));
    }

    /// <summary>Writes the options.</summary>
    public void Write(CommandLine line) => line.Add("rmi").Flag("-f", Force).Flag("--no-prune", NoPrune);

    private async Task<BulkItem<ImageRemoval>> TryRemoveAsync(DockerCommand command, string image, bool missingIsDone, CancellationToken cancellationToken)
    {
        try
        {
            var request = new RemoveImageRequest { Image = image, Force = Force, NoPrune = NoPrune };
            var attempt = new Attempt(request, missingIsDone);
            ImageRemoval removal = await command.Executor.ExecuteAsync(command, attempt, RemoveAsync, cancellationToken).ConfigureAwait(false);
            return new BulkItem<ImageRemoval>(image, removal, null);
        }
        catch (DockerKitException e)
        {
            return new BulkItem<ImageRemoval>(image, null, e);
        }
    }

    private static async Task<ImageRemoval> RemoveAsync(IDockerTransport transport, Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.Images.RemoveAsync(attempt.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerNotFoundException) when (attempt.MissingIsDone)
        {
            return new ImageRemoval();
        }
        catch (Exception e) when (e is not DockerKitException known || TransientFailures.LeavesDoubt(known))
        {
            attempt.MissingIsDone = true; // a repeat finds nothing when this try did its work and only the answer was lost
            throw;
        }
    }

    private sealed class Attempt(RemoveImageRequest request, bool missingIsDone) : ICallTarget
    {
        string ICallTarget.TargetImage => Request.Image;

        public RemoveImageRequest Request { get; } = request;

        public bool MissingIsDone { get; set; } = missingIsDone;
    }
}

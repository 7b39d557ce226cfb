using System.Runtime.ExceptionServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary>
/// Makes one container, however often it is tried: a label tells a container that a lost answer was about, so that it is adopted and not
/// made a second time. One object serves one creation, and its repeats.
/// </summary>
internal sealed class ExactlyOnce : ICallTarget
{
    /// <summary>The label's name. It is part of what is promised to users: see docs/resilience.md.</summary>
    public const string Label = "io.dockerkit.operation";

    /// <summary>How often the engine is looked at while it may still be at work on an earlier try.</summary>
    private const int Looks = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly CreateContainerRequest _request;
    private readonly TimeSpan _pause;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private readonly string _operation = Guid.NewGuid().ToString("N");

    /// <summary>The failure that left it open whether there is a container; null as long as it is certain that there is none.</summary>
    private DockerKitException? _doubt;

    /// <summary>How many tries there were of which nobody knows what came of them.</summary>
    private int _doubtful;

    public ExactlyOnce(CreateContainerRequest request, DockerKitOptions options)
    {
        // As patient as the retries are: a second in all by default.
        _pause = options.Retry.BaseDelay / 4 < LongestPause ? options.Retry.BaseDelay / 4 : LongestPause;
        _patience = options.Timeouts.Attempt / 4; // the looks are a part of a try, which is to make the container in the end
        _clock = options.TimeProvider;
        ContainerConfiguration configuration = request.Configuration;
        _request = request with { Configuration = configuration with { Labels = configuration.Labels.SetItem(Label, _operation) } };
    }

    string? ICallTarget.TargetContainer => _request.Name;

    string ICallTarget.TargetImage => _request.Configuration.Image;

    /// <summary>Whether there may be a container that the caller was not told of.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>One try: looks for what an earlier one may have made, and makes it where there is nothing.</summary>
    public async Task<CreatedContainer> TryAsync(IContainerTransport transport, CancellationToken cancellationToken)
    {
        bool again = IsInDoubt;
        if (again && await AwaitAsync(transport, cancellationToken).ConfigureAwait(false) is { } found)
        {
            await RemoveTwinsAsync(transport, found, cancellationToken).ConfigureAwait(false);
            return Adopt(found);
        }

        IsInDoubt = true; // a try that runs out of time is told of nowhere
        _doubtful++;
        CreatedContainer created;
        try
        {
            created = await transport.CreateAsync(_request, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerConflictException e) when (again)
        {
            return await ResolveAsync(transport, e, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerKitException e) when (TransientFailures.LeavesDoubt(e))
        {
            _doubt = e;
            throw;
        }
        catch (DockerKitException)
        {
            IsInDoubt = again;
            _doubtful--;
            throw;
        }

        if (again)
        {
            await RemoveTwinsAsync(transport, created.Id, cancellationToken).ConfigureAwait(false);
        }

        IsInDoubt = false;
        return created;
    }

    /// <summary>Removes what may have been made, for a caller that is told of a failure or wants it no longer.</summary>
    public async Task TakeBackAsync(DockerCommand command, TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit);
        int sought = _request.Name is null ? _doubtful : 1;
        DockerKitException? failure = null;
        try
        {
            // The engine may be at work still on what it was told last: what is not there yet is looked for again, as long as there is time.
            // So it is when the look itself fails, since what broke the create often breaks it, too.
            while (true)
            {
                try
                {
                    sought -= await RemoveTwinsAsync(command.Executor.Transport.Containers, null, source.Token).ConfigureAwait(false);
                    failure = null;
                }
                catch (DockerKitException e) when (TransientFailures.MayRetry(e, OperationKind.Repeatable))
                {
                    failure = e;
                }

                if (failure is null && sought <= 0)
                {
                    return;
                }

                await Task.Delay(LongestPause, source.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DockerKitException or OperationCanceledException)
        {
            command.Executor.LogLeftBehind(command, $"{Label}={_operation}", failure ?? e);
        }
    }

    private CreatedContainer Adopt(string id)
    {
        IsInDoubt = false;
        return new CreatedContainer(id, []); // its warnings went with the answer
    }

    /// <summary>The name is in use: by what an earlier try has made meanwhile, or is still making, or by somebody else.</summary>
    private async Task<CreatedContainer> ResolveAsync(IContainerTransport transport, DockerConflictException conflict, CancellationToken cancellationToken)
    {
        if (await FindAsync(transport, cancellationToken).ConfigureAwait(false) is [var found, ..])
        {
            return Adopt(found);
        }

        if (_request.Name is { } name)
        {
            try
            {
                ContainerDetails there = await transport.InspectAsync(new InspectContainerRequest { Container = name }, cancellationToken).ConfigureAwait(false);
                if (there.Labels.GetValueOrDefault(Label) == _operation)
                {
                    return Adopt(there.Id); // it came between the two looks
                }
            }
            catch (DockerNotFoundException)
            {
                // The engine has given the name to a container that is not there yet: an earlier try is still at work. Its failure is one that is tried again.
                ExceptionDispatchInfo.Throw(_doubt ?? new DockerTimeoutException($"An earlier try to make the container '{name}' took too long and is still at work."));
            }
        }

        IsInDoubt = false;
        ExceptionDispatchInfo.Throw(conflict);
        throw conflict;
    }

    /// <summary>
    /// The container that an earlier try has made, if there is one. The engine may be at work still on that try, and make one after it was looked for;
    /// and what it does for a client that has gone it may undo. So it must be seen twice, and is missed only after some looks. A name tells by itself: it is in use.
    /// </summary>
    private async Task<string?> AwaitAsync(IContainerTransport transport, CancellationToken cancellationToken)
    {
        string? seen = null;
        int looks = _request.Name is null ? Looks : 2;
        long begun = _clock.GetTimestamp();
        for (int look = 0; look < looks && (look < 2 || seen is not null || _patience <= TimeSpan.Zero || _clock.GetElapsedTime(begun) < _patience); look++)
        {
            if (look > 0)
            {
                await Task.Delay(_pause, _clock, cancellationToken).ConfigureAwait(false);
            }

            string? found = null;
            try
            {
                found = (await FindAsync(transport, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
            }
            catch (DockerKitException e) when (look + 1 < looks && TransientFailures.MayRetry(e, OperationKind.Safe))
            {
                // There is another look.
            }

            if (found is not null && found == seen)
            {
                return found;
            }

            seen = found;
        }

        return null;
    }

    /// <summary>The containers of this creation.</summary>
    private async Task<string[]> FindAsync(IContainerTransport transport, CancellationToken cancellationToken)
    {
        var request = new ListContainersRequest { All = true, Filters = [new Filter("label", $"{Label}={_operation}")] };
        try
        {
            return [.. (await transport.ListAsync(request, cancellationToken).ConfigureAwait(false)).Select(static container => container.Id)];
        }
        catch (DockerKitException e) when (_doubt is not null && !TransientFailures.MayRetry(e, OperationKind.Safe))
        {
            // What cannot be found out is no other failure than the one that made it necessary.
            ExceptionDispatchInfo.Throw(_doubt);
            throw;
        }
    }

    /// <summary>An earlier try may have been at work still when this one looked, and have made a container after all. None of them was ever started.</summary>
    /// <returns>How many there were.</returns>
    private async Task<int> RemoveTwinsAsync(IContainerTransport transport, string? kept, CancellationToken cancellationToken)
    {
        int removed = 0;
        foreach (string id in await FindAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            if (id != kept)
            {
                removed++;
                try
                {
                    await transport.RemoveAsync(new RemoveContainerRequest { Container = id, Force = true, Volumes = true }, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is DockerNotFoundException or DockerConflictException)
                {
                    // It is gone, or going.
                }
            }
        }

        return removed;
    }
}

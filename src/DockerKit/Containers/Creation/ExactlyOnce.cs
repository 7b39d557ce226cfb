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

    private readonly CreateContainerRequest _request;
    private readonly string _operation = Guid.NewGuid().ToString("N");

    /// <summary>The failure that left it open whether there is a container; null as long as it is certain that there is none.</summary>
    private DockerKitException? _doubt;

    public ExactlyOnce(CreateContainerRequest request)
    {
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
        if (again && await FindAsync(transport, cancellationToken).ConfigureAwait(false) is [var found, ..])
        {
            return Adopt(found);
        }

        IsInDoubt = true; // a try that runs out of time is told of nowhere
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
        try
        {
            await RemoveTwinsAsync(command.Executor.Transport.Containers, null, source.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DockerKitException or OperationCanceledException)
        {
            command.Executor.LogLeftBehind(command, $"{Label}={_operation}", e);
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
                await transport.InspectAsync(new InspectContainerRequest { Container = name }, cancellationToken).ConfigureAwait(false);
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
    private async Task RemoveTwinsAsync(IContainerTransport transport, string? kept, CancellationToken cancellationToken)
    {
        foreach (string id in await FindAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            if (id != kept)
            {
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
    }
}

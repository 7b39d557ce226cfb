using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker pull</c>: brings an image, or its newest version, from its registry.</summary>
public sealed class PullImageCommand : DockerCommand
{
    private static readonly Operation Pull = new("images.pull", OperationKind.Repeatable, IsLong: true);

    private readonly PullImageRequest _request;
    private readonly IProgress<PullProgress>? _progress;

    internal PullImageCommand(CommandExecutor executor, ImageReference reference)
        : this(executor, new PullImageRequest { Reference = reference }, null)
    {
    }

    private PullImageCommand(CommandExecutor executor, PullImageRequest request, IProgress<PullProgress>? progress)
        : base(executor)
    {
        _request = request;
        _progress = progress;
    }

    internal override Operation Operation => Pull;

    /// <summary>Pulls for another platform than the engine's own (<c>--platform</c>).</summary>
    /// <param name="platform"><c>OS[/ARCHITECTURE[/VARIANT]]</c>: <c>linux/arm64</c>.</param>
    /// <exception cref="FormatException">It is not a platform.</exception>
    [Pure]
    public PullImageCommand WithPlatform(string platform) => new(Executor, _request with { Platform = PlatformName.Check(platform) }, _progress);

    /// <summary>Pulls every tag of the repository (<c>-a</c>).</summary>
    /// <exception cref="ArgumentException">The reference has a tag or a digest.</exception>
    [Pure]
    public PullImageCommand AllTags()
    {
        ImageReference reference = _request.Reference;
        return (reference.Tag ?? reference.Digest) is null
            ? new PullImageCommand(Executor, _request with { AllTags = true }, _progress)
            : throw new ArgumentException($"'{reference}' names one image, so not all tags of the repository can be pulled with it. A right one: Pull(\"{reference.FamiliarName}\").AllTags()");
    }

    /// <summary>Tells of the pull while it runs. Each step is reported before the next one is read.</summary>
    /// <param name="progress">What is told. <see cref="StreamAsync"/> gives the same as items.</param>
    [Pure]
    public PullImageCommand WithProgress(IProgress<PullProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return new PullImageCommand(Executor, _request, progress);
    }

    /// <summary>Pulls the image. Cancelling stops the pull. Source: <c>POST /images/create</c>.</summary>
    /// <param name="cancellationToken">Ends the call, and with it the pull.</param>
    /// <exception cref="DockerNotFoundException">The registry has no such image.</exception>
    /// <exception cref="DockerUnauthorizedException">The registry wants credentials, or refuses these.</exception>
    /// <exception cref="DockerRateLimitedException">The registry says that there were too many pulls.</exception>
    /// <exception cref="DockerEngineException">The pull failed in another way: the disk is full, the registry cannot be reached, …</exception>
    /// <exception cref="DockerTimeoutException">The engine sent nothing for as long as <see cref="TimeoutOptions.StreamIdle"/> allows.</exception>
    /// <exception cref="DockerProtocolException">The engine's answer was cut off: what became of the pull is not known.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<PulledImage> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, (Command: this, Tracker: NewTracker()), PullAsync, cancellationToken);

    /// <summary>Pulls the image, and gives each step as it happens; the last item carries the result. Cancelling, or leaving the loop, stops the pull.</summary>
    /// <param name="cancellationToken">Ends the call, and with it the pull.</param>
    /// <inheritdoc cref="ExecuteAsync" path="/exception"/>
    public IAsyncEnumerable<PullProgress> StreamAsync(CancellationToken cancellationToken = default) =>
        Executor.StreamAsync(this, this, FollowAsync, cancellationToken);

    private protected override void Write(CommandLine line) => line
        .Add("pull")
        .Flag("-a", _request.AllTags)
        .Option("--platform", _request.Platform)
        .Add(_request.Reference.ToString());

    private static async Task<PulledImage> PullAsync(
        IDockerTransport transport,
        (PullImageCommand Command, PullTracker Tracker) pull,
        CancellationToken cancellationToken)
    {
        IProgress<PullProgress>? progress = pull.Command._progress;
        PullTracker tracker = pull.Tracker;
        tracker.Restart();
        await foreach (ProgressLine line in pull.Command.LinesAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            if (tracker.Add(line))
            {
                progress?.Report(tracker.Progress(line));
            }
        }

        PulledImage result = tracker.Finish();
        progress?.Report(tracker.Last(result));
        return result;
    }

    private static async IAsyncEnumerable<PullProgress> FollowAsync(
        IDockerTransport transport,
        PullImageCommand command,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PullTracker tracker = command.NewTracker();
        await foreach (ProgressLine line in command.LinesAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            if (tracker.Add(line))
            {
                PullProgress step = tracker.Progress(line);
                command._progress?.Report(step);
                yield return step;
            }
        }

        PullProgress last = tracker.Last(tracker.Finish());
        command._progress?.Report(last);
        yield return last;
    }

    private IAsyncEnumerable<ProgressLine> LinesAsync(IDockerTransport transport, CancellationToken cancellationToken) =>
        IdleLimit.Of(token => transport.Images.PullAsync(_request, token), Executor.Options.Timeouts.StreamIdle, Executor.Options.TimeProvider, cancellationToken);

    private PullTracker NewTracker() =>
        new(_request.AllTags ? _request.Reference : _request.Reference.WithDefaultTag(), Executor.Options.TimeProvider);
}

using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker pull</c>: brings an image, or its newest version, from its registry.</summary>
public sealed class PullImageCommand : DockerCommand, ICallTarget
{
    /// <summary>Enough that reader and pull do not hand over after every line, few enough that a slow reader holds the pull back.</summary>
    private const int StepsAhead = 32;

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

    string ICallTarget.TargetImage => _request.Reference.ToString();

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
    /// <exception cref="DockerProtocolException">The engine's answer was cut off: what became of the pull is not known.</exception>
    /// <exception cref="DockerTimeoutException">The engine told nothing for longer than <see cref="TimeoutOptions.StreamIdle"/>.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<PulledImage> ExecuteAsync(CancellationToken cancellationToken = default) => PullAsync(null, cancellationToken);

    /// <summary>Pulls the image, and gives each step as it happens; the last item carries the result. Cancelling, or leaving the loop, stops the pull.</summary>
    /// <remarks>A pull whose stream breaks is issued again, and its steps go on: layers that are there already say so, and <see cref="PullProgress.Overall"/> does not fall.</remarks>
    /// <param name="cancellationToken">Ends the call, and with it the pull.</param>
    /// <inheritdoc cref="ExecuteAsync" path="/exception"/>
    public async IAsyncEnumerable<PullProgress> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The pull runs beside its reader, a few steps ahead at most, so that it is one call to the retry pipeline however often it is issued.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var steps = Channel.CreateBounded<PullProgress>(new BoundedChannelOptions(StepsAhead) { SingleReader = true, SingleWriter = true });
        Task pull = PullIntoAsync(steps.Writer, left.Token);
        try
        {
            // Not with the caller's token: the pull itself ends with it, and its end is waited for.
            while (await steps.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (steps.Reader.TryRead(out PullProgress step))
                {
                    yield return step;
                }
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await pull.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            await pull.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }
    }

    private protected override void Write(CommandLine line) => line
        .Add("pull")
        .Flag("-a", _request.AllTags)
        .Option("--platform", _request.Platform)
        .Add(_request.Reference.ToString());

    private async Task PullIntoAsync(ChannelWriter<PullProgress> steps, CancellationToken cancellationToken)
    {
        try
        {
            await PullAsync(steps, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            steps.Complete();
        }
    }

    private Task<PulledImage> PullAsync(ChannelWriter<PullProgress>? steps, CancellationToken cancellationToken) => Executor.ExecuteAsync(
        this,
        (Command: this, Tracker: NewTracker(), Steps: steps),
        static (transport, pull, token) => pull.Command.TryAsync(transport, pull.Tracker, pull.Steps, token),
        cancellationToken);

    private async Task<PulledImage> TryAsync(IDockerTransport transport, PullTracker tracker, ChannelWriter<PullProgress>? steps, CancellationToken cancellationToken)
    {
        tracker.Restart();
        await foreach (ProgressLine line in LinesAsync(transport, cancellationToken).ConfigureAwait(false))
        {
            if (tracker.Add(line) && (_progress ?? (object?)steps) is not null)
            {
                await TellAsync(tracker.Progress(line), steps, cancellationToken).ConfigureAwait(false);
            }
        }

        PulledImage result = tracker.Finish();
        await TellAsync(tracker.Last(result), steps, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private ValueTask TellAsync(PullProgress step, ChannelWriter<PullProgress>? steps, CancellationToken cancellationToken)
    {
        _progress?.Report(step);
        return steps?.WriteAsync(step, cancellationToken) ?? default;
    }

    private IAsyncEnumerable<ProgressLine> LinesAsync(IDockerTransport transport, CancellationToken cancellationToken) =>
        IdleLimit.Of(token => transport.Images.PullAsync(_request, token), Executor.Options.Timeouts.StreamIdle, Executor.Options.TimeProvider, cancellationToken);

    private PullTracker NewTracker() =>
        new(_request.AllTags ? _request.Reference : _request.Reference.WithDefaultTag(), Executor.Options.TimeProvider);
}

using Polly.Timeout;

namespace DockerKit;

/// <summary>One call on its way through a pipeline.</summary>
internal abstract class CallContext(DockerCommand command)
{
    public DockerCommand Command { get; } = command;

    /// <summary>What the call gets, which tells the container or the image.</summary>
    public abstract object? Target { get; }

    /// <summary>Whether the command is meant to take long, or to wait for as long as it takes: no limit of time is set for it.</summary>
    public bool IsUnlimited => Command.Operation.IsLong || Command.GrantedTime == Timeout.InfiniteTimeSpan;

    /// <summary>Whether the call itself sees to it that nothing is done twice, so that it may be repeated where its command may not.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Which limit of time was exceeded last.</summary>
    public TimeoutScope Exceeded { get; set; }

    /// <summary>The limit with what the command itself grants the engine; infinite for what is meant to take long.</summary>
    public TimeSpan LimitOf(TimeSpan limit) => IsUnlimited ? Timeout.InfiniteTimeSpan : limit + Command.GrantedTime;

    /// <summary>Tells of a further try that is about to be made.</summary>
    public void Retrying(int attempt, TimeSpan delay, Exception cause) => Command.Executor.Observer.Retrying(Command, attempt, delay, cause);

    /// <summary>The error for a limit of time that was exceeded.</summary>
    public DockerTimeoutException TimedOut(TimeoutRejectedException e)
    {
        if (Exceeded == TimeoutScope.None)
        {
            return new DockerTimeoutException($"The call took longer than the pipeline in DockerKitOptions.ResiliencePipeline allows ({GoDuration.Format(e.Timeout)}). What the engine did is not known.", e)
            {
                Timeout = e.Timeout,
            };
        }

        string which = Exceeded == TimeoutScope.Total ? "its total timeout" : "the timeout of one try";
        string how = Exceeded == TimeoutScope.Total ? "WithTotalTimeout" : "WithAttemptTimeout";
        return new DockerTimeoutException($"The call took longer than {which} allows ({GoDuration.Format(e.Timeout)}). What the engine did is not known. Give it longer with .{how}(…).", e)
        {
            Timeout = e.Timeout,
        };
    }
}

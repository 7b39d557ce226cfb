using Polly.Timeout;

namespace DockerKit;

/// <summary>One call on its way through a pipeline.</summary>
internal sealed class CallContext(DockerCommand command, CallObserver observer)
{
    public DockerCommand Command { get; } = command;

    /// <summary>Whether the call itself sees to it that nothing is done twice, so that it may be repeated where its command may not.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Which limit of time was exceeded last, and how long it was.</summary>
    public (TimeoutScope Scope, TimeSpan Limit)? Exceeded { get; set; }

    /// <summary>How often the call was made again.</summary>
    public int Retries { get; private set; }

    /// <summary>The limit with what the command itself grants the engine; infinite for what is meant to take long.</summary>
    public TimeSpan LimitOf(TimeSpan limit)
    {
        TimeSpan granted = Command.GrantedTime;
        return Command.Operation.IsLong || granted == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : limit + granted;
    }

    /// <summary>Tells of a further try that is about to be made.</summary>
    public void Retrying(int attempt, TimeSpan delay, Exception cause)
    {
        Retries++;
        observer.Retrying(Command, attempt, delay, cause);
    }

    /// <summary>The error for a limit of time that was exceeded.</summary>
    public DockerTimeoutException TimedOut(TimeoutRejectedException e)
    {
        if (Exceeded is not (TimeoutScope scope, TimeSpan limit))
        {
            return new DockerTimeoutException($"The call took longer than the pipeline in DockerKitOptions.ResiliencePipeline allows ({GoDuration.Format(e.Timeout)}). What the engine did is not known.", e)
            {
                Timeout = e.Timeout,
            };
        }

        string which = scope == TimeoutScope.Total ? "its total timeout" : "the timeout of one try";
        string how = scope == TimeoutScope.Total ? "WithTotalTimeout" : "WithAttemptTimeout";
        return new DockerTimeoutException($"The call took longer than {which} allows ({GoDuration.Format(limit)}). What the engine did is not known. Give it longer with .{how}(…).", e)
        {
            Timeout = limit,
        };
    }
}

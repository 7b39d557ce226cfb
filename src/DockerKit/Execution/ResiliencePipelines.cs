using Polly;
using Polly.Retry;

namespace DockerKit;

/// <summary>The retry pipeline of each kind of operation, built once for a client.</summary>
internal sealed class ResiliencePipelines
{
    private readonly ResiliencePipeline[] _pipelines;

    public ResiliencePipelines(RetryOptions retry, TimeProvider timeProvider) =>
        _pipelines = [.. Enum.GetValues<OperationKind>().Select(kind => Build(kind, retry, timeProvider))];

    public ResiliencePipeline For(OperationKind kind) => _pipelines[(int)kind];

    private static ResiliencePipeline Build(OperationKind kind, RetryOptions retry, TimeProvider timeProvider)
    {
        if (retry.MaxAttempts <= 1)
        {
            return ResiliencePipeline.Empty;
        }

        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider };
        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = retry.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = retry.BaseDelay,
            MaxDelay = retry.MaxDelay,
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(TransientFailures.MayRetry(args.Outcome.Exception, kind)),
            DelayGenerator = static args => ValueTask.FromResult((args.Outcome.Exception as DockerRateLimitedException)?.RetryAfter),
        }).Build();
    }
}

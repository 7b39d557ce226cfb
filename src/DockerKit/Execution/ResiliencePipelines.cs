using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DockerKit;

/// <summary>The pipeline of each kind of operation, built once for a client and for a command with limits of its own: total timeout → retry → attempt timeout.</summary>
internal sealed class ResiliencePipelines
{
    private static readonly ResiliencePropertyKey<CallContext> CallKey = new("DockerKit.Call");

    private readonly DockerKitOptions _options;
    private readonly ResiliencePipeline?[] _pipelines;
    private readonly bool[] _isUsers;

    public ResiliencePipelines(DockerKitOptions options)
    {
        _options = options;
        _pipelines = [.. Enum.GetValues<OperationKind>().Select(kind => options.ResiliencePipeline?.Invoke(kind))];
        _isUsers = [.. _pipelines.Select(static pipeline => pipeline is not null)];
    }

    /// <summary>Makes the call through its pipeline.</summary>
    /// <remarks>Its own steps come out of a pool: they are most of what a call would allocate here.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TResult> ExecuteAsync<TState, TResult>(
        CallContext call,
        TState state,
        Func<TState, CancellationToken, ValueTask<TResult>> callback,
        CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            // As an outcome of the type that the strategies have themselves: any other costs a conversion for each of them, in time and memory.
            Outcome<object> outcome = await Of(call).ExecuteOutcomeAsync(OutcomeAsync, context, (state, callback)).ConfigureAwait(false);
            outcome.ThrowIfException();
            return (TResult)outcome.Result!;
        }
        catch (TimeoutRejectedException e)
        {
            throw call.TimedOut(e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Outcome<object>> OutcomeAsync<TState, TResult>(
        ResilienceContext context,
        (TState State, Func<TState, CancellationToken, ValueTask<TResult>> Callback) call)
    {
        try
        {
            return Outcome.FromResult<object>(await call.Callback(call.State, context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            return Outcome.FromException<object>(e);
        }
    }

    /// <summary>Built when it is first needed, since a command with limits of its own needs but one. Two at the same moment may build it twice, which harms nothing.</summary>
    private ResiliencePipeline Of(CallContext call)
    {
        OperationKind kind = call.Command.Operation.Kind;

        // The user's own pipeline for what is done once only is meant for it in any case.
        if (call.IsGuarded && !_isUsers[(int)kind])
        {
            kind = OperationKind.Repeatable;
        }

        return _pipelines[(int)kind] ??= Build(kind, _options);
    }

    private static ResiliencePipeline Build(OperationKind kind, DockerKitOptions options)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        if (kind != OperationKind.Stream && options.Timeouts.Total != Timeout.InfiniteTimeSpan)
        {
            builder.AddTimeout(Limit(options.Timeouts.Total, TimeoutScope.Total));
        }

        if (options.Retry.MaxAttempts > 1)
        {
            builder.AddRetry(Retry(kind, options.Retry));
        }

        if (kind != OperationKind.Stream && options.Timeouts.Attempt != Timeout.InfiniteTimeSpan)
        {
            builder.AddTimeout(Limit(options.Timeouts.Attempt, TimeoutScope.Attempt));
        }

        return builder.Build();
    }

    private static TimeoutStrategyOptions Limit(TimeSpan limit, TimeoutScope scope) => new()
    {
        TimeoutGenerator = args => new ValueTask<TimeSpan>(CallOf(args.Context).LimitOf(limit)),
        OnTimeout = args =>
        {
            CallOf(args.Context).Exceeded = (scope, args.Timeout);
            return default;
        },
    };

    private static RetryStrategyOptions Retry(OperationKind kind, RetryOptions retry) => new()
    {
        MaxRetryAttempts = retry.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        Delay = retry.BaseDelay,
        MaxDelay = retry.MaxDelay,
        UseJitter = retry.UseJitter,
        ShouldHandle = args => new ValueTask<bool>(
            (args.Outcome.Exception is TimeoutRejectedException && kind != OperationKind.OnceOnly)
            || (TransientFailures.MayRetry(args.Outcome.Exception, kind) && !(AskedWait(args.Outcome.Exception) > retry.MaxDelay))), // sooner than asked is never
        DelayGenerator = static args => new ValueTask<TimeSpan?>(AskedWait(args.Outcome.Exception)),
        OnRetry = args =>
        {
            CallOf(args.Context).Retrying(args.AttemptNumber + 2, args.RetryDelay, args.Outcome.Exception!);
            return default;
        },
    };

    private static TimeSpan? AskedWait(Exception? failure) => (failure as DockerRateLimitedException)?.RetryAfter;

    private static CallContext CallOf(ResilienceContext context) =>
        context.Properties.TryGetValue(CallKey, out CallContext? call) ? call : throw new InvalidOperationException("The call has no context.");
}

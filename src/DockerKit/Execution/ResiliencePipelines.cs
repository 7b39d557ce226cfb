using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DockerKit;

/// <summary>The pipeline of each kind of operation, built once for a client and for a command with limits of its own: total timeout → retry → attempt timeout.</summary>
internal sealed class ResiliencePipelines
{
    private static readonly ResiliencePropertyKey<CallContext> CallKey = new("DockerKit.Call");

    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly DockerKitOptions _options;
    private readonly ResiliencePipeline?[] _users;
    private readonly ResiliencePipeline?[] _limited;
    private readonly ResiliencePipeline?[] _unlimited;

    public ResiliencePipelines(DockerKitOptions options)
    {
        _options = options;
        _users = [.. Enum.GetValues<OperationKind>().Select(kind => options.ResiliencePipeline?.Invoke(kind))];
        _limited = new ResiliencePipeline?[_users.Length];
        _unlimited = new ResiliencePipeline?[_users.Length];
    }

    /// <summary>Makes the call through its pipeline.</summary>
    /// <remarks>Its own steps come out of a pool: they are most of what a call would allocate here.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TResult> ExecuteAsync<TResult>(Call<TResult> call, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            // As an outcome of the type that the strategies have themselves: any other costs a conversion for each of them, in time and memory.
            Outcome<object> outcome = await Of(call).ExecuteOutcomeAsync(OutcomeAsync, context, call).ConfigureAwait(false);
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
    private static async ValueTask<Outcome<object>> OutcomeAsync<TResult>(ResilienceContext context, Call<TResult> call)
    {
        try
        {
            return Outcome.FromResult<object>(Boxed(await call.MakeAsync(context.CancellationToken).ConfigureAwait(false)));
        }
        catch (Exception e)
        {
            return Outcome.FromException<object>(e);
        }
    }

    /// <summary>The result as an object, without a new one for yes and no.</summary>
    private static object? Boxed<TResult>(TResult result) => result is bool yes ? (yes ? Yes : No) : result;

    /// <summary>Built when it is first needed, since a command with limits of its own needs but one. Two at the same moment may build it twice, which harms nothing.</summary>
    private ResiliencePipeline Of(CallContext call)
    {
        OperationKind kind = call.Command.Operation.Kind;

        // The user's own pipeline for what is done once only is meant for it in any case.
        if (_users[(int)kind] is { } own)
        {
            return own;
        }

        if (call.IsGuarded)
        {
            kind = OperationKind.Repeatable;
            if (_users[(int)kind] is { } repeatable)
            {
                return repeatable;
            }
        }

        // A limit that is infinite would still take its place in each call.
        bool isLimited = kind != OperationKind.Stream && !call.IsUnlimited;
        return (isLimited ? _limited : _unlimited)[(int)kind] ??= Build(kind, isLimited, _options);
    }

    private static ResiliencePipeline Build(OperationKind kind, bool isLimited, DockerKitOptions options)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        if (isLimited && options.Timeouts.Total != Timeout.InfiniteTimeSpan)
        {
            builder.AddTimeout(Limit(options.Timeouts.Total, TimeoutScope.Total));
        }

        if (options.Retry.MaxAttempts > 1)
        {
            builder.AddRetry(Retry(kind, options.Retry));
        }

        if (isLimited && options.Timeouts.Attempt != Timeout.InfiniteTimeSpan)
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
            CallOf(args.Context).Exceeded = scope;
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

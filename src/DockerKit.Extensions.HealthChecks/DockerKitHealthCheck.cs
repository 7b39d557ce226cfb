using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DockerKit;

/// <summary>Asks an engine for its version, and judges the answer. Throws nothing but the caller's own cancellation.</summary>
internal sealed class DockerKitHealthCheck(IServiceProvider services, string? engine, DockerKitHealthCheckOptions options) : IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        DockerKitClient? docker = null;
        DockerKitException? failure = null;
        try
        {
            // Made here and not before: what is wrong with it is to be told and not thrown.
            docker = Client();
            VersionCommand ask = docker.Version().WithoutRetry();
            for (int attempt = 1; ; attempt++)
            {
                long since = _clock.GetTimestamp();
                try
                {
                    return Judge(await ask.ExecuteAsync(either.Token).ConfigureAwait(false), _clock.GetElapsedTime(since), failure);
                }
                catch (DockerKitException e) when (attempt < options.MaxAttempts)
                {
                    failure = e;
                    await Task.Delay(Pause, _clock, either.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, e, cancellationToken);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            return Failed(context, docker, failure?.Summary ?? $"The Docker engine at {docker?.Endpoint} did not answer within {options.Timeout.TotalSeconds:0.###} s.", failure ?? (Exception)e);
        }
        catch (Exception e)
        {
            return Failed(context, docker, (e as DockerKitException)?.Summary ?? e.Message, e);
        }
    }

    private DockerKitClient Client() =>
        (engine is null ? services.GetService<DockerKitClient>() : services.GetKeyedService<DockerKitClient>(engine))
            ?? throw new InvalidOperationException(engine is null
                ? "There is no Docker engine among the services. Add it: services.AddDockerKit()."
                : $"There is no Docker engine named '{engine}' among the services. Add it: services.AddDockerKit(\"{engine}\", …).");

    private HealthCheckResult Judge(VersionInfo version, TimeSpan took, DockerKitException? failure)
    {
        Version? api = version.Server.ApiVersion;
        var data = new Dictionary<string, object> { ["endpoint"] = version.Client.Endpoint, ["version"] = version.Server.Version };
        if (api is not null)
        {
            data["apiVersion"] = api.ToString();
        }

        string what = $"Docker Engine {version.Server.Version} (API {api?.ToString() ?? "unknown"}) at {version.Client.Endpoint}";
        if (options.MinimumApiVersion is { } needed && (api is null || api < needed))
        {
            return HealthCheckResult.Degraded($"{what} is older than API {needed}, which the application needs.", data: data);
        }

        if (failure is not null)
        {
            return HealthCheckResult.Degraded($"{what} answered only when it was asked again. Before that: {failure.Summary}", failure, data);
        }

        return options.DegradedAfter != Timeout.InfiniteTimeSpan && took > options.DegradedAfter
            ? HealthCheckResult.Degraded($"{what} took {took.TotalSeconds:0.###} s to answer, which is more than {options.DegradedAfter.TotalSeconds:0.###} s.", data: data)
            : HealthCheckResult.Healthy($"{what} answers.", data);
    }

    private static HealthCheckResult Failed(HealthCheckContext context, DockerKitClient? docker, string reason, Exception e) =>
        new(context.Registration.FailureStatus, reason, e, docker is null ? null : new Dictionary<string, object> { ["endpoint"] = docker.Endpoint });
}

using DockerKit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the Docker engines of an application part of its health.</summary>
public static class DockerKitHealthChecksBuilderExtensions
{
    /// <summary>Adds a check of an engine that <c>AddDockerKit</c> has added to the services. It asks the engine for its version (<c>GET /version</c>).</summary>
    /// <remarks>
    /// <para>Healthy: it answers. Degraded: it answers late, only when it is asked again, or with an older API than the application needs.
    /// Unhealthy: it does not answer, and the description says why and what would most likely help.</para>
    /// <para>The result's data holds <c>endpoint</c>, <c>version</c> and <c>apiVersion</c>, as far as they are known.</para>
    /// </remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check; null for <c>docker</c>, or <c>docker-ENGINE</c> for an engine with a name.</param>
    /// <param name="engine">The name of the engine: <c>AddDockerKit("build")</c>. Null for the one without a name.</param>
    /// <param name="failureStatus">What to report in place of <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <param name="timeout">How long the whole check may take; null for 5 seconds.</param>
    /// <param name="configure">Sets when the engine counts as healthy.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IHealthChecksBuilder AddDockerKit(
        this IHealthChecksBuilder builder,
        string? name = null,
        string? engine = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        Action<DockerKitHealthCheckOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DockerKitHealthCheckOptions();
        configure?.Invoke(options);
        options.Timeout = timeout ?? options.Timeout;
        DockerKitHealthCheckOptions own = options.Validated();
        return builder.Add(new HealthCheckRegistration(
            name ?? (engine is null ? "docker" : $"docker-{engine}"),
            services => new DockerKitHealthCheck(services, engine, own),
            failureStatus,
            tags));
    }
}

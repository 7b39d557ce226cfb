using DockerKit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes Docker engines services of an application.</summary>
/// <remarks>
/// <para>A <see cref="DockerKitClient"/> is a singleton, which is made when it is first asked for, sends nothing before its first command, and is
/// disposed of with the container. It takes <c>ILoggerFactory</c> and <see cref="TimeProvider"/> from the container where they are there.</para>
/// <para>To add the same engine again changes what it sets and leaves the rest: options are set in the order of the calls. A client that was
/// registered before stays. Options that need nothing of the container are also set and checked at once, as a trial, so that a wrong one fails
/// where the application is put together; for that they are set more than once. They are read when the client is made, and not again.</para>
/// </remarks>
public static class DockerKitServiceCollectionExtensions
{
    /// <summary>Adds the engine that <c>docker</c> would use: <c>DOCKER_HOST</c>, or the platform's own socket or pipe.</summary>
    /// <param name="services">The services.</param>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services) => Add(services, null);

    /// <summary>Adds an engine with options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options. It is run here, as a trial, and when the client is made.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The endpoint is not one.</exception>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services, Action<DockerKitOptions> configure) =>
        Add(services, null).Configure(configure);

    /// <summary>Adds an engine with options that come from other services. They are checked when the client is made.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services, Action<IServiceProvider, DockerKitOptions> configure) =>
        Add(services, null).Configure(configure);

    /// <summary>Adds one of several engines, whose client is the keyed service of that name: <c>[FromKeyedServices("build")] DockerKitClient docker</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name in the application; not an endpoint.</param>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services, string name) => Add(services, Checked(name));

    /// <summary>Adds one of several engines with options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name in the application; not an endpoint.</param>
    /// <param name="configure">Sets options. It is run here, as a trial, and when the client is made.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The endpoint is not one.</exception>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services, string name, Action<DockerKitOptions> configure) =>
        Add(services, Checked(name)).Configure(configure);

    /// <summary>Adds one of several engines with options that come from other services. They are checked when the client is made.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name in the application; not an endpoint.</param>
    /// <param name="configure">Sets options.</param>
    public static DockerKitBuilder AddDockerKit(this IServiceCollection services, string name, Action<IServiceProvider, DockerKitOptions> configure) =>
        Add(services, Checked(name)).Configure(configure);

    private static DockerKitBuilder Add(IServiceCollection services, string? name)
    {
        ArgumentNullException.ThrowIfNull(services);

        // Without a name not as a keyed service: there are containers that have none.
        services.TryAdd(name is null
            ? ServiceDescriptor.Singleton<DockerKitClient>(static provider => RegisteredClient.Make(provider, null))
            : ServiceDescriptor.KeyedSingleton<DockerKitClient>(name, static (provider, key) => RegisteredClient.Make(provider, (string)key!)));
        return new DockerKitBuilder(services, name);
    }

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }
}

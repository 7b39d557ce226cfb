namespace DockerKit.Samples.AspNetDashboard;

/// <summary>The engines that the page shows, by the names that they have in the configuration.</summary>
internal sealed class Engines(IServiceProvider services, IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names => names;

    /// <summary>The client of an engine.</summary>
    /// <exception cref="UnknownEngineException">There is none of that name.</exception>
    public DockerKitClient this[string name] =>
        names.Contains(name, StringComparer.Ordinal) ? services.GetRequiredKeyedService<DockerKitClient>(name) : throw new UnknownEngineException(name);
}

/// <summary>The address in the browser names an engine that the configuration does not.</summary>
internal sealed class UnknownEngineException(string name) : Exception($"There is no engine '{name}' in the configuration.");

internal static class EngineRegistration
{
    /// <summary>Registers a client, and a health check, for each entry of the section Engines; without any, for the engine that docker would use.</summary>
    public static IServiceCollection AddEngines(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection[] sections = [.. configuration.GetSection("Engines").GetChildren()];
        string[] names = sections.Length == 0 ? ["local"] : [.. sections.Select(static section => section.Key)];
        IHealthChecksBuilder health = services.AddHealthChecks();
        foreach (string name in names)
        {
            services.AddDockerKit(name, options => configuration.GetSection($"Engines:{name}").Bind(options));
            health.AddDockerKit(name: name, engine: name);
        }

        return services.AddSingleton(provider => new Engines(provider, names));
    }
}

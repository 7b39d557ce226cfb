using System.Diagnostics.CodeAnalysis;
using DockerKit;
using DockerKit.Transport;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up an engine that <c>AddDockerKit</c> has added. What is set last wins.</summary>
public sealed class DockerKitBuilder
{
    internal DockerKitBuilder(IServiceCollection services, string? name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>The services that the engine was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The engine's name in the application, by which its client is a keyed service.</summary>
    /// <value>Null for the one without a name.</value>
    public string? Name { get; }

    /// <summary>Reaches the engine through a transport of your own.</summary>
    /// <remarks>Where the container has a <typeparamref name="TTransport"/>, that one is used, and stays the container's to dispose of. Otherwise one is
    /// made, whose constructor gets what it asks for from the container, and the client disposes of it.</remarks>
    /// <typeparam name="TTransport">The transport's type.</typeparam>
    public DockerKitBuilder UseTransport<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTransport>()
        where TTransport : class, IDockerTransport =>
        UseTransport(static provider => provider.GetService<TTransport>() ?? ActivatorUtilities.CreateInstance<TTransport>(provider));

    /// <summary>Reaches the engine through a transport of your own.</summary>
    /// <param name="open">Makes it, when the client is made. The client disposes of it, unless it came out of the container.</param>
    public DockerKitBuilder UseTransport(Func<IServiceProvider, IDockerTransport> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Add(new ClientTransport(open));
    }

    /// <summary>Sets a Polly pipeline of your own for one kind of operation, in place of <see cref="RetryOptions"/> and of the attempt and total timeouts.</summary>
    /// <remarks>A pipeline for <see cref="OperationKind.OnceOnly"/> that tries again after a failure that is not
    /// <see cref="DockerUnavailableException.NeverSent"/> does things twice.</remarks>
    /// <param name="kind">What it is for; other kinds stay as they are.</param>
    /// <param name="configure">Adds strategies to an empty pipeline. Its clock is the client's.</param>
    public DockerKitBuilder ConfigureResilience(OperationKind kind, Action<ResiliencePipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(options =>
        {
            Func<OperationKind, ResiliencePipeline?>? others = options.ResiliencePipeline;
            options.ResiliencePipeline = asked => asked == kind ? Build() : others?.Invoke(asked);

            ResiliencePipeline Build()
            {
                var pipeline = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
                configure(pipeline);
                return pipeline.Build();
            }
        });
    }

    internal DockerKitBuilder Configure(Action<DockerKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(new ClientConfiguration((_, options) => configure(options), NeedsContainer: false));
        ClientConfiguration.Try(Services, Name);
        return this;
    }

    internal DockerKitBuilder Configure(Action<IServiceProvider, DockerKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(new ClientConfiguration(configure, NeedsContainer: true));
    }

    private DockerKitBuilder Add<TPart>(TPart part)
        where TPart : class
    {
        Services.Add(new ServiceDescriptor(typeof(TPart), Name, part));
        return this;
    }
}

using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker create</c>: makes a container without starting it.</summary>
public sealed class CreateContainerCommand : ContainerCommand<CreateContainerCommand>
{
    private static readonly Operation Create = new("containers.create", OperationKind.OnceOnly);

    internal CreateContainerCommand(CommandExecutor executor, ContainerOptions options)
        : base(executor, options)
    {
    }

    internal override Operation Operation => Create;

    /// <summary>Makes the container, once: when the answer is lost, it is looked for by its label <c>io.dockerkit.operation</c>, which each container gets. Source: <c>POST /containers/create</c>.</summary>
    /// <param name="cancellationToken">Ends the call. What is made in spite of it is removed.</param>
    /// <returns>The container, which does not run.</returns>
    /// <exception cref="InvalidOperationException">Two options exclude each other.</exception>
    /// <exception cref="IOException">A file that an option names cannot be read.</exception>
    /// <exception cref="FormatException">A file that an option names has a wrong line.</exception>
    /// <exception cref="UnsupportedOptionException">The engine's API version does not know an option.</exception>
    /// <exception cref="DockerNotFoundException">There is no such image, network or volume.</exception>
    /// <exception cref="DockerConflictException">The name is in use.</exception>
    /// <exception cref="DockerBadRequestException">The engine finds an option wrong.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public async Task<Container> ExecuteAsync(CancellationToken cancellationToken = default)
    {
        CreatedContainer created = await ContainerCreation.CreateAsync(this, Options, attached: true, cancellationToken).ConfigureAwait(false);
        return new Container(new ContainerOperations(Executor), created.Id) { Warnings = created.Warnings };
    }

    private protected override CreateContainerCommand With(ContainerOptions options) => new(Executor, options);

    private protected override void Write(CommandLine line) => ContainerOptionsLine.Write(line.Add("create"), Options);
}

namespace DockerKit;

/// <summary>Containers, as <c>docker run</c>, <c>ps</c>, <c>start</c>, <c>stop</c> and <c>rm</c> treat them.</summary>
public partial class ContainerOperations
{
    private readonly CommandExecutor _executor;

    /// <summary>For test doubles that override members.</summary>
    protected ContainerOperations()
        : this(new CommandExecutor(DetachedTransport.Instance, new DockerKitOptions()))
    {
    }

    internal ContainerOperations(CommandExecutor executor) => _executor = executor;

    /// <summary>Of no engine: what a test double's base class has.</summary>
    internal static ContainerOperations Detached => new();
}

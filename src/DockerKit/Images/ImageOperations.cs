namespace DockerKit;

/// <summary>Images, as <c>docker images</c>, <c>pull</c>, <c>search</c> and <c>rmi</c> treat them.</summary>
public class ImageOperations
{
    private readonly CommandExecutor _executor;

    /// <summary>For test doubles that override members.</summary>
    protected ImageOperations()
        : this(new CommandExecutor(DetachedTransport.Instance, new DockerKitOptions()))
    {
    }

    internal ImageOperations(CommandExecutor executor) => _executor = executor;
}

using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>A transport that the kit is to try, with what it needs around it. Each test has its own.</summary>
/// <remarks>
/// The engine behind it has an image with <c>sh</c>, <c>echo</c>, <c>cat</c> and <c>sleep</c>. Where no real programs run, these are
/// the forms to play: <c>sleep N</c>, <c>cat</c>, <c>echo WORDS</c>, and <c>sh -c</c> with statements <c>echo WORDS</c>, <c>echo WORDS &gt;&amp;2</c>,
/// <c>printf WORDS</c>, <c>exit N</c>, <c>sleep N</c>, <c>cat</c>, <c>trap 'exit N' SIGNAL</c> and <c>while :; do sleep 0.1; done</c>, divided by <c>; </c>.
/// </remarks>
public abstract class TransportUnderTest : IAsyncDisposable
{
    /// <summary>The transport. The kit disposes of it in some tests: that may happen twice.</summary>
    public abstract IDockerTransport Transport { get; }

    /// <summary>The image that the engine has.</summary>
    public abstract string Image { get; }

    /// <summary>A registry that the engine reaches, and that has no repository whose name begins with <c>no-such</c>: <c>127.0.0.1:5000</c>.</summary>
    public abstract string Registry { get; }

    /// <summary>Gives the registry an image that the engine does not have.</summary>
    /// <returns>Its name, with the registry and a tag.</returns>
    public abstract Task<string> PublishAsync();

    /// <summary>Takes back what the test left; containers are gone by then.</summary>
    public abstract ValueTask DisposeAsync();
}

namespace DockerKit.Benchmarks.Scripted;

/// <summary>One thing to do, by Docker.DotNet directly and by DockerKit.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Goal">How many times less than Docker.DotNet DockerKit should take, at least: 1 for calls, 10 for streams.</param>
/// <param name="DockerDotNet">The one way. Gives a number that both ways must agree on, so that none is fast by doing less.</param>
/// <param name="DockerKit">The other way.</param>
internal sealed record Call(string Name, double Goal, Func<Clients, Task<long>> DockerDotNet, Func<Clients, Task<long>> DockerKit)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

namespace DockerKit.Transport;

/// <summary>One <c>--filter NAME=VALUE</c>. Filters of different names narrow the choice; several of one name widen it, except for <c>label</c>, where all must match.</summary>
/// <param name="Name">The filter's name: <c>label</c>.</param>
/// <param name="Value">What it must match: <c>stage=test</c>.</param>
public sealed record Filter(string Name, string Value);

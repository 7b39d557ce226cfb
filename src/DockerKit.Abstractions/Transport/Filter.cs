namespace DockerKit.Transport;

/// <summary>One <c>--filter NAME=VALUE</c>. Filters of one name widen the choice, filters of different names narrow it.</summary>
/// <param name="Name">The filter's name: <c>label</c>.</param>
/// <param name="Value">What it must match: <c>stage=test</c>.</param>
public sealed record Filter(string Name, string Value);

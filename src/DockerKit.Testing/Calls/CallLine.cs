using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The <c>docker</c> line of a request, for the record of calls.</summary>
internal static class CallLine
{
    public static string Of(EngineVerb verb, object? request) => request switch
    {
        ListImagesRequest r => Join("docker images", (r.All, "-a"), (r.Digests, "--digests")) + Filters(r.Filters),
        SearchImagesRequest r => Join("docker search", (r.Limit is not null, $"--limit {r.Limit}")) + Filters(r.Filters) + $" {r.Term}",
        PullImageRequest r => Join("docker pull", (r.AllTags, "-a"), (r.Platform is not null, $"--platform {r.Platform}")) + $" {r.Reference}",
        RemoveImageRequest r => Join("docker rmi", (r.Force, "-f"), (r.NoPrune, "--no-prune")) + $" {r.Image}",
        ListContainersRequest r => Join("docker ps", (r.All, "-a"), (r.Size, "-s"), (r.Limit is not null, $"-n {r.Limit}")) + Filters(r.Filters),
        CreateContainerRequest r => Create(r),
        InspectContainerRequest r => Join("docker inspect", (r.Size, "-s")) + $" {r.Container}",
        StartContainerRequest r => $"docker start {r.Container}",
        StopContainerRequest r => Join("docker stop", Signal(r.Signal), Time(r.Timeout)) + $" {r.Container}",
        RestartContainerRequest r => Join("docker restart", Signal(r.Signal), Time(r.Timeout)) + $" {r.Container}",
        KillContainerRequest r => Join("docker kill", Signal(r.Signal)) + $" {r.Container}",
        RemoveContainerRequest r => Join("docker rm", (r.Force, "-f"), (r.Volumes, "-v"), (r.Link, "-l")) + $" {r.Container}",
        WaitContainerRequest r => $"docker wait {r.Container}",
        ContainerLogsRequest r => Join("docker logs", (r.Follow, "-f"), (r.Timestamps, "-t"), (r.Tail is not null, $"-n {r.Tail}")) + $" {r.Container}",
        AttachContainerRequest r => $"docker attach {r.Container}",
        ResizeContainerRequest r => $"resize {r.Container} to {r.Columns}x{r.Rows}",
        _ => verb == EngineVerb.Ping ? "ping" : $"docker {verb.ToString().ToLowerInvariant()}",
    };

    private static string Create(CreateContainerRequest request)
    {
        ContainerConfiguration configuration = request.Configuration;
        string line = Join(
            "docker create",
            (request.Host.AutoRemove, "--rm"),
            (configuration.OpenStandardInput, "-i"),
            (configuration.HasTerminal, "-t"),
            (request.Name is not null, $"--name {request.Name}"));
        foreach ((string port, System.Collections.Immutable.ImmutableArray<PortBinding> bindings) in request.Host.PortBindings)
        {
            foreach (PortBinding binding in bindings)
            {
                line += $" -p {(binding.HostIp.Length > 0 ? $"{binding.HostIp}:" : "")}{binding.HostPort}:{port}";
            }
        }

        // Not their values: a record is printed when a test fails.
        line += string.Concat(configuration.Environment.Select(static one => $" -e {one.Split('=')[0]}"));
        return $"{line} {configuration.Image}{(configuration.Command is { } command ? " " + ShellQuote.Join(command) : "")}".TrimEnd();
    }

    private static (bool, string) Signal(string? signal) => (signal is not null, $"-s {signal}");

    private static (bool, string) Time(TimeSpan? timeout) =>
        (timeout is not null, $"-t {(timeout == Timeout.InfiniteTimeSpan ? -1 : (long)Math.Ceiling((timeout ?? default).TotalSeconds))}");

    private static string Join(string verb, params (bool IsUsed, string Text)[] options) =>
        string.Join(' ', options.Where(static option => option.IsUsed).Select(static option => option.Text).Prepend(verb));

    private static string Filters(IEnumerable<Filter> filters) => string.Concat(filters.Select(static filter => $" -f {filter.Name}={filter.Value}"));
}

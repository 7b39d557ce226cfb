using System.Diagnostics.Contracts;
using System.Globalization;
using DockerKit.Transport;

namespace DockerKit;

/// <summary><c>docker ps</c>: lists containers, with one request however many there are.</summary>
/// <remarks>Filters of one name widen the choice (<c>WithName("web").WithName("db")</c>: either), filters of different names narrow it; labels always narrow.</remarks>
public sealed class ListContainersCommand : DockerCommand
{
    private static readonly Operation List = new("containers.list", OperationKind.Safe);

    private readonly ListContainersRequest _request;

    internal ListContainersCommand(CommandExecutor executor, ListContainersRequest request)
        : base(executor) => _request = request;

    internal override Operation Operation => List;

    /// <summary>Lists containers that do not run, too: <c>-a</c>.</summary>
    [Pure]
    public ListContainersCommand All() => With(_request with { All = true });

    /// <summary>Lists only so many of the last created containers, in any state: <c>-n</c>.</summary>
    /// <param name="count">How many: 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    [Pure]
    public ListContainersCommand Last(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return With(_request with { Limit = count });
    }

    /// <summary>Lists only the last created container, in any state: <c>-l</c>.</summary>
    [Pure]
    public ListContainersCommand Latest() => With(_request with { Limit = 1 });

    /// <summary>Has the engine compute sizes, which takes it long: <c>-s</c>. They are in <see cref="ContainerSummary.WritableSize"/> and <see cref="ContainerSummary.TotalSize"/>.</summary>
    [Pure]
    public ListContainersCommand WithSize() => With(_request with { Size = true });

    /// <summary>Gives the ids only: <c>-q --no-trunc</c>. Put filters before it.</summary>
    [Pure]
    public ListContainerIdsCommand IdsOnly() => new(Executor, _request);

    /// <summary>Only those in one of these states, whether they run or not: <c>--filter status=exited</c>.</summary>
    /// <param name="states">The states.</param>
    /// <exception cref="ArgumentException">There is none, or one is no state to look for.</exception>
    [Pure]
    public ListContainersCommand WithStatus(params ContainerState[] states) =>
        WithEach("status", states, static state => state is > ContainerState.Unknown and <= ContainerState.Dead
            ? state.ToString().ToLowerInvariant()
            : throw new ArgumentException($"'{state}' is not a state that containers can be looked for by. A right one: {nameof(ContainerState.Exited)}", nameof(states)));

    /// <summary>Only those with this in their name: <c>--filter name=web</c>. It is a regular expression: <c>^web$</c> is the whole name.</summary>
    /// <param name="name">A part of the name.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithName(string name) => WithFilter("name", name);

    /// <summary>Only those whose id begins so: <c>--filter id=4f66</c>.</summary>
    /// <param name="id">The beginning of the id.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithId(string id) => WithFilter("id", id);

    /// <summary>Only those with this label: <c>--filter label=stage</c>, or <c>--filter label=stage=test</c> for one with this value.</summary>
    /// <param name="label"><c>KEY</c> or <c>KEY=VALUE</c>.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithLabel(string label) => WithFilter("label", label);

    /// <summary>Only those with this label and value: <c>--filter label=stage=test</c>.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">The label's value, which may be empty.</param>
    /// <exception cref="FormatException">The key is not one.</exception>
    [Pure]
    public ListContainersCommand WithLabel(string key, string value) => WithFilter("label", Label.Create(key, value).ToString());

    /// <summary>Only those of this image, or of one built on it: <c>--filter ancestor=nginx:1.27</c>.</summary>
    /// <param name="image">The image, by name or id.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithAncestor(string image) => WithFilter("ancestor", image);

    /// <summary>Only those whose health check says one of these: <c>--filter health=healthy</c>.</summary>
    /// <param name="health">What it says; <see cref="ContainerHealth.None"/> for those without one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    [Pure]
    public ListContainersCommand WithHealth(params ContainerHealth[] health) =>
        WithEach("health", health, static status => status is >= ContainerHealth.None and <= ContainerHealth.Unhealthy
            ? status.ToString().ToLowerInvariant()
            : throw new ArgumentException($"'{status}' is not what a health check says. A right one: {nameof(ContainerHealth.Healthy)}", nameof(health)));

    /// <summary>Only those that ended with one of these exit codes: <c>--filter exited=1</c>. It finds ended ones only together with <see cref="All"/>.</summary>
    /// <param name="exitCodes">The exit codes.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    [Pure]
    public ListContainersCommand WithExitCode(params int[] exitCodes) =>
        WithEach("exited", exitCodes, static code => code.ToString(CultureInfo.InvariantCulture));

    /// <summary>Only those that were created before this one: <c>--filter before=web</c>.</summary>
    /// <param name="container">A name or id.</param>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    [Pure]
    public ListContainersCommand Before(string container) => WithFilter("before", ContainerName.Check(container));

    /// <summary>Only those that were created after this one: <c>--filter since=web</c>.</summary>
    /// <param name="container">A name or id.</param>
    /// <exception cref="ArgumentException">It cannot name a container.</exception>
    [Pure]
    public ListContainersCommand Since(string container) => WithFilter("since", ContainerName.Check(container));

    /// <summary>Only those in this network: <c>--filter network=backend</c>.</summary>
    /// <param name="network">The network's name or id.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithNetwork(string network) => WithFilter("network", network);

    /// <summary>Only those with this volume, or with something mounted in this place: <c>--filter volume=data</c>.</summary>
    /// <param name="volume">The volume's name, or a path in the container.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [Pure]
    public ListContainersCommand WithVolume(string volume) => WithFilter("volume", volume);

    /// <summary>Only those that are published at one of these ports of the host: <c>--filter publish=8080</c>.</summary>
    /// <param name="ports">One port or a range on the host, with a protocol: <c>8080</c>, <c>8000-8010/udp</c>.</param>
    /// <exception cref="FormatException">It is not such ports.</exception>
    [Pure]
    public ListContainersCommand Publishing(string ports) => Publishing(ExposedPort.Parse(ports));

    /// <inheritdoc cref="Publishing(string)"/>
    [Pure]
    public ListContainersCommand Publishing(ExposedPort ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        return WithFilter("publish", ports.ToString());
    }

    /// <summary>Only those that expose one of these ports, published or not: <c>--filter expose=80</c>.</summary>
    /// <param name="ports">One port or a range inside the container, with a protocol: <c>80</c>, <c>8000-8010/udp</c>.</param>
    /// <exception cref="FormatException">It is not such ports.</exception>
    [Pure]
    public ListContainersCommand Exposing(string ports) => Exposing(ExposedPort.Parse(ports));

    /// <inheritdoc cref="Exposing(string)"/>
    [Pure]
    public ListContainersCommand Exposing(ExposedPort ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        return WithFilter("expose", ports.ToString());
    }

    /// <summary>Any other filter that the engine knows: <c>--filter NAME=VALUE</c>.</summary>
    /// <param name="name">The filter's name: <c>is-task</c>, <c>isolation</c>.</param>
    /// <param name="value">What it must match.</param>
    /// <exception cref="ArgumentException">One is empty, or the name holds <c>=</c>.</exception>
    [Pure]
    public ListContainersCommand WithFilter(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return name.Contains('=', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{name}' is not a filter's name: it holds '='. A right one: label", nameof(name))
            : With(_request with { Filters = _request.Filters.Add(new Filter(name, value)) });
    }

    /// <summary>Asks the engine. Source: <c>GET /containers/json</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DockerBadRequestException">The engine does not know a filter or its value.</exception>
    /// <exception cref="DockerNotFoundException">The container of <see cref="Before"/> or <see cref="Since"/> does not exist.</exception>
    /// <exception cref="DockerUnavailableException">The engine cannot be reached.</exception>
    public Task<IReadOnlyList<ContainerSummary>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        Executor.ExecuteAsync(this, _request, static (transport, request, token) => transport.Containers.ListAsync(request, token), cancellationToken);

    private protected override void Write(CommandLine line) => WriteOptions(line.Add("ps").Flag("-a", _request.All), _request).Flag("-s", _request.Size);

    /// <summary>What follows <c>ps -a</c> on the line, but <c>-s</c>.</summary>
    internal static CommandLine WriteOptions(CommandLine line, ListContainersRequest request)
    {
        if (request.Limit is { } limit)
        {
            _ = limit == 1 ? line.Add("-l") : line.Option("-n", limit.ToString(CultureInfo.InvariantCulture));
        }

        return line.Options("--filter", request.Filters.Select(static filter => $"{filter.Name}={filter.Value}"));
    }

    private ListContainersCommand WithEach<T>(string name, T[] values, Func<T, string> text)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length == 0
            ? throw new ArgumentException($"The filter '{name}' has no value.", nameof(values))
            : With(_request with { Filters = _request.Filters.AddRange(values.Select(value => new Filter(name, text(value)))) });
    }

    private ListContainersCommand With(ListContainersRequest request) => new(Executor, request);
}

using System.Diagnostics;
using DockerKit.Transport;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DockerKit.Tests;

/// <summary>What OpenTelemetry's own SDK sees. Alone, since sources and meters are one for the whole process.</summary>
[CollectionDefinition(nameof(OpenTelemetryTests), DisableParallelization = true)]
[Collection(nameof(OpenTelemetryTests))]
public sealed class OpenTelemetryTests : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    public OpenTelemetryTests()
    {
        _tracing = Sdk.CreateTracerProviderBuilder().AddSource(DockerKitTelemetry.ActivitySourceName).AddInMemoryExporter(_spans).Build();
        _metering = Sdk.CreateMeterProviderBuilder().AddMeter(DockerKitTelemetry.MeterName).AddInMemoryExporter(_metrics).Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    [Fact]
    public async Task A_span_tells_verb_container_engine_and_outcome()
    {
        var transport = new FakeTransport { EngineVersion = "28.5.2", ApiVersion = new Version(1, 51) };
        transport.OnStop = static (request, _) => request.Container == "db" ? throw new DockerNotFoundException("no such container") { StatusCode = 404 } : Task.FromResult(true);
        await using DockerKitClient docker = transport.Connect();

        await docker.Containers.Stop("web", "db").AllowFailures().ExecuteAsync(Token);

        Assert.Equal(2, _spans.Count);
        Activity web = _spans.Single(static span => Equals(span.GetTagItem("dockerkit.container"), "web"));
        Assert.Equal(("containers.stop", ActivityKind.Client, ActivityStatusCode.Unset), (web.OperationName, web.Kind, web.Status));
        Assert.Equal(
            [
                ("dockerkit.api.version", "1.51"), ("dockerkit.command", "docker stop web db"), ("dockerkit.container", "web"),
                ("dockerkit.engine.version", "28.5.2"), ("server.address", "fake://engine"),
            ],
            web.TagObjects.Select(static tag => (tag.Key, (string)tag.Value!)).Order());
        Activity db = _spans.Single(static span => Equals(span.GetTagItem("dockerkit.container"), "db"));
        Assert.Equal((ActivityStatusCode.Error, "no such container"), (db.Status, db.StatusDescription));
        Assert.Equal("DockerKit.DockerNotFoundException", db.GetTagItem("error.type"));
        Assert.Equal(404, db.GetTagItem("http.response.status_code"));
    }

    [Theory]
    [InlineData("unix:///var/run/docker.sock", "/var/run/docker.sock", null, "unix")]
    [InlineData("npipe:////./pipe/docker_engine", "//./pipe/docker_engine", null, "pipe")]
    [InlineData("tcp://build.example:2376", "build.example", 2376, "tcp")]
    [InlineData("https://[::1]:2376/engine", "::1", 2376, "tcp")]
    [InlineData("fake://engine", "fake://engine", null, null)]
    public async Task A_span_tells_host_port_and_transport_apart(string endpoint, string address, int? port, string? network)
    {
        var transport = new FakeTransport { Endpoint = endpoint, OnStop = static (_, _) => Task.FromResult(true) };
        await transport.Connect().Containers.Stop("web").ExecuteAsync(Token);

        Activity span = Assert.Single(_spans);
        Assert.Equal((address, port, network), ((string?)span.GetTagItem("server.address"), (int?)span.GetTagItem("server.port"), (string?)span.GetTagItem("network.transport")));
    }

    [Fact]
    public async Task Each_kind_of_call_tells_what_it_is_about()
    {
        string id = new('a', 64);
        var transport = new FakeTransport
        {
            OnPull = static (_, _) => Lines([]),
            OnRemoveImage = static (_, _) => Task.FromResult(new ImageRemoval()),
            OnCreate = (_, _) => Task.FromResult(new CreatedContainer(id, [])),
            OnStart = static (_, _) => Task.FromResult(true),
            OnPing = static _ => Task.FromResult(new PingResult()),
        };
        await using DockerKitClient docker = transport.Connect();

        await docker.Images.Pull("php:8.3").ExecuteAsync(Token);
        await docker.Images.Remove("php:8.3").ExecuteAsync(Token);
        await docker.Containers.Run("nginx").WithName("web").WithEnvironment("PASSWORD", "hunter2").StartAsync(Token);
        await docker.Ping().ExecuteAsync(Token);

        Assert.Equal(
            [
                ("images.pull", null, "php:8.3"),
                ("images.remove", null, "php:8.3"),
                ("containers.run", "web", "nginx"),
                ("containers.run", id, null),
                ("system.ping", null, null),
            ],
            _spans.Select(static span => (span.OperationName, (string?)span.GetTagItem("dockerkit.container"), (string?)span.GetTagItem("dockerkit.image"))));
        Assert.DoesNotContain(_spans.SelectMany(static span => span.TagObjects), static tag => tag.Value is string value && value.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_hold_calls_durations_and_retries_by_operation_and_kind_of_failure()
    {
        var transport = new FakeTransport();
        transport.OnPing = _ => transport.Requests.Count == 1
            ? throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true }
            : Task.FromResult(new PingResult());
        transport.OnRemove = static (_, _) => throw new DockerConflictException("running") { StatusCode = 409 };
        await using DockerKitClient docker = transport.Connect();

        await docker.Ping().ExecuteAsync(Token);
        await docker.Ping().ExecuteAsync(Token);
        await Assert.ThrowsAsync<DockerConflictException>(() => docker.Containers.Remove("web").ExecuteAsync(Token));
        _metering.ForceFlush();

        Assert.Equal(
            ["dockerkit.operation=containers.remove error.type=DockerKit.DockerConflictException: 1", "dockerkit.operation=system.ping: 2"],
            Points("dockerkit.operation.duration", "s", static point => point.GetHistogramCount()));
        Assert.Equal(
            ["dockerkit.operation=system.ping error.type=DockerKit.DockerUnavailableException: 1"],
            Points("dockerkit.operation.retries", "{retry}", static point => point.GetSumLong()));
    }

    [Fact]
    public async Task The_bytes_of_a_pull_are_counted_once_for_each_layer()
    {
        ProgressLine[] first =
        [
            new() { Status = "Downloading", Id = "a", Current = 40, Total = 100 },
            new() { Status = "Download complete", Id = "a" },
            new() { Status = "Downloading", Id = "b", Current = 7, Total = 1000 },
        ];
        ProgressLine[] second =
        [
            new() { Status = "Already exists", Id = "c" },
            new() { Status = "Download complete", Id = "a" },
            new() { Status = "Extracting", Id = "a", Current = 100, Total = 100 },
            new() { Status = "Downloading", Id = "b", Current = 1000, Total = 1000 },
            new() { Status = "Pull complete", Id = "b" },
            new() { Status = "Pull complete", Id = "a" },
            new() { Status = "Status: Downloaded newer image for php:8.3" },
        ];
        var transport = new FakeTransport();
        transport.OnPull = (_, _) => transport.Requests.Count == 1 ? Lines(first, new DockerProtocolException("cut")) : Lines(second);
        await using DockerKitClient docker = transport.Connect();

        await docker.Images.Pull("php:8.3").ExecuteAsync(Token);
        _metering.ForceFlush();

        Assert.Equal([": 1100"], Points("dockerkit.image.pulled", "By", static point => point.GetSumLong()));
    }

    private static async IAsyncEnumerable<ProgressLine> Lines(ProgressLine[] lines, Exception? end = null)
    {
        await Task.Yield();
        foreach (ProgressLine line in lines)
        {
            yield return line;
        }

        if (end is not null)
        {
            throw end;
        }
    }

    private List<string> Points(string name, string unit, Func<MetricPoint, long> value)
    {
        Metric metric = _metrics.Last(metric => metric.Name == name);
        Assert.Equal((DockerKitTelemetry.MeterName, unit), (metric.MeterName, metric.Unit));
        var points = new List<string>();
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            var tags = new List<string>();
            foreach (KeyValuePair<string, object?> tag in point.Tags)
            {
                tags.Add($"{tag.Key}={tag.Value}");
            }

            points.Add($"{string.Join(' ', tags.Order(StringComparer.Ordinal))}: {value(point)}");
        }

        return [.. points.Order(StringComparer.Ordinal)];
    }
}

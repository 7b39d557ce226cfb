using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace DockerKit.Tests;

public sealed class TelemetryTests
{
    private const string Secret = "hunter2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_retry_is_logged_traced_and_counted_and_none_of_it_holds_a_secret()
    {
        var lines = new List<string>();
        var spans = new List<Activity>();
        var counts = new List<(string Name, string Operation, string? Error)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "DockerKit",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Tests run side by side, and the source is one for all of them.
                if (Equals(span.GetTagItem("dockerkit.command"), "docker create --env PASSWORD=*** busybox"))
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = static (instrument, it) => Enable(instrument, it) };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Count(instrument.Name, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument.Name, tags));
        meters.Start();

        var transport = new FakeTransport();
        transport.OnCreate = (_, _) => transport.Requests.Count == 1
            ? throw new DockerUnavailableException("refused") { Cause = UnavailableCause.Refused, NeverSent = true }
            : Task.FromResult(new Transport.CreatedContainer(new string('a', 64), []));
        using var logs = new LineLogger(lines);
        await using DockerKitClient docker = transport.Connect(options => options.LoggerFactory = logs);
        await docker.Containers.Create("busybox").WithEnvironment("PASSWORD", Secret).ExecuteAsync(Token);

        Assert.Contains(lines, static line => line.Contains("containers.create failed and is tried again as attempt 2", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Contains(Secret, StringComparison.Ordinal));
        Activity span = Assert.Single(spans);
        Assert.Equal("containers.create", span.OperationName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("fake://engine", span.GetTagItem("server.address"));
        Assert.Equal("retry", Assert.Single(span.Events).Name);
        lock (counts)
        {
            Assert.Contains(("dockerkit.operation.retries", "containers.create", typeof(DockerUnavailableException).FullName), counts);
            Assert.Contains(("dockerkit.operation.duration", "containers.create", null), counts);
        }

        static void Enable(Instrument instrument, MeterListener it)
        {
            if (instrument.Meter.Name == "DockerKit")
            {
                it.EnableMeasurementEvents(instrument);
            }
        }

        void Count(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> all = new(tags.ToArray());
            lock (counts)
            {
                counts.Add((name, (string)all["dockerkit.operation"]!, all.GetValueOrDefault("error.type") as string));
            }
        }
    }

    private sealed class LineLogger(List<string> lines) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DockerKit.EngineTests.Faults;

/// <summary>What a client logs that matters under faults: its retries, and what it may have left behind.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    private int _retries;

    /// <summary>How often calls were made again.</summary>
    public int Retries => _retries;

    /// <summary>The ids, or <c>io.dockerkit.operation=…</c>, of the containers that could not be taken back (event 3).</summary>
    public ConcurrentBag<string> LeftBehind { get; } = [];

    /// <summary>Is told of each retry, with the number of the try that follows.</summary>
    public Action<int>? Retrying { get; set; }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = (IEnumerable<KeyValuePair<string, object?>>)state!;
        if (eventId.Id == 3)
        {
            LeftBehind.Add((string)values.First(static value => value.Key == "Id").Value!);
        }
        else if (eventId.Id == 4)
        {
            Interlocked.Increment(ref _retries);
            Retrying?.Invoke((int)values.First(static value => value.Key == "Attempt").Value!);
        }
    }

    public void Dispose()
    {
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DockerKit.EngineTests;

/// <summary>What a client tries again.</summary>
public sealed class RetryLog : ILoggerFactory, ILogger
{
    private const int Retrying = 4;

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A line for each further try.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Done when something is tried again for the first time.</summary>
    public Task First => _first.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == Retrying)
        {
            Lines.Enqueue(formatter(state, exception));
            _first.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}

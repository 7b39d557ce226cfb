using System.Globalization;
using System.Net;
using System.Text;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>GET /containers/{id}/logs</c>.</summary>
internal static class ReadLogs
{
    public static IContainerOutput Run(EngineState engine, ContainerLogsRequest request)
    {
        lock (engine.Gate)
        {
            MemoryContainer container = engine.Containers.Find(request.Container);
            if (!request.StandardOutput && !request.StandardError)
            {
                throw EngineErrors.BadRequest("Bad parameters: you must choose at least one stream");
            }

            return container.Host.LogDriver == "none"
                ? throw EngineErrors.Engine("configured logging driver does not support reading", 501)
                : new LogReader(engine, container, request);
        }
    }

    /// <summary>Goes through the log, and waits at its end for more where it is followed.</summary>
    private sealed class LogReader : IContainerOutput
    {
        private readonly EngineState _engine;
        private readonly MemoryContainer _container;
        private readonly ContainerLogsRequest _request;
        private readonly int _last;
        private readonly ContainerProcess? _process;
        private int _next;

        public LogReader(EngineState engine, MemoryContainer container, ContainerLogsRequest request)
        {
            _engine = engine;
            _container = container;
            _request = request;
            _last = container.Log.Entries.Count;
            _process = container.Process;

            // The driver counts the last lines before it looks at their time and source.
            _next = request.Tail is { } tail and >= 0 ? Math.Max(0, _last - tail) : 0;
        }

        public OutputSource Source { get; private set; }

        public ReadOnlyMemory<byte> Data { get; private set; }

        public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Task more;
                lock (_engine.Gate)
                {
                    while (_next < (_request.Follow ? _container.Log.Entries.Count : _last))
                    {
                        OutputLog.Entry entry = _container.Log.Entries[_next++];
                        if (entry.Time > _request.Until)
                        {
                            return false;
                        }

                        if (entry.Time >= (_request.Since ?? DateTimeOffset.MinValue) && (entry.Source == OutputSource.StandardOutput ? _request.StandardOutput : _request.StandardError))
                        {
                            Source = entry.Source;
                            Data = Text(entry);
                            return true;
                        }
                    }

                    if (!_request.Follow || _process is null || _container.Process != _process)
                    {
                        return false;
                    }

                    more = _container.Log.Changed;
                }

                await more.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private byte[] Text(OutputLog.Entry entry)
        {
            string before = _request.Timestamps ? entry.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff00Z ", CultureInfo.InvariantCulture) : "";
            before += _request.Details ? $"{Details()} " : "";
            return before.Length == 0 ? entry.Line : [.. Encoding.ASCII.GetBytes(before), .. entry.Line];
        }

        /// <summary>The labels and variables that <c>--log-opt labels=…</c> and <c>env=…</c> name, as json-file writes them.</summary>
        private string Details()
        {
            ContainerConfiguration configuration = _container.Configuration;
            IEnumerable<KeyValuePair<string, string>> kept = configuration.Labels.Where(label => Names("labels").Contains(label.Key))
                .Concat(configuration.Environment.Select(static variable => variable.Split('=', 2)).Where(pair => pair.Length == 2 && Names("env").Contains(pair[0])).Select(static pair => KeyValuePair.Create(pair[0], pair[1])));
            return string.Join(',', kept.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}"));
        }

        private string[] Names(string option) => _container.Host.LogOptions.TryGetValue(option, out string? names) ? names.Split(',', StringSplitOptions.TrimEntries) : [];
    }
}

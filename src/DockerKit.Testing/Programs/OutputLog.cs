namespace DockerKit.Testing;

/// <summary>What a container has written, line by line, as the log driver keeps it. Guarded by the engine's lock.</summary>
internal sealed class OutputLog(bool hasTerminal)
{
    private readonly List<Entry> _entries = [];
    private readonly List<byte>[] _open = [[], []];
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Completes when there is more, or the end.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Takes in what the process wrote.</summary>
    /// <returns>What clients see of it: a terminal ends lines with <c>\r\n</c>, and has one output.</returns>
    public (OutputSource Source, byte[] Data) Append(OutputSource source, ReadOnlySpan<byte> data, DateTimeOffset now)
    {
        source = hasTerminal ? OutputSource.StandardOutput : source;
        byte[] seen = hasTerminal ? WithCarriageReturns(data) : data.ToArray();
        List<byte> open = _open[(int)source];
        foreach (byte one in seen)
        {
            open.Add(one);
            if (one == '\n')
            {
                Close(source, now);
            }
        }

        Signal();
        return (source, seen);
    }

    /// <summary>Writes down lines that have no end, when the process has ended.</summary>
    public void Flush(DateTimeOffset now)
    {
        foreach (OutputSource source in new[] { OutputSource.StandardOutput, OutputSource.StandardError })
        {
            if (_open[(int)source].Count > 0)
            {
                Close(source, now);
            }
        }

        Signal();
    }

    /// <summary>Everything up to now, with the lines that are not ended yet.</summary>
    public IEnumerable<(OutputSource Source, byte[] Data)> All()
    {
        foreach (Entry entry in _entries)
        {
            yield return (entry.Source, entry.Line);
        }

        for (int source = 0; source < _open.Length; source++)
        {
            if (_open[source].Count > 0)
            {
                yield return ((OutputSource)source, [.. _open[source]]);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static byte[] WithCarriageReturns(ReadOnlySpan<byte> data)
    {
        var seen = new List<byte>(data.Length + 8);
        foreach (byte one in data)
        {
            if (one == '\n')
            {
                seen.Add((byte)'\r');
            }

            seen.Add(one);
        }

        return [.. seen];
    }

    private void Close(OutputSource source, DateTimeOffset now)
    {
        _entries.Add(new Entry(now, source, [.. _open[(int)source]]));
        _open[(int)source].Clear();
    }

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    internal sealed record Entry(DateTimeOffset Time, OutputSource Source, byte[] Line);
}

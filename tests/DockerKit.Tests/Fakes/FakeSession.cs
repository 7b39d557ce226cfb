using System.Text;
using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>A container's input and output: what is written is kept, what is read is written down by the test.</summary>
internal sealed class FakeSession(params (OutputSource Source, byte[] Data)[] pieces) : IContainerSession
{
    private readonly FakeOutput _output = new(pieces);
    private readonly MemoryStream _input = new();
    private readonly TaskCompletionSource _inputClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the output comes to its end only after the input was closed, as <c>cat</c>'s does.</summary>
    public bool EndsWithInput { get; init; }

    /// <summary>Whether the output never ends.</summary>
    public bool NeverEnds { get; init; }

    /// <summary>What each write throws.</summary>
    public Exception? WriteFailure { get; init; }

    public string Input => Encoding.UTF8.GetString(_input.ToArray());

    public bool IsInputClosed => _inputClosed.Task.IsCompleted;

    public bool IsDisposed => _output.IsDisposed;

    public OutputSource Source => _output.Source;

    public ReadOnlyMemory<byte> Data => _output.Data;

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (await _output.MoveNextAsync(cancellationToken))
        {
            return true;
        }

        if (EndsWithInput)
        {
            await _inputClosed.Task.WaitAsync(cancellationToken);
        }

        if (NeverEnds)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return false;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        WriteFailure is null ? _input.WriteAsync(data, cancellationToken) : ValueTask.FromException(WriteFailure);

    public ValueTask CloseInputAsync(CancellationToken cancellationToken)
    {
        _inputClosed.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();
}

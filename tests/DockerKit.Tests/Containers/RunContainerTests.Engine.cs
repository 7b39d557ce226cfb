using DockerKit.Transport;

namespace DockerKit.Tests;

/// <summary>What the tests of a run talk to.</summary>
public sealed partial class RunContainerTests
{
    private static async Task<string?> FirstLine(ContainerSession session)
    {
        await foreach (OutputLine line in session.ReadLinesAsync(Token))
        {
            return line.Text;
        }

        return null;
    }

    private static FakeTransport Engine(FakeSession session, FakeExit exit) => new()
    {
        OnCreate = static (_, _) => Task.FromResult(new CreatedContainer(Id, ["w"])),
        OnAttach = (_, _) => Task.FromResult<IContainerSession>(session),
        OnWait = (_, _) => Task.FromResult<IPendingExit>(exit),
        OnStart = static (_, _) => Task.FromResult(true),
        OnLogs = static (_, _) => Task.FromResult<IContainerOutput>(new FakeOutput()),
        OnKill = static (_, _) => Task.CompletedTask,
        OnRemove = static (_, _) => Task.CompletedTask,
    };

    private static async IAsyncEnumerable<ProgressLine> Lines()
    {
        yield return new ProgressLine { Status = "Pulling" };
        await Task.Yield();
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidDataException("bad disk");
    }

    /// <summary>A keyboard that nobody types on: it heeds no token.</summary>
    private sealed class StuckStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(new TaskCompletionSource<int>().Task);
    }
}

namespace DockerKit.Transport.DockerDotNet;

/// <summary><c>POST /containers/{id}/attach</c> and <c>…/resize</c>.</summary>
internal static class AttachContainer
{
    public static async Task<IContainerSession> RunAsync(EngineConnection connection, AttachContainerRequest request, CancellationToken cancellationToken)
    {
        string path = ContainerPath.Of(request.Container, "attach")
            .Add("detachKeys", request.DetachKeys)
            .Add("logs", request.Logs ? true : null)
            .Add("stream", true)
            .Add("stdin", request.StandardInput)
            .Add("stdout", request.StandardOutput)
            .Add("stderr", request.StandardError)
            .ToString();
        AttachStream stream = await connection.OpenAttachStreamAsync(path, null, cancellationToken).ConfigureAwait(false);
        return new AttachedSession(stream, request.HasTerminal ? new RawReader(stream) : new FrameReader(stream));
    }

    public static Task ResizeAsync(EngineConnection connection, ResizeContainerRequest request, CancellationToken cancellationToken) =>
        connection.SendAsync(
            HttpMethod.Post,
            ContainerPath.Of(request.Container, "resize").Add("h", request.Rows).Add("w", request.Columns).ToString(),
            cancellationToken);

    /// <summary>A hijacked connection, of which the output is read through a reader that owns it.</summary>
    private sealed class AttachedSession(AttachStream stream, IContainerOutput output) : IContainerSession
    {
        public OutputSource Source => output.Source;

        public ReadOnlyMemory<byte> Data => output.Data;

        public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken) => output.MoveNextAsync(cancellationToken);

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            try
            {
                await stream.WriteAsync(data, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw NotRead(e);
            }
        }

        public async ValueTask CloseInputAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await stream.CloseWriteAsync().ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw NotRead(e);
            }
        }

        public ValueTask DisposeAsync() => output.DisposeAsync();

        private static DockerUnavailableException NotRead(IOException inner) =>
            new("The container does not read its standard input any more: it has ended, or the connection to the engine is gone.", inner) { Cause = UnavailableCause.Disconnected };
    }
}

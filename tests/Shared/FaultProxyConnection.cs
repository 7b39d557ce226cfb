using System.Net.Sockets;
using System.Text;

namespace DockerKit.Tests;

/// <summary>One client's connection, and the engine's that belongs to it. Reads the client's requests one by one, to harm each as the proxy's plan says.</summary>
internal sealed class FaultProxyConnection(FaultProxy proxy, Socket client, string enginePath, CancellationTokenSource end) : IDisposable
{
    private readonly Socket _engine = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private FaultProxyAnswer _answer = new(null, client);
    private Task _answers = Task.CompletedTask;

    public async Task ServeAsync()
    {
        try
        {
            await ServeRequestsAsync();
            await _answers;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Cut, or one side is gone, or the test is over.
        }
        finally
        {
            await end.CancelAsync();
            Dispose();
            await _answers;
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _engine.Dispose();
    }

    private async Task ServeRequestsAsync()
    {
        while (await FaultProxyRequest.ReadAsync(client, end.Token) is var (request, taken, unread))
        {
            Fault? fault = proxy.Choose(request);
            if (fault?.Request == RequestHarm.Reset)
            {
                await end.CancelAsync(); // closed with bytes unread, which resets it
                return;
            }

            await TakeAsync(taken, unread + request.BodyLength);
            switch (fault?.Request)
            {
                case RequestHarm.Close:
                    await end.CancelAsync();
                    return;
                case RequestHarm.Swallow:
                    await SwallowAsync();
                    return;
                case RequestHarm.Answer:
                    await FaultProxyAnswer.SendAsync(client, Encoding.Latin1.GetBytes(fault.Reply!), end.Token);
                    break;
                default:
                    await ForwardAsync(request, taken, fault);
                    break;
            }
        }

        // A client that has only ended its input still listens; one that is gone is not to be written to, and this throws.
        client.Send(ReadOnlySpan<byte>.Empty);
        if (_engine.Connected)
        {
            _engine.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task ForwardAsync(FaultProxyRequest request, List<byte> taken, Fault? fault)
    {
        // No client sends a request before it has the last answer, so nothing of that goes through this one.
        _answer = new FaultProxyAnswer(fault, client);
        if (!_engine.Connected)
        {
            await _engine.ConnectAsync(new UnixDomainSocketEndPoint(enginePath), end.Token);
            _answers = PassAnswersAsync();
        }

        await PassToEngineAsync(taken.ToArray());
        if (fault?.Request == RequestHarm.ForwardAndCut)
        {
            await end.CancelAsync();
        }

        int read;
        while (request.IsHijacked && (read = await client.ReceiveAsync(_buffer.AsMemory(), end.Token)) > 0)
        {
            await PassToEngineAsync(_buffer.AsMemory(0, read));
        }
    }

    private async Task PassToEngineAsync(ReadOnlyMemory<byte> bytes)
    {
        (int pass, bool cut) = proxy.Judge(isAnswer: false, bytes.Length);
        await FaultProxyAnswer.SendAsync(_engine, bytes[..pass], end.Token);
        if (cut)
        {
            await end.CancelAsync();
        }
    }

    private async Task PassAnswersAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await _engine.ReceiveAsync(buffer.AsMemory(), end.Token)) > 0)
            {
                (int pass, bool cut) = proxy.Judge(isAnswer: true, read);
                if (!await _answer.PassAsync(buffer.AsMemory(0, pass), end.Token) || cut)
                {
                    await end.CancelAsync();
                    return;
                }
            }

            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await end.CancelAsync();
        }
    }

    private async Task TakeAsync(List<byte> taken, int count)
    {
        while (count > 0)
        {
            int read = await client.ReceiveAsync(_buffer.AsMemory(0, Math.Min(count, _buffer.Length)), end.Token);
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            taken.AddRange(_buffer.AsSpan(0, read));
            count -= read;
        }
    }

    /// <summary>Says nothing until the client gives up.</summary>
    private async Task SwallowAsync()
    {
        while (await client.ReceiveAsync(_buffer.AsMemory(), end.Token) > 0)
        {
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using DockerKit.Transport;

namespace DockerKit.Conformance;

/// <summary>What every transport does, whatever it is made of. Derive a class from each of the kit's, and hand in yours.</summary>
public abstract class Conformance(TransportUnderTest subject) : IAsyncLifetime
{
    private readonly string _label = $"conformance-{Guid.NewGuid():N}";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TransportUnderTest Subject => subject;

    protected IDockerTransport Transport => subject.Transport;

    protected IContainerTransport Containers => subject.Transport.Containers;

    protected IImageTransport Images => subject.Transport.Images;

    /// <summary>A list of what this test has made.</summary>
    protected ListContainersRequest Mine => new() { All = true, Filters = [new Filter("label", $"conformance={_label}")] };

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            foreach (ContainerSummary container in await Containers.ListAsync(Mine, CancellationToken.None))
            {
                await Containers.RemoveAsync(new RemoveContainerRequest { Container = container.Id, Force = true, Volumes = true }, CancellationToken.None);
            }
        }
        catch (ObjectDisposedException)
        {
            // The test has disposed of the transport, and made no container.
        }

        await subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A container to be.</summary>
    protected CreateContainerRequest Request(params string[] command) => new()
    {
        Configuration = new ContainerConfiguration
        {
            Image = subject.Image,
            Command = [.. command],
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("conformance", _label),
        },
    };

    protected async Task<string> CreateAsync(params string[] command) => (await Containers.CreateAsync(Request(command), Token)).Id;

    /// <summary>A container whose standard input is open for one client.</summary>
    protected async Task<string> CreateInteractiveAsync(params string[] command)
    {
        CreateContainerRequest request = Request(command);
        request = request with { Configuration = request.Configuration with { OpenStandardInput = true, StandardInputOnce = true, AttachStandardInput = true, AttachStandardOutput = true, AttachStandardError = true } };
        return (await Containers.CreateAsync(request, Token)).Id;
    }

    protected async Task<string> StartAsync(params string[] command)
    {
        string id = await CreateAsync(command);
        await StartAsync(id);
        return id;
    }

    protected Task<bool> StartAsync(string id) => Containers.StartAsync(new StartContainerRequest { Container = id }, Token);

    protected async Task<ContainerState> StateAsync(string id) => (await Containers.InspectAsync(new InspectContainerRequest { Container = id }, Token)).State;

    /// <summary>Waits for its end and gives the exit code.</summary>
    protected async Task<long> ExitAsync(string id)
    {
        await using IPendingExit wait = await Containers.WaitAsync(new WaitContainerRequest { Container = id }, Token);
        return (await wait.GetExitAsync(Token)).ExitCode;
    }

    protected Task<IContainerOutput> LogsAsync(string id, bool follow = false) => Containers.LogsAsync(new ContainerLogsRequest { Container = id, Follow = follow, HasTerminal = false }, Token);

    protected Task<IContainerSession> AttachAsync(string id, bool input = false) =>
        Containers.AttachAsync(new AttachContainerRequest { Container = id, HasTerminal = false, StandardInput = input }, Token);

    /// <summary>Reads an output to its end. Each piece is looked at before the next move, as the seam allows.</summary>
    protected static async Task<(string Output, string Error)> ReadAsync(IContainerOutput output)
    {
        using var standardOutput = new MemoryStream();
        using var standardError = new MemoryStream();
        while (await output.MoveNextAsync(Token))
        {
            Assert.False(output.Data.IsEmpty, "A piece is never empty.");
            (output.Source == OutputSource.StandardOutput ? standardOutput : standardError).Write(output.Data.Span);
        }

        Assert.False(await output.MoveNextAsync(Token), "The end stays the end.");
        return (Encoding.UTF8.GetString(standardOutput.ToArray()), Encoding.UTF8.GetString(standardError.ToArray()));
    }

    /// <summary>Reads until a line has come on standard output.</summary>
    protected static async Task ReadLineAsync(IContainerOutput output, string expected)
    {
        string text = "";
        while (!text.Contains('\n', StringComparison.Ordinal))
        {
            Assert.True(await output.MoveNextAsync(Token), "The output has ended.");
            Assert.Equal(OutputSource.StandardOutput, output.Source);
            text += Encoding.UTF8.GetString(output.Data.Span);
        }

        Assert.Equal(expected + "\n", text);
    }

    /// <summary>A call that goes on ends with the caller's own token, within a second, once that is cancelled.</summary>
    protected static async Task EndsWhenCancelledAsync(Func<CancellationToken, Task> call)
    {
        using var source = new CancellationTokenSource();
        Task running = call(source.Token);
        Assert.NotSame(running, await Task.WhenAny(running, Task.Delay(100, Token)));
        await source.CancelAsync();
        Assert.Same(running, await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(5), Token)));
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running)).CancellationToken);
    }

    /// <summary>Pulls to the end.</summary>
    protected async Task<List<ProgressLine>> PullAsync(string reference, CancellationToken cancellationToken)
    {
        List<ProgressLine> lines = [];
        await foreach (ProgressLine line in Images.PullAsync(new PullImageRequest { Reference = ImageReference.Parse(reference) }, cancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Every call that there is, about what does not exist.</summary>
    protected Dictionary<string, Func<CancellationToken, Task>> CallsAbout(string nobody) => CallsAboutContainer(nobody)
        .Append(new("ping", Transport.System.PingAsync))
        .Append(new("version", Transport.System.GetVersionAsync))
        .Append(new("info", Transport.System.GetInfoAsync))
        .Append(new("api version", token => Transport.System.GetApiVersionAsync(token).AsTask()))
        .Append(new("images", token => Images.ListAsync(new ListImagesRequest(), token)))
        .Append(new("search", token => Images.SearchAsync(new SearchImagesRequest { Term = nobody }, token)))
        .Append(new("pull", token => PullAsync($"{subject.Registry}/no-such/{nobody}:1", token)))
        .Append(new("rmi", token => Images.RemoveAsync(new RemoveImageRequest { Image = nobody }, token)))
        .Append(new("ps", token => Containers.ListAsync(new ListContainersRequest(), token)))
        .Append(new("create", token => Containers.CreateAsync(Request("true") with { Name = nobody }, token)))
        .ToDictionary();

    /// <summary>Every call that concerns one container.</summary>
    protected Dictionary<string, Func<CancellationToken, Task>> CallsAboutContainer(string container) => new()
    {
        ["inspect"] = token => Containers.InspectAsync(new InspectContainerRequest { Container = container }, token),
        ["start"] = token => Containers.StartAsync(new StartContainerRequest { Container = container }, token),
        ["stop"] = token => Containers.StopAsync(new StopContainerRequest { Container = container }, token),
        ["restart"] = token => Containers.RestartAsync(new RestartContainerRequest { Container = container }, token),
        ["kill"] = token => Containers.KillAsync(new KillContainerRequest { Container = container }, token),
        ["rm"] = token => Containers.RemoveAsync(new RemoveContainerRequest { Container = container }, token),
        ["wait"] = token => Containers.WaitAsync(new WaitContainerRequest { Container = container }, token),
        ["logs"] = token => Containers.LogsAsync(new ContainerLogsRequest { Container = container, HasTerminal = false }, token),
        ["attach"] = token => Containers.AttachAsync(new AttachContainerRequest { Container = container, HasTerminal = false }, token),
        ["resize"] = token => Containers.ResizeAsync(new ResizeContainerRequest { Container = container, Columns = 80, Rows = 24 }, token),
    };
}

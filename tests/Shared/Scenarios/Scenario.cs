using System.Runtime.CompilerServices;

namespace DockerKit.Scenarios;

/// <summary>What users do with an engine, and what they see. The same on every engine: where a scenario fails on one of them, that engine, or the way to it, is wrong.</summary>
/// <remarks>
/// A scenario touches only what carries its own label, since a real engine has other guests at the same time. Programs are those few
/// forms of a shell that an engine in memory can be taught: see the fixtures.
/// </remarks>
public abstract class Scenario(ScenarioEngine engine) : IAsyncLifetime
{
    private readonly string _label = ScenarioEngine.UniqueName("scenario");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static string Image => ScenarioEngine.Image;

    protected ScenarioEngine Engine => engine;

    protected DockerKitClient Docker => engine.Docker;

    protected ContainerOperations Containers => engine.Docker.Containers;

    protected ImageOperations Images => engine.Docker.Images;

    /// <summary>This scenario's containers that run.</summary>
    protected ListContainersCommand Mine => Containers.List().WithLabel("scenario", _label);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Containers.RemoveAll(Mine.All()).IncludingRunning().WithVolumes().AllowFailures().ExecuteAsync(CancellationToken.None);
        await engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A container to be, with this scenario's label.</summary>
    protected CreateContainerCommand Create(params string[] command) => Containers.Create(Image).WithLabel("scenario", _label).WithCommand(command);

    /// <inheritdoc cref="Create"/>
    protected CreateContainerCommand CreateOf(string image) => Containers.Create(image).WithLabel("scenario", _label);

    /// <summary>A run to be, with this scenario's label.</summary>
    protected RunContainerCommand Run(params string[] command) => Containers.Run(Image).WithLabel("scenario", _label).WithCommand(command);

    /// <inheritdoc cref="Run"/>
    protected RunContainerCommand RunOf(string image) => Containers.Run(image).WithLabel("scenario", _label);

    /// <summary>A container that runs until it is told to end, and then takes no time for it.</summary>
    protected Task<Container> StartSleeperAsync() => Run("sleep", "1000").StartAsync(Token);

    /// <summary>A container that has ended with an exit code.</summary>
    protected async Task<Container> EndedAsync(int exitCode = 0)
    {
        Container container = await Run("sh", "-c", $"exit {exitCode}").StartAsync(Token);
        await container.Wait().ExecuteAsync(Token);
        return container;
    }

    /// <summary>A container whose shell ends with an exit code when a signal comes.</summary>
    protected async Task<Container> StartTrapAsync(string signal, int exitCode)
    {
        Container container = await Run("sh", "-c", $"trap 'exit {exitCode}' {signal}; echo ready; while :; do sleep 0.1; done").StartAsync(Token);
        await foreach (OutputLine line in container.Logs().Follow().StreamAsync(Token))
        {
            Assert.Equal("ready", line.Text);
            break;
        }

        return container;
    }

    /// <summary>The state that inspect shows.</summary>
    protected static async Task<ContainerState> StateAsync(Container container) => (await container.Inspect().ExecuteAsync(Token)).State;

    /// <summary>Waits until the engine's list says so: a real engine's lags a moment behind what it has just done.</summary>
    protected static async Task EventuallyAsync<T>(T expected, Func<Task<T>> actual)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (!limit.IsCancellationRequested)
        {
            if (EqualityComparer<T>.Default.Equals(expected, await actual()))
            {
                return;
            }

            await Task.Delay(20, Token);
        }

        Assert.Equal(expected, await actual());
    }

    /// <summary>The short form of what a list gives, in the list's order.</summary>
    protected static async Task<string> NamesAsync(ListContainersCommand list) => string.Join(' ', (await list.ExecuteAsync(Token)).Select(static row => row.Name));

    /// <summary>The call fails with exactly this type, with this status and the engine's words.</summary>
    protected static async Task<TError> FailsAsync<TError>(Func<Task> call, int? status, string words, [CallerArgumentExpression(nameof(call))] string what = "")
        where TError : DockerKitException
    {
        TError error = await Assert.ThrowsAsync<TError>(call);
        Assert.True(status == error.StatusCode, $"{what} fails with {error.StatusCode} and not {status}: {error}");
        Assert.Contains(words, error.EngineMessage, StringComparison.OrdinalIgnoreCase);
        return error;
    }

    /// <summary>There is no such container.</summary>
    protected static async Task IsMissingAsync(Func<Task> call, string name, [CallerArgumentExpression(nameof(call))] string what = "")
    {
        var error = await FailsAsync<DockerNotFoundException>(call, 404, $"No such container: {name}", what);
        Assert.Equal(ResourceKind.Container, error.Kind);
    }
}

namespace DockerKit.EngineTests;

/// <summary>Removes, once all tests are done, whatever they left on the engines.</summary>
public sealed class EngineCleanup : IAsyncLifetime
{
    /// <summary>The tests that need an engine for themselves: none other runs at the same time.</summary>
    public const string AloneCollection = "alone on the engine";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (TestEngine engine in new[] { TestEngine.Old, TestEngine.Current })
        {
            if (engine.IsConfigured)
            {
                await engine.CleanUp();
            }
        }

        TestEngine.RemoveCliHome();
    }
}

/// <summary>Runs when no other collection does.</summary>
[CollectionDefinition(EngineCleanup.AloneCollection, DisableParallelization = true)]
public sealed class AloneOnTheEngine;

using BenchmarkDotNet.Running;
using DockerKit.Benchmarks.Pipeline;
using DockerKit.Benchmarks.RealEngine;
using DockerKit.Benchmarks.Scripted;

// One program, five uses. `serve` is for the others: the engine that they measure against runs in a process of its own,
// so that what it costs is not counted.
switch (args)
{
    case ["serve"]:
        await BenchmarkEngine.ServeAsync();
        return 0;
    case ["--quick", .. string[] only]:
        return await QuickRun.RunAsync(only);
    case ["--pipeline"]:
        return await PipelineRun.RunAsync();
    case ["--real"]:
        return await RealRun.RunAsync();
    case ["--help" or "-h" or "help"]:
        Console.WriteLine(
            """
            DockerKit beside Docker.DotNet, called directly, against an engine that answers at once.

              dotnet run -c Release --project tests/DockerKit.Benchmarks -- --quick [PART OF A NAME…]
                  CPU time and allocated bytes per call, interleaved, in about two minutes.
              dotnet run -c Release --project tests/DockerKit.Benchmarks -- --pipeline
                  What retries, limits, logs and traces add to a call that does not fail, in half a minute.
              dotnet run -c Release --project tests/DockerKit.Benchmarks -- --filter '*'
                  the same by BenchmarkDotNet, which takes longer.
              dotnet run -c Release --project tests/DockerKit.Benchmarks -- --real
                  DockerKit beside the docker CLI on a real engine: DOCKERKIT_TEST_ENGINE_OLD is its
                  endpoint, DOCKERKIT_TEST_CLI the path of docker.
            """);
        return 0;
    default:
        BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks)]).Run(args);
        return 0;
}

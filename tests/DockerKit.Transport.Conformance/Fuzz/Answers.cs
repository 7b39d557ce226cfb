using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

/// <summary>Each call of a transport, with the path that it calls and examples of what an engine answers.</summary>
internal static class Answers
{
    /// <summary>One call.</summary>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="Path">The path without its version.</param>
    /// <param name="Examples">What an engine answers.</param>
    /// <param name="Run">Makes the call, and gives what it comes to.</param>
    public sealed record Call(string Method, string Path, string[] Examples, Func<IDockerTransport, Task<object?>> Run)
    {
        /// <summary>Whether an answer can hold the engine's own error.</summary>
        public bool IsStream { get; init; }
    }

    private const string Images = """
        [{"Id":"sha256:aa","ParentId":"sha256:1","RepoTags":["php:8.3"],"RepoDigests":["php@sha256:bb"],"Created":1700000000,"Size":512345678,"SharedSize":-1,"Containers":-1,"Labels":{"stage":"test"},"New":{"a":[1]}},
         {"Id":"sha256:cc","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],"Created":0,"Size":0,"SharedSize":7,"Containers":2,"Labels":null},{}]
        """;

    private const string Found = """[{"star_count":15000,"is_official":true,"name":"mysql","is_automated":false,"description":"A \"database\""},{"name":"x/mysql"}]""";

    private const string Pull = """
        {"status":"Pulling from library/php","id":"8.3"}
        {"status":"Downloading","progressDetail":{"current":34183,"total":3408729},"progress":"[=> ]","id":"4abcf2066143"}
        {"errorDetail":{"code":401,"message":"denied: requested access to the resource is denied"},"error":"denied"}

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By the method's name.</summary>
    public static IReadOnlyDictionary<string, Call> All { get; } = new Dictionary<string, Call>(StringComparer.Ordinal)
    {
        ["ISystemTransport.GetApiVersionAsync"] = new("GET", "/version", [SystemTests.Version, "{}"], VersionAsync),
        ["ISystemTransport.PingAsync"] = new("GET", "/_ping", ["OK"], static async t => await t.System.PingAsync(Token)),
        ["ISystemTransport.GetVersionAsync"] = new("GET", "/version", [SystemTests.Version, "{}"], static async t => await t.System.GetVersionAsync(Token)),
        ["ISystemTransport.GetInfoAsync"] = new("GET", "/info", [SystemTests.Info, "{}"], static async t => await t.System.GetInfoAsync(Token)),
        ["IImageTransport.ListAsync"] = new("GET", "/images/json", [Images, "null"], static async t => await t.Images.ListAsync(new ListImagesRequest(), Token)),
        ["IImageTransport.SearchAsync"] = new("GET", "/images/search", [Found, "null"], static async t => await t.Images.SearchAsync(new SearchImagesRequest { Term = "mysql" }, Token)),
        ["IImageTransport.PullAsync"] = new("POST", "/images/create", [Pull], static async t => await ListAsync(t.Images.PullAsync(new PullImageRequest { Reference = ImageReference.Parse("php:8.3") }, Token))) { IsStream = true },
        ["IImageTransport.RemoveAsync"] = new("DELETE", "/images/php", ["""[{"Untagged":"php:8.3"},{"Deleted":"sha256:2","New":1}]"""], static async t => await t.Images.RemoveAsync(new RemoveImageRequest { Image = "php" }, Token)),
        ["IContainerTransport.ListAsync"] = new("GET", "/containers/json", [ListContainersTests.Rows, "null"], static async t => await t.Containers.ListAsync(new ListContainersRequest(), Token)),
        ["IContainerTransport.CreateAsync"] = new("POST", "/containers/create", ["""{"Id":"4f66","Warnings":["no swap limit"],"New":{}}""", """{"Id":"4f66","Warnings":null}"""], static async t => await t.Containers.CreateAsync(Create, Token)),
        ["IContainerTransport.InspectAsync"] = new("GET", "/containers/web/json", [InspectTests.Web, "{}"], static async t => await t.Containers.InspectAsync(new InspectContainerRequest { Container = "web" }, Token)),
        ["IContainerTransport.StartAsync"] = new("POST", "/containers/web/start", ["{}"], static async t => await t.Containers.StartAsync(new StartContainerRequest { Container = "web" }, Token)),
        ["IContainerTransport.StopAsync"] = new("POST", "/containers/web/stop", ["{}"], static async t => await t.Containers.StopAsync(new StopContainerRequest { Container = "web" }, Token)),
        ["IContainerTransport.RestartAsync"] = new("POST", "/containers/web/restart", ["{}"], static t => Nothing(t.Containers.RestartAsync(new RestartContainerRequest { Container = "web" }, Token))),
        ["IContainerTransport.KillAsync"] = new("POST", "/containers/web/kill", ["{}"], static t => Nothing(t.Containers.KillAsync(new KillContainerRequest { Container = "web" }, Token))),
        ["IContainerTransport.RemoveAsync"] = new("DELETE", "/containers/web", ["{}"], static t => Nothing(t.Containers.RemoveAsync(new RemoveContainerRequest { Container = "web" }, Token))),
        ["IContainerTransport.ResizeAsync"] = new("POST", "/containers/web/resize", ["{}"], static t => Nothing(t.Containers.ResizeAsync(new ResizeContainerRequest { Container = "web", Rows = 24, Columns = 80 }, Token))),
        ["IContainerTransport.WaitAsync"] = new("POST", "/containers/web/wait", ["""{"StatusCode":3,"Error":{"Message":"no"}}""", """{"StatusCode":0,"Error":null}"""], static async t =>
        {
            await using IPendingExit exit = await t.Containers.WaitAsync(new WaitContainerRequest { Container = "web" }, Token);
            return await exit.GetExitAsync(Token);
        }),
        ["IContainerTransport.LogsAsync"] = new("GET", "/containers/web/logs", ["\u0001\0\0\0\0\0\0\u0005hello\u0003\0\0\0\0\0\0\u0002no"], static async t => await DrainAsync(await t.Containers.LogsAsync(new ContainerLogsRequest { Container = "web", HasTerminal = false }, Token))) { IsStream = true },
        ["IContainerTransport.AttachAsync"] = new("POST", "/containers/web/attach", ["\u0001\0\0\0\0\0\0\u0005hello\u0002\0\0\0\0\0\0\u0002no"], static async t => await DrainAsync(await t.Containers.AttachAsync(Attach, Token))) { IsStream = true },
    };

    private static CreateContainerRequest Create => new() { Configuration = new ContainerConfiguration { Image = "php" } };

    private static AttachContainerRequest Attach => new() { Container = "web", HasTerminal = false, StandardOutput = true, StandardError = true };

    /// <summary>Over a transport to the same engine that has asked it nothing yet.</summary>
    private static async Task<object?> VersionAsync(IDockerTransport transport)
    {
        await using var fresh = new DockerDotNetTransport(DockerEndpoint.Parse(transport.Endpoint));
        return await fresh.System.GetApiVersionAsync(Token);
    }

    private static async Task<object?> Nothing(Task call)
    {
        await call;
        return null;
    }

    private static async Task<object?> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (T item in items)
        {
            all.Add(item);
        }

        return all;
    }

    private static async Task<object?> DrainAsync(IContainerOutput output)
    {
        await using (output)
        {
            long length = 0;
            while (await output.MoveNextAsync(Token))
            {
                length += output.Data.Length;
            }

            return length;
        }
    }
}

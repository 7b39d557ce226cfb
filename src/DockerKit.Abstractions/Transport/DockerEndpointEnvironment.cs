namespace DockerKit;

/// <summary>Finds the endpoint in the environment by the CLI's rules for its default context (cli/flags/options.go, cli/command/cli.go).</summary>
internal static class DockerEndpointEnvironment
{
    public static DockerEndpoint Read(Func<string, string?> variable, Func<string, bool> fileExists)
    {
        DockerTlsOptions? tls = Tls(variable);
        string host = variable("DOCKER_HOST")?.Trim() ?? "";
        DockerEndpoint endpoint = host.Length > 0 ? DockerEndpoint.Parse(host)
            : tls is not null ? new DockerEndpoint("tcp", "localhost:2376", "localhost", DockerEndpointParser.DefaultTlsPort)
            : Local(variable, fileExists);
        return tls is null || endpoint.Host.Length == 0 ? endpoint : endpoint with { Tls = tls };
    }

    private static DockerEndpoint Local(Func<string, string?> variable, Func<string, bool> fileExists)
    {
        DockerEndpoint usual = DockerEndpointParser.PlatformDefault;
        string? runtimeDirectory = variable("XDG_RUNTIME_DIR");
        if (usual.Scheme != "unix" || string.IsNullOrEmpty(runtimeDirectory) || fileExists(usual.Address))
        {
            return usual;
        }

        string rootless = Path.Combine(runtimeDirectory, "docker.sock");
        return fileExists(rootless) ? new DockerEndpoint("unix", rootless) : usual;
    }

    private static DockerTlsOptions? Tls(Func<string, string?> variable)
    {
        bool verify = !string.IsNullOrEmpty(variable("DOCKER_TLS_VERIFY"));
        if (!verify && string.IsNullOrEmpty(variable("DOCKER_TLS")))
        {
            return null;
        }

        string directory = NotEmpty(variable("DOCKER_CERT_PATH"))
            ?? NotEmpty(variable("DOCKER_CONFIG"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        return DockerTlsOptions.FromDirectory(directory, verify);
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

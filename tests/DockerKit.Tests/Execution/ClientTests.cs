namespace DockerKit.Tests;

public sealed class ClientTests
{
    [Theory]
    [InlineData("unix:///run/nowhere.sock")]
    [InlineData("tcp://127.0.0.1:2375")]
    public async Task A_client_says_where_its_engine_is_without_asking_it(string endpoint)
    {
        await using DockerKitClient docker = DockerKitClient.Connect(endpoint);
        Assert.Equal(endpoint, docker.Endpoint);
    }
}

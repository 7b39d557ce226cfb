namespace DockerKit.Transport.DockerDotNet;

/// <summary>The paths of one container: <c>/containers/web/stop</c>.</summary>
internal static class ContainerPath
{
    public static QueryBuilder Of(string container) => new($"/containers/{QueryBuilder.Segment(container)}");

    public static QueryBuilder Of(string container, string verb) => new($"/containers/{QueryBuilder.Segment(container)}/{verb}");
}

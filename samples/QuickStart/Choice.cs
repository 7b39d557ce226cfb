using DockerKit;

namespace DockerKit.Samples.QuickStart;

/// <summary>Which image the tour is made with, and what is done with it.</summary>
/// <param name="Image">The image to pull and run.</param>
/// <param name="Layers">An image of several layers that is pulled first, to watch them come; null for none.</param>
/// <param name="SearchTerm">What is searched for.</param>
/// <param name="WebServer">The command that answers HTTP; empty for the image's own.</param>
/// <param name="WebPort">The port that it answers at; null when nobody knows, and then every exposed port is published.</param>
internal sealed record Choice(ImageReference Image, ImageReference? Layers, string SearchTerm, string[] WebServer, int? WebPort)
{
    public static Choice From(string[] args)
    {
        string? registry = Environment.GetEnvironmentVariable("DOCKERKIT_QUICKSTART_REGISTRY");
        if (args is [string own, ..])
        {
            ImageReference image = ImageReference.Parse(own).WithDefaultTag();
            return new Choice(image, null, image.FamiliarName, [], null);
        }

        return string.IsNullOrEmpty(registry)
            ? new Choice(ImageReference.Parse("busybox:latest"), null, "busybox", ["httpd", "-f", "-p", "80", "-h", "/etc"], 80)
            : new Choice(ImageReference.Parse($"{registry}/dockerkit/web:1"), ImageReference.Parse($"{registry}/dockerkit/layers:2"), $"{registry}/dockerkit", [], 80);
    }
}

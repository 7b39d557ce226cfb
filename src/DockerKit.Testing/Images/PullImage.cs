using System.Runtime.CompilerServices;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>POST /images/create</c>: the lines that engine 28 writes. The image is there when its layers are, and not before.</summary>
internal static class PullImage
{
    private const int DownloadSteps = 4;

    public static async IAsyncEnumerable<ProgressLine> RunAsync(EngineState engine, PullImageRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (EngineCall call, EngineFault? fault) = engine.Calls.Enter(EngineVerb.PullImage, request, request.Reference.Familiar);
        int count = 0;
        IAsyncEnumerator<ProgressLine> lines = LinesAsync(engine, request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (lines.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (fault is { IsAfterTheWork: false } && count == fault.Lines)
                    {
                        await fault.ThrowAsync(EngineVerb.PullImage, cancellationToken).ConfigureAwait(false);
                    }

                    if (!await lines.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (Exception e)
                {
                    call.Error = e;
                    throw;
                }

                count++;
                yield return lines.Current;
            }
        }

        if (fault is not null)
        {
            await fault.ThrowAsync(EngineVerb.PullImage, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<ProgressLine> LinesAsync(EngineState engine, PullImageRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImageReference reference = request.Reference;
        IReadOnlyList<ImageReference> names = [reference.WithDefaultTag()];
        if (request.AllTags)
        {
            lock (engine.Gate)
            {
                names = [.. engine.Registry.TagsOf(reference).Select(reference.WithTag)];
            }

            if (names.Count == 0)
            {
                throw Missing(engine, reference);
            }
        }

        bool isNew = false;
        foreach (ImageReference name in names)
        {
            MemoryImage image = Find(engine, name);
            yield return new ProgressLine { Status = $"Pulling from {name.Repository}", Id = name.Digest is null ? name.Tag : $"{name.CanonicalName}@{name.Digest}" };
            bool isThere;
            lock (engine.Gate)
            {
                isThere = engine.Images.TryFind(name, out MemoryImage? known) && known.Id == image.Id;
            }

            if (!isThere)
            {
                isNew = true;
                await foreach (ProgressLine line in LayersAsync(engine, image, cancellationToken).ConfigureAwait(false))
                {
                    yield return line;
                }
            }

            Keep(engine, name, image);
            yield return new ProgressLine { Status = $"Digest: {image.ManifestDigest}" };
        }

        string what = request.AllTags ? reference.FamiliarName : names[0].Familiar;
        yield return new ProgressLine { Status = isNew ? $"Status: Downloaded newer image for {what}" : $"Status: Image is up to date for {what}" };
    }

    private static async IAsyncEnumerable<ProgressLine> LayersAsync(EngineState engine, MemoryImage image, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = new List<MemoryImage.Layer>();
        foreach (MemoryImage.Layer layer in image.Layers)
        {
            bool isThere;
            lock (engine.Gate)
            {
                isThere = engine.Images.Has(layer.Digest);
            }

            if (!isThere)
            {
                missing.Add(layer);
            }

            yield return Line(layer, isThere ? "Already exists" : "Pulling fs layer");
        }

        foreach (MemoryImage.Layer layer in missing)
        {
            for (int step = 1; step <= DownloadSteps; step++)
            {
                await Step(engine, cancellationToken).ConfigureAwait(false);
                yield return Line(layer, "Downloading") with { Current = layer.Size * step / DownloadSteps, Total = layer.Size };
            }

            yield return Line(layer, "Verifying Checksum");
            yield return Line(layer, "Download complete");
        }

        foreach (MemoryImage.Layer layer in missing)
        {
            await Step(engine, cancellationToken).ConfigureAwait(false);
            yield return Line(layer, "Extracting") with { Current = layer.Size, Total = layer.Size };
            yield return Line(layer, "Pull complete");
        }
    }

    private static Task Step(EngineState engine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan step;
        lock (engine.Gate)
        {
            step = engine.Registry.PullStep;
        }

        return step > TimeSpan.Zero ? Task.Delay(step, engine.Clock, cancellationToken) : Task.CompletedTask;
    }

    private static ProgressLine Line(MemoryImage.Layer layer, string status) => new() { Status = status, Id = HexId.Short(layer.Digest) };

    private static void Keep(EngineState engine, ImageReference name, MemoryImage image)
    {
        ImageReference digest = ImageReference.Parse(name.CanonicalName).WithDigest(image.ManifestDigest);
        lock (engine.Gate)
        {
            if (name.Digest is null)
            {
                engine.Images.Add(image, name, digest);
            }
            else
            {
                engine.Images.Add(image, digest);
            }
        }
    }

    private static MemoryImage Find(EngineState engine, ImageReference name)
    {
        lock (engine.Gate)
        {
            return engine.Registry.TryFind(name, out MemoryImage? image) ? image : throw Missing(engine, name);
        }
    }

    /// <summary>Docker Hub does not tell whether a repository that is not there is private; other registries only miss the manifest.</summary>
    private static DockerNotFoundException Missing(EngineState engine, ImageReference name)
    {
        bool isKnown;
        lock (engine.Gate)
        {
            isKnown = name.Registry != "docker.io" || engine.Registry.TagsOf(name).Count > 0;
        }

        return EngineErrors.NotFound(ResourceKind.Image, isKnown
            ? $"manifest for {name.Familiar} not found: manifest unknown: manifest unknown"
            : $"pull access denied for {name.FamiliarName}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied");
    }
}

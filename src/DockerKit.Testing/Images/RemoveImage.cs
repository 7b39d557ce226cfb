using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary><c>DELETE /images/{name}</c>. Source: https://github.com/moby/moby, daemon/images/image_delete.go.</summary>
internal sealed class RemoveImage(EngineState engine)
{
    private readonly List<string> _untagged = [];
    private readonly List<string> _deleted = [];

    public ImageRemoval Run(RemoveImageRequest request)
    {
        lock (engine.Gate)
        {
            if (request.Image.Length == 0)
            {
                throw EngineErrors.BadRequest("image name cannot be blank");
            }

            MemoryImage image = engine.Images.Find(request.Image);
            IReadOnlyList<ImageReference> names = engine.Images.NamesOf(image);
            bool isLastName = IsOneName(names);
            bool isNamed = !engine.Images.IsIdOf(request.Image, image);
            bool goes = true;
            if (isNamed)
            {
                ImageReference name = ImageReference.Parse(request.Image);
                if (!request.Force && isLastName && Users(image).FirstOrDefault() is { } user)
                {
                    throw EngineErrors.Conflict(
                        $"conflict: unable to remove repository reference \"{request.Image}\" (must force) - container {HexId.Short(user.Id)} is using its referenced image {HexId.Short(image.Id)}");
                }

                Untag(image, name);
                goes = engine.Images.NamesOf(image).Count == 0;
            }
            else if (isLastName)
            {
                // The names are no obstacle here: they go with the image.
                Check(image, request.Force, countsNames: false);
                foreach (ImageReference name in names)
                {
                    Forget(name);
                }
            }

            if (goes)
            {
                Delete(image, request.Force, prune: !request.NoPrune, isQuiet: isNamed);
            }

            return new ImageRemoval { Untagged = _untagged, Deleted = _deleted };
        }
    }

    /// <summary>A tag alone, or with the digest that it was pulled by.</summary>
    private static bool IsOneName(IReadOnlyList<ImageReference> names) =>
        names.Count <= 1 || (names.Count(static name => name.Digest is null) <= 1 && names.Select(static name => name.CanonicalName).Distinct(StringComparer.Ordinal).Count() == 1);

    private void Untag(MemoryImage image, ImageReference name)
    {
        ImageReference full = name.Digest is null ? name.WithDefaultTag() : ImageStore.WithoutTag(name);
        Forget(full);
        ImageReference[] rest = [.. engine.Images.NamesOf(image).Where(other => other.CanonicalName == full.CanonicalName)];
        if (full.Digest is null && rest.All(static other => other.Digest is not null))
        {
            // The digests that the last tag of a repository was pulled by go with it.
            foreach (ImageReference other in rest)
            {
                Forget(other);
            }
        }
    }

    private void Forget(ImageReference name)
    {
        engine.Images.RemoveName(name);
        _untagged.Add(name.Familiar);
    }

    private void Delete(MemoryImage image, bool force, bool prune, bool isQuiet)
    {
        try
        {
            Check(image, force, countsNames: true);
        }
        catch (DockerConflictException) when (isQuiet)
        {
            // Its name is gone, which is what was asked for.
            return;
        }

        foreach (ImageReference name in engine.Images.NamesOf(image))
        {
            Forget(name);
        }

        engine.Images.Remove(image);
        _deleted.Add(image.Id);
        _deleted.AddRange(image.Layers.Reverse().Where(layer => !engine.Images.Has(layer.Digest)).Select(static layer => layer.Digest));
        if (prune && image.Parent is { } parent && engine.Images.NamesOf(parent).Count == 0)
        {
            Delete(parent, force: false, prune: true, isQuiet: true);
        }
    }

    private void Check(MemoryImage image, bool force, bool countsNames)
    {
        Refuse(engine.Images.HasChildren(image), "cannot be forced", "image has dependent child images");
        MemoryContainer? running = Users(image).FirstOrDefault(static container => container.IsAlive);
        Refuse(running is not null, "cannot be forced", $"image is being used by running container {HexId.Short(running?.Id ?? "")}");
        if (force)
        {
            return;
        }

        Refuse(countsNames && engine.Images.NamesOf(image).Count > 0, "must be forced", "image is referenced in multiple repositories");
        MemoryContainer? stopped = Users(image).FirstOrDefault();
        Refuse(stopped is not null, "must be forced", $"image is being used by stopped container {HexId.Short(stopped?.Id ?? "")}");

        void Refuse(bool isSo, string remedy, string reason)
        {
            if (isSo)
            {
                throw EngineErrors.Conflict($"conflict: unable to delete {HexId.Short(image.Id)} ({remedy}) - {reason}");
            }
        }
    }

    private IEnumerable<MemoryContainer> Users(MemoryImage image) => engine.Containers.All.Where(container => container.ImageId == image.Id);
}

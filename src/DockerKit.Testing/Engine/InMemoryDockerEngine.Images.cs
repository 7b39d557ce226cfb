namespace DockerKit.Testing;

public sealed partial class InMemoryDockerEngine
{
    /// <summary>How long a pull takes from one line of its progress to the next, by the engine's clock.</summary>
    /// <value>Zero.</value>
    public TimeSpan PullStep
    {
        get
        {
            lock (_state.Gate)
            {
                return _state.Registry.PullStep;
            }
        }

        set
        {
            lock (_state.Gate)
            {
                _state.Registry.PullStep = value;
            }
        }
    }

    /// <summary>Puts an image into the engine, as after a pull or a build.</summary>
    /// <param name="reference">Its name: <c>nginx:1.27</c>. Without a tag it is <c>latest</c>. An image that has the name loses it.</param>
    /// <param name="definition">What it is made of; null for an image with a shell and nothing else to tell.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="FormatException"><paramref name="reference"/> is no name of an image.</exception>
    /// <exception cref="DockerNotFoundException">There is no image that it is built on.</exception>
    public string AddImage(string reference, ImageDefinition? definition = null)
    {
        ImageReference name = ImageReference.Parse(reference).WithDefaultTag();
        lock (_state.Gate)
        {
            return _state.Images.Add(Make(name, definition), name).Id;
        }
    }

    /// <summary>Puts an image without a name into the engine: a dangling one.</summary>
    /// <param name="definition">What it is made of; null for an image with a shell and nothing else to tell.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="DockerNotFoundException">There is no image that it is built on.</exception>
    public string AddUntaggedImage(ImageDefinition? definition = null)
    {
        ImageReference content = ImageReference.Parse($"untagged-{Guid.NewGuid():N}");
        lock (_state.Gate)
        {
            return _state.Images.Add(Make(content, definition)).Id;
        }
    }

    /// <summary>Gives an image another name: <c>docker tag</c>.</summary>
    /// <param name="image">The image, by a name or its id.</param>
    /// <param name="reference">The name to be given.</param>
    /// <exception cref="DockerNotFoundException">There is no such image.</exception>
    public void TagImage(string image, string reference)
    {
        ArgumentNullException.ThrowIfNull(image);
        ImageReference name = ImageReference.Parse(reference).WithDefaultTag();
        lock (_state.Gate)
        {
            _state.Images.Add(_state.Images.Find(image), name);
        }
    }

    /// <summary>Puts an image into its registry, from where it can be pulled. An image that has the tag loses it: then a pull downloads a newer one.</summary>
    /// <param name="reference">Its name: <c>php:8.3</c>, <c>registry.example.com/app:1</c>.</param>
    /// <param name="definition">What it is made of; null for an image with one layer.</param>
    /// <returns>The digest that it can be pulled by.</returns>
    /// <exception cref="FormatException"><paramref name="reference"/> is no name of an image.</exception>
    public string AddRegistryImage(string reference, ImageDefinition? definition = null)
    {
        ImageReference name = ImageReference.Parse(reference).WithDefaultTag();
        lock (_state.Gate)
        {
            MemoryImage image = Make(name, definition);
            _state.Registry.Add(name, image);
            return image.ManifestDigest;
        }
    }

    /// <summary>Puts an image of so many layers into its registry.</summary>
    /// <param name="reference">Its name.</param>
    /// <param name="layers">The sizes of its layers.</param>
    /// <returns>The digest that it can be pulled by.</returns>
    /// <exception cref="FormatException"><paramref name="reference"/> is no name of an image.</exception>
    public string AddRegistryImage(string reference, params ByteSize[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return AddRegistryImage(reference, new ImageDefinition { Layers = [.. layers.Select(static size => new ImageLayer(size))] });
    }

    /// <summary>Puts a repository into the index that <c>docker search</c> looks in.</summary>
    /// <param name="result">What a search tells of it.</param>
    public void AddSearchResult(ImageSearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_state.Gate)
        {
            _state.Registry.Index.Add(result);
        }
    }

    private MemoryImage Make(ImageReference name, ImageDefinition? definition)
    {
        definition ??= new ImageDefinition();
        return new MemoryImage(name, definition, _state.Now, definition.BuiltOn is { } parent ? _state.Images.Find(parent) : null);
    }
}

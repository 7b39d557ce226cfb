using System.Diagnostics.Contracts;

namespace DockerKit;

/// <summary>Images, as <c>docker images</c>, <c>pull</c>, <c>search</c> and <c>rmi</c> treat them.</summary>
public partial class ImageOperations
{
    private readonly CommandExecutor _executor;

    /// <summary>For test doubles that override members.</summary>
    protected ImageOperations()
        : this(new CommandExecutor(DetachedTransport.Instance, new DockerKitOptions()))
    {
    }

    internal ImageOperations(CommandExecutor executor) => _executor = executor;

    /// <summary>The images that the engine has: <c>docker images</c>.</summary>
    [Pure]
    public virtual ListImagesCommand List() => new(_executor);

    /// <summary>The repositories of a registry that fit a term: <c>docker search</c>.</summary>
    /// <param name="term">What their names or descriptions hold; a registry may stand before it: <c>registry.example.com/web</c>.</param>
    /// <exception cref="ArgumentException">It is empty, begins with a hyphen, or holds a scheme.</exception>
    [Pure]
    public virtual SearchImagesCommand Search(string term) => new(_executor, term);

    /// <summary>Brings an image, or its newest version, from its registry: <c>docker pull</c>.</summary>
    /// <param name="reference"><c>[REGISTRY/]REPOSITORY[:TAG][@DIGEST]</c>: <c>php:8.3</c>. Without tag and digest it is <c>latest</c>.</param>
    /// <exception cref="FormatException">It is not an image reference.</exception>
    [Pure]
    public virtual PullImageCommand Pull(string reference) => new(_executor, ImageReference.Parse(reference));

    /// <inheritdoc cref="Pull(string)"/>
    [Pure]
    public virtual PullImageCommand Pull(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new PullImageCommand(_executor, reference);
    }

    /// <summary>Removes images: <c>docker rmi</c>.</summary>
    /// <param name="image">A name, an id, or the beginning of an id. A name is taken off the image, which is deleted with its last name.</param>
    /// <param name="more">Further ones.</param>
    /// <exception cref="ArgumentException">One cannot name an image.</exception>
    [Pure]
    public virtual RemoveImagesCommand Remove(string image, params string[] more) => new(_executor, ImageName.CheckAll(image, more));

    /// <summary>Removes images: <c>docker rmi</c>.</summary>
    /// <param name="images">Names, ids, or beginnings of ids; where there are none, nothing is done.</param>
    /// <exception cref="ArgumentException">One cannot name an image.</exception>
    [Pure]
    public virtual RemoveImagesCommand Remove(IEnumerable<string> images) => new(_executor, ImageName.CheckAll(images));

    /// <summary>Removes every image that the engine has: <c>docker rmi $(docker images -aq)</c>.</summary>
    [Pure]
    public virtual RemoveAllImagesCommand RemoveAll() => new(_executor);
}

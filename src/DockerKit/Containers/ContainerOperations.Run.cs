using System.Diagnostics.Contracts;

namespace DockerKit;

public partial class ContainerOperations
{
    /// <summary>Makes a container and runs it: <c>docker run IMAGE</c>. The image is pulled when the engine does not have it.</summary>
    /// <param name="image">An image's reference (<c>nginx:1.27</c>) or id.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    [Pure]
    public virtual RunContainerCommand Run(string image) => new(_executor, OptionsOf(image));

    /// <inheritdoc cref="Run(string)"/>
    /// <param name="image">The image.</param>
    [Pure]
    public virtual RunContainerCommand Run(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Run(image.ToString());
    }

    /// <summary>Makes a container without starting it: <c>docker create IMAGE</c>. The image is pulled when the engine does not have it.</summary>
    /// <param name="image">An image's reference (<c>nginx:1.27</c>) or id.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    [Pure]
    public virtual CreateContainerCommand Create(string image) => new(_executor, OptionsOf(image));

    /// <inheritdoc cref="Create(string)"/>
    /// <param name="image">The image.</param>
    [Pure]
    public virtual CreateContainerCommand Create(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Create(image.ToString());
    }

    private static ContainerOptions OptionsOf(string image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!ImageId.IsFull(image))
        {
            _ = ImageReference.Parse(image);
        }

        return new ContainerOptions { Image = image };
    }
}

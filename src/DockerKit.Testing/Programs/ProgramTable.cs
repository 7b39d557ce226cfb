namespace DockerKit.Testing;

/// <summary>Which program runs in the containers of which image. Its caller holds the engine's lock.</summary>
internal sealed class ProgramTable
{
    private readonly List<(ImageReference? Image, Func<ContainerProcess, Task> Program)> _programs = [];

    public void Add(ImageReference? image, Func<ContainerProcess, Task> program) => _programs.Add((image, program));

    /// <summary>The program that was given last for an image of this name; without one, what runs until it is told to end.</summary>
    public Func<ContainerProcess, Task> Find(string image, IReadOnlyList<ImageReference> names)
    {
        IReadOnlyList<ImageReference> all = ImageReference.TryParse(image, out ImageReference? named) ? [named.WithDefaultTag(), .. names] : names;
        for (int i = _programs.Count - 1; i >= 0; i--)
        {
            if (_programs[i].Image is not { } wanted || all.Any(name => Matches(wanted, name)))
            {
                return _programs[i].Program;
            }
        }

        return static process => Task.Delay(Timeout.InfiniteTimeSpan, process.Ended);
    }

    /// <summary>A name without a tag means all of its tags.</summary>
    private static bool Matches(ImageReference wanted, ImageReference name) =>
        wanted.CanonicalName == name.CanonicalName
        && (wanted.Tag is null || wanted.Tag == name.Tag)
        && (wanted.Digest is null || wanted.Digest == name.Digest);
}

using System.Collections.ObjectModel;
using System.Text;

namespace DockerKit;

/// <summary>One row of <c>docker images</c>: one name of one image, or an image without a name.</summary>
public sealed record ImageSummary
{
    private const string None = "<none>";

    /// <summary>The full id: <c>sha256:…</c>. Rows of one image have the same.</summary>
    public required string Id { get; init; }

    /// <summary>The first twelve digits of the id, as <c>docker images</c> prints it.</summary>
    public string ShortId
    {
        get
        {
            string digits = Id[(Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
            return digits.Length > 12 ? digits[..12] : digits;
        }
    }

    /// <summary>The column REPOSITORY: <c>php</c>, <c>ghcr.io/owner/app</c>.</summary>
    /// <value>Null for an image without a name, where <c>docker images</c> prints <c>&lt;none&gt;</c>.</value>
    public string? Repository { get; init; }

    /// <summary>The column TAG: <c>8.3</c>.</summary>
    /// <value>Null where <c>docker images</c> prints <c>&lt;none&gt;</c>: an image without a name, or one that was pulled by its digest.</value>
    public string? Tag { get; init; }

    /// <summary>The digest that the repository knows the image by: <c>sha256:…</c>.</summary>
    /// <value>Null where none is known, as for an image that was built here and never pushed. Where there are several, the first of them, unless
    /// <see cref="ListImagesCommand.WithDigests"/> asked for a row for each.</value>
    public string? Digest { get; init; }

    /// <summary>The row's name as a value: by its tag, or where it has none, by its digest.</summary>
    /// <value>Null for an image without a name.</value>
    public ImageReference? Reference { get; init; }

    /// <summary>When the image was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The column CREATED, at the time of listing: <c>3 weeks ago</c>.</summary>
    public string CreatedSince { get; init; } = "";

    /// <summary>The size of all its layers.</summary>
    public ByteSize Size { get; init; }

    /// <summary>The size that it shares with other images.</summary>
    /// <value>Null where the engine did not compute it, which is the rule.</value>
    public ByteSize? SharedSize { get; init; }

    /// <summary>How many containers use it.</summary>
    /// <value>Null where the engine did not count them, which is the rule.</value>
    public int? Containers { get; init; }

    /// <summary>The id of the image that this one was built on.</summary>
    /// <value>Null where there is none or it is not known.</value>
    public string? ParentId { get; init; }

    /// <summary>The image's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The row as <c>docker images</c> prints it, its columns three spaces apart.</summary>
    public override string ToString() => Join(Repository ?? None, Tag ?? None, ShortId, CreatedSince, HumanSize.Decimal(Size.Bytes, 3));

    /// <summary>The row as <c>docker images --digests</c> prints it, its columns three spaces apart.</summary>
    public string ToStringWithDigest() => Join(Repository ?? None, Tag ?? None, Digest ?? None, ShortId, CreatedSince, HumanSize.Decimal(Size.Bytes, 3));

    private static string Join(params ReadOnlySpan<string> columns)
    {
        var text = new StringBuilder();
        foreach (string column in columns)
        {
            text.Append(text.Length > 0 ? "   " : "").Append(column);
        }

        return text.ToString();
    }
}

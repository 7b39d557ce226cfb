namespace DockerKit.Testing;

/// <summary>A layer of an image.</summary>
/// <param name="Size">Its size. A pull tells of its download in quarters.</param>
/// <param name="Content">What is in it, as any text: two layers of the same content and size are one, which is pulled once.
/// Null for a content that no other image has.</param>
public sealed record ImageLayer(ByteSize Size, string? Content = null);

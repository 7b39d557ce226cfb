using System.Text.Json;

namespace DockerKit.Tests;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582";

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        [.. Vectors.Rows("image-references.json", "cases"), .. Vectors.Rows("image-references.json", "extraDerived")];

    public static IEnumerable<TheoryDataRow<string>> Compositions() => Vectors.Rows("image-references.json", "compose")
        // Upstream's WithDigest lets any 32 digits pass, its Parse does not. Ours makes only references that Parse reads back.
        .Where(static row => Vectors.Case(row.Data).Text("digest") is not { Length: > 0 } digest || digest.Length != "sha256:".Length + 37);

    public static IEnumerable<TheoryDataRow<string>> FullNames() => Vectors.Rows("image-references.json", "parseNamed")
        // Upstream's ParseNamed wants the canonical form; only ParseNormalizedNamed, which is what a client reads with, is public here.
        .Where(static row => Vectors.Case(row.Data).GetProperty("valid").GetBoolean());

    public static IEnumerable<TheoryDataRow<string>> AnyReferences() => Vectors.Rows("image-references.json", "parseAny")
        // A bare image id is not the name of an image: ImageReference refuses it (a test of its own below).
        .Where(static row => Vectors.Case(row.Data).Text("kind") == "named");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reference_reads_as_the_reference_implementation_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        string input = row.Text("input")!;
        JsonElement expected = row.GetProperty("normalized");
        bool read = ImageReference.TryParse(input, out ImageReference? reference);

        // Upstream refuses sha512 only where that hash is not linked in.
        Assert.Equal(expected.GetProperty("valid").GetBoolean(), read);
        if (!read)
        {
            FormatException error = Assert.Throws<FormatException>(() => ImageReference.Parse(input));
            Assert.Contains($"'{input}'", error.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(expected.Text("domain"), reference!.Registry);
        Assert.Equal(expected.Text("path"), reference.Repository);
        Assert.Equal(expected.Text("tag"), reference.Tag ?? "");
        Assert.Equal(expected.Text("digest"), reference.Digest ?? "");
        Assert.Equal(expected.Text("familiarName"), reference.FamiliarName);
        Assert.Equal(expected.Text("familiarString"), reference.Familiar);
        Assert.Equal(expected.Text("fullName"), reference.CanonicalName);
        Assert.Equal(expected.Text("fullString"), reference.Canonical);
        Assert.Equal(expected.Text("canonicalWithDefaultTag"), reference.WithDefaultTag().Canonical);
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
        Assert.Equal(reference, ImageReference.Parse(reference.Canonical));
    }

    [Theory]
    [MemberData(nameof(Compositions))]
    public void A_tag_and_a_digest_can_be_put_on_a_name(string json)
    {
        JsonElement row = Vectors.Case(json);
        ImageReference Compose()
        {
            ImageReference reference = ImageReference.Parse(row.Text("name")!);
            reference = row.Text("tag") is { Length: > 0 } tag ? reference.WithTag(tag) : reference;
            return row.Text("digest") is { Length: > 0 } digest ? reference.WithDigest(digest) : reference;
        }

        if (row.GetProperty("valid").GetBoolean())
        {
            Assert.Equal(row.Text("result"), Compose().Familiar);
        }
        else
        {
            Assert.Throws<FormatException>(Compose);
        }
    }

    [Theory]
    [MemberData(nameof(FullNames))]
    public void A_full_name_keeps_its_parts(string json)
    {
        JsonElement row = Vectors.Case(json);
        ImageReference reference = ImageReference.Parse(row.Text("input")!);
        Assert.Equal((row.Text("domain"), row.Text("path")), (reference.Registry, reference.Repository));
    }

    [Theory]
    [MemberData(nameof(AnyReferences))]
    public void A_name_is_written_out_in_full(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.Text("string"), ImageReference.Parse(row.Text("input")!).Canonical);
    }

    [Theory]
    [InlineData("php", "php:latest")]
    [InlineData("php:8.3", "php:8.3")]
    [InlineData("php@" + Digest, "php@" + Digest)]
    public void A_reference_without_a_tag_means_latest(string written, string meant) =>
        Assert.Equal(meant, ImageReference.Parse(written).WithDefaultTag().ToString());

    [Fact]
    public void A_reference_without_a_tag_keeps_none_until_asked()
    {
        ImageReference php = ImageReference.Parse("php");
        Assert.Null(php.Tag);
        Assert.Null(php.Digest);
        Assert.NotEqual(php, ImageReference.Parse("php:latest"));
    }

    [Fact]
    public void Short_and_full_forms_of_one_image_are_equal()
    {
        ImageReference shorter = ImageReference.Parse("php:8.3");
        ImageReference longer = ImageReference.Parse("index.docker.io/library/php:8.3");
        Assert.True(shorter == longer);
        Assert.Equal(shorter.GetHashCode(), longer.GetHashCode());
        Assert.True(shorter != longer.WithTag("8.4"));
        Assert.False(shorter.Equals(null));
    }

    [Theory]
    [InlineData("docker.io/localhost/app")]
    [InlineData("docker.io/my.team/app:1")]
    [InlineData("docker.io/library/e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582")]
    public void A_short_form_that_would_name_another_image_is_not_printed(string full)
    {
        ImageReference reference = ImageReference.Parse(full);
        Assert.Equal(full, reference.ToString());
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582", "image id")]
    [InlineData("Php", "lower-case")]
    [InlineData("ph p", "' '")]
    [InlineData("php:", "1 to 128")]
    [InlineData("php:-1", "begins with '-'")]
    [InlineData("php:8:3", "':'")]
    [InlineData("php@latest", "ALGORITHM:HEX")]
    [InlineData("php@md5:00000000000000000000000000000000", "md5")]
    [InlineData("php@sha256:00", "64 hexadecimal digits")]
    [InlineData("foo//bar", "empty")]
    [InlineData("-host:80/app", "'-host:80'")]
    [InlineData("foo..bar", "foo..bar")]
    [InlineData("foo\n", "U+000A")]
    public void A_refusal_says_what_is_wrong_and_shows_a_right_one(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => ImageReference.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("php:8.3-cli", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha384", 96)]
    [InlineData("sha512", 128)]
    public void Longer_digests_are_read_too(string algorithm, int digits)
    {
        string digest = $"{algorithm}:{new string('a', digits)}";
        Assert.Equal(digest, ImageReference.Parse("php@" + digest).Digest);
        Assert.Equal($"php:8@{digest}", ImageReference.Parse("php:8").WithDigest(digest).Familiar);
    }

    [Fact]
    public void A_missing_text_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => ImageReference.Parse(null!));
        Assert.False(ImageReference.TryParse(null, out _));
        Assert.Throws<FormatException>(() => ImageReference.Parse("php").WithTag("a b"));
    }
}

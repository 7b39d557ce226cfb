using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// The grammar of distribution/reference together with Docker Hub's defaults, scanned by hand so that an error can say which part is wrong.
/// </summary>
internal static class ImageReferenceGrammar
{
    private const string Hub = "docker.io";
    private const string LegacyHub = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int LongestRepository = 255;
    private const int LongestTag = 128;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> IPv6 = SearchValues.Create("0123456789abcdefABCDEF:");

    /// <summary>The reference, or null and what is wrong with it.</summary>
    public static ImageReference? Parse(string text, out string? problem)
    {
        problem = null;
        if (text.Length == 0)
        {
            problem = "it is empty.";
            return null;
        }

        if (IsIdentifier(text))
        {
            problem = "64 hexadecimal digits are an image id, not the name of a repository.";
            return null;
        }

        (string registry, string remainder) = SplitRegistry(text);
        string? digest = Cut(ref remainder, '@');
        string? tag = Cut(ref remainder, ':');
        string repository = remainder;

        problem = RepositoryProblem(repository)
            ?? (tag is null ? null : TagProblem(tag))
            ?? (digest is null ? null : DigestProblem(digest));
        if (problem is null && !IsRegistry(registry))
        {
            // In the reference grammar the registry is optional: what cannot be one may still be a part of the path.
            problem = RepositoryProblem(registry) is null ? null : $"'{registry}' cannot be a registry's host and port.";
            repository = $"{registry}/{repository}";
            registry = "";
        }

        if (problem is null && repository.Length > LongestRepository)
        {
            problem = $"the repository is {repository.Length} characters long, and {LongestRepository} is the limit.";
        }

        return problem is null ? new ImageReference(registry, repository, tag, digest) : null;
    }

    /// <summary>The name without Docker Hub's defaults, or null when nothing can be left out.</summary>
    public static string? FamiliarName(string registry, string repository)
    {
        if (registry != Hub)
        {
            return null;
        }

        return repository.StartsWith(OfficialPrefix, StringComparison.Ordinal)
            && !repository.AsSpan(OfficialPrefix.Length).Contains('/')
                ? repository[OfficialPrefix.Length..]
                : repository;
    }

    /// <summary>Whether the short form would be refused, or taken for an image of another registry.</summary>
    public static bool ReadsAsAnother(string registry, string familiarName, string familiar)
    {
        int slash = familiarName.IndexOf('/', StringComparison.Ordinal);
        return registry == Hub && (IsIdentifier(familiar) || (slash > 0 && LooksLikeRegistry(familiarName[..slash])));
    }

    public static string? TagProblem(string tag)
    {
        if (tag.Length is 0 or > LongestTag)
        {
            return $"a tag has 1 to {LongestTag} characters.";
        }

        if (tag[0] is '.' or '-')
        {
            return $"the tag '{tag}' begins with '{tag[0]}'.";
        }

        foreach (char c in tag)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
            {
                return $"a tag cannot hold {Name(c)}.";
            }
        }

        return null;
    }

    public static string? DigestProblem(string digest)
    {
        int colon = digest.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return "a digest is ALGORITHM:HEX.";
        }

        string algorithm = digest[..colon];
        ReadOnlySpan<char> hex = digest.AsSpan(colon + 1);
        int length = algorithm switch { "sha256" => 64, "sha384" => 96, "sha512" => 128, _ => 0 };
        if (length == 0)
        {
            return $"the digest's algorithm '{algorithm}' is not sha256, sha384 or sha512.";
        }

        if (hex.Length != length)
        {
            return $"a {algorithm} digest has {length} hexadecimal digits, and this one {hex.Length}.";
        }

        return AllLowerHex(hex) ? null : "a digest holds only the digits 0-9 and a-f.";
    }

    private static (string Registry, string Remainder) SplitRegistry(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            // One part is never a registry: "php:8" is not host "php" with port 8.
            return (Hub, OfficialPrefix + text);
        }

        string first = text[..slash];
        if (!LooksLikeRegistry(first))
        {
            return (Hub, text);
        }

        string rest = text[(slash + 1)..];
        if (first is not (Hub or LegacyHub))
        {
            return (first, rest);
        }

        return (Hub, rest.Contains('/', StringComparison.Ordinal) ? rest : OfficialPrefix + rest);
    }

    private static bool LooksLikeRegistry(string part)
    {
        if (part == "localhost")
        {
            return true;
        }

        foreach (char c in part)
        {
            if (c is '.' or ':' || char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cuts the text at the first separator and gives what follows, or null when there is none.</summary>
    private static string? Cut(ref string text, char separator)
    {
        int at = text.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        string after = text[(at + 1)..];
        text = text[..at];
        return after;
    }

    private static string? RepositoryProblem(string repository)
    {
        foreach (char c in repository)
        {
            if (char.IsUpper(c))
            {
                return $"the repository must be lower-case, and it holds '{c}'.";
            }

            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('/' or '.' or '_' or '-'))
            {
                return $"a repository cannot hold {Name(c)}.";
            }
        }

        foreach (Range range in new PartsOf(repository, '/'))
        {
            ReadOnlySpan<char> part = repository.AsSpan()[range];
            if (part.IsEmpty)
            {
                return "a part of the name is empty.";
            }

            if (!IsPathPart(part))
            {
                return $"'{part}' must be letters and digits, with one '.', one or two '_' or any number of '-' between them.";
            }
        }

        return null;
    }

    private static bool IsPathPart(ReadOnlySpan<char> part)
    {
        if (!char.IsAsciiLetterOrDigit(part[0]) || !char.IsAsciiLetterOrDigit(part[^1]))
        {
            return false;
        }

        for (int i = 0; i < part.Length;)
        {
            char c = part[i];
            int run = 1;
            while (i + run < part.Length && part[i + run] == c)
            {
                run++;
            }

            bool separator = !char.IsAsciiLetterOrDigit(c);
            if (separator && ((c == '.' && run > 1) || (c == '_' && run > 2) || !char.IsAsciiLetterOrDigit(part[i + run])))
            {
                return false;
            }

            i += run;
        }

        return true;
    }

    private static bool IsRegistry(string registry)
    {
        ReadOnlySpan<char> host = registry;
        int end = host.StartsWith("[") ? host.IndexOf(']') + 1 : host.IndexOf(':');
        if (end > 0 && end < host.Length)
        {
            ReadOnlySpan<char> port = host[end..];
            if (port.Length < 2 || port[0] != ':' || port[1..].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            host = host[..end];
        }

        if (host.StartsWith("["))
        {
            return host.Length > 2 && host[^1] == ']' && !host[1..^1].ContainsAnyExcept(IPv6);
        }

        foreach (Range range in new PartsOf(host, '.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || !AllLetterDigitHyphen(label))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllLetterDigitHyphen(ReadOnlySpan<char> label)
    {
        foreach (char c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIdentifier([NotNullWhen(true)] string? text) => text is { Length: 64 } && AllLowerHex(text);

    private static bool AllLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(LowerHex);

    private static string Name(char c) => char.IsControl(c) ? $"the control character U+{(int)c:X4}" : $"'{c}'";

    /// <summary>The parts between separators, without an array (a range split for spans only comes with .NET 9).</summary>
    private ref struct PartsOf(ReadOnlySpan<char> text, char separator)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _next;

        public Range Current { get; private set; }

        public readonly PartsOf GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next > _text.Length)
            {
                return false;
            }

            int length = _text[_next..].IndexOf(separator);
            int end = length < 0 ? _text.Length : _next + length;
            Current = new Range(_next, end);
            _next = end + 1;
            return true;
        }
    }
}

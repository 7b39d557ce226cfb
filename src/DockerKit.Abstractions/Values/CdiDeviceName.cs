using System.Buffers;

namespace DockerKit;

/// <summary>
/// Names of the Container Device Interface: <c>vendor.com/class=name</c>.
/// Source: https://github.com/cncf-tags/container-device-interface (pkg/parser).
/// </summary>
internal static class CdiDeviceName
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> InVendorOrClass = SearchValues.Create(LettersAndDigits + "_-.");
    private static readonly SearchValues<char> InName = SearchValues.Create(LettersAndDigits + "_-.:");

    /// <summary>Whether the text has all three parts, each as its grammar wants it.</summary>
    public static bool IsQualified(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int slash = equals < 0 ? -1 : text.IndexOf('/', 0, equals);
        if (slash < 0)
        {
            return false;
        }

        ReadOnlySpan<char> vendor = text.AsSpan(0, slash);
        ReadOnlySpan<char> @class = text.AsSpan(slash + 1, equals - slash - 1);
        ReadOnlySpan<char> name = text.AsSpan(equals + 1);
        return IsVendorOrClass(vendor) && IsVendorOrClass(@class) && IsMadeOf(name, InName);
    }

    private static bool IsVendorOrClass(ReadOnlySpan<char> text) => IsMadeOf(text, InVendorOrClass) && char.IsAsciiLetter(text[0]);

    private static bool IsMadeOf(ReadOnlySpan<char> text, SearchValues<char> allowed) =>
        !text.IsEmpty && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]) && !text.ContainsAnyExcept(allowed);
}

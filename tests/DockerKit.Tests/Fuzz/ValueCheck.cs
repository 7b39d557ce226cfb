using System.Diagnostics.CodeAnalysis;

namespace DockerKit.Tests;

internal interface IValueCheck
{
    bool Takes(string text);

    void Check(string text);
}

/// <summary>What holds for every text and every type that reads one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by reflection, for each type.")]
internal sealed class ValueCheck<T> : IValueCheck
    where T : IParsable<T>
{
    public bool Takes(string text) => T.TryParse(text, null, out _);

    public void Check(string text)
    {
        bool read = Measured(text, out T? value);
        if (!read)
        {
            Assert.Equal(default, value);
            FormatException error = Assert.ThrowsAny<FormatException>(() => T.Parse(text, null));
            Assert.Contains("A right one: ", error.Message, StringComparison.Ordinal);
            return;
        }

        T parsed = T.Parse(text, null);
        Assert.Equal(value, parsed);
        Assert.Equal(value!.GetHashCode(), parsed.GetHashCode());
        string printed = value.ToString()!;
        Assert.True(T.TryParse(printed, null, out T? again), $"It prints as {TextFuzz.Show(printed.ToCharArray())}, which is not read.");
        Assert.Equal(value, again);
        Assert.Equal(printed, again.ToString());
    }

    /// <summary>Reads it, and counts what that allocates: the second time, if the first made something that is kept.</summary>
    private static bool Measured(string text, out T? value)
    {
        long allowed = 8_192 + (64L * text.Length);
        long allocated = long.MaxValue;
        bool read = false;
        value = default;
        for (int i = 0; i < 2 && allocated > allowed; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            read = T.TryParse(text, null, out value);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(allocated <= allowed, $"{text.Length} characters take {allocated} bytes.");
        return read;
    }
}

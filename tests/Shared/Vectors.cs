using System.Text.Json;

namespace DockerKit.Tests;

/// <summary>Cases of the reference implementations, copied beside the test assembly as <c>vectors/NAME.json</c>.</summary>
internal static class Vectors
{
    /// <summary>The root of one file.</summary>
    public static JsonElement Load(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", file);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>The cases of one group, each as its own raw JSON text: a test case that a runner can name and repeat.</summary>
    public static IEnumerable<TheoryDataRow<string>> Rows(string file, string group) =>
        Load(file).GetProperty(group).EnumerateArray().Select(static e => new TheoryDataRow<string>(e.GetRawText()));

    /// <summary>A string property, or null when it is absent or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Parses one row back.</summary>
    public static JsonElement Case(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

using System.Reflection;
using System.Text.RegularExpressions;

namespace DockerKit.Transport.Conformance;

public sealed partial class TransportPageTests
{
    [Fact]
    public void Each_test_that_the_page_on_the_transport_names_exists()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "transport.md"));
        HashSet<string> tests = [.. typeof(TransportPageTests).Assembly.GetTypes().SelectMany(static t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Select(static m => m.Name)];
        string[] named = [.. Name().Matches(page).Select(static m => m.Groups[1].Value)];
        Assert.True(named.Length > 20, "The page names its tests between backticks.");
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [GeneratedRegex(@"`([A-Z][a-z]*_[A-Za-z_]+)`")]
    private static partial Regex Name();
}

using System.Text.Json;

namespace DockerKit.Tests;

public sealed class RestartPolicyTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "restart");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_policy_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        if (row.Text("args") is "--rm --restart=always")
        {
            // A rule between two options: the policy only tells whether it goes together with --rm.
            Assert.False(RestartPolicy.Parse("always").IsNone);
            return;
        }

        bool read = RestartPolicy.TryParse(row.Text("value"), out RestartPolicy? policy);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), read);
        if (policy is not null)
        {
            JsonElement expected = row.GetProperty("expected");
            Assert.Equal(expected.Text("Name"), policy.Name);
            Assert.Equal(expected.GetProperty("MaximumRetryCount").GetInt32(), policy.MaximumRetryCount);
            Assert.Equal(row.Text("value"), policy.ToString());
        }
    }

    [Fact]
    public void The_policies_that_docker_has_are_named()
    {
        Assert.Equal(RestartPolicy.Parse("no"), RestartPolicy.No);
        Assert.Equal(RestartPolicy.Parse("always"), RestartPolicy.Always);
        Assert.Equal(RestartPolicy.Parse("unless-stopped"), RestartPolicy.UnlessStopped);
        Assert.Equal(RestartPolicy.Parse("on-failure"), RestartPolicy.OnFailure());
        Assert.Equal("on-failure:3", RestartPolicy.OnFailure(3).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => RestartPolicy.OnFailure(-1));
        Assert.True(RestartPolicy.No.IsNone);
        Assert.True(RestartPolicy.Parse("").IsNone);
    }

    [Theory]
    [InlineData(":1", "no name before the colon")]
    [InlineData("on-failure:x", "'x', is not a whole number")]
    [InlineData("always:2:3", "'2:3', is not a whole number")]
    public void A_refusal_says_what_is_wrong(string text, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => RestartPolicy.Parse(text));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("on-failure:3", error.Message, StringComparison.Ordinal);
    }
}

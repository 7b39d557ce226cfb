using System.Globalization;
using System.Text.Json;

namespace DockerKit.Tests;

public sealed class HealthCheckTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Vectors.Rows("container-options.json", "health");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_options_mean_what_they_mean_to_docker(string json)
    {
        JsonElement row = Vectors.Case(json);
        string[] args = [.. row.GetProperty("args").EnumerateArray().Select(e => e.GetString()!)];
        if (!row.GetProperty("valid").GetBoolean())
        {
            Exception error = Assert.ThrowsAny<Exception>(() => Read(args));
            Assert.Contains(row.Text("error")!, error.Message, StringComparison.Ordinal);
            return;
        }

        HealthCheck check = Read(args);
        Assert.Equal(row.GetProperty("Healthcheck").GetProperty("Test").EnumerateArray().Select(e => e.GetString()), check.Test);
        Assert.Equal(args, check.Arguments);
    }

    [Fact]
    public void A_check_prints_as_docker_run_takes_it()
    {
        var check = new HealthCheck("curl -f http://localhost/")
        {
            Interval = TimeSpan.FromSeconds(90),
            Timeout = TimeSpan.FromMilliseconds(500),
            Retries = 3,
            StartPeriod = TimeSpan.FromMinutes(1),
            StartInterval = TimeSpan.FromSeconds(2),
        };
        Assert.Equal(
            "'--health-cmd=curl -f http://localhost/' --health-interval=1m30s --health-timeout=500ms --health-retries=3 "
            + "--health-start-period=1m0s --health-start-interval=2s",
            check.ToString());
        Assert.Equal(["CMD-SHELL", "curl -f http://localhost/"], check.Test);
    }

    [Fact]
    public void What_is_zero_or_not_set_comes_from_the_image()
    {
        Assert.True(new HealthCheck().IsDefault);
        Assert.Equal(new HealthCheck(), new HealthCheck { Command = "", Interval = TimeSpan.Zero, Retries = 0 });
        Assert.Empty(new HealthCheck { Retries = 1 }.Test);
        Assert.False(new HealthCheck { Retries = 1 }.IsDefault);
        Assert.False(HealthCheck.None.IsDefault);
    }

    private static HealthCheck Read(IEnumerable<string> args)
    {
        HealthCheck check = new();
        foreach (string arg in args)
        {
            string[] parts = arg.Split('=', 2);
            check = parts[0] switch
            {
                "--no-healthcheck" => HealthCheck.None,
                "--health-cmd" => check with { Command = parts[1] },
                "--health-interval" => check with { Interval = GoDuration.Parse(parts[1]) },
                "--health-start-interval" => check with { StartInterval = GoDuration.Parse(parts[1]) },
                "--health-retries" => check with { Retries = int.Parse(parts[1], CultureInfo.InvariantCulture) },
                _ => throw new InvalidOperationException($"A case has an option that this test does not know: {arg}"),
            };
        }

        return check;
    }
}

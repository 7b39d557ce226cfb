using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DockerKit.Samples.AspNetDashboard.Endpoints;

/// <summary>A line for each engine: its name, its state and the reason.</summary>
internal static class HealthEndpoint
{
    public static void MapHealth(this WebApplication app) =>
        app.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = static (context, report) =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                return context.Response.WriteAsync(string.Concat(report.Entries.Select(static entry => $"{entry.Key}: {entry.Value.Status}: {entry.Value.Description}\n")), context.RequestAborted);
            },
        });
}

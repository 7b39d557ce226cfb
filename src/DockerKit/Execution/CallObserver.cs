using System.Diagnostics;
using DockerKit.Transport;
using Microsoft.Extensions.Logging;

namespace DockerKit;

/// <summary>Logs, traces and counts calls. Nothing of it holds a secret: lines are masked.</summary>
internal sealed class CallObserver(ILogger logger, string endpoint)
{
    private readonly ServerTags _server = new(endpoint);

    /// <summary>A call begins.</summary>
    /// <returns>When, for <see cref="Ended"/>, and the span if somebody listens.</returns>
    public (long Since, Activity? Span) Begin(CallContext call)
    {
        DockerCommand command = call.Command;
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Executing(logger, command.Operation.Name, command.ToString());
        }

        Activity? span = Telemetry.Source.StartActivity(command.Operation.Name, ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("dockerkit.command", command.ToString());
            _server.Write(span);
            (string? container, string? image) = CallTarget.Of(call.Target);
            span.SetTag("dockerkit.container", container); // null sets none
            span.SetTag("dockerkit.image", image);
        }

        return (Telemetry.Duration.Enabled ? Stopwatch.GetTimestamp() : 0, span);
    }

    /// <summary>A call is over.</summary>
    public static void Ended(DockerCommand command, (long Since, Activity? Span) begun, Exception? failure, IDockerTransport transport)
    {
        string? error = failure switch
        {
            null => null,
            OperationCanceledException => "cancelled",
            _ => failure.GetType().FullName,
        };
        if (begun.Since != 0)
        {
            var tags = new TagList { { "dockerkit.operation", command.Operation.Name } };
            if (error is not null)
            {
                tags.Add("error.type", error);
            }

            Telemetry.Duration.Record(Stopwatch.GetElapsedTime(begun.Since).TotalSeconds, tags);
        }

        if (begun.Span is { } span)
        {
            if (span.IsAllDataRequested)
            {
                // At the end, since the first call is what finds it out.
                span.SetTag("dockerkit.engine.version", transport.EngineVersion);
                span.SetTag("dockerkit.api.version", transport.ApiVersion?.ToString());
            }

            if (error is not null)
            {
                span.SetTag("error.type", error);
                span.SetTag("http.response.status_code", (failure as DockerKitException)?.StatusCode);
                span.SetStatus(ActivityStatusCode.Error, (failure as DockerKitException)?.Summary);
            }

            span.Dispose();
        }
    }

    /// <summary>A call that failed is about to be made again.</summary>
    public void Retrying(DockerCommand command, int attempt, TimeSpan delay, Exception cause)
    {
        string type = cause.GetType().FullName!;
        Telemetry.Retries.Add(1, new TagList { { "dockerkit.operation", command.Operation.Name }, { "error.type", type } });
        if (Activity.Current is { } span && span.Source == Telemetry.Source)
        {
            span.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection
            {
                { "dockerkit.attempt", attempt },
                { "dockerkit.delay", delay.TotalSeconds },
                { "error.type", type },
            }));
        }

        if (logger.IsEnabled(LogLevel.Warning))
        {
            Log.Retrying(logger, command.Operation.Name, attempt, delay, (cause as DockerKitException)?.Summary ?? cause.Message, command.ToString());
        }
    }

    /// <summary>A container may be left behind, since taking it back failed.</summary>
    public void LeftBehind(DockerCommand command, string container, Exception error) => Log.LeftBehind(logger, container, command.ToString(), error);

    /// <summary>A call failed for good.</summary>
    public void Failed(DockerKitException error) => Log.Failed(logger, error.Operation!, error.CommandLine!, error);
}

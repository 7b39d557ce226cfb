using System.Text;

namespace DockerKit;

/// <summary>What <c>docker run</c> in the foreground leaves: the exit code, and all that the container wrote.</summary>
public sealed class RunResult
{
    private readonly ReadOnlyMemory<byte> _output;
    private readonly ReadOnlyMemory<byte> _error;

    internal RunResult(string containerId, long exitCode, ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> error, IReadOnlyList<string> warnings)
    {
        ContainerId = containerId;
        ExitCode = exitCode;
        _output = output;
        _error = error;
        Warnings = warnings;
    }

    /// <summary>The container's full id. With <c>--rm</c> it is gone.</summary>
    public string ContainerId { get; }

    /// <summary>The exit code of the main process: 0 for success.</summary>
    public long ExitCode { get; }

    /// <summary>Whether the exit code is 0.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>All of standard output, as UTF-8 text. With a terminal it holds standard error too.</summary>
    public string StandardOutput => Encoding.UTF8.GetString(_output.Span);

    /// <summary>All of standard error, as UTF-8 text.</summary>
    public string StandardError => Encoding.UTF8.GetString(_error.Span);

    /// <summary>All of standard output, as it was written.</summary>
    public ReadOnlyMemory<byte> StandardOutputBytes => _output;

    /// <summary>All of standard error, as it was written.</summary>
    public ReadOnlyMemory<byte> StandardErrorBytes => _error;

    /// <summary>What the engine remarked on when it created the container, or removed it (<c>--rm</c>).</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Standard output without the line end at its end: what <c>$(docker run …)</c> gives.</summary>
    public override string ToString() => StandardOutput.TrimEnd('\r', '\n');
}

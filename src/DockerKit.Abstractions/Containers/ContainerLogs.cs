using System.Text;

namespace DockerKit;

/// <summary>What <c>docker logs</c> prints: all that a container wrote, or the part that was asked for.</summary>
public sealed class ContainerLogs
{
    private readonly ReadOnlyMemory<byte> _output;
    private readonly ReadOnlyMemory<byte> _error;

    internal ContainerLogs(ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> error)
    {
        _output = output;
        _error = error;
    }

    /// <summary>What it wrote to standard output, as UTF-8 text. With a terminal it holds standard error too.</summary>
    public string StandardOutput => Encoding.UTF8.GetString(_output.Span);

    /// <summary>What it wrote to standard error, as UTF-8 text.</summary>
    public string StandardError => Encoding.UTF8.GetString(_error.Span);

    /// <summary>What it wrote to standard output, byte for byte.</summary>
    public ReadOnlyMemory<byte> StandardOutputBytes => _output;

    /// <summary>What it wrote to standard error, byte for byte.</summary>
    public ReadOnlyMemory<byte> StandardErrorBytes => _error;

    /// <summary>Standard output without the line end at its end: what <c>$(docker logs …)</c> gives.</summary>
    public override string ToString() => StandardOutput.TrimEnd('\r', '\n');
}

namespace DockerKit;

/// <summary>An option cannot be sent: this transport, or the API version of this engine, does not know it. Nothing was done.</summary>
public sealed class UnsupportedOptionException : DockerKitException
{
    /// <summary>Says which option cannot be sent.</summary>
    /// <param name="option">The option, as the CLI spells it: <c>--annotation</c>.</param>
    /// <param name="transport">The transport that was asked.</param>
    /// <param name="requiredApiVersion">The first API version that has the option; null when the transport itself lacks it.</param>
    /// <param name="engineApiVersion">The API version in use; null when the transport itself lacks the option.</param>
    public UnsupportedOptionException(string option, string transport, Version? requiredApiVersion = null, Version? engineApiVersion = null)
        : base(requiredApiVersion is null
            ? $"The transport {transport} cannot send {option}. Leave the option out, or use another transport."
            : $"{option} needs an engine with API {requiredApiVersion} or newer; this call speaks API {engineApiVersion} through the transport {transport}. Leave the option out, or upgrade the engine.")
    {
        Option = option;
        Transport = transport;
        RequiredApiVersion = requiredApiVersion;
        EngineApiVersion = engineApiVersion;
    }

    /// <summary>The option, as the CLI spells it.</summary>
    public string Option { get; }

    /// <summary>The transport that was asked.</summary>
    public string Transport { get; }

    /// <summary>The first API version that has the option; null when the transport itself lacks it.</summary>
    public Version? RequiredApiVersion { get; }

    /// <summary>The API version in use; null when the transport itself lacks the option.</summary>
    public Version? EngineApiVersion { get; }
}

using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>The container's name: <c>--name</c>.</summary>
    /// <param name="name">Letters, digits, <c>_</c>, <c>.</c> and <c>-</c>; the engine makes one up by default.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithName(string name) => With(Options with { Name = Required(name, "--name", "web") });

    /// <summary>Has the engine remove the container, and its anonymous volumes, once it has ended: <c>--rm</c>.</summary>
    [Pure]
    public TSelf RemoveWhenDone() => With(Options with { AutoRemove = true });

    /// <summary>When the engine starts the container again: <c>--restart</c>.</summary>
    /// <param name="policy">The policy; never by default.</param>
    [Pure]
    public TSelf WithRestart(RestartPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return With(Options with { Restart = policy });
    }

    /// <inheritdoc cref="WithRestart(RestartPolicy)"/>
    /// <param name="policy">As the CLI writes it: <c>always</c>, <c>unless-stopped</c>, <c>on-failure:3</c>.</param>
    /// <exception cref="FormatException">It is no policy.</exception>
    [Pure]
    public TSelf WithRestart(string policy) => WithRestart(RestartPolicy.Parse(policy));

    /// <summary>The platform of the image: <c>--platform</c>.</summary>
    /// <param name="platform">OS, architecture and variant: <c>linux/arm64</c>.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithPlatform(string platform) => With(Options with { Platform = Required(platform, "--platform", "linux/arm64") });

    /// <summary>Whether the image is pulled first: <c>--pull</c>.</summary>
    /// <param name="policy">The policy; only a missing image by default.</param>
    [Pure]
    public TSelf WithPull(PullPolicy policy)
    {
        _ = policy.ToText();
        return With(Options with { Pull = policy });
    }

    /// <summary>The driver that its output is logged by: <c>--log-driver</c>.</summary>
    /// <param name="driver">The driver: <c>json-file</c>, <c>local</c>, <c>none</c>; the engine's own by default.</param>
    /// <exception cref="ArgumentException">It is empty or only white space, or it is <c>none</c>, which takes no options, and there are some.</exception>
    [Pure]
    public TSelf WithLogDriver(string driver)
    {
        Required(driver, "--log-driver", "json-file");
        return driver == "none" && !Options.LogOptions.IsEmpty
            ? throw new ArgumentException("The log driver 'none' takes no options (--log-opt), and some are set.", nameof(driver))
            : With(Options with { LogDriver = driver });
    }

    /// <summary>An option of the log driver: <c>--log-opt NAME=VALUE</c>.</summary>
    /// <param name="name">The name: <c>max-size</c>.</param>
    /// <param name="value">The value: <c>10m</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or only white space, or holds <c>=</c>.</exception>
    /// <exception cref="FormatException">The log driver is <c>none</c>, which takes no options.</exception>
    [Pure]
    public TSelf WithLogOption(string name, string value)
    {
        (string key, string text) = KeyValueOption.ReadLog(Options.LogDriver, Pair(name, value, "--log-opt", "max-size"));
        return With(Options with { LogOptions = Options.LogOptions.SetItem(key, text) });
    }
}

namespace DockerKit;

/// <summary>What <c>docker create</c> and <c>docker run</c> have in common: every option of a container to be made.</summary>
/// <remarks>Each method gives a copy with one thing changed. An option that the CLI lets you repeat adds to what is there; any other replaces it.</remarks>
/// <typeparam name="TSelf">The command itself.</typeparam>
public abstract partial class ContainerCommand<TSelf> : DockerCommand
    where TSelf : ContainerCommand<TSelf>
{
    private protected ContainerCommand(CommandExecutor executor, ContainerOptions options)
        : base(executor) => Options = options;

    internal ContainerOptions Options { get; }

    private protected abstract TSelf With(ContainerOptions options);

    /// <summary>A text that must say something: not null, not empty, not white space.</summary>
    private static string Required(string value, string option, string example)
    {
        ArgumentNullException.ThrowIfNull(value);
        return string.IsNullOrWhiteSpace(value)
            ? throw new ArgumentException($"'{value}' is no value for {option}. A right one is for example '{example}'.")
            : value;
    }

    private static string[] AllRequired(string[] values, string option, string example)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Array.ConvertAll(values, value => Required(value, option, example));
    }

    /// <summary>A name and a value for an option NAME=VALUE.</summary>
    private static string Pair(string name, string value, string option, string example)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Required(name, option, example).Contains('=', StringComparison.Ordinal)
            ? throw new ArgumentException($"The name '{name}' for {option} holds '='. A right one is for example '{example}'.")
            : $"{name}={value}";
    }
}

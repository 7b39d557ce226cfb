using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Sets an environment variable: <c>-e NAME=VALUE</c>. It replaces an earlier one of the same name.</summary>
    /// <param name="name">The name: not empty, without <c>=</c>.</param>
    /// <param name="value">The value; <see langword="null"/> for the one that this process has.</param>
    /// <exception cref="FormatException"><paramref name="name"/> cannot be a name.</exception>
    [Pure]
    public TSelf WithEnvironment(string name, string? value) => WithEnvironment(EnvironmentVariable.Create(name, value));

    /// <summary>Sets an environment variable: <c>-e</c>, <c>--env</c>. It replaces an earlier one of the same name.</summary>
    /// <param name="variable"><c>TZ=UTC</c>, or <c>TZ</c> for the value that this process has.</param>
    /// <exception cref="FormatException">It has no name.</exception>
    [Pure]
    public TSelf WithEnvironment(string variable) => WithEnvironment(EnvironmentVariable.Parse(variable));

    /// <inheritdoc cref="WithEnvironment(string)"/>
    /// <param name="variable">The variable.</param>
    [Pure]
    public TSelf WithEnvironment(EnvironmentVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return With(Options with { Environment = Options.Environment.RemoveAll(v => v.Name == variable.Name).Add(variable) });
    }

    /// <summary>Sets environment variables: <c>-e</c> for each.</summary>
    /// <param name="variables">Names and values.</param>
    /// <exception cref="FormatException">A name cannot be one.</exception>
    [Pure]
    public TSelf WithEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        EnvironmentVariable[] added = [.. variables.Select(static v => EnvironmentVariable.Create(v.Key, v.Value)).Reverse().DistinctBy(static v => v.Name).Reverse()];
        return With(Options with { Environment = [.. Options.Environment.ExceptBy(added.Select(static v => v.Name), static v => v.Name), .. added] });
    }

    /// <summary>Sets the environment variables of a file of this machine: <c>--env-file</c>. Those of <c>WithEnvironment</c> come after, and win.</summary>
    /// <param name="path">A file of <c>NAME=VALUE</c> lines, read each time when the command is run.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithEnvironmentFile(string path) =>
        With(Options with { EnvironmentFiles = Options.EnvironmentFiles.Add(Required(path, "--env-file", "app.env")) });

    /// <summary>Puts a label on the container: <c>-l KEY=VALUE</c>, <c>--label</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException"><paramref name="key"/> cannot be a key.</exception>
    [Pure]
    public TSelf WithLabel(string key, string value) => WithLabel(Label.Create(key, value));

    /// <inheritdoc cref="WithLabel(string, string)"/>
    /// <param name="label"><c>KEY=VALUE</c>, or <c>KEY</c> for an empty value.</param>
    /// <exception cref="FormatException">It has no key.</exception>
    [Pure]
    public TSelf WithLabel(string label) => WithLabel(Label.Parse(label));

    /// <inheritdoc cref="WithLabel(string, string)"/>
    /// <param name="label">The label.</param>
    [Pure]
    public TSelf WithLabel(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return With(Options with { Labels = Options.Labels.Add(label) });
    }

    /// <summary>Puts the labels of a file of this machine on the container: <c>--label-file</c>. Those of <c>WithLabel</c> win.</summary>
    /// <param name="path">A file of <c>KEY=VALUE</c> lines, read each time when the command is run.</param>
    /// <exception cref="ArgumentException">It is empty or only white space.</exception>
    [Pure]
    public TSelf WithLabelFile(string path) =>
        With(Options with { LabelFiles = Options.LabelFiles.Add(Required(path, "--label-file", "labels.txt")) });

    /// <summary>Passes an annotation to the runtime: <c>--annotation KEY=VALUE</c>. Needs an engine with API 1.43.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty or only white space, or holds <c>=</c>.</exception>
    [Pure]
    public TSelf WithAnnotation(string key, string value)
    {
        (string name, string text) = KeyValueOption.ReadAnnotation(Pair(key, value, "--annotation", "com.example.team"));
        return With(Options with { Annotations = Options.Annotations.SetItem(name, text) });
    }
}

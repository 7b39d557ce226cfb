using System.Globalization;

namespace DockerKit;

/// <summary>The text of <c>--gpus</c>. Source: https://github.com/docker/cli, opts/gpus.go.</summary>
internal static class GpuRequestText
{
    /// <summary>Reads the text and gives what is wrong with it, or null.</summary>
    public static string? Read(string text, out GpuRequest? result)
    {
        result = null;
        if (CsvLine.Read(text, out IReadOnlyList<string> fields) is { } broken)
        {
            return broken;
        }

        var request = new GpuRequest(0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string field in fields)
        {
            (string key, string? value) = Cut(field);
            if (!seen.Add(key))
            {
                return $"'{key}' can be given only once.";
            }

            if (value is null)
            {
                // A field without '=' is a count.
                seen.Add("count");
                (key, value) = ("count", key);
            }

            if (Apply(key, value, ref request) is { } problem)
            {
                return problem;
            }
        }

        bool counted = seen.Contains("count") || request.DeviceIds.Count > 0;
        result = counted ? request : request with { Count = 1 };
        return null;
    }

    public static string Write(GpuRequest request)
    {
        var fields = new List<string>();
        AddIf(request.Driver.Length > 0, $"driver={request.Driver}");
        AddIf(request.DeviceIds.Count > 0, $"device={string.Join(',', request.DeviceIds)}");
        AddIf(request.Capabilities.Count > 0, $"capabilities={string.Join(',', request.Capabilities)}");
        IEnumerable<string> options = request.Options.OrderBy(static o => o.Key, StringComparer.Ordinal).Select(static o => $"{o.Key}={o.Value}");
        AddIf(request.Options.Count > 0, $"options={CsvLine.Join(options)}");

        string count = request.Count == GpuRequest.EveryGpu ? "all" : request.Count.ToString(CultureInfo.InvariantCulture);
        if (fields.Count == 0)
        {
            return count;
        }

        // What a text without a count means is left out.
        if (request.Count != (request.DeviceIds.Count > 0 ? 0 : 1))
        {
            fields.Insert(0, $"count={count}");
        }

        return CsvLine.Join(fields);

        void AddIf(bool present, string field)
        {
            if (present)
            {
                fields.Add(field);
            }
        }
    }

    private static string? Apply(string key, string value, ref GpuRequest request)
    {
        switch (key)
        {
            case "driver":
                request = request with { Driver = value };
                return null;
            case "device":
                request = request with { DeviceIds = value.Split(',') };
                return null;
            case "capabilities":
                request = request with { Capabilities = value.Split(',') };
                return null;
            case "options":
                return ApplyOptions(value, ref request);
            case "count":
                int count = GpuRequest.EveryGpu;
                if (value != "all" && !GoInteger.TryParse(value, out count))
                {
                    return $"the count '{value}' is neither 'all' nor a whole number.";
                }

                request = request with { Count = count };
                return null;
            default:
                return $"'{key}' is none of count, device, driver, capabilities and options.";
        }
    }

    private static string? ApplyOptions(string value, ref GpuRequest request)
    {
        if (CsvLine.Read(value, out IReadOnlyList<string> options) is { } problem)
        {
            return $"the options cannot be read: {problem}";
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string option in options)
        {
            (string name, string? setting) = Cut(option);
            read[name] = setting ?? "";
        }

        request = request with { Options = read };
        return null;
    }

    private static (string Key, string? Value) Cut(string field)
    {
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (field, null) : (field[..equals], field[(equals + 1)..]);
    }
}

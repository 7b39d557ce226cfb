using System.Collections.ObjectModel;
using System.Text.Json;
using static DockerKit.Transport.DockerDotNet.JsonTokens;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Reads the rows of <c>docker ps</c> straight out of the engine's JSON: a list of a thousand is asked for often.</summary>
internal static class ContainerRowReader
{
    public static IReadOnlyList<ContainerSummary> ReadAll(ref Utf8JsonReader json)
    {
        var rows = new List<ContainerSummary>();
        if (EnterList(ref json))
        {
            string imageId = "";
            while (NextObject(ref json))
            {
                ContainerSummary row = ReadRow(ref json, imageId);
                imageId = row.ImageId;
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Reads one row. The image's id is often the row's before: then it is the same string.</summary>
    private static ContainerSummary ReadRow(ref Utf8JsonReader json, string lastImageId)
    {
        string id = "", image = "", imageId = "", command = "", status = "", state = "";
        long created = 0;
        long? writable = null, total = null;
        string[] names = [], networks = [], mounts = [];
        IReadOnlyList<ContainerPort> ports = [];
        IReadOnlyDictionary<string, string> labels = ReadOnlyDictionary<string, string>.Empty;
        while (NextField(ref json))
        {
            switch (FieldName(ref json))
            {
                case "Id": id = ReadText(ref json); break;
                case "Names": names = ReadNames(ref json); break;
                case "Image": image = ReadText(ref json); break;
                case "ImageID": imageId = ReadImageId(ref json, lastImageId); break;
                case "Command": command = ReadText(ref json); break;
                case "Created": created = ReadNumber(ref json); break;
                case "State": state = ReadText(ref json); break;
                case "Status": status = ReadText(ref json); break;
                case "Ports": ports = ReadPorts(ref json); break;
                case "Labels": labels = ReadTexts(ref json) ?? labels; break;
                case "NetworkSettings": networks = ReadNetworks(ref json); break;
                case "Mounts": mounts = ReadMounts(ref json); break;
                case "SizeRw": writable = ReadNumber(ref json); break;
                case "SizeRootFs": total = ReadNumber(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new ContainerSummary
        {
            Id = id,
            Name = Array.Find(names, static name => !name.Contains('/', StringComparison.Ordinal)) ?? (names is [var first, ..] ? first : ""),
            Names = names,
            Image = image,
            ImageId = imageId,
            Command = command,
            Created = UnixTime.Of(created),
            State = ContainerStates.Parse(state),
            Status = status,
            Ports = ports,
            Labels = labels,
            Networks = networks,
            Mounts = mounts,

            // The engine leaves zeros out: a container that wrote nothing has the total only.
            WritableSize = (writable ?? (total is null ? null : 0)) is { } own ? ByteSize.FromBytes(own) : null,
            TotalSize = total is { } all ? ByteSize.FromBytes(all) : null,
        };
    }

    private static string ReadImageId(ref Utf8JsonReader json, string last)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String && json.ValueTextEquals(last) ? last : Text(ref json);
    }

    private static string[] ReadNames(ref Utf8JsonReader json)
    {
        var names = default(FewItems<string>);
        if (EnterList(ref json))
        {
            while (NextText(ref json))
            {
                string name = !json.ValueIsEscaped && json.ValueSpan is [(byte)'/', ..]
                    ? System.Text.Encoding.UTF8.GetString(json.ValueSpan[1..])
                    : Text(ref json).TrimStart('/');
                names.Add(name);
            }
        }

        return names.ToArray();
    }

    private static ContainerPort[] ReadPorts(ref Utf8JsonReader json)
    {
        var ports = default(FewItems<ContainerPort>);
        if (EnterList(ref json))
        {
            while (NextObject(ref json))
            {
                ContainerPort port = ReadPort(ref json);
                ports.Add(port);
            }
        }

        return ports.ToArray();
    }

    private static ContainerPort ReadPort(ref Utf8JsonReader json)
    {
        string ip = "", protocol = "";
        long inside = 0;
        long? outside = null;
        while (NextField(ref json))
        {
            switch (FieldName(ref json))
            {
                case "IP": ip = ReadText(ref json); break;
                case "PrivatePort": inside = ReadNumber(ref json); break;
                case "PublicPort": outside = ReadNumber(ref json); break;
                case "Type": protocol = ReadText(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new ContainerPort((int)inside, (int?)outside, protocol, ip.Length == 0 ? null : ip);
    }

    private static string[] ReadNetworks(ref Utf8JsonReader json)
    {
        var networks = default(FewItems<string>);
        if (EnterObject(ref json))
        {
            while (NextField(ref json))
            {
                if (FieldName(ref json) == "Networks" && EnterObject(ref json))
                {
                    while (NextField(ref json))
                    {
                        string name = Text(ref json);
                        networks.Add(name);
                        json.Skip();
                    }
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return networks.ToArray();
    }

    private static string[] ReadMounts(ref Utf8JsonReader json)
    {
        var mounts = default(FewItems<string>);
        if (EnterList(ref json))
        {
            while (NextObject(ref json))
            {
                string name = "", source = "";
                while (NextField(ref json))
                {
                    switch (FieldName(ref json))
                    {
                        case "Name": name = ReadText(ref json); break;
                        case "Source": source = ReadText(ref json); break;
                        default: json.Skip(); break;
                    }
                }

                string mount = name.Length > 0 ? name : source;
                mounts.Add(mount);
            }
        }

        return mounts.ToArray();
    }
}

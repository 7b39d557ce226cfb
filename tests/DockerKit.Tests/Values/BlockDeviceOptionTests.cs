using System.Text.Json;

namespace DockerKit.Tests;

public sealed class BlockDeviceOptionTests
{
    public static IEnumerable<TheoryDataRow<string>> Weights() => Vectors.Rows("container-options.json", "blkioWeightDevice");

    public static IEnumerable<TheoryDataRow<string>> ByteRates() => Vectors.Rows("container-options.json", "throttleBps");

    public static IEnumerable<TheoryDataRow<string>> OperationRates() => Vectors.Rows("container-options.json", "throttleIops");

    [Theory]
    [MemberData(nameof(Weights))]
    public void A_weight_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), BlkioWeightDevice.TryParse(row.Text("value"), out BlkioWeightDevice? device));
        if (device is not null)
        {
            Assert.Equal(row.Text("Path"), device.Path);
            Assert.Equal(row.GetProperty("Weight").GetInt32(), device.Weight);
            Assert.Equal(row.Text("value"), device.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(ByteRates))]
    public void A_rate_in_bytes_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), ByteRateDevice.TryParse(row.Text("value"), out ByteRateDevice? device));
        if (device is not null)
        {
            Assert.Equal(row.Text("Path"), device.Path);
            Assert.Equal(row.GetProperty("Rate").GetInt64(), device.Rate.Bytes);
            Assert.Equal(device, ByteRateDevice.Parse(device.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(OperationRates))]
    public void A_rate_in_operations_reads_as_docker_reads_it(string json)
    {
        JsonElement row = Vectors.Case(json);
        Assert.Equal(row.GetProperty("valid").GetBoolean(), OperationRateDevice.TryParse(row.Text("value"), out OperationRateDevice? device));
        if (device is not null)
        {
            Assert.Equal(row.Text("Path"), device.Path);
            Assert.Equal(row.GetProperty("Rate").GetUInt64(), device.Rate);
            Assert.Equal(row.Text("value"), device.ToString());
        }
    }

    [Fact]
    public void A_refusal_says_what_is_wrong()
    {
        Assert.Contains("no ':'", Assert.Throws<FormatException>(() => BlkioWeightDevice.Parse("/dev/sda")).Message, StringComparison.Ordinal);
        Assert.Contains("from 10 to 1000", Assert.Throws<FormatException>(() => BlkioWeightDevice.Parse("/dev/sda:9")).Message, StringComparison.Ordinal);
        Assert.Contains("begin with /dev/", Assert.Throws<FormatException>(() => ByteRateDevice.Parse("sda:1mb")).Message, StringComparison.Ordinal);
        Assert.Contains("'-1'", Assert.Throws<FormatException>(() => ByteRateDevice.Parse("/dev/sda:-1")).Message, StringComparison.Ordinal);
        Assert.Contains("'1.5'", Assert.Throws<FormatException>(() => OperationRateDevice.Parse("/dev/sda:1.5")).Message, StringComparison.Ordinal);
        Assert.Contains("'+5'", Assert.Throws<FormatException>(() => OperationRateDevice.Parse("/dev/sda:+5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_for_a_device_come_from_their_parts_too()
    {
        Assert.Equal("/dev/sda:500", BlkioWeightDevice.Create("/dev/sda", 500).ToString());
        Assert.Equal("/dev/sda:1m", ByteRateDevice.Create("/dev/sda", ByteSize.FromMebibytes(1)).ToString());
        Assert.Equal("/dev/sda:18446744073709551615", OperationRateDevice.Create("/dev/sda", ulong.MaxValue).ToString());
        Assert.Throws<FormatException>(() => ByteRateDevice.Create("/dev/sda", ByteSize.Unlimited));
    }
}

using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Its weight when disks are busy: <c>--blkio-weight</c>.</summary>
    /// <param name="weight">10 to 1000, or 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or above 65535; the engine judges the rest.</exception>
    [Pure]
    public TSelf WithBlkioWeight(int weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, ushort.MaxValue);
        return With(Options with { BlkioWeight = weight });
    }

    /// <summary>Its weight for one disk: <c>--blkio-weight-device</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/sda:500</c>.</param>
    /// <exception cref="FormatException">It is no weight of a device.</exception>
    [Pure]
    public TSelf WithBlkioWeightDevice(string device) => WithBlkioWeightDevice(BlkioWeightDevice.Parse(device));

    /// <inheritdoc cref="WithBlkioWeightDevice(string)"/>
    /// <param name="device">The device and its weight.</param>
    [Pure]
    public TSelf WithBlkioWeightDevice(BlkioWeightDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { BlkioWeightDevices = Options.BlkioWeightDevices.Add(device) });
    }

    /// <summary>The most bytes a second that it reads from a device: <c>--device-read-bps</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/sda:1mb</c>.</param>
    /// <exception cref="FormatException">It is no rate of a device.</exception>
    [Pure]
    public TSelf WithDeviceReadRate(string device) => WithDeviceReadRate(ByteRateDevice.Parse(device));

    /// <inheritdoc cref="WithDeviceReadRate(string)"/>
    /// <param name="device">The device and its rate.</param>
    [Pure]
    public TSelf WithDeviceReadRate(ByteRateDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { DeviceReadRates = Options.DeviceReadRates.Add(device) });
    }

    /// <summary>The most bytes a second that it writes to a device: <c>--device-write-bps</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/sda:1mb</c>.</param>
    /// <exception cref="FormatException">It is no rate of a device.</exception>
    [Pure]
    public TSelf WithDeviceWriteRate(string device) => WithDeviceWriteRate(ByteRateDevice.Parse(device));

    /// <inheritdoc cref="WithDeviceWriteRate(string)"/>
    /// <param name="device">The device and its rate.</param>
    [Pure]
    public TSelf WithDeviceWriteRate(ByteRateDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { DeviceWriteRates = Options.DeviceWriteRates.Add(device) });
    }

    /// <summary>The most reads a second from a device: <c>--device-read-iops</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/sda:1000</c>.</param>
    /// <exception cref="FormatException">It is no rate of a device.</exception>
    [Pure]
    public TSelf WithDeviceReadOperations(string device) => WithDeviceReadOperations(OperationRateDevice.Parse(device));

    /// <inheritdoc cref="WithDeviceReadOperations(string)"/>
    /// <param name="device">The device and its rate.</param>
    [Pure]
    public TSelf WithDeviceReadOperations(OperationRateDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { DeviceReadOperations = Options.DeviceReadOperations.Add(device) });
    }

    /// <summary>The most writes a second to a device: <c>--device-write-iops</c>.</summary>
    /// <param name="device">As the CLI writes it: <c>/dev/sda:1000</c>.</param>
    /// <exception cref="FormatException">It is no rate of a device.</exception>
    [Pure]
    public TSelf WithDeviceWriteOperations(string device) => WithDeviceWriteOperations(OperationRateDevice.Parse(device));

    /// <inheritdoc cref="WithDeviceWriteOperations(string)"/>
    /// <param name="device">The device and its rate.</param>
    [Pure]
    public TSelf WithDeviceWriteOperations(OperationRateDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return With(Options with { DeviceWriteOperations = Options.DeviceWriteOperations.Add(device) });
    }
}

using DockerKit.Conformance;

namespace DockerKit.Testing.Tests;

// The kit that the default transport passes on real engines.

public sealed class CallConformanceInMemory() : CallConformance(new MemoryTransportUnderTest());

public sealed class ContainerConformanceInMemory() : ContainerConformance(new MemoryTransportUnderTest());

public sealed class OutputConformanceInMemory() : OutputConformance(new MemoryTransportUnderTest());

public sealed class ImageConformanceInMemory() : ImageConformance(new MemoryTransportUnderTest());

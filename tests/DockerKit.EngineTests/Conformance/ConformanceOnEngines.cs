using DockerKit.Conformance;

namespace DockerKit.EngineTests;

// The default transport passes the kit on both engines.

public sealed class CallConformanceOnOldEngine() : CallConformance(new RealTransport(TestEngine.Old));

public sealed class CallConformanceOnCurrentEngine() : CallConformance(new RealTransport(TestEngine.Current));

public sealed class ContainerConformanceOnOldEngine() : ContainerConformance(new RealTransport(TestEngine.Old));

public sealed class ContainerConformanceOnCurrentEngine() : ContainerConformance(new RealTransport(TestEngine.Current));

public sealed class OutputConformanceOnOldEngine() : OutputConformance(new RealTransport(TestEngine.Old));

public sealed class OutputConformanceOnCurrentEngine() : OutputConformance(new RealTransport(TestEngine.Current));

public sealed class ImageConformanceOnOldEngine() : ImageConformance(new RealTransport(TestEngine.Old));

public sealed class ImageConformanceOnCurrentEngine() : ImageConformance(new RealTransport(TestEngine.Current));

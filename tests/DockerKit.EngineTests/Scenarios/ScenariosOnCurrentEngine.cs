using DockerKit.Scenarios;

namespace DockerKit.EngineTests;

// The scenarios on the current engine. Each class is a collection of its own, so that they run beside each other.

public sealed class BulkScenariosOnCurrentEngine() : BulkScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class ContainerNameScenariosOnCurrentEngine() : ContainerNameScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class CreateScenariosOnCurrentEngine() : CreateScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class ImageRemovalScenariosOnCurrentEngine() : ImageRemovalScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class ImageScenariosOnCurrentEngine() : ImageScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class LifecycleScenariosOnCurrentEngine() : LifecycleScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class ListScenariosOnCurrentEngine() : ListScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class LogsScenariosOnCurrentEngine() : LogsScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class PortScenariosOnCurrentEngine() : PortScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class PullScenariosOnCurrentEngine() : PullScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class RunScenariosOnCurrentEngine() : RunScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class SearchScenariosOnCurrentEngine() : SearchScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class SystemScenariosOnCurrentEngine() : SystemScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class WaitScenariosOnCurrentEngine() : WaitScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class HealthScenariosOnCurrentEngine() : HealthScenarios(new RealScenarioEngine(TestEngine.Current));

public sealed class OptionConflictScenariosOnCurrentEngine() : OptionConflictScenarios(new RealScenarioEngine(TestEngine.Current));

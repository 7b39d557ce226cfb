using DockerKit.Scenarios;

namespace DockerKit.EngineTests;

// The scenarios on the old engine. Each class is a collection of its own, so that they run beside each other.

public sealed class BulkScenariosOnOldEngine() : BulkScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class ContainerNameScenariosOnOldEngine() : ContainerNameScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class CreateScenariosOnOldEngine() : CreateScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class ImageRemovalScenariosOnOldEngine() : ImageRemovalScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class ImageScenariosOnOldEngine() : ImageScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class LifecycleScenariosOnOldEngine() : LifecycleScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class ListScenariosOnOldEngine() : ListScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class LogsScenariosOnOldEngine() : LogsScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class PortScenariosOnOldEngine() : PortScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class PullScenariosOnOldEngine() : PullScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class RunScenariosOnOldEngine() : RunScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class SearchScenariosOnOldEngine() : SearchScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class SystemScenariosOnOldEngine() : SystemScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class WaitScenariosOnOldEngine() : WaitScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class HealthScenariosOnOldEngine() : HealthScenarios(new RealScenarioEngine(TestEngine.Old));

public sealed class OptionConflictScenariosOnOldEngine() : OptionConflictScenarios(new RealScenarioEngine(TestEngine.Old));

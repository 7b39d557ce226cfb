using DockerKit.Scenarios;

namespace DockerKit.Testing.Tests;

// What real engines have passed, the engine in memory passes too.

public sealed class BulkScenariosInMemory() : BulkScenarios(new MemoryScenarioEngine());

public sealed class ContainerNameScenariosInMemory() : ContainerNameScenarios(new MemoryScenarioEngine());

public sealed class CreateScenariosInMemory() : CreateScenarios(new MemoryScenarioEngine());

public sealed class ImageRemovalScenariosInMemory() : ImageRemovalScenarios(new MemoryScenarioEngine());

public sealed class ImageScenariosInMemory() : ImageScenarios(new MemoryScenarioEngine());

public sealed class LifecycleScenariosInMemory() : LifecycleScenarios(new MemoryScenarioEngine());

public sealed class ListScenariosInMemory() : ListScenarios(new MemoryScenarioEngine());

public sealed class LogsScenariosInMemory() : LogsScenarios(new MemoryScenarioEngine());

public sealed class PortScenariosInMemory() : PortScenarios(new MemoryScenarioEngine());

public sealed class PullScenariosInMemory() : PullScenarios(new MemoryScenarioEngine());

public sealed class RunScenariosInMemory() : RunScenarios(new MemoryScenarioEngine());

public sealed class SearchScenariosInMemory() : SearchScenarios(new MemoryScenarioEngine());

public sealed class SystemScenariosInMemory() : SystemScenarios(new MemoryScenarioEngine());

public sealed class WaitScenariosInMemory() : WaitScenarios(new MemoryScenarioEngine());

public sealed class HealthScenariosInMemory() : HealthScenarios(new MemoryScenarioEngine());

public sealed class OptionConflictScenariosInMemory() : OptionConflictScenarios(new MemoryScenarioEngine());

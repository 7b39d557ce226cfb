using DockerKit.Samples.Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

// Where the engine is, how often a call is tried, and how long it may take: section "DockerKit" of appsettings.json. A wrong value ends the start.
builder.Services.AddDockerKit(options => builder.Configuration.GetSection("DockerKit").Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true));
builder.Services.AddOptions<JanitorOptions>().BindConfiguration("Janitor").ValidateOnStart()
    .Validate(static options => options.Label.Length > 0, "Janitor:Label is empty: every container that has ended would be removed.")
    .Validate(static options => options.Interval > TimeSpan.Zero && options.Interval <= TimeSpan.FromDays(1), "Janitor:Interval must be above zero and at most a day.")
    .Validate(static options => options.AtMost > 0, "Janitor:AtMost must be at least 1.");
builder.Services.AddHostedService<Janitor>();
await builder.Build().RunAsync();

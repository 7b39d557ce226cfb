using System.Net;
using DockerKit.Samples.AspNetDashboard;
using DockerKit.Samples.AspNetDashboard.Endpoints;
using Microsoft.AspNetCore.DataProtection;

// A page for the engines of this machine's user. Whoever reaches it rules the engine, so it listens on this machine only.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue("Port", 5080)));

builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DashboardJson.Default));
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // a page is as old as the program: nothing is kept on disk
builder.Services.AddAntiforgery(antiforgery =>
{
    antiforgery.HeaderName = "X-Antiforgery";
    antiforgery.Cookie.Name = "dashboard";
    antiforgery.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddEngines(builder.Configuration);

WebApplication app = builder.Build();
app.UseMiddleware<PageRules>();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapHealth();

RouteGroupBuilder api = app.MapGroup("/api").AddEndpointFilter<Antiforgery>();
api.MapEngines();
api.MapLive();
api.MapContainers();
api.MapImages();
api.MapPull();
api.MapLogs();
app.Run();

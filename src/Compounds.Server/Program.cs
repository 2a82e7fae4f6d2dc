using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Sweeping;
using Compounds.Ledger;
using Compounds.Server;
using Compounds.Server.Agencies;
using Compounds.Server.Audit;
using Compounds.Server.Batches;
using Compounds.Server.Bodies;
using Compounds.Server.Dashboard;
using Compounds.Server.Graphs;
using Compounds.Server.Hosting;
using Compounds.Server.Intake;
using Compounds.Server.Live;
using Compounds.Server.Policy;
using Compounds.Server.Problems;
using Compounds.Server.Reports;
using Compounds.Server.SignIn;
using Compounds.Server.Simulation;
using Compounds.Server.Subjects;
using Compounds.Server.Views;
using Compounds.Server.Watches;
using Microsoft.Extensions.Options;

FullHeap.EndsTheProcess();

// Watching the settings for changes would watch the working folder, and with it every write to a ledger that lies there: a tenth of intake.
var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
try
{
    Settings.Check(builder.Configuration);
    builder.UseSafeBinding();
    var addStores = await builder.AddLedgerAsync();
    builder.AddSilo(addStores, await builder.AddTextsAsync());
}
catch (Exception refused) when (refused is LedgerUnavailableException or OptionsValidationException)
{
    // A start that is refused is no crash: one sentence, and a code by which systemd does not try again for ever.
    await Console.Error.WriteLineAsync(refused.Message);
    return LedgerOwnership.ExitCode;
}

builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
builder.WebHost.UseSockets(static sockets => sockets.MaxWriteBufferSize = ReportsIntake.WaitingBytes);
builder.AddTelemetry();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<IntakeMeter>();
builder.Services.AddSingleton<IntakePace>();
builder.Services.AddSingleton<BatchRecording>();
builder.Services.AddSingleton(SimulationOptions.LimitsOf(builder.Configuration)).AddSimulation();
builder.Services.AddReplicas();
builder.AddNarratives();
builder.Services.AddHostedService<Sweeper>();
builder.Services.AddRequestDeadlines();
builder.Services.AddDrain();
builder.Services.AddSingleton<LiveMeter>().AddSingleton<LiveFeeds>();
builder.AddCompoundsSignIn();
builder.AddAudit();
builder.Services.ConfigureHttpJsonOptions(static options => ApiJson.Configure(options.SerializerOptions));
builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true); // One place words every refusal.
builder.Services.AddSingleton<RefusalMeter>();
builder.Services.AddProblemDetails(static problems =>
    problems.CustomizeProblemDetails = static told =>
    {
        StatusWords.Word(told.ProblemDetails, told.HttpContext.Response);
        told.HttpContext.RequestServices.GetRequiredService<RefusalMeter>().Count(told.ProblemDetails);
    });
builder.Services.AddSingleton<Failures>();
builder.Services.AddExceptionHandler<Failures>();
builder.Services.AddApiDocument();
builder.Services.AddRateLimits();
builder.Services.AddHostNames();
builder.Services.AddCompression();
builder.Services.AddHealthChecks().AddCheck<LedgerHealth>("ledger");

var app = builder.Build();
app.TellLogDamage();
app.UseAnswerHeaders();
app.UseCompression();
app.UseRefusalAudit();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseHostNames();
app.UseOperatorPort();
app.UseOwnedLedger();
app.UseRequestDeadlines();
app.UseReadsFirst();
app.UseUtf8Bodies();
app.UseSingleValues();
app.UseAuthentication();
app.UseRateLimits();
app.UseAuthorization();
app.UseCallers();
app.MapOpenApi().AllowAnonymous();
app.MapHealthChecks("/health/live", new() { Predicate = static _ => false }).AllowAnonymous();
app.MapHealthChecks("/health/ready", new() { ResponseWriter = LedgerHealth.WriteAsync }).AllowAnonymous();
app.MapOperatorPage();
app.MapSecurityText();
var api = app.MapApi();
api.AuditReads();
api.MapSignIn();
api.MapAgencies();
api.MapGrants();
api.MapEmergencyAccess();
api.MapAudit();
api.MapIntake();
api.MapReports();
api.MapBatches();
api.MapSubjects();
api.MapGraphs();
api.MapPolicyActions();
api.MapWatches();
api.MapViews();
api.MapLive();
api.MapNetworks();
api.MapScenarios();
api.MapFronts();
app.MapDashboard();
await app.RunAsync();
return 0;

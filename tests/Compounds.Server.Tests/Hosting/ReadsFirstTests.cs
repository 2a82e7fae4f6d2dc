using Compounds.Grains.Inbox;
using Compounds.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Which requests intake gives way to, and for how long.</summary>
public sealed class ReadsFirstTests : IAsyncLifetime
{
    private readonly WebApplication _app;

    public ReadsFirstTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider()).AddSingleton(DeliveryRoom.OfDisk).AddSingleton<IntakePace>();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.UseReadsFirst();
        _app.Run(async http =>
        {
            var isFree = IsIntakeFree();
            await http.Response.StartAsync();
            await http.Response.WriteAsync($"{isFree} {IsIntakeFree()}");
        });
    }

    public Task InitializeAsync() => _app.StartAsync();

    [Theory]
    [InlineData("GET", "/v1/compounds", null, "False True")]
    [InlineData("GET", "/v1/scenarios/a", "wait=60", "True True")]
    [InlineData("POST", "/v1/reports", null, "True True")]
    [InlineData("GET", "/health/ready", null, "True True")]
    public async Task Intake_waits_for_a_read_until_its_answer_begins_and_for_nothing_else(string method, string path, string? prefer, string freeBeforeAndAfter)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        using var response = await client.SendAsync(request);
        Assert.Equal(freeBeforeAndAfter, await response.Content.ReadAsStringAsync());
        Assert.True(IsIntakeFree());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private bool IsIntakeFree() => _app.Services.GetRequiredService<IntakePace>().GiveWayAsync().AsTask().IsCompleted;
}

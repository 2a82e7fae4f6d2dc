using System.Net;
using Compounds.Driving;
using Microsoft.AspNetCore.Authorization;

namespace Compounds.Server.Tests.SignIn;

/// <summary>What each role may do.</summary>
public sealed class RoleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("analyst", "GET", "/v1/compounds", HttpStatusCode.OK)]
    [InlineData("analyst", "POST", "/v1/reports", HttpStatusCode.Forbidden)]
    [InlineData("analyst", "POST", "/v1/reports/utility/retractions", HttpStatusCode.Forbidden)]
    [InlineData("analyst", "GET", "/v1/agencies", HttpStatusCode.Forbidden)]
    [InlineData("policy", "GET", "/v1/infrastructure", HttpStatusCode.OK)]
    [InlineData("policy", "POST", "/v1/reports", HttpStatusCode.Forbidden)]
    [InlineData("analyst", "GET", "/v1/policy-actions", HttpStatusCode.OK)]
    [InlineData("partner", "GET", "/v1/views", HttpStatusCode.OK)]
    [InlineData(null, "GET", "/v1/views", HttpStatusCode.Unauthorized)]
    [InlineData("partner", "GET", "/v1/batches", HttpStatusCode.OK)]
    [InlineData(null, "GET", "/v1/batches", HttpStatusCode.Unauthorized)]
    [InlineData("analyst", "GET", "/v1/policy-actions/pa-000000000000", HttpStatusCode.NotFound)]
    [InlineData("analyst", "POST", "/v1/policy-actions", HttpStatusCode.Forbidden)]
    [InlineData("partner", "POST", "/v1/policy-actions/pa-000000000000/approve", HttpStatusCode.Forbidden)]
    [InlineData("partner", "GET", "/v1/reports", HttpStatusCode.OK)]
    [InlineData("partner", "POST", "/v1/reports/pea/retractions", HttpStatusCode.Forbidden)]
    [InlineData("partner", "PUT", "/v1/agencies/utility", HttpStatusCode.Forbidden)]
    [InlineData("partner", "POST", "/v1/fronts", HttpStatusCode.Forbidden)]
    [InlineData("relay", "POST", "/v1/reports/pea/retractions", HttpStatusCode.NotFound)]
    [InlineData("relay", "GET", "/v1/agencies", HttpStatusCode.Forbidden)]
    [InlineData("administrator", "PUT", "/v1/agencies/utility", HttpStatusCode.Forbidden)]
    [InlineData("administrator", "GET", "/v1/agencies", HttpStatusCode.OK)]
    [InlineData("administrator", "POST", "/v1/reports", HttpStatusCode.Forbidden)]
    [InlineData(null, "GET", "/v1/compounds", HttpStatusCode.Unauthorized)]
    [InlineData(null, "GET", "/v1/live", HttpStatusCode.Unauthorized)]
    [InlineData(null, "GET", "/health/ready", HttpStatusCode.OK)]
    public async Task A_role_opens_what_it_is_for_and_no_more(string? role, string method, string path, HttpStatusCode expected)
    {
        using var client = role is null ? api.Server.NewClient("") : await api.ClientAsync("utility", role);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = System.Net.Http.Json.JsonContent.Create(new { report = "never-filed", reason = "withdrawn", name = "A utility", clearance = "AMBER" });
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void Every_path_asks_who_is_calling_or_is_open_on_purpose() => Assert.All(
        api.Server.Endpoints,
        static endpoint => Assert.True(endpoint.Metadata.Any(static item => item is IAuthorizeData or IAllowAnonymous or AuthorizationPolicy), endpoint.DisplayName));
}

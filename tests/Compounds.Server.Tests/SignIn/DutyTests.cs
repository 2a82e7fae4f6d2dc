using System.Net;
using System.Net.Http.Json;
using System.Text;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Duties;
using Compounds.Readers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Compounds.Server.Tests.SignIn;

/// <summary>Each operation of the API is open to the roles that the table of duties names, for one's own agency and for others, and to no one else.</summary>
public sealed class DutyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Head = """
        # Duties

        Which act each operation of the API is, and which roles open it: for what is of the caller's own agency (or of no
        agency), and for what is another's. What a role opens is still shown only as far as markings allow. Made from the
        table in `src/Compounds.Domain/Duties/Duty.cs`:
        `COMPOUNDS_UPDATE_CONTRACTS=1 dotnet test tests/Compounds.Server.Tests --filter DutyTests` writes it again.

        | operation | act | own | others |
        | --- | --- | --- | --- |

        """;

    private static readonly Roles[] s_roles = [.. Enum.GetValues<Roles>()];

    [Fact]
    public async Task Every_operation_is_open_to_the_roles_of_its_act_and_closed_to_all_others()
    {
        var operations = await OperationsAsync();
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var role in s_roles)
        {
            // A role of the task force is had there alone, and what is another's is of an agency that is not its own.
            var (own, other) = Separation.FaultOf("pea", role) is null ? ("pea", "press") : (Agency.TaskForce, "pea");
            foreach (var operation in operations)
            {
                foreach (var relation in operation.HasOwner ? Enum.GetValues<Relation>() : [Relation.Own])
                {
                    using var caller = await api.Server.SignInAsync(own, Tlp.Red, $"{own}:{role}", role);
                    var isForbidden = await IsForbiddenAsync(caller, operation, relation is Relation.Own ? own : other);
                    asked++;
                    if (isForbidden == operation.Acts.All(act => Duty.Allows(act, role, relation)))
                        wrong.Add($"{role} {operation.Method} {operation.Path} of {relation}: {(isForbidden ? "closed" : "open")}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 700, $"Only {asked} requests were made.");
    }

    [Fact]
    public async Task Who_did_not_sign_in_opens_nothing_that_asks_for_an_act()
    {
        using var nobody = api.Server.NewClient("");
        foreach (var operation in await OperationsAsync())
        {
            api.Server.Clock.Advance(TimeSpan.FromSeconds(5)); // So many in one minute would be one address that tries keys.
            using var answer = await SendAsync(nobody, operation, "pea");
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{operation.Method} {operation.Path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_table_of_duties_lists_every_operation_as_it_is()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var operation in (await OperationsAsync()).OrderBy(static each => each.Path, StringComparer.Ordinal).ThenBy(static each => each.Method, StringComparer.Ordinal))
        {
            var act = operation.Acts.Length == 0 ? "any that is signed in" : string.Join(" and ", operation.Acts);
            text.Append("| `").Append(operation.Method).Append(' ').Append(operation.Path).Append("` | ").Append(act)
                .Append(" | ").Append(RolesOf(operation, Relation.Own)).Append(" | ").Append(operation.HasOwner ? RolesOf(operation, Relation.Other) : "").Append(" |\n");
        }

        var path = Path.Combine(Repository.Root, "src", "Compounds.Server", "DUTIES.md");
        if (Repository.UpdatesContracts)
            await File.WriteAllTextAsync(path, text.ToString());
        Assert.Equal(text.ToString(), await File.ReadAllTextAsync(path));
    }

    private static string RolesOf(Operation operation, Relation relation) => operation.Acts.Length == 0 ? "all"
        : RoleNames.Text(s_roles.Where(role => operation.Acts.All(act => Duty.Allows(act, role, relation))).Aggregate(Roles.None, static (all, role) => all | role)) is { Length: > 0 } names
            ? names : "none";

    private static async Task<bool> IsForbiddenAsync(HttpClient caller, Operation operation, string agency)
    {
        using var answer = await SendAsync(caller, operation, agency);
        if (answer.StatusCode is not HttpStatusCode.Forbidden)
            return false;
        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        return problem.Text("type") == "urn:compounds:forbidden"; // Other codes are of rules behind the table.
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient caller, Operation operation, string agency)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), operation.Filled(agency));
        if (operation.Method is not "GET")
            request.Content = new StringContent("{}", Encoding.UTF8, operation.Path is "/v1/reports/check" ? "text/csv" : "application/json");
        return await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead); // Some answers go on for ever.
    }

    /// <summary>Every operation of the OpenAPI document that is not open to all, with the acts that its endpoint asks for.</summary>
    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        using var reader = await api.Server.SignInAsync("pea", Tlp.Red, "pea:reader", Roles.Analyst);
        var document = await reader.ReadAsync("/openapi/v1.json");
        var endpoints = api.Server.Endpoints.OfType<RouteEndpoint>().SelectMany(
            static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [],
            static (endpoint, method) => (Key: $"{method} {Plain(endpoint.RoutePattern.RawText!)}", endpoint.Metadata)).ToLookup(static each => each.Key, static each => each.Metadata);
        return [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject(), static (path, operation) => (Path: path.Name, Method: operation.Name.ToUpperInvariant()))
            .Select(each => (each.Path, each.Method, Metadata: endpoints[$"{each.Method} {Plain(each.Path)}"].FirstOrDefault()
                ?? throw new InvalidOperationException($"{each.Method} {each.Path} is none of {string.Join(", ", endpoints.Select(static known => known.Key))}.")))
            .Where(static each => each.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(static each => new Operation(
                each.Method, each.Path, [.. each.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static asks => asks.Policy).OfType<string>().Distinct().Select(Enum.Parse<Act>)]))];
    }

    private static string Plain(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{\**(\w+)[^}]*\}", "{$1}").TrimEnd('/');

    private sealed record Operation(string Method, string Path, Act[] Acts)
    {
        public bool HasOwner => Path.Contains("{agency}", StringComparison.Ordinal);

        public string Filled(string agency) => System.Text.RegularExpressions.Regex.Replace(
            Path.Replace("{agency}", agency, StringComparison.Ordinal), @"\{\w+\}", "never-made-0123456789");
    }
}

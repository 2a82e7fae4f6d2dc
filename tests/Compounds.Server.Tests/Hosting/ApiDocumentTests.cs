using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Hosting;

/// <summary>The OpenAPI document is a contract: what is served is what is checked in.</summary>
public sealed class ApiDocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_served_document_is_the_agreed_one()
    {
        var document = await api.Press.ReadAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        var served = JsonSerializer.Serialize(document, s_indented) + "\n";
        var path = Path.Combine(Repository.Root, "src", "Compounds.Server", "openapi.json");
        if (Repository.UpdatesContracts)
            await File.WriteAllTextAsync(path, served);
        Assert.True(
            await File.ReadAllTextAsync(path) == served,
            "The API is not what src/Compounds.Server/openapi.json says. When the change is meant, run these tests once with COMPOUNDS_UPDATE_CONTRACTS=1 and commit the file.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_a_tag()
    {
        var document = await api.Press.ReadAsync("/openapi/v1.json");
        Assert.All(
            document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject()),
            static operation =>
            {
                Assert.NotEmpty(operation.Value.Text("operationId"));
                Assert.NotEmpty(operation.Value.Text("summary"));
                Assert.NotEqual(0, operation.Value.GetProperty("tags").GetArrayLength());
            });
    }
}

using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Intake;
using Compounds.Server.Subjects;
using Compounds.Subjects;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compounds.Server.Hosting;

/// <summary>The OpenAPI 3.1 document of the API. It is checked in as <c>openapi.json</c>; a test fails when the two differ.</summary>
internal static class ApiDocument
{
    private static readonly Dictionary<Type, string> s_texts = new()
    {
        [typeof(SubjectId)] = "A subject id, for example compound:kk-park.",
        [typeof(ReportKey)] = "A report, agency/id.",
        [typeof(Grade)] = "An Admiralty grade, A1 to F6.",
        [typeof(Tlp)] = "A TLP 2.0 level: CLEAR, GREEN, AMBER, AMBER+STRICT or RED.",
        [typeof(Pap)] = "A PAP level: CLEAR, GREEN, AMBER or RED.",
    };

    // These are written by hand in the wire format; the document tells it by the types that describe it.
    private static readonly Dictionary<Type, Type> s_wireTypes = new()
    {
        [typeof(Report)] = typeof(IncomingReport),
        [typeof(Claim)] = typeof(IncomingClaim),
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = static description => description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "Compounds";
            document.Info.Version = "1";
            document.Info.Description = "The live picture of the task force against scam compounds. Refusals of pushed lines are listed in REFUSALS.md.";
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (s_texts.TryGetValue(type, out var text))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description ??= text;
        }
        else if (s_wireTypes.TryGetValue(type, out var wire))
        {
            var shape = await context.GetOrCreateSchemaAsync(wire, null, cancellationToken);
            (schema.Type, schema.Properties, schema.Required) = (JsonSchemaType.Object, shape.Properties, shape.Required);
        }
        else if (type == typeof(SaidClaim))
        {
            var shape = await context.GetOrCreateSchemaAsync(typeof(IncomingClaim), null, cancellationToken);
            var sentence = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The claim in plain English." };
            (schema.Type, schema.Properties) = (JsonSchemaType.Object, new Dictionary<string, IOpenApiSchema>(shape.Properties!) { ["sentence"] = sentence });
        }
    }
}

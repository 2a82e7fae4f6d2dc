namespace Compounds.Server.Hosting;

/// <summary>The OpenAPI 3.1 document of the API.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "Compounds";
            document.Info.Version = "1";
            document.Info.Description = "The live picture of the task force against scam compounds.";
            document.Servers = [];
            return Task.CompletedTask;
        }));
}

using System.ComponentModel.DataAnnotations;
using Compounds.Grains.Views;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Views;

/// <summary>Screens that people named, for themselves or for their agency. Another agency never hears of them.</summary>
internal static class ViewEndpoints
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/views").WithTags("Views").RequireAuthorization(Access.Read);
        group.MapGet("/", ListAsync).WithName("ListViews").WithSummary("The caller's saved views and those of the caller's agency, by name.");
        group.MapPut("/{view}", PutAsync).WithName("PutView").WithSummary("Saves a view for the caller, or with isTeam for the whole agency. A view of this id that the caller may see is replaced.");
        group.MapDelete("/{view}", RemoveAsync).WithName("RemoveView").WithSummary("Removes a view of the caller or of the caller's agency.");
    }

    private static async Task<IReadOnlyList<ViewBody>> ListAsync(HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        return [.. (await ViewsOf(caller, grains).ListAsync(OwnerOf(caller), caller.Reader.Clearance, cancellationToken)).Select(view => ViewBody.Of(view, OwnerOf(caller)))];
    }

    private static async Task<Results<Ok<ViewBody>, ProblemHttpResult>> PutAsync(string view, PutView body, HttpContext http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        if (view.Length > 60 || !view.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-'))
            return Problem.BadRequest("A view has an id of 1 to 60 letters, digits and hyphens of the caller's choice.").Result;
        if (body.Name.Trim() is not { Length: > 0 } name || name.Any(char.IsControl))
            return Problem.BadRequest($"name is 1 to {SavedView.MaxNameLength} characters that can be seen.").Result;
        if (!body.Page.All(static letter => char.IsAsciiLetterLower(letter) || letter is '-') || body.Query.Any(char.IsControl))
            return Problem.BadRequest("page is the name of a page, for example subjects; query is the query of its address, for example kind=compound&conf=2.").Result;
        var saved = new SavedView(view, name, body.Page, body.Query, OwnerOf(caller), caller.Reader.Clearance, body.IsTeam, clock.GetUtcNow());
        return await ViewsOf(caller, grains).SaveAsync(saved, cancellationToken)
            ? TypedResults.Ok(ViewBody.Of(saved, saved.Owner))
            : Problem.BadRequest($"At most {ViewShelf.MaxViews} views can be saved; remove one first.").Result;
    }

    private static async Task<NoContent> RemoveAsync(string view, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        await ViewsOf(caller, grains).RemoveAsync(view, OwnerOf(caller), caller.Reader.Clearance, cancellationToken);
        return TypedResults.NoContent();
    }

    private static string OwnerOf(Caller caller) => caller.Member ?? caller.Reader.Agency;

    private static IViewsGrain ViewsOf(Caller caller, IGrainFactory grains) => grains.GetGrain<IViewsGrain>(caller.Reader.Agency);
}

/// <summary>A view to save.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Page">The page that it is a view of, for example subjects.</param>
/// <param name="Query">The query of the page's address, without the question mark.</param>
/// <param name="IsTeam">Whether the caller's whole agency sees it and may change it.</param>
public sealed record PutView(
    [Required, StringLength(SavedView.MaxNameLength, MinimumLength = 1)] string Name, [Required, StringLength(40, MinimumLength = 1)] string Page,
    [Required(AllowEmptyStrings = true), StringLength(SavedView.MaxQueryLength)] string Query, bool IsTeam = false);

/// <summary>A saved view.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Page">The page that it is a view of.</param>
/// <param name="Query">The query of the page's address, without the question mark.</param>
/// <param name="IsTeam">Whether the whole agency sees it and may change it.</param>
/// <param name="IsMine">Whether the caller saved it last.</param>
/// <param name="SavedAt">When it was saved last, in UTC.</param>
public sealed record ViewBody(string Id, string Name, string Page, string Query, bool IsTeam, bool IsMine, DateTimeOffset SavedAt)
{
    internal static ViewBody Of(SavedView view, string caller) => new(view.Id, view.Name, view.Page, view.Query, view.IsTeam, view.Owner == caller, view.SavedAt);
}

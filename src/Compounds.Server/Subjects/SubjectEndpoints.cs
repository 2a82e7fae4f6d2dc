using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Catalog;
using Compounds.Grains.Subjects;
using Compounds.Server.Audit;
using Compounds.Server.Cursors;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Subjects;

/// <summary>Lists and single subjects of every kind. All reads take both times.</summary>
internal static class SubjectEndpoints
{
    public static void MapSubjects(this IEndpointRouteBuilder routes)
    {
        foreach (var kind in SubjectKinds.All)
        {
            var (path, name) = (PathOf(kind), kind.ToString());
            var group = routes.MapGroup($"/v1/{path}").WithTags(name).RequireAuthorization(Access.Read);
            group.MapGet("/", (HttpContext http, IGrainFactory grains, [AsParameters] ListQuery query, CancellationToken cancellationToken) => ListAsync(kind, http, grains, query, cancellationToken))
                .WithName($"List{name}").WithSummary("Cards that pass the filter, in order, a page at a time.");
            group.MapGet("/{subject}", (string subject, HttpContext http, IGrainFactory grains, [AsParameters] TimesQuery times, CancellationToken cancellationToken) => GetAsync(kind, subject, http, grains, times, cancellationToken))
                .WithName($"Get{name}").WithSummary("All assessments of one subject, each with its range, sources, conflicts and, with explain=true, what each claim adds.");
            group.MapGet("/{subject}/evidence", (string subject, HttpContext http, IGrainFactory grains, [AsParameters] EvidenceQuery query, CancellationToken cancellationToken) => EvidenceAsync(kind, subject, http, grains, query, cancellationToken))
                .WithName($"Get{name}Evidence").WithSummary("The visible reports that stand, with their text, sources and claims about the subject in words, newest day first, a page at a time.");
            group.MapGet("/{subject}/history", (string subject, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) => HistoryAsync(kind, subject, http, grains, cancellationToken))
                .WithName($"Get{name}History").WithSummary("Everything visible that was ever said, in words too, oldest first, as NDJSON.").Produces<HistoryStep>(200, "application/x-ndjson").ProducesProblem(404);
            group.MapGet("/{subject}/neighbours", (string subject, HttpContext http, IGrainFactory grains, [AsParameters] TimesQuery times, CancellationToken cancellationToken) => NeighboursAsync(kind, subject, http, grains, times, cancellationToken))
                .WithName($"Get{name}Neighbours").WithSummary("The subjects it is tied to and those tied to it, with the probability of each tie.");
        }

        routes.MapGet("/v1/attributes", static () => AttributeCatalogue.Current.Rules).WithTags("Reference").WithName("ListAttributes").RequireAuthorization(Access.Read)
            .WithSummary("The attribute catalogue: what can be reported about each kind of subject, in what form and unit, and how it is fused.");
    }

    private static async Task<Results<Ok<CardPage>, ProblemHttpResult>> ListAsync(SubjectKind kind, HttpContext http, IGrainFactory grains, ListQuery asked, CancellationToken cancellationToken)
    {
        var cursors = CursorSeal.ScopeOf(http, $"{kind} by {asked.Sort}");
        if (asked.TryRead(kind, cursors, out var query) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        var reader = Caller.Of(http.User).Reader;
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)));
        var page = shards.SelectMany(static cards => cards)
            .Select(card => (Card: card, Key: CatalogKey.Of(card, query.Order))).OrderBy(static each => each.Key).Take(query.Limit).ToArray();
        var body = new CardPage([.. page.Select(static each => each.Card)], page.Length < query.Limit ? null : ListCursor.Write(cursors, page[^1].Key));
        return TypedResults.Ok(body);
    }

    private static async Task<Results<Ok<SubjectView>, ProblemHttpResult>> GetAsync(SubjectKind kind, string subject, HttpContext http, IGrainFactory grains, TimesQuery times, CancellationToken cancellationToken)
    {
        if (times.TryRead(out var question) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        return Find(kind, subject, grains) is { } grain && await grain.ReadAsync(Caller.Of(http.User).Reader, question, cancellationToken) is { } view
            ? TypedResults.Ok(view) : Absent(kind);
    }

    private static async Task<Results<Ok<EvidencePage>, ProblemHttpResult>> EvidenceAsync(
        SubjectKind kind, string subject, HttpContext http, IGrainFactory grains, EvidenceQuery query, CancellationToken cancellationToken)
    {
        var cursors = CursorSeal.ScopeOf(http, $"evidence of {kind} {subject}");
        if (query.TryRead(cursors, out var question, out var after) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        if (Find(kind, subject, grains) is not { } grain)
            return Absent(kind);
        var page = await EvidencePage.ReadAsync(grains, grain, Caller.Of(http.User).Reader, question, after, query.Limit, cursors, cancellationToken);
        return page.Items.Count > 0 || after is not null ? TypedResults.Ok(page) : Absent(kind);
    }

    private static async Task<IResult> HistoryAsync(SubjectKind kind, string subject, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        if (Find(kind, subject, grains) is not { } grain || await grain.CardAsync(reader, SubjectQuestion.Now, cancellationToken) is null && !await grain.HistoryAsync(reader, cancellationToken).AnyAsync(cancellationToken))
            return Absent(kind);
        return TypedResults.Stream(
            stream => NdjsonBody.WriteAsync(
                stream, ReadAudit.NotedAsync(http, HistoryStep.ReadAsync(grains, grain, reader, cancellationToken), cancellationToken), cancellationToken),
            "application/x-ndjson");
    }

    private static async Task<Results<Ok<Neighbours>, ProblemHttpResult>> NeighboursAsync(SubjectKind kind, string subject, HttpContext http, IGrainFactory grains, TimesQuery times, CancellationToken cancellationToken)
    {
        if (times.TryRead(out var question) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        var reader = Caller.Of(http.User).Reader;
        if (Find(kind, subject, grains) is not { } grain || await grain.CardAsync(reader, question, cancellationToken) is not { } card)
            return Absent(kind);
        var query = CatalogQuery.All with { LinkedTo = card.Id, Question = question };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(reader, query, cancellationToken)));
        var incoming = shards.SelectMany(static cards => cards).OrderBy(static other => other.Id)
            .SelectMany(other => other.Links.Where(link => link.Target == card.Id).Select(link => new Neighbour(other.Id, other.Name, link.Attribute, link.Dimension, "incoming", link.Probability)));
        var outgoing = await Task.WhenAll(card.Links.Select(async link => new Neighbour(
            link.Target, (await grains.GetSubject(link.Target).CardAsync(reader, question, cancellationToken))?.Name, link.Attribute, link.Dimension, "outgoing", link.Probability)));
        return TypedResults.Ok(new Neighbours(card.Id, [.. outgoing, .. incoming]));
    }

    private static string PathOf(SubjectKind kind) => kind is SubjectKind.Infrastructure ? "infrastructure" : $"{kind.Text()}s";

    private static ISubjectGrain? Find(SubjectKind kind, string subject, IGrainFactory grains) =>
        SubjectId.TryParse($"{kind.Text()}:{subject}", out var id) || (SubjectId.TryParse(subject, out id) && id.Kind() == kind) ? grains.GetSubject(id) : null;

    private static ProblemHttpResult Absent(SubjectKind kind) =>
        Problem.NotFound($"No {kind.Text()} of this id is known at the time asked for, or you may see nothing of it. Search with GET /v1/{PathOf(kind)}?text=…").Result;
}

/// <summary>A page of cards.</summary>
/// <param name="Items">The cards in order.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record CardPage(IReadOnlyList<Card> Items, string? Next);

/// <summary>What a subject is tied to.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Ties">Outgoing ties, then incoming ones.</param>
public sealed record Neighbours(SubjectId Subject, IReadOnlyList<Neighbour> Ties);

/// <summary>One tie.</summary>
/// <param name="Subject">The other subject.</param>
/// <param name="Name">Its name, or null when the reader may see nothing more of it.</param>
/// <param name="Attribute">The attribute that says so.</param>
/// <param name="Dimension">For example the kind of supply, or null.</param>
/// <param name="Direction">outgoing when this subject's claims say so, incoming when the other's do.</param>
/// <param name="Probability">How likely it is, 0 to 1.</param>
public sealed record Neighbour(SubjectId Subject, string? Name, string Attribute, string? Dimension, string Direction, double Probability);

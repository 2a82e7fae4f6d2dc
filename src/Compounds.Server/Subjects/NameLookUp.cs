using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Server.Subjects;

/// <summary>Finds the names of subjects that claims point at by id alone, on the cards that a reader may see; each is asked for once.</summary>
internal sealed class NameLookUp(IGrainFactory grains, Reader reader, SubjectQuestion question)
{
    private readonly Dictionary<SubjectId, string> _onCards = [];
    private readonly HashSet<SubjectId> _asked = [];

    /// <summary>The names for these claims and for all asked for before.</summary>
    public Task<SubjectNames> ForAsync(IEnumerable<Claim> claims, CancellationToken cancellationToken) => ForAsync(
        claims.SelectMany(static claim => ReadableClaim.OthersOf(claim).Append(claim.Subject)).Where(static reference => reference.Name is null).Select(static reference => reference.Resolved()),
        cancellationToken);

    /// <summary>The names of these subjects and of all asked for before.</summary>
    public async Task<SubjectNames> ForAsync(IEnumerable<SubjectId> subjects, CancellationToken cancellationToken)
    {
        foreach (var card in await Task.WhenAll(subjects.Where(_asked.Add).ToArray().Select(id => grains.GetSubject(id).CardAsync(reader, question, cancellationToken))))
        {
            if (card is not null)
                _onCards[card.Id] = card.Name;
        }

        return new SubjectNames(_onCards);
    }
}

using System.Globalization;
using System.Text.Json;
using Compounds.Subjects;

namespace Compounds.Exchange.Generation;

/// <summary>The subjects of the synthetic world, the most reported first. Their names are invented and unique.</summary>
internal sealed class SyntheticSubjects
{
    // Of 20 neighbours in rank 8 are compounds, 7 infrastructure, 3 operators and 2 crossings.
    private const string KindsByRank = "CICOICXICICOICIXICOC";

    private static readonly string[] s_starts = ["Mae", "Ban", "Lan", "Thi", "Koh", "Nam", "Pha", "Sai", "Hpa", "Wan"];
    private static readonly string[] s_ends = ["Rung", "Tavo", "Lamai", "Kyun", "Dong", "Sira", "Noi", "Velu", "Hket", "Mora", "Sona"];
    private static readonly string[] s_places = ["North Bank", "South Bank", "Hill Tract", "Old Market", "Delta Road"];

    private readonly WeightedDraw _byRank;
    private readonly byte[][] _references;
    private readonly SubjectKind[] _kinds;
    private readonly int[][] _ofKind;

    /// <param name="count">How many, at least 20 so that every kind occurs.</param>
    public SyntheticSubjects(int count)
    {
        _byRank = WeightedDraw.Zipf(count);
        _kinds = [.. Enumerable.Range(0, count).Select(static rank => KindAt(rank))];
        _ofKind = [.. SubjectKinds.All.Select(kind => Enumerable.Range(0, count).Where(rank => _kinds[rank] == kind).ToArray())];
        _references = [.. Enumerable.Range(0, count).SelectMany(ReferencesTo)];
    }

    /// <summary>Draws a subject by how often it is reported.</summary>
    public int Next(ref Chance chance) => _byRank.Next(ref chance);

    /// <summary>The kind of a subject.</summary>
    public SubjectKind KindOf(int subject) => _kinds[subject];

    /// <summary>One subject of a kind, chosen by a number, and never <paramref name="except"/>.</summary>
    public int Pick(SubjectKind kind, ulong number, int except)
    {
        var all = _ofKind[(int)kind];
        var at = (int)(number % (ulong)all.Length);
        return all[at] != except ? all[at] : all[(at + 1) % all.Length];
    }

    /// <summary>A reference to the subject as JSON in one of the three forms of the wire: named (mostly), by id, or the id alone.</summary>
    public ReadOnlySpan<byte> Reference(int subject, ref Chance chance) => _references[(3 * subject) + (chance.Below(20) switch
    {
        < 12 => 0,
        < 17 => 1,
        _ => 2,
    })];

    /// <summary>The name of a subject.</summary>
    public static string NameOf(int subject) => string.Create(
        CultureInfo.InvariantCulture, $"{s_starts[subject % s_starts.Length]} {s_ends[subject % s_ends.Length]} {Noun(subject)} {subject + 1}");

    private static SubjectKind KindAt(int rank) => KindsByRank[rank % KindsByRank.Length] switch
    {
        'C' => SubjectKind.Compound,
        'I' => SubjectKind.Infrastructure,
        'O' => SubjectKind.Operator,
        _ => SubjectKind.Crossing,
    };

    private static string Noun(int subject) => (KindAt(subject), subject % 3) switch
    {
        (SubjectKind.Compound, 0) => "Park",
        (SubjectKind.Compound, 1) => "Garden",
        (SubjectKind.Compound, _) => "Plaza",
        (SubjectKind.Infrastructure, 0) => "Feeder",
        (SubjectKind.Infrastructure, 1) => "Tower",
        (SubjectKind.Infrastructure, _) => "Settlement",
        (SubjectKind.Operator, 0) => "Holdings",
        (SubjectKind.Operator, _) => "Battalion",
        (_, 0) => "Ferry",
        _ => "Gate",
    };

    private static IEnumerable<byte[]> ReferencesTo(int subject)
    {
        // Every second subject is always told apart by its place; a reference without it would be another subject.
        var (kind, name) = (KindAt(subject), NameOf(subject));
        var place = subject % 2 == 0 ? s_places[subject / 2 % s_places.Length] : null;
        var id = SubjectId.FromName(kind, name, place).Value;
        yield return place is null
            ? JsonSerializer.SerializeToUtf8Bytes(new { kind = kind.Text(), name })
            : JsonSerializer.SerializeToUtf8Bytes(new { kind = kind.Text(), name, place });
        yield return JsonSerializer.SerializeToUtf8Bytes(new { id });
        yield return JsonSerializer.SerializeToUtf8Bytes(id);
    }
}

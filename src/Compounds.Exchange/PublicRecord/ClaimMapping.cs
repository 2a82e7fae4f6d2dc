using System.Text.Json.Nodes;
using Compounds.Claims;

namespace Compounds.Exchange.PublicRecord;

/// <summary>Turns rows of the mapping tables into claims.</summary>
internal sealed class ClaimMapping(RecordSubjects subjects, MappingTables tables)
{
    private const string Nationality = "nationality";

    /// <summary>
    /// The claims of a row that gives its own value or takes the number of the piece: one, or two when it tells of a cut.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="day">The date of the item.</param>
    /// <param name="number">The number of the piece, or null.</param>
    /// <param name="qualifier">How the record qualifies the number.</param>
    /// <param name="unit">The unit of the number.</param>
    /// <exception cref="InvalidDataException">The row does not fit the catalogue or says nothing.</exception>
    public IEnumerable<ClaimDraft> Claims(
        MappingRow row, DateOnly day, double? number = null, string? qualifier = null, string? unit = null)
    {
        if (row.Cut is not { } cut)
            return [Claim(row, day, number, qualifier, unit)];
        return
        [
            Claim(row with { Until = cut, Observed = row.Observed ?? cut.AddDays(-1) }, day, number, qualifier, unit),
            Claim(row with { From = cut, Observed = cut, Denied = true }, day, number, qualifier, unit),
        ];
    }

    /// <summary>One claim for each nationality of a tally: the dimension of a count by nationality, else a part of the count.</summary>
    public IEnumerable<ClaimDraft> Nationalities(MappingRow row, DateOnly day, IReadOnlyDictionary<string, int> tally)
    {
        foreach (var (word, number) in tally)
        {
            var code = tables.Code(Nationality, word) ?? throw new InvalidDataException($"The table of nationalities has no '{word}'.");
            var part = row.Attribute == Nationality ? row with { Dimension = code }
                : row with { Of = new Dictionary<string, string>(row.Of ?? Nothing) { [Nationality] = code } };
            yield return Claim(part, day, number, "exact", "people");
        }
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private ClaimDraft Claim(MappingRow row, DateOnly day, double? number, string? qualifier, string? unit)
    {
        var subject = subjects.Find(row.Subject ?? throw new InvalidDataException("A row names no subject."));
        var attribute = row.Attribute ?? throw new InvalidDataException($"A row about {subject.Name} names no attribute.");
        var rule = AttributeCatalogue.Current.Find(subject.SubjectKind(), attribute)
            ?? throw new InvalidDataException($"A {subject.Kind} has no attribute {attribute}.");
        var (value, isQuantity) = Value(row, rule, number, qualifier);
        var given = isQuantity ? row.Unit ?? unit ?? rule.Unit : null;
        if (given is not null && Unit.Find(given, rule.Unit!) is null)
            throw new InvalidDataException($"{attribute} of {subject.Name}: '{given}' is no unit of {rule.Unit}.");
        var observed = row.Observed ?? Earlier(row.On, day);
        var party = row.Party is null ? null : subjects.Find(row.Party);
        var on = row.On ?? (rule.IsDated ? observed : null);
        return new ClaimDraft(subject, attribute, row.Dimension, party, on, value, given, row.Denied, observed, row.Credibility)
        {
            From = row.From, Until = row.Until, Occasion = row.Occasion, IsNever = row.NeverSo,
            Of = row.Of, Scope = Scope(row), Said = row.Said,
        };
    }

    private static JsonObject? Scope(MappingRow row)
    {
        var scope = new JsonObject();
        foreach (var (name, word) in new[] { ("in", row.In), ("apart", row.Apart), ("split", row.Split), ("complete", row.Complete) })
        {
            if (word is not null)
                scope[name] = word;
        }

        if (row.Part)
            scope["part"] = true;
        if (row.Within is not null)
            scope["within"] = row.Within.DeepClone();
        return scope.Count == 0 ? null : scope;
    }

    private (JsonNode Value, bool IsQuantity) Value(MappingRow row, AttributeRule rule, double? number, string? qualifier)
    {
        switch (rule.Form)
        {
            case ValueForm.Entity when row.Entity is not null:
                return (subjects.Find(row.Entity).Reference(), false);
            case ValueForm.Alias when row.Text is not null && row.Language is not null:
                return (new JsonObject { ["name"] = row.Text, ["language"] = row.Language }, false);
            case ValueForm.Category or ValueForm.Label or ValueForm.Alias when row.Text is not null:
                return (JsonValue.Create(row.Text), false);
            case ValueForm.Point when row.Point is not null:
                return (row.Point, false);
            case ValueForm.Quantity when row.Quantity is not null:
                return (row.Quantity["value"] is { } only && row.Quantity.Count == 1 ? only : row.Quantity, true);
            case ValueForm.Quantity when number is { } counted:
                return (Quantity(counted, row.As ?? (qualifier is null ? null : tables.Code("qualifier", qualifier))), true);
            default:
                throw new InvalidDataException($"The row {row} says nothing that {rule.Name} can hold.");
        }
    }

    private static JsonObject Quantity(double number, string? form) => form switch
    {
        "exact" => new JsonObject { ["value"] = number, ["counted"] = true },
        "about" => new JsonObject { ["value"] = number, ["counted"] = false },
        "atLeast" => new JsonObject { ["atLeast"] = number },
        "atMost" => new JsonObject { ["atMost"] = number },
        _ => throw new InvalidDataException($"It is not told how {number} is meant."),
    };

    private static DateOnly Earlier(DateOnly? on, DateOnly day) => on is { } counted && counted < day ? counted : day;
}

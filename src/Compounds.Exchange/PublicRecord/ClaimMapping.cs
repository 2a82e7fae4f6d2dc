using System.Text;
using System.Text.Json.Nodes;
using Compounds.Claims;

namespace Compounds.Exchange.PublicRecord;

/// <summary>Turns rows of the mapping tables into claims.</summary>
internal sealed class ClaimMapping(RecordSubjects subjects, MappingTables tables)
{
    /// <summary>The spread of a number that its source counted, on the natural-log scale: about 5 %.</summary>
    private const double ExactSigma = 0.05;

    /// <summary>The claim of a row that gives its own value or takes the number of the piece.</summary>
    /// <param name="row">The row.</param>
    /// <param name="day">The date of the item.</param>
    /// <param name="number">The number of the piece, or null.</param>
    /// <param name="qualifier">How the record qualifies the number.</param>
    /// <param name="unit">The unit of the number.</param>
    /// <exception cref="InvalidDataException">The row does not fit the catalogue or says nothing.</exception>
    public ClaimDraft Claim(MappingRow row, DateOnly day, double? number = null, string? qualifier = null, string? unit = null)
    {
        var subject = subjects.Find(row.Subject ?? throw new InvalidDataException("A row names no subject."));
        var attribute = row.Attribute ?? throw new InvalidDataException($"A row about {subject.Name} names no attribute.");
        var rule = AttributeCatalogue.Current.Find(subject.SubjectKind(), attribute)
            ?? throw new InvalidDataException($"A {subject.Kind} has no attribute {attribute}.");
        var (value, isQuantity) = Value(row, rule, number, qualifier);
        var given = isQuantity ? row.Unit ?? unit ?? rule.Unit : null;
        if (given is not null && Unit.Find(given, rule.Unit!) is null)
            throw new InvalidDataException($"{attribute} of {subject.Name}: '{given}' is no unit of {rule.Unit}.");
        return new ClaimDraft(subject, attribute, row.Dimension, row.Party is null ? null : subjects.Find(row.Party), row.On, value, given,
            row.Denied, row.Observed ?? Earlier(row.On, day), row.Credibility);
    }

    /// <summary>One claim for each nationality of a tally.</summary>
    public IEnumerable<ClaimDraft> Nationalities(MappingRow row, DateOnly day, IReadOnlyDictionary<string, int> tally) =>
        tally.Select(pair => Claim(row with { Dimension = Words(pair.Key) }, day, pair.Value, "exact", "people"));

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

    private static JsonNode Quantity(double number, string? form) => form switch
    {
        "exact" => new JsonObject { ["value"] = number, ["sigma"] = ExactSigma },
        "about" => JsonValue.Create(number),
        "atLeast" => new JsonObject { ["atLeast"] = number },
        "atMost" => new JsonObject { ["atMost"] = number },
        _ => throw new InvalidDataException($"It is not told how {number} is meant."),
    };

    private static DateOnly Earlier(DateOnly? on, DateOnly day) => on is { } counted && counted < day ? counted : day;

    private static string Words(string joined)
    {
        var text = new StringBuilder();
        foreach (var letter in joined)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append(' ');
            text.Append(letter);
        }

        return text.ToString();
    }
}
